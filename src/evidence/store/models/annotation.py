"""Notes on works: the annotated bibliography."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.domain.vocabulary import AnnotationKind
from evidence.store.models.base import Base, RecordKind
from evidence.store.models.ledger import Agent
from evidence.store.models.source import Source
from evidence.store.types import UTCDateTime, one_of


class Annotation(Base):
    """A note on a source: a summary, what it is relevant for, an assessment, or any other."""

    __tablename__ = "annotation"
    __record__ = RecordKind("annotation")

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    time: Mapped[datetime] = mapped_column(UTCDateTime)

    source: Mapped[Source] = relationship()
    agent: Mapped[Agent] = relationship()

    __table_args__ = (one_of("kind", AnnotationKind), {"sqlite_autoincrement": True})
