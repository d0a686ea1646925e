"""The three charts of a report as numbers: shares of the width, and heights in pixels.

Widths are in per cent, so that a chart is as wide as its column while its letters keep their
size; what a chart shows stands in a table beside it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from evidence.domain.reports import ClaimState, Report
from evidence.domain.vocabulary import Stance
from evidence.report import _works

_MOST_YEARS = 40
_MOST_SOURCES = 14
_STEPS = (1, 2, 5, 10, 25, 50, 100)
_TALLEST = 96
_GRAVEST = (Stance.DISPUTES, Stance.SUPPORTS, Stance.MENTIONS)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: of which kind, how many, where it begins and how wide it is (per cent)."""

    kind: str
    number: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A lying bar with its label; `numbers` holds every kind, those of nought too."""

    label: str
    parts: tuple[Part, ...]
    numbers: dict[str, int]
    total: int
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A standing bar: where it begins and how wide it is (per cent), heights in pixels.

    `first` is the year that `label` begins with, for an axis with little room.
    """

    label: str
    first: str
    x: float
    width: float
    listed: int
    outside: int
    listed_height: float
    outside_height: float
    labelled: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of lying bars; `left_out` counts what it has no room for."""

    kinds: tuple[str, ...]
    bars: tuple[Bar, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of standing bars; `tallest` is what the first highest one stands for, `highest`."""

    columns: tuple[Column, ...]
    tallest: int
    highest: int
    height: int = _TALLEST


def states(report: Report) -> Bars:
    """How many claims of each section are in each state."""
    counted = [
        (section.heading, Counter(str(claim.state) for claim in section.claims))
        for section in report.sections
        if section.claims
    ]
    kinds = tuple(
        str(state) for state in ClaimState if any(numbers[state] for _, numbers in counted)
    )
    longest = max((sum(numbers.values()) for _, numbers in counted), default=0)
    return Bars(kinds, tuple(_bar(name, numbers, kinds, longest) for name, numbers in counted))


def sources(report: Report) -> Bars:
    """How many claims each work is cited for, and speaks for or against; the busiest first."""
    kinds = (*map(str, Stance), "cited")
    counts: dict[str, Counter[str]] = {}
    for each in report.claims:
        linked: dict[str, Stance] = {}
        for link in each.claim.evidence:
            held = linked.get(link.source, link.stance)
            linked[link.source] = min(held, link.stance, key=_GRAVEST.index)
        for key in each.sources:
            counts.setdefault(key, Counter())[str(linked.get(key, "cited"))] += 1
    ranked = sorted(counts.items(), key=lambda each: (-sum(each[1].values()), each[0]))
    longest = max((sum(numbers.values()) for _, numbers in ranked), default=0)
    names = _works.shorts(report.paper.sources)
    used = tuple(kind for kind in kinds if any(numbers[kind] for _, numbers in ranked))
    bars = tuple(
        _bar(names.get(key, key), numbers, used, longest, key)
        for key, numbers in ranked[:_MOST_SOURCES]
    )
    return Bars(used, bars, max(0, len(ranked) - _MOST_SOURCES))


def years(report: Report) -> Columns:
    """How many works are of each year, or of each run of years where there are many."""
    listed: Counter[int | None] = Counter()
    outside: Counter[int | None] = Counter()
    in_list = report.listed
    for key, source in report.paper.sources.items():
        (listed if key in in_list else outside)[source.item.year] += 1
    known = sorted(year for year in {*listed, *outside} if year is not None)
    step = 1
    if known:
        span = known[-1] - known[0] + 1
        step = next((size for size in _STEPS if span / size <= _MOST_YEARS), span)
    bins: dict[int | None, tuple[int, int]] = {}
    if known:
        for start in range(known[0] - known[0] % step, known[-1] + 1, step):
            span_years = range(start, start + step)
            bins[start] = (
                sum(listed[year] for year in span_years),
                sum(outside[year] for year in span_years),
            )
    if listed[None] or outside[None]:
        bins[None] = (listed[None], outside[None])
    tallest = max((sum(pair) for pair in bins.values()), default=0)
    width = 100 / max(len(bins), 1)
    every = max(1, -(-len(bins) // 8))
    return Columns(
        tuple(
            Column(
                label=_years(start, step),
                first="n.d." if start is None else str(start),
                x=round(at * width, 3),
                width=round(width * 0.84, 3),
                listed=pair[0],
                outside=pair[1],
                listed_height=round(_TALLEST * pair[0] / tallest, 2),
                outside_height=round(_TALLEST * pair[1] / tallest, 2),
                labelled=start is None or (at % every == 0 and at + every <= len(bins)),
            )
            for at, (start, pair) in enumerate(bins.items())
        ),
        tallest,
        next((at for at, pair in enumerate(bins.values()) if sum(pair) == tallest), 0),
    )


def _years(start: int | None, step: int) -> str:
    if start is None:
        return "n.d."
    return str(start) if step == 1 else f"{start}–{start + step - 1}"


def _bar(
    label: str, numbers: Counter[str], kinds: tuple[str, ...], longest: int, key: str | None = None
) -> Bar:
    parts = []
    before = 0
    for kind in kinds:
        if number := numbers[kind]:
            x, width = 100 * before / longest, 100 * number / longest
            parts.append(Part(kind, number, round(x, 3), round(width, 3)))
            before += number
    return Bar(label, tuple(parts), {kind: numbers[kind] for kind in kinds}, before, key)
