"""Tagged files: lines of a tag and a value, gathered into entries.

RIS, NBIB, Refer, Web of Science, OVID and RefWorks files are all this; each says by its
`Grammar` what a tagged line looks like and where an entry begins and ends.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence.formats.base import Broken

LONGEST = 1 << 24
"""Characters of the longest entry that is read: a longer one is no bibliographic record."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_SHOWN = 2000

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Record:
    """One entry's tagged values, in order.

    Args:
        line: where it begins, from 1.
        raw: its text in the file.
        fields: tag and value; the lines that continue a value are parted by line feeds.
    """

    line: int
    raw: str
    fields: Fields

    def first(self, *tags: str) -> str:
        """The first value of the first of `tags` that has one, else an empty text."""
        for tag in tags:
            for given, value in self.fields:
                if given == tag and value:
                    return value
        return ""

    def grouped(self) -> dict[str, list[str]]:
        """The values of each tag, empty ones left out."""
        groups: dict[str, list[str]] = {}
        for tag, value in self.fields:
            if value:
                groups.setdefault(tag, []).append(value)
        return groups


@dataclass(frozen=True, slots=True)
class Grammar:
    """How the entries of a tagged file are told apart.

    Args:
        tagged: the tag and value of a line (without its end), None where it has no tag.
        opens: whether a tagged line begins an entry, given its tag, the tags of the entry
            it would else belong to (None outside), and whether blank lines stand before it.
        closes: whether a tag ends its entry.
        furniture: whether a line outside entries says nothing about any work.
        astray: what is wrong with text outside entries.
    """

    tagged: Callable[[str], tuple[str, str] | None]
    opens: Callable[[str, set[str] | None, bool], bool]
    closes: Callable[[str], bool] = lambda _tag: False
    furniture: Callable[[str], bool] = lambda _line: False
    astray: str = "text that belongs to no entry"


class _Gathering:
    """The lines of one entry, or of text outside entries, while they come."""

    __slots__ = ("end", "line", "parts", "start", "stray", "tags")

    def __init__(self, line: int, start: int, *, stray: bool) -> None:
        self.line, self.start, self.end, self.stray = line, start, start, stray
        self.tags: set[str] = set()
        self.parts: list[tuple[str, list[str]]] = []

    def add(self, found: tuple[str, str]) -> None:
        self.tags.add(found[0])
        self.parts.append((found[0], [found[1]]))

    def done(self, text: str, astray: str) -> Record | Broken:
        length = self.end - self.start
        if length > LONGEST:
            shown = text[self.start : self.start + _SHOWN]
            return Broken(self.line, shown, f"{length} characters are too long for one entry")
        raw = text[self.start : self.end].rstrip("\r\n")
        if self.stray:
            return Broken(self.line, raw, astray)
        fields = [(tag, "\n".join(values).strip()) for tag, values in self.parts]
        return Record(self.line, raw, fields)


def split(text: str, grammar: Grammar) -> Iterator[Record | Broken]:
    """The entries of a tagged file in order, and as `Broken` whatever stands between them."""
    held: _Gathering | None = None
    blanks = 0
    for number, match in enumerate(_LINE.finditer(text), start=1):
        start, end = match.span()
        if end - start > LONGEST:
            held = held or _Gathering(number, start, stray=True)
            held.end = end
            continue
        line = match.group().strip("\r\n")
        if not line or line.isspace() or line == "\ufeff":
            blanks += 1
            continue
        found = grammar.tagged(line)
        inside = held is not None and not held.stray
        if found and grammar.opens(found[0], held.tags if held and inside else None, blanks > 0):
            if held:
                yield held.done(text, grammar.astray)
            held = _Gathering(number, start, stray=False)
            held.add(found)
        elif held is None:
            if not grammar.furniture(line):
                held = _Gathering(number, start, stray=True)
        elif found and inside:
            if held.end - held.start <= LONGEST:
                held.add(found)
        elif held.stray and (blanks or grammar.furniture(line)):
            yield held.done(text, grammar.astray)
            held = None
            if not grammar.furniture(line):
                held = _Gathering(number, start, stray=True)
        elif inside and held.end - held.start <= LONGEST:
            held.parts[-1][1].extend([""] * min(blanks, 1) + [line.strip()])
        blanks = 0
        if held:
            held.end = end
            if found and grammar.closes(found[0]):
                yield held.done(text, grammar.astray)
                held = None
    if held:
        yield held.done(text, grammar.astray)


def unescape(value: str) -> str:
    """`value` with its complete HTML entities resolved; a bare ampersand stays."""
    if "&" not in value:
        return value
    return _ENTITY.sub(lambda match: html.unescape(match.group()), value)


def escape(value: str) -> str:
    """What `unescape` turns into `value`."""
    return _ENTITY.sub(lambda match: "&amp;" + match.group()[1:], value)


def flat(value: str) -> str:
    """`value` in one line."""
    return " ".join(value.split()) if "\n" in value or "  " in value else value


def share_of_lines(head: str, pattern: re.Pattern[str]) -> float:
    """Which share of the lines of `head` that hold anything a pattern matches at their start."""
    lines = [line for line in head[:20_000].splitlines()[:200] if line.strip()]
    return sum(1 for line in lines if pattern.match(line)) / len(lines) if lines else 0.0
