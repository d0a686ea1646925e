"""Long lists read in batches by key, so that they start at once and take little memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

BATCH = 1000


class Keyed(Protocol):
    """A record with a key."""

    @property
    def key(self) -> str:
        """What people call it."""


Record = TypeVar("Record", bound=Keyed)


def batches(
    fetch: Callable[[int, str | None], Sequence[Record]], limit: int | None
) -> Iterator[Sequence[Record]]:
    """Batches of records, at most `limit` records in all.

    Args:
        fetch: gives at most so many records, those after a key, or the first for None.
        limit: how many to read; None for all.
    """
    left, after = limit, None
    while left is None or left > 0:
        wanted = BATCH if left is None else min(left, BATCH)
        batch = fetch(wanted, after)
        if batch:
            yield batch
        if len(batch) < wanted:
            return
        left = None if left is None else left - len(batch)
        after = batch[-1].key
