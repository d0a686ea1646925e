"""Which pages of a file a locator names: printed labels on one side, indices on the other.

A locator that names no page ("ch. 3", "n. 12", "§ 4"), or one whose page cannot be told in
the file, is no fault of a quotation: it is said, and the whole file is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.domain.locators import Locator, parse, whole_pages
from evidence.domain.page_spans import ARABIC, DASH, ROMAN, PageSpan, spans
from evidence.domain.pages import later
from evidence.domain.vocabulary import LocatorLabel, PageMapOrigin
from evidence.errors import BadInput

_PART = re.compile(r"\s*(?:[,;&]|\band\b)\s*")
_OPEN = re.compile(
    r"(?P<page>.*?[^\W_])\s*(?:(?P<next>sq\b\.?|f\b\.?)|\+|ff\b\.?|sqq\b\.?|et\s+seqq?\b\.?)"
)
_AROUND = " []().-–—"
_MOST = 5000
"""Pages of a range that are looked up one by one: no work has more."""


class PageLabels:
    """The labels of a file's pages, and the way back from a label to its pages.

    Args:
        labels: that of every page, None where it has none.
    """

    def __init__(self, labels: Sequence[str | None]) -> None:
        self.labels = tuple(labels)
        self._exact: dict[str, list[int]] = {}
        self._alike: dict[str, list[int]] = {}
        for index, label in enumerate(self.labels):
            if label is not None:
                self._exact.setdefault(label.strip(), []).append(index)
                self._alike.setdefault(_key(label), []).append(index)

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def known(self) -> bool:
        """Whether any page has a label."""
        return bool(self._exact)

    @property
    def complete(self) -> bool:
        """Whether every page has one."""
        return bool(self.labels) and all(label is not None for label in self.labels)

    def of(self, index: int) -> str | None:
        """The label of a page, None where it has none or is not there."""
        return self.labels[index] if 0 <= index < len(self.labels) else None

    def indices(self, label: str) -> tuple[int, ...]:
        """The pages that are labelled so; case counts only where both cases occur."""
        return tuple(self._exact.get(label.strip()) or self._alike.get(_key(label)) or ())

    def certain(self, origin: PageMapOrigin | None) -> bool:
        """Whether a label that is not among them is on no page of the file.

        So it is where every page has one, and they may be relied on (`trusted`).
        """
        return self.complete and self.trusted(origin)

    def trusted(self, origin: PageMapOrigin | None, printed: Sequence[str | None] = ()) -> bool:
        """Whether a page that has a label bears that one in print, and no other.

        So it is where it was seen there, where a person gave it, or where the file itself
        does. A file that merely counts its pages from 1 says nothing of what is printed on
        them, unless the numbers seen there agree.

        Args:
            origin: how the labels came about.
            printed: the numbers seen in headers and footers, where they are at hand.
        """
        if origin in (PageMapOrigin.PRINTED_NUMBERS, PageMapOrigin.PERSON):
            return True
        if origin is not PageMapOrigin.PAGE_LABELS:
            return False
        if self.labels != tuple(map(str, range(1, len(self.labels) + 1))):
            return True
        seen = zip(self.labels, printed, strict=False)
        agree = sum(_key(label or "") == _key(number) for label, number in seen if number)
        return agree * 2 > len(self.labels)


@dataclass(frozen=True, slots=True)
class Cited:
    """The pages of a file that locators name.

    Args:
        indices: None where none is named, or none that can be told in the file.
        missing: labels that are named and that no page of the file has.
        reason: for people, why there are no indices though there are locators.
    """

    indices: frozenset[int] | None = None
    missing: tuple[str, ...] = ()
    reason: str | None = None


def cited_pages(locators: Sequence[Locator], labels: PageLabels) -> Cited:
    """The pages of a file that locators name, taken together.

    "110-111" are both pages and those between; "401ff." is every page from there on, "401f."
    that and the next; "59 n. 3" is page 59.

    Args:
        locators: of the citations of one work; none where they name no place.
        labels: of the file's pages.
    """
    indices: set[int] = set()
    missing: list[str] = []
    for locator in locators:
        found = _cited(locator, labels)
        if found.indices is None and not found.missing:
            return found
        indices.update(found.indices or ())
        missing.extend(found.missing)
    if indices:
        return Cited(frozenset(indices), tuple(missing))
    if missing:
        named = ", ".join(missing)
        return Cited(None, tuple(missing), f"the file has no page labelled {named}")
    return Cited()


def _cited(locator: Locator, labels: PageLabels) -> Cited:
    try:
        place = parse(locator.text, locator.label)
    except BadInput:
        return Cited(reason=f"“{locator.text}” cannot be read as a page")
    if place.label is not LocatorLabel.PAGE:
        return Cited(reason=f"{place.label} {place.text} is no page: the whole file was searched")
    if not labels.known:
        return Cited(
            reason=f"which page of the file is printed {place.text} is not known: "
            "the whole file was searched"
        )
    text = whole_pages(place.text)
    if whole := labels.indices(text):
        return Cited(frozenset(whole))
    named = list(_named(text, labels))
    indices = {index for _, found in named for index in found}
    missing = tuple(dict.fromkeys(label for label, found in named if not found))
    if not named:
        return Cited(reason=f"“{place.text}” cannot be read as a page")
    if len(missing) > 1 and not indices:
        missing = (text,)
    return Cited(frozenset(indices) or None, missing)


def _named(text: str, labels: PageLabels) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every page that a page expression names, with its indices."""
    before = ""
    for part in filter(None, _PART.split(text)):
        if found := labels.indices(part):
            yield part, found
        elif opened := _OPEN.fullmatch(part):
            yield from _opened(opened["page"], labels, only_next=bool(opened["next"]))
        elif read := spans(part):
            short = before.isdigit() and part.isdigit() and len(part) < len(before)
            if short:
                full = before[: -len(part)] + part
                yield (full, labels.indices(full))
            else:
                yield from _of_span(read[0], labels)
        else:
            yield from _between(part, labels)
        before = part


def _opened(
    page: str, labels: PageLabels, *, only_next: bool
) -> Iterator[tuple[str, tuple[int, ...]]]:
    found = labels.indices(page)
    if found:
        last = found[0] + 2 if only_next else len(labels)
        found = tuple(range(found[0], min(last, len(labels))))
    yield page, found


def _of_span(span: PageSpan, labels: PageLabels) -> Iterator[tuple[str, tuple[int, ...]]]:
    last = span.first if span.last is None else span.last
    for number in range(span.first, min(last, span.first + _MOST) + 1):
        label = _label(span.series, number)
        yield label, labels.indices(label)


def _label(series: str, number: int) -> str:
    if series == ROMAN:
        return later("i", number - 1) or "i"
    return str(number) if series == ARABIC else f"{series}{number}"


def _between(part: str, labels: PageLabels) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A range from one series into another ("xii-3"), or of labels that are no numbers."""
    ends = [end for end in re.split(DASH, part) if end]
    if len(ends) == 2:
        first, last = (labels.indices(end) for end in ends)
        if first and last and first[0] <= last[-1]:
            yield part, tuple(range(first[0], last[-1] + 1))
            return
    if re.search(r"\w", part):
        yield part, ()


def _key(label: str) -> str:
    plain = label.strip(_AROUND).casefold()
    return str(int(plain)) if plain.isdecimal() else plain
