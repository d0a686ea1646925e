"""The files beside a database: compared with its records, copied along, cleared up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from sqlalchemy import Connection

from evidence.errors import BadInput, EvidenceError
from evidence.store import engine
from evidence.store.files import FileStore, content_of
from evidence.store.queries import documents as queries


@dataclass(frozen=True, slots=True)
class Leftover:
    """A file beside a database that nothing names; its size in bytes."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Copied:
    """What copying files along came to: where, how many are there now, which could not be."""

    folder: Path
    number: int
    damaged: tuple[Path, ...] = ()


def folder(database: Path) -> Path:
    """Where the files of a database are kept, whether or not there are any."""
    return FileStore(database).folder


def number(database: Path) -> int:
    """How many files are kept beside a database."""
    return sum(1 for _ in FileStore(database).files())


def problems(connection: Connection, database: Path) -> Iterator[tuple[str, str]]:
    """Each held or linked file that is gone or not what it was: the document's key, and what.

    Args:
        connection: reading `database`, whose rows need not be as this program writes them.
    """
    store = FileStore(database)
    for key, sha256, size, name, path in queries.files(connection):
        if not all(isinstance(each, str) for each in (key, sha256, name, path or "")):
            continue  # another program's bytes, which the ledger names
        try:
            file = store.path(sha256, name) if path is None else Path(path)
            problem = _problem(file, sha256, size)
        except (BadInput, ValueError) as error:
            problem = str(error)
        if problem is not None:
            yield key, problem


def _problem(file: Path, sha256: str, size: int) -> str | None:
    try:
        found = file.stat()
        if found.st_size == size and content_of(file).sha256 == sha256:
            return None
    except (FileNotFoundError, NotADirectoryError):
        return f"its file is missing: {file}"
    except OSError as error:
        return f"its file cannot be read: {file}: {error.strerror or error}"
    except BadInput as error:
        return f"its file is not what it was: {error.message}"
    return f"its file was changed: {file}"


def copy_along(database: Path, target: Path) -> Copied:
    """Copy the files of one database beside another, each verified; what is there stays.

    Raises:
        DatabaseError: they cannot be written.
    """
    origin, store = FileStore(database), FileStore(target)
    number, damaged = 0, []
    for sha256, path in origin.files():
        if store.holds(sha256, path.name):
            number += 1
            continue
        try:
            whole = content_of(path).sha256 == sha256
        except (OSError, BadInput):
            whole = False
        if whole:
            store.keep(path, path.name)
            number += 1
        else:
            damaged.append(path)
    return Copied(store.folder, number, tuple(damaged))


def unneeded(database: Path) -> tuple[Leftover, ...]:
    """The files beside a database that neither it nor a copy kept beside it ever named.

    What an `undo` or the restoring of such a copy could bring back is named there.
    """
    with engine.reading(database) as connection:
        return tuple(_unneeded(connection, database))


def prune(database: Path) -> tuple[Leftover, ...]:
    """Delete those files, for ever, while nobody can attach one; returns what is gone.

    Raises:
        OSError: one cannot be deleted.
    """
    with engine.writing(database) as connection:
        found = tuple(_unneeded(connection, database))
        for each in found:
            each.path.unlink(missing_ok=True)
            with suppress(OSError):  # it holds others
                each.path.parent.rmdir()
    return found


def _unneeded(connection: Connection, database: Path) -> Iterator[Leftover]:
    store = FileStore(database)
    named = queries.named(connection)
    place = database.resolve()
    for kept in place.parent.glob(f"{escape(place.name)}.*.bak"):
        # One that cannot be read cannot be restored either.
        with suppress(EvidenceError), engine.reading(kept, any_revision=True) as copy:
            named |= queries.named(copy)
    for sha256, path in store.files():
        if sha256 not in named:
            yield Leftover(path, path.stat().st_size)
    for path in store.partial():
        yield Leftover(path, path.stat().st_size)
