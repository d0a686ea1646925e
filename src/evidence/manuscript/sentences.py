"""Where a sentence ends, in prose that carries citations.

A sentence never ends inside brackets or quotation marks, after an abbreviation or an
initial, or before a lower-case word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+[,–⁻-]?)*(?=\s|$)")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_OPENING = frozenset("\"'“‘«([")
_ABBREVIATIONS = frozenset(
    "al approx art c ca cf ch chap chs co col corp dept diss dr e.g ed eds esp est etc fig figs "
    "fn fol gen gov hon i.e ibid inc jr ltd mr mrs ms mt n nn no nos op p par para pp prof pt repr "
    "rev sec sect sen ser sgt sr st suppl trans u.k u.n u.s univ v vol vols vs viz "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_CLOSERS = {")": "(", "]": "[", "”": "“", "»": "«"}
_LONGEST_BRACKET = 2000
_LONGEST_WORD = 60


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of one paragraph, in order, without outer white space.

    Linear in the length of the text, whatever it holds.

    Args:
        text: one paragraph; line breaks within it count as spaces.
    """
    start, end = _skip_space(text, 0), len(text.rstrip())
    brackets = _Brackets(text)
    for match in _END.finditer(text):
        if match.start() >= start and _ends_here(text, match, brackets):
            yield start, match.end()
            start = _skip_space(text, match.end())
            brackets.forget()
    if start < end:
        yield start, end


class _Brackets:
    """The brackets and typographic quotation marks that stay open, read along the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._read = 0
        self._open: list[tuple[str, int]] = []

    def open_at(self, offset: int) -> bool:
        """Whether one stays open there; one that nothing closes for long is an error in print."""
        for here in range(self._read, offset):
            character = self._text[here]
            if character in _CLOSERS.values():
                self._open.append((character, here))
            elif self._open and self._open[-1][0] == _CLOSERS.get(character):
                self._open.pop()
        self._read = max(self._read, offset)
        return bool(self._open) and offset - self._open[-1][1] < _LONGEST_BRACKET

    def forget(self) -> None:
        """Begin anew: what a sentence left open does not concern the next one."""
        self._open.clear()


def _ends_here(text: str, match: re.Match[str], brackets: _Brackets) -> bool:
    if brackets.open_at(match.end()):
        return match.end() >= len(text.rstrip())
    after = _skip_space(text, match.end())
    while after < len(text) and text[after] in _OPENING:
        after += 1
    first = text[after : after + 1]
    if first.islower():
        return False
    if match.group().rstrip("\"'”’»)]⁰¹²³⁴⁵⁶⁷⁸⁹,–⁻-") != "." or after >= len(text):
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - _LONGEST_WORD), match.start() + 1)
    if word is None:
        return True
    name = word.group(1)
    if len(name) == 1 and name.isupper():
        return False
    if name.casefold() in {"etc", "al"}:
        return first.isupper() and match.group() == "."
    return name.casefold() not in _ABBREVIATIONS


def _skip_space(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset
