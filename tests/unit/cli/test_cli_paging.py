"""Long lists are read in batches, each record once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from evidence.cli.paging import BATCH, batches


@dataclass(frozen=True)
class Record:
    """A record with a key."""

    key: str


RECORDS = [Record(f"{number:05}") for number in range(2 * BATCH + 1)]


def fetch(most: int, after: str | None) -> list[Record]:
    return [each for each in RECORDS if after is None or each.key > after][:most]


@pytest.mark.parametrize("limit", [None, 1, BATCH - 1, BATCH, BATCH + 1, 2 * BATCH, 10 * BATCH])
def test_every_record_comes_once_and_in_order_up_to_the_limit(limit: int | None) -> None:
    read = [record for batch in batches(fetch, limit) for record in batch]
    assert read == RECORDS[:limit]


def test_no_batch_is_larger_than_asked_for() -> None:
    asked: list[int] = []

    def counting(most: int, after: str | None) -> list[Record]:
        asked.append(most)
        return fetch(most, after)

    list(batches(counting, BATCH + 5))
    assert asked == [BATCH, 5]
