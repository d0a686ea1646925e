"""One source by its key, and sources by words, among 100,000."""

from __future__ import annotations

import statistics
from functools import partial
from pathlib import Path

import pytest

from benchmarks.conftest import cpu_seconds
from evidence.services import sources
from evidence.services.work import reading
from evidence.store.queries.sources import SourceFilter


@pytest.mark.benchmark
def test_a_source_is_found_by_its_key_in_milliseconds(
    hundred_thousand: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with reading(hundred_thousand) as session:
        keys = [s.key for s in sources.listing(session, SourceFilter(limit=40, after="r"))]
        sources.get(session, keys[0])
        spent = [cpu_seconds(partial(sources.get, session, key)) for key in keys]
    with capsys.disabled():
        print(f"\none source by key: median {statistics.median(spent) * 1e3:.2f} ms")
    assert statistics.median(spent) < 0.02


@pytest.mark.benchmark
@pytest.mark.parametrize("words", ["water climate", "security", "harvest 4711", "nowhere"])
def test_sources_are_found_by_words_in_milliseconds(
    hundred_thousand: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = SourceFilter(text=words, limit=20)
    with reading(hundred_thousand) as session:
        found = sources.listing(session, wanted)
        spent = [cpu_seconds(lambda: sources.listing(session, wanted)) for _ in range(15)]
    with capsys.disabled():
        print(f"\n{words!r}: {len(found)} shown, median {statistics.median(spent) * 1e3:.1f} ms")
    assert statistics.median(spent) < 0.1
