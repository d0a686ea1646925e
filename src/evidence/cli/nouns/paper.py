"""Papers under check: list, show, add, edit, attach, remove."""

from __future__ import annotations

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.items import ItemVerb
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import formatted, give_key, say
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Output


@click.group(
    name="paper",
    cls=Noun,
    help=__doc__,
    examples=("evidence paper list", "evidence paper attach yadav-nd paper.txt"),
)
def command() -> None: ...


@command.command(name="list")
@formatted()
def list_(out: Output) -> None:
    """List papers with how much of each is held."""
    from evidence.cli import columns, contracts
    from evidence.services import papers, work

    with work.reading(context.database()) as session:
        found = papers.listing(session)
    out.list(map(contracts.paper, found), columns.PAPERS, what="papers")


@command.command(name="show")
@click.argument("key")
@formatted()
def show(key: str, out: Output) -> None:
    """Show how much of one paper is held.

    Its bibliographic record is that of 'evidence source show'.
    """
    from evidence.cli import columns, contracts
    from evidence.services import papers, work

    with work.reading(context.database()) as session:
        found = papers.get(session, key)
    out.show(contracts.paper(found), columns.PAPERS)


@command.command(
    name="add",
    cls=ItemVerb,
    examples=(
        'evidence paper add --type manuscript --title "My Thesis" --author "Drab, Lech"',
        "evidence paper add --json paper.json",
    ),
)
@click.option("--key", metavar="KEY", help="Its key; made from author and year if none.")
@click.option("--json", "json_", metavar="FILE", help="CSL-JSON, one paper or a list; - for stdin.")
@with_dry_run
def add(key: str | None, json_: str | None, dry_run: bool) -> None:
    """Add a paper by its bibliographic record; its key goes to stdout."""
    from evidence.cli import items
    from evidence.services import papers, work

    works = items.works(json_, key)
    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        keys = [papers.add(session, item, key=wanted) for item, wanted in works]
    for each in keys:
        say(f"{'would add' if dry_run else 'added'} paper {each}")
        if not dry_run:
            give_key(each)


@command.command(
    name="edit",
    cls=ItemVerb,
    examples=(
        'evidence paper edit yadav-nd --issued "November 2024"',
        "evidence paper edit yadav-nd",
    ),
)
@click.argument("key")
@click.option("--key", "new_key", metavar="KEY", help="A new key.")
@with_dry_run
def edit(key: str, new_key: str | None, dry_run: bool) -> None:
    """Change a paper by options, or in $EDITOR where there are none.

    An empty value takes a variable away.
    """
    from evidence.cli.editing import edit_item
    from evidence.services import papers, work

    with work.reading(context.database()) as session:
        papers.get(session, key)
    edit_item("paper", key, new_key=new_key, dry_run=dry_run)


@command.command(name="attach", examples=("evidence paper attach yadav-nd paper.txt",))
@click.argument("key")
@click.argument("file", metavar="FILE")
@with_dry_run
@formatted()
def attach(key: str, file: str, dry_run: bool, out: Output) -> int:
    """Give a paper its text and find its claims there.

    FILE is plain text in UTF-8, - for stdin. Claims whose sentence is not there are
    named, and the exit status is 1.
    """
    from evidence.cli.attaching import COLUMNS, read, record
    from evidence.services import papers, work

    text, name = read(file)
    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        attached = papers.attach(session, key, text, name)
    out.show(record(key, attached), COLUMNS)
    return int(bool(attached.missing))


@command.command(name="remove", examples=("evidence paper remove yadav-nd --dry-run",))
@click.argument("key")
@with_dry_run
@with_yes
def remove(key: str, dry_run: bool, yes: bool) -> None:
    """Take a paper out, with its references, citations and claims."""
    from evidence.cli.removal import remove
    from evidence.services import papers

    remove(papers.remove, "paper", key, yes=yes, dry_run=dry_run)
