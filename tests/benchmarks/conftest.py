"""What the benchmarks share: works to enter, and figures as ratios against a floor.

The floor is raw sqlite3 doing the named duty in the same run, so that a figure says
something on any machine. CPU time, the median of pairs measured in turn.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Agent
from evidence.services import databases, sources
from evidence.services.work import Actor, writing

_WORDS = """security cooperation defence region policy study central asia europe trade history
water climate theory method data model health social urban rural digital energy market labour
law science culture music border river mountain language archive memory ritual harvest""".split()

ACTOR = Actor(Agent("Benchmark"), "benchmark")


def works(count: int) -> list[Item]:
    """Articles with two authors, a DOI and an ISSN; the same ones in every run."""
    chance = random.Random(20261123)
    return [
        Item(
            "article-journal",
            {
                "title": " ".join(chance.choices(_WORDS, k=8)).capitalize() + f" {number}",
                "container-title": f"Journal of {chance.choice(_WORDS).title()}",
                "publisher": "Some Press",
                "volume": str(number % 90 + 1),
                "issue": str(number % 4 + 1),
                "page": f"{number % 500 + 1}-{number % 500 + 20}",
                "DOI": f"10.1234/bench.{number}",
                "ISSN": "1234-5679",
            },
            {"issued": str(1980 + number % 45)},
            {
                "author": (
                    Name(family=f"{chance.choice(_WORDS).title()}{number % 997}", given="A. B."),
                    Name(family=chance.choice(_WORDS).title(), given="Carol"),
                )
            },
        )
        for number in range(count)
    ]


def cpu_seconds(action: Callable[[], object]) -> float:
    """The CPU time of one call."""
    start = time.process_time()
    action()
    return time.process_time() - start


def paired_ratio(
    product: Callable[[], object], floor: Callable[[], object], pairs: int = 5
) -> float:
    """How many times the floor's CPU time the product takes: the median over pairs in turn."""
    product()
    floor()
    return statistics.median(cpu_seconds(product) / cpu_seconds(floor) for _ in range(pairs))


@pytest.fixture(scope="session")
def hundred_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with 100,000 sources."""
    path = tmp_path_factory.mktemp("sources") / "evidence.db"
    databases.create(path, ACTOR)
    with writing(path, ACTOR) as work:
        sources.add_many(work, works(100_000))
    return path
