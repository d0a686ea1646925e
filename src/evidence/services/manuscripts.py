"""A manuscript's file entered as a paper under check, or taken in anew after a revision.

Entries, citations and claims that are there already stay the same records: what people said
of them stays with them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from evidence.domain.items import Item
from evidence.domain.text import fingerprint, fold, likeness
from evidence.domain.vocabulary import Origin, Resolution
from evidence.errors import Refused
from evidence.manuscript.analysis import Analysis, Cited, Reference
from evidence.manuscript.citations.grouping import Group, groups, names_and_year
from evidence.manuscript.plain import Sentence
from evidence.services import find, keys, papers, parsing, sources
from evidence.services.importing import Given, Importer
from evidence.services.listed_works import other_dates
from evidence.services.removal import Remover
from evidence.services.reviewing import propose
from evidence.services.revising import Revised, sentences_of_claims, tie
from evidence.services.work import Work
from evidence.store import models as m

LIST = "References"
"""The section of works that the manuscript lists in a file beside it."""
_ALIKE = 0.9
_FAR = 1_000_000
_TITLE_LENGTH = 200
_FURNITURE = re.compile(
    r"\bjournal\b|\bvol(?:ume)?\b|\bissn\b|\bdoi\b|https?:|www\.|©|@|\breceived\b|\buniversity\b"
    r"|\bissue\b|\barticle\b|\brevista\b|\d{4}",
    re.IGNORECASE,
)
"""What stands above a paper's title: the journal, its number, its address."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What taking a manuscript in did.

    Args:
        key: of the paper.
        new: whether it was not there before.
        references, works, citations, sentences, candidates: how many it has now.
        notices: what a person should know of how it was read.
        revised: what became of the claims that were there.
        removed: keys of the entries and citations that the file has no more.
    """

    key: str
    new: bool
    references: int
    works: int
    citations: int
    sentences: int
    candidates: int
    notices: tuple[str, ...]
    revised: Revised
    removed: tuple[str, ...] = ()


def enter(
    work: Work, path: Path, *, paper: str | None = None, key: str | None = None, fresh: bool = False
) -> Entered:
    """Take a manuscript's file in: as a new paper, or as the text of one that is there.

    A paper is the same by its file's content, else by its title.

    Args:
        path: of the file.
        paper: the key of the paper that it is, where that is known.
        key: for a new paper.
        fresh: whether the paper must not be there already.

    Raises:
        BadInput: the file cannot be read. Refused: it is there already.
        NotFound: no paper has that key.
        OSError: the file is not there, or may not be read.
    """
    analysis = parsing.parse(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    title = _title(analysis, path)
    there = paper or _known(work, digest, title, _first_lines(analysis))
    new = there is None
    if there is None:
        there = papers.add(work, Item("manuscript", {"title": title}), key=key)
    elif fresh:
        raise Refused(
            f"{path.name} is paper {there} already", hint=f"evidence paper refresh {there} FILE"
        )
    held = find.record(work, m.Paper, there)
    held.file_name, held.file_sha256 = path.name, digest
    return _Taking(work, held, analysis, path.name).run(new=new)


def _known(work: Work, digest: str, title: str, lines: Sequence[str]) -> str | None:
    there = work.execute(
        select(m.Paper.key, m.Paper.file_sha256, m.Source.title)
        .join(m.Source, m.Source.id == m.Paper.source_id)
        .order_by(m.Paper.key)
    ).all()
    by_file = [key for key, held, _ in there if held == digest]
    named = {fold(title).text, *(fold(line).text for line in lines)}
    by_title = [key for key, _, held in there if held and fold(held).text in named]
    return next(iter([*by_file, *by_title]), None)


def _title(analysis: Analysis, path: Path) -> str:
    """The title that the file says, else its first line, else the file's name."""
    if analysis.manuscript.title:
        return " ".join(analysis.manuscript.title.split())[:_TITLE_LENGTH]
    for line in _first_lines(analysis):
        if len(line.split()) > 2 and not _FURNITURE.search(line):
            return line[:_TITLE_LENGTH]
    return path.stem


def _first_lines(analysis: Analysis) -> list[str]:
    lines = (line.strip(" #*_\t") for line in analysis.text[:4000].splitlines())
    return [line for line in lines if line][:15]


