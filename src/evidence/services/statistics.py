"""How much there is of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from evidence.store import models as m
from evidence.store.queries import claims as queries
from evidence.store.queries.claims import ClaimFilter

_COUNTED = {
    "papers": m.Paper,
    "sources": m.Source,
    "references": m.ReferenceEntry,
    "citations": m.Citation,
    "claims": m.Claim,
    "quotations": m.Quotation,
    "evidence links": m.EvidenceLink,
    "judgements": m.Assessment,
    "tags": m.Tag,
    "waivers": m.Waiver,
    "sentences": m.Passage,
    "activities": m.Activity,
    "annotations": m.Annotation,
    "documents": m.Document,
    "pages": m.Page,
    "look-ups": m.LookUp,
    "broken entries": m.ImportEntry,
}


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts: of records by noun, and of claims, citations and sources by what they are.

    `uncited` claims are those that no citation serves.
    """

    records: Mapping[str, int]
    claims_by_kind: Mapping[str, int]
    claims_by_veracity: Mapping[str, int]
    claims_by_section: Mapping[str, int]
    uncited_claims: int
    citations_by_resolution: Mapping[str, int]
    sources_by_type: Mapping[str, int]


def stats(session: Session) -> Stats:
    """Count everything."""

    def grouped(column: InstrumentedAttribute[str]) -> dict[str, int]:
        query = select(column, func.count()).group_by(column).order_by(func.count().desc(), column)
        return {str(name): count for name, count in session.execute(query)}

    claims = queries.claims(session, ClaimFilter())
    return Stats(
        records={
            noun: session.scalar(select(func.count()).select_from(model)) or 0
            for noun, model in _COUNTED.items()
        },
        claims_by_kind=Counter(str(claim.kind) for claim in claims),
        claims_by_veracity=Counter(claim.veracity or "unjudged" for claim in claims),
        claims_by_section=Counter(claim.location.section for claim in claims),
        uncited_claims=sum(not claim.services for claim in claims),
        citations_by_resolution=grouped(m.CitationItem.resolution),
        sources_by_type=grouped(m.Source.type),
    )
