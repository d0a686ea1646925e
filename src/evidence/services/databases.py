"""The database file itself: made, described, upgraded, copied, put back, checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from evidence.errors import EvidenceError
from evidence.services import held_files
from evidence.services.seeding import SeedReport, seed
from evidence.services.work import Actor, writing
from evidence.store import backup as copies
from evidence.store import engine, migrations, schema
from evidence.store import upgrade as upgrades
from evidence.store.backup import Restored
from evidence.store.identify import require_current, require_ours
from evidence.store.ledger import verify
from evidence.store.migrations import Migration
from evidence.store.search import INDEXES, rebuild
from evidence.store.upgrade import Upgraded


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """A database file: its revision, that of this program, its size in bytes, its journal."""

    path: Path
    revision: str | None
    head: str
    size: int
    journal: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a database: which check found it, about what, and what."""

    kind: str
    subject: str
    message: str


def create(
    database: Path, actor: Actor, *, seeded: bool = False, dataset: Path | None = None
) -> SeedReport | None:
    """Make a database, with the seed if wanted. It appears under its name when complete.

    Args:
        dataset: the folder of another dataset than the seed's.

    Raises:
        Refused: there is a file already.
    """
    report = None
    with upgrades.creating(database, actor.agent, actor.command) as temporary:
        if seeded:
            with writing(temporary, actor) as work:
                report = seed(work, dataset)
    return report


def is_database(path: Path) -> bool:
    """Whether there is an evidence database, be it of another release."""
    try:
        require_ours(path)
    except EvidenceError:
        return False
    return True


def state(database: Path) -> DatabaseState:
    """What the file is, whatever its revision."""
    with engine.reading(database, any_revision=True) as connection:
        return DatabaseState(
            path=database,
            revision=engine.revision(connection),
            head=migrations.head(),
            size=database.stat().st_size,
            journal=str(connection.exec_driver_sql("PRAGMA journal_mode").scalar()),
        )


def upgrade(database: Path, actor: Actor) -> Upgraded:
    """Bring the schema to this program's; the old database is kept beside it."""
    return upgrades.upgrade(database, actor.agent, actor.command)


def history() -> tuple[Migration, ...]:
    """Every migration that this program knows, oldest first."""
    return migrations.history()


def backup(database: Path, target: Path, *, force: bool = False) -> int:
    """Copy the database, whole and in one state; returns the size of the copy in bytes."""
    return copies.backup(database, target, force=force)


def restore(database: Path, saved: Path, actor: Actor) -> Restored:
    """Put a backup in the database's place; what it replaces is kept."""
    return copies.restore(database, saved, actor.agent, actor.command)


def check(database: Path) -> tuple[Problem, ...]:
    """Everything that can be wrong: file, schema, ledger, search index, held files.

    Raises:
        DatabaseError: it cannot be opened at all, or is of another release.
    """
    found: list[Problem] = []
    lost: list[Problem] = []
    with engine.reading(database, any_revision=True, any_text=True) as connection:
        try:
            found += _file_problems(connection)
            require_current(database, engine.revision(connection))
            found += _schema_problems(connection)
            # The ledger can be walked whatever else is wrong, if its tables can be read.
            found += _ledger_problems(connection)
            lost += _held_problems(connection, database)
        except DBAPIError as error:
            found.append(Problem("integrity", str(database), str(error.orig)))
    if not found:
        found += _search_problems(database)
    return (*found, *lost)


def _file_problems(connection: Connection) -> Iterator[Problem]:
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if message != "ok":
            yield Problem("integrity", "file", str(message))
    for table, rowid, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem("foreign-key", f"{table} {rowid}", f"refers to a row of {parent} that is not")


def _schema_problems(connection: Connection) -> Iterator[Problem]:
    expected, actual = schema.expected(), schema.actual(connection)
    for name in sorted(expected.keys() | actual.keys()):
        if name not in expected:
            yield Problem("schema", name, "does not belong to the schema")
        elif name not in actual:
            yield Problem("schema", name, "is missing from the schema")
        elif expected[name] != actual[name]:
            yield Problem("schema", name, _difference(expected[name], actual[name]))


def _ledger_problems(connection: Connection) -> Iterator[Problem]:
    for each in verify(connection):
        yield Problem("ledger", _printable(each.subject), _printable(each.message))


def _held_problems(connection: Connection, database: Path) -> Iterator[Problem]:
    for key, message in held_files.problems(connection, database):
        yield Problem("document", _printable(key), _printable(message))


def _printable(said: str) -> str:
    # Bytes that are no text come as lone surrogates, which cannot be printed.
    return said.encode("utf-8", "replace").decode("utf-8")


def _difference(expected: str, actual: str) -> str:
    wanted, found = schema.members(expected), schema.members(actual)
    extra = [member for member in found if member not in wanted]
    lacking = [member for member in wanted if member not in found]
    parts = [f"has {', '.join(extra)}"] if extra else []
    parts += [f"lacks {', '.join(lacking)}"] if lacking else []
    return " and ".join(parts) or "is not as this release makes it"


def _search_problems(database: Path) -> Iterator[Problem]:
    """Compare the search index with the records; only a writer can ask FTS5 to."""
    try:
        engine.require_writable(database)
    except EvidenceError:
        return
    with engine.writing(database) as connection:
        for index in INDEXES:
            try:
                connection.exec_driver_sql(
                    f"INSERT INTO {index.name}({index.name}, rank) VALUES ('integrity-check', 1)"
                )
            except DBAPIError:
                yield Problem(
                    "search", index.name, "does not match the records: evidence db reindex"
                )


def reindex(database: Path) -> None:
    """Make the search index anew from the records."""
    with engine.writing(database) as connection:
        rebuild(connection)
