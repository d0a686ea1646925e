"""Page expressions as spans that can be compared: "57-71", "S110–S115", "xii–xv", "401+".

What cannot be read for certain is not read at all, so that nobody is told that a page lies
outside when it may not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, starmap

ARABIC = "arabic"
ROMAN = "roman"

DASHES = "-‐‑‒–—―−"
DASH = rf"\s*(?:--+|[{DASHES}])\s*"

_PAGE_TERM = re.compile(r"(p|pg|page|(pp|pgs|pages))(?:\.|\b|(?=\d))\s*", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:[,;&]|\band\b)\s*")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")
_NUMBER = re.compile(r"(?P<prefix>[A-Za-z]{0,4})(?P<digits>[1-9]\d{0,8})", re.ASCII)
_ROMAN = re.compile(r"(?=.)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_OPEN = re.compile(r"\s*(?:\+|ff?\b\.?|sqq?\b\.?|et\s+seqq?\b\.?)\s*$", re.IGNORECASE)
_EXTENT = re.compile(r"[ivxlc]+\s*[,+]\s*\d+(?:\s*p\.?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageSpan:
    """Pages that follow one another.

    Args:
        first: the number of the first page.
        last: the number of the last page, not less than `first`; None where only the first
            is known ("401+", "401ff.").
        series: what is counted: `ARABIC`, `ROMAN`, or the prefix in small letters ("s" of
            S110). Only spans of one series can be compared.
    """

    first: int
    last: int | None
    series: str = ARABIC

    def holds(self, page: int) -> bool | None:
        """Whether the span holds a page of its series; None where it may."""
        if page < self.first:
            return False
        if self.last is None:
            return True if page == self.first else None
        return page <= self.last


def spans(text: str) -> tuple[PageSpan, ...]:
    """The spans of a page expression in its order; empty where any part cannot be read.

    A second number may be short ("110–11" is 110–111) or without the prefix ("S110–5").
    Not read: a number of pages ("245 p.", "pp. 245", "xii, 245"), leading zeros, which are of
    article numbers, ranges from one series into another, and what runs backwards.
    """
    plain = text.strip().rstrip(".,;")
    term = _PAGE_TERM.match(plain)
    plain = plain[term.end() :] if term else plain
    if _EXTENT.fullmatch(plain) or _GROUPED.search(plain):
        return ()
    found = [_span(part) for part in _SEPARATOR.split(plain)]
    read = tuple(span for span in found if span is not None)
    if len(read) < len(found) or any(starmap(_seems_short, pairwise(read))):
        return ()
    is_extent = term and term[2] and len(read) == 1 and plain.isdigit()
    return () if is_extent else read


def _seems_short(before: PageSpan, after: PageSpan) -> bool:
    """Whether the second may be written short, as 112 may be in "110, 12"."""
    same = before.series == after.series
    return same and len(str(after.first)) < len(str(before.first))


def is_first_page_only(text: str) -> bool:
    """Whether a work's page expression names one page: where it begins, or all it has."""
    held = spans(text)
    return len(held) == 1 and held[0].first == held[0].last and not re.search(DASH, text)


def _span(text: str) -> PageSpan | None:
    ends = re.split(DASH, text)
    if len(ends) == 1:
        open_end = _OPEN.search(text)
        start = _page(text[: open_end.start()] if open_end else text)
        return start and PageSpan(start[1], None if open_end else start[1], start[0])
    if len(ends) != 2:
        return None
    start, end = _page(ends[0]), _page(ends[1])
    if start is None or end is None:
        return None
    series, first = start
    last = end[1]
    if end[0] != series and not (end[0] == ARABIC and series != ROMAN):
        return None
    digits = str(first)
    if last < first and series != ROMAN and len(str(last)) < len(digits):
        last = int(digits[: -len(str(last))] + str(last))
    return PageSpan(first, last, series) if first <= last else None


def _page(text: str) -> tuple[str, int] | None:
    """Series and number of one page."""
    text = text.strip()
    if match := _NUMBER.fullmatch(text):
        return match["prefix"].lower() or ARABIC, int(match["digits"])
    if _ROMAN.fullmatch(text) and text.lower() not in {"c", "l"}:
        values = [_ROMAN_VALUES[letter] for letter in text.lower()]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return ROMAN, sum(-value if value < after else value for value, after in pairs)
    return None
