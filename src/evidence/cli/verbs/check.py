"""Check a paper: its citations, its reference list, its claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import formatted, say
from evidence.cli.output import Column, Columns, Output, cell, coloured, width

if TYPE_CHECKING:
    from evidence.services.checking import Checked


@click.command(
    cls=Verb,
    help="""Check a paper: its citations, its reference list, its claims.

    A FILE (text, Markdown, LaTeX, Word, ODT, HTML, JATS, PDF) is taken in first, as a new
    paper or as the revised text of one that is there. Where there is no database, or with
    --no-save, nothing of it is kept. Without PAPER it checks every paper. Exit status 1
    says that there are errors or warnings; notes alone leave it 0.
    """,
    examples=(
        "evidence check paper.docx",
        "evidence check",
        "evidence check yadav-nd --select EV2 --select EV4",
        "evidence check --format json > findings.json",
    ),
)
@click.argument("papers", nargs=-1, metavar="[PAPER|FILE]...")
@click.option("--select", multiple=True, metavar="RULE", help="Only these: EV201, EV2, or a name.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these.")
@click.option("--no-save", is_flag=True, help="Keep nothing of the files.")
@click.option("--exit-zero", is_flag=True, help="Exit status 0 whatever it finds.")
@click.option("--show-waived", is_flag=True, help="Also show findings that were set aside.")
@formatted()
def command(
    papers: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    no_save: bool,
    exit_zero: bool,
    show_waived: bool,
    out: Output,
) -> int:
    from evidence.cli import contracts
    from evidence.cli.findings import Page, report

    checked = _checked(papers, _words(select), _words(ignore), no_save=no_save)
    if not checked.papers:
        say("there is no paper to check; 'evidence init --seed' brings one")
    if out.form == "table":
        with out.stream() as stream:
            page = Page(width(), coloured(stream))
            stream.writelines(
                f"{line}\n"
                for line in report(
                    checked.papers, checked.findings, checked.waived, page, show_waived=show_waived
                )
            )
    elif out.form == "json":
        only = checked.papers[0].key if len(checked.papers) == 1 else None
        aside = checked.waived if show_waived else None
        out.show(contracts.check(only, checked.summary, checked.findings, aside), _COLUMNS)
    else:
        records = [contracts.finding(each) for each in checked.findings]
        if show_waived:
            records += [{**contracts.finding(each), "waived": True} for each in checked.waived]
        out.list(records, _COLUMNS, what="findings")
    return int(checked.failed and not exit_zero)


def _checked(
    papers: tuple[str, ...], select: list[str], ignore: list[str], *, no_save: bool
) -> Checked:
    from evidence.cli.manuscripts import database_or_none, is_file, passing, told
    from evidence.services import checking, manuscripts, work

    files = [word for word in papers if is_file(word)]
    there = database_or_none() if files else context.database()
    with ExitStack() as stack:
        database = there
        if database is None or (files and no_save):
            say("nothing is kept" if there else "there is no database: nothing is kept")
            database = stack.enter_context(passing(there))
        keys = {word: word for word in papers}
        if files:
            entered = []
            with work.writing(database, context.actor()) as session:
                for word in dict.fromkeys(files):
                    taken = manuscripts.enter(session, Path(word))
                    keys[word] = taken.key
                    entered.append((Path(word).name, taken))
            told(entered, kept=database is there)
        with work.reading(database) as session:
            return checking.check(
                session,
                list(dict.fromkeys(keys.values())),
                select_rules=select,
                ignore_rules=ignore,
            )


def _words(values: tuple[str, ...]) -> list[str]:
    """Rules given one an option, or several with commas between them."""
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def _member(name: str, field: str) -> Column:
    return Column(name, lambda value: cell((value or {}).get(name)), field=field)


def _suggested(hints: Sequence[Mapping[str, str]]) -> list[str]:
    return [f"{hint['source']}: {hint['reason']}" for hint in hints]


_SEVERITY = (Column("severity"), Column("rule"))
_WHERE = (
    _member("key", "subject"),
    _member("section", "location"),
    _member("paragraph", "location"),
    _member("sentence", "location"),
)
_COLUMNS = Columns(
    rows=(
        *_SEVERITY,
        *(Column("name"), Column("paper"), _member("kind", "subject")),
        *_WHERE,
        *(Column("message"), Column("suggestions", _suggested), Column("waived")),
    ),
    table=(*_SEVERITY, *_WHERE, Column("message")),
)
