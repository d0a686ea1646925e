"""Comparing works with what services say of them now, and taking over what somebody wants.

What a service said is kept beside the record in any case; the record itself changes only in
the variables that were asked for, and never by what is plainly said of another work.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from evidence.domain.items import DATES, NAMES, STRINGS, Item
from evidence.domain.matching import identities
from evidence.domain.merging import Merge, merge, take
from evidence.domain.records import Source
from evidence.domain.retractions import RETRACTIONS, STATUS
from evidence.domain.vocabulary import IdentifierScheme, LookUpOutcome, Origin
from evidence.errors import BadInput
from evidence.lookup import Client, Notice, Settings
from evidence.services import find, looking_up, sources
from evidence.services.importing import Given
from evidence.services.looking_up import Identified, Looked, MakeClient, Progress
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries.look_ups import NOTICES
from evidence.store.queries.sources import SourceFilter

_WEIGHT = (
    LookUpOutcome.FOUND,
    LookUpOutcome.NO_MATCH,
    LookUpOutcome.FAILED,
    LookUpOutcome.NOT_INDEXED,
    LookUpOutcome.NOT_TRIED,
)
"""What says most where several identifiers were looked up."""
_NOT_THERE = frozenset({LookUpOutcome.NO_MATCH, LookUpOutcome.NOT_INDEXED})
_PARTS = frozenset("chapter entry entry-dictionary entry-encyclopedia paper-conference".split())
"""Types whose ISBN is that of the book they stand in."""


@dataclass(frozen=True, slots=True)
class Target:
    """A work to be looked up: by which identifiers, the surest first; `reason` if by none."""

    key: str
    item: Item
    identified: tuple[Identified, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A work beside what services say of it.

    Args:
        target: the work.
        looked: what became of its identifiers, as far as they were tried.
    """

    target: Target
    looked: tuple[Looked, ...]

    @property
    def key(self) -> str:
        """Of the work."""
        return self.target.key

    @property
    def counts(self) -> Looked | None:
        """The look-up that says most; None where there was none."""
        return min(self.looked, key=lambda each: _WEIGHT.index(each.outcome), default=None)

    @property
    def found(self) -> Given | None:
        """What was found."""
        return None if self.counts is None else self.counts.found

    @property
    def outcome(self) -> LookUpOutcome:
        """What came of it."""
        return LookUpOutcome.NOT_TRIED if self.counts is None else self.counts.outcome

    @property
    def detail(self) -> str | None:
        """The reason, for people, where something could not be had or is not to be trusted."""
        if self.counts is None:
            return self.target.reason
        if self.another:
            return "plainly another work: compare the identifier"
        if self.counts.silence:
            return f"{NOTICES}there may be more: {self.counts.silence}"
        return self.counts.detail

    @property
    def service(self) -> str | None:
        """Who said so."""
        return None if self.counts is None else self.counts.service

    @property
    def another(self) -> bool:
        """Whether what was found is plainly another work: a wrong identifier."""
        found = self.found
        return found is not None and looking_up.another_work(self.target.item, found.item)

    @property
    def merge(self) -> Merge:
        """What was found against the record; another work adds nothing to it.

        What a service says beyond the variables is kept as its word, not in the record.
        """
        if self.found is None:
            return Merge(self.target.item)
        merged = merge(self.target.item, replace(self.found.item, custom={}))
        if self.another:
            return Merge(self.target.item, differences=merged.differences)
        return merged

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices about the work; those about another one accuse nobody."""
        return () if self.counts is None or self.another else self.counts.notices

    @property
    def offline(self) -> bool:
        """Whether it could not be looked up for want of a network."""
        return self.counts is not None and self.counts.offline

    @property
    def unreachable(self) -> bool:
        """Whether nobody could be had that might know it."""
        return self.outcome is LookUpOutcome.FAILED

    @property
    def failed(self) -> bool:
        """Whether something that could be had was not: it is worth another try."""
        if self.counts is None or self.counts.found is not None:
            return self.counts is not None and self.counts.silence is not None
        return any(each.outcome not in _NOT_THERE for each in self.looked)


Wanted = Callable[[Comparison], Collection[str]]
"""Which variables of a comparison are taken over."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of a work: `changed` are the variables that were taken over.

    `meanwhile`: nothing was, because somebody else has changed it since it was compared.
    """

    comparison: Comparison
    changed: tuple[str, ...] = ()
    meanwhile: bool = False


def targets(
    session: Session, keys: Sequence[str] = (), *, tag: str | None = None
) -> tuple[Target, ...]:
    """The works of some keys, with some tag, or all.

    Raises:
        NotFound: no source has one of the keys, or nothing bears the tag.
    """
    if keys:
        found: Iterable[Source] = [sources.get(session, key) for key in dict.fromkeys(keys)]
    else:
        found = sources.listing(session, SourceFilter(tag=tag))
    return tuple([_target(each) for each in found])


def compare(
    wanted: Sequence[Target],
    settings: Settings,
    progress: Progress | None = None,
    *,
    make_client: MakeClient = Client,
) -> tuple[Comparison, ...]:
    """Look works up by their surest identifiers; by the next where services do not have it.

    Needs no database, and ends early where there is no network.
    """
    looked: dict[str, list[Looked]] = {each.key: [] for each in wanted}
    pending = {each.key: list(each.identified) for each in wanted if each.identified}
    while pending:
        asked = {key: left.pop(0) for key, left in pending.items()}
        answers = looking_up.ask(
            list(asked.values()), settings, progress, notices=True, make_client=make_client
        )
        for key, answer in zip(asked, answers, strict=True):
            looked[key].append(answer)
            if answer.outcome not in _NOT_THERE or not pending[key]:
                del pending[key]
        if any(each.offline for each in answers):
            break
    return tuple(Comparison(each, tuple(looked[each.key])) for each in wanted)


def missing(comparison: Comparison) -> tuple[str, ...]:
    """The variables that the look-up adds or says more fully."""
    merged = comparison.merge
    return (*merged.added, *merged.refined)


def whole(comparison: Comparison) -> tuple[str, ...]:
    """Every variable in which the look-up says more, or something else."""
    return (*missing(comparison), *(each.variable for each in comparison.merge.differences))


def known_variable(name: str) -> str:
    """The variable that a person means, be it typed in small letters.

    Raises:
        BadInput: there is none of that name.
    """
    from difflib import get_close_matches

    def plain(text: str) -> str:
        return text.replace("_", "-").lower()

    known = {plain(each): each for each in ("type", *STRINGS, *DATES, *NAMES)}
    if plain(name) in known:
        return known[plain(name)]
    near = [known[each] for each in get_close_matches(plain(name), known)]
    hint = f"did you mean {', '.join(near)}?" if near else "'evidence source add --help' shows all"
    raise BadInput(f"{name!r} is no CSL variable", hint=hint)


def refresh(work: Work, comparisons: Iterable[Comparison], wanted: Wanted) -> tuple[Refreshed, ...]:
    """Keep what services said, and take over the variables that are wanted.

    Args:
        wanted: which, of each work; of one that is plainly another, a person must have said so.
    """
    return tuple([_refresh(work, each, frozenset(wanted(each))) for each in comparisons])


def note_only(work: Work, comparisons: Iterable[Comparison]) -> None:
    """Note who was asked, and nothing else."""
    for each in comparisons:
        for looked in each.looked:
            looking_up.keep(work, looked, each.key)


def _target(source: Source) -> Target:
    named = identities(source.item)
    usable = [each for each in named if not _of_its_book(source.item, each[0])]
    reason = None
    if not usable:
        reason = "its ISBN is of the book that it stands in" if named else "it has no identifier"
    found = tuple(Identified(value, scheme, value) for scheme, value in usable)
    return Target(source.key, source.item, found, reason)


def _of_its_book(item: Item, scheme: IdentifierScheme) -> bool:
    within = item.type in _PARTS or "container-title" in item.variables
    return within and scheme is IdentifierScheme.ISBN


def _refresh(work: Work, comparison: Comparison, wanted: frozenset[str]) -> Refreshed:
    note_only(work, [comparison])
    source = find.record(work, m.Source, comparison.key)
    held = sources.get(work, comparison.key).item
    meanwhile = held != comparison.target.item
    changed: tuple[str, ...] = ()
    if comparison.found is not None:
        _say(source, comparison, comparison.found)
        if wanted and not meanwhile:
            item, changed = _taken(held, comparison, wanted)
            sources.put(work, source, item)
    work.flush()
    return Refreshed(comparison, changed, bool(wanted) and meanwhile)


def _taken(
    held: Item, comparison: Comparison, wanted: frozenset[str]
) -> tuple[Item, tuple[str, ...]]:
    """The record with what is wanted of the look-up, and which variables that were."""
    merged = comparison.merge
    item, changed = held, []
    for variable in (*merged.added, *merged.refined):
        if variable in wanted:
            item = _with(item, merged.item, variable)
            changed.append(variable)
    for difference in merged.differences:
        if difference.variable in wanted:
            item = take(item, difference)
            changed.append(difference.variable)
    return item, tuple(changed)


def _with(item: Item, fuller: Item, variable: str) -> Item:
    """`item` with a variable as `fuller` has it."""
    if variable == "type":
        return replace(item, type=fuller.type)
    if variable in NAMES:
        return replace(item, names={**item.names, variable: fuller.names[variable]})
    if variable in DATES:
        return replace(item, dates={**item.dates, variable: fuller.dates[variable]})
    return replace(item, variables={**item.variables, variable: fuller.variables[variable]})


def _say(source: m.Source, comparison: Comparison, given: Given) -> None:
    """Keep what was found as its origin's word, once, and that the work was taken back.

    Of another work nothing is kept but that it was found: it bears no witness about this one.
    """
    said = given.statement()
    if comparison.another:
        title = given.item.title or "a work without a title"
        note = f"{given.place}: the identifier is of another work: {title}"
        said = replace(said, value=None, note=note)
    held = [
        (_lasting(each.value), each.url if each.value is None else None)
        for each in source.statements
        if each.origin == Origin.LOOK_UP and each.variable is None
    ]
    if (_lasting(said.value), said.url if said.value is None else None) not in held:
        source.statements.append(
            m.SourceStatement(
                origin=str(said.origin), value=said.value, url=said.url, note=said.note
            )
        )
    say_retracted(source, comparison.notices, given.place)


def _lasting(record: Any) -> Any:
    """A whole record without what changes from look-up to look-up: counts, the day of access."""
    if not isinstance(record, dict):
        return record
    return {name: value for name, value in record.items() if name not in {"custom", "accessed"}}


def say_retracted(source: m.Source, notices: Iterable[Notice], place: str) -> None:
    """Keep, once, that a work was taken back; notices of another kind are no such thing.

    Args:
        place: who told of it, and when.
    """
    for notice in notices:
        if notice.type in RETRACTIONS:
            _say_retracted(source, notice, place)


def _say_retracted(source: m.Source, notice: Notice, place: str) -> None:
    value = " ".join(filter(None, (RETRACTIONS[notice.type], notice.date)))
    url = notice_url(notice)
    known = [
        (each.value, each.url)
        for each in source.statements
        if each.origin == Origin.LOOK_UP and each.variable == STATUS
    ]
    if (value, url) not in known:
        note = "; ".join(filter(None, (notice.title, notice.source, place)))
        source.statements.append(
            m.SourceStatement(
                origin=str(Origin.LOOK_UP), variable=STATUS, value=value, url=url, note=note
            )
        )


def notice_url(notice: Notice) -> str | None:
    """Where a notice can be read; None where nobody says."""
    if notice.doi:
        return f"https://doi.org/{notice.doi}"
    return f"https://pubmed.ncbi.nlm.nih.gov/{notice.pmid}/" if notice.pmid else None
