"""Export works: for other programs, or as a reference list.

A format for other programs, or `bibliography` and `annotated` for readers.
"""

from __future__ import annotations

import click

from evidence.cli import context, formatting
from evidence.cli.base import Verb
from evidence.cli.output import Output

_READERS = ("bibliography", "annotated")


@click.command(
    cls=Verb,
    help="""Export works: for other programs, or as a reference list.

    WHAT is a format of other programs: biblatex, bibtex, csl-json, csl-yaml, endnote-xml,
    hayagriva, marcxml, mods, nbib, refer, refworks, ris or zotero-rdf (annotations go along as
    notes, where the format can hold them). Or it is for readers: 'bibliography' is the
    reference list in a style, 'annotated' the same with the annotations on each work and, with
    --evidence, the claims that it bears on. Without --select all works are exported.
    """,
    examples=(
        "evidence export bibliography --style apa",
        "evidence export bibliography --style chicago -o references.docx",
        "evidence export annotated --evidence --select paper:yadav-nd -o annotated.html",
        "evidence export biblatex -o library.bib",
        "evidence export csl-json --select tag:fact-check --select key:drab2018,thomas2021",
    ),
)
@click.argument("what")
@click.option(
    "--select",
    "selected",
    multiple=True,
    metavar="WHICH",
    help="all, paper:KEY, tag:NAME, key:KEY,KEY or query:WORDS; again for more.",
)
@click.option("--output", "-o", "path", metavar="FILE", help="Where it goes, - for stdout.")
@formatting.with_options
@click.option("--evidence", is_flag=True, help="In 'annotated': claims, pages, judgements.")
def command(
    what: str,
    selected: tuple[str, ...],
    path: str | None,
    style: str | None,
    locale: str | None,
    form: str | None,
    evidence: bool,
) -> None:
    from evidence.services import work

    if what not in _READERS:
        if style or locale or form:
            raise click.UsageError(f"{what} has no style: that is for {' and '.join(_READERS)}")
        if evidence:
            raise click.UsageError("--evidence is for 'annotated'")
        _data(what, selected, path)
        return
    from evidence.services import formatting as services

    if evidence and what != "annotated":
        raise click.UsageError("--evidence is for 'annotated'")
    write = formatting.writer_for(form, path)
    with work.reading(context.database()) as session:
        if what == "annotated":
            made = services.annotated(session, selected, style, locale, evidence=evidence)
        else:
            made = services.bibliography(session, selected, style, locale)
    formatting.put(made, write, path)


def _data(format_: str, selected: tuple[str, ...], path: str | None) -> None:
    from evidence.services import exporting, work

    with work.reading(context.database()) as session:
        pieces = exporting.export(session, format_, selected)
        with Output(path=path).stream() as stream:
            stream.writelines(pieces)
