"""Cited works: listed, entered, corrected, filed under tags, removed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace as _with
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.items import DATES, NAMES, STRINGS, TYPES, Item
from evidence.domain.keys import KeyMaker, citation_key, valid_key
from evidence.domain.matching import identities, same_by_identifier
from evidence.domain.records import LookUp, Source, Statement
from evidence.domain.text import squeeze
from evidence.domain.vocabulary import IdentifierScheme, Origin
from evidence.errors import BadInput, NotFound, Refused
from evidence.services import find, keys, page_maps
from evidence.services.removal import Removal, Remover
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import matching as identified
from evidence.store.queries import sources as queries
from evidence.store.queries.look_ups import last
from evidence.store.queries.sources import SourceFilter
from evidence.store.sources import NewSource, contributor_rows, identifier_rows, insert
from evidence.store.variables import column_values

_ANY = SourceFilter()
_SHARED = frozenset({IdentifierScheme.ISBN, IdentifierScheme.ISSN, IdentifierScheme.URL})


def listing(session: Session, wanted: SourceFilter = _ANY) -> tuple[Source, ...]:
    """The sources that a filter lets through, by key.

    Raises:
        NotFound: the filter names a paper or a tag that is not there.
    """
    find.require(session, m.Paper, wanted.paper)
    wanted = _with(wanted, tag=require_tag(session, wanted.tag))
    return tuple(queries.listing(session, wanted))


def get(session: Session, key: str) -> Source:
    """One source with what its origins said.

    Raises:
        NotFound: no source has that key.
    """
    find.require(session, m.Source, key)
    return queries.listing(session, SourceFilter(keys=(key,)), statements=True)[0]


def look_ups(session: Session, key: str) -> tuple[LookUp, ...]:
    """The last look-up of each of a work's identifiers at each service, the latest first.

    Raises:
        NotFound: no source has that key.
    """
    find.require(session, m.Source, key)
    return last(session, key)


def add(work: Work, item: Item, *, key: str | None = None, tags: Iterable[str] = ()) -> str:
    """Enter a work, under a given key or one made from its name and year; returns the key.

    Raises:
        Refused: the key is or was somebody's, or the work is there under another key.
        BadInput: the key cannot be one, or the work says nothing at all.
    """
    if not (item.title or item.names or item.variables):
        raise BadInput("a source needs at least a title", hint="--title TEXT")
    there = _same_identifier(work, item)
    if there is not None:
        raise Refused(
            f"this work is there already, as {there[0]} (same {there[1]})",
            hint=f"evidence source show {there[0]}",
        )
    key = free_key(work, key) if key is not None else new_key(work, item)
    said = tuple(_statements(item))
    new = NewSource(key, item, tuple(_tag_names(tags)), said)
    insert(work.connection(), work.ledger, [new])
    return key


def add_many(
    work: Work, items: Iterable[Item], progress: Callable[[int], None] | None = None
) -> int:
    """Enter many works at once under keys made from their names and years; returns how many.

    Args:
        progress: told how many more were entered, now and then.
    """
    taken = keys.given(work, "source")

    def new() -> Iterable[NewSource]:
        maker = KeyMaker(taken)
        for item in items:
            key = maker.make(item)
            taken.add(key)
            yield NewSource(key, item)

    return insert(work.connection(), work.ledger, new(), progress)


def edit(
    work: Work,
    key: str,
    *,
    values: Mapping[str, Any] | None = None,
    clear: Collection[str] = (),
    new_key: str | None = None,
) -> Source:
    """Correct a work: `values` set (CSL names; dates EDTF, names as tuples), cleared; its key.

    What a person sets is kept as that person's statement beside what others said.

    Raises:
        NotFound: no source has that key, or no variable has that name.
        BadInput, Refused: a value or the new key cannot be.
    """
    before = get(work, key)
    changed = dict(values or {})
    for variable in [*changed, *clear]:
        if variable != "type" and variable not in STRINGS | DATES | NAMES:
            raise BadInput(f"{variable!r} is no CSL variable")
    item = _changed(before.item, changed, clear)
    return replace(work, key, item, new_key=new_key)


def replace(work: Work, key: str, item: Item, *, new_key: str | None = None) -> Source:
    """Make a work what `item` says; what changed is kept as a person's statement."""
    source = find.record(work, m.Source, key)
    before = get(work, key).item
    if not (item.title or item.names or item.variables):
        raise BadInput("nothing would be left of the source", hint="evidence source remove")
    put(work, source, item)
    source.statements.extend(
        m.SourceStatement(origin=str(each.origin), variable=each.variable, value=each.value)
        for each in _statements(item, before)
    )
    if new_key is not None and new_key != key:
        source.key = free_key(work, new_key)
        paper = work.scalars(select(m.Paper).where(m.Paper.source_id == source.id)).one_or_none()
        if paper is not None:
            paper.key = source.key
    work.flush()
    work.expire_all()
    return get(work, source.key)


