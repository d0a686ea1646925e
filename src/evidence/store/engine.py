"""How a database file is opened: for reading, for writing, for changing its schema.

Everything that is particular to SQLite's connections is here, with the reason for each
setting. SQLAlchemy gets a connection in autocommit mode and our own BEGIN, because the
driver's implicit one is deferred: two writers that upgrade a read lock fail at once
instead of waiting.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError
from sqlalchemy.pool import StaticPool

from evidence import config
from evidence.errors import (
    BadInput,
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
    "is_about_the_file",
    "reading",
    "remove_sidecars",
    "require_current",
    "require_writable",
    "require_writable_folder",
    "revision",
    "sidecar",
    "translated",
    "uri",
    "use_write_ahead_log",
    "writing",
]


@contextmanager
def reading(
    path: Path, *, any_revision: bool = False, any_text: bool = False
) -> Iterator[Connection]:
    """A connection that cannot write, in one transaction: it sees one state throughout.

    Works on read-only files, also in folders that cannot be written. Never creates a file.

    Args:
        path: the database.
        any_revision: also open a schema of an earlier or later release.
        any_text: also read text that is not UTF-8, which only damage or another program
            leaves, its bytes as lone surrogates.

    Raises:
        DatabaseError: of the kind that tells why it cannot be read.
    """
    require_ours(path)
    with translated(path), _spare_folder() as spare:
        raw = _open_for_reading(path, spare)
        if any_text:
            raw.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
        engine = _engine(raw, "BEGIN")
        try:
            # Left by rolling back, which a damaged file allows where a commit fails.
            with engine.connect() as connection:
                connection.begin()
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
        raw = connect(uri(path, "mode=rw"), foreign_keys=foreign_keys)
        engine = _engine(raw, "BEGIN IMMEDIATE")
        try:
            with engine.connect() as connection, connection.begin():
                if not any_revision:
                    require_current(path, revision(connection))
                yield connection
        except (IntegrityError, OperationalError) as error:
            if is_about_the_file(error) or any_revision:
                raise
            raise _refused(path, error) from error
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
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    # Two revisions at once are none: no program of ours writes that.
    return str(found[0]) if len(found) == 1 else None


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


def copy(source: Path, target: Path) -> None:
    """Copy a database whole, in one consistent state, with SQLite's backup interface."""
    with (
        translated(source),
        _spare_folder() as spare,
        closing(_open_for_reading(source, spare)) as origin,
        translated(target),
        closing(sqlite3.connect(target, isolation_level=None)) as copied,
    ):
        _copy_pages(origin, copied, source)
        # One file, without sidecars: a copy is carried about on its own.
        copied.execute("PRAGMA journal_mode=DELETE")


def sidecar(path: Path, suffix: str) -> Path:
    """A file that SQLite keeps beside a database: "-wal", "-shm", "-journal"."""
    return path.with_name(path.name + suffix)


def remove_sidecars(path: Path) -> None:
    """Remove what SQLite left beside a database that is no longer there.

    It would take a left log for the log of a new database of that name, and play it back.
    """
    for suffix in ("-wal", "-shm", "-journal"):
        sidecar(path, suffix).unlink(missing_ok=True)


def _copy_pages(origin: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> None:
    """Copy a database in one step; the driver would wait for ever for one that is locked."""

    def stop_waiting(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise _locked(path)

    try:
        origin.backup(target, progress=stop_waiting)
    except sqlite3.DatabaseError as error:
        if _primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise _translation(path, error) or error from error
        raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the driver's errors about the file into ours; let programming errors through.

    Text that is no Unicode, which the driver cannot encode, is bad input.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise BadInput(
            f"{error.object[error.start : error.end]!a} is no character of Unicode, "
            "but half a surrogate pair or a byte that is not UTF-8",
            hint="leave it out",
        ) from error
    except StatementError as error:
        if isinstance(error.orig, EvidenceError):  # a value that a column's type refused
            raise error.orig from error
        if isinstance(error.orig, sqlite3.Error):
            raise _translation(path, error.orig) or error from error
        raise
    except sqlite3.Error as error:
        raise _translation(path, error) or error from error


def is_about_the_file(error: DBAPIError) -> bool:
    """Whether an error says something of the file or its disk, not of a statement or a row."""
    orig = error.orig
    return isinstance(orig, sqlite3.Error) and _translation(Path(), orig) is not None


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

    Where file and folder may be written, as a writer with `query_only`: it cleans up the
    sidecar files of the write-ahead log, which a `mode=ro` connection makes and leaves
    behind, or fails for want of. Else with `immutable=1`, which makes none; but that would
    not look into a log, so while there is one the file is read with it, or, where that is
    not allowed, a copy of both.
    """
    path = path.resolve()
    if _writable(path):
        return _open_query_only(path)
    logs = [log for log in (sidecar(path, "-wal"), sidecar(path, "-journal")) if log.exists()]
    if not any(log.stat().st_size for log in logs):
        return connect(uri(path, "mode=ro&immutable=1"))
    try:
        raw = connect(uri(path, "mode=ro"))
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        folder = spare()
        for each in (path, *logs):
            shutil.copy(each, folder / each.name)
        return _open_query_only(folder / path.name)
    return raw


def _open_query_only(path: Path) -> sqlite3.Connection:
    raw = connect(uri(path, "mode=rw"))
    raw.execute("PRAGMA query_only=ON")
    return raw


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def uri(path: Path, query: str) -> str:
    """The address of a database for SQLite, with the query that says how to open it."""
    # As bytes: on Linux a path need not be text.
    return f"file:{quote(os.fsencode(path.resolve()))}?{query}"


def _translation(path: Path, error: sqlite3.Error) -> EvidenceError | None:
    match _primary_code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return _locked(path)
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


def _refused(path: Path, error: DBAPIError) -> DatabaseError:
    """What to say of a write that the database itself refused, whatever made it do so."""
    return DatabaseError(
        f"{path} refused the change ({error.orig}); nothing was changed",
        hint=f"evidence --db {shlex.quote(str(path))} db check names what does not belong there",
    )


def _primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without its extension; 0 for an error of the driver's own."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def _locked(path: Path) -> DatabaseLocked:
    return DatabaseLocked(
        f"{path} is locked by another program",
        hint="wait until that is done and try again; nothing was changed",
    )
