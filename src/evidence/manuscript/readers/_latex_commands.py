"""The commands of a LaTeX manuscript that are more than typography, and their arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.manuscript.document import CitedWork
from evidence.opening.latex import decode

_CITE = re.compile(
    r"\\(?!no|fullcitation)(?P<name>[a-zA-Z]*?(?:cite|Cite)[a-zA-Z]*)(?P<star>\*?)"
    r"(?=\s*[\[({<])"
)
_NO_CITES = re.compile(r"citestyle|citereset|citetrackertrue|setcite|citename|Declare.*|.*command")
_BARE = re.compile(r"suppress|year|date|num|title|url|doi")
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Cite:
    """One citing command: its span in the source, half-open, and its works."""

    start: int
    end: int
    works: tuple[CitedWork, ...]


def citations(source: str) -> Iterator[Cite]:
    """The citing commands of LaTeX, natbib and biblatex, in order.

    Source: the manuals of natbib and biblatex ("Citation Commands").
    """
    at = 0
    while (match := _CITE.search(source, at)) is not None:
        at = match.end()
        if _NO_CITES.fullmatch(match["name"]):
            continue
        name = match["name"].casefold()
        suppressed = bool(match["star"] and "citet" not in name) or bool(_BARE.search(name))
        works: list[CitedWork] = []
        many = name.endswith("s") and name not in {"citealias", "cites*"}
        while argument(source, at, "(", ")") is not None and many:
            at = (argument(source, at, "(", ")") or ("", at))[1]
        while True:
            notes: list[str] = []
            here = at
            while (note := argument(source, here, "[", "]")) is not None and len(notes) < 2:
                notes.append(note[0])
                here = note[1]
            keys = argument(source, here, "{", "}")
            if keys is None:
                break
            works += _works(keys[0], notes, suppressed=suppressed)
            at = keys[1]
            if not many:
                break
        if works:
            yield Cite(match.start(), at, tuple(works))


def _works(keys: str, notes: list[str], *, suppressed: bool) -> Iterator[CitedWork]:
    """The works of one list of keys: the note before goes to the first, the one after to the last.

    Of a single note, it is the one after.
    """
    names = [key.strip() for key in keys.split(",") if key.strip()]
    before = decode(notes[0]) if len(notes) == 2 else ""
    after = decode(notes[-1]) if notes else ""
    for number, key in enumerate(names, 1):
        yield CitedWork(
            key=key,
            locator=(after or None) if number == len(names) else None,
            prefix=(before or None) if number == 1 else None,
            author_suppressed=suppressed,
        )


def argument(source: str, at: int, opening: str, closing: str) -> tuple[str, int] | None:
    """The argument that begins at a place, after white space: its words, and where it ends."""
    while at < len(source) and source[at] in " \t\n":
        at += 1
    if source[at : at + 1] != opening:
        return None
    depth, braces, start = 0, 0, at + 1
    last = min(len(source), at + (_LONGEST if opening != "{" else len(source)))
    while at < last:
        sign = source[at]
        if sign == "\\":
            at += 2
            continue
        if opening != "{" and sign in "{}":
            braces += 1 if sign == "{" else -1
        elif sign == opening and not braces:
            depth += 1
        elif sign == closing and not braces:
            depth -= 1
            if not depth:
                return source[start:at], at + 1
        at += 1
    return None
