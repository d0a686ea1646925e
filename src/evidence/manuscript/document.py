"""A manuscript as its file gives it: one text, and what the file says of spans of it.

Every reader makes one of these; what a file does not say (a plain text says next to nothing)
is worked out from the text afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class MarkKind(StrEnum):
    """What a span of a manuscript is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    """A foot- or endnote's text, which stands after all paragraphs."""
    NOTE_CALL = "note-call"
    """Where the running text calls a note; `name` is the note's."""
    ENTRY = "entry"
    """One entry of the reference list."""
    CITATION = "citation"
    """What cites, as printed, with the works that the file names for it."""
    RAISED = "raised"
    """Superscript."""
    QUOTATION = "quotation"
    """A block that is set off as a quotation."""
    OTHER = "other"
    """What is no prose: a table, a caption, code, a formula on its own."""


@dataclass(frozen=True, slots=True)
class Record:
    """A work's record that a file carries, in a bibliographic format of its own.

    Args:
        format: a format's name, such as "csl-json" (one object) or "endnote-xml".
        text: the record.
    """

    format: str
    text: str


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One work as a file's own citation names it.

    Args:
        key: what the file calls the work: a citation key, an element's id. Works with the
            same key are the same.
        record: the work's record where the citation carries one.
        locator: the cited place without its term, None where there is none.
        label: the locator's CSL label, None where the file does not say.
        author_suppressed: whether the citation leaves the names out (or in the sentence).
    """

    key: str
    record: Record | None = None
    locator: str | None = None
    label: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    author_suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file says of a span.

    Args:
        start, end: code points of the manuscript's text, half-open.
        level: of a heading, 1 for the highest; 0 for what is none.
        name: a note's number or sign, an entry's key or id; "" where there is none.
        works: of a citation.
        record: of an entry whose file gives its fields.
    """

    kind: MarkKind
    start: int
    end: int
    level: int = 0
    name: str = ""
    works: tuple[CitedWork, ...] = ()
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A paper's file as one text with marks.

    Args:
        format: what was read: "plain", "markdown", "latex", "docx", "odt", "html", "jats", "pdf".
        text: blocks are parted by one blank line each, but for a plain text, which stays as it
            is; notes stand at the end.
        marks: by start, the wider first.
        blocked: whether marks say of each block what it is; a plain text's do not.
        title: of the paper, where the file says.
        language: a BCP 47 tag, where the file says.
        libraries: files of bibliographic records that the manuscript names, that are there.
        records: works that the file carries in a list of its own, by key.
        notices: what a reader has to tell: a file that is missing, changes that were accepted.
    """

    format: str
    text: str
    marks: tuple[Mark, ...] = ()
    blocked: bool = False
    title: str | None = None
    language: str | None = None
    libraries: tuple[Path, ...] = ()
    records: tuple[tuple[str, Record], ...] = ()
    notices: tuple[str, ...] = ()

    def of(self, *kinds: MarkKind) -> list[Mark]:
        """The marks of some kinds, in order."""
        return [mark for mark in self.marks if mark.kind in kinds]


_PARTED = "\n\n"


class Writing:
    """A manuscript's text while a reader puts it together: blocks, and marks on them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []

    @property
    def here(self) -> int:
        """The offset at which the next text begins, in code points."""
        return self._length

    def add(self, text: str) -> tuple[int, int]:
        """Put text at the end; where it stands."""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start, self._length

    def mark(self, mark: Mark) -> None:
        """Say something of a span."""
        self._marks.append(mark)

    def begin(self) -> int:
        """Part a new block from what stands before; where it begins."""
        if self._length and self._parts[-1] != _PARTED:
            self.add(_PARTED)
        return self._length

    def text(self, start: int, end: int) -> str:
        """What stands in a span."""
        held, at = [], self._length
        for part in reversed(self._parts):
            at -= len(part)
            held.append(part)
            if at <= start:
                break
        return "".join(reversed(held))[start - at : end - at]

    def trimmed(self, start: int) -> tuple[int, int]:
        """The span from a place to the end, without outer white space."""
        text = self.text(start, self._length)
        bare = text.strip()
        start += len(text) - len(text.lstrip()) if bare else 0
        return start, start + len(bare)

    def block(self, kind: MarkKind, text: str, *, level: int = 0, name: str = "") -> int:
        """Put a block of one kind; where its text begins."""
        self.begin()
        start, end = self.add(text)
        self.mark(Mark(kind, start, end, level, name))
        return start

    def finished(self) -> tuple[str, tuple[Mark, ...]]:
        """The text and its marks in order."""
        return "".join(self._parts), ordered(self._marks)


def ordered(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks by start, the wider first."""
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