class _Taking:
    """One taking in: the analysis on one side, the database's records on the other."""

    def __init__(self, work: Work, paper: m.Paper, analysis: Analysis, name: str) -> None:
        self._work = work
        self._paper = paper
        self._read = analysis
        self._name = name
        self._gone: list[str] = []
        self._groups: list[tuple[Group, m.Citation]] = []

    def run(self, *, new: bool) -> Entered:
        """Take everything in, in the order in which one thing refers to another."""
        works = self._sources()
        self._references(works)
        before = {each.fingerprint for each in self._paper.passages}
        was = sentences_of_claims(self._work, self._paper)
        passages = self._passages()
        self._citations(works, passages)
        revised = tie(self._work, self._paper, list(passages.values()), was)
        candidates = propose(self._work, self._paper.key, before=before)
        self._work.flush()
        key, read = self._paper.key, self._read
        self._work.expire_all()
        return Entered(
            key=key,
            new=new,
            references=len({each.entry for each in read.references}),
            works=len(read.references),
            citations=len(self._groups),
            sentences=len(read.sentences),
            candidates=candidates,
            notices=read.notices,
            revised=revised,
            removed=tuple(self._gone),
        )

    def _sources(self) -> dict[str, m.Source]:
        """The works of the lists by their ids in the analysis: those that the entries stand
        for already, and the others entered or found.
        """
        there = self._work.scalars(
            select(m.ReferenceEntry)
            .where(m.ReferenceEntry.paper_id == self._paper.id)
            .order_by(m.ReferenceEntry.id)
        )
        self._held = {each.key: each for each in there}
        self._packed: dict[int, list[Reference]] = {}
        for each in self._read.references:
            self._packed.setdefault(each.entry, []).append(each)
        self._raws = {
            number: self._raw(parts[0].start, parts[-1].end) or _composed(parts[0])
            for number, parts in self._packed.items()
        }
        self._kept = _matched(self._raws, {key: each.raw for key, each in self._held.items()})
        works: dict[str, m.Source] = {}
        for number, key in self._kept.items():
            meant = [each.source for each in self._held[key].works]
            if len(meant) == len(self._packed[number]):
                ids = [part.id for part in self._packed[number]]
                works |= zip(ids, meant, strict=True)
        fresh = [each for each in self._read.references if each.id not in works]
        given = [
            Given(
                parsing.item(self._read, each.id),
                Origin.REFERENCE_LIST,
                f"{self._name}, entry {each.entry}",
                key=each.key or None,
            )
            for each in fresh
        ]
        taken = [each.key for each in Importer(self._work).take(given)]
        self._work.flush()
        for each, key in zip(fresh, taken, strict=True):
            self._dates(each, key)
            works[each.id] = find.record(self._work, m.Source, key)
        return works

    def _dates(self, reference: Reference, key: str) -> None:
        """Keep both dates of an entry that gives two: which is right, a person decides."""
        dates = other_dates(self._raw(reference.start, reference.end), reference.fields)
        if not dates:
            return
        there = sources.get(self._work, key).statements
        told = {said.value for said in there if said.variable == "issued"}
        for date in dates:
            if date not in told:
                sources.state(self._work, key, Origin.REFERENCE_LIST, {"issued": date})

    def _references(self, works: dict[str, m.Source]) -> None:
        remover = Remover(self._work)
        kept = set(self._kept.values())
        for key, entry in self._held.items():
            if key in kept:
                entry.position += _FAR  # places are taken one by one, and may change hands
            else:
                self._gone.append(key)
                remover.reference(entry)
        self._work.flush()
        positions: dict[str, int] = {}
        for number, parts in self._packed.items():
            section = parts[0].heading or LIST
            positions[section] = positions.get(section, 0) + 1
            entry = self._held.get(self._kept.get(number, "")) or m.ReferenceEntry(
                key=keys.new_key(self._work, "reference"), paper=self._paper
            )
            self._work.add(entry)
            entry.raw, entry.section = self._raws[number], section
            entry.position = positions[section]
            wanted = list(dict.fromkeys(works[each.id].id for each in parts))
            if [each.source_id for each in entry.works] != wanted:
                entry.works.clear()
                self._work.flush()
                entry.works = [
                    m.ReferenceSource(source_id=id_, position=at)
                    for at, id_ in enumerate(wanted, 1)
                ]
        self._work.flush()

    def _passages(self) -> dict[int, m.Passage]:
        claims = select(m.Claim).where(m.Claim.paper_id == self._paper.id)
        for claim in self._work.scalars(claims):
            claim.passage = None
        citations = select(m.Citation).where(m.Citation.paper_id == self._paper.id)
        for citation in self._work.scalars(citations):
            citation.passage = None
        self._work.flush()
        self._paper.passages.clear()
        self._work.flush()
        made = {}
        for each in self._read.sentences:
            made[each.start] = m.Passage(
                section=each.section,
                paragraph=each.paragraph,
                sentence=each.sentence,
                start=each.start,
                end=each.end,
                text=each.text,
                fingerprint=fingerprint(each.text),
            )
        self._paper.passages.extend(made.values())
        self._work.flush()
        return made

    def _citations(self, works: dict[str, m.Source], passages: dict[int, m.Passage]) -> None:
        found = [each.found for each in self._read.citations]
        query = select(m.Citation).where(m.Citation.paper_id == self._paper.id)
        there: dict[str, list[m.Citation]] = {}
        for held in self._work.scalars(query.order_by(m.Citation.id)):
            there.setdefault(fold(held.text).text, []).append(held)
        for group in groups(self._read.text, found):
            text = self._raw(group.start, group.end)
            passage = _at(self._read.sentences, passages, group.start)
            known = there.get(fold(text).text)
            citation = known.pop(0) if known else None
            items = list(self._items([self._read.citations[at] for at in group.items], works))
            if citation is None:
                citation = m.Citation(key=keys.new_key(self._work, "citation"), paper=self._paper)
                citation.items = items
                self._work.add(citation)
            elif _differ(citation.items, items):
                for item in citation.items:
                    item.candidates.clear()
                citation.items.clear()
                self._work.flush()
                citation.items[:] = items
            citation.text = text
            citation.section = passage.section if passage else ""
            citation.paragraph = passage.paragraph if passage else None
            citation.sentence = passage.sentence if passage else None
            citation.passage = passage
            self._groups.append((group, citation))
        remover = Remover(self._work)
        for held in (each for many in there.values() for each in many):
            self._gone.append(held.key)
            remover.citation(held)
        self._work.flush()

    def _items(
        self, cited: Sequence[Cited], works: dict[str, m.Source]
    ) -> Iterable[m.CitationItem]:
        position = 0
        names: tuple[str, ...] = ()
        for each in cited:
            found = each.found
            printed = "" if each.marked else self._read.text[found.start : found.end]
            own, year = names_and_year(printed)
            names = own or names
            resolution = Resolution(found.resolution.value)
            meant: list[m.Source | None] = [works[id_] for id_ in found.works]
            if resolution is not Resolution.RESOLVED:
                meant = [None]
            for source in meant:
                position += 1
                item = m.CitationItem(
                    position=position,
                    names=list(names) or None,
                    year=year,
                    prefix=each.prefix,
                    suffix=each.suffix,
                    locator=each.locator.text if each.locator else None,
                    label=str(each.locator.label) if each.locator else None,
                    locator_text=each.printed,
                    resolution=str(resolution),
                    source=source,
                )
                likely = dict.fromkeys(works[id_] for id_ in found.candidates)
                if resolution in {Resolution.AMBIGUOUS, Resolution.CONFLICT}:
                    item.candidates = [
                        m.CitationCandidate(source=each_, position=at)
                        for at, each_ in enumerate(likely, 1)
                    ]
                yield item

    def _raw(self, start: int, end: int) -> str:
        return " ".join(self._read.text[start:end].split())