def put(work: Work, source: m.Source, item: Item) -> None:
    """Make the record of a work what `item` says; tags and statements stay.

    Another page range may label the pages of its files otherwise.
    """
    pages = source.page
    for column, value in column_values(item).items():
        setattr(source, column, value)
    _put_rows(work, source.identifiers, identifier_rows(item), m.Identifier)
    _put_rows(work, source.contributors, contributor_rows(item), m.Contributor)
    if source.page != pages:
        page_maps.follow(work, source)


def state(
    work: Work,
    key: str,
    origin: Origin,
    values: Mapping[str, Any],
    *,
    url: str | None = None,
    note: str | None = None,
) -> int:
    """Keep what an origin says of a work beside its record; returns how many statements.

    Args:
        origin: who says it: the reference list as printed, a look-up, a file, a person.
        values: by CSL name; dates EDTF, names as tuples. None at all: it had nothing, which
            `note` then says.
        url: where it was seen; note: a caveat.

    Raises:
        NotFound: no source has that key. BadInput: there is nothing to keep.
    """
    source = find.record(work, m.Source, key)
    if not values and not note:
        raise BadInput("nothing to keep", hint="--caveat TEXT says that the origin had nothing")
    said: list[tuple[str | None, Any]] = list(values.items()) or [(None, None)]
    for variable, value in said:
        if variable in NAMES:
            value = [name.to_csl() for name in value]
        source.statements.append(
            m.SourceStatement(
                origin=str(origin), variable=variable, value=value, url=url, note=note
            )
        )
    work.flush()
    return len(said)


def remove(work: Work, key: str) -> Removal:
    """Take a work out; evidence and annotations go along, entries and citations lose it.

    Raises:
        Refused: it is the record of a paper under check.
    """
    remover = Remover(work)
    remover.source(find.record(work, m.Source, key))
    return remover.report(key)


def tag(work: Work, key: str, tags: Iterable[str]) -> Source:
    """File a work under tags."""
    source = find.record(work, m.Source, key)
    held = {each.tag.name for each in source.tags}
    for name in _tag_names(tags):
        if name not in held:
            known = work.scalars(select(m.Tag).where(m.Tag.name == name)).one_or_none()
            source.tags.append(m.SourceTag(tag=known or m.Tag(name=name)))
    work.flush()
    return get(work, key)


def untag(work: Work, key: str, tags: Iterable[str]) -> Source:
    """Take a work out of tags; a tag that nothing bears any more goes.

    Raises:
        Refused: it does not bear one of them.
    """
    source = find.record(work, m.Source, key)
    held = {each.tag.name: each for each in source.tags}
    for name in _tag_names(tags):
        if name not in held:
            raise Refused(f"{key} does not bear the tag {name!r}")
        source.tags.remove(held[name])
        work.flush()
        tag_id = held[name].tag_id
        if work.scalar(select(m.SourceTag.id).where(m.SourceTag.tag_id == tag_id)) is None:
            work.delete(held[name].tag)
    work.flush()
    return get(work, key)


