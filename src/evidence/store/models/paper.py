"""The work under check and its sentences."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.store.models.base import Base, RecordKind
from evidence.store.models.source import Source


class Paper(Base):
    """A paper under check. Its bibliographic record is a source, whose key is its own."""

    __tablename__ = "paper"
    __record__ = RecordKind("paper")

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), unique=True)
    file_name: Mapped[str | None] = mapped_column(Text)
    file_sha256: Mapped[str | None] = mapped_column(Text)

    source: Mapped[Source] = relationship()
    passages: Mapped[list[Passage]] = relationship(
        back_populates="paper", cascade="all, delete-orphan", order_by="Passage.start"
    )

    __table_args__ = ({"sqlite_autoincrement": True},)


class Passage(Base):
    """A sentence of the paper's text, where that is held.

    `start` and `end` are code points of the file's text, half-open.
    """

    __tablename__ = "passage"
    __owner__ = "paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"))
    section: Mapped[str] = mapped_column(Text)
    paragraph: Mapped[int]
    sentence: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(Text, index=True)

    paper: Mapped[Paper] = relationship(back_populates="passages")

    __table_args__ = (
        UniqueConstraint("paper_id", "start"),
        CheckConstraint('"start" >= 0 AND "end" > "start"', name="span"),
    )
