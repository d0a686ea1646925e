"""Papers: their counts, their sentences, and the whole of one for the rules to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, union
from sqlalchemy.orm import Session

from evidence.domain.records import Paper
from evidence.store import models as m
from evidence.store.queries import citations, claims, pages, sources


@dataclass(frozen=True, slots=True)
class PaperSummary:
    """A paper under check and how much is known of it.

    `references` counts entries, `works` what they stand for, `passages` held sentences.
    """

    key: str
    title: str
    citations: int
    references: int
    works: int
    claims: int
    passages: int


@dataclass(frozen=True, slots=True)
class HeldSentence:
    """A sentence of a paper's text; offsets are code points, half-open."""

    section: str
    paragraph: int
    sentence: int
    start: int
    end: int
    text: str


def summaries(session: Session) -> list[PaperSummary]:
    """Every paper, by key."""
    works = (
        select(func.count(m.ReferenceSource.source_id.distinct()))
        .join(m.ReferenceEntry)
        .where(m.ReferenceEntry.paper_id == m.Paper.id)
        .correlate(m.Paper)
        .scalar_subquery()
    )
    query: Select[Any] = (
        select(
            m.Paper.key,
            func.coalesce(m.Source.title, ""),
            _count(m.Citation),
            _count(m.ReferenceEntry),
            works,
            _count(m.Claim),
            _count(m.Passage),
        )
        .join(m.Source, m.Source.id == m.Paper.source_id)
        .order_by(m.Paper.key)
    )
    return [PaperSummary(*row) for row in session.execute(query)]


def whole(session: Session, key: str) -> Paper:
    """A paper with its apparatus, its claims and every source that these name."""
    paper_id, title = session.execute(
        select(m.Paper.id, func.coalesce(m.Source.title, ""))
        .join(m.Source, m.Source.id == m.Paper.source_id)
        .where(m.Paper.key == key)
    ).one()
    held = tuple(citations.citations(session, citations.CitationFilter(paper=key)))
    stated = tuple(claims.claims(session, claims.ClaimFilter(paper=key)))
    named = sources.by_id(session, _named_sources(paper_id))
    return Paper(
        key=key,
        title=title,
        sections=_sections(session, paper_id),
        references=tuple(citations.references(session, paper=key)),
        citations=held,
        claims=stated,
        sources=named,
        held=pages.held(session, named),
    )


def sentences(session: Session, key: str) -> list[HeldSentence]:
    """The held sentences of a paper, in the order of its text."""
    p = m.Passage.__table__.c
    query: Select[Any] = (
        select(p.section, p.paragraph, p.sentence, p.start, p.end, p.text)
        .join(m.Paper, m.Paper.id == p.paper_id)
        .where(m.Paper.key == key)
        .order_by(p.start)
    )
    return [HeldSentence(*row) for row in session.execute(query)]


def _count(model: Any) -> Any:
    return (
        select(func.count())
        .where(model.paper_id == m.Paper.id)
        .correlate(m.Paper)
        .scalar_subquery()
    )


def _sections(session: Session, paper_id: int) -> tuple[str, ...]:
    """The headings in the order of the text: of the sentences, claims and citations."""
    known: dict[str, None] = {}
    for model in (m.Passage, m.Claim, m.Citation):
        order = m.Passage.start if model is m.Passage else model.id
        query = select(model.section).where(model.paper_id == paper_id).order_by(order)
        known.update(dict.fromkeys(session.scalars(query)))
    return tuple(known)


def _named_sources(paper_id: int) -> Select[Any]:
    of_citation = m.Citation.paper_id == paper_id
    of_claim = m.Claim.paper_id == paper_id
    named = union(
        select(m.ReferenceSource.source_id)
        .join(m.ReferenceEntry)
        .where(m.ReferenceEntry.paper_id == paper_id),
        select(m.CitationItem.source_id)
        .join(m.Citation)
        .where(of_citation, m.CitationItem.source_id.is_not(None)),
        select(m.CitationCandidate.source_id)
        .join(m.CitationItem)
        .join(m.Citation)
        .where(of_citation),
        select(m.Suggestion.source_id).join(m.Claim).where(of_claim),
        select(m.EvidenceLink.source_id).join(m.Claim).where(of_claim),
    ).subquery()
    return select(named.c.source_id)
