"""A cited work, its identifiers, its contributors, and what each origin said of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.domain.vocabulary import IdentifierScheme, Origin
from evidence.store.models.base import Base, RecordKind
from evidence.store.types import CompactJSON, one_of


class Source(Base):
    """One cited work. Columns for what is searched, constrained or listed; the rest is JSON.

    Each CSL variable lives in exactly one place: a column here, `variables`, a row of
    `identifier`, or rows of `contributor`. Dates are EDTF.
    """

    __tablename__ = "source"
    __record__ = RecordKind("source")

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    type: Mapped[str] = mapped_column(Text)
    title: Mapped[str | None] = mapped_column(Text)
    title_short: Mapped[str | None] = mapped_column(Text)
    container_title: Mapped[str | None] = mapped_column(Text)
    collection_title: Mapped[str | None] = mapped_column(Text)
    publisher: Mapped[str | None] = mapped_column(Text)
    publisher_place: Mapped[str | None] = mapped_column(Text)
    volume: Mapped[str | None] = mapped_column(Text)
    issue: Mapped[str | None] = mapped_column(Text)
    page: Mapped[str | None] = mapped_column(Text)
    edition: Mapped[str | None] = mapped_column(Text)
    issued: Mapped[str | None] = mapped_column(Text)
    issued_year: Mapped[int | None] = mapped_column(index=True)
    accessed: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(Text)
    genre: Mapped[str | None] = mapped_column(Text)
    abstract: Mapped[str | None] = mapped_column(Text)
    variables: Mapped[dict[str, Any] | None] = mapped_column(CompactJSON)
    custom: Mapped[dict[str, Any] | None] = mapped_column(CompactJSON)

    identifiers: Mapped[list[Identifier]] = relationship(
        back_populates="source", cascade="all, delete-orphan", order_by="Identifier.id"
    )
    contributors: Mapped[list[Contributor]] = relationship(
        back_populates="source", cascade="all, delete-orphan", order_by="Contributor.id"
    )
    statements: Mapped[list[SourceStatement]] = relationship(
        back_populates="source", cascade="all, delete-orphan", order_by="SourceStatement.id"
    )
    tags: Mapped[list[SourceTag]] = relationship(
        back_populates="source", cascade="all, delete-orphan", order_by="SourceTag.id"
    )

    __table_args__ = ({"sqlite_autoincrement": True},)


class Identifier(Base):
    """A DOI, ISBN … of a work: as given, and in the normal form by which works are matched."""

    __tablename__ = "identifier"
    __owner__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    scheme: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    normalized: Mapped[str | None] = mapped_column(Text)

    source: Mapped[Source] = relationship(back_populates="identifiers")

    __table_args__ = (
        one_of("scheme", IdentifierScheme),
        Index(None, "scheme", "normalized"),
    )


class Contributor(Base):
    """One printed name: its role (a CSL name variable), its place in it, its parts."""

    __tablename__ = "contributor"
    __owner__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    role: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    family: Mapped[str | None] = mapped_column(Text)
    given: Mapped[str | None] = mapped_column(Text)
    non_dropping_particle: Mapped[str | None] = mapped_column(Text)
    dropping_particle: Mapped[str | None] = mapped_column(Text)
    suffix: Mapped[str | None] = mapped_column(Text)
    literal: Mapped[str | None] = mapped_column(Text)

    source: Mapped[Source] = relationship(back_populates="contributors")

    __table_args__ = (UniqueConstraint("source_id", "role", "position"),)


class SourceStatement(Base):
    """What one origin said of a variable; never overwritten.

    Without a `variable`, `value` is the whole record that the origin gave, as CSL-JSON; both
    are NULL where it was asked and had nothing.
    """

    __tablename__ = "source_statement"
    __owner__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    origin: Mapped[str] = mapped_column(Text)
    variable: Mapped[str | None] = mapped_column(Text)
    value: Mapped[Any | None] = mapped_column(CompactJSON)
    url: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)

    source: Mapped[Source] = relationship(back_populates="statements")

    __table_args__ = (one_of("origin", Origin),)


class SourceTag(Base):
    """That a source bears a tag."""

    __tablename__ = "source_tag"
    __owner__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), index=True)

    source: Mapped[Source] = relationship(back_populates="tags")
    tag: Mapped[Tag] = relationship()

    __table_args__ = (UniqueConstraint("source_id", "tag_id"),)


class Tag(Base):
    """A word that people file sources under."""

    __tablename__ = "tag"
    __record__ = RecordKind("tag", key="name")

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)

    __table_args__ = ({"sqlite_autoincrement": True},)
