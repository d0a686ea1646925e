"""Pages as rows of words that can be compared, with the way back to their text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from evidence.domain.pages import PageText
from evidence.domain.wording import FUNCTIONS, form_of, plain, scan

_KEPT_PAGES = 4096
"""Folded pages that are kept: some 50 MB."""
_CONTEXT = 32
_GLUED_MARK = re.compile(r"([a-z]{3,})\d{1,3}")
_YEAR_MARK = re.compile(r"((?:1[5-9]|20)\d\d)\.\d{1,3}")
_NOTE = re.compile(r"(?:\d{1,3}[.)]?|[*†‡§¹²³⁴-⁹]+)\s?\S")
_BEFORE_MARK = frozenset(".,;:!?\"'”’»)]")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_SENTENCE_END = re.compile(
    r"[.!?…。！？।]+[\"'”’»)\]]*(?:\[?\d{1,3}\]?)?(?:\s|$)|[。！？।]|\n\s*\n"
)
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st vs etc al eg ie cf no nos vol fig figs ed eds pp art sec ch jr sr gen
    col lt sgt capt rev hon inc ltd co corp dept approx ca jan feb mar apr jun jul aug sep sept
    oct nov dec""".split()
)


@dataclass(slots=True)
class Row:
    """Words of pages that follow one another, without running headers and footers.

    Args:
        pages: the pages, in order.
        firsts: which word is the first of each page.
        starts, ends: code points of each word within its page's text.
        forms: the words as they are compared, accents folded.
        at: where each word begins in `letters`, and, last, its length.
        letters: all forms, without blanks.
    """

    pages: tuple[PageText, ...]
    firsts: list[int]
    starts: array[int]
    ends: array[int]
    forms: list[str]
    at: array[int]
    letters: str
    _positions: dict[str, list[int]] = field(default_factory=dict)
    _bare: tuple[Row] | None = None

    @property
    def positions(self) -> dict[str, list[int]]:
        """Where each form stands."""
        if not self._positions:
            for position, form in enumerate(self.forms):
                self._positions.setdefault(form, []).append(position)
        return self._positions

    @property
    def bare(self) -> Row | None:
        """The row without note marks and foot notes; None where there seem to be none."""
        if self._bare is None:
            self._bare = (_bared(self),)
        return None if self._bare[0] is self else self._bare[0]

    def page_of(self, word: int) -> PageText:
        """The page on which a word stands."""
        return self.pages[bisect_right(self.firsts, word) - 1]

    def between(self, first: int, last: int) -> str:
        """What stands between two words: from the end of `first` to the start of `last`."""
        one, other = self.page_of(first), self.page_of(last)
        if one.index == other.index:
            return one.text[self.ends[first] : self.starts[last]]
        behind = one.text[self.ends[first] : one.end]
        return behind + "\n" + other.text[other.start : self.starts[last]]

    def text(self, first: int, last: int) -> str:
        """The words `first:last`, half-open, as they are printed, without page furniture."""
        if first >= last:
            return ""
        one, other = self.page_of(first), self.page_of(last - 1)
        if one.index == other.index:
            return one.text[self.starts[first] : self.ends[last - 1]]
        parts = [one.text[self.starts[first] : one.end]]
        parts += [page.body for page in self.pages if one.index < page.index < other.index]
        parts.append(other.text[other.start : self.ends[last - 1]])
        return "\n".join(part.strip() for part in parts)

    def word_at(self, letter: int) -> int:
        """The word that a position in `letters` belongs to."""
        return bisect_right(self.at, letter) - 1

    def context(self, first: int, last: int) -> tuple[str, str]:
        """What stands before and behind the words `first:last`, on their pages."""
        one, other = self.page_of(first), self.page_of(last - 1)
        start, end = self.starts[first], self.ends[last - 1]
        return one.text[max(0, start - _CONTEXT) : start], other.text[end : end + _CONTEXT]

    def ends_sentence(self, word: int) -> bool:
        """Whether a sentence ends with a word."""
        if word < 0 or word + 1 >= len(self.forms):
            return True
        between = self.between(word, word + 1)
        if not _SENTENCE_END.search(between):
            return False
        if self.forms[word] in _ABBREVIATIONS and "\n\n" not in between:
            return False
        following = self.page_of(word + 1).text[self.starts[word + 1]]
        initial = len(self.forms[word]) == 1 and self.forms[word].isalpha()
        return not following.islower() and not initial


