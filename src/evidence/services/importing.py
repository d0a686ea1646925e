"""Taking in works, from files and from look-ups: each is added, adds to one that is there, or
is there already.

An entry is the same work as one that is there where `domain.matching` says so. Then what it
says beside what is held is added; where both disagree, what is held stays, and the entry's
word is kept as a statement of its origin and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from evidence.domain.annotations import read as read_note
from evidence.domain.items import Item
from evidence.domain.keys import DEFAULT, KeyMaker, KeyPattern, valid_key
from evidence.domain.matching import ALIKE, Gist, likeness, same_by_gist, same_by_identifier
from evidence.domain.merging import Difference, merge
from evidence.domain.records import Statement
from evidence.domain.text import squeeze, words
from evidence.domain.vocabulary import Origin
from evidence.errors import BadInput
from evidence.services import find, keys, sources
from evidence.services.given import prose
from evidence.services.known import Known
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import matching as queries
from evidence.store.queries.sources import SourceFilter, listing
from evidence.store.sources import NewSource, insert
from evidence.store.types import compact_json

CHUNK = 2_000
"""Entries that are compared, then entered, together."""


class Outcome(StrEnum):
    """What became of an entry."""

    ADDED = "added"
    UPDATED = "updated"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Given:
    """A work as it is handed in.

    Args:
        item: the work.
        origin: what kind of thing says so.
        place: where it says so, for people: "library.bib, line 12".
        url: the address that was asked, of a look-up.
        key: the citation key that its file gives it.
        tags: keywords and collections.
        notes: notes about the work.
        files: files of the work, as its file names them.
        remarks: on how it was read, for people.
    """

    item: Item
    origin: Origin
    place: str
    url: str | None = None
    key: str | None = None
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def statement(self) -> Statement:
        """What is kept of it: the whole record as its origin gave it."""
        whole = self.item.to_csl(self.key or "")
        if not self.key:
            del whole["id"]
        return Statement(self.origin, None, whole, self.url, self.place)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one entry.

    Args:
        key: of the work that it is.
        outcome: what happened.
        given: the entry.
        changes: the variables that it added or said more fully.
        differences: where it disagrees with what is held, which stays.
        like: another work that is like it, and how much; it was added nevertheless.
        why_like: an identifier that both bear, where that is why.
        refused: why the work does not have the key of its file.
        told: whether the same entry said the same before.
    """

    key: str
    outcome: Outcome
    given: Given
    changes: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    like: tuple[str, float] | None = None
    why_like: str | None = None
    refused: str | None = None
    told: bool = False


@dataclass(slots=True)
class _Held:
    """A work that is there, or is about to be: its record as far as the import has come."""

    key: str
    item: Item
    tags: Collection[str] = frozenset()
    notes: Collection[str] = frozenset()
    statements: Sequence[tuple[Origin, Any]] = ()
    heard: set[tuple[Origin, str]] | None = None
    said: list[Statement] = field(default_factory=list)
    new_tags: dict[str, None] = field(default_factory=dict)
    new_notes: list[str] = field(default_factory=list)
    new: bool = False
    changed: bool = False

    def file_under(self, tags: Iterable[str]) -> bool:
        """Remember new tags; whether there were any."""
        new = {tag: None for each in tags if (tag := squeeze(each)) and tag not in self.tags}
        before = len(self.new_tags)
        self.new_tags |= new
        return len(self.new_tags) > before

    def note(self, notes: Iterable[str]) -> bool:
        """Remember new notes; whether there were any."""
        before = len(self.new_notes)
        there = {*self.notes, *map(_note, self.new_notes)}
        for text in notes:
            if text.strip() and _note(text) not in there:
                there.add(_note(text))
                self.new_notes.append(prose(text, "a note", "text"))
        return len(self.new_notes) > before


