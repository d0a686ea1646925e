"""Where a sentence ends, in prose that carries citations.

A sentence never ends inside brackets or quotation marks, after an abbreviation or an
initial, or before a lower-case word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_OPENING = re.compile(r"[\"'“‘«(\[]*")
_ABBREVIATIONS = frozenset(
    "al approx art c ca cf ch chap chs co col corp dept diss dr e.g ed eds esp est etc fig figs "
    "fn fol gen gov hon i.e ibid inc jr ltd mr mrs ms mt n nn no nos op p par para pp prof pt repr "
    "rev sec sect sen ser sgt sr st suppl trans u.k u.n u.s univ v vol vols vs viz "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_CLOSERS = {")": "(", "]": "[", "”": "“", "»": "«"}


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of one paragraph, in order, without outer white space.

    Args:
        text: one paragraph; line breaks within it count as spaces.
    """
    start = _skip_space(text, 0)
    for match in _END.finditer(text):
        if match.start() < start or not _ends_here(text, start, match):
            continue
        yield start, match.end()
        start = _skip_space(text, match.end())
    if start < len(text.rstrip()):
        yield start, len(text.rstrip())


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    following = text[match.end() :].lstrip()
    if not following:
        return True
    if _open_brackets(text[start : match.end()]):
        return False
    first = following[_OPENING.match(following).end() :][:1]  # type: ignore[union-attr]
    if first.islower():
        return False
    if match.group().rstrip("\"'”’»)]") != ".":
        return True
    word = _LAST_WORD.search(text[start : match.start() + 1])
    if word is None:
        return True
    name = word.group(1)
    if len(name) == 1 and name.isupper():
        return False
    if name.casefold() == "etc" or name.casefold() == "al":
        return first.isupper() and match.group() == "."
    return name.casefold() not in _ABBREVIATIONS


def _open_brackets(text: str) -> int:
    """How many brackets and typographic quotation marks stay open at the end of `text`."""
    stack: list[str] = []
    for character in text:
        if character in _CLOSERS.values():
            stack.append(character)
        elif stack and stack[-1] == _CLOSERS.get(character):
            stack.pop()
    # A bracket that nothing ever closes must not swallow the rest of a paragraph.
    return len(stack) if len(text) < 2000 else 0


def _skip_space(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset
