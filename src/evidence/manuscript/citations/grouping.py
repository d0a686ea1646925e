"""Items that stand in one pair of brackets, or side by side, as one citation as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.manuscript.citations.found import Found

_CLOSING = {"(": ")", "[": "]"}
_REACH = 600
_AFTER = re.compile(r"(?:[^()\[\]\n]|\n(?!\n)){0,80}?[)\]]")
_BETWEEN = re.compile(r"[\s,;&–‐-]*(?:and|e|y)?\s*")
_YEAR = re.compile(
    r"(?:1[5-9]|20)\d\d[a-z]?(?:\s?/\s?(?:1[5-9]|20)\d\d[a-z]?)?"
    r"|n\.\s?d\.|s\.\s?d\.|in press|forthcoming|no prelo",
    re.I,
)
_AND = re.compile(r",?\s+(?:and|&|e|y|und|et)\s+|,\s+|;\s+")
_ET_AL = re.compile(r",?\s+et\.?\s+al\.?.*$|\s+e\s+cols?\.?.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Group:
    """One citation as printed.

    Args:
        start, end: code points of the text, half-open.
        items: places of its items among all that were found.
    """

    start: int
    end: int
    items: tuple[int, ...]


def groups(text: str, found: Sequence[Found]) -> Iterator[Group]:
    """The citations that found items make, in order; items must be sorted by start."""
    held: list[int] = []
    start = end = 0
    for at, item in enumerate(found):
        first, last = _span(text, item)
        if held and (first < end or (first, last) == (start, end)):
            held.append(at)
            end = max(end, last)
            continue
        if held and text[start] not in _CLOSING and _BETWEEN.fullmatch(text[end:first]):
            held.append(at)
            end = last
            continue
        if held:
            yield Group(start, end, tuple(held))
        held, start, end = [at], first, last
    if held:
        yield Group(start, end, tuple(held))


def names_and_year(printed: str) -> tuple[tuple[str, ...], str | None]:
    """The names and the year that an item prints; none of a number.

    Args:
        printed: "Drab and Roy 2018a", "Drab (2018".
    """
    match = _YEAR.search(printed)
    if match is None:
        return (), None
    words = _ET_AL.sub("", " ".join(printed[: match.start()].split()).strip(" ,(["))
    names = tuple(name for part in _AND.split(words) if (name := re.sub(r"['’]s?$", "", part)))
    return names, match.group()


def _span(text: str, item: Found) -> tuple[int, int]:
    """An item with the brackets that it stands in, or that it opens."""
    opening = _opening(text, item.start)
    if opening is not None:
        sign = text[opening]
        close = text.find(_CLOSING[sign], item.end, item.end + _REACH)
        if close >= 0 and "\n\n" not in text[item.end : close]:
            return opening, close + 1
        return item.start, item.end
    inner = text[item.start : item.end]
    if inner.count("(") + inner.count("[") > inner.count(")") + inner.count("]"):
        match = _AFTER.match(text, item.end)
        if match is not None:
            return item.start, match.end()
    return item.start, item.end


def _opening(text: str, at: int) -> int | None:
    """Where the bracket that a place stands in opens; None where it stands in none."""
    depth = 0
    for here in range(at - 1, max(-1, at - _REACH), -1):
        sign = text[here]
        if sign in ")]":
            depth += 1
        elif sign in "([":
            if not depth:
                return here
            depth -= 1
        elif sign == "\n" and text[here - 1 : here] == "\n":
            return None
    return None
