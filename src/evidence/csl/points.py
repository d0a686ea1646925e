"""What a date is: one point in time, a range of two, or words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """One date, as precise as it was given.

    Args:
        year: Negative before our era: -44 is 44 BC.
        month: 1 to 12.
        day: 1 to 31; only with a month.
        season: 1 spring, 2 summer, 3 autumn, 4 winter; only without a month.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A date variable.

    Args:
        start: The date, or the beginning of a range; ``None`` where it is unknown.
        end: The end of a range.
        circa: Whether it is uncertain or approximate.
        literal: Words that stand for the date where it has no points.
        open: Whether the range has begun and not ended.
        season: Words for the time of year that are none of the four seasons ("Trinity").
    """

    start: Point | None
    end: Point | None = None
    circa: bool = False
    literal: str | None = None
    open: bool = False
    season: str | None = None


def point(year: int, month: int | None = None, day: int | None = None) -> Point:
    """A point of numbers as given: months 13 to 24 are seasons, impossible ones are left out."""
    if month is None or not 1 <= month <= 24:
        return Point(year)
    if month > 12:
        return Point(year, season=(month - 13) % 4 + 1)
    return Point(year, month, day if day is not None and 1 <= day <= 31 else None)
