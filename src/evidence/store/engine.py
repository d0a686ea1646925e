"""How a database file is opened: for reading, for writing, for changing its schema.

Everything that is particular to SQLite's connections is here, with the reason for each
setting. SQLAlchemy gets a connection in autocommit mode and our own BEGIN, because the
driver's implicit one is deferred: two writers that upgrade a read lock fail at once
instead of waiting.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from evidence import config
from evidence.errors import (
    DatabaseDamaged,
    DatabaseError,
    DatabaseLocked,
    DatabaseReadOnly,
    EvidenceError,
)
from evidence.store.identify import require_current, require_ours

__all__ = [
    "connect",
    "copy",
    "reading",
    "replace_content",
    "require_current",
    "require_writable",
    "require_writable_folder",
    "revision",
    "translated",
    "use_write_ahead_log",
    "writing",
]


@contextmanager
def reading(path: Path, *, any_revision: bool = False) -> Iterator[Connection]:
    """A connection that cannot write, in one transaction: it sees one state throughout.

    Works on read-only files, also in folders that cannot be written. Never creates a file.

    Args:
        path: the database.
        any_revision: also open a schema of an earlier or later release.

    Raises:
        DatabaseError: of the kind that tells why it cannot be read.
    """
    require_ours(path)
    with translated(path), _spare_folder() as spare:
        raw = _open_for_reading(path, spare)
        engine = _engine(raw, "BEGIN")
        try:
            with engine.connect() as connection, connection.begin():
                if not any_revision:
                    require_current(path, revision(connection))
                yield connection
        finally:
            raw.close()


@contextmanager
def writing(
    path: Path, *, any_revision: bool = False, foreign_keys: bool = True
) -> Iterator[Connection]:
    """A connection that holds the write lock, in one transaction.

    Commits at the end, rolls back on any exception.

    Args:
        path: the database.
        any_revision: also open a schema of an earlier release (to upgrade it).
        foreign_keys: off only while tables are rebuilt: with them on, rebuilding a parent
            table deletes the rows that refer to it. SQLite takes the setting only outside
            a transaction, hence here.

    Raises:
        DatabaseError: of the kind that tells why it cannot be written.
    """
    require_ours(path)
    require_writable(path)
    with translated(path):
        raw = connect(_uri(path, "mode=rw"), foreign_keys=foreign_keys)
        engine = _engine(raw, "BEGIN IMMEDIATE")
        try:
            with engine.connect() as connection, connection.begin():
                if not any_revision:
                    require_current(path, revision(connection))
                yield connection
        finally:
            raw.close()


def connect(uri: str, *, foreign_keys: bool = True) -> sqlite3.Connection:
    """A driver connection with our settings; transactions are the caller's."""
    timeout = config.busy_timeout(os.environ)
    raw = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=timeout)
    raw.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
    # A commit that was reported must survive a power cut.
    raw.execute("PRAGMA synchronous=FULL")
    # A damaged cell is an error when it is read, not a wrong row.
    raw.execute("PRAGMA cell_size_check=ON")
    # A hostile file's views and triggers may not call functions with side effects. (ON would
    # also allow triggers to write FTS tables; the program does that itself.)
    raw.execute("PRAGMA trusted_schema=OFF")
    return raw


def revision(connection: Connection) -> str | None:
    """The revision of the schema, None where there is none."""
    known = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    ).scalar()
    if not known:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def require_writable(path: Path) -> None:
    """Refuse a file, or a file in a folder, that may not be written.

    Raises:
        DatabaseReadOnly: says which.
    """
    for place, what in ((path, "file"), (path.resolve().parent, "folder")):
        if not os.access(place, os.W_OK):
            raise DatabaseReadOnly(
                f"{path} can be read but not written: the {what} is read-only",
                hint=f"allow writing to {place}, or copy the database elsewhere",
            )


