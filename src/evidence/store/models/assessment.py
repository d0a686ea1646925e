"""Judgements, which supersede one another and are never edited."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.domain.vocabulary import Axis, Fidelity, Veracity
from evidence.store.models.base import Base, RecordKind
from evidence.store.models.claim import Claim
from evidence.store.models.evidence import EvidenceLink
from evidence.store.models.ledger import Agent
from evidence.store.types import UTCDateTime, one_of

_LIVE = text("superseded_by_id IS NULL")


def _ratings(axis: Axis, values: type[Veracity] | type[Fidelity]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"(axis = '{axis}' AND rating IN ({listed}))"


class Assessment(Base):
    """One judgement: veracity of a claim, or fidelity of a link to its source.

    One live row per subject, axis and agent: a new one supersedes the old. `judged` is the
    fingerprint of what was judged, so that a later change of it is seen; `confidence` is what
    a program says of its own rating, from 0 to 1.
    """

    __tablename__ = "assessment"
    __record__ = RecordKind("assessment", key=None)

    id: Mapped[int] = mapped_column(primary_key=True)
    axis: Mapped[str] = mapped_column(Text)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"))
    evidence_link_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_link.id"))
    rating: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    time: Mapped[datetime] = mapped_column(UTCDateTime)
    superseded_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("assessment.id", deferrable=True, initially="DEFERRED"), index=True
    )
    judged: Mapped[str | None] = mapped_column(Text)
    confidence: Mapped[float | None]

    claim: Mapped[Claim | None] = relationship()
    link: Mapped[EvidenceLink | None] = relationship()
    agent: Mapped[Agent] = relationship()

    __table_args__ = (
        one_of("axis", Axis),
        CheckConstraint(
            f"{_ratings(Axis.VERACITY, Veracity)} OR {_ratings(Axis.FIDELITY, Fidelity)}",
            name="rating",
        ),
        CheckConstraint(
            "(axis = 'veracity') = (claim_id IS NOT NULL)"
            " AND (axis = 'fidelity') = (evidence_link_id IS NOT NULL)",
            name="subject",
        ),
        Index(
            "ix_assessment_live_claim",
            "claim_id",
            "agent_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        Index(
            "ix_assessment_live_link",
            "evidence_link_id",
            "agent_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        Index(None, "claim_id"),
        Index(None, "evidence_link_id"),
        {"sqlite_autoincrement": True},
    )
