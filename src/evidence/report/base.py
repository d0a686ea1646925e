"""What a form of report is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence.domain.reports import Report


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A form that a report is written in: text, or bytes.

    Args:
        title: its name as people write it.
        extensions: endings of file names that stand for it, without the dot.
        write: its text, in pieces.
        write_bytes: its bytes, where it is no text.
    """

    title: str
    extensions: tuple[str, ...]
    write: Callable[[Report], Iterator[str]] | None = None
    write_bytes: Callable[[Report], bytes] | None = None
