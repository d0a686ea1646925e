"""Entries of reference lists: list, show, add, edit, remove."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import formatted, give_key, say
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Output


@click.group(
    name="reference",
    cls=Noun,
    help=__doc__,
    examples=("evidence reference list --source drab2018",),
)
def command() -> None: ...


@command.command(name="list")
@click.option("--paper", metavar="PAPER", help="Only of this paper.")
@click.option("--source", metavar="KEY", help="Only those that stand for this work.")
@formatted()
def list_(paper: str | None, source: str | None, out: Output) -> None:
    """List entries in the order of their lists."""
    from evidence.cli import columns, contracts
    from evidence.services import references, work

    with work.reading(context.database()) as session:
        found = references.listing(session, paper=paper, source=source)
    out.list(map(contracts.reference, found), columns.REFERENCES, what="references")


@command.command(name="show")
@click.argument("key")
@formatted()
def show(key: str, out: Output) -> None:
    """Show one entry."""
    from evidence.cli import columns, contracts
    from evidence.services import references, work

    with work.reading(context.database()) as session:
        found = references.get(session, key)
    out.show(contracts.reference(found), columns.REFERENCES)


@command.command(
    name="add",
    examples=(
        'evidence reference add --section References --raw "Drab, L. (2018). A Title." '
        "--source drab2018",
    ),
)
@click.option("--paper", metavar="PAPER", help="Whose list; not needed where there is one paper.")
@click.option("--section", required=True, metavar="HEADING", help="The heading of the list.")
@click.option("--raw", required=True, metavar="TEXT", help="The entry as printed.")
@click.option("--source", "sources", multiple=True, metavar="KEY", help="A work it stands for.")
@click.option(
    "--position", type=click.IntRange(min=1), metavar="N", help="Its place; else the end."
)
def add(
    paper: str | None, section: str, raw: str, sources: tuple[str, ...], position: int | None
) -> None:
    """Add an entry; its key goes to stdout."""
    from evidence.services import papers, references, work

    with work.writing(context.database(), context.actor()) as session:
        key = references.add(
            session,
            paper=papers.only(session, paper),
            section=section,
            raw=raw,
            sources=sources,
            position=position,
        )
    say(f"added reference {key}")
    give_key(key)


@command.command(
    name="edit",
    examples=("evidence reference edit R05 --source drab2018", "evidence reference edit R05"),
)
@click.argument("key")
@click.option("--section", metavar="HEADING", help="The heading of the list.")
@click.option("--raw", metavar="TEXT", help="The entry as printed.")
@click.option("--source", "sources", multiple=True, metavar="KEY", help="The works it stands for.")
@click.option("--position", type=click.IntRange(min=1), metavar="N", help="Its place in the list.")
@with_dry_run
def edit(
    key: str,
    section: str | None,
    raw: str | None,
    sources: tuple[str, ...],
    position: int | None,
    dry_run: bool,
) -> None:
    """Change an entry by options, or in $EDITOR where there are none."""
    from evidence.cli import contracts
    from evidence.cli.editing import edit_record
    from evidence.cli.editor import number, texts
    from evidence.services import references

    def before(session: Any) -> Mapping[str, Any]:
        record = contracts.reference(references.get(session, key))
        return {name: record[name] for name in ("section", "position", "raw", "sources")}

    def read(values: dict[str, Any]) -> Mapping[str, Any]:
        if "sources" in values:
            values["sources"] = texts(values["sources"], "sources")
        if "position" in values:
            values["position"] = number(values["position"], "position")
        return values

    edit_record(
        "reference",
        key,
        {"section": section, "raw": raw, "position": position, "sources": sources or None},
        before=before,
        apply=references.edit,
        read=read,
        dry_run=dry_run,
    )


@command.command(name="remove")
@click.argument("key")
@with_dry_run
@with_yes
def remove(key: str, dry_run: bool, yes: bool) -> None:
    """Take an entry out of its list; its works stay."""
    from evidence.cli.removal import remove
    from evidence.services import references

    remove(references.remove, "reference", key, yes=yes, dry_run=dry_run)
