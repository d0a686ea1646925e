"""Files that are held, and of which works they are copies."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.store.models.base import Base, RecordKind
from evidence.store.models.source import Source
from evidence.store.types import UTCDateTime


class Document(Base):
    """A file: kept beside the database under its hash, or where `path` says.

    `name` is what it was called, for people; nothing is ever written under that name.
    """

    __tablename__ = "document"
    __record__ = RecordKind("document")

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    sha256: Mapped[str] = mapped_column(Text, unique=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    path: Mapped[str | None] = mapped_column(Text)
    time: Mapped[datetime] = mapped_column(UTCDateTime)

    works: Mapped[list[DocumentSource]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="DocumentSource.id"
    )

    __table_args__ = ({"sqlite_autoincrement": True},)


class DocumentSource(Base):
    """That a file is a copy of a work; it may hold several."""

    __tablename__ = "document_source"
    __owner__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)

    document: Mapped[Document] = relationship(back_populates="works")
    source: Mapped[Source] = relationship()

    __table_args__ = (UniqueConstraint("document_id", "source_id"),)
