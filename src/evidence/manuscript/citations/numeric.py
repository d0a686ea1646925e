"""Numeric citations: [1], [2–4, 7], (5), and raised numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidence.manuscript.citations.found import Found, Resolution

_DASH = r"[-‐‑–—−⁻]"
_ITEM = rf"\d{{1,4}}(?:\s*{_DASH}\s*\d{{1,4}})?"
_LIST = rf"{_ITEM}(?:\s*[,;]\s*{_ITEM}|\s+(?:and|e|y)\s+{_ITEM})*"
_WITHIN = r"(?:pp?|ch|chap|sec|fig|tab|table|art|eq|app|§)\.?\s?[^,;\[\]]{1,20}"
"""The place within a cited work: "[3, p. 12]"."""
_PLACE = re.compile(rf"(?<=[,;\s]){_WITHIN}")
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FORMS = {
    "square": re.compile(
        rf"\[({_ITEM}(?:\s*[,;]\s*(?:{_ITEM}(?=\s*[,;\]])|{_WITHIN})|\s+(?:and|e|y)\s+{_ITEM})*)\]"
    ),
    "round": re.compile(rf"\(({_LIST})\)"),
    "raised": re.compile(rf"((?:[{_SUPER}]+)(?:\s*[,⁻–‐-]\s*[{_SUPER}]+)*)"),
}
_ACROSS = re.compile(rf"\[(\d{{1,4}})\]\s*{_DASH}\s*\[(\d{{1,4}})\]")
_NUMBERS = re.compile(rf"([\d{_SUPER}]+)(?:\s*{_DASH}\s*([\d{_SUPER}]+))?")
_PLAIN = str.maketrans(_SUPER, "0123456789")
_FEW = 3
"""A list so short may be cited by once."""
_POWER = re.compile(r"(?:(?<![\d.])10|(?<![^\W_])(?:[kcdm]m|kg|[mRrχ]))$")
"""What a raised number multiplies, rather than cites for: "10³", "m²"."""
_LONGEST_RANGE = 60
_BEYOND = 10
"""How far past its list's end a number in square brackets is still a citation."""
_SHARE = 0.25


def form(text: str, count: int) -> str | None:
    """Which form a text cites by: "square", "round" or "raised"; None where by none.

    Args:
        text: without its reference list.
        count: of the list's entries.
    """
    best, most = None, max(2.0 if count > _FEW else 1.0, _SHARE * count)
    for name, pattern in _FORMS.items():
        met = {
            number
            for match in pattern.finditer(text)
            for _, _, numbers in _items(match)
            for number in numbers
            if 0 < number <= count
        }
        if len(met) >= most and len(met) > (0 if best is None else most):
            best, most = name, len(met)
    return best


def cited(text: str, form: str) -> Iterator[tuple[int, int]]:
    """The numbers that a text cites by, one of each bracket, with where the bracket opens."""
    for match in _FORMS[form].finditer(text):
        items = list(_items(match))
        if len(items) == 1 and len(items[0][2]) == 1:
            yield items[0][2][0], match.start()


def find(text: str, form: str, numbers: Mapping[int, str]) -> Iterator[Found]:
    """The numeric citations of a text, an item each; a range names all its works.

    Args:
        numbers: the works' ids by their number in the list.
    """
    if form == "square":
        for match in _ACROSS.finditer(text):
            first, last = int(match[1]), int(match[2])
            if first < last <= first + _LONGEST_RANGE:
                yield _found(match.start(), match.end(), range(first, last + 1), numbers)
    furthest = max(numbers, default=0) + _BEYOND
    for match in _FORMS[form].finditer(text):
        if any(0 in meant for _, _, meant in _items(match)):
            continue  # an interval
        if form == "raised" and _POWER.search(text, max(0, match.start() - 4), match.start()):
            continue
        beside = any(meant[0] in numbers for _, _, meant in _items(match))
        for start, end, meant in _items(match):
            listed = any(number in numbers for number in meant)
            beyond = furthest if form == "square" or (form == "raised" and beside) else 0
            if listed or (beyond and 0 < meant[0] <= meant[-1] <= beyond):
                yield _found(start, end, meant, numbers)


def _items(match: re.Match[str]) -> Iterator[tuple[int, int, range]]:
    bare = _PLACE.sub(lambda place: " " * len(place.group()), match[1])
    for item in _NUMBERS.finditer(bare):
        first = int(item[1].translate(_PLAIN))
        last = int((item[2] or item[1]).translate(_PLAIN))
        if not first <= last <= first + _LONGEST_RANGE:
            last = first
        start = match.start(1) + item.start()
        yield start, match.start(1) + item.end(), range(first, last + 1)


def _found(start: int, end: int, meant: range, numbers: Mapping[int, str]) -> Found:
    works = tuple(numbers[number] for number in meant if number in numbers)
    whole = len(works) == len(meant)
    return Found(start, end, works, Resolution.RESOLVED if whole else Resolution.MISSING)
