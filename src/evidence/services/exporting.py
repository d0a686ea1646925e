"""Works in the formats that other programs read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from evidence.domain.annotations import written
from evidence.domain.records import Source
from evidence.errors import BadInput, Refused
from evidence.formats import REGISTRY
from evidence.services import find, sources
from evidence.store import models as m
from evidence.store.queries.annotations import by_source
from evidence.store.queries.sources import SourceFilter

SELECTORS = ("paper", "tag", "key", "query")


def export(session: Session, format_: str, selected: Sequence[str] = ()) -> Iterator[str]:
    """The text of a file with the selected works, by key, in pieces.

    Args:
        format_: its name ("csl-json").
        selected: selectors (`chosen`); all works where there is none.

    Raises:
        NotFound: there is no such format, paper, tag or key. BadInput: no such selector.
    """
    write = REGISTRY.get(format_).write
    if write is None:
        raise Refused(
            f"{format_} is read, not written", hint="'evidence export --help' names what is"
        )
    return write(_with_notes(session, chosen(session, selected)))


def _with_notes(session: Session, works: tuple[Source, ...]) -> tuple[Source, ...]:
    """The works with the annotations on them as notes."""
    found = by_source(session, [work.key for work in works])
    return tuple(
        replace(work, notes=tuple(written(each.kind, each.text) for each in found[work.key]))
        if work.key in found
        else work
        for work in works
    )


def chosen(session: Session, selected: Sequence[str]) -> tuple[Source, ...]:
    """The works that any of the selectors names, by key; all where there is none.

    Args:
        selected: `all`, `paper:KEY` (what its reference lists hold), `tag:T`, `key:K,…` or
            `query:WORDS`.

    Raises:
        NotFound: there is no such paper, tag or key. BadInput: no such selector.
    """
    if not selected or "all" in selected:
        return sources.listing(session)
    found: dict[str, Source] = {}
    for selector in selected:
        found |= {
            source.key: source for source in sources.listing(session, _filter(session, selector))
        }
    return tuple(found[key] for key in sorted(found))


def _filter(session: Session, selector: str) -> SourceFilter:
    name, colon, value = selector.partition(":")
    value = value.strip()
    if name not in SELECTORS or not colon or not value:
        raise BadInput(
            f"{selector!r} selects nothing",
            hint="all, paper:KEY, tag:NAME, key:KEY,KEY or query:WORDS",
        )
    empty = SourceFilter()
    if name == "paper":
        return replace(empty, paper=value)
    if name == "tag":
        return replace(empty, tag=value)
    if name == "query":
        return replace(empty, text=value)
    keys = tuple(key.strip() for key in value.split(",") if key.strip())
    for key in keys:
        find.require(session, m.Source, key)
    return replace(empty, keys=keys)
