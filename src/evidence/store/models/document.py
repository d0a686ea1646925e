"""Files that are held, their pages, and of which works they are copies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.domain.vocabulary import DocumentStatus, PageMapOrigin, PageStatus
from evidence.store.models.base import Base, RecordKind
from evidence.store.models.source import Source
from evidence.store.types import CompactJSON, UTCDateTime, one_of


class Document(Base):
    """A file: kept beside the database under its hash, or where `path` says.

    `name` is what it was called, for people; nothing is ever written under that name.
    `reading` is what reading it came to, NULL where nobody has read it; `reader` which reader
    and version that was; `reflowable` says that it has no pages of its own.
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
    reading: Mapped[str | None] = mapped_column(Text)
    reading_detail: Mapped[str | None] = mapped_column(Text)
    reader: Mapped[str | None] = mapped_column(Text)
    reflowable: Mapped[bool | None]

    works: Mapped[list[DocumentSource]] = relationship(
        back_populates="document", cascade="all, delete-orphan", order_by="DocumentSource.id"
    )

    __table_args__ = (one_of("reading", DocumentStatus), {"sqlite_autoincrement": True})


class DocumentSource(Base):
    """That a file is a copy of a work; it may hold several.

    `page_map` is how its pages are labelled as pages of that work: a list of
    [start, end, label of the first], indices from 0, half-open.
    """

    __tablename__ = "document_source"
    __owner__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)

    page_map: Mapped[list[Any] | None] = mapped_column(CompactJSON)
    page_map_origin: Mapped[str | None] = mapped_column(Text)

    document: Mapped[Document] = relationship(back_populates="works")
    source: Mapped[Source] = relationship()

    __table_args__ = (
        UniqueConstraint("document_id", "source_id"),
        one_of("page_map_origin", PageMapOrigin),
    )


class Page(Base):
    """A page of a file, as it was read (`domain.pages.PageText`).

    A record of its own: a book has thousands, and whoever changes the book changes none.
    """

    __tablename__ = "page"
    __record__ = RecordKind("page", key=None)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    index: Mapped[int]
    status: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    body_start: Mapped[int]
    body_end: Mapped[int]
    label: Mapped[str | None] = mapped_column(Text)
    printed: Mapped[str | None] = mapped_column(Text)

    document: Mapped[Document] = relationship()

    __table_args__ = (
        UniqueConstraint("document_id", "index"),
        one_of("status", PageStatus),
        CheckConstraint(
            "body_start >= 0 AND body_end >= body_start AND body_end <= length(text)", name="body"
        ),
        {"sqlite_autoincrement": True},
    )
