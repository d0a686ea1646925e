"""Dates as EDTF, which records keep, and their CSL-JSON form.

Years are counted as ISO 8601 counts them: 0000 is 1 BCE, -0043 is 44 BCE. CSL has no
year 0: its -44 is EDTF's -0043.

Source: ISO 8601-2:2019, levels 0 and 1 of the Extended Date/Time Format without times of
day; CSL-JSON's date variables.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from evidence.domain.date_words import SEASONS, read_words
from evidence.errors import BadInput

_HINT = "write it as YYYY, YYYY-MM or YYYY-MM-DD, a range as 2018-01/2018-03"
_LEAVE_OUT = "leave the date out where a work has none"

_POINT = re.compile(
    r"(?:(?P<decade>\d{3}X|\d\dXX)"
    r"|(?P<year>-?\d{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"|Y(?P<long>-?[1-9]\d{4,15}))(?P<qualifier>[?~%]?)",
    re.ASCII,
)
_QUALIFIERS = ("", "?", "~", "%")
_UNDATED = re.compile(
    r"[\[(]?\s*(?:n\.?\s?d|no date|undated|date unknown|s\.?\s?[ad]|o\.?\s?j)\.?\s*[\])]?",
    re.IGNORECASE,
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Point:
    """A date that is no interval: a year, a season, a month or a day.

    Args:
        year: as ISO counts (0 is 1 BCE); of 201X and 20XX the first.
        month: 1 to 12; 21 to 24 for spring, summer, autumn, winter; 0 for XX.
        day: 1 to 31; 0 for XX.
        unspecified: how many last digits of the year are X, 0 to 2.
        uncertain: `?` or `%`.
        approximate: `~` or `%`.
    """

    year: int
    month: int | None = None
    day: int | None = None
    unspecified: int = 0
    uncertain: bool = False
    approximate: bool = False

    def __str__(self) -> str:
        """The date as EDTF."""
        text = f"{self.year:0{5 if self.year < 0 else 4}}"
        if abs(self.year) > 9999:
            text = f"Y{self.year}"
        if self.unspecified:
            text = text[: -self.unspecified] + "X" * self.unspecified
        for part in (self.month, self.day):
            if part is not None:
                text += f"-{part:02}" if part else "-XX"
        return text + _QUALIFIERS[self.uncertain + 2 * self.approximate]

    @property
    def season(self) -> int | None:
        """1 to 4 for spring to winter, None where it is no season."""
        return self.month - 20 if self.month is not None and self.month > 12 else None

    @property
    def last_year(self) -> int:
        """The last year that it may mean: 2019 for 201X."""
        return self.year + int(10**self.unspecified) - 1


@dataclass(frozen=True, slots=True)
class Date:
    """What an EDTF text says.

    Args:
        start: the date itself, or where an interval begins; None where that is not known.
        end: where an interval ends; None for a date, and where the end is not known.
        interval: whether it has two ends.
        open_start, open_end: the end that is not given is open (`..`), not unknown.
    """

    start: Point | None
    end: Point | None = None
    interval: bool = False
    open_start: bool = False
    open_end: bool = False

    def __str__(self) -> str:
        """The date as EDTF."""
        start = str(self.start or (".." if self.open_start else ""))
        end = str(self.end or (".." if self.open_end else ""))
        return f"{start}/{end}" if self.interval else start


def parse(text: str) -> Date:
    """Read an EDTF text.

    Raises:
        BadInput: it is no EDTF of level 0 or 1, has a time of day, names a day that no
            calendar has, or ends before it begins.
    """
    given = text.strip()
    if not given or _UNDATED.fullmatch(given):
        raise BadInput(f"{text!r} is not a date", hint=_LEAVE_OUT)
    first, slash, second = given.partition("/")
    if not slash:
        return Date(_point(given, text))
    start = None if first in {"", ".."} else _point(first, text)
    end = None if second in {"", ".."} else _point(second, text)
    if start is None and end is None:
        raise BadInput(f"{text!r} has neither a beginning nor an end", hint=_LEAVE_OUT)
    if start is not None and end is not None and _after(start, end):
        raise BadInput(f"{text!r} ends before it begins", hint=_HINT)
    return Date(start, end, True, first == "..", second == "..")


def _point(text: str, whole: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise BadInput(f"{whole!r} is not a date", hint=_HINT)
    digits = match["decade"] or match["year"] or match["long"]
    written = [match["month"], match["day"]]
    month, day = (None if part is None else int(part.replace("XX", "0")) for part in written)
    year = int(digits.replace("X", "0"))
    if digits == "-0000" or "00" in written or not _exists(year, month, day):
        raise BadInput(f"{whole!r} is not a date: no calendar has it", hint=_HINT)
    qualifier = _QUALIFIERS.index(match["qualifier"])
    return Point(year, month, day, digits.count("X"), qualifier in {1, 3}, qualifier in {2, 3})


def _exists(year: int, month: int | None, day: int | None) -> bool:
    if month is None:
        return day is None
    if day is None:
        return month <= 12 or 21 <= month <= 24
    if month == 0:
        return day == 0
    if month > 12:
        return False
    return day <= _DAYS[month - 1] and not (month == 2 and day == 29 and not isleap(year))


def _after(start: Point, end: Point) -> bool:
    """Whether `start` certainly comes after `end`."""
    if start.year != end.last_year:
        return start.year > end.last_year
    if not start.month or not end.month or start.season or end.season:
        return False
    return (start.month, start.day or 0) > (end.month, end.day or 31)


@lru_cache(maxsize=4096)
def year(edtf: str) -> int:
    """The first year that an EDTF date names, as ISO counts (0 is 1 BCE).

    Raises:
        BadInput: it is no EDTF date.
    """
    date = parse(edtf)
    return min(point.year for point in (date.start, date.end) if point is not None)


def from_text(text: str) -> str:
    """The EDTF of a date as people write it: "20 November 2013", "Nov. 2013", "c. 1850".

    EDTF itself is read first. Days and months in figures alone are read where they have
    one meaning: 20/11/2013, 11/20/2013, 20.11.2013; never 5/6/2013.

    Raises:
        BadInput: the text is no date, or may be two.
    """
    try:
        return str(parse(text))
    except BadInput as error:
        words = None if error.hint == _LEAVE_OUT else read_words(text)
        if words is None:
            raise
    return str(parse(words))


def edtf_from_csl(value: Any) -> str:
    """The EDTF of a CSL-JSON date: an object, an EDTF or ISO text, or a year.

    `circa` becomes `~`. Of an object with `date-parts`, `raw` and `literal` are not read.

    Raises:
        BadInput: the value holds no date, or one that EDTF cannot say.
    """
    if isinstance(value, str):
        return from_text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(parse(str(Point(value))))
    if not isinstance(value, Mapping):
        raise BadInput(f"{value!r} is no CSL date", hint="a CSL date is an object or EDTF text")
    circa = "~" if _is_true(value.get("circa")) else ""
    parts = value.get("date-parts")
    if parts:
        return str(parse(_edtf_from_parts(parts, _season(value.get("season")), circa)))
    for member in ("raw", "literal"):
        text = value.get(member)
        if isinstance(text, str) and text.strip():
            edtf = from_text(text)
            return edtf if "/" in edtf or edtf[-1] in "?~%" else edtf + circa
    raise BadInput(f"{dict(value)!r} holds no date", hint=_LEAVE_OUT)


def _edtf_from_parts(parts: Any, season: int | None, circa: str) -> str:
    if not isinstance(parts, list | tuple) or len(parts) > 2:
        raise BadInput(f"{parts!r} are no CSL date-parts", hint="write [[2018, 3, 1]]")
    points = [_point_from_parts(part, season) for part in parts]
    if points[0] is None and len(points) == 1:
        raise BadInput(f"{parts!r} holds no date", hint=_LEAVE_OUT)
    return "/".join(".." if point is None else f"{point}{circa}" for point in points)


def _point_from_parts(parts: Any, season: int | None) -> Point | None:
    """One date of `date-parts`; None for CSL's mark of an open end, a year 0 or none."""
    if not isinstance(parts, list | tuple) or len(parts) > 3:
        raise BadInput(f"{parts!r} are no CSL date-parts", hint="write [[2018, 3, 1]]")
    numbers = [_number(part) for part in parts]
    csl_year, month, day = (*numbers, 0, 0, 0)[:3]
    if not csl_year:
        return None
    if 13 <= month <= 16:  # how citeproc-js writes seasons
        month += 8
    month = month or (season + 20 if season else 0)
    if day and not month:
        raise BadInput(f"{parts!r} has a day but no month", hint="write [[2018, 3, 1]]")
    return Point(csl_year + (csl_year < 0), month or None, day or None)