class Importer:
    """Takes works in, within one unit of work.

    Args:
        work: where.
        tags: what every entry is filed under besides.
        pattern: how keys are made where an entry has none.
    """

    def __init__(
        self, work: Work, *, tags: Iterable[str] = (), pattern: KeyPattern = DEFAULT
    ) -> None:
        self._work = work
        self._tags = tuple(tags)
        self._known = Known(work)
        self._keys = keys.given(work, "source")
        self._maker = KeyMaker(self._keys, pattern)
        self._held: dict[str, _Held] = {}

    def take(
        self, entries: Iterable[Given], progress: Callable[[Given], None] | None = None
    ) -> Iterator[Taken]:
        """Take entries in, and tell what became of each, in their order.

        Args:
            progress: told the last entry of each chunk.
        """
        pending = iter(entries)
        while chunk := list(islice(pending, CHUNK)):
            yield from self._chunk(chunk)
            if progress is not None:
                progress(chunk[-1])

    def _chunk(self, chunk: Sequence[Given]) -> list[Taken]:
        gists = [Gist.of(given.item) for given in chunk]
        self._known.prepare(gists)
        self._held = {}
        wanted = {
            key
            for given, gist in zip(chunk, gists, strict=True)
            for key in [
                *self._known.by_gist(gist, given.item),
                *(k for k, _ in self._known.by_identifier(gist)),
            ]
        }
        self._held = {each.key: each for each in _load(self._work, wanted)}
        taken = [self._take(given, gist) for given, gist in zip(chunk, gists, strict=True)]
        taken = list(self._likely(taken))
        self._write()
        return taken

    def _likely(self, taken: Sequence[Taken]) -> Iterator[Taken]:
        """The same, with works that are like others compared in all that they say."""
        alike = {each.like[0] for each in taken if each.like is not None and not each.why_like}
        items = {key: held.item for key, held in self._held.items()}
        others = tuple(sorted(alike - items.keys()))
        if others:
            found = listing(self._work, SourceFilter(keys=others))
            items |= {source.key: source.item for source in found}
        for each in taken:
            if each.like is None or each.why_like:
                yield each
                continue
            score = likeness(items[each.like[0]], each.given.item)
            yield replace(each, like=(each.like[0], score) if score >= ALIKE else None)

    def _take(self, given: Given, gist: Gist) -> Taken:
        suspect: tuple[str, str] | None = None
        for key, identity in self._known.by_identifier(gist):
            held = self._held.get(key)
            if held is None:
                continue
            if same_by_identifier(held.item, given.item, identity):
                return self._merge(held, given)
            suspect = suspect or (key, identity[0].upper())
        for key in self._known.by_gist(gist, given.item):
            held = self._held.get(key)
            if held is not None and same_by_gist(held.item, given.item):
                return self._merge(held, given)
        like = self._known.like(gist)
        if suspect is not None and like is None and suspect[1] not in {"URL", "ISBN"}:
            return self._add(given, gist, (suspect[0], 0.0), suspect[1])
        return self._add(given, gist, like, None)

    def _add(
        self, given: Given, gist: Gist, like: tuple[str, float] | None, why: str | None
    ) -> Taken:
        key, refused = self._new_key(given)
        self._keys.add(key)
        held = _Held(key, given.item, new=True)
        held.said.append(given.statement())
        held.file_under((*given.tags, *self._tags))
        held.note(given.notes)
        self._held[key] = held
        self._known.add(key, gist, given.item)
        return Taken(key, Outcome.ADDED, given, like=like, why_like=why, refused=refused)

    def _merge(self, held: _Held, given: Given) -> Taken:
        merged = merge(held.item, given.item)
        changes = [*merged.added, *merged.refined]
        if held.file_under((*given.tags, *self._tags)):
            changes.append("tags")
        if held.note(given.notes):
            changes.append("notes")
        if merged.changed:
            held.item, held.changed = merged.item, True
            self._known.add(held.key, Gist.of(merged.item), merged.item)
        told = False
        if merged.changed or merged.differences:
            told = not _say(held, given)
        outcome = Outcome.UPDATED if changes else Outcome.SKIPPED
        return Taken(held.key, outcome, given, tuple(changes), merged.differences, told=told)

    def _new_key(self, given: Given) -> tuple[str, str | None]:
        """The entry's own key, where it can be one and nobody has or had it; else one made,
        and why it is not its own."""
        refused = None
        if given.key:
            try:
                if valid_key(given.key) not in self._keys:
                    return given.key, None
                refused = f"the key {given.key} is taken"
            except BadInput as error:
                refused = error.message
        return self._maker.make(given.item), refused

    def _write(self) -> None:
        new = [
            NewSource(held.key, held.item, tuple(held.new_tags), tuple(held.said))
            for held in self._held.values()
            if held.new
        ]
        insert(self._work.connection(), self._work.ledger, new)
        for held in self._held.values():
            if not held.new and (held.changed or held.said or held.new_tags):
                _update(self._work, held)
        notes = [(held, text) for held in self._held.values() for text in held.new_notes]
        if notes:
            self._annotate(notes)
        self._work.flush()
        self._held = {}

    def _annotate(self, notes: Sequence[tuple[_Held, str]]) -> None:
        ids = queries.ids(self._work, {held.key for held, _ in notes})
        agent, now = self._work.agent_id(), datetime.now(UTC)
        for held, text in notes:
            kind, bare = read_note(text)
            self._work.add(
                m.Annotation(
                    key=keys.new_key(self._work, "annotation"),
                    source_id=ids[held.key],
                    kind=str(kind),
                    text=bare,
                    agent_id=agent,
                    time=now,
                )
            )


def _load(work: Work, wanted: Collection[str]) -> Iterator[_Held]:
    """The works of these keys, with what an entry could add to."""
    if not wanted:
        return
    said = queries.records_said(work, wanted)
    notes = queries.notes(work, wanted)
    for source in listing(work, SourceFilter(keys=tuple(sorted(wanted)))):
        yield _Held(
            source.key,
            source.item,
            frozenset(source.tags),
            frozenset(map(_note, notes.get(source.key, ()))),
            said.get(source.key, []),
        )


def _update(work: Work, held: _Held) -> None:
    source = find.record(work, m.Source, held.key)
    if held.changed:
        sources.put(work, source, held.item)
    source.statements.extend(
        m.SourceStatement(origin=str(each.origin), value=each.value, url=each.url, note=each.note)
        for each in held.said
    )
    if held.new_tags:
        sources.tag(work, held.key, held.new_tags)


def _say(held: _Held, given: Given) -> bool:
    """Keep what the entry says beside what is held, once; whether it was new."""
    statement = given.statement()
    if held.heard is None:
        known = [*held.statements, *((each.origin, each.value) for each in held.said)]
        held.heard = {(origin, compact_json(value)) for origin, value in known}
    said = (statement.origin, compact_json(statement.value))
    if said in held.heard:
        return False
    held.heard.add(said)
    held.said.append(statement)
    return True


def _note(text: str) -> str:
    """What makes two notes the same: their words."""
    return " ".join(words(read_note(text)[1]))
