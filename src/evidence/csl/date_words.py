"""Dates as people write them: EDTF, "5 May 1842", "winter 1989", "~1820", "200BC".

What is not understood as a whole stays words: a wrong date is worse than an unread one.
"""

from __future__ import annotations

import re

from evidence.csl.points import Date, Point, point

_MONTHS = """january janvier januar enero gennaio januari janeiro
february février februar febrero febbraio februari fevereiro
march mars märz marzo maart março
april avril abril aprile
may mai mayo maggio mei maio
june juin juni junio giugno junho
july juillet juli julio luglio julho
august août agosto augustus augusti
september septembre septiembre settembre setembro
october octobre oktober octubre ottobre outubro
november novembre noviembre novembro
december décembre dezember diciembre dicembre december dezembro"""
_SEASONS = """spring printemps frühling frühjahr primavera
summer été sommer verano estate
autumn fall automne herbst otoño autunno
winter hiver invierno inverno"""


def _names(lines: str) -> dict[str, int]:
    return {word: at for at, line in enumerate(lines.split("\n"), 1) for word in line.split()}


_MONTH = _names(_MONTHS)
_MONTH.update(
    {name[:3]: number for name, number in _names(_MONTHS).items() if number not in (6, 7)}
)
_MONTH.update({"jun": 6, "jul": 7, "sept": 9, "juil": 7, "févr": 2, "janv": 1, "déc": 12, "avr": 4})
_SEASON = _names(_SEASONS)
_CIRCA = re.compile(
    r"^(?:~|circa\b|ca?\.(?=\s*\d)|ca\b|c(?=\d)|\?)\s*|\s*(?:[?~%]|\(\?\)|\[\?\])$", re.I
)
_EDTF = re.compile(r"(-?\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T[\d:.+\-Z]*)?")
_NUMBERS = re.compile(r"(-?\d{1,6})(?:([-./])(\d{1,4})(?:\2(\d{1,4}))?)?")
_YEARS = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{2}|\d{4})")
_BETWEEN = tuple(
    re.compile(mark)
    for mark in (r"\s*/\s*", r"\s*[–—]\s*|\s+(?:--?|to|until|bis|à)\s+", r"(?<=\w)--?(?=\w)")
)
_SHORT = re.compile(r"\d{1,2}")
_WORD = re.compile(
    r"(\d+)(?:st|nd|rd|th|er|e|º|°)?(?=[^\w]|bc|ad|ce|$)|([^\W\d_]+)|([.,'’\s]+)", re.I
)
_ERA = {"bc": -1, "bce": -1, "ad": 1, "ce": 1}
_FILLERS = frozenset({"de", "of", "the", "del", "di"})


def season_of(text: str) -> int | None:
    """The season that a word names, 1 to 4."""
    word = text.strip().lower()
    if word.isascii() and word.isdigit() and len(word) == 2 and 21 <= int(word) <= 24:
        return int(word) - 20
    return _SEASON.get(word)


def read(text: str, circa: bool = False) -> Date | None:
    """Read a date.

    Args:
        text: As written.
        circa: Whether the date is known to be uncertain.

    Returns:
        Points where the whole text was understood; else the text as a literal; ``None`` where
        it is empty.
    """
    written = " ".join(text.split())
    if not written:
        return None
    bare, uncertain = _certain(written)
    found = _edtf(bare, circa or uncertain) or _single(bare, circa or uncertain)
    found = found or _range(bare, circa or uncertain)
    return found or Date(None, None, circa, written)


def _certain(text: str) -> tuple[str, bool]:
    """A date without its marks of doubt, and whether it had any."""
    doubted = False
    while found := _CIRCA.search(text):
        if not found[0]:
            break
        doubted = True
        text = (text[: found.start()] + text[found.end() :]).strip()
    return text, doubted


def _edtf(text: str, circa: bool) -> Date | None:
    sides = text.split("/")
    if len(sides) > 2:
        return None
    points: list[Point | None] = []
    for side in sides:
        side, doubted = _certain(side.strip())
        circa = circa or doubted
        if side in ("", "..", "open", "unknown"):
            points.append(None)
            continue
        found = _EDTF.fullmatch(side)
        if not found:
            return None
        year = int(found[1])
        month, day = (int(part) if part and part != "XX" else None for part in found.groups()[1:])
        impossible = month is not None and not (1 <= month <= 12 or 21 <= month <= 24)
        if not year or impossible or (day is not None and not 1 <= day <= 31):
            return None
        points.append(point(year, month, day))
    if not any(points):
        return None
    if len(points) == 1:
        return Date(points[0], None, circa)
    return Date(points[0], points[1], circa, None, points[1] is None)


