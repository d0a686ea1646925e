"""Citations that repeat the one before: "(ibid., 61)", "ibidem", "idem"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from evidence.manuscript.citations.found import Found, Resolution

_SAME = re.compile(
    r"(?:(?<=[(\[;])|(?<=[(\[;] )|(?<=\bsee )|^)(?:ibid(?:em)?|idem)\b\.?",
    re.IGNORECASE | re.MULTILINE,
)


def filled(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """The citations with those between them that repeat the one before, in order.

    What repeats an unresolved citation, or none, is passed over.
    """
    made = list(found)
    starts = [each.start for each in found]
    for match in _SAME.finditer(text):
        at = bisect_left(starts, match.start())
        before = found[at - 1] if at else None
        if before is not None and before.resolution is Resolution.RESOLVED:
            made.append(Found(match.start(), match.end(), before.works, before.resolution))
    yield from sorted(made, key=lambda each: (each.start, each.end))
