"""What services were asked about identifiers, and what came of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from evidence.domain.vocabulary import IdentifierScheme, LookUpOutcome
from evidence.store.models.base import Base, RecordKind
from evidence.store.models.source import Source
from evidence.store.types import UTCDateTime, one_of


class LookUp(Base):
    """One identifier put to one service; of which work, where one has it.

    `service` and `endpoint` are NULL where nobody was asked.
    """

    __tablename__ = "lookup"
    __record__ = RecordKind("look-up", key=None)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    scheme: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    service: Mapped[str | None] = mapped_column(Text)
    endpoint: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    detail: Mapped[str | None] = mapped_column(Text)
    time: Mapped[datetime] = mapped_column(UTCDateTime)

    source: Mapped[Source | None] = relationship()

    __table_args__ = (
        one_of("scheme", IdentifierScheme),
        one_of("outcome", LookUpOutcome),
        Index(None, "scheme", "value"),
        {"sqlite_autoincrement": True},
    )
