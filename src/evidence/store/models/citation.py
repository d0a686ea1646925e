"""A citation in the running text, and each work that it names."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.domain.vocabulary import LocatorLabel, Resolution
from evidence.store.models.base import Base, RecordKind
from evidence.store.models.paper import Paper, Passage
from evidence.store.models.source import Source
from evidence.store.types import CompactJSON, one_of


class Citation(Base):
    """A citation as printed and where it stands."""

    __tablename__ = "citation"
    __record__ = RecordKind("citation")

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    passage_id: Mapped[int | None] = mapped_column(ForeignKey("passage.id"), index=True)
    section: Mapped[str] = mapped_column(Text)
    paragraph: Mapped[int | None]
    sentence: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)

    paper: Mapped[Paper] = relationship()
    passage: Mapped[Passage | None] = relationship()
    items: Mapped[list[CitationItem]] = relationship(
        back_populates="citation", cascade="all, delete-orphan", order_by="CitationItem.position"
    )

    __table_args__ = ({"sqlite_autoincrement": True},)


class CitationItem(Base):
    """One work that a citation names, with its locator; tied to a source only when resolved."""

    __tablename__ = "citation_item"
    __owner__ = "citation"

    id: Mapped[int] = mapped_column(primary_key=True)
    citation_id: Mapped[int] = mapped_column(ForeignKey("citation.id"))
    position: Mapped[int]
    names: Mapped[list[Any] | None] = mapped_column(CompactJSON)
    year: Mapped[str | None] = mapped_column(Text)
    prefix: Mapped[str | None] = mapped_column(Text)
    suffix: Mapped[str | None] = mapped_column(Text)
    locator: Mapped[str | None] = mapped_column(Text)
    label: Mapped[str | None] = mapped_column(Text)
    locator_text: Mapped[str | None] = mapped_column(Text)
    resolution: Mapped[str] = mapped_column(Text)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)

    citation: Mapped[Citation] = relationship(back_populates="items")
    source: Mapped[Source | None] = relationship()
    candidates: Mapped[list[CitationCandidate]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="CitationCandidate.position"
    )

    __table_args__ = (
        UniqueConstraint("citation_id", "position"),
        one_of("label", LocatorLabel),
        one_of("resolution", Resolution),
        CheckConstraint("(resolution = 'resolved') = (source_id IS NOT NULL)", name="resolved"),
    )


class CitationCandidate(Base):
    """A work that an unresolved citation item may mean."""

    __tablename__ = "citation_candidate"
    __owner__ = "item"

    id: Mapped[int] = mapped_column(primary_key=True)
    citation_item_id: Mapped[int] = mapped_column(ForeignKey("citation_item.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    position: Mapped[int]

    item: Mapped[CitationItem] = relationship(back_populates="candidates")
    source: Mapped[Source] = relationship()

    __table_args__ = (UniqueConstraint("citation_item_id", "source_id"),)
