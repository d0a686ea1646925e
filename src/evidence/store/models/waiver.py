"""Findings that somebody set aside, and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.store.models.base import Base, RecordKind
from evidence.store.models.ledger import Agent
from evidence.store.models.paper import Paper
from evidence.store.types import UTCDateTime


class Waiver(Base):
    """A finding of one rule about one subject in one paper, set aside with a reason."""

    __tablename__ = "waiver"
    __record__ = RecordKind("waiver", key=None)

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(Text)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    subject: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    time: Mapped[datetime] = mapped_column(UTCDateTime)

    paper: Mapped[Paper] = relationship()
    agent: Mapped[Agent] = relationship()

    __table_args__ = (
        UniqueConstraint("rule", "paper_id", "subject"),
        {"sqlite_autoincrement": True},
    )
