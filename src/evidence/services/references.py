"""Entries of reference lists, as printed, and the works they stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from evidence.domain.records import Reference
from evidence.errors import BadInput, Refused
from evidence.services import find, given, keys
from evidence.services.removal import Removal, Remover
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import citations as queries

EDITABLE = ("raw", "section", "position", "sources")


def listing(
    session: Session, *, paper: str | None = None, source: str | None = None
) -> tuple[Reference, ...]:
    """Reference entries, of one paper or for one work, in the order of their lists.

    Raises:
        NotFound: that paper or source is not there.
    """
    find.require(session, m.Paper, paper)
    find.require(session, m.Source, source)
    return tuple(queries.references(session, paper=paper, source=source))


def get(session: Session, key: str) -> Reference:
    """One entry.

    Raises:
        NotFound: none has that key.
    """
    find.require(session, m.ReferenceEntry, key)
    return queries.references(session, keys=(key,))[0]


def add(
    work: Work,
    *,
    paper: str,
    section: str,
    raw: str,
    sources: Sequence[str],
    position: int | None = None,
) -> str:
    """Enter an entry as printed; returns its key.

    Args:
        section: the heading of its list; position: its place there, by default the next.
        raw: its words; sources: keys of the works it stands for.

    Raises:
        NotFound: the paper or a source is not there.
        Refused: the place is taken.
    """
    of_paper = find.record(work, m.Paper, paper)
    heading = given.text(section, "a reference", "section")
    last = work.scalar(
        select(func.max(m.ReferenceEntry.position)).where(
            m.ReferenceEntry.paper_id == of_paper.id, m.ReferenceEntry.section == heading
        )
    )
    entry = m.ReferenceEntry(
        key=keys.new_key(work, "reference"),
        paper=of_paper,
        section=heading,
        position=position if position is not None else (last or 0) + 1,
        raw=given.text(raw, "a reference", "raw"),
    )
    _require_place(work, entry, of_paper.id)
    entry.works = _works(work, sources)
    work.add(entry)
    work.flush()
    return entry.key


def edit(work: Work, key: str, values: Mapping[str, Any]) -> Reference:
    """Correct an entry; `values` by the names in `EDITABLE`.

    Raises:
        NotFound: none has that key, or a source is not there.
        Refused: the place is taken. BadInput: a value cannot be.
    """
    entry = find.record(work, m.ReferenceEntry, key)
    for name in values:
        if name not in EDITABLE:
            raise BadInput(f"a reference has no {name!r}", hint=f"it has {', '.join(EDITABLE)}")
    with work.no_autoflush:
        entry.raw = given.text(values.get("raw", entry.raw), "a reference", "raw")
        entry.section = given.text(values.get("section", entry.section), "a reference", "section")
        entry.position = values.get("position", entry.position)
        _require_place(work, entry, entry.paper_id)
    if "sources" in values:
        wanted = _works(work, values["sources"])
        entry.works.clear()
        work.flush()
        entry.works[:] = wanted
    work.flush()
    work.expire_all()
    return get(work, key)


def remove(work: Work, key: str) -> Removal:
    """Take an entry out; the works that it stands for stay."""
    remover = Remover(work)
    remover.reference(find.record(work, m.ReferenceEntry, key))
    return remover.report(key)


def _works(work: Work, sources: Sequence[str]) -> list[m.ReferenceSource]:
    return [
        m.ReferenceSource(source=find.record(work, m.Source, key), position=position)
        for position, key in enumerate(dict.fromkeys(sources), 1)
    ]


def _require_place(work: Work, entry: m.ReferenceEntry, paper_id: int) -> None:
    if entry.position < 1:
        raise BadInput(f"position {entry.position} is no number from 1 on")
    with work.no_autoflush:
        taken = work.scalars(
            select(m.ReferenceEntry).where(
                m.ReferenceEntry.paper_id == paper_id,
                m.ReferenceEntry.section == entry.section,
                m.ReferenceEntry.position == entry.position,
                m.ReferenceEntry.key != entry.key,
            )
        ).one_or_none()
    if taken is not None:
        raise Refused(
            f"position {entry.position} of “{entry.section}” is taken by {taken.key}",
            hint="--position N names another",
        )
