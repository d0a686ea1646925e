"""A file's pages: their text, and the map from their index to the label that is printed.

A page has an index, from 0, and perhaps a label: an article on pp. 106-122 is a file of 17
pages, and its index 4 is labelled 110. Labels are no numbers ("iv", "A-3", "S110").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.domain.page_spans import DASHES
from evidence.domain.vocabulary import DocumentStatus, PageStatus
from evidence.errors import BadInput

_ROMAN = re.compile(r"m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_NUMERALS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_COUNTED = re.compile(r"(?P<prefix>.*?)(?P<digits>\d{1,9})", re.DOTALL)
_SEGMENT = re.compile(
    rf"\s*(?P<start>\d{{1,9}})\s*(?P<open>(?:[{DASHES}]\s*(?P<end>\d{{1,9}})?)?)\s*"
    rf"=\s*(?P<label>[^=,]*?)\s*"
)
_DASH = re.compile(rf"\s*[{DASHES}]\s*")


@dataclass(frozen=True, slots=True)
class PageText:
    """One page of a file, as it was read.

    Args:
        index: from 0.
        text: in reading order; a line ends with a line feed, a paragraph with two; words
            parted at a line's end are joined.
        start, end: code points of the body within `text`, half-open: what stands before is
            the running header, what stands behind the running footer.
        label: what the file itself calls the page.
        printed: the page number seen in its header or footer.
    """

    index: int
    text: str
    status: PageStatus = PageStatus.TEXT
    start: int = 0
    end: int | None = None
    label: str | None = None
    printed: str | None = None

    @property
    def body(self) -> str:
        """The text without running header and footer."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a file came to.

    Args:
        status: READ, EMPTY, LOCKED or FAILED.
        pages: every page, in order; none where it is locked or failed.
        reader: which reader made them, and its version ("pdf 1"): a newer one reads anew.
        detail: for people, why it failed, or what is odd about it.
        reflowable: whether the file has no pages of its own, such as HTML: then `pages` is
            one page, or as many as the file's own page marks tell of.
    """

    status: DocumentStatus
    pages: tuple[PageText, ...]
    reader: str
    detail: str | None = None
    reflowable: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Pages of a file that are labelled one after the other.

    Args:
        start, end: indices, half-open.
        label: that of the first; the others count on from it.
    """

    start: int
    end: int
    label: str

    def label_of(self, index: int) -> str | None:
        """The label of a page of the segment; None of one outside."""
        return later(self.label, index - self.start) if self.start <= index < self.end else None


@dataclass(frozen=True, slots=True)
class PageMap:
    """Which printed page each page of a file is; pages in no segment have no label."""

    segments: tuple[Segment, ...] = ()

    def label(self, index: int) -> str | None:
        """The printed label of a page, None where it has none."""
        found = (segment.label_of(index) for segment in self.segments)
        return next((label for label in found if label is not None), None)

    def labels(self, count: int) -> tuple[str | None, ...]:
        """The labels of a file's first `count` pages."""
        return tuple(self.label(index) for index in range(count))

    def indices(self, label: str) -> tuple[int, ...]:
        """The pages that are labelled so: usually one, where numbers begin again several.

        Case counts only where both "iv" and "IV" occur.
        """
        wanted = label.strip()
        exact = tuple(self._with(wanted))
        return exact or tuple(
            index
            for segment in self.segments
            for index in range(segment.start, segment.end)
            if (segment.label_of(index) or "").casefold() == wanted.casefold()
        )

    def _with(self, label: str) -> Iterator[int]:
        for segment in self.segments:
            for index in range(segment.start, segment.end):
                if segment.label_of(index) == label:
                    yield index

    def __str__(self) -> str:
        """As `read_map` reads it: "1-4=i-iv,5-21=1-17"."""
        return ",".join(map(_written, self.segments))


def map_of(labels: Sequence[str | None]) -> PageMap:
    """The map of a file whose pages have these labels, in as few segments as will do."""
    segments: list[Segment] = []
    for index, label in enumerate(labels):
        if label is None or not label.strip():
            continue
        last = segments[-1] if segments else None
        if last and last.end == index and later(last.label, index - last.start) == label:
            segments[-1] = Segment(last.start, index + 1, last.label)
        else:
            segments.append(Segment(index, index + 1, label))
    return PageMap(tuple(segments))