def tags(session: Session) -> dict[str, int]:
    """Every tag and how many sources bear it."""
    found: dict[str, int] = {}
    query = select(m.Tag.name).join(m.SourceTag, m.SourceTag.tag_id == m.Tag.id)
    for name in session.scalars(query.order_by(m.Tag.name)):
        found[name] = found.get(name, 0) + 1
    return found


def require_tag(session: Session, name: str | None) -> str | None:
    """A tag's name as it is kept; None is no tag at all.

    Raises:
        NotFound: nothing bears it.
    """
    if name is None:
        return None
    kept = squeeze(name)
    if session.scalar(select(m.Tag.id).where(m.Tag.name == kept)) is None:
        known = session.scalars(select(m.Tag.name))
        raise NotFound.among("tag", name, known, listing="evidence tag list")
    return kept


def new_key(work: Work, item: Item) -> str:
    """A key made from name and year that no source has, or ever had."""
    return citation_key(item, lambda key: keys.was_given(work, "source", key))


def free_key(work: Work, key: str) -> str:
    """A key that a person wants, if nobody has or had it.

    Raises:
        Refused: somebody has or had it. BadInput: it cannot be a key.
    """
    key = valid_key(key)
    if work.scalar(select(m.Source.id).where(m.Source.key == key)) is not None:
        raise Refused(f"the key {key} is another source's", hint=f"evidence source show {key}")
    if keys.was_given(work, "source", key):
        raise Refused(
            f"the key {key} was another source's, since removed",
            hint="keys are never given twice: choose another, or 'evidence undo' the removal",
        )
    return key


def _same_identifier(work: Work, item: Item) -> tuple[str, str] | None:
    """The key of a work that has the same DOI, PMID …, with what they share.

    Books share their ISBN with their chapters, and pages their address with their site's.
    """
    found = identified.by_identity(work, identities(item))
    for (scheme, normal), keys_ in found.items():
        for key in keys_:
            if scheme not in _SHARED or same_by_identifier(
                get(work, key).item, item, (scheme, normal)
            ):
                return key, scheme.upper()
    return None


def _statements(item: Item, before: Item | None = None) -> Iterable[Statement]:
    """A person's statements: of all variables, or of those that differ from before."""
    now, was = item.to_csl(""), before.to_csl("") if before is not None else {}
    now.pop("custom", None)
    for variable, value in now.items():
        if variable in item.dates:
            value = item.dates[variable]
        if variable in {"id", "type"} or now[variable] == was.get(variable):
            continue
        yield Statement(Origin.PERSON, variable, value)


def _changed(item: Item, changed: Mapping[str, Any], clear: Collection[str]) -> Item:
    def part(held: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
        kept = {name: value for name, value in held.items() if name not in clear}
        return kept | {name: value for name, value in changed.items() if name in known}

    type_ = changed.get("type", item.type)
    if type_ not in TYPES:
        raise BadInput(f"{type_!r} is no CSL item type")
    return Item(
        type_,
        part(item.variables, STRINGS),
        part(item.dates, DATES),
        part(item.names, NAMES),
        item.custom,
    )


def _put_rows(work: Work, held: list[Any], wanted: list[dict[str, Any]], model: type[Any]) -> None:
    """Make the parts of a record what they should be; all anew where one differs: their order
    counts."""
    if [_values(row, model) for row in held] != wanted:
        held.clear()
        work.flush()
        held[:] = [model(**row) for row in wanted]


def _values(row: Any, model: type[Any]) -> dict[str, Any]:
    names = [column.name for column in model.__table__.columns]
    values = {name: getattr(row, name) for name in names if name not in {"id", "source_id"}}
    return {name: value for name, value in values.items() if value is not None}


def _tag_names(tags: Iterable[str]) -> list[str]:
    names = list(dict.fromkeys(squeeze(tag) for tag in tags))
    if not all(names):
        raise BadInput("a tag needs a name")
    return names
