"""A citation as found in the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Resolution(StrEnum):
    """How a citation's item lies to the reference list."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Found:
    """One item of a citation.

    Args:
        start, end: code points of the text, half-open.
        works: ids of the works that it names: one where it is resolved, more for a range of
            numbers; the likely one in a conflict; none where it is ambiguous or missing.
        candidates: ids of the works that it may mean, where it is not resolved.
    """

    start: int
    end: int
    works: tuple[str, ...]
    resolution: Resolution
    candidates: tuple[str, ...] = ()
