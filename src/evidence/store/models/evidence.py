"""What somebody found in a source about a claim, and quoted words."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.domain.vocabulary import LocatorLabel, Stance
from evidence.store.models.base import Base, RecordKind
from evidence.store.models.claim import Claim
from evidence.store.models.source import Source
from evidence.store.types import one_of


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

    __table_args__ = (
        CheckConstraint("(claim_id IS NULL) <> (evidence_link_id IS NULL)", name="one_subject"),
        {"sqlite_autoincrement": True},
    )
