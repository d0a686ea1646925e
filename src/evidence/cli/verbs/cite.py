"""Print a citation, in a style or for pandoc, LaTeX or Typst."""

from __future__ import annotations

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import choice
from evidence.domain.vocabulary import LocatorLabel

_FORMS = ("text", "html", "md", "rtf", "pandoc", "latex", "typst")


@click.command(
    cls=Verb,
    help="""Print a citation, in a style or for pandoc, LaTeX or Typst.

    KEY is a work's or a claim's; a claim stands for the works that it cites, with their pages.
    Several are cited together. --as pandoc, latex (biblatex) and typst cite by key, and leave
    the style to that program. Year suffixes (2025a) need the whole list: 'evidence export
    bibliography' has them.
    """,
    examples=(
        "evidence cite drab2018 --page 59",
        "evidence cite C014 --style mla",
        "evidence cite drab2018 --page 59 --as pandoc",
        "evidence cite drab2018 --full --style apa",
    ),
)
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@click.option("--page", metavar="PAGES", help="The page or pages meant.")
@click.option("--locator", metavar="TEXT", help="Another place in the work, with --label.")
@click.option(
    "--label",
    type=choice(LocatorLabel),
    metavar="LABEL",
    help="What the locator counts, as CSL calls it: chapter, section, figure.",
)
@click.option("--style", metavar="STYLE", help="A name, a file or an address.")
@click.option("--locale", metavar="LANGUAGE", help="A language tag, as en-GB.")
@click.option(
    "--as", "form", type=click.Choice(_FORMS), default="text", help="Its form.", show_default=True
)
@click.option("--full", is_flag=True, help="The entries of a reference list instead.")
def command(
    keys: tuple[str, ...],
    page: str | None,
    locator: str | None,
    label: str | None,
    style: str | None,
    locale: str | None,
    form: str,
    full: bool,
) -> None:
    from evidence.cli.escape import terminal
    from evidence.csl import Bibliography
    from evidence.csl.writers import writer
    from evidence.services import citing, work

    if page is not None and (locator is not None or label is not None):
        raise click.UsageError("--page is the locator: leave --locator and --label out")
    if label is not None and locator is None:
        raise click.UsageError("--label needs --locator")
    if form in citing.MARKUPS and (style or locale or full):
        raise click.UsageError(f"--as {form} cites by key: it takes no style")
    counted = LocatorLabel(label) if label is not None else None
    with work.reading(context.database()) as session:
        wanted = citing.cites(session, keys, page if page is not None else locator, counted)
        if form in citing.MARKUPS:
            click.echo(terminal(citing.keyed(wanted, form)))
            return
        runs, entries = citing.styled(session, wanted, style, locale)
    write = writer(form)
    if full:
        text = (
            write.bibliography(Bibliography(entries))
            if form == "html"
            else "\n\n".join(write.entry(entry) for entry in entries)
        )
    else:
        text = write.inline(runs)
    click.echo("\n".join(terminal(line) for line in text.rstrip("\n").split("\n")))