def _number(part: Any) -> int:
    if part is None or part == "":
        return 0
    if isinstance(part, str) and re.fullmatch(r"\s*[+-]?[0-9]{1,16}\s*", part):
        return int(part)
    if isinstance(part, int) and not isinstance(part, bool):
        return part
    if isinstance(part, float) and part.is_integer():
        return int(part)
    raise BadInput(f"{part!r} in a CSL date is no number", hint="write [[2018, 3, 1]]")


def _season(value: Any) -> int | None:
    if value is None or value == "":
        return None
    name = str(value).strip().casefold()
    season = SEASONS.get(name) or (int(name) if name in {"1", "2", "3", "4"} else None)
    if season is None:
        raise BadInput(
            f"{value!r} is no CSL season", hint="1 is spring, 2 summer, 3 autumn, 4 winter"
        )
    return season


def _is_true(value: Any) -> bool:
    if isinstance(value, str):
        return value.strip().casefold() not in {"", "0", "false", "no"}
    return bool(value)


def edtf_to_csl(edtf: str) -> dict[str, Any]:
    """The CSL-JSON object of an EDTF date, which `edtf_from_csl` reads back.

    CSL has one mark of doubt, `circa`, for `?`, `~` and `%` and for both ends of an
    interval; no XX, so a decade becomes an interval with `circa`; and an end of 0 for an
    interval's end that is open or unknown.

    Raises:
        BadInput: it is no EDTF date.
    """
    date = parse(edtf)
    points = [date.start, date.end] if date.interval else [date.start]
    csl: dict[str, Any] = {"date-parts": [[0] if each is None else _parts(each) for each in points]}
    given = [point for point in points if point is not None]
    if len(points) == 1 and given[0].season:
        csl["date-parts"][0].pop()
        csl["season"] = given[0].season
    if given[-1].unspecified:
        last = Point(given[-1].last_year)
        csl["date-parts"] = [csl["date-parts"][0], _parts(last)]
    if any(point.uncertain or point.approximate or point.unspecified for point in given):
        csl["circa"] = True
    return csl


def _parts(point: Point) -> list[int]:
    """`point` as CSL's [year, month, day]."""
    parts = [point.year - (point.year <= 0)]
    for part in (point.month, point.day):
        if not part:
            break
        parts.append(part)
    return parts
