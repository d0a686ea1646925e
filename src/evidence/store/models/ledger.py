"""The ledger: who did what when, and what each record was before.

`activity` and `revision` are append-only (triggers refuse anything else), and each row
carries a hash over its content and the hash of the row before it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from evidence.domain.vocabulary import ActivityKind, AgentKind
from evidence.store.models.base import Base, RecordKind
from evidence.store.types import UTCDateTime, one_of


class Agent(Base):
    """A person, an organization or a program that acts or judges (PROV)."""

    __tablename__ = "agent"
    __record__ = RecordKind("agent", key="name")

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("name", "kind"),
        one_of("kind", AgentKind),
        {"sqlite_autoincrement": True},
    )


class Activity(Base):
    """One command that wrote: a transaction, its agent, and the head of its revisions.

    `changes` counts its revisions; `hash` covers the row, the hash of the activity before
    and that of its last revision, so that neither table can lose its tail unseen.
    """

    __tablename__ = "activity"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    command: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(Text)
    time: Mapped[datetime] = mapped_column(UTCDateTime)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"), unique=True)
    changes: Mapped[int]
    hash: Mapped[str] = mapped_column(Text)

    __table_args__ = (one_of("kind", ActivityKind), {"sqlite_autoincrement": True})


class Revision(Base):
    """One record changed by an activity.

    `before` is the record's content as canonical JSON, NULL where there was none;
    `content_hash` the hash of its content after, NULL where it was removed.
    """

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", deferrable=True, initially="DEFERRED")
    )
    record_kind: Mapped[str] = mapped_column(Text)
    record_id: Mapped[int]
    record_key: Mapped[str | None] = mapped_column(Text)
    before: Mapped[str | None] = mapped_column(Text)
    content_hash: Mapped[str | None] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        Index(None, "activity_id"),
        Index(None, "record_kind", "record_id"),
        Index(None, "record_kind", "record_key"),
        {"sqlite_autoincrement": True},
    )
