"""Works that papers cite: list, add, edit, attach, merge, refresh, …"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.items import ItemVerb
from evidence.cli.options import choice, formatted, give_key, say
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Output
from evidence.cli.text import counted
from evidence.domain.vocabulary import Origin


@click.group(
    name="source",
    cls=Noun,
    room="evidence.cli.source",
    help=__doc__,
    examples=(
        "evidence source list --cited",
        'evidence source add --type book --title "A Title" --author "Drab, Lech" --issued 2018',
    ),
)
def command() -> None: ...


@command.command(name="list", examples=("evidence source list --type report --uncited",))
@click.option("--type", "type_", metavar="TYPE", help="Only of this CSL type.")
@click.option("--tag", metavar="TAG", help="Only with this tag.")
@click.option("--text", metavar="WORDS", help="Only with these words in the record.")
@click.option("--cited/--uncited", default=None, help="Only those that a citation names, or none.")
@click.option("--listed/--unlisted", default=None, help="Only those in a reference list, or not.")
@click.option("--paper", metavar="PAPER", help="Only those in this paper's lists.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N.")
@formatted()
def list_(
    type_: str | None,
    tag: str | None,
    text: str | None,
    cited: bool | None,
    listed: bool | None,
    paper: str | None,
    limit: int | None,
    out: Output,
) -> None:
    """List works, by key."""
    from evidence.cli import columns, contracts, items
    from evidence.cli.paging import batches
    from evidence.domain.records import Source
    from evidence.services import sources, work
    from evidence.store.queries.sources import SourceFilter

    wanted = SourceFilter(
        type=type_ and items.known_type(type_),
        tag=tag,
        text=text,
        cited=cited,
        listed=listed,
        paper=paper,
    )

    def fetch(most: int, after: str | None) -> tuple[Source, ...]:
        return sources.listing(session, replace(wanted, limit=most, after=after))

    def records() -> Iterator[dict[str, Any]]:
        for batch in batches(fetch, limit):
            yield from map(contracts.source, batch)

    with work.reading(context.database()) as session:
        out.list(records(), columns.SOURCES, what="sources")


@command.command(name="show", examples=("evidence source show drab2018 --origins",))
@click.argument("key")
@click.option("--origins", is_flag=True, help="Also what each origin said of it, and its look-ups.")
@formatted()
def show(key: str, origins: bool, out: Output) -> None:
    """Show one work: its variables, annotations, files and retractions."""
    from evidence.cli import columns, contracts
    from evidence.domain.retractions import retractions
    from evidence.services import annotations, documents, sources, work
    from evidence.store.queries.annotations import AnnotationFilter

    with work.reading(context.database()) as session:
        found = sources.get(session, key)
        notes = annotations.listing(session, AnnotationFilter(source=key))
        files = documents.keys_of(session, key)
        asked = sources.look_ups(session, key)
    record = contracts.source(found)
    if origins:
        record["origins"] = [contracts.statement(each) for each in found.statements]
    record["annotations"] = [contracts.note(each) for each in notes]
    record["documents"] = list(files)
    if origins or out.form in {"json", "jsonl"}:
        record["lookups"] = [contracts.look_up(each) for each in asked]
    if taken_back := retractions(found):
        record["notices"] = [each.text for each in taken_back]
    out.show(record, columns.of_source(record))


@command.command(
    name="add",
    cls=ItemVerb,
    examples=(
        'evidence source add --type book --title "A Title" --author "Drab, Lech" --issued 2018',
        "evidence source add --json work.json --tag to-read",
    ),
)
@click.option("--key", metavar="KEY", help="Its citation key; made from author and year if none.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag for it; again for more.")
@click.option("--json", "json_", metavar="FILE", help="CSL-JSON, one work or a list; - for stdin.")
@with_dry_run
def add(key: str | None, tags: tuple[str, ...], json_: str | None, dry_run: bool) -> None:
    """Add a work, from options or from CSL-JSON; its key goes to stdout."""
    from evidence.cli import items
    from evidence.services import sources, work

    works = items.works(json_, key)
    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        keys = [sources.add(session, item, key=wanted, tags=tags) for item, wanted in works]
    for each in keys:
        say(f"{'would add' if dry_run else 'added'} source {each}")
        if not dry_run:
            give_key(each)


@command.command(
    name="edit",
    cls=ItemVerb,
    examples=(
        'evidence source edit drab2018 --title "A Better Title" --page 57-71',
        'evidence source edit drab2018 --note ""',
        "evidence source edit drab2018",
    ),
)
@click.argument("key")
@click.option("--key", "new_key", metavar="KEY", help="A new citation key.")
@with_dry_run
def edit(key: str, new_key: str | None, dry_run: bool) -> None:
    """Change a work by options, or in $EDITOR where there are none.

    An empty value takes a variable away.
    """
    from evidence.cli.editing import edit_item

    edit_item("source", key, new_key=new_key, dry_run=dry_run)


@command.command(
    name="says",
    cls=ItemVerb,
    examples=(
        "evidence source says sajjanhar2023 --origin reference-list --issued 2013-11-20",
        "evidence source says drab2018 --origin look-up --page 57-71 --url-seen https://…",
    ),
)
@click.argument("key")
@click.option(
    "--origin", required=True, type=choice(Origin), help="Who says it, as printed or as found."
)
@click.option("--url-seen", metavar="URL", help="Where it was seen.")
@click.option("--caveat", metavar="TEXT", help="What to keep in mind about it.")
@with_dry_run
def says(key: str, origin: str, url_seen: str | None, caveat: str | None, dry_run: bool) -> None:
    """Keep what an origin says of a work, beside its record.

    The record itself stays as it is. Two dates of issue that the reference list prints are
    two calls; the check then reports the entry that contradicts itself.
    """
    from evidence.cli import items
    from evidence.services import sources, work

    typed = items.given()
    values, _ = items.changes(typed)
    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        number = sources.state(session, key, Origin(origin), values, url=url_seen, note=caveat)
    say(f"{'would keep' if dry_run else 'kept'} {counted(number, 'statement')} of {key}")


@command.command(name="tag", examples=("evidence source tag drab2018 to-read",))
@click.argument("key")
@click.argument("tags", nargs=-1, required=True, metavar="TAG...")
@with_dry_run
def tag(key: str, tags: tuple[str, ...], dry_run: bool) -> None:
    """Give a work tags."""
    from evidence.services import sources, work

    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        sources.tag(session, key, tags)
    say(f"{'would tag' if dry_run else 'tagged'} {key}: {', '.join(tags)}")


@command.command(name="untag", examples=("evidence source untag drab2018 to-read",))
@click.argument("key")
@click.argument("tags", nargs=-1, required=True, metavar="TAG...")
@with_dry_run
def untag(key: str, tags: tuple[str, ...], dry_run: bool) -> None:
    """Take tags from a work."""
    from evidence.services import sources, work

    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        sources.untag(session, key, tags)
    say(f"{'would untag' if dry_run else 'untagged'} {key}: {', '.join(tags)}")


@command.command(name="remove", examples=("evidence source remove drab2018 --dry-run",))
@click.argument("key")
@with_dry_run
@with_yes
def remove(key: str, dry_run: bool, yes: bool) -> None:
    """Take a work out, with what stands on it."""
    from evidence.cli.removal import remove
    from evidence.services import sources

    remove(sources.remove, "source", key, yes=yes, dry_run=dry_run)
