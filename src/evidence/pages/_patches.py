"""Quotations that are put together from words that stand apart in the source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.pages._folding import Row

_MOST_RUNS = 60
_JUMP = 2.5
"""What a jump to another passage costs, in words."""
_HOME = 0.4
"""What it is worth, in words, that a run stands on a cited page."""
_NEAR = 4
"""Words more or less between two runs that are still one passage."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a quotation that stand together in a row.

    Args:
        start, end: the quotation's words, half-open.
        place: the row's first word.
    """

    start: int
    end: int
    row: Row
    place: int

    @property
    def page(self) -> int:
        """Its first word's page."""
        return self.row.page_of(self.place).index

    def from_word(self, start: int) -> Run:
        """What is left of it from a quotation's word on."""
        return Run(start, self.end, self.row, self.place + start - self.start)


@dataclass(frozen=True, slots=True)
class Patch:
    """Runs that follow each other in one passage."""

    runs: tuple[Run, ...]

    @property
    def size(self) -> int:
        """How many words of the quotation it holds."""
        return sum(run.end - run.start for run in self.runs)

    @property
    def longest(self) -> int:
        """How many words its longest run has."""
        return max(run.end - run.start for run in self.runs)


def runs(rows: Iterable[Row], forms: Sequence[str]) -> list[Run]:
    """The longest runs of a quotation's words in some rows."""
    found: list[Run] = []
    for row in rows:
        together = set(_pairs(row, forms))
        for start, place in together:
            if (start - 1, place - 1) in together:
                continue
            size = 2
            while (start + size - 1, place + size - 1) in together:
                size += 1
            found.append(Run(start, start + size, row, place))
    found.sort(key=lambda run: (run.start - run.end, run.start, run.page, run.place))
    return found[:_MOST_RUNS]


def _pairs(row: Row, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where two neighbours of a quotation are neighbours in a row."""
    positions, words = row.positions, row.forms
    for start, (one, other) in enumerate(pairwise(forms)):
        left, right = positions.get(one), positions.get(other)
        if left is None or right is None:
            continue
        if len(left) <= len(right):
            for place in left:
                if place + 1 < len(words) and words[place + 1] == other:
                    yield start, place
        else:
            for place in right:
                if place and words[place - 1] == one:
                    yield start, place - 1


def patches(found: Sequence[Run], named: Collection[int]) -> list[Patch]:
    """The runs that hold the most of a quotation with the fewest jumps, a patch a passage."""
    ordered = sorted(found, key=lambda run: (run.start, run.end))
    best: list[tuple[float, int | None, Run]] = []
    for run in ordered:
        home = _HOME if run.page in named else 0.0
        score, before, kept = run.end - run.start + home, None, run
        for number, (reached, _, last) in enumerate(best):
            if last.end >= run.end or last.start >= run.start:
                continue
            part = run.from_word(max(run.start, last.end))
            jump = 0.6 if continues(last, part) else _JUMP
            gain = reached + part.end - part.start + home - jump
            if gain > score:
                score, before, kept = gain, number, part
        best.append((score, before, kept))
    if not best:
        return []
    at: int | None = max(range(len(best)), key=lambda number: best[number][0])
    chain: list[Run] = []
    while at is not None:
        chain.append(best[at][2])
        at = best[at][1]
    grouped: list[list[Run]] = []
    for run in reversed(chain):
        if grouped and continues(grouped[-1][-1], run):
            grouped[-1].append(run)
        else:
            grouped.append([run])
    return [Patch(tuple(group)) for group in grouped]


def continues(last: Run, run: Run) -> bool:
    """Whether a run follows another in the source about as it does in the quotation."""
    if last.row is not run.row:
        return False
    apart = run.place - (last.place + last.end - last.start)
    return apart >= 0 and abs(apart - (run.start - last.end)) <= _NEAR
