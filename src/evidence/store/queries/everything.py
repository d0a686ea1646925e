"""Searching all that is indexed for words."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from evidence.domain.pages import PageMap
from evidence.domain.passages import HitKind, PassageKind
from evidence.store import models as m
from evidence.store.queries import passages
from evidence.store.search.index import ANNOTATIONS, CLAIMS, PAGES, QUOTATIONS, SOURCES, SearchIndex
from evidence.store.search.ranking import RANKED, Size, frequency, latest, quoted, size

INDEX = {
    HitKind.SOURCE: SOURCES,
    HitKind.CLAIM: CLAIMS,
    HitKind.QUOTATION: QUOTATIONS,
    HitKind.ANNOTATION: ANNOTATIONS,
    HitKind.PAGE: PAGES,
}
_TITLE_WEIGHT = 2.0
_SHORTEST_BEGINNING = 2
"""Code points of a beginning that is looked for: of fewer half the index would be merged."""
_WORDS = 64


@dataclass(frozen=True, slots=True)
class Holder:
    """A record that holds the words, with the texts in which they may stand."""

    key: str
    about: str
    texts: tuple[str, ...]
    page: int | None = None
    works: tuple[tuple[str, PageMap], ...] = ()


def ids(
    connection: Connection, kind: HitKind, words: Sequence[str], limit: int, *, every: bool
) -> list[int]:
    """The ids of the records of a kind that hold words, best first.

    Args:
        words: as typed; the last one may be a beginning.
        every: whether all of them are wanted, or any.
    """
    index = INDEX[kind]
    held = size(connection, index)
    if not held.rows or not words:
        return []
    words = list(dict.fromkeys(words))[:_WORDS]
    if held.rows <= RANKED:
        terms = [quoted(word) for word in words]
        if len(words[-1]) >= _SHORTEST_BEGINNING:
            terms[-1] += "*"
        return _ranked(connection, index, terms, limit, every=every)
    return _of_many(connection, index, held, words, limit, every=every)


def _of_many(
    connection: Connection,
    index: SearchIndex,
    held: Size,
    words: Sequence[str],
    limit: int,
    *,
    every: bool,
) -> list[int]:
    """As `ids`, of a large index: what is ranked is bounded.

    The last word is taken for a beginning only where nothing has it as a word: to put together
    all words that begin so may take a second.
    """
    counts = {word: frequency(connection, index, held, quoted(word)) for word in words}
    missing = [word for word in words if not counts[word]]
    terms = {word: quoted(word) for word in words}
    if words[-1] in missing and len(words[-1]) > _SHORTEST_BEGINNING:
        terms[words[-1]] += "*"
        counts[words[-1]] = frequency(connection, index, held, terms[words[-1]])
        missing = [word for word in words if not counts[word]]
    there = sorted((word for word in words if counts[word]), key=counts.__getitem__)
    if not there or (every and missing):
        return []
    if every:
        expected = held.rows * math.prod(counts[word] / held.rows for word in there)
    else:
        while len(there) > 1 and sum(counts[word] for word in there) > RANKED:
            there.pop()
        expected = sum(counts[word] for word in there)
    chosen = [terms[word] for word in there]
    found: list[int] = []
    for since in latest(held, expected):
        found = _ranked(connection, index, chosen, limit, every=every, since=since)
        if len(found) >= limit:
            break
    return found


def _ranked(
    connection: Connection,
    index: SearchIndex,
    terms: Sequence[str],
    limit: int,
    *,
    every: bool,
    since: int | None = None,
) -> list[int]:
    weights = ", ".join(str(_TITLE_WEIGHT if name == "title" else 1.0) for name in index.columns)
    parameters: dict[str, Any] = {"query": (" AND " if every else " OR ").join(terms)}
    parameters["limit"] = limit
    low = ""
    if since is not None:
        low = "AND rowid >= :since "
        parameters["since"] = since
    found = connection.execute(
        text(
            f"SELECT rowid FROM {index.name} WHERE {index.name} MATCH :query {low}"
            f"ORDER BY bm25({index.name}, {weights}), rowid LIMIT :limit"
        ),
        parameters,
    )
    return [int(each) for each in found.scalars()]


def load(session: Session, kind: HitKind, wanted: Sequence[int]) -> dict[int, Holder]:
    """The records of these ids."""
    return _LOADERS[kind](session, wanted)


def _sources(session: Session, wanted: Sequence[int]) -> dict[int, Holder]:
    query = text(
        "SELECT source.id, source.key, found.title, found.creators, found.container, "
        "found.abstract FROM source_search_content AS found "
        "JOIN source ON source.id = found.id WHERE found.id = :id"
    )
    found: dict[int, Holder] = {}
    for each in wanted:
        for number, key, *texts in session.execute(query, {"id": each}):
            found[number] = Holder(key, texts[0], tuple(texts))
    return found


def _claims(session: Session, wanted: Sequence[int]) -> dict[int, Holder]:
    c = m.Claim.__table__.c
    rows = session.execute(
        select(c.id, c.key, m.Paper.key, c.section, c.statement)
        .join(m.Paper, m.Paper.id == c.paper_id)
        .where(c.id.in_(wanted))
    )
    return {row[0]: Holder(row[1], f"{row[2]}, {row[3]}", (row[4],)) for row in rows}


def _quotations(session: Session, wanted: Sequence[int]) -> dict[int, Holder]:
    q = m.Quotation.__table__.c
    rows: Sequence[Any] = session.execute(
        select(q.id, q.key, q.exact, m.Claim.key, m.EvidenceLink.key)
        .outerjoin(m.Claim, m.Claim.id == q.claim_id)
        .outerjoin(m.EvidenceLink, m.EvidenceLink.id == q.evidence_link_id)
        .where(q.id.in_(wanted))
    ).all()
    return {
        number: Holder(key, f"quoted by {claim}" if claim else f"evidence {link}", (exact,))
        for number, key, exact, claim, link in rows
    }


def _annotations(session: Session, wanted: Sequence[int]) -> dict[int, Holder]:
    a = m.Annotation.__table__.c
    rows = session.execute(
        select(a.id, a.key, a.kind, m.Source.key, a.text)
        .join(m.Source, m.Source.id == a.source_id)
        .where(a.id.in_(wanted))
    )
    return {row[0]: Holder(row[1], f"{row[2]} of {row[3]}", (row[4],)) for row in rows}


def _pages(session: Session, wanted: Sequence[int]) -> dict[int, Holder]:
    return {
        held.id: Holder(
            held.document or "", held.source, (held.text,), page=held.page, works=held.works
        )
        for held in passages.load(session, PassageKind.PAGE, wanted)
    }


_LOADERS: dict[HitKind, Callable[[Session, Sequence[int]], dict[int, Holder]]] = {
    HitKind.SOURCE: _sources,
    HitKind.CLAIM: _claims,
    HitKind.QUOTATION: _quotations,
    HitKind.ANNOTATION: _annotations,
    HitKind.PAGE: _pages,
}
