"""Entries of files that could not be read, kept until somebody mends them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from evidence.store.models.base import Base, RecordKind
from evidence.store.types import UTCDateTime


class ImportEntry(Base):
    """Something of an imported file that could not be read: where it stood, its text, why.

    `file` is the file's name, NULL for stdin; `line` counts from 1.
    """

    __tablename__ = "import_entry"
    __record__ = RecordKind("import-entry")

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    file: Mapped[str | None] = mapped_column(Text)
    line: Mapped[int]
    format: Mapped[str] = mapped_column(Text)
    raw: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    time: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = ({"sqlite_autoincrement": True},)
