"""Adding works: files of them and what look-ups found, in one transaction.

One entry that cannot be read costs only itself: it is kept as text, to be mended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from evidence.domain.keys import DEFAULT, KeyPattern
from evidence.domain.merging import Difference, take
from evidence.domain.vocabulary import Origin
from evidence.errors import BadInput
from evidence.formats.base import Broken, Entry
from evidence.services import broken, documents, find, looking_up, refreshing, sources
from evidence.services.bibliographies import Bibliography
from evidence.services.importing import Given, Importer, Outcome, Taken
from evidence.services.looking_up import Looked
from evidence.services.work import Work
from evidence.store import models as m

_ZOTERO = "zotero"
_STORAGE = "storage"
"""Where, beside its database, Zotero keeps files."""


class Files(StrEnum):
    """What becomes of the files that entries name."""

    COPY = "copy"
    LINK = "link"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How works are to be added.

    Args:
        strict: whether a file with a broken entry is refused whole.
        tags: what every work is filed under.
        pattern: how keys are made where an entry has none.
        files: what becomes of named files; None: Zotero's own are copied, others skipped.
    """

    strict: bool = False
    tags: tuple[str, ...] = ()
    pattern: KeyPattern = DEFAULT
    files: Files | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one entry.

    Args:
        key: of the work that it is.
        outcome: what happened.
        title: of the work, for people.
        place: where the entry stands.
        given: the key that its file gives it, where the work has another one.
        refused: why it has not that key.
        changes: the variables that it added or said more fully.
        differences: where it disagrees with what is held, which stays.
        like: another work that is like it, the score and the reason; it was added nevertheless.
        told: whether the same was said of it before.
        remarks: on how it was read.
    """

    key: str
    outcome: Outcome
    title: str | None
    place: str
    given: str | None = None
    changes: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    like: tuple[str, float, str] | None = None
    refused: str | None = None
    told: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """An entry that could not be read: where it stands, why, its text, the key it is kept under."""

    file: str
    line: int
    reason: str
    raw: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class LookedUp:
    """An identifier that services were asked for, and the work that it is, if one was found."""

    looked: Looked
    key: str | None


@dataclass(frozen=True, slots=True)
class Unattached:
    """A file that an entry names and that was not kept, and why."""

    key: str
    name: str
    reason: str


@dataclass(slots=True)
class Report:
    """What became of everything.

    Args:
        records: the entries that could be read, in order.
        problems: those that could not.
        formats: the format that each file was read in, by its name.
        looked_up: what became of the identifiers that services were asked for.
        attached: how many files were kept.
        unattached: those that were not.
        skipped_files: how many files entries name that nobody wanted kept.
    """

    records: list[Added] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    formats: dict[str, str] = field(default_factory=dict)
    looked_up: list[LookedUp] = field(default_factory=list)
    attached: int = 0
    unattached: list[Unattached] = field(default_factory=list)
    skipped_files: int = 0

    def counts(self) -> dict[str, int]:
        """Added, updated, skipped as there already, broken: together all entries."""
        found = Counter(str(each.outcome) for each in self.records)
        return {**{str(each): found[each] for each in Outcome}, "broken": len(self.problems)}


Progress = Callable[[int, int], None]
"""Told how many entries were taken so far, and the line that was reached."""


def add(
    work: Work,
    database: Path,
    given: Sequence[Bibliography],
    wanted: Wanted,
    *,
    looked_up: Sequence[Looked] = (),
    progress: Progress | None = None,
) -> Report:
    """Add the works of files, and those that look-ups found.

    Args:
        database: the file beside which documents are kept.
        given: the files, in order.
        looked_up: what services were asked for.
        progress: told now and then how far it has come.

    Raises:
        BadInput: a file is damaged as a whole, or `strict` and an entry is broken.
    """
    adding = _Adding(work, database, wanted, progress)
    for bibliography in given:
        adding.file(bibliography)
    adding.look_ups(looked_up)
    return adding.report


def settle(work: Work, taken: Iterable[tuple[str, Difference]]) -> None:
    """Take what an entry said, where a person decided so against what was held."""
    by_key: dict[str, list[Difference]] = {}
    for key, difference in taken:
        by_key.setdefault(key, []).append(difference)
    for key, differences in by_key.items():
        item = sources.get(work, key).item
        for difference in differences:
            item = take(item, difference)
        sources.put(work, find.record(work, m.Source, key), item)
    work.flush()


def retry(
    work: Work, database: Path, key: str, wanted: Wanted, *, text: str | None = None
) -> Report:
    """Add an entry that could not be read once more, mended or as it is.

    What can be read now is added; what still cannot stays kept, as it now is.

    Args:
        key: under which it is kept.
        text: its text, where it was mended.

    Raises:
        NotFound: nothing is kept under that key. BadInput: no text is left, or no entry in it.
    """
    (entry,) = broken.listing(work, (key,))
    bibliography = broken.bibliography(entry, text)
    read = list(bibliography.entries)
    left = [each for each in read if isinstance(each, Broken)]
    if not read:
        raise BadInput(
            f"nothing in the text of {key} is an entry", hint=f"evidence source broken show {key}"
        )
    adding = _Adding(work, database, wanted, None)
    adding.file(replace(bibliography, entries=(e for e in read if isinstance(e, Entry))))
    broken.leave(work, key, left)
    adding.report.problems += [
        Problem(entry.file or "stdin", entry.line + each.line - 1, each.reason, each.raw, key)
        for each in left
    ]
    return adding.report


class _Adding:
    def __init__(
        self, work: Work, database: Path, wanted: Wanted, progress: Progress | None
    ) -> None:
        self._work = work
        self._database = database
        self._wanted = wanted
        self._progress = progress
        self._importer = Importer(work, tags=wanted.tags, pattern=wanted.pattern)
        self._broken_entries = broken.Keeper(work)
        self._line = 0
        self.report = Report()

    def file(self, bibliography: Bibliography) -> None:
        """Take the works of a file in."""
        self.report.formats[bibliography.name] = bibliography.format
        for taken in self._importer.take(self._readable(bibliography)):
            self._note(taken, self._attach(taken, bibliography))
            self._tell()

    def look_ups(self, looked_up: Sequence[Looked]) -> None:
        """Take in what was found, and note who was asked for it and for what was not."""
        found = [each for each in looked_up if each.found is not None]
        taken = list(self._importer.take(each.found for each in found if each.found is not None))
        keys = {}
        for each, one in zip(found, taken, strict=True):
            self._note(one, 0)
            keys[id(each)] = one.key
        for each in looked_up:
            key = keys.get(id(each))
            looking_up.keep(self._work, each, key)
            if key is not None and each.notices and each.found is not None:
                source = find.record(self._work, m.Source, key)
                refreshing.say_retracted(source, each.notices, each.found.place)
            self.report.looked_up.append(LookedUp(each, key))

    def _readable(self, bibliography: Bibliography) -> Iterator[Given]:
        for each in bibliography.entries:
            self._line = each.line
            if isinstance(each, Broken):
                self._broken(each, bibliography)
            else:
                yield _given(each, bibliography)

    def _broken(self, entry: Broken, bibliography: Bibliography) -> None:
        name = bibliography.name
        if self._wanted.strict:
            raise BadInput(
                f"{name}:{entry.line}: {entry.reason}",
                hint="nothing was added; without --strict the other entries are",
            )
        key = self._broken_entries.keep(entry, name, bibliography.format)
        self.report.problems.append(Problem(name, entry.line, entry.reason, entry.raw, key))

    def _attach(self, taken: Taken, bibliography: Bibliography) -> int:
        """Keep the files that an entry names, if they are wanted; how many were new."""
        named, folder = taken.given.files, bibliography.folder
        if not named:
            return 0
        of_zotero = bibliography.format == _ZOTERO
        files = self._wanted.files or (Files.COPY if of_zotero else Files.SKIP)
        if files is Files.SKIP or folder is None:
            self.report.skipped_files += len(named)
            return 0
        within = folder / _STORAGE if of_zotero else folder
        link = files is Files.LINK
        new = 0
        for name in named:
            # Zotero links files from anywhere: their paths are noted only when that is asked for.
            anywhere = of_zotero and link and Path(name).is_absolute()
            kept = documents.keep_for_import(
                self._work,
                self._database,
                taken.key,
                name,
                within=Path(Path(name).anchor) if anywhere else within,
                link=link,
            )
            if kept.problem is not None:
                self.report.unattached.append(Unattached(taken.key, name, kept.problem))
            new += kept.new
        self.report.attached += new
        return new

    def _note(self, taken: Taken, attached: int) -> None:
        outcome, changes = taken.outcome, taken.changes
        if attached and outcome is not Outcome.ADDED:
            outcome, changes = Outcome.UPDATED, (*changes, "files")
        like = None
        if taken.like is not None:
            why = f"same {taken.why_like}, other title" if taken.why_like else "alike"
            like = (*taken.like, why)
        given = taken.given.key
        self.report.records.append(
            Added(
                taken.key,
                outcome,
                taken.given.item.title,
                taken.given.place,
                given if given != taken.key else None,
                changes,
                taken.differences,
                like,
                taken.refused,
                taken.told,
                taken.given.remarks,
            )
        )

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(len(self.report.records), self._line)


def _given(entry: Entry, bibliography: Bibliography) -> Given:
    return Given(
        entry.item,
        Origin.FILE,
        f"{bibliography.name}, line {entry.line}",
        key=entry.key,
        tags=entry.tags,
        notes=entry.notes,
        files=entry.files,
        remarks=entry.remarks,
    )
