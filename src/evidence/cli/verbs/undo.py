"""Take back the last activity that was not taken back yet."""

from __future__ import annotations

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import say
from evidence.cli.text import counted


@click.command(
    cls=Verb,
    help="""Take back the last activity that was not taken back yet, whole.

    It is an activity of its own; a second undo goes one further back. It stops at an
    upgrade and at a restore.
    """,
    examples=("evidence undo --dry-run", "evidence undo"),
)
@with_dry_run
def command(dry_run: bool) -> None:
    from evidence.services import history, work

    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        undone = history.undo(session)
    did = "would take back" if dry_run else "took back"
    records = counted(undone.changes, "record")
    say(f"{did} activity {undone.activity} ({undone.command}): {records}")
