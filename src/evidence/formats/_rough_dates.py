"""What is certain of a date that cannot be read as a whole."""

from __future__ import annotations

import re

from evidence.domain.dates import from_text
from evidence.errors import BadInput

_FIGURES = re.compile(r"([12]\d{3})([-/.])(0?[1-9]|1[0-2])\2\d{1,2}", re.ASCII)
_DAY = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?!\d),?", re.ASCII)
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)", re.ASCII)
_LONGEST = 100


def rough(text: str) -> str | None:
    """The month of a date whose day no calendar has, else the only year it names, as EDTF.

    "2004-02-30" is 2004-02, "Feb 31, 2015" 2015-02, "5/6/2000", which may be two days, 2000.
    """
    if figures := _FIGURES.fullmatch(text.strip()):
        return f"{figures[1]}-{int(figures[3]):02}"
    years: set[str] = set(_YEAR.findall(text))
    if len(years) != 1:
        return None
    if len(text) <= _LONGEST and re.search(r"[^\W\d_]", text):
        try:
            return from_text(" ".join(_DAY.sub(" ", text).split()).strip(","))
        except BadInput:
            pass
    return years.pop()
