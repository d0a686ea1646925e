"""Which printed page each page of a file is: by its own labels, its numbers, or the record.

A wrong label accuses wrongly, so nothing is guessed: where the signs are against each other
or too few, no page has a label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from evidence.domain.page_spans import DASH, PageSpan, spans
from evidence.domain.pages import PageMap, Reading, Segment, later, map_of, series
from evidence.domain.vocabulary import PageMapOrigin

_LONGEST = 16
_FEWEST = 3
"""So many numbers that agree are a run; of a file of fewer pages, all of them."""
_SHARE = 0.25
"""Of the pages between the first and the last number of a run, so many bear one."""
_BEYOND = 2
"""A run goes on over so many pages without a number at the file's beginning and end."""
_TERM = re.compile(r"(?:p|pp|pgs?|pages?)(?:\.|\b|(?=\d))\s*", re.IGNORECASE)
_PARTS = re.compile(rf"(?:{DASH})|[,;&\s]+")


@dataclass(frozen=True, slots=True)
class _Run:
    """Pages whose numbers count on, from the first to the last that bears one.

    Args:
        start, end: half-open.
        kind: what is counted.
        offset: the number less the index.
        label: the number on the first page.
    """

    start: int
    end: int
    kind: str
    offset: int
    label: str

    def starting(self, index: int) -> _Run | None:
        """The run from another page on; None where there is no such number."""
        label = later(self.label, index - self.start) if index + self.offset > 0 else None
        return _Run(index, self.end, self.kind, self.offset, label) if label else None


def choose(reading: Reading, page_range: str | None) -> tuple[PageMap, PageMapOrigin | None]:
    """The page map of a file as a copy of a work, and how it came about.

    The file's own labels count first, unless they merely number its pages from 1 or are
    absurd, and printed numbers or the range say otherwise; then printed numbers that count
    on; then the range, where it is as long as the file.

    Args:
        page_range: the CSL `page` of the work: "106-122", "S110-S115".

    Returns:
        The map and its origin; an empty one and None where nothing tells for certain.
    """
    pages = reading.pages
    own = _own([page.label for page in pages])
    if reading.reflowable:
        return (own, PageMapOrigin.PAGE_LABELS) if own else (PageMap(), None)
    held = spans(page_range) if page_range else ()
    printed = _printed([page.printed for page in pages], held)
    ranged = _ranged(page_range, held, len(pages)) if page_range else None
    merely_counted = _contradicted(printed, held) if printed else False
    if own and not _is_overruled(own, printed, held, len(pages)):
        return own, PageMapOrigin.PAGE_LABELS
    if printed and not merely_counted:
        return printed, PageMapOrigin.PRINTED_NUMBERS
    if ranged and not printed:
        return ranged, PageMapOrigin.PAGE_RANGE
    return PageMap(), None


def _own(labels: Sequence[str | None]) -> PageMap | None:
    """The file's own labels; None where it has none or they are absurd."""
    held = [label for label in labels if label]
    if not held or any(len(label) > _LONGEST for label in held):
        return None
    # Front matter and appendices may begin again at 1, but labels are there to tell apart.
    if len(held) > 2 and len(set(held)) < 0.7 * len(held):
        return None
    return map_of(labels)


def _is_overruled(
    own: PageMap, printed: PageMap | None, held: tuple[PageSpan, ...], count: int
) -> bool:
    labels = own.labels(count)
    if printed is not None:
        both = [
            (mine, seen)
            for mine, seen in zip(labels, printed.labels(count), strict=True)
            if mine is not None and seen is not None
        ]
        agree = sum(mine.casefold() == seen.casefold() for mine, seen in both)
        return 2 * agree < len(both) and len(both) >= min(_FEWEST, count)
    by_index = all(label == str(index + 1) for index, label in enumerate(labels))
    return by_index and bool(held) and (held[0].first, held[0].series) != (1, "arabic")


def _contradicted(printed: PageMap, held: tuple[PageSpan, ...]) -> bool:
    """Whether no printed number lies within the work's range: a manuscript's own numbers."""
    if not held or held[0].series not in {"arabic", "roman"} or any(s.last is None for s in held):
        return False
    numbers = [
        ("roman" if kind in {"i", "I"} else kind.lower() or "arabic", first, first + size)
        for segment in printed.segments
        for kind, first in series(segment.label)
        for size in (segment.end - segment.start,)
    ]
    return not any(
        kind == span.series and first <= (span.last or span.first) and span.first < end
        for kind, first, end in numbers
        for span in held
    )


