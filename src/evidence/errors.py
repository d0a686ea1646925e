"""What can go wrong, as one family of exceptions.

Each kind has a slug, the exit status that the command line gives for it, and, with the
message, a hint that says what to do next. `cli.main` turns them into one line on stderr;
nothing else in the program decides about exit statuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar


class EvidenceError(Exception):
    """Something the user can be told in one line.

    Args:
        message: what is wrong and where, one sentence without a full stop.
        hint: what to do next, usually a command; None where nothing helps.
    """

    slug: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class BadInput(EvidenceError):
    """A value that cannot be what it should be: a date, a locator, a file's content."""

    slug = "bad-input"


class Refused(EvidenceError):
    """Something that the program could do but will not without being told to."""

    slug = "refused"


class NotFound(EvidenceError):
    """A key or a name that nothing has."""

    slug = "not-found"
    exit_code = 3

    @classmethod
    def among(cls, what: str, wanted: str, known: Iterable[str], *, listing: str) -> NotFound:
        """No `what` is called `wanted`: the hint names the nearest, else the command `listing`."""
        names = {name.casefold(): name for name in known}
        near = get_close_matches(wanted.casefold(), names, n=3, cutoff=0.6)
        hint = (
            "did you mean " + ", ".join(names[name] for name in near) + "?"
            if near
            else f"'{listing}' shows them all"
        )
        return cls(f"no {what} {wanted!r}", hint=hint)


class DatabaseError(EvidenceError):
    """The database file cannot be used as asked: the base of the kinds below."""

    slug = "database"
    exit_code = 3


class DatabaseMissing(DatabaseError):
    """There is no file."""

    slug = "database-missing"


class DatabaseLocked(DatabaseError):
    """Another program kept the write lock for longer than we wait."""

    slug = "database-locked"


class NotADatabase(DatabaseError):
    """The file is not SQLite, or is SQLite but not an evidence database."""

    slug = "not-an-evidence-database"


class DatabaseTooOld(DatabaseError):
    """The schema is of an earlier release; `evidence db upgrade` helps."""

    slug = "database-too-old"


class DatabaseTooNew(DatabaseError):
    """The schema is of a later release than this program."""

    slug = "database-too-new"


class DatabaseReadOnly(DatabaseError):
    """Something is to be written and the file or its folder cannot be."""

    slug = "database-read-only"


class DatabaseDamaged(DatabaseError):
    """SQLite cannot make sense of the file, or a write failed (disk full, input/output)."""

    slug = "database-damaged"


class ServiceUnreachable(EvidenceError):
    """An outside service did not answer."""

    slug = "service-unreachable"
    exit_code = 4
