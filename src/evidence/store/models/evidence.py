"""What somebody found in a source about a claim, quoted words, and where these stand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.domain.vocabulary import DifferenceSeverity, LocatorLabel, MatchStatus, Stance
from evidence.store.models.base import Base, RecordKind
from evidence.store.models.claim import Claim
from evidence.store.models.document import Document
from evidence.store.models.source import Source
from evidence.store.types import CompactJSON, UTCDateTime, one_of


class EvidenceLink(Base):
    """That a source, at a place, supports, disputes or mentions a claim."""

    __tablename__ = "evidence_link"
    __record__ = RecordKind("link")

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    stance: Mapped[str] = mapped_column(Text)
    locator: Mapped[str | None] = mapped_column(Text)
    label: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)

    claim: Mapped[Claim] = relationship()
    source: Mapped[Source] = relationship()

    __table_args__ = (
        one_of("stance", Stance),
        one_of("label", LocatorLabel),
        {"sqlite_autoincrement": True},
    )


class Quotation(Base):
    """Quoted words, verbatim: a claim's (the paper's words) or a link's (a source's words)."""

    __tablename__ = "quotation"
    __record__ = RecordKind("quotation")

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    evidence_link_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_link.id"), index=True)
    exact: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str | None] = mapped_column(Text)
    suffix: Mapped[str | None] = mapped_column(Text)

    claim: Mapped[Claim | None] = relationship()
    link: Mapped[EvidenceLink | None] = relationship()
    matches: Mapped[list[QuotationMatch]] = relationship(
        back_populates="quotation", cascade="all, delete-orphan", order_by="QuotationMatch.id"
    )

    __table_args__ = (
        CheckConstraint("(claim_id IS NULL) <> (evidence_link_id IS NULL)", name="one_subject"),
        {"sqlite_autoincrement": True},
    )


class QuotationMatch(Base):
    """What became of looking for a quotation in one work (`domain.quotations.Match`).

    `start` counts within the text of page `page`, `end` within that of `end_page`. `basis` is
    the fingerprint of what was compared: words, locator, file, reader and page map; where it
    is another now, the match is out of date.
    """

    __tablename__ = "quotation_match"
    __owner__ = "quotation"

    id: Mapped[int] = mapped_column(primary_key=True)
    quotation_id: Mapped[int] = mapped_column(ForeignKey("quotation.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    status: Mapped[str] = mapped_column(Text)
    page: Mapped[int | None]
    end_page: Mapped[int | None]
    page_label: Mapped[str | None] = mapped_column(Text)
    start: Mapped[int | None]
    end: Mapped[int | None]
    exact: Mapped[str | None] = mapped_column(Text)
    prefix: Mapped[str | None] = mapped_column(Text)
    suffix: Mapped[str | None] = mapped_column(Text)
    on_page: Mapped[bool | None]
    changes: Mapped[list[Any] | None] = mapped_column(CompactJSON)
    severity: Mapped[str | None] = mapped_column(Text)
    splice: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text)
    time: Mapped[datetime] = mapped_column(UTCDateTime)

    quotation: Mapped[Quotation] = relationship(back_populates="matches")
    source: Mapped[Source] = relationship()
    document: Mapped[Document | None] = relationship()

    __table_args__ = (
        UniqueConstraint("quotation_id", "source_id"),
        one_of("status", MatchStatus),
        one_of("severity", DifferenceSeverity),
        CheckConstraint('(page IS NULL) = ("start" IS NULL)', name="place"),
    )
