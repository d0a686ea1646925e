"""Two records of one work made one: whatever names the one that goes names the other after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from evidence.domain.items import Item
from evidence.domain.matching import another_work
from evidence.domain.merging import Difference
from evidence.domain.merging import merge as merge_items
from evidence.domain.merging import take as take_value
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.domain.vocabulary import Origin, PageMapOrigin
from evidence.errors import BadInput, Refused
from evidence.services import find, sources
from evidence.services.removal import settle
from evidence.services.work import Work
from evidence.store import models as m

_FOLLOWING: tuple[tuple[type[Any], str], ...] = (
    (m.EvidenceLink, "links"),
    (m.CitationItem, "citations"),
    (m.Annotation, "annotations"),
    (m.LookUp, "look-ups"),
)
_PAIRED: tuple[tuple[type[Any], tuple[str, ...], str], ...] = (
    (m.CitationCandidate, ("citation_item_id",), "possible citations"),
    (m.ReferenceSource, ("reference_entry_id",), "references"),
    (m.Suggestion, ("claim_id", "agent_id"), "suggestions"),
    (m.DocumentSource, ("document_id",), "documents"),
    (m.QuotationMatch, ("quotation_id",), "quotations"),
)
"""What names a work, and of what it may name each work once."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did.

    Args:
        keep: the key that stays; gone: the one that nothing bears any more.
        follows: what names `keep` now and named `gone`, counted by kind; tags too.
        doubled: what named both, counted by kind: it names `keep` once.
        settled: how many citations that may have meant either mean `keep` now.
        added: the variables that `keep` lacked; refined: those it has more fully now.
        differences: where both disagreed and `keep`'s word stays.
        taken: the variables of which the word of `gone` was taken.
        another: whether the two records were plainly of two works.
    """

    keep: str
    gone: str
    follows: Mapping[str, int]
    doubled: Mapping[str, int]
    settled: int
    added: tuple[str, ...]
    refined: tuple[str, ...]
    differences: tuple[Difference, ...]
    taken: tuple[Difference, ...]
    another: bool = False


def merge(work: Work, keep: str, gone: str, *, take: Collection[str] = ()) -> Merged:
    """Make two records of one work one, under the key `keep`; `gone` goes.

    What `keep` lacks it gets; where both disagree its own word stands. The other record stays
    readable as a statement, whole. Its origin is that of all it said before, where that was
    one file or look-up; else somebody has kept it by hand, so it is a person's. It is never
    the reference list's: nobody printed this record.

    Args:
        keep: the key that stays.
        gone: the key of the record that goes; nobody gets it again.
        take: CSL names of variables of which the word of `gone` is right.

    Raises:
        NotFound: no source has one of the keys.
        Refused: `gone` is the record of a paper under check.
        BadInput: both are one, or `gone` says nothing of a variable to take.
    """
    kept, going = find.record(work, m.Source, keep), find.record(work, m.Source, gone)
    if kept is going:
        raise BadInput(f"{keep} cannot be merged with itself")
    if work.scalar(select(m.Paper.id).where(m.Paper.source_id == going.id)) is not None:
        raise Refused(
            f"{gone} is the record of a paper under check, so it can only be kept",
            hint=f"evidence source merge {gone} {keep}",
        )
    mine, yours = sources.get(work, keep), sources.get(work, gone)
    made = merge_items(mine.item, yours.item)
    item, taken = _take(made.item, yours, take)

    following = _Following(work, kept, going)
    for each in going.statements:
        said = {name: getattr(each, name) for name in ("variable", "value", "url", "note")}
        kept.statements.append(m.SourceStatement(origin=each.origin, **said))
    _remember(kept, yours, going.statements)
    if taken:
        _remember(kept, mine, mine.statements)
    work.flush()
    settled = settle(work, following.unsettled)
    if item != mine.item:
        sources.put(work, kept, item)
    work.delete(going)
    work.flush()
    work.expire_all()
    took = {each.variable for each in taken}
    return Merged(
        keep,
        gone,
        dict(following.follows),
        dict(following.doubled),
        settled,
        tuple(each for each in made.added if each not in took),
        tuple(each for each in made.refined if each not in took),
        tuple(each for each in made.differences if each.variable not in took),
        taken,
        another_work(mine.item, yours.item),
    )


class _Following:
    """Lets everything that names one work name another one, which it may name only once.

    Args:
        work: where.
        kept: the work that is named afterwards; going: the one that is named now.
    """

    def __init__(self, work: Work, kept: m.Source, going: m.Source) -> None:
        self._work = work
        self.follows: Counter[str] = Counter()
        self.doubled: Counter[str] = Counter()
        self.unsettled: list[int] = []
        for model, name in _FOLLOWING:
            for row in self._naming(model, going):
                self._move(row, kept, name)
        for model, pair, name in _PAIRED:
            held = {
                tuple(getattr(row, each) for each in pair): row for row in self._naming(model, kept)
            }
            for row in self._naming(model, going):
                other = held.get(tuple(getattr(row, each) for each in pair))
                if other is None:
                    self._move(row, kept, name)
                    continue
                if isinstance(row, m.DocumentSource):
                    _keep_map(other, row)
                if isinstance(row, m.CitationCandidate):
                    self.unsettled.append(row.citation_item_id)
                self.doubled[name] += 1
                work.delete(row)
        borne = {each.tag_id for each in kept.tags}
        for tagged in going.tags:
            if tagged.tag_id not in borne:
                kept.tags.append(m.SourceTag(tag=tagged.tag))
                self.follows["tags"] += 1

    def _naming(self, model: type[Any], source: m.Source) -> list[Any]:
        query = select(model).where(model.source_id == source.id).order_by(model.id)
        return list(self._work.scalars(query))

    def _move(self, row: Any, kept: m.Source, name: str) -> None:
        row.source_id = kept.id
        self.follows[name] += 1


def _keep_map(kept: m.DocumentSource, going: m.DocumentSource) -> None:
    """Of two page maps of one file keep a person's, else that of the work that stays."""
    person = PageMapOrigin.PERSON
    if kept.page_map is None or (
        going.page_map_origin == person and kept.page_map_origin != person
    ):
        kept.page_map, kept.page_map_origin = going.page_map, going.page_map_origin