def _ranged(text: str, held: tuple[PageSpan, ...], count: int) -> PageMap | None:
    """The map of a file that is as long as the work's page range."""
    sizes = [span.last - span.first + 1 if span.last is not None else 0 for span in held]
    if not held or not all(sizes) or sum(sizes) != count:
        return None
    plain = text.strip()
    term = _TERM.match(plain)
    words = [word for word in _PARTS.split(plain[term.end() if term else 0 :]) if word]
    segments: list[Segment] = []
    at = 0
    for span, size in zip(held, sizes, strict=True):
        label = next((word for word in words if _is_first(word, span)), None)
        if label is None:
            return None
        segments.append(Segment(at, at + size, label))
        at += size
    return PageMap(tuple(segments))


def _is_first(word: str, span: PageSpan) -> bool:
    return any(
        value == span.first
        and ("roman" if kind in {"i", "I"} else kind.lower() or "arabic") == span.series
        for kind, value in series(word.rstrip(".,;"))
    )


def _printed(labels: Sequence[str | None], held: tuple[PageSpan, ...]) -> PageMap | None:
    """Segments of printed numbers that count on; outliers are left out."""
    seen = [
        (index, kind, value - index, label)
        for index, label in enumerate(labels)
        if label
        for kind, value in series(label)[:1]
    ]
    needed = min(_FEWEST, max(2, len(labels)))
    frequent = Counter((kind, offset) for _, kind, offset, _ in seen)
    strong = [each for each in seen if frequent[each[1:3]] >= needed]
    if not strong or len(strong) < 0.6 * len(seen):
        return None
    runs = _runs(strong, needed)
    if not runs:
        return None
    filled = _filled(runs, len(labels), held)
    return PageMap(tuple(Segment(run.start, run.end, run.label) for run in filled))


def _runs(seen: Sequence[tuple[int, str, int, str]], needed: int) -> list[_Run]:
    # Twice: an outlier parts a run in two that are too short only while it is there.
    for _ in range(2):
        groups = [list(group) for _, group in groupby(seen, key=lambda each: each[1:3])]
        kinds = [group[0][1:3] for group in groups]
        seen = [
            each
            for at, group in enumerate(groups)
            if len(group) >= needed or not _is_amid(kinds, at)
            for each in group
        ]
    runs = []
    for _, group_of in groupby(seen, key=lambda each: each[1:3]):
        group = list(group_of)
        first, last = group[0], group[-1]
        if len(group) >= max(needed, _SHARE * (last[0] - first[0] + 1)):
            runs.append(_Run(first[0], last[0] + 1, first[1], first[2], first[3]))
    return runs


def _is_amid(kinds: Sequence[tuple[str, int]], at: int) -> bool:
    """Whether the groups before and behind one count on from each other."""
    return 0 < at < len(kinds) - 1 and kinds[at - 1] == kinds[at + 1]


def _filled(runs: list[_Run], count: int, held: tuple[PageSpan, ...]) -> list[_Run]:
    """Runs over the pages without number beside them, where only one can be meant."""
    found = list(runs)
    for at, (before, after) in enumerate(pairwise(runs)):
        # A part that counts from 1 begins there, whether or not its first page says so.
        first = after.start - (after.start + after.offset - 1)
        if before.end <= first < after.start and before.kind != after.kind:
            found[at + 1] = after.starting(first) or after
            found[at] = _Run(before.start, first, before.kind, before.offset, before.label)
    head = found[0]
    least = max((span.first for span in held[:1] if span.series == "arabic"), default=1)
    first = max(0, 1 - head.offset, least - head.offset if head.kind == "" else 0)
    if first < head.start <= first + _BEYOND:
        found[0] = head.starting(first) or head
    tail = found[-1]
    most = max((span.last or 0 for span in held[-1:] if span.series == "arabic"), default=0)
    last = count
    if most and tail.kind == "" and tail.end - 1 + tail.offset <= most:
        last = min(count, most - tail.offset + 1)
    if tail.end < last <= tail.end + _BEYOND:
        found[-1] = _Run(tail.start, last, tail.kind, tail.offset, tail.label)
    return found
