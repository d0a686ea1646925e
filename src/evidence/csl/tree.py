"""What the processor hands out: trees of formatted runs, and the bibliography made of them.

A run is a plain string or a span. A span says one thing of what it holds (one attribute of
formatting, CSL 1.0.2 "Formatting" and "Display"), so that a writer needs one pair of marks for
each attribute and value. Affixes, delimiters and quotation marks are resolved before: they
stand in the strings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Inline: TypeAlias = "str | Span"
"""A run of text, or a span of runs."""

Runs: TypeAlias = "tuple[Inline, ...]"
"""What a citation, or an entry, consists of."""


@dataclass(frozen=True, slots=True)
class Span:
    """Runs that share one attribute.

    Args:
        attribute: ``font-style``, ``font-variant``, ``font-weight``, ``text-decoration``,
            ``vertical-align``, ``display`` or ``link``.
        value: As CSL names it: ``italic``, ``oblique``, ``normal``; ``small-caps``; ``bold``,
            ``light``; ``underline``, ``none``; ``sup``, ``sub``, ``baseline``; ``block``,
            ``left-margin``, ``right-inline``, ``indent``; for a link its address. ``normal``,
            ``none`` and ``baseline`` stand only where they undo a span around them.
        children: What the attribute holds for.
    """

    attribute: str
    value: str
    children: Runs


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a bibliography.

    Args:
        id: The item's identifier.
        runs: The entry as formatted.
    """

    id: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A formatted bibliography, and how its style wants it laid out (CSL "Whitespace").

    Args:
        entries: In the style's order.
        hanging_indent: Whether the lines after an entry's first are indented.
        second_field_align: ``flush``, ``margin`` or nothing; where it is set, an entry's first
            field is a ``left-margin`` and the rest a ``right-inline``.
        line_spacing: Height of lines, as a multiple.
        entry_spacing: Space between entries, as a multiple of the line's height.
        max_offset: The greatest width of a first field, in characters.
        omitted: Items of which the style prints nothing, as many do of private letters.
    """

    entries: tuple[Entry, ...]
    hanging_indent: bool = False
    second_field_align: str | None = None
    line_spacing: int = 1
    entry_spacing: int = 1
    max_offset: int = 0
    omitted: tuple[str, ...] = ()


def plain(runs: Sequence[Inline]) -> str:
    """The characters of some runs, without their formatting."""
    return "".join(texts(runs))


def texts(runs: Sequence[Inline]) -> Iterator[str]:
    """The strings of some runs, in order."""
    for run in runs:
        if isinstance(run, str):
            yield run
        else:
            yield from texts(run.children)
