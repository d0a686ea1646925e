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
    known = {(each.start, each.end) for each in found}
    starts = [each.start for each in found]
    for match in _SAME.finditer(text):
        at = bisect_left(starts, match.start())
        before = made[at - 1] if at else None
        if before is not None and before.resolution is Resolution.RESOLVED:
            repeat = Found(match.start(), match.end(), before.works, before.resolution)
            if (repeat.start, repeat.end) not in known:
                made.insert(at, repeat)
                starts.insert(at, repeat.start)
    yield from made
