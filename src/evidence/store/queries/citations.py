"""Citations with the works that they name, and reference entries with theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from evidence.domain.findings import Location
from evidence.domain.records import Citation, CitationItem, Reference
from evidence.domain.vocabulary import LocatorLabel, Resolution
from evidence.store import models as m


@dataclass(frozen=True, slots=True)
class CitationFilter:
    """Which citations to list; None and empty mean any. `source` is a key: named, or maybe."""

    paper: str | None = None
    section: str | None = None
    resolution: Resolution | None = None
    source: str | None = None
    keys: tuple[str, ...] = ()


def citations(session: Session, wanted: CitationFilter) -> list[Citation]:
    """The citations that a filter lets through, in the order they were entered."""
    ids = select(m.Citation.id).join(m.Paper).where(*_conditions(wanted))
    candidates = _candidates(session, ids)
    items: dict[int, list[CitationItem]] = defaultdict(list)
    item, source = m.CitationItem.__table__.c, m.Source.__table__.c
    query: Select[Any] = (
        select(
            item.id,
            item.citation_id,
            item.names,
            item.year,
            item.locator,
            item.label,
            item.locator_text,
            item.resolution,
            source.key,
            item.prefix,
            item.suffix,
        )
        .outerjoin(m.Source, source.id == item.source_id)
        .where(item.citation_id.in_(ids))
        .order_by(item.citation_id, item.position)
    )
    for row in session.execute(query):
        items[row.citation_id].append(
            CitationItem(
                names=tuple(row.names or ()),
                year=row.year,
                locator=row.locator,
                label=LocatorLabel(row.label) if row.label else None,
                locator_text=row.locator_text,
                resolution=Resolution(row.resolution),
                source=row.key,
                candidates=tuple(candidates.get(row.id, ())),
                prefix=row.prefix,
                suffix=row.suffix,
            )
        )
    found = session.execute(
        select(
            m.Citation.id,
            m.Citation.key,
            m.Paper.key.label("paper"),
            m.Citation.text,
            m.Citation.section,
            m.Citation.paragraph,
            m.Citation.sentence,
            m.Passage.start,
            m.Passage.end,
        )
        .join(m.Paper, m.Paper.id == m.Citation.paper_id)
        .outerjoin(m.Passage, m.Passage.id == m.Citation.passage_id)
        .where(m.Citation.id.in_(ids))
        .order_by(m.Citation.id)
    )
    return [
        Citation(
            key=row.key,
            paper=row.paper,
            text=row.text,
            location=Location(row.section, row.paragraph, row.sentence, row.start, row.end),
            items=tuple(items.get(row.id, ())),
        )
        for row in found
    ]


def references(
    session: Session,
    *,
    paper: str | None = None,
    source: str | None = None,
    keys: tuple[str, ...] = (),
) -> list[Reference]:
    """Reference entries, of one paper or for one work, in the order of their lists."""
    ids = select(m.ReferenceEntry.id).join(m.Paper)
    if paper is not None:
        ids = ids.where(m.Paper.key == paper)
    if keys:
        ids = ids.where(m.ReferenceEntry.key.in_(keys))
    if source is not None:
        ids = ids.where(
            m.ReferenceEntry.id.in_(
                select(m.ReferenceSource.reference_entry_id)
                .join(m.Source)
                .where(m.Source.key == source)
            )
        )
    works: dict[int, list[str]] = defaultdict(list)
    for entry_id, key in session.execute(
        select(m.ReferenceSource.reference_entry_id, m.Source.key)
        .join(m.Source, m.Source.id == m.ReferenceSource.source_id)
        .where(m.ReferenceSource.reference_entry_id.in_(ids))
        .order_by(m.ReferenceSource.reference_entry_id, m.ReferenceSource.position)
    ):
        works[entry_id].append(key)
    entry = m.ReferenceEntry.__table__.c
    query: Select[Any] = (
        select(
            entry.id,
            entry.key,
            m.Paper.key.label("paper"),
            entry.section,
            entry.position,
            entry.raw,
        )
        .join(m.Paper, m.Paper.id == entry.paper_id)
        .where(entry.id.in_(ids))
        .order_by(entry.id)
    )
    return [
        Reference(row.key, row.paper, row.section, row.position, row.raw, tuple(works[row.id]))
        for row in session.execute(query)
    ]


def _conditions(wanted: CitationFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.paper is not None:
        yield m.Paper.key == wanted.paper
    if wanted.section is not None:
        yield m.Citation.section == wanted.section
    if wanted.keys:
        yield m.Citation.key.in_(wanted.keys)
    if wanted.resolution is not None:
        yield m.Citation.id.in_(
            select(m.CitationItem.citation_id).where(
                m.CitationItem.resolution == str(wanted.resolution)
            )
        )
    if wanted.source is not None:
        named = (
            select(m.CitationItem.citation_id).join(m.Source).where(m.Source.key == wanted.source)
        )
        maybe = (
            select(m.CitationItem.citation_id)
            .join(m.CitationCandidate)
            .join(m.Source, m.Source.id == m.CitationCandidate.source_id)
            .where(m.Source.key == wanted.source)
        )
        yield or_(m.Citation.id.in_(named), m.Citation.id.in_(maybe))


def _candidates(session: Session, ids: Select[Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = (
        select(m.CitationCandidate.citation_item_id, m.Source.key)
        .join(m.Source, m.Source.id == m.CitationCandidate.source_id)
        .join(m.CitationItem, m.CitationItem.id == m.CitationCandidate.citation_item_id)
        .where(m.CitationItem.citation_id.in_(ids))
        .order_by(m.CitationCandidate.citation_item_id, m.CitationCandidate.position)
    )
    for item_id, key in session.execute(query):
        found[item_id].append(key)
    return found
