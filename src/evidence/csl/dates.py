"""Dates of items: CSL-JSON, EDTF and free text read into points and ranges.

Sources: the CSL-JSON schema ("date variable"), CSL 1.0.2 "Date-ranges" and "Sorting", EDTF
(ISO 8601-2) level 0 and 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.csl.date_words import read, season_of
from evidence.csl.points import Date, Point, point

_GREATEST_YEAR = 999_999
_LONGEST_LITERAL = 1000


def parse_date(value: object) -> Date | None:
    """Read a date variable.

    Args:
        value: A CSL-JSON date, or a text (EDTF, or as people write dates).

    Returns:
        The date; ``None`` where there is nothing to print. No value raises an error.
    """
    if isinstance(value, str):
        return _from_text(value, False)
    if isinstance(value, int) and not isinstance(value, bool):
        year = _number(value)
        return Date(Point(year)) if year else None
    if not isinstance(value, Mapping):
        return None
    circa = _truth(value.get("circa"))
    found = _from_parts(value.get("date-parts"), value.get("season"), circa)
    if found is not None:
        return found
    literal = value.get("literal")
    if isinstance(literal, str) and literal.strip():
        return Date(None, None, circa, " ".join(literal.split())[:_LONGEST_LITERAL])
    raw = value.get("raw")
    return _from_text(raw, circa) if isinstance(raw, str) else None


def sort_key(date: Date | None, parts: Sequence[str] = ("year", "month", "day")) -> str:
    """A text by which dates sort in time; less precise before more precise, starts before ends.

    Args:
        date: The date.
        parts: The parts that count (those that a macro used as a sort key would print).
    """
    if date is None:
        return ""
    if date.start is None and date.end is None:
        return date.literal or ""
    key = _point_key(date.start, parts)
    if date.end is not None:
        return f"{key}/{_point_key(date.end, parts)}"
    return f"{key}/~" if date.open else key


def _point_key(point: Point | None, parts: Sequence[str]) -> str:
    if point is None:
        return "00000000" * 2
    year = point.year + 10_000_000 if "year" in parts else 0
    month = (point.month or (point.season or -12) + 12) if "month" in parts else 0
    day = point.day or 0 if "day" in parts else 0
    return f"{year:08d}{month:02d}{day:02d}"


def _from_text(text: str, circa: bool) -> Date | None:
    # The free-text reader needs the types of this module.

    return read(text[:_LONGEST_LITERAL], circa)


def _from_parts(parts: object, season: object, circa: bool) -> Date | None:
    if not isinstance(parts, (list, tuple)) or not parts:
        return None
    if not isinstance(parts[0], (list, tuple)):
        parts = [parts]
    start = _point(parts[0])
    second = parts[1] if len(parts) > 1 else None
    end = _point(second)
    words: str | None = None
    if start is not None and start.month is None and start.season is None:
        number = _number(season)
        if number is not None and 1 <= number <= 4:
            start = Point(start.year, season=number)
        elif isinstance(season, str) and season.strip():
            of_year = season_of(season)
            if of_year:
                start = Point(start.year, season=of_year)
            elif not any(sign.isdigit() for sign in season):
                words = " ".join(season.split())[:100]
    if start is None and end is None:
        return None
    ends_open = isinstance(second, (list, tuple)) and end is None
    return Date(start, None if end == start else end, circa, None, ends_open, words)


def _point(parts: object) -> Point | None:
    if not isinstance(parts, (list, tuple)) or not parts:
        return None
    year = _number(parts[0])
    if not year:
        return None
    return point(year, *(_number(part) for part in parts[1:3]))


def _number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        if value != value or abs(value) > _GREATEST_YEAR:
            return None
        return int(value) if value.is_integer() else None
    if isinstance(value, str):
        text = value.strip()
        digits = text[1:] if text[:1] in ("-", "+") else text
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
            return None
        value = int(text)
    if isinstance(value, int):
        return int(value) if abs(value) <= _GREATEST_YEAR else None
    return None


def _truth(value: object) -> bool:
    if isinstance(value, str):
        return value.strip().lower() not in ("", "0", "false", "no")
    return value is True or (isinstance(value, (int, float)) and value != 0)