def _single(text: str, circa: bool) -> Date | None:
    found = _NUMBERS.fullmatch(text)
    if found:
        numeric = _numeric(found)
        return Date(numeric, None, circa) if numeric else None
    year, month, day, season = _words(text) or (None, None, None, None)
    if year is None or (day is not None and month is None):
        return None
    return Date(_built(year, month, day, season), None, circa)


def _numeric(found: re.Match[str]) -> Point | None:
    first, mark, second, third = found.groups()
    one = int(first)
    if not second:
        return Point(one) if one and len(first) > 2 else None
    two = int(second)
    if len(first.lstrip("-")) >= 3:
        if (
            len(first.lstrip("-")) > 4
            or not 1 <= two <= 24
            or len(second) > 2
            or (third and not 1 <= int(third) <= 31)
        ):
            return None
        return point(one, two, int(third) if third else None)
    if third is None:
        # "5/2003"
        return point(two, one) if len(second) == 4 and 1 <= one <= 12 else None
    if len(third) < 3:
        return None
    # Full stops put the day first, slashes the month, as long as that can be.
    day, month = (one, two) if mark == "." or one > 12 else (two, one)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return point(int(third), month, day)


_Parts = tuple["int | None", "int | None", "int | None", "int | None"]


def _words(text: str) -> _Parts | None:
    """Year, month, day and season of a date in words; nothing where a word is none of a date."""
    year = month = day = season = None
    era = 1
    at = 0
    while at < len(text):
        found = _WORD.match(text, at)
        if not found or found.end() == at:
            return None
        at = found.end()
        if found[1]:
            if len(found[1]) > 6:
                return None
            number = int(found[1])
            follows = text[at:].lstrip(" .").lower()[:2]
            if year is None and (len(found[1]) >= 3 or follows in _ERA):
                year = number
            elif day is None and 1 <= number <= 31 and len(found[1]) <= 2:
                day = number
            else:
                return None
        elif found[2]:
            word = found[2].lower()
            if word in _ERA and year is not None:
                era = _ERA[word]
            elif month is None and word in _MONTH:
                month = _MONTH[word]
            elif season is None and word in _SEASON:
                season = _SEASON[word]
            elif word not in _FILLERS:
                return None
    if month is not None and season is not None:
        return None
    return (year * era if year else None), month, day, season


def _built(year: int, month: int | None, day: int | None, season: int | None) -> Point:
    return Point(year, season=season) if season else point(year, month, day)


def _range(text: str, circa: bool) -> Date | None:
    years = _YEARS.fullmatch(text)
    if years:
        last = years[2] if len(years[2]) == 4 else years[1][:2] + years[2]
        return Date(Point(int(years[1])), Point(int(last)), circa)
    if text[-1:] in "-–—":
        begun = _single(text[:-1].strip(), circa)
        return Date(begun.start, None, circa, None, True) if begun else None
    for between in (found for mark in _BETWEEN for found in mark.finditer(text)):
        left, one = _certain(text[: between.start()])
        right, two = _certain(text[between.end() :])
        doubted = circa or one or two
        first, last_point = _single(left, doubted), _single(right, doubted)
        if first and last_point and not _SHORT.fullmatch(left):
            return Date(first.start, last_point.start, doubted)
        shared = _filled(_words(left), _words(right))
        if shared:
            return Date(*shared, doubted)
    return None


def _filled(left: _Parts | None, right: _Parts | None) -> tuple[Point, Point] | None:
    """Two dates that share what only one of them says: "10–23 August 2003"."""
    if left is None or right is None or right[0] is None:
        return None
    year, month, day, season = left
    last_year, (last_month, last_day, last_season) = right[0], right[1:]
    if day is not None and month is None:
        month = last_month
    if last_day is not None and last_month is None:
        last_month = month
    said = month or season
    if not said or (day and not month) or (last_day and not last_month):
        return None
    if not (last_month or last_season):
        return None
    return (
        _built(year or last_year, month, day, season),
        _built(last_year, last_month, last_day, last_season),
    )