def require_writable_folder(folder: Path) -> None:
    """Refuse a folder that is not there or may not be written.

    Raises:
        DatabaseError: it is not there.
        DatabaseReadOnly: it may not be written.
    """
    folder = folder.resolve()
    if not folder.is_dir():
        raise DatabaseError(f"there is no folder {folder}", hint="make it first")
    if not os.access(folder, os.W_OK):
        raise DatabaseReadOnly(
            f"the folder {folder} is read-only", hint="choose another place with --db"
        )


def use_write_ahead_log(path: Path) -> None:
    """Let readers and a writer work at the same time; kept in the file, so set once."""
    with translated(path), closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")


def replace_content(path: Path, new: Path) -> None:
    """Make a database's content that of another one, in one transaction of SQLite's."""
    require_writable(path)
    with (
        translated(path),
        closing(connect(_uri(new, "mode=rw"))) as origin,
        closing(connect(_uri(path, "mode=rw"))) as target,
    ):
        origin.backup(target)


def copy(source: Path, target: Path) -> None:
    """Copy a database whole, in one consistent state, with SQLite's backup interface."""
    with (
        translated(source),
        closing(connect(_uri(source, "mode=rw" if _writable(source) else "mode=ro"))) as origin,
        closing(sqlite3.connect(target, isolation_level=None)) as copied,
    ):
        origin.backup(copied)
        # One file, without sidecars: a copy is carried about on its own.
        copied.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the driver's errors about the file into ours; let programming errors through."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise _translation(path, error.orig) or error from error
        raise
    except sqlite3.Error as error:
        raise _translation(path, error) or error from error


@contextmanager
def _spare_folder() -> Iterator[Callable[[], Path]]:
    """A temporary folder, made on demand and removed at the end."""
    made: list[Path] = []

    def make() -> Path:
        made.append(Path(tempfile.mkdtemp(prefix="evidence-")))
        return made[-1]

    try:
        yield make
    finally:
        for folder in made:
            shutil.rmtree(folder, ignore_errors=True)


def _engine(raw: sqlite3.Connection, begin: str) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _open_for_reading(path: Path, spare: Callable[[], Path]) -> sqlite3.Connection:
    """Open without the power to write.

    Where the file may be written, as a writer with `query_only`: it cleans up the sidecar
    files of the write-ahead log, which a `mode=ro` connection leaves behind. In a folder
    that cannot be written, `mode=ro` fails on a database with a write-ahead log and
    `immutable=1` helps, unless the log still holds something: then a copy is read.
    """
    if _writable(path):
        raw = connect(_uri(path, "mode=rw"))
        raw.execute("PRAGMA query_only=ON")
        return raw
    try:
        raw = connect(_uri(path, "mode=ro"))
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            folder = spare()
            shutil.copy(log, folder / log.name)
            path = Path(shutil.copy(path, folder / path.name))
            raw = connect(_uri(path, "mode=rw"))
            raw.execute("PRAGMA query_only=ON")
            return raw
        raw = connect(_uri(path, "mode=ro&immutable=1"))
    return raw


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _uri(path: Path, query: str) -> str:
    return f"file:{quote(str(path.resolve()))}?{query}"


def _translation(path: Path, error: sqlite3.Error) -> EvidenceError | None:
    code = getattr(error, "sqlite_errorcode", None)
    match (code or 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseLocked(
                f"{path} is locked by another program",
                hint="wait until that is done and try again; nothing was changed",
            )
        case sqlite3.SQLITE_READONLY:
            return DatabaseReadOnly(
                f"{path} can be read but not written",
                hint="look at the rights of the file and its folder",
            )
        case sqlite3.SQLITE_FULL:
            return DatabaseError(
                f"no space left to write {path}",
                hint="make room and try again; nothing was changed",
            )
        case sqlite3.SQLITE_IOERR:
            return DatabaseError(
                f"the system failed to read or write {path} ({error})",
                hint="look at the disk; nothing was changed",
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DatabaseDamaged(
                f"{path} is damaged ({error})",
                hint="restore a backup: evidence db restore FILE --yes",
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return DatabaseError(
                f"{path} cannot be opened ({error})",
                hint="look at the rights of the file and its folder",
            )
    return None
