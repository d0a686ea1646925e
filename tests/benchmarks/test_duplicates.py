"""Duplicates among 100,000 sources: within a minute, at a cost that grows with their number."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.conftest import ACTOR, cpu_seconds, works
from evidence.domain.items import Item
from evidence.services import databases, duplicates, sources
from evidence.services.work import reading, writing

_VARIANTS = 20
"""Of so many sources one is another one's again, with a misprint and without its DOI."""


def _library(path: Path, count: int) -> int:
    """Fill a database; returns how many of its works are there twice."""
    chance = random.Random(20261124)
    letters = "abcdefghijklmnoprstuvw"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 10))) for _ in range(20_000)]

    def title() -> str:
        ranks = (min(int(chance.paretovariate(0.4)), len(words)) for _ in range(10))
        return " ".join(words[rank - 1] for rank in ranks)

    items = [
        replace(item, variables={**item.variables, "title": title()})
        for item in works(count - count // _VARIANTS)
    ]
    again = []
    for item in chance.sample(items, count // _VARIANTS):
        known = item.variables["title"]
        at = chance.randrange(len(known))
        variables = {**item.variables, "title": known[:at] + known[at + 1 :]}
        del variables["DOI"]
        again.append(Item(item.type, variables, item.dates, item.names))
    databases.create(path, ACTOR)
    with writing(path, ACTOR) as work:
        sources.add_many(work, items + again)
    return len(again)


def _seconds(path: Path, twice: int) -> float:
    found: list[duplicates.Duplicate] = []

    def search() -> None:
        with reading(path) as session:
            found.extend(duplicates.duplicates(session))

    seconds = cpu_seconds(search)
    assert len(found) >= 0.99 * twice
    return seconds


@pytest.mark.benchmark
def test_100_000_sources_are_searched_for_duplicates_within_a_minute(tmp_path: Path) -> None:
    small, large = tmp_path / "small.db", tmp_path / "large.db"
    few = _seconds(small, _library(small, 10_000))
    many = _seconds(large, _library(large, 100_000))
    assert many < 60
    assert many < 20 * few, "ten times the sources cost about ten times as much"