def map_from(first: str, count: int) -> PageMap:
    """The map of a file of `count` pages whose first is labelled `first`."""
    return PageMap((Segment(0, count, first.strip()),)) if count and first.strip() else PageMap()


def read_map(text: str, count: int) -> PageMap:
    """Read a map as a person writes it: "1-4=i-iv,5-=1".

    Args:
        text: physical pages, from 1, and what is printed on them; an open range goes to the
            last page; of the labels only the first is needed.
        count: how many pages the file has.

    Raises:
        BadInput: it cannot be read, names a page that the file has not, or one twice, or
            labels that are not as many as the pages.
    """
    segments = sorted((_segment(part, count) for part in text.split(",")), key=_start)
    for before, after in pairwise(segments):
        if after.start < before.end:
            raise BadInput(f"page {after.start + 1} is labelled twice in {text!r}")
    return PageMap(tuple(segments))


def later(label: str, steps: int) -> str | None:
    """The label that comes `steps` after another; None where nothing can be counted in it.

    Counted are the digits at its end ("A-3", "S110"), with their leading zeros, else roman
    numerals. Nothing comes before 0, or before "i".
    """
    if steps == 0:
        return label
    if match := _COUNTED.fullmatch(label):
        digits = match["digits"]
        number = int(digits) + steps
        return f"{match['prefix']}{number:0{len(digits)}d}" if number >= 0 else None
    if label and _ROMAN.fullmatch(label):
        numeral = _roman(max(0, _roman_value(label) + steps))
        if not numeral:
            return None
        return numeral.upper() if label.isupper() else numeral
    return None


def series(label: str) -> tuple[tuple[str, int], ...]:
    """What a label counts, and how far it has got: ("S", 110) of "S110".

    Empty where nothing can be counted in it. What is counted is the prefix of digits, or "i"
    and "I" for roman numerals.
    """
    if match := _COUNTED.fullmatch(label):
        return ((match["prefix"], int(match["digits"])),)
    if label and _ROMAN.fullmatch(label) and (label.islower() or label.isupper()):
        return (("I" if label.isupper() else "i", _roman_value(label)),)
    return ()


def runs(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Indices as half-open runs."""
    found: list[tuple[int, int]] = []
    for index in sorted(set(indices)):
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _segment(part: str, count: int) -> Segment:
    match = _SEGMENT.fullmatch(part)
    if match is None or not match["label"]:
        raise BadInput(f"{part.strip()!r} labels no pages", hint="write '1-4=i-iv,5-=1'")
    start = int(match["start"])
    last = int(match["end"]) if match["end"] else count if match["open"] else start
    if not 1 <= start <= last <= count:
        raise BadInput(f"{part.strip()!r}: the file has the pages 1 to {count}")
    size = last - start + 1
    label = match["label"]
    first, *more = _DASH.split(label)
    if len(more) == 1 and _same_series(first, more[0]):
        if later(first, size - 1) != more[0]:
            raise BadInput(f"{part.strip()!r}: these are {size} pages, but not as many labels")
        label = first
    elif size > 1 and later(label, 1) is None:
        raise BadInput(f"{label!r} cannot be counted on", hint="write '1-4=i-iv,5-=1'")
    return Segment(start - 1, last, label)


def _same_series(first: str, last: str) -> bool:
    both_roman = bool(_ROMAN.fullmatch(first) and _ROMAN.fullmatch(last))
    return both_roman or (first.isdigit() and last.isdigit())


def _written(segment: Segment) -> str:
    size = segment.end - segment.start
    if size == 1:
        return f"{segment.start + 1}={segment.label}"
    last = segment.label_of(segment.end - 1)
    if _DASH.search(segment.label):
        return f"{segment.start + 1}-{segment.end}={segment.label}"
    return f"{segment.start + 1}-{segment.end}={segment.label}-{last}"


def _start(segment: Segment) -> int:
    return segment.start


def _roman(number: int) -> str:
    numeral = ""
    for value, letters in _ROMAN_NUMERALS:
        numeral += letters * (number // value)
        number %= value
    return numeral


def _roman_value(numeral: str) -> int:
    values = {letters: value for value, letters in _ROMAN_NUMERALS if len(letters) == 1}
    counted = [values[letter] for letter in numeral.casefold()]
    return sum(
        -value if value < after else value
        for value, after in zip(counted, [*counted[1:], 0], strict=True)
    )
