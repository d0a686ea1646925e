"""What a bibliographic format is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from evidence.domain.records import Source


@dataclass(frozen=True, slots=True)
class Format:
    """A form that works are exchanged in.

    Args:
        title: its name as people write it.
        write: the text of a file with these works, in pieces.
    """

    title: str
    write: Callable[[Iterable[Source]], Iterator[str]]
