"""Quoted words looked for in one file: the search itself, and what may honestly be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evidence.domain.cited_pages import Cited, PageLabels, cited_pages
from evidence.domain.locators import Locator
from evidence.domain.media_types import UNKNOWN
from evidence.domain.pages import PageText, Reading
from evidence.domain.quotations import Match
from evidence.domain.vocabulary import (
    DifferenceSeverity,
    DocumentStatus,
    LocatorLabel,
    MatchStatus,
    PageMapOrigin,
    PageStatus,
)
from evidence.errors import BadInput, NotFound
from evidence.pages.quotations import HeldPages, Pages, find

_MANY = 0.1
"""Of a file's pages, so many without text that words may well stand on one of them."""
_UNREADABLE = {
    DocumentStatus.EMPTY: "the file holds no text: scanned, perhaps",
    DocumentStatus.LOCKED: "the file asks for a password",
    DocumentStatus.FAILED: "the file cannot be read",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file's pages, ready for quotations.

    Args:
        pages: with their text.
        labels: what is printed on them.
        trusted: whether a labelled page certainly bears no other number.
        textless: indices of pages without text.
    """

    pages: Pages
    labels: PageLabels
    trusted: bool = False
    textless: frozenset[int] = frozenset()

    def find(self, words: str, locators: Sequence[Locator] = ()) -> Match:
        """What becomes of looking for words, cited to these places by their printed labels."""
        return self._find(words, cited_pages(locators, self.labels))

    def find_on(self, words: str, page: int) -> Match:
        """What becomes of looking for words, cited to a page of the file.

        Args:
            page: from 1.
        """
        count = len(self.labels)
        if 1 <= page <= count:
            return self._find(words, Cited(frozenset({page - 1})))
        if printed := self.labels.indices(str(page)):
            match = self._find(words, Cited(frozenset(printed)))
            taken = f"the file has {count:,} pages: {page} was taken for the printed number"
            return replace(match, reason=_joined(taken, match.reason))
        pages = "1 page" if count == 1 else f"{count:,} pages"
        match = self._find(words, Cited(reason=f"the file has {pages}, and no page {page}"))
        return _elsewhere(match) if count > 1 and match.place is not None else match

    def label(self, match: Match) -> str | None:
        """What is printed on the page where the words stand, if that is known."""
        return None if match.place is None else self.labels.of(match.place.page)

    def _find(self, words: str, cited: Cited) -> Match:
        match = find(words, self.pages, cited.indices)
        if cited.indices is None and cited.missing and self.trusted and self.label(match):
            match = _elsewhere(match)
        match = replace(match, reason=_joined(cited.reason, match.reason))
        return self._as_far_as_read(match, cited)

    def _as_far_as_read(self, match: Match, cited: Cited) -> Match:
        """The outcome, if no page without text could turn it."""
        blank = sorted(self.textless & (cited.indices or frozenset()))
        if match.status is MatchStatus.UNREADABLE:
            return match
        if match.status is MatchStatus.NOT_FOUND and not blank:
            return self._not_found(match, named=bool(cited.indices))
        if match.status is MatchStatus.NOT_FOUND:
            reason = _joined(match.reason, self._no_text(blank))
            return Match(MatchStatus.UNREADABLE, reason=reason)
        if not blank or match.on_page:
            return match
        said = _joined(match.reason, self._no_text(blank))
        if match.severity is DifferenceSeverity.MATERIAL:
            return Match(MatchStatus.UNREADABLE, reason=said)
        exact = match.status is MatchStatus.OTHER_PAGE
        status = MatchStatus.EXACT if exact else match.status
        return replace(match, status=status, on_page=None, reason=said)

    def _not_found(self, match: Match, *, named: bool) -> Match:
        """Not found, with what could not be read; without a cited page that may be too much."""
        number, count = len(self.textless), len(self.labels)
        if not number:
            return match
        pages = "1 page holds" if number == 1 else f"{number} pages hold"
        reason = _joined(match.reason, f"{pages} no text of the file's {count}")
        if named or number <= count * _MANY:
            return replace(match, reason=reason)
        return Match(MatchStatus.UNREADABLE, reason=reason)

    def _no_text(self, pages: Sequence[int]) -> str:
        label = self.labels.of(pages[0])
        which = f"page {label}" if label else f"the file's page {pages[0] + 1}"
        return f"{which}, which is cited, holds no text"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to look for in a file, and the page they are cited to.

    Args:
        page: of the file, from 1; it goes before `page_label`.
        page_label: a locator, as printed.
    """

    words: str
    page: int | None = None
    page_label: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of the disk that was read; `file` is None where it cannot be, for a reason."""

    reading: Reading
    file: File | None
    reason: str | None = None

    def look(self, quote: Quote) -> tuple[Match, str | None]:
        """What becomes of a quotation, and the label of the page where it stands."""
        if self.file is None:
            return Match(MatchStatus.UNREADABLE, reason=self.reason), None
        if quote.page is not None:
            match = self.file.find_on(quote.words, quote.page)
        elif quote.page_label is not None and quote.page_label.strip():
            place = Locator(LocatorLabel.PAGE, quote.page_label)
            match = self.file.find(quote.words, (place,))
        else:
            match = self.file.find(quote.words)
        return match, self.file.label(match)


def open_file(path: Path) -> Opened:
    """Read a file once, to look for any number of quotations in it. No database is needed.

    Raises:
        NotFound: there is no such file. BadInput: it is no ordinary file.
    """
    from evidence.pages.labels import choose
    from evidence.pages.reading import read

    if not path.exists():
        raise NotFound(f"there is no file {path}", hint="look at its name")
    if not path.is_file():
        raise BadInput(f"{path} is no ordinary file")
    reading = read(path, UNKNOWN)
    if reading.status is not DocumentStatus.READ:
        return Opened(reading, None, unreadable(reading.status, reading.detail))
    page_map, origin = choose(reading, None)
    labels = PageLabels(page_map.labels(len(reading.pages)))
    return Opened(reading, file_of(HeldPages(reading.pages), labels, origin, facts(reading.pages)))


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of pages without their text: numbers seen in print, and which have none."""

    printed: tuple[str | None, ...]
    textless: frozenset[int]


def facts(pages: Sequence[PageText]) -> Facts:
    """Of pages that are at hand."""
    return Facts(
        tuple(page.printed for page in pages),
        frozenset(page.index for page in pages if page.status is not PageStatus.TEXT),
    )


def file_of(pages: Pages, labels: PageLabels, origin: PageMapOrigin | None, known: Facts) -> File:
    """A file ready for quotations."""
    return File(pages, labels, labels.trusted(origin, known.printed), known.textless)


def unreadable(status: DocumentStatus, detail: str | None) -> str:
    """Why nothing can be said of a file that was not read, for people."""
    said = _UNREADABLE.get(status, "the file was not read")
    return f"{said}: {detail}" if detail and detail != said else said


def _elsewhere(match: Match) -> Match:
    """What was found without a page in mind, where the cited one is not in the file."""
    exact = match.status is MatchStatus.EXACT
    return replace(match, status=MatchStatus.OTHER_PAGE if exact else match.status, on_page=False)


def _joined(*reasons: str | None) -> str | None:
    return "; ".join(each for each in reasons if each) or None
