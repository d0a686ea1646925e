"""Quotations of every kind in books of 20 to 3,000 pages: told rightly, and quickly."""

from __future__ import annotations

import statistics
import time
from collections import Counter, defaultdict

import pytest

import quotation_set
from benchmarks.conftest import cpu_seconds
from evidence.domain.vocabulary import MatchStatus
from evidence.pages.quotations import HeldPages, find


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


@pytest.mark.benchmark
@pytest.mark.parametrize(("pages", "each"), [(20, 30), (300, 60), (3000, 60)])
def test_quotations_are_told_rightly_and_quickly(pages: int, each: int) -> None:
    book = quotation_set.book(pages, seed=pages)
    texts = quotation_set.pages_of(book)
    held: list[HeldPages] = []
    prepared = cpu_seconds(lambda: held.append(HeldPages(texts)))
    right: dict[str, Counter[bool]] = defaultdict(Counter)
    times: list[float] = []
    for case in quotation_set.cases(book, each):
        start = time.process_time()
        match = find(case.quote, held[0], case.cited)
        times.append(time.process_time() - start)
        assert match.status is not MatchStatus.EXACT or MatchStatus.EXACT in case.status, case
        right[case.kind][quotation_set.is_right(case, match)] += 1
    for kind, outcomes in right.items():
        print(f"{kind:18} {outcomes[True]} of {outcomes.total()}")
    every = sum(right.values(), Counter[bool]())
    print(
        f"{pages} pages: prepared in {prepared:.2f} s; {every[True] / every.total():.4f} right, "
        f"p95 {1000 * _p95(times):.1f} ms"
    )
    spliced = right["splice"] + right["elliptic splice"]
    assert every[True] >= 0.99 * every.total()
    assert spliced[True] >= 0.95 * spliced.total()
    assert prepared <= 5
    assert _p95(times) <= 0.010
