"""A manuscript worked out: its works, its citations tied to them, its sentences.

What the file itself says (an entry's record, a citation's key) comes first; the rest is found
in the text, with the reference list as the dictionary.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.domain.locators import Locator
from evidence.domain.locators import parse as locator
from evidence.domain.vocabulary import LocatorLabel
from evidence.errors import BadInput
from evidence.manuscript import structure
from evidence.manuscript.citations.finding import find
from evidence.manuscript.citations.found import Found, Resolution
from evidence.manuscript.citations.index import folded, index
from evidence.manuscript.citations.notes import find as find_in_notes
from evidence.manuscript.citations.repeated import filled
from evidence.manuscript.document import CitedWork, Manuscript, Mark, MarkKind, Record
from evidence.manuscript.plain import Sentence
from evidence.manuscript.references.fields import Fields
from evidence.manuscript.references.lists import Entry, entries
from evidence.manuscript.references.works import doubtful, works

_PLACE = re.compile(
    r"(?:\s*[,:]\s*|(?<=[a-z]\.)\s+(?=\d))([^;()\[\]\n]{1,40}?(?:\n[^;()\[\]\n]{1,40})?)"
    r"(?=[;)\]]|\.?(?:\n\n|\Z))"
)
_NUMBER = re.compile(r"\d|\b[ivxlc]+\b|\b[IVXLC]+\b|s\.\s?v")
_YEAR_ONLY = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?(?:\s*,\s*(?:1[5-9]|20)\d\d[a-z]?)*")
_MOST_ENTRIES = 5_000
_MOST_CITATIONS = 50_000
_MOST_SENTENCES = 50_000
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEADING = re.compile(r"\s*(?:\[(\d{1,4})\]|\((\d{1,4})\)|(\d{1,4})[.)])\s+")


@dataclass(frozen=True, slots=True)
class Reference:
    """One work of a reference list.

    Args:
        id: "r1" and so on, in the order of the text.
        entry: its entry's place, from 1; packed works share it.
        start, end: code points of the text, half-open; the same where the work stands only in
            a file beside the manuscript.
        heading: of its list.
        key: what the manuscript's own citations call it, "" where it has no such name.
        record: as the file gives the work, None where it was read from the entry's words.
    """

    id: str
    entry: int
    start: int
    end: int
    fields: Fields
    heading: str = ""
    key: str = ""
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """One item of a citation, with the place that it names, read and as printed.

    `marked` says that the file itself names the work, whatever is printed.
    """

    found: Found
    locator: Locator | None
    printed: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a manuscript was worked out to.

    Args:
        notices: what a person should know of how it was read, a line each.
    """

    manuscript: Manuscript
    references: tuple[Reference, ...]
    citations: tuple[Cited, ...]
    sentences: tuple[Sentence, ...]
    notices: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text to which all offsets belong."""
        return self.manuscript.text


Known = Mapping[str, tuple[Fields, Record]]
"""The works that a manuscript carries or that stand beside it, by the key that it cites by."""


def analysed(manuscript: Manuscript, known: Known) -> Analysis:
    """Work a manuscript out.

    Raises:
        BadInput: it has more entries, citations or sentences than any paper.
    """
    text = manuscript.text
    listed, named = _entries(manuscript)
    if len(listed) > _MOST_ENTRIES:
        raise BadInput(f"a list of {len(listed):,} entries is too long for a paper's")
    references = list(_listed(manuscript, listed, named, known))
    ids = {each.key: each.id for each in references if each.key}
    references += _carried(manuscript, references, known, ids)
    blanks = [(each.start, each.end) for each in listed]
    blanks += [(mark.start, mark.end) for mark in structure.list_blocks(manuscript)]
    running = _blanked(text, blanks)
    marked = manuscript.of(MarkKind.CITATION)
    searched = _searched(manuscript, _blanked(running, [(m.start, m.end) for m in marked]))
    items = [(each.id, each.fields) for each in references]
    citations = find(
        searched,
        items,
        [None if not listed else _number_of(each, listed) for each in references],
    )
    notes = [(mark.start, mark.end) for mark in manuscript.of(MarkKind.NOTE)]
    found = citations.items
    if notes:
        noted = (*found, *find_in_notes(searched, notes, items, found))
        found = tuple(filled(searched, sorted(noted, key=lambda each: each.start)))
    if len(found) > _MOST_CITATIONS:
        raise BadInput(f"{len(found):,} citations are too many for a paper")
    starts = sorted(each.start for each in found)
    cited = [Cited(each, *_locator(running, each, starts)) for each in found]
    cited += (each for mark in marked for each in _of_mark(text, mark, ids))
    sentences = structure.sentences(manuscript, running, _searched(manuscript, running))
    if len(sentences) > _MOST_SENTENCES:
        raise BadInput(f"{len(sentences):,} sentences are too many for a paper")
    notices = [*manuscript.notices, *_doubts(text, listed)]
    if citations.shift:
        notices.append(
            f"its numbers and its list's differ by up to {citations.shift}: the names beside them "
            "tell which entry is meant"
        )
    return Analysis(
        manuscript,
        tuple(references),
        tuple(sorted(cited, key=lambda each: each.found.start)),
        sentences,
        tuple(notices),
    )


def _entries(manuscript: Manuscript) -> tuple[list[Entry], dict[int, Mark]]:
    """The entries of the lists, and the marks of those that the file marks, by their start."""
    marks = manuscript.of(MarkKind.ENTRY)
    if not marks and manuscript.blocked:
        marks = list(structure.list_blocks(manuscript))
        if len(marks) == 1:
            marks = []
    if not marks:
        return list(entries(manuscript.text)), {}
    heads = manuscript.of(MarkKind.HEADING)
    made = []
    by_start: dict[int, Mark] = {}
    for mark in marks:
        match = _LEADING.match(manuscript.text, mark.start, mark.end)
        number = int(next(group for group in match.groups() if group)) if match else None
        start = match.end() if match else mark.start
        if start >= mark.end:
            continue
        before = [head for head in heads if head.end <= mark.start]
        heading = manuscript.text[before[-1].start : before[-1].end] if before else ""
        made.append(Entry(start, mark.end, 0, number, heading))
        by_start[start] = mark
    return made, by_start


def _listed(
    manuscript: Manuscript, listed: Sequence[Entry], named: Mapping[int, Mark], known: Known
) -> Iterator[Reference]:
    for number, work in enumerate(works(manuscript.text, listed), 1):
        entry = listed[work.entry - 1]
        mark = named.get(work.start)
        key = mark.name if mark else ""
        held = known.get(key) if key else None
        yield Reference(
            id=f"r{number}",
            entry=work.entry,
            start=work.start,
            end=work.end,
            fields=held[0] if held else work.fields,
            heading=entry.heading,
            key=key,
            record=held[1] if held else None,
        )


def _carried(
    manuscript: Manuscript, listed: Sequence[Reference], known: Known, ids: dict[str, str]
) -> list[Reference]:
    """The works that citations name and that the file carries; `ids` learns them all.

    Where a list is printed, such a work is tied to its entry, and is none of the list where it
    has no entry there.
    """
    own = index((each.id, each.fields) for each in listed)
    titles = {folded(each.fields.title)[:40]: each.id for each in listed if each.fields.title}
    made: list[Reference] = []
    cited = (work for mark in manuscript.of(MarkKind.CITATION) for work in mark.works)
    for work in cited:
        if work.key in ids or work.key not in known:
            continue
        fields, record = known[work.key]
        if listed:
            name = folded(fields.authors[0].citation_name) if fields.authors else ""
            same = [each.id for each in own.first.get(name, ()) if each.year == fields.year]
            exact = titles.get(folded(fields.title)[:40])
            if exact or len(same) == 1:
                ids[work.key] = exact or same[0]
            continue
        id_ = f"r{len(made) + 1}"
        made.append(Reference(id_, len(made) + 1, 0, 0, fields, "", work.key, record))
        ids[work.key] = id_
    return made


def _of_mark(text: str, mark: Mark, ids: Mapping[str, str]) -> Iterator[Cited]:
    """The items of a citation that the file itself marks."""
    single = len(mark.works) == 1
    for work in mark.works:
        id_ = ids.get(work.key)
        resolution = Resolution.RESOLVED if id_ else Resolution.MISSING
        found = Found(mark.start, mark.end, (id_,) if id_ else (), resolution)
        place, said = _place(work), work.locator
        if place is None and single:
            place, said = _printed_place(text, mark.end)
        yield Cited(found, place, said, work.prefix, work.suffix, marked=True)


def _place(work: CitedWork) -> Locator | None:
    if not work.locator:
        return None
    try:
        read = locator(work.locator)
    except BadInput:
        return None
    labels = {label.value: label for label in LocatorLabel}
    label = labels.get(work.label or "")
    return replace(read, label=label) if label is not None else read


def _printed_place(text: str, end: int) -> tuple[Locator | None, str | None]:
    match = _PLACE.match(text, end)
    if match is None or not _NUMBER.search(match[1]) or _YEAR_ONLY.fullmatch(match[1].strip()):
        return None, None
    try:
        return locator(match[1]), " ".join(match[1].split())
    except BadInput:
        return None, None


def _locator(text: str, item: Found, starts: Sequence[int]) -> tuple[Locator | None, str | None]:
    """The place that is named right after an item, before the next one."""
    match = _PLACE.match(text, item.end)
    if match is None:
        return None, None
    following = bisect_left(starts, match.start(1))
    if following < len(starts) and starts[following] < match.end(1):
        return None, None
    return _printed_place(text, item.end)


def _number_of(work: Reference, listed: Sequence[Entry]) -> int | None:
    return listed[work.entry - 1].number if 0 < work.entry <= len(listed) else None


def _searched(manuscript: Manuscript, running: str) -> str:
    """The running text with raised digits as such, so that numbers that cite are seen."""
    parts, at = [], 0
    for mark in manuscript.of(MarkKind.RAISED):
        if mark.start >= at:
            parts += [running[at : mark.start], running[mark.start : mark.end].translate(_RAISED)]
            at = mark.end
    return "".join([*parts, running[at:]])


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with blanks in those spans; line ends and offsets stay."""
    parts, at = [], 0
    for start, end in sorted(spans):
        start = max(start, at)
        if start < end:
            parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
            at = end
    return "".join([*parts, text[at:]])


def _doubts(text: str, listed: Sequence[Entry]) -> Iterator[str]:
    for number in doubtful(text, listed):
        words = " ".join(text[listed[number - 1].start :][:60].split())
        yield f"entry {number} may hold several works, or be two entries: {words}…"
