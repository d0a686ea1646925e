"""What works are recognised by: their identifiers, titles, first authors and years."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from evidence.domain.matching import Identity
from evidence.domain.vocabulary import IdentifierScheme, Origin
from evidence.store import models as m

_NAMING_ROLES = ("author", "editor", "editor-translator", "translator")


@dataclass(frozen=True, slots=True)
class Outline:
    """A work as title, first author and year show it, and volume, issue and page.

    `name` is the family or literal name.
    """

    key: str
    title: str | None
    name: str | None
    year: int | None
    place: tuple[str | None, ...]


def by_identity(session: Session, wanted: Iterable[Identity]) -> dict[Identity, list[str]]:
    """The keys of the works that bear identifiers, by identifier, in the order of entry."""
    i = m.Identifier.__table__.c
    pairs = sorted({(str(scheme), normal) for scheme, normal in wanted})
    if not pairs:
        return {}
    each = func.json_each(json.dumps(pairs)).table_valued("value").alias("wanted")
    query = (
        select(i.scheme, i.normalized, m.Source.key)
        .select_from(each)
        .join(
            m.Identifier,
            (i.scheme == func.json_extract(each.c.value, "$[0]"))
            & (i.normalized == func.json_extract(each.c.value, "$[1]")),
        )
        .join(m.Source, m.Source.id == i.source_id)
        .order_by(m.Source.id)
    )
    found: dict[Identity, list[str]] = {}
    for scheme, normal, key in session.execute(query):
        found.setdefault((IdentifierScheme(scheme), normal), []).append(key)
    return found


def outlines(session: Session, years: Collection[int | None] | None = None) -> Iterator[Outline]:
    """The outlines of the works of some years, None for undated ones; of all where not given."""
    s, c = m.Source.__table__.c, m.Contributor.__table__.c
    works = select(s.id, s.key, s.title, s.issued_year, s.volume, s.issue, s.page)
    names = select(c.source_id, c.role, c.family, c.literal, c.given).where(
        c.position == 1, c.role.in_(_NAMING_ROLES)
    )
    if years is not None:
        dated = [year for year in years if year is not None]
        wanted: ColumnElement[bool] = s.issued_year.in_(dated)
        if None in years:
            wanted = or_(wanted, s.issued_year.is_(None))
        works = works.where(wanted)
        names = names.join(m.Source, s.id == c.source_id).where(wanted)
    first: dict[int, tuple[int, str]] = {}
    for source_id, role, family, literal, given in session.execute(names):
        rank = _NAMING_ROLES.index(role)
        if source_id not in first or rank < first[source_id][0]:
            first[source_id] = rank, family or literal or given or ""
    for source_id, key, title, year, *place in session.execute(works):
        name = first[source_id][1] if source_id in first else None
        yield Outline(key, title, name, year, tuple(place))


def ids(session: Session, keys: Collection[str]) -> dict[str, int]:
    """The ids of works, by key."""
    query = select(m.Source.key, m.Source.id).where(_among(keys))
    return {row.key: row.id for row in session.execute(query)}


def records_said(session: Session, keys: Collection[str]) -> dict[str, list[tuple[Origin, Any]]]:
    """The whole records that origins gave of works, by key."""
    s = m.SourceStatement
    query = (
        select(m.Source.key, s.origin, s.value)
        .join(s, s.source_id == m.Source.id)
        .where(_among(keys), s.variable.is_(None), s.value.is_not(None))
    )
    found: dict[str, list[tuple[Origin, Any]]] = {}
    for key, origin, value in session.execute(query):
        found.setdefault(key, []).append((Origin(origin), value))
    return found


def notes(session: Session, keys: Collection[str]) -> dict[str, list[str]]:
    """The texts of the notes on works, by key."""
    a = m.Annotation
    query = select(m.Source.key, a.text).join(a, a.source_id == m.Source.id).where(_among(keys))
    found: dict[str, list[str]] = {}
    for key, text in session.execute(query):
        found.setdefault(key, []).append(text)
    return found


def _among(keys: Collection[str]) -> ColumnElement[bool]:
    """That a work's key is one of these; as one JSON parameter, which has no limit of number."""
    each = func.json_each(json.dumps(sorted(keys))).table_valued("value")
    return m.Source.key.in_(select(each.c.value))
