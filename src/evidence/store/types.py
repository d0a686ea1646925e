"""Column types that SQLite lacks."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from evidence.errors import BadInput

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def utc_text(moment: datetime) -> str:
    """A moment as the store writes it: ISO 8601, UTC, microseconds, `Z`.

    Raises:
        ValueError: `moment` has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


class UTCDateTime(TypeDecorator[datetime]):
    """A moment, kept as text that sorts by time; naive ones are refused."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To the text that `utc_text` gives."""
        return None if value is None else utc_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """From that text."""
        return None if value is None else datetime.fromisoformat(value)


def compact_json(value: Any) -> str:
    """`value` as canonical JSON: sorted names, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entered_json(value: Any) -> str:
    """`value` as canonical JSON, if it may be kept: the door that all new content passes.

    Half a surrogate pair does not pass the driver (`engine.translated`).

    Raises:
        BadInput: a text holds NUL, which PostgreSQL cannot keep, or a number is not finite.
    """
    text = compact_json(value)
    if "\\u0000" in text and _NUL.search(text):
        raise BadInput("a text holds the character NUL", hint="take it out")
    if "NaN" in text or "Infinity" in text:
        try:
            json.dumps(value, allow_nan=False)
        except ValueError:
            raise BadInput("a number is not finite, which JSON has not") from None
    return text


class CompactJSON(TypeDecorator[Any]):
    """A JSON value as canonical text; NULL for None. Twice as fast as SQLAlchemy's JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To canonical JSON."""
        return None if value is None else entered_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """From JSON."""
        return None if value is None else json.loads(value)


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """A CHECK that a text column holds one of the values of an enumeration."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
