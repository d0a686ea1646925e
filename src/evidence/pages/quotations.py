"""Quoted words looked for on a file's pages.

First as they are, mere typography aside: on the cited pages, then wherever their rarest
neighbours stand. What stands nowhere so is set beside the likeliest passages word by word, and
that difference decides; no score of similarity does.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from heapq import nlargest
from itertools import pairwise
from typing import Protocol

from evidence.domain.pages import PageText
from evidence.domain.quotations import Match
from evidence.domain.vocabulary import MatchStatus, PageStatus
from evidence.pages._folding import fold
from evidence.pages._quoted import readings
from evidence.pages._searching import Search

_MOST_POSTINGS = 4_000
"""Entries of the index that are counted for one quotation, the rarest words' first."""
_MOST_CANDIDATES = 32


class Pages(Protocol):
    """A file's pages, and an index of their words."""

    @property
    def count(self) -> int:
        """How many there are."""

    def page(self, index: int) -> PageText:
        """The page with an index, from 0."""

    def candidates(self, words: Sequence[str]) -> Sequence[int]:
        """Indices of the pages that most likely hold some words, the best first.

        A few dozen at most; empty where no page holds any of them.

        Args:
            words: in small letters and without accents, in the quotation's order: neighbours
                that stand together on a page tell more than words alone.
        """


class HeldPages:
    """Pages that are held in memory, with an index of their words and pairs of words."""

    def __init__(self, pages: Sequence[PageText]) -> None:
        self._pages = tuple(pages)
        self._places: dict[int, array[int]] = {}
        for number, page in enumerate(self._pages):
            for key in _keys(fold(page).forms):
                held = self._places.get(key)
                if held is None:
                    self._places[key] = array("I", (number,))
                else:
                    held.append(number)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._pages)

    def page(self, index: int) -> PageText:
        """The page with an index, from 0."""
        return self._pages[index]

    def candidates(self, words: Sequence[str]) -> Sequence[int]:
        """Indices of the pages that hold the rarest of the words and their pairs."""
        held = [places for key in _keys(words) if (places := self._places.get(key)) is not None]
        held.sort(key=len)
        scores: dict[int, float] = {}
        left = _MOST_POSTINGS
        for places in held:
            weight = 1.0 / (2 + len(places)) + 0.002
            for number in places:
                scores[number] = scores.get(number, 0.0) + weight
            left -= len(places)
            if left < 0:
                break
        return nlargest(_MOST_CANDIDATES, scores, key=scores.__getitem__)


def find(quote: str, pages: Pages, cited: Collection[int] | None) -> Match:
    """Look for a quotation on the pages of a file.

    Args:
        quote: as the paper has it, with or without its quotation marks.
        cited: indices of the pages that the paper names; None where it names none, or none
            that can be told in the file.

    What the paper shows to be left out or put in (ellipses, brackets) is honest, unless whole
    sentences are left out between whole sentences, passages stand far apart, their order was
    changed, or nothing was left out but a negation: then it differs.
    """
    meant = list(readings(quote))
    if not meant:
        return Match(MatchStatus.NOT_FOUND, reason="the quotation has no words")
    named = None
    if cited is not None:
        named = frozenset(index for index in cited if 0 <= index < pages.count) or None
    match = Search(pages, named, meant).match()
    if match is not None and match.status is not MatchStatus.NOT_FOUND:
        return match
    if (reason := _unreadable(pages, named)) is not None:
        return Match(MatchStatus.UNREADABLE, reason=reason)
    return match or Match(MatchStatus.NOT_FOUND)


def _unreadable(pages: Pages, named: Collection[int] | None) -> str | None:
    """Why the quotation may stand in the file unseen; None where it may not."""
    if named:
        blank = sorted(index for index in named if not _readable(pages.page(index)))
        if not blank:
            return None
        some = "the page that is cited" if len(named) == 1 else f"{len(blank)} of the cited pages"
        return f"{some} cannot be read: no text, perhaps a scan"
    if not any(_readable(pages.page(index)) for index in range(pages.count)):
        return "no page of the file has text"
    return None


def _readable(page: PageText) -> bool:
    return page.status is PageStatus.TEXT and not (not page.text or page.text.isspace())


def _keys(words: Sequence[str]) -> Iterator[int]:
    """What the index holds of some words: each of them, and each pair of neighbours."""
    yield from set(map(hash, words))
    yield from set(map(hash, pairwise(words)))
