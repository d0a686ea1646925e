"""Running headers and footers, and the page numbers in them, recognised over a file's pages."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from evidence.domain.pages import series
from evidence.pages.lines import Line

_ROWS = 2
"""So many rows at the head and at the foot may be running ones."""
_LONGEST = 140
_NEAR = 10
"""Within so many pages a running line comes again."""
_SAME_PLACE = 6.0
_APART = 1.3
_NUMBERS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")
_EDGE = "()[]<>{}|·•*–—-−.,:;/~ "
_NAMED = re.compile(r"(?:page|pag|p|seite|s|str)\.?\s+(?P<label>\w+)", re.IGNORECASE)
_OF = re.compile(r"(?:page\s+)?(?P<label>\d+)\s*(?:of|/|von|de|sur)\s*\d+", re.IGNORECASE)
_LABEL = re.compile(r"(?:[A-Z]{1,3}[-.]?)?\d{1,6}|[ivxlc]{1,9}|[IVXLC]{1,9}")


class _Row(NamedTuple):
    page: int
    lines: tuple[int, ...]
    text: str
    base: float
    at_head: bool
    apart: bool
    place: int
    """How many rows stand between it and the edge."""


@dataclass(frozen=True, slots=True)
class Running:
    """What of a page's lines is running: their places in its list, and the page's number."""

    header: tuple[int, ...] = ()
    footer: tuple[int, ...] = ()
    printed: str | None = None


def recognise(pages: Sequence[Sequence[Line]]) -> list[Running]:
    """The running lines of each page.

    A row at the head or foot is running where it comes again nearby at the same height, but
    for its numbers, and stands apart from the text or counts the pages. A page's number is
    one that counts on over the pages around it.
    """
    rows, counts = [], []
    for index, lines in enumerate(pages):
        found, count = _rows(index, lines)
        rows.append(found)
        counts.append(count)
    needed = 2 if len(pages) <= 4 else 3
    again = _repeated([row for found in rows for row in found], needed)
    witnesses: dict[tuple[str, int], list[int]] = defaultdict(list)
    for found in rows:
        for row in found:
            for label, bare in _labels(row.text):
                if bare or row in again:
                    _note(witnesses, row.page, label)
    return [
        _of_page(found, count, again, witnesses, needed)
        for found, count in zip(rows, counts, strict=True)
    ]


def _note(witnesses: dict[tuple[str, int], list[int]], page: int, label: str) -> None:
    for kind, value in series(label):
        pages = witnesses[kind, value - page]
        if not pages or pages[-1] != page:
            pages.append(page)


def _of_page(
    rows: Sequence[_Row],
    count: int,
    again: set[_Row],
    witnesses: dict[tuple[str, int], list[int]],
    needed: int,
) -> Running:
    printed, number_row, best = None, None, 0
    for row in rows:
        for label, bare in _labels(row.text):
            for kind, value in series(label):
                pages = witnesses.get((kind, value - row.page), [])
                first = bisect_left(pages, row.page - _NEAR)
                support = bisect_right(pages, row.page + _NEAR) - first
                if support >= needed and support + bare > best:
                    printed, number_row, best = label, row, support + bare
    # Nearest the edge first: what stands between a running row and the text is running alone
    # where it is recognised itself.
    header: list[int] = []
    footer: list[int] = []
    taken = 0
    for at_head, target in ((True, header), (False, footer)):
        for row in (each for each in rows if each.at_head is at_head):
            counts = row is number_row and (row in again or _is_bare(row.text))
            if not (counts or (row in again and row.apart)):
                break
            target.extend(row.lines)
            taken += 1
    if taken >= count:
        return Running(printed=printed)
    return Running(tuple(header), tuple(sorted(footer)), printed)


def _rows(index: int, lines: Sequence[Line]) -> tuple[list[_Row], int]:
    """The rows nearest the edges, from the edge, and how many the page has."""
    order = sorted(range(len(lines)), key=lambda at: -lines[at].base)
    groups: list[list[int]] = []
    for at in order:
        if groups and lines[groups[-1][0]].base - lines[at].base < 0.5 * max(lines[at].height, 4):
            groups[-1].append(at)
        else:
            groups.append([at])
    bases = [lines[group[0]].base for group in groups]
    steps = [before - after for before, after in pairwise(bases)]
    step = median(steps) if steps else 0.0
    found = []
    half = (len(groups) + 1) // 2
    for at_head in (True, False):
        for place in range(min(_ROWS, half if at_head else len(groups) - half)):
            at = place if at_head else len(groups) - 1 - place
            gap = steps[at] if at_head and at < len(steps) else steps[at - 1] if at else 0.0
            group = sorted(groups[at], key=lambda each: lines[each].left)
            text = " ".join(lines[each].text for each in group)
            if len(text) <= _LONGEST:
                apart = gap > _APART * step
                found.append(_Row(index, tuple(group), text, bases[at], at_head, apart, place))
            else:
                break
    return found, len(groups)


def _repeated(rows: Sequence[_Row], needed: int) -> set[_Row]:
    by_key: dict[tuple[str, bool], list[_Row]] = defaultdict(list)
    for row in rows:
        key = _key(row.text)
        if any(letter.isalpha() for letter in key):
            by_key[key, row.at_head].append(row)
    found = set()
    for alike in by_key.values():
        if len(alike) < needed:
            continue
        low = 0
        for at, row in enumerate(alike):
            while alike[low].page < row.page - _NEAR:
                low += 1
            near, high = 0, low
            while high < len(alike) and alike[high].page <= row.page + _NEAR and near < needed:
                near += abs(alike[high].base - row.base) <= _SAME_PLACE
                high += 1
            if near >= needed:
                found.add(alike[at])
    return found


def _key(text: str) -> str:
    words = _NUMBERS.sub("#", text.casefold()).split()
    for at in {0, len(words) - 1} if words else ():
        if re.fullmatch(r"[ivxlc]{1,9}", words[at]):
            words[at] = "#"
    # Left and right pages bear their number on different sides.
    return " ".join(word for word in words if word != "#")


def _labels(text: str) -> list[tuple[str, bool]]:
    """The page numbers that a row may bear, and of each whether it is all there is."""
    if _is_bare(text):
        return [(_bare(text), True)]
    words = _BLANKS.split(text.strip())
    found = []
    for word in dict.fromkeys((words[0], words[-1])):
        label = word.strip(_EDGE)
        if _LABEL.fullmatch(label):
            found.append((label, False))
    return found


def _is_bare(text: str) -> bool:
    return bool(_bare(text))


def _bare(text: str) -> str:
    inner = text.strip(_EDGE)
    match = _OF.fullmatch(inner) or _NAMED.fullmatch(inner)
    label = match["label"] if match else inner
    return label if _LABEL.fullmatch(label) else ""
