"""An entry of a reference list, as printed, and the works it stands for."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.store.models.base import Base, RecordKind
from evidence.store.models.paper import Paper
from evidence.store.models.source import Source


class ReferenceEntry(Base):
    """One entry: the heading of its list, its place in it, its words."""

    __tablename__ = "reference_entry"
    __record__ = RecordKind("reference")

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))
    section: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    raw: Mapped[str] = mapped_column(Text)

    paper: Mapped[Paper] = relationship()
    works: Mapped[list[ReferenceSource]] = relationship(
        back_populates="entry", cascade="all, delete-orphan", order_by="ReferenceSource.position"
    )

    __table_args__ = (
        UniqueConstraint("paper_id", "section", "position"),
        {"sqlite_autoincrement": True},
    )


class ReferenceSource(Base):
    """That an entry stands for a work; one that packs several has several."""

    __tablename__ = "reference_source"
    __owner__ = "entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference_entry_id: Mapped[int] = mapped_column(ForeignKey("reference_entry.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    position: Mapped[int]

    entry: Mapped[ReferenceEntry] = relationship(back_populates="works")
    source: Mapped[Source] = relationship()

    __table_args__ = (UniqueConstraint("reference_entry_id", "source_id"),)
