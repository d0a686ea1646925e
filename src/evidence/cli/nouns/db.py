"""The database: upgrade, history, backup, restore, check, reindex."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.options import confirm, formatted, say
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Column, Columns, Output
from evidence.cli.text import counted
from evidence.errors import NotFound

if TYPE_CHECKING:
    from evidence.services.held_files import Copied

_STATE = Columns.same(*(Column(name) for name in ("path", "revision", "head", "size", "journal")))
_MIGRATIONS = Columns.same(
    Column("revision"),
    Column("down_revision"),
    Column("date"),
    Column("description", wraps=True),
)
_PROBLEMS = Columns.same(
    Column("kind"), Column("subject", wraps=True), Column("message", wraps=True)
)


@click.group(
    name="db", cls=Noun, help=__doc__, examples=("evidence db check", "evidence db backup FILE")
)
def command() -> None: ...


@command.command(name="upgrade", examples=("evidence db upgrade",))
def upgrade() -> None:
    """Bring the database to this program's schema.

    A copy of the old one is kept beside it.
    """
    from evidence.services import databases

    path = context.database()
    done = databases.upgrade(path, context.actor())
    if done.before == done.after:
        say(f"{path} is of revision {done.after} already; nothing changed")
    else:
        kept = f"; the old one is kept in {done.backup}" if done.backup is not None else ""
        say(f"upgraded {path} from revision {done.before} to {done.after}{kept}")


@command.command(name="current")
@formatted()
def current(out: Output) -> None:
    """Show the database's revision and this program's."""
    from evidence.services import databases

    state = databases.state(context.database())
    record = {
        "path": str(state.path),
        "revision": state.revision,
        "head": state.head,
        "size": state.size,
        "journal": state.journal,
    }
    out.show(record, _STATE)


@command.command(name="history")
@formatted()
def history(out: Output) -> None:
    """List every revision of the schema, the oldest first."""
    from evidence.services import databases

    rows = [
        {
            "revision": each.revision,
            "down_revision": each.down_revision,
            "date": each.date.isoformat(),
            "description": each.description,
        }
        for each in databases.history()
    ]
    out.list(rows, _MIGRATIONS, what="revisions")


@command.command(
    name="backup", examples=("evidence db backup backup.db", "evidence db backup b.db --files")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over an existing file.")
@click.option("--files", is_flag=True, help="Copy the held files, too, beside FILE.")
def backup(file: Path, force: bool, files: bool) -> int:
    """Copy the database, whole and in one state, to FILE.

    Held files are kept beside a database and are copied only with --files.
    """
    from evidence.services import databases, held_files

    path = context.database()
    size = databases.backup(path, file, force=force)
    say(f"backed up to {file} ({size:,} bytes)")
    if files:
        return _told_of(held_files.copy_along(path, file))
    if number := held_files.number(path):
        say(
            f"{counted(number, 'held file')} in {held_files.folder(path)} "
            f"{'is' if number == 1 else 'are'} not in the copy; --files copies them, too"
        )
    return 0


def _told_of(copied: Copied) -> int:
    """Tell which files were copied along; 1 where one could not be."""
    say(f"{counted(copied.number, 'held file')} in {copied.folder}")
    for each in copied.damaged:
        say(f"not copied, because it is damaged: {each}")
    return int(bool(copied.damaged))


@command.command(name="restore", examples=("evidence db restore backup.db --yes",))
@click.argument("file", type=click.Path(path_type=Path))
@with_yes
def restore(file: Path, yes: bool) -> int:
    """Put a backup in the database's place.

    What stood there is kept beside it. Held files stay as they are; those that lie beside
    the backup are added.
    """
    from evidence.services import databases, held_files

    path = context.database()
    if not file.exists():
        raise NotFound(f"there is no backup {file}", hint="'evidence db backup FILE' makes one")
    if not (yes or confirm(f"replace {path} by {file}?", refusal=f"not replacing {path} unasked")):
        say("nothing restored")
        return 0
    done = databases.restore(path, file, context.actor())
    kept = f"; what stood there is kept in {done.kept}" if done.kept is not None else ""
    say(f"restored {path} from {file}, revision {done.revision}{kept}")
    if held_files.number(file):
        return _told_of(held_files.copy_along(file, path))
    return 0


@command.command(name="check", examples=("evidence db check",))
@formatted()
def check(out: Output) -> int:
    """Look for damage.

    It looks at the file, the schema, every record against the ledger, the search index,
    and the content of held files. Exit status 1 says that there is some.
    """
    from evidence.services import databases

    path = context.database()
    problems = databases.check(path)
    if problems or out.form != "table":
        rows = [
            {"kind": each.kind, "subject": each.subject, "message": each.message}
            for each in problems
        ]
        out.list(rows, _PROBLEMS, what="problems")
    if not problems:
        say(f"{path} is sound")
    return int(bool(problems))


@command.command(name="reindex")
def reindex() -> None:
    """Make the search index anew from the records."""
    from evidence.services import databases

    path = context.database()
    databases.reindex(path)
    say(f"made the search index of {path} anew")