def _composed(reference: Any) -> str:
    """An entry for a work that stands in a file beside the manuscript only."""
    fields = reference.fields
    people = "; ".join(name.text for name in fields.authors or fields.editors)
    parts = (people, fields.year, fields.title, fields.container)
    return " ".join(f"{part.rstrip('.')}." for part in parts if part) or reference.key


def _matched(raws: dict[int, str], there: dict[str, str]) -> dict[int, str]:
    """Which of the entries that are there each new one is: the same words, else nearly so."""
    left = {key: fold(raw).text for key, raw in there.items()}
    kept: dict[int, str] = {}
    words = {number: fold(raw).text for number, raw in raws.items()}
    for number, text in words.items():
        if (same := next((key for key, held in left.items() if held == text), None)) is not None:
            kept[number] = same
            del left[same]
    held_words = {key: Counter(text.split()) for key, text in left.items()}
    for number, text in words.items():
        if number in kept or not held_words:
            continue
        own = Counter(text.split())
        best = max(held_words, key=lambda key: likeness(held_words[key], own))
        if likeness(held_words[best], own) >= _ALIKE:
            kept[number] = best
            del held_words[best]
    return kept


def _at(
    sentences: Sequence[Sentence], passages: dict[int, m.Passage], offset: int
) -> m.Passage | None:
    """The sentence that a code point lies in."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    if low < len(sentences) and sentences[low].start <= offset:
        return passages[sentences[low].start]
    return None


def _differ(held: Sequence[m.CitationItem], read: Sequence[m.CitationItem]) -> bool:
    """Whether a citation means something else now; what a person settled stays settled."""

    def settled(items: Sequence[m.CitationItem]) -> bool:
        return all(each.resolution == Resolution.RESOLVED for each in items)

    if settled(held) and not settled(read):
        return False
    return [_gist(each) for each in held] != [_gist(each) for each in read]


def _gist(item: m.CitationItem) -> tuple[Any, ...]:
    likely = [each.source.key for each in item.candidates]
    source = item.source.key if item.source else None
    return item.names, item.year, item.locator, item.resolution, source, likely
