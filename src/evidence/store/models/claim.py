"""A claim, the citations that serve it, and the works that might bear it out."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.domain.vocabulary import ClaimKind, ClaimStatus
from evidence.store.models.base import Base, RecordKind
from evidence.store.models.citation import Citation
from evidence.store.models.ledger import Agent
from evidence.store.models.paper import Paper, Passage
from evidence.store.models.source import Source
from evidence.store.types import one_of


class Claim(Base):
    """One thing that a paper says, restated neutrally, and where it says it.

    `fingerprint` is that of the sentence it was taken from, so that it is found again when
    the paper's text comes, or comes anew (`domain.text.fingerprint`).
    """

    __tablename__ = "claim"
    __record__ = RecordKind("claim")

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))
    passage_id: Mapped[int | None] = mapped_column(ForeignKey("passage.id"), index=True)
    statement: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    section: Mapped[str] = mapped_column(Text)
    paragraph: Mapped[int | None]
    sentence: Mapped[int | None]
    fingerprint: Mapped[str | None] = mapped_column(Text)

    paper: Mapped[Paper] = relationship()
    passage: Mapped[Passage | None] = relationship()
    citations: Mapped[list[ClaimCitation]] = relationship(
        back_populates="claim", cascade="all, delete-orphan", order_by="ClaimCitation.id"
    )
    suggestions: Mapped[list[Suggestion]] = relationship(
        back_populates="claim", cascade="all, delete-orphan", order_by="Suggestion.id"
    )

    __table_args__ = (
        one_of("kind", ClaimKind),
        one_of("status", ClaimStatus),
        Index(None, "paper_id", "section"),
        {"sqlite_autoincrement": True},
    )


class ClaimCitation(Base):
    """That a citation serves a claim; `inferred` when it only ends the claim's paragraph."""

    __tablename__ = "claim_citation"
    __owner__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    citation_id: Mapped[int] = mapped_column(ForeignKey("citation.id"), index=True)
    inferred: Mapped[bool]

    claim: Mapped[Claim] = relationship(back_populates="citations")
    citation: Mapped[Citation] = relationship()

    __table_args__ = (UniqueConstraint("claim_id", "citation_id"),)


class Suggestion(Base):
    """A work that might bear a claim out, why, and who thinks so. Nobody has checked it."""

    __tablename__ = "suggestion"
    __owner__ = "claim"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)

    claim: Mapped[Claim] = relationship(back_populates="suggestions")
    source: Mapped[Source] = relationship()
    agent: Mapped[Agent] = relationship()

    __table_args__ = (UniqueConstraint("claim_id", "source_id", "agent_id"),)
