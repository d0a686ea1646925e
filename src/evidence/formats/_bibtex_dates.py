"""Dates of a .bib file as EDTF, and back.

Source: the biblatex manual, section 2.3.8; BibTeX's `year` and `month`, as people fill them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from evidence.domain.dates import from_text, parse
from evidence.errors import BadInput
from evidence.formats._bibtex_parser import MONTHS
from evidence.formats._rough_dates import rough
from evidence.opening.latex import decode

_YEAR = re.compile(r"[12]\d{3}")
_FIGURES = re.compile(r"([12]\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_BRACKETED = re.compile(r"[\[(]([12]\d{3})[\])]")
_MONTHS = re.compile(r"0?([1-9]|1[0-2]) ?[-–] ?0?([1-9]|1[0-2])")
_TIME = re.compile(r"(?<=\d)(?:[T ]\d\d:\d\d.*|TZ?\Z)")
_LONGEST = 100
_COPYRIGHT = re.compile(r"(?:c|©|cop\. ?)(?=[12]\d{3}\Z)")
_NUMBER = re.compile(r"0?([1-9]|1[0-2]|2[1-4])")
_NAMES = tuple(MONTHS.values())
_SHORT = tuple(MONTHS)


@lru_cache(maxsize=4096)
def edtf(text: str) -> str | None:
    """The EDTF of a date as a field gives it, None where it is none or may be two."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if _YEAR.fullmatch(text):
        return text
    if text.endswith("/") and text.count("/") == 1:
        text += ".."  # biblatex's older mark of an open end
    if figures := _FIGURES.fullmatch(text):
        text = "-".join(figures.groups())
    text = _COPYRIGHT.sub("", "/".join(_TIME.sub("", part) for part in text.split("/")))
    try:
        return from_text(text.replace("–", "-").replace("--", "-"))
    except BadInput:
        return None


def read_date(value: str, *, roughly: bool = False) -> str | None:
    """The EDTF of `date` or any other date field.

    Args:
        roughly: give what is certain of a date that cannot be read as a whole.
    """
    text = (
        decode(value.replace("~", "\\textasciitilde{}")) if "{" in value or "\\" in value else value
    ).strip("[]() \t\n")
    return (rough(text) if len(text) <= _LONGEST else None) if roughly else edtf(text)


def read_parts(year: str, month: str, day: str) -> tuple[str | None, bool]:
    """The EDTF of `year`, `month` and `day`, each "" where absent, and whether it says them all."""
    year, month = _BRACKETED.sub(r"\1", decode(year).strip()), decode(month).strip()
    if not month and not day:
        whole = edtf(year)
        return (whole, True) if whole else (rough(year), False)
    named = month.rstrip(".").lower()
    number = _NUMBER.fullmatch(named)
    index = int(number[1]) if number else _index(named)
    if index and _YEAR.fullmatch(year) and (not day or index < 13):
        day_number = re.fullmatch(r"0?(\d{1,2})\.?", day.strip())
        found = edtf(f"{year}-{index:02}" + (f"-{int(day_number[1]):02}" if day_number else ""))
        if found:
            return found, bool(day_number) or not day
        return f"{year}-{index:02}", False
    months = _MONTHS.fullmatch(month)
    if months and _YEAR.fullmatch(year) and int(months[1]) < int(months[2]):
        first, last = (f"{year}-{int(each):02}" for each in months.groups())
        return f"{first}/{last}", not day
    words = re.sub(r"(?<=[^\W\d_])\.?, ?(?=[^\W\d_])", "-", month.replace("~", " "))
    for text in (f"{day} {words} {year}", f"{words} {year}", f"{words}-{year}", words):
        if (found := edtf(" ".join(text.split()))) and (year in text or str(year) in found):
            return found, bool(not day or day in text)
    return rough(f"{words} {year}") or edtf(year) or rough(year), False


def _index(month: str) -> int | None:
    if month in _NAMES:
        return _NAMES.index(month) + 1
    return _SHORT.index(month) + 1 if month in _SHORT else None


def said_year(date: str) -> str | None:
    """What BibTeX's `year` says of an EDTF date beside `date`."""
    return write_parts(date).get("year")


def write_parts(date: str) -> dict[str, str]:
    """BibTeX's fields for an EDTF date; one that they cannot say stands in `date` too."""
    simple = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", date)
    if simple is None:
        years = re.fullmatch(r"(\d{4})/(\d{4})", date)
        if years:
            return {"year": date}
        point = parse(date)
        first = point.start or point.end
        return {"date": date, **({"year": str(first.year)} if first else {})}
    year, month, day = simple.groups()
    fields = {"year": year}
    if month:
        fields["month"] = _SHORT[int(month) - 1]
    if day:
        fields["day"] = str(int(day))
    return fields
