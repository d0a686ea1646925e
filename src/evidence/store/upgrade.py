"""Making a database's schema that of this program: a new one, or one of an earlier release.

An upgrade holds the write lock from before the backup until the commit, so that nobody can
write between copy and upgrade; all migrations and their checks are one transaction, so that
a process killed at any point leaves the old schema whole.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from evidence import resources
from evidence.domain.records import Agent
from evidence.domain.vocabulary import ActivityKind
from evidence.errors import DatabaseDamaged, DatabaseError, Refused
from evidence.store import engine, migrations
from evidence.store.identify import APPLICATION_ID, require_ours
from evidence.store.ledger import Ledger
from evidence.store.search import rebuild

_STALE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: revision before and after, and where the old database is kept."""

    before: str
    after: str
    backup: Path | None


def upgrade(path: Path, agent: Agent, command: str, *, target: str = "head") -> Upgraded:
    """Bring a database to a later revision, keeping a copy of it as it was.

    The copy is `<name>.<revision>.bak` beside it. Nothing happens, and no copy is made,
    when the database is at the target already.

    Args:
        path: the database.
        agent, command: for the ledger.
        target: a revision, or "head".

    Raises:
        DatabaseError: it cannot be used, or its rows break the new schema; it is unchanged.
    """
    with engine.reading(path, any_revision=True) as connection:
        before = engine.revision(connection)
    wanted = migrations.head() if target == "head" else target
    if before == wanted:
        return Upgraded(before, wanted, None)
    with engine.writing(path, any_revision=True, foreign_keys=False) as connection:
        # With the lock held: somebody else may have upgraded while we waited for it.
        before = engine.revision(connection)
        if before == wanted:
            return Upgraded(before, wanted, None)
        if before not in {step.revision for step in migrations.history()}:
            engine.require_current(path, before)
        kept = keep_copy(path, str(before))
        with _given_up(path, kept):
            _migrate(connection, target)
            rebuild(connection)
            _verify(path, connection)
            Ledger(connection).close(ActivityKind.UPGRADE, agent, command)
    return Upgraded(str(before), wanted, kept)


@contextmanager
def creating(path: Path, agent: Agent, command: str) -> Iterator[Path]:
    """A new database under a temporary name, which becomes `path` when all went well.

    So nobody ever sees one half made, and an existing file is never touched.

    Raises:
        Refused: there is a file already.
        DatabaseError: the folder cannot be written.
    """
    if path.exists():
        raise Refused(f"{path} is there already", hint="name another file with --db")
    engine.require_writable_folder(path.parent)
    engine.remove_sidecars(path)
    _remove_stale(path)
    temporary = path.with_name(f".{path.name}.{uuid4().hex[:12]}.new")
    try:
        _make(temporary, agent, command)
        yield temporary
        _publish(temporary, path)
    finally:
        remove(temporary)


def keep_copy(path: Path, label: str) -> Path:
    """Copy a database to `<name>.<label>.bak` beside it; a copy that is there is kept.

    The copy is verified and gets its name last, so that the name means a whole copy.

    Raises:
        DatabaseDamaged: the copy is not sound.
    """
    target = free_name(path, label)
    temporary = path.with_name(f".{path.name}.{uuid4().hex[:12]}.bak")
    try:
        engine.copy(path, temporary)
        with engine.reading(temporary, any_revision=True) as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            raise DatabaseDamaged(
                f"{path} is damaged ({found}); nothing was changed",
                hint="restore a backup: evidence db restore FILE --yes",
            )
        temporary.replace(target)
    finally:
        remove(temporary)
    return target


def remove(path: Path) -> None:
    """Remove a database file of our own making, with its sidecars, where they are."""
    path.unlink(missing_ok=True)
    engine.remove_sidecars(path)


@contextmanager
def _given_up(path: Path, kept: Path) -> Iterator[None]:
    """If an upgrade fails, say so in our terms, and drop the copy of what is unchanged."""
    try:
        try:
            yield
        except DBAPIError as error:
            if engine.is_about_the_file(error):
                raise
            raise _cannot(path, str(error.orig)) from error
    except BaseException:
        kept.unlink(missing_ok=True)
        raise


def _cannot(path: Path, reason: str) -> DatabaseDamaged:
    return DatabaseDamaged(
        f"{path} cannot be upgraded: {reason}; it is unchanged",
        hint="nothing is lost: go on with the release that made it, and report this line",
    )


def _make(temporary: Path, agent: Agent, command: str) -> None:
    with engine.translated(temporary):
        raw = sqlite3.connect(temporary, isolation_level=None)
        try:
            raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
            raw.execute("PRAGMA journal_mode=WAL")
        finally:
            raw.close()
    with engine.writing(temporary, any_revision=True, foreign_keys=False) as connection:
        _migrate(connection, "head")
        _verify(temporary, connection)
        Ledger(connection).close(ActivityKind.CREATE, agent, command)


def _publish(temporary: Path, path: Path) -> None:
    require_ours(temporary)
    if engine.sidecar(temporary, "-wal").exists():
        # Closing it could not carry the log over into the file.
        raise DatabaseError(f"{path} could not be completed", hint="look at the space on the disk")
    try:
        # A link, unlike a rename, fails when the name was taken meanwhile.
        os.link(temporary, path)
    except FileExistsError:
        raise Refused(f"{path} is there already", hint="name another file with --db") from None
    except OSError:
        # The file system has no links.
        temporary.rename(path)


def _migrate(connection: Connection, target: str) -> None:
    # Alembic is imported here because its import costs more than most commands.
    from alembic import command
    from alembic.config import Config

    settings = Config(attributes={"connection": connection})
    location = str(resources.migrations()).replace("%", "%%")
    settings.set_main_option("script_location", location)
    command.upgrade(settings, target)


def _verify(path: Path, connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    sound = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if broken is not None or sound != "ok":
        what = f"a row of {broken[0]} refers to nothing" if broken is not None else str(sound)
        raise _cannot(path, what)


def free_name(path: Path, label: str) -> Path:
    """`<name>.<label>.bak` beside a file, or with the first number that makes it a free name."""
    number = 1
    while True:
        middle = label if number == 1 else f"{label}.{number}"
        target = path.with_name(f"{path.name}.{middle}.bak")
        if not target.exists():
            return target
        number += 1


def _remove_stale(path: Path) -> None:
    """Clear what killed processes left; an hour is longer than any of them can have lived."""
    for leftover in path.parent.glob(f".{path.name}.*.new"):
        with suppress(OSError):
            if time.time() - leftover.stat().st_mtime > _STALE_SECONDS:
                remove(leftover)
