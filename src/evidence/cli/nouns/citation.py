"""Citations in papers: list, show, add, edit, resolve, remove."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.options import choice, formatted, give_key, say
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Output
from evidence.domain.vocabulary import LocatorLabel, Resolution

_COUNT = click.IntRange(min=1)


@click.group(
    name="citation",
    cls=Noun,
    help=__doc__,
    examples=(
        "evidence citation list --resolution ambiguous",
        "evidence citation resolve T08 radjabov2025a",
    ),
)
def command() -> None: ...


@command.command(name="list")
@click.option("--paper", metavar="PAPER", help="Only of this paper.")
@click.option("--section", metavar="HEADING", help="Only in this section.")
@click.option("--resolution", type=choice(Resolution), help="Only those that came out so.")
@click.option("--source", metavar="KEY", help="Only those that name this work, or may.")
@formatted()
def list_(
    paper: str | None, section: str | None, resolution: str | None, source: str | None, out: Output
) -> None:
    """List citations in the order of the text."""
    from evidence.cli import columns, contracts
    from evidence.services import citations, work
    from evidence.store.queries.citations import CitationFilter

    wanted = CitationFilter(
        paper=paper,
        section=section,
        resolution=Resolution(resolution) if resolution else None,
        source=source,
    )
    with work.reading(context.database()) as session:
        found = citations.listing(session, wanted)
    out.list(map(contracts.citation, found), columns.CITATIONS, what="citations")


@command.command(name="show", examples=("evidence citation show T08",))
@click.argument("key")
@formatted()
def show(key: str, out: Output) -> None:
    """Show one citation with the works that it names."""
    from evidence.cli import columns, contracts
    from evidence.services import citations, work

    with work.reading(context.database()) as session:
        found = citations.get(session, key)
    out.show(contracts.citation(found), columns.CITATIONS)


@command.command(
    name="add",
    examples=(
        "evidence citation add --section Introduction --paragraph 2 --sentence 5 "
        '--text "(Drab 2018, 59)" --source drab2018 --locator 59',
    ),
)
@click.option("--paper", metavar="PAPER", help="Whose; not needed where there is one paper.")
@click.option("--section", required=True, metavar="HEADING", help="The heading it stands under.")
@click.option("--paragraph", type=_COUNT, metavar="N", help="From 1 within the section.")
@click.option("--sentence", type=_COUNT, metavar="N", help="From 1 within the paragraph.")
@click.option("--text", required=True, metavar="TEXT", help="The citation as printed.")
@click.option("--source", "sources", multiple=True, metavar="KEY", help="The work; again for more.")
@click.option("--missing", is_flag=True, help="The work is not in the list.")
@click.option(
    "--candidate",
    "candidates",
    multiple=True,
    metavar="KEY",
    help="A work it may mean: one where they disagree, several where it is ambiguous.",
)
@click.option("--locator", metavar="PLACE", help="The place it names in the work.")
@click.option("--label", type=choice(LocatorLabel), metavar="LABEL", help="What --locator counts.")
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="As printed; else from the text."
)
@click.option("--year", metavar="YEAR", help="As printed; else from the text.")
def add(
    paper: str | None,
    section: str,
    paragraph: int | None,
    sentence: int | None,
    text: str,
    sources: tuple[str, ...],
    missing: bool,
    candidates: tuple[str, ...],
    locator: str | None,
    label: str | None,
    names: tuple[str, ...],
    year: str | None,
) -> None:
    """Add a citation; its key goes to stdout."""
    from evidence.cli.citing import Naming, items
    from evidence.services import citations, papers, work

    named = items(
        text,
        Naming(sources, candidates, missing=missing),
        names=names,
        year=year,
        locator=locator,
        label=label,
    )
    with work.writing(context.database(), context.actor()) as session:
        key = citations.add(
            session,
            paper=papers.only(session, paper),
            text=text,
            section=section,
            paragraph=paragraph,
            sentence=sentence,
            items=named,
        )
    say(f"added citation {key}")
    give_key(key)


@command.command(
    name="edit",
    examples=("evidence citation edit T03 --paragraph 2", "evidence citation edit T03"),
)
@click.argument("key")
@click.option("--section", metavar="HEADING", help="The heading it stands under.")
@click.option("--paragraph", type=_COUNT, metavar="N", help="From 1 within the section.")
@click.option("--sentence", type=_COUNT, metavar="N", help="From 1 within the paragraph.")
@click.option("--text", metavar="TEXT", help="The citation as printed.")
@with_dry_run
def edit(key: str, dry_run: bool, **options: Any) -> None:
    """Change a citation by options, or in $EDITOR where there are none.

    The works that it names are changed in the editor, or with 'resolve'.
    """
    from evidence.cli import contracts
    from evidence.cli.citing import item
    from evidence.cli.editing import edit_record
    from evidence.cli.editor import number, objects
    from evidence.services import citations

    def before(session: Any) -> Mapping[str, Any]:
        found = citations.get(session, key)
        record = contracts.citation(found)
        for each, held in zip(record["items"], found.items, strict=True):
            each["locator_text"] = held.locator_text
        members = ("text", "section", "paragraph", "sentence", "items")
        return {name: record[name] for name in members}

    def read(values: dict[str, Any]) -> Mapping[str, Any]:
        if "items" in values:
            values["items"] = [item(each) for each in objects(values["items"], "items")]
        for name in ("paragraph", "sentence"):
            if values.get(name) is not None:
                values[name] = number(values[name], name)
        return values

    edit_record(
        "citation", key, options, before=before, apply=citations.edit, read=read, dry_run=dry_run
    )


@command.command(name="resolve", examples=("evidence citation resolve T08 radjabov2025a",))
@click.argument("key")
@click.argument("source")
@click.option("--position", type=_COUNT, metavar="N", help="Which of the works that it names.")
@with_dry_run
def resolve(key: str, source: str, position: int | None, dry_run: bool) -> None:
    """Say which work a citation means."""
    from evidence.services import citations, work

    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        citations.resolve(session, key, source, position=position)
    say(f"citation {key} {'would mean' if dry_run else 'means'} {source}")


@command.command(name="remove")
@click.argument("key")
@with_dry_run
@with_yes
def remove(key: str, dry_run: bool, yes: bool) -> None:
    """Take a citation out; the claims that it served lose it."""
    from evidence.cli.removal import remove
    from evidence.services import citations

    remove(citations.remove, "citation", key, yes=yes, dry_run=dry_run)
