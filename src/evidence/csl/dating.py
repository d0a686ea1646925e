"""Dates in print: the parts of a date, or of a range, in a style's or a locale's order.

Source: CSL 1.0.2 "Date" and "Date-ranges".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from evidence.csl.points import Date, Point


class Locale(Protocol):
    """What rendering a date asks of a locale."""

    @property
    def limit_day_ordinals(self) -> bool:
        """Whether only the first of a month is an ordinal."""

    def term(self, name: str, form: str = "long", plural: bool = False) -> str | None:
        """A term."""

    def ordinal_suffix(self, number: int, gender: str | None = None) -> str:
        """What makes a number an ordinal."""

    def gender(self, name: str) -> str | None:
        """The gender of a term."""


@dataclass(frozen=True, slots=True)
class DatePartSpec:
    """One ``cs:date-part``.

    Args:
        name: ``year``, ``month`` or ``day``.
        form: As the attribute; empty for the part's own default.
        prefix: Before it.
        suffix: After it.
        range_delimiter: Between the ends of a range that differ in this part.
        strip_periods: Whether a month loses its full stops.
        text_case: Of the month.
        formatting: Attributes of formatting with their values.
    """

    name: str
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    range_delimiter: str = "–"
    strip_periods: bool = False
    text_case: str | None = None
    formatting: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a printed date.

    Args:
        name: ``year``, ``month``, ``day``; ``delimiter`` and ``range`` for what is between.
        text: To be printed, with full stops stripped already.
        spec: Whose formatting and text case hold for it.
        prefix: The affixes that stand here: those towards a range's delimiter are left out.
        suffix: As prefix.
    """

    name: str
    text: str
    spec: DatePartSpec | None = None
    prefix: str = ""
    suffix: str = ""


def render(
    date: Date, parts: Sequence[DatePartSpec], locale: Locale, delimiter: str = ""
) -> list[Piece]:
    """Print a date.

    Args:
        date: The date; one that is only a literal gives nothing.
        parts: The parts wanted, in printing order.
        locale: For terms and ordinals.
        delimiter: Between the parts.

    Returns:
        The pieces in printing order; empty where the date has none of the parts.
    """
    start, end = date.start, date.end
    if start is None and end is None:
        return []
    named = {part.name: part for part in parts}

    def printed(point: Point, only: Sequence[DatePartSpec]) -> list[Piece]:
        return _pieces(point, only, locale, delimiter, date.season)

    if start is not None and end is None:
        pieces = printed(start, parts)
        if date.open and pieces:
            mark = named["year"].range_delimiter if "year" in named else "–"
            return [*_unsuffixed(pieces), Piece("range", mark)]
        return pieces
    if start is None and end is not None:
        pieces = printed(end, parts)
        mark = named["year"].range_delimiter if "year" in named else "–"
        return [Piece("range", mark), *_unprefixed(pieces)] if pieces else []
    if start is None or end is None:
        return []
    level = _difference(start, end, named)
    if level is None:
        return printed(start, parts)
    at = [i for i, part in enumerate(parts) if part.name in _REPEATED[level]]
    if at != list(range(at[0], at[-1] + 1)):
        at = list(range(len(parts)))
    before, middle, after = parts[: at[0]], parts[at[0] : at[-1] + 1], parts[at[-1] + 1 :]
    between = Piece("range", named[level].range_delimiter)
    first, last = printed(start, middle), printed(end, middle)
    if not first or not last:
        return printed(start, parts)
    pieces = [*_unsuffixed(first), between, *_unprefixed(last)]
    return _joined([printed(start, before), pieces, printed(end, after)], delimiter)


_REPEATED = {
    "year": frozenset({"year", "month", "day"}),
    "month": frozenset({"month", "day"}),
    "day": frozenset({"day"}),
}


def _difference(start: Point, end: Point, named: dict[str, DatePartSpec]) -> str | None:
    """The greatest part wanted in which the ends of a range differ."""
    if "year" in named and start.year != end.year:
        return "year"
    if "month" in named and (start.month, start.season) != (end.month, end.season):
        told = (start.month or start.season) and (end.month or end.season)
        return "month" if told or "year" not in named else "year"
    if "day" in named and start.day != end.day:
        return "day" if start.day and end.day else ("month" if "month" in named else "day")
    return None


def _pieces(
    point: Point, parts: Sequence[DatePartSpec], locale: Locale, delimiter: str, season: str | None
) -> list[Piece]:
    groups: list[list[Piece]] = []
    for part in parts:
        if part.name == "year":
            text = _year(point.year, part.form, locale)
        elif part.name == "month":
            text = _month(point, part, locale) or (season or "" if not point.month else "")
        else:
            text = _day(point, part.form, locale)
        if text:
            groups.append([Piece(part.name, text, part, part.prefix, part.suffix)])
    return _joined(groups, delimiter)


def _joined(groups: Sequence[Sequence[Piece]], delimiter: str) -> list[Piece]:
    pieces: list[Piece] = []
    for group in groups:
        if group and pieces and delimiter:
            pieces.append(Piece("delimiter", delimiter))
        pieces.extend(group)
    return pieces


def _unsuffixed(pieces: list[Piece]) -> list[Piece]:
    last = pieces[-1]
    return [*pieces[:-1], Piece(last.name, last.text, last.spec, last.prefix, "")]


def _unprefixed(pieces: list[Piece]) -> list[Piece]:
    first = pieces[0]
    return [Piece(first.name, first.text, first.spec, "", first.suffix), *pieces[1:]]


def _year(year: int, form: str, locale: Locale) -> str:
    if year < 0:
        return f"{-year}{locale.term('bc') or ''}"
    if year < 1000:
        return f"{year}{locale.term('ad') or ''}"
    return str(year)[-2:] if form == "short" and year < 10_000 else str(year)


def _month(point: Point, part: DatePartSpec, locale: Locale) -> str:
    if point.month is None:
        name = f"season-{point.season:02d}" if point.season else ""
    elif part.form == "numeric":
        return str(point.month)
    elif part.form == "numeric-leading-zeros":
        return f"{point.month:02d}"
    else:
        name = f"month-{point.month:02d}"
    if not name:
        return ""
    text = locale.term(name, "short" if part.form == "short" else "long") or ""
    return text.replace(".", "") if part.strip_periods else text


def _day(point: Point, form: str, locale: Locale) -> str:
    if point.day is None or point.month is None:
        return ""
    if form == "numeric-leading-zeros":
        return f"{point.day:02d}"
    if form == "ordinal" and (point.day == 1 or not locale.limit_day_ordinals):
        gender = locale.gender(f"month-{point.month:02d}")
        return f"{point.day}{locale.ordinal_suffix(point.day, gender)}"
    return str(point.day)
