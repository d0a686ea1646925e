"""Dates as people write them, turned into EDTF; what it makes is not yet checked.

Month names are read in English, French, German, Italian, Portuguese and Spanish.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from types import MappingProxyType

_MONTHS = """
1 january jan janvier janv januar janner jaenner gennaio gen janeiro enero ene
2 february feb febr fevrier fevr fev februar febbraio febbr fevereiro febrero
3 march mar mars marz maerz mrz marzo marco
4 april apr avril avr aprile abril abr
5 may mai maggio mag maio mayo
6 june jun juin juni giugno giu junho junio
7 july jul juillet juil juli luglio lug julho julio
8 august aug aout agosto ago
9 september sep sept septembre settembre sett set setembro septiembre setiembre
10 october oct octobre oktober okt ottobre ott outubro out octubre
11 november nov novembre novembro noviembre
12 december dec decembre dezember dez dicembre dic dezembro diciembre
"""
_MONTH = {
    name: int(number)
    for number, *names in (line.split() for line in _MONTHS.split("\n") if line)
    for name in names
}
SEASONS = MappingProxyType({"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4})
"""CSL's numbers of the seasons."""

_WEEKDAY = re.compile(r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?")
_FILLING = frozenset(
    {"the", "of", "de", "del", "den", "der", "le", "la", "el", "am", "vom", "di", "do"}
)

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_TIME = re.compile(
    r"(?:\s*,\s*|\s+(?:at\s+)?|(?<=\d)T)\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:Z|[A-Z]{2,4}|[+-]\d\d(?::?\d\d)?)?$",
    re.IGNORECASE,
)
_CIRCA = re.compile(
    r"(?:circa|ca?\.|ca|about|approx\.?|approximately|c(?=\s?\d))\s*", re.IGNORECASE
)
_BEFORE_ERA = re.compile(r"(\d{1,4})\s*(?:b\.?\s?c\.?(?:\s?e\.?)?)", re.IGNORECASE)
_OF_ERA = re.compile(
    r"(?:a\.?\s?d\.?|c\.?\s?e\.?)\s*(\d{1,4})|(\d{1,4})\s*(?:a\.?\s?d\.?|c\.?\s?e\.?)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d\d?)(?:\2(\d\d?))?\.?")
_YEAR_LAST = re.compile(r"(\d\d?)([-/.])\s?(\d\d?)\2\s?(\d{4})")
_MONTH_YEAR = re.compile(r"(\d\d?)[/.](\d{4})")
_YEARS = re.compile(r"(\d{4})\s?[-/]\s?(\d{4})")
_SHORT_YEARS = re.compile(r"(\d\d)(\d\d)([-/–])(\d\d)")
_RANGE = re.compile(r"\s*(?:-|/|&|\bto\b|\band\b|\bund\b|\bbis\b)\s*")


@dataclass(frozen=True, slots=True)
class _Words:
    year: str | None = None
    month: int | None = None
    day: int | None = None

    def filled_from(self, other: _Words) -> _Words:
        """This half of a range with what only the other half says."""
        month = self.month
        if month is None and self.day is not None:
            month = other.month
        return _Words(self.year or other.year, month, self.day)

    def edtf(self) -> str | None:
        if self.year is None or (self.day is not None and self.month is None):
            return None
        parts = [part for part in (self.month, self.day) if part is not None]
        return "-".join([self.year, *(f"{part:02}" for part in parts)])


def read_words(text: str) -> str | None:
    """The EDTF that a text means, None where it means no date or may mean two.

    "20 November 2013", "November 20, 2013", "Tue, 20 Nov 2013 10:30 GMT", "3-5 March
    2018", "Spring 2018", "[c. 1850]", "44 BC", "1998–99", "20/11/2013".
    """
    if short := _short_years(text.strip(" [](),.;")):
        return short
    plain = " ".join(text.translate(_DASHES).replace("[", "").replace("]", "").split())
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    plain = _TIME.sub("", plain.strip(" ,;")).removesuffix(",")
    qualifier = ""
    if circa := _CIRCA.match(plain):
        plain, qualifier = plain[circa.end() :], "~"
    if plain.endswith("?"):
        plain, qualifier = plain[:-1].rstrip(), "%" if qualifier else "?"
    edtf = _figures(plain) or _sentence(plain)
    if edtf is None:
        return None
    return "/".join(end + qualifier for end in edtf.split("/"))


def _short_years(text: str) -> str | None:
    """ "1998–99" as an interval; after a hyphen, which dates have too, only the year after."""
    match = _SHORT_YEARS.fullmatch(text)
    if match is None:
        return None
    century, first, separator, last = match.groups()
    month = 1 <= int(last) <= 12
    follows = int(last) == int(first) + 1 and not month
    ranged = separator == "–" and last > first
    return f"{century}{first}/{century}{last}" if follows or ranged else None


def _figures(text: str) -> str | None:
    """The date that figures alone, or figures with an era, mean."""
    if re.fullmatch(r"\d{4}\.?", text):
        return text[:4]
    if match := _BEFORE_ERA.fullmatch(text):
        before = int(match[1]) - 1
        return f"-{before:04}" if before else "0000"
    if match := _OF_ERA.fullmatch(text):
        return f"{int(match[1] or match[2]):04}"
    if match := _YEAR_LAST.fullmatch(text):
        return _day_and_month(int(match[1]), int(match[3]), match[4], dotted=match[2] == ".")
    if match := _MONTH_YEAR.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02}" if 1 <= int(match[1]) <= 12 else None
    if match := _YEARS.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    if match := _YEAR_FIRST.fullmatch(text):
        return "-".join([match[1], *(f"{int(part):02}" for part in match.group(3, 4) if part)])
    return None


def _day_and_month(first: int, second: int, year: str, *, dotted: bool) -> str | None:
    if dotted or first == second or first > 12:
        day, month = first, second
    elif second > 12:
        day, month = second, first
    else:
        return None
    return f"{year}-{month:02}-{day:02}"


def _sentence(text: str) -> str | None:
    """The date, or the range of dates, that words mean."""
    single = _words(text)
    if single is not None:
        return single.edtf()
    for separator in _RANGE.finditer(text):
        start = _words(text[: separator.start()])
        end = _words(text[separator.end() :])
        if start is None or end is None or (end.month is None and end.day is None):
            continue
        ends = [start.filled_from(end).edtf(), end.filled_from(start).edtf()]
        if ends[0] and ends[1]:
            return "/".join(each for each in ends if each)
    return None


def _words(text: str) -> _Words | None:
    """The parts that a text names, None where a word is strange or a part stands twice."""
    year: str | None = None
    month: int | None = None
    day: int | None = None
    for word in re.split(r"[\s,]+", text.strip(" ,")):
        name = _plain(word)
        if name in _FILLING or _WEEKDAY.fullmatch(name):
            continue
        month_named = _MONTH.get(name) or (20 + SEASONS[name] if name in SEASONS else None)
        figure = re.fullmatch(r"(\d\d?)(?:st|nd|rd|th|er|º|ª|o)?", name)
        if month_named and month is None:
            month = month_named
        elif re.fullmatch(r"\d{4}", name) and year is None:
            year = name
        elif figure and day is None:
            day = int(figure[1])
        else:
            return None
    return None if year is None and month is None and day is None else _Words(year, month, day)


def _plain(word: str) -> str:
    """`word` in small letters without accents and final full stop."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each)).rstrip(".")
