"""Quotations that stand in a row of words as they are, whatever the type does to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.domain.wording import NEGATIONS, is_figure
from evidence.pages._folding import Row, glued
from evidence.pages._quoted import Joint, Part

_LONGEST_BRACKET = 12
"""Words of the source that a bracket may stand for."""

_GLUED = frozenset({"the", "and", "that", "from", "this", "which", "were"})


@dataclass(frozen=True, slots=True)
class Hit:
    """Where all parts of a quotation stand.

    Args:
        row: the words of the source.
        spans: the words of each part, half-open, in the quotation's order.
    """

    row: Row
    spans: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        """The first word."""
        return min(span[0] for span in self.spans)

    @property
    def last(self) -> int:
        """The word behind the last one."""
        return max(span[1] for span in self.spans)


def hits(row: Row, parts: Sequence[Part]) -> Iterator[Hit]:
    """Every place in a row where the parts stand in their order, with the least between them."""
    found = [occurrences(row, part) for part in parts]
    if not all(found):
        return
    for start in found[0]:
        spans = [start]
        for part, places in zip(parts[1:], found[1:], strict=True):
            limit = spans[-1][1]
            following = next((each for each in places if each[0] >= limit), None)
            if following is None:
                break
            if part.joint is Joint.BRACKET and following[0] - limit > _LONGEST_BRACKET:
                break
            spans.append(following)
        if len(spans) == len(parts):
            yield Hit(row, tuple(spans))


def occurrences(row: Row, part: Part) -> list[tuple[int, int]]:
    """The words, half-open, where a part stands."""
    letters = part.letters
    found: list[tuple[int, int]] = []
    at = row.letters.find(letters)
    while at >= 0:
        span = _span(row, part, at, at + len(letters))
        if span is not None:
            found.append(span)
        at = row.letters.find(letters, at + 1)
    return found


def _span(row: Row, part: Part, start: int, end: int) -> tuple[int, int] | None:
    first, last = row.word_at(start), row.word_at(end - 1)
    before = row.letters[row.at[first] : start]
    behind = row.letters[end : row.at[last + 1]]
    if before and not part.open_start and not _may_precede(before, part.forms[0]):
        return None
    if behind and not part.open_end and not _may_follow(behind, part.forms[-1]):
        return None
    forms = row.forms[first : last + 1]
    if tuple(forms) != part.forms and not same_words(part.forms, forms, open_ends=bool(before)):
        return None
    return first, last + 1


def same_words(quoted: Sequence[str], source: Sequence[str], *, open_ends: bool = False) -> bool:
    """Whether words of the same letters mean the same, blanks being lost or added.

    "now here" is not "nowhere", "1 5" is not "15"; "12 000" is "12000".
    """
    if sum(map(_denies, quoted)) != sum(map(_denies, source)):
        return False
    return open_ends or _digit_gaps(quoted) == _digit_gaps(source)


def _denies(form: str) -> bool:
    """Whether a form is a negation, perhaps one that has lost a blank ("notthe")."""
    return form in NEGATIONS or any(
        (form[:cut] in NEGATIONS and glued(form[cut:]))
        or (form[cut:] in NEGATIONS and glued(form[:cut]))
        for cut in range(2, len(form) - 1)
    )


def _digit_gaps(forms: Sequence[str]) -> list[int]:
    """Where, counted in letters, a blank parts two digits that are no groups of thousands."""
    gaps: list[int] = []
    at = 0
    before = ""
    for form in forms:
        grouped = len(form) == 3 and form.isdigit() and before.isdigit() and len(before) <= 3
        if before[-1:].isdigit() and is_figure(form) and not grouped:
            gaps.append(at)
        at += len(form)
        before = form
    return gaps


def _may_precede(before: str, behind: str) -> bool:
    """Whether letters before a quotation's first may be a word's that lost its blank, or a mark's.

    Only for words that begin hardly any other: "today" does not hold "day".
    """
    if before.isdigit():
        return len(before) <= 3 and behind[0].isalpha()
    return before in _GLUED and len(behind) > 2


def _may_follow(behind: str, before: str) -> bool:
    if behind.isdigit():
        return len(behind) <= 3 and before[-1].isalpha()
    return behind in _GLUED and len(before) > 2
