"""Entries that could not be read: kept as text, mended, tried again, dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.keys import key_number
from evidence.errors import BadInput, NotFound
from evidence.formats.base import Broken
from evidence.services import keys
from evidence.services.bibliographies import Bibliography, read_text
from evidence.services.work import Work
from evidence.store import models as m


@dataclass(frozen=True, slots=True)
class BrokenEntry:
    """A kept entry: its file (None for stdin) and line there, its format and text, why it broke."""

    key: str
    file: str | None
    line: int
    format: str
    reason: str
    raw: str
    time: datetime


class Keeper:
    """Keeps broken entries of an import, each text once.

    Args:
        work: where.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._keys: dict[tuple[str, bytes], str] = {}
        self._read: set[str] = set()

    def keep(self, entry: Broken, file: str | None, format_: str) -> str:
        """Keep an entry, if its text is not kept already; returns its key."""
        if format_ not in self._read:
            self._read.add(format_)
            query = select(m.ImportEntry.key, m.ImportEntry.raw)
            for key, raw in self._work.execute(query.where(m.ImportEntry.format == format_)):
                self._keys[format_, _digest(raw)] = key
        known = self._keys.get((format_, _digest(entry.raw)))
        if known is not None:
            return known
        key = keys.new_key(self._work, "import-entry")
        self._work.add(
            m.ImportEntry(
                key=key,
                file=file,
                line=entry.line,
                format=format_,
                raw=entry.raw,
                reason=entry.reason,
                time=datetime.now(UTC),
            )
        )
        self._keys[format_, _digest(entry.raw)] = key
        return key


def listing(session: Session, wanted: Sequence[str] = ()) -> tuple[BrokenEntry, ...]:
    """Kept entries by number; those of some keys, or all.

    Raises:
        NotFound: one of the keys is nobody's.
    """
    query = select(m.ImportEntry)
    if wanted:
        query = query.where(m.ImportEntry.key.in_(wanted))
    found = {row.key: _entry(row) for row in session.scalars(query)}
    for key in wanted:
        if key not in found:
            known = session.scalars(select(m.ImportEntry.key))
            raise NotFound.among("broken entry", key, known, listing="evidence source broken list")
    return tuple(sorted(found.values(), key=lambda each: key_number(each.key)))


def drop(work: Work, wanted: Sequence[str]) -> int:
    """Forget kept entries; returns how many.

    Raises:
        NotFound: one of the keys is nobody's.
    """
    listing(work, wanted)
    rows = work.scalars(select(m.ImportEntry).where(m.ImportEntry.key.in_(wanted))).all()
    for row in rows:
        work.delete(row)
    work.flush()
    return len(rows)


def leave(work: Work, key: str, left: Sequence[Broken]) -> None:
    """Keep of an entry what is left to mend, nothing if nothing is."""
    row = work.scalars(select(m.ImportEntry).where(m.ImportEntry.key == key)).one()
    if left:
        row.raw = "\n".join(each.raw for each in left)
        row.reason = left[0].reason
    else:
        work.delete(row)
    work.flush()


def bibliography(entry: BrokenEntry, text: str | None = None) -> Bibliography:
    """A kept entry as a file of its own, to be added again; with another text where mended.

    Raises:
        BadInput: there is no text left.
    """
    mended = entry.raw if text is None else text
    if not mended.strip():
        raise BadInput(
            f"nothing is left of {entry.key}", hint=f"evidence source broken drop {entry.key}"
        )
    read = read_text(mended, entry.file or "stdin", from_=entry.format)
    return replace(read, name=f"{entry.key} of {entry.file or 'stdin'}")


def _entry(row: m.ImportEntry) -> BrokenEntry:
    return BrokenEntry(row.key, row.file, row.line, row.format, row.reason, row.raw, row.time)


def _digest(raw: str) -> bytes:
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).digest()