@lru_cache(maxsize=_KEPT_PAGES)
def fold(page: PageText) -> Row:
    """The row of one page's body."""
    start = page.start
    found = [
        (match.start() + start, match.end() + start, plain(form_of(match.group())))
        for match in scan(page.body)
    ]
    return _row((page,), [0], [w for w in found if w[2]])


@lru_cache(maxsize=64)
def join(pages: tuple[PageText, ...]) -> Row:
    """The row of pages that follow one another."""
    return _joined(pages, [fold(page) for page in pages])


def glued(part: str) -> bool:
    """Whether letters may be a word of their own that has lost its blank."""
    return part in FUNCTIONS and len(part) > 1 and part not in {"in", "out", "under", "over"}


def _joined(pages: tuple[PageText, ...], rows: Sequence[Row]) -> Row:
    if len(rows) == 1:
        return rows[0]
    firsts: list[int] = []
    starts, ends, at = array("I"), array("I"), array("I")
    forms: list[str] = []
    letters = 0
    for row in rows:
        firsts.append(len(forms))
        starts += row.starts
        ends += row.ends
        forms += row.forms
        at.extend([letters + each for each in row.at[:-1]])
        letters += len(row.letters)
    at.append(letters)
    return Row(pages, firsts, starts, ends, forms, at, "".join(row.letters for row in rows))


def _row(
    pages: tuple[PageText, ...], firsts: list[int], found: Sequence[tuple[int, int, str]]
) -> Row:
    forms = [form for _, _, form in found]
    at = array("I", accumulate(map(len, forms), initial=0))
    starts = array("I", [word[0] for word in found])
    ends = array("I", [word[1] for word in found])
    return Row(pages, firsts, starts, ends, forms, at, "".join(forms))


def _bared(row: Row) -> Row:
    last = row.pages[-1]
    rows = [_bare_page(page, page is not last) for page in row.pages]
    if all(bare is fold(page) for bare, page in zip(rows, row.pages, strict=True)):
        return row
    return _joined(row.pages, rows)


@lru_cache(maxsize=_KEPT_PAGES)
def _bare_page(page: PageText, goes_on: bool) -> Row:
    """The row of a page without note marks; without foot notes where the next page follows."""
    row = fold(page)
    notes = _notes(page) if goes_on else len(page.text)
    marked = [word for word, form in enumerate(row.forms) if form[-1].isdigit()]
    bare = {
        word: form
        for word in marked
        if (form := _without_mark(page.text, row.starts[word], row.ends[word], row.forms[word]))
        != row.forms[word]
    }
    if not bare and (not row.starts or row.starts[-1] < notes):
        return row
    kept: list[tuple[int, int, str]] = []
    for word, form in enumerate(row.forms):
        if row.starts[word] >= notes:
            break
        left = bare.get(word, form)
        if left:
            kept.append((row.starts[word], row.ends[word] - len(form) + len(left), left))
    return _row((page,), [0], kept)


def _without_mark(text: str, start: int, end: int, form: str) -> str:
    """A form without the note mark at its end; "" where it is nothing else."""
    if not form[-1].isdigit():
        return form
    if match := _GLUED_MARK.fullmatch(form):
        return match[1] if text[start:end][len(match[1]) - 1].islower() else form
    before = text[start - 1 : start]
    if text[start] in _RAISED:
        return ""
    if form.isdigit() and len(form) <= 3 and text[start:end].isdigit():
        if before == "[" and text[end : end + 1] == "]":
            return ""
        apart = start >= 2 and not text[start - 2].isspace() and not text[start - 2].isdigit()
        if before in _BEFORE_MARK and before and apart and text[end : end + 1] in {" ", "\n", ""}:
            return ""
    if (match := _YEAR_MARK.fullmatch(form)) and re.match(r"\s+[A-Z\"“]|\s*$", text[end:][:6]):
        return match[1]
    return form


def _notes(page: PageText) -> int:
    """Where the foot notes at the end of a page's body begin; its end where there are none."""
    body_end = len(page.text) if page.end is None else page.end
    begin = body_end
    lines = list(re.finditer(r"[^\n]+", page.text[page.start : body_end]))
    for line in reversed(lines):
        if _NOTE.match(line.group().lstrip()):
            at = page.start + line.start()
            if (body_end - at) <= 0.6 * (body_end - page.start):
                begin = at
    return begin
