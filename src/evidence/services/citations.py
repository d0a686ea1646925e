"""Citations in the running text and what they resolve to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace as _with
from typing import Any

from sqlalchemy.orm import Session

from evidence.domain.records import Citation, CitationItem
from evidence.domain.vocabulary import Resolution
from evidence.errors import BadInput
from evidence.manuscript.author_date import as_printed
from evidence.services import find, given, keys
from evidence.services.removal import Removal, Remover
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import citations as queries
from evidence.store.queries.citations import CitationFilter

EDITABLE = ("text", "section", "paragraph", "sentence", "items")
_ANY = CitationFilter()


def listing(session: Session, wanted: CitationFilter = _ANY) -> tuple[Citation, ...]:
    """The citations that a filter lets through, in the order they were entered.

    Raises:
        NotFound: the filter names a paper, section or source that is not there.
    """
    find.require(session, m.Paper, wanted.paper)
    find.require(session, m.Source, wanted.source)
    section = find.section(session, wanted.section, wanted.paper)
    return tuple(queries.citations(session, _with(wanted, section=section)))


def by_key(session: Session, keys: Iterable[str]) -> dict[str, Citation]:
    """The citations of those keys, by key."""
    wanted = tuple(dict.fromkeys(keys))
    if not wanted:
        return {}
    # Many keys cost more as parameters of a query than the whole listing does.
    chosen = CitationFilter(keys=wanted) if len(wanted) < 500 else _ANY
    return {citation.key: citation for citation in queries.citations(session, chosen)}


def get(session: Session, key: str) -> Citation:
    """One citation.

    Raises:
        NotFound: none has that key.
    """
    find.require(session, m.Citation, key)
    return queries.citations(session, CitationFilter(keys=(key,)))[0]


def add(
    work: Work,
    *,
    paper: str,
    text: str,
    section: str,
    paragraph: int | None,
    sentence: int | None,
    items: Sequence[CitationItem],
) -> str:
    """Enter a citation as printed with the works that it names; returns its key.

    Raises:
        NotFound: the paper or a source is not there.
        BadInput: it names no work, or an item contradicts its resolution.
    """
    citation = m.Citation(
        key=keys.new_key(work, "citation"),
        paper=find.record(work, m.Paper, paper),
        text=given.text(text, "a citation", "text"),
        section=given.text(section, "a citation", "section"),
        paragraph=paragraph,
        sentence=sentence,
    )
    citation.items = _items(work, items)
    work.add(citation)
    work.flush()
    return citation.key


def edit(work: Work, key: str, values: Mapping[str, Any]) -> Citation:
    """Correct a citation; `values` by the names in `EDITABLE`.

    A new text without new items is read again: names, years and locators are what it prints.

    Raises:
        NotFound: none has that key, or a source is not there.
        BadInput: a value cannot be.
    """
    citation = find.record(work, m.Citation, key)
    if "text" in values and "items" not in values:
        values = {**values, "items": as_printed(values["text"] or "", get(work, key).items)}
    for name, value in values.items():
        if name in {"text", "section"}:
            setattr(citation, name, given.text(value, "a citation", name))
        elif name in {"paragraph", "sentence"}:
            setattr(citation, name, value)
        elif name == "items":
            wanted = _items(work, value)
            for item in citation.items:
                item.candidates.clear()
            citation.items.clear()
            work.flush()
            citation.items[:] = wanted
        else:
            raise BadInput(f"a citation has no {name!r}", hint=f"it has {', '.join(EDITABLE)}")
    work.flush()
    work.expire_all()
    return get(work, key)


def resolve(work: Work, key: str, source: str, *, position: int | None = None) -> Citation:
    """Say which work a citation means.

    Args:
        position: which of its works, from 1; may be left out where there is one, or one
            that is not resolved.

    Raises:
        NotFound: the citation or the source is not there.
        BadInput: it is not clear which of its works is meant.
    """
    citation = find.record(work, m.Citation, key)
    meant = find.record(work, m.Source, source)
    open_items = [each for each in citation.items if each.resolution != Resolution.RESOLVED]
    chosen = [each for each in citation.items if each.position == position]
    if position is None:
        chosen = citation.items if len(citation.items) == 1 else open_items
    if len(chosen) != 1:
        raise BadInput(
            f"{key} names {len(citation.items)} works", hint="--position N says which is meant"
        )
    (item,) = chosen
    item.candidates.clear()
    item.source_id = meant.id
    item.resolution = Resolution.RESOLVED
    work.flush()
    work.expire_all()
    return get(work, key)


def remove(work: Work, key: str) -> Removal:
    """Take a citation out; the claims that it served lose it."""
    remover = Remover(work)
    remover.citation(find.record(work, m.Citation, key))
    return remover.report(key)


def _items(work: Work, items: Sequence[CitationItem]) -> list[m.CitationItem]:
    if not items:
        raise BadInput("a citation names at least one work", hint="--source KEY, or --missing")
    return [_item(work, position, item) for position, item in enumerate(items, 1)]


def _item(work: Work, position: int, item: CitationItem) -> m.CitationItem:
    resolved = item.resolution is Resolution.RESOLVED
    if resolved != (item.source is not None) or (resolved and item.candidates):
        raise BadInput("only a resolved citation has a source, and it has no candidates")
    if item.resolution is Resolution.AMBIGUOUS and len(item.candidates) < 2:
        raise BadInput("an ambiguous citation has two candidates or more")
    if item.resolution is Resolution.CONFLICT and not item.candidates:
        raise BadInput("a citation in conflict names the likely work", hint="--candidate KEY")
    made = m.CitationItem(
        position=position,
        names=list(item.names) or None,
        year=item.year,
        prefix=item.prefix,
        suffix=item.suffix,
        locator=item.locator,
        label=str(item.label) if item.label is not None else None,
        locator_text=item.locator_text,
        resolution=str(item.resolution),
        source=find.record(work, m.Source, item.source) if item.source is not None else None,
    )
    made.candidates = [
        m.CitationCandidate(source=find.record(work, m.Source, key), position=number)
        for number, key in enumerate(dict.fromkeys(item.candidates), 1)
    ]
    return made
