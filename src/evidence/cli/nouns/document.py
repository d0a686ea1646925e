"""Held files of works: list, show, path, remove, prune."""

from __future__ import annotations

import os
import sys

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.options import confirm, formatted, say
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Output


@click.group(
    name="document",
    cls=Noun,
    help=__doc__,
    examples=("evidence document list --source drab2018", "evidence document path D01"),
)
def command() -> None: ...


@command.command(name="list", examples=("evidence document list --format json",))
@click.option("--source", metavar="KEY", help="Only files of this work.")
@formatted()
def list_(source: str | None, out: Output) -> None:
    """List held files, in the order they came.

    The status is "missing" where a file is gone, "changed" where its size is another; "db
    check" compares their contents.
    """
    from evidence.cli import columns, contracts
    from evidence.services import documents, work

    database = context.database()
    with work.reading(database) as session:
        found = documents.listing(session, database, source=source)
    out.list(map(contracts.document, found), columns.DOCUMENTS, what="documents")


@command.command(name="show", examples=("evidence document show D01",))
@click.argument("key")
@formatted()
def show(key: str, out: Output) -> None:
    """Show one held file."""
    from evidence.cli import columns, contracts
    from evidence.services import documents, work

    database = context.database()
    with work.reading(database) as session:
        found = documents.get(session, database, key)
    out.show(contracts.document(found), columns.DOCUMENTS)


@command.command(name="path", examples=("evidence document path D01",))
@click.argument("key")
def path(key: str) -> None:
    """Print where the file of a document is."""
    from evidence.cli.escape import terminal
    from evidence.services import documents, work

    database = context.database()
    with work.reading(database) as session:
        file = documents.location(session, database, key)
    # On Linux a path need not be text: another program gets its bytes.
    click.echo(terminal(str(file)) if sys.stdout.isatty() else os.fsencode(file))


@command.command(name="remove", examples=("evidence document remove D01 --dry-run",))
@click.argument("key")
@with_dry_run
@with_yes
def remove(key: str, dry_run: bool, yes: bool) -> None:
    """Hold a file no longer, for none of its works.

    A copy that was kept stays beside the database, so that "undo" finds it.
    """
    from evidence.cli.removal import remove
    from evidence.services import documents

    remove(documents.remove, "document", key, yes=yes, dry_run=dry_run)


@command.command(name="prune", examples=("evidence document prune --dry-run",))
@with_dry_run
@with_yes
def prune(dry_run: bool, yes: bool) -> None:
    """Delete kept files that nothing names.

    Such are left by commands that were interrupted. A file stays if a document, the log or a
    copy of the database that was kept beside it names it; backups elsewhere are not looked
    at. This cannot be undone.
    """
    from evidence.cli.text import counted
    from evidence.services import held_files

    database = context.database()
    found = held_files.unneeded(database)
    told = f"{counted(len(found), 'file')} ({counted(sum(each.size for each in found), 'byte')})"
    if dry_run or not found:
        for each in found:
            say(str(each.path))
        say(f"would delete {told}" if found else "no file to delete")
        return
    if not (yes or confirm(f"delete {told} for ever?", refusal=f"not deleting {told} unasked")):
        say("nothing deleted")
        return
    say(f"deleted {counted(len(held_files.prune(database)), 'file')}")
