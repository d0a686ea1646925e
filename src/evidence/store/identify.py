"""Is this file an evidence database, and one that this program can use?

Looked at before anything is written: the header of the file (SQLite's magic and our
application id), then the revision of its schema.
"""

from __future__ import annotations

import shlex
from contextlib import suppress
from pathlib import Path

from evidence.errors import (
    DatabaseError,
    DatabaseMissing,
    DatabaseTooNew,
    DatabaseTooOld,
    NotADatabase,
)
from evidence.store import migrations

APPLICATION_ID = 0x45564944  # "EVID"
_MAGIC = b"SQLite format 3\x00"
_HEADER_LENGTH = 100


def require_ours(path: Path) -> None:
    """Refuse a file that is not an evidence database, from its first hundred bytes.

    Raises:
        DatabaseMissing: there is no file.
        NotADatabase: it is something else.
        DatabaseError: it cannot be read.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise NotADatabase(f"{path} is no ordinary file", hint="name the file with --db")
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_LENGTH)
    except FileNotFoundError:
        raise DatabaseMissing(
            f"there is no database at {path}",
            hint=f"'evidence{_option(path)} init' makes one, 'evidence demo' shows one",
        ) from None
    except (IsADirectoryError, NotADirectoryError):
        raise NotADatabase(f"{path} is not a file", hint="name the file with --db") from None
    except OSError as error:
        # Windows answers with PermissionError for a folder.
        if path.is_dir():
            raise NotADatabase(f"{path} is a folder", hint="name the file with --db") from None
        raise DatabaseError(
            f"{path} cannot be read: {error.strerror}",
            hint="look at the rights of the file and its folder",
        ) from error
    if not header.startswith(_MAGIC):
        what = "is empty" if not header else "is not a SQLite database"
        raise NotADatabase(f"{path} {what}", hint="name another file with --db")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotADatabase(
            f"{path} is a SQLite database of another program",
            hint="name an evidence database with --db",
        )


def require_current(path: Path, revision: str | None) -> None:
    """Refuse a schema that is not this program's.

    Raises:
        DatabaseTooOld, DatabaseTooNew: by the revision found in the database.
        NotADatabase: there is none.
    """
    if revision == migrations.head():
        return
    if revision is None:
        raise NotADatabase(
            f"{path} has no schema revision",
            hint=f"restore a backup: evidence{_option(path)} db restore FILE --yes",
        )
    if revision in {step.revision for step in migrations.history()}:
        raise DatabaseTooOld(
            f"{path} has the schema of an earlier release "
            f"(revision {revision}, this program works with {migrations.head()})",
            hint=f"evidence{_option(path)} db upgrade",
        )
    raise DatabaseTooNew(
        f"{path} was written by a later release of evidence "
        f"(revision {revision}, this program knows {migrations.head()})",
        hint="pip install --upgrade evidence",
    )


def _option(path: Path) -> str:
    """The option that names the database, where it is not the one that is found without."""
    with suppress(FileNotFoundError):  # somebody removed the working directory
        if path.absolute() == Path("evidence.db").absolute():
            return ""
    return f" --db {shlex.quote(str(path))}"
