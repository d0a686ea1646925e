"""Lines of a page as they stand on it, and the text that they make."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import NamedTuple

HYPHENS = "-\u2010\u00ad"
_WORD = re.compile(r"\S+")
_BEFORE = re.compile(r"[^\W\d_]+$")
_AFTER = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ufffe\uffff\ufeff]")
# TeX's bitmap fonts tell no letters: pdfium gives the places of their encodings, OT1 and T1.
_TEX = MappingProxyType(
    dict(zip("\x0b\x0c\x0e\x0f", ("ff", "fi", "ffi", "ffl"), strict=True))
    | dict(zip("\x1b\x1c\x1d\x1e\x1f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True))
    | {"\x15": "–", "\x16": "—"}
)
_TEX_CODE = re.compile("[\x0b\x0c\x0e\x0f\x15\x16\x1b-\x1f]")
_ACCENTS = MappingProxyType(
    dict(
        zip(
            "´`ˆ˜¨¸ˇ˘˚¯˙˝",
            "\u0301\u0300\u0302\u0303\u0308\u0327\u030c\u0306\u030a\u0304\u0307\u030b",
            strict=True,
        )
    )
)
_ACCENTED = re.compile("([´`ˆ˜¨¸ˇ˘˚¯˙˝])([A-Za-zıȷ])")
"""An accent that is set apart, before its letter."""
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_STOPS = frozenset('.!?:;…"”’»)]')
_WIDE = 1.35
"""A step between lines is a paragraph's when it is this much wider than the common one."""


class Line(NamedTuple):
    """A line, or the part of it that stands in one column.

    Args:
        text: without its end.
        left, right, base: where it stands, in points, from the lower left corner.
        height: of its letters, in points.
        row: which line of the page it is part of.
        parted: whether it ends within a word, with a hyphen that `text` has no more.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    row: int
    parted: bool = False


def plain(text: str) -> str:
    """Text without control characters, every run of blanks a space.

    Ligatures of fonts that name no letters are read, accents set apart put on their letters.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = _TEX_CODE.sub(lambda match: _TEX[match[0]], text)
    text = _ACCENTED.sub(_accented, text)
    return _SPACES.sub(" ", _CONTROLS.sub("", text)).strip()


def _accented(match: re.Match[str]) -> str:
    letter = {"ı": "i", "ȷ": "j"}.get(match[2], match[2])
    whole = unicodedata.normalize("NFC", letter + _ACCENTS[match[1]])
    return whole if len(whole) == 1 else match[0]


def compounds(texts: Iterable[str]) -> frozenset[str]:
    """The words with a hyphen inside, in small letters, that occur within lines."""
    return frozenset(
        match[0].casefold().replace("\u2010", "-")
        for text in texts
        if "-" in text or "\u2010" in text
        for match in _COMPOUND.finditer(text)
    )


def joined(lines: Sequence[Line], known: Collection[str]) -> str:
    """The text of lines in reading order.

    A word parted at a line's end is joined, and the line ends behind it. Its hyphen stays
    where the word is `known` with one, or goes on with a capital or a digit.

    Args:
        known: the words of the file that have a hyphen, as `compounds` gives them.
    """
    step, edge = _measures(lines)
    parts: list[str] = []
    before: Line | None = None
    carried = False
    for line in lines:
        text = line.text
        if not text:
            continue
        if before is None:
            parts.append(text)
        elif hyphen := _hyphen(carried, parts[-1]):
            stem = parts[-1].removesuffix(hyphen) if not carried else parts[-1]
            match = _WORD.match(text)
            word = match[0] if match else ""
            rest = text[len(word) :].lstrip()
            parts[-1] = f"{stem}{_between(stem, word, known)}{word}"
            if rest:
                parts += ["\n", rest]
        else:
            parts += ["\n\n" if _parts_paragraphs(before, line, step, edge) else "\n", text]
        before, carried = line, line.parted
    if carried:
        parts.append("-")
    return "".join(parts)


def _hyphen(carried: bool, text: str) -> str:
    """The hyphen that parts a word at a line's end; "" where none does."""
    if carried:
        return "-"
    return text[-1] if text[-1] in HYPHENS and text[-2:-1].isalnum() else ""


def _between(stem: str, word: str, known: Collection[str]) -> str:
    before, after = _BEFORE.search(stem), _AFTER.match(word)
    if after is None:
        return "-"
    if before is None or not after[0][0].islower():
        return "-"
    return "-" if f"{before[0]}-{after[0]}".casefold() in known else ""


def _measures(lines: Sequence[Line]) -> tuple[float, dict[int, float]]:
    """The common step from line to line, and the left edge of each column, by its place."""
    steps = [
        round(before.base - line.base, 1)
        for before, line in pairwise(lines)
        if 0 < before.base - line.base < 60
    ]
    lefts: dict[int, list[float]] = {}
    for line in lines:
        lefts.setdefault(int(line.left // 60), []).append(line.left)
    return (median(steps) if steps else 0.0), {at: min(all_) for at, all_ in lefts.items()}


def _parts_paragraphs(before: Line, line: Line, step: float, edge: dict[int, float]) -> bool:
    if line.text[:1].islower() and before.text[-1:] not in _STOPS:
        return False
    down = before.base - line.base
    if step and down > step * _WIDE:
        return True
    # Indented against the line above; a hanging indent goes on for several lines.
    left = min(edge[int(line.left // 60)], before.left)
    shift = line.left - left
    return 4 < shift < 40 and before.left - left < 2 and down > 0 and before.left <= line.left - 4
