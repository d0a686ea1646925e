"""Prose for a terminal, broken into lines by the width that its characters take there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def display_width(text: str) -> int:
    """How many columns `text` takes: wide East Asian characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character).startswith("M"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, broken at spaces; at least one line.

    Line breaks of the text stay; a word that is too long for a line stands on its own and
    is broken only by the terminal, so that it can still be copied whole.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for word in paragraph.split():
            needs = display_width(word)
            if line and used + 1 + needs > width:
                lines.append(line)
                line, used = word, needs
            else:
                line = f"{line} {word}" if line else word
                used += needs + (1 if used else 0)
        lines.append(line)
    return lines


def clipped(text: str, width: int) -> str:
    """`text` on one line of at most `width` columns, cut after a word where it is longer."""
    line = " ".join(text.split())
    if display_width(line) <= width:
        return line
    kept = wrapped(line, width - 2)[0]
    return f"{kept} …" if display_width(kept) <= width - 2 else line[: width - 1] + "…"


def indented(text: str, width: int, first: str, rest: str) -> list[str]:
    """The lines of `text`, wrapped, the first after `first`, the others after `rest`.

    `first` takes as much room as `rest`, be it styled or not.
    """
    beginning, *others = wrapped(text, width - display_width(rest))
    return [first + beginning, *(rest + line for line in others)]


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`number` with its noun: "1 claim", "2,000 claims"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Iterable[str]) -> str:
    """Words as prose lists them: "a, b and c"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
