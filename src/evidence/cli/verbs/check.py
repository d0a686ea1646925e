"""Check a paper: its citations, its reference list, its claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import formatted, say
from evidence.cli.output import Column, Columns, Output, cell, coloured, width


@click.command(
    cls=Verb,
    help="""Check a paper: its citations, its reference list, its claims.

    Without PAPER it checks every paper. Exit status 1 says that there are errors or
    warnings; notes alone leave it 0.
    """,
    examples=(
        "evidence check",
        "evidence check yadav-nd --select EV2 --select EV4",
        "evidence check --format json > findings.json",
    ),
)
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@click.option("--select", multiple=True, metavar="RULE", help="Only these: EV201, EV2, or a name.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these.")
@click.option("--exit-zero", is_flag=True, help="Exit status 0 whatever it finds.")
@click.option("--show-waived", is_flag=True, help="Also show findings that were set aside.")
@formatted()
def command(
    papers: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    exit_zero: bool,
    show_waived: bool,
    out: Output,
) -> int:
    from evidence.cli import contracts
    from evidence.cli.findings import Page, report
    from evidence.services import checking, work

    with work.reading(context.database()) as session:
        checked = checking.check(
            session, papers, select_rules=_words(select), ignore_rules=_words(ignore)
        )
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
