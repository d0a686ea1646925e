"""A manuscript's sentences, each with its section, paragraph and number, whatever its format."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from evidence.manuscript import plain
from evidence.manuscript.document import Manuscript, Mark, MarkKind
from evidence.manuscript.plain import Sentence
from evidence.manuscript.references.lists import is_heading
from evidence.manuscript.sentences import sentences as split

NOTES = "Notes"
"""The section of foot- and endnotes, which follow the running text; a note is a paragraph."""
_PROSE = (MarkKind.PARAGRAPH, MarkKind.QUOTATION)
_CUT = (".", "!", "?", "…", ":", ";", ")", "]", "”", '"', "’", "»")


def sentences(manuscript: Manuscript, running: str, raised: str) -> tuple[Sentence, ...]:
    """The sentences of a manuscript's running text and notes, in order.

    Args:
        running: its text with blanks where the reference lists stand; offsets are the same.
        raised: the same with raised digits as such, which may follow a sentence's full stop.
    """
    if not manuscript.blocked:
        return tuple(each for each in plain.read(running) if each.text.strip())
    return tuple(_of_blocks(manuscript, running, raised))


def list_blocks(manuscript: Manuscript) -> Iterator[Mark]:
    """The blocks that stand under a heading of a reference list, and marked entries."""
    level: int | None = None
    for mark in manuscript.of(MarkKind.HEADING, MarkKind.ENTRY, *_PROSE):
        if mark.kind is MarkKind.HEADING:
            if is_heading(manuscript.text[mark.start : mark.end]):
                level = mark.level
            elif level is not None and mark.level <= level:
                level = None
        elif level is not None or mark.kind is MarkKind.ENTRY:
            yield mark


def _of_blocks(manuscript: Manuscript, running: str, raised: str) -> Iterator[Sentence]:
    cites = [(each.start, each.end) for each in manuscript.of(MarkKind.CITATION)]
    section, paragraph, open_ = "", 0, ""
    for mark in manuscript.of(MarkKind.HEADING, MarkKind.NOTE, *_PROSE):
        if mark.kind is MarkKind.HEADING:
            section, paragraph, open_ = manuscript.text[mark.start : mark.end], 0, ""
            continue
        if mark.kind is MarkKind.NOTE and section != NOTES:
            section, paragraph = NOTES, 0
        block = running[mark.start : mark.end]
        if not block.strip():
            continue
        # A block that goes on in lower case carries on the one that a figure or page cut.
        if not (open_ and block.lstrip()[:1].islower() and mark.kind is MarkKind.PARAGRAPH):
            paragraph, number = paragraph + 1, 0
        for start, end in _whole(split(raised[mark.start : mark.end]), cites, mark.start):
            number += 1
            words = running[start:end]
            yield Sentence(section, paragraph, number, start, end, words)
        cut = mark.kind is MarkKind.PARAGRAPH and not block.rstrip().endswith(_CUT)
        open_ = block if cut else ""


def _whole(
    found: Iterator[tuple[int, int]], cites: Sequence[tuple[int, int]], offset: int
) -> Iterator[tuple[int, int]]:
    """The spans of sentences, joined where one would end inside a marked citation."""
    held: tuple[int, int] | None = None
    for first, last in found:
        start, end = first + offset, last + offset
        if held is not None:
            start = held[0]
        at = bisect_right(cites, (end, -1)) - 1
        if at >= 0 and cites[at][0] < end < cites[at][1]:
            held = start, end
            continue
        held = None
        yield start, end
    if held is not None:
        yield held