def _take(
    item: Item, given: Source, wanted: Collection[str]
) -> tuple[Item, tuple[Difference, ...]]:
    """The record with what the other one says of some variables, and what that changed."""
    taken = []
    for variable in dict.fromkeys(wanted):
        difference = _difference(item, given, variable)
        if difference.held != difference.given:
            item = take_value(item, difference)
            taken.append(difference)
    return item, tuple(taken)


def _difference(item: Item, given: Source, variable: str) -> Difference:
    other = given.item
    if variable == "type":
        return Difference(variable, item.type, other.type, other.type)
    if names := other.names.get(variable):
        return Difference(variable, _people(item.names.get(variable, ())), _people(names), names)
    here, there = {**item.variables, **item.dates}, {**other.variables, **other.dates}
    if variable not in there:
        raise BadInput(
            f"{given.key} says nothing of {variable!r}",
            hint="it says " + ", ".join(["type", *there, *other.names]),
        )
    return Difference(variable, here[variable], there[variable], there[variable])


def _remember(kept: m.Source, record: Source, said: Collection[Any]) -> None:
    """Keep what a record was as a statement, unless one says it."""
    whole = record.item.to_csl(record.key)
    if any(_bare(each.value) == _bare(whole) for each in kept.statements if each.variable is None):
        return
    origins = {str(each.origin) for each in said}
    by_one = origins in ({str(Origin.FILE)}, {str(Origin.LOOK_UP)})
    kept.statements.append(
        m.SourceStatement(
            origin=origins.pop() if by_one else str(Origin.PERSON),
            value=whole,
            note=f"the record {record.key} before the merge",
        )
    )


def _bare(record: Any) -> Any:
    """A record as CSL-JSON, whatever its key was."""
    if not isinstance(record, dict):
        return None
    return {name: value for name, value in record.items() if name != "id"}


def _people(names: Iterable[Name]) -> str:
    return "; ".join(name.inverted for name in names)
