"""Sources with their identifiers, names, tags and statements."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, exists, func, select, union
from sqlalchemy.orm import Session

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source, Statement
from evidence.domain.vocabulary import IdentifierScheme, Origin, Resolution
from evidence.errors import BadInput
from evidence.store import models as m
from evidence.store.queries.words import holds_words
from evidence.store.search.index import SOURCES
from evidence.store.variables import NAME_PARTS, SCHEME_VARIABLES, item_from_columns

_SOURCE = m.Source.__table__
_Rows = Select[*tuple[Any, ...]]
_CITED: CompoundSelect[Any] = union(
    select(m.CitationItem.source_id).where(m.CitationItem.source_id.is_not(None)),
    select(m.CitationCandidate.source_id)
    .join(m.CitationItem, m.CitationItem.id == m.CitationCandidate.citation_item_id)
    .where(m.CitationItem.resolution == Resolution.CONFLICT),
)


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """Which sources to list; None and empty mean any.

    Args:
        text: words that title, names, container or abstract hold.
        cited: whether a citation names them; listed: whether a reference entry does.
        paper: only what the reference lists of that paper (its key) hold.
        after: the key after which to go on; limit: how many at most.
    """

    type: str | None = None
    tag: str | None = None
    text: str | None = None
    cited: bool | None = None
    listed: bool | None = None
    paper: str | None = None
    keys: tuple[str, ...] = ()
    after: str | None = None
    limit: int | None = None


def listing(session: Session, wanted: SourceFilter, *, statements: bool = False) -> list[Source]:
    """The sources that a filter lets through, by key."""
    ids = select(m.Source.id).where(*_conditions(wanted)).order_by(m.Source.key)
    if wanted == SourceFilter():
        return _load(session, None, statements=statements)
    if wanted.limit is None and not wanted.keys:
        return _load(session, ids, statements=statements)
    # A page's ids are found once; as a subquery they would be for each of its parts.
    found = session.scalars(ids.limit(wanted.limit)).all()
    return _load(session, _page(found), statements=statements)


def by_id(session: Session, ids: Select[Any]) -> dict[str, Source]:
    """The sources whose ids a query gives, by key, with their statements."""
    return {source.key: source for source in _load(session, ids, statements=True)}


def _page(ids: Sequence[int]) -> Select[Any]:
    """A query that gives these ids; as one JSON parameter, which has no limit of number."""
    each = func.json_each(json.dumps(list(ids))).table_valued("value")
    return select(each.c.value)


def _conditions(wanted: SourceFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.type is not None:
        yield m.Source.type == wanted.type
    if wanted.tag is not None:
        yield m.Source.id.in_(
            select(m.SourceTag.source_id).join(m.Tag).where(m.Tag.name == wanted.tag)
        )
    if wanted.text is not None:
        yield holds_words(SOURCES, wanted.text, _SOURCE.c.id)
    if wanted.cited is not None:
        cited = m.Source.id.in_(_CITED)
        yield cited if wanted.cited else ~cited
    if wanted.listed is not None:
        listed = exists().where(m.ReferenceSource.source_id == m.Source.id)
        yield listed if wanted.listed else ~listed
    if wanted.paper is not None:
        yield m.Source.id.in_(
            select(m.ReferenceSource.source_id)
            .join(m.ReferenceEntry)
            .join(m.Paper)
            .where(m.Paper.key == wanted.paper)
        )
    if wanted.keys:
        yield m.Source.key.in_(wanted.keys)
    if wanted.after is not None:
        yield m.Source.key > wanted.after


def _load(session: Session, ids: Select[Any] | None, *, statements: bool) -> list[Source]:
    def narrowed(query: _Rows, column: ColumnElement[int]) -> _Rows:
        return query if ids is None else query.where(column.in_(ids))

    names: dict[int, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
    c = m.Contributor.__table__.c
    parts = [c[part] for part in NAME_PARTS]
    query: _Rows = select(c.source_id, c.role, *parts).order_by(c.id)
    for source_id, role, *values in session.execute(narrowed(query, c.source_id)):
        names[source_id][role].append(Name(*values))
    i = m.Identifier.__table__.c
    identifiers: dict[int, dict[str, str]] = defaultdict(dict)
    query = select(i.source_id, i.scheme, i.value).order_by(i.id)
    for source_id, scheme, value in session.execute(narrowed(query, i.source_id)):
        variable = SCHEME_VARIABLES.get(IdentifierScheme(scheme))
        if variable is not None:  # the first row holds the variable's whole text
            identifiers[source_id].setdefault(variable, value)
    tags: dict[int, list[str]] = defaultdict(list)
    t = m.SourceTag.__table__.c
    query = select(t.source_id, m.Tag.name).join(m.Tag, m.Tag.id == t.tag_id).order_by(m.Tag.name)
    for source_id, tag in session.execute(narrowed(query, t.source_id)):
        tags[source_id].append(tag)
    said: dict[int, list[Statement]] = defaultdict(list)
    if statements:
        s = m.SourceStatement.__table__.c
        query = select(s.source_id, s.origin, s.variable, s.value, s.url, s.note).order_by(s.id)
        for source_id, origin, *rest in session.execute(narrowed(query, s.source_id)):
            said[source_id] += _statements(Origin(origin), *rest)
    cited = set(session.scalars(_CITED))
    return [
        Source(
            key=row["key"],
            item=item_from_columns(
                dict(row),
                identifiers.get(row["id"], {}),
                {role: tuple(each) for role, each in names.get(row["id"], {}).items()},
            ),
            tags=tuple(tags.get(row["id"], ())),
            statements=tuple(said.get(row["id"], ())),
            cited=row["id"] in cited,
        )
        for row in session.execute(
            narrowed(select(_SOURCE), _SOURCE.c.id).order_by(_SOURCE.c.key)
        ).mappings()
    ]


def _statements(
    origin: Origin, variable: str | None, value: Any, url: str | None, note: str | None
) -> list[Statement]:
    """A statement; of a whole record, one a variable, as if each had been made by itself."""
    if variable is None and isinstance(value, dict):
        try:
            item = Item.from_csl(value)
        except BadInput:  # no record of ours: then it is shown as it stands
            return [Statement(origin, variable, value, url, note)]
        said = {**item.to_csl(""), **item.dates}
        if value.get("id"):
            said["citation-key"] = value["id"]
        return [
            Statement(origin, name, each, url, note)
            for name, each in said.items()
            if name not in {"id", "custom"}
        ]
    return [Statement(origin, variable, value, url, note)]
