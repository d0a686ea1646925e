"""The pages of held files: their text, how they are labelled, which ones words stand on."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import log
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from evidence.domain.pages import PageMap, PageText, Reading, Segment
from evidence.domain.records import HeldText
from evidence.domain.vocabulary import DocumentStatus, PageMapOrigin, PageStatus
from evidence.store import models as m

_FEW = 100
_SEVERAL = 500
_WORD = re.compile(r"[\w\u0300-\u0331]+")
_MOST_WORDS = 14
_COMMON = 0.1
_FEW_PAGES = 20
"""A word on more than this part of a file's pages, and more than so many, tells little."""
_EXTENT = (
    "SELECT document_id, min(id), max(id), count(*) FROM page"
    " WHERE document_id = (SELECT id FROM document WHERE key = ?)"
)
_OF_FILE = 'SELECT id, "index" FROM page WHERE document_id = ? AND id IN'
_STANDS = (
    "SELECT rowid FROM page_search WHERE page_search MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """How the pages of a file are labelled as pages of one work; no origin: not at all."""

    source: str
    page_map: PageMap
    origin: PageMapOrigin | None


@dataclass(frozen=True, slots=True)
class PageRow:
    """What is known of a page without its text; `characters` is the length of that."""

    index: int
    status: PageStatus
    characters: int


def held(
    session: Session, sources: Collection[str] | None = None
) -> dict[str, tuple[HeldText, ...]]:
    """The files that are held of works, read or not, by the works' keys, in the order they came.

    Args:
        sources: only these works; those without files are left out.
    """
    query = (
        select(
            m.Source.key,
            m.Document.id,
            m.Document.key,
            m.Document.reading,
            m.Document.reflowable,
            m.DocumentSource.page_map,
            m.DocumentSource.page_map_origin,
        )
        .join(m.DocumentSource, m.DocumentSource.source_id == m.Source.id)
        .join(m.Document, m.Document.id == m.DocumentSource.document_id)
        .order_by(m.Document.id)
    )
    counts: Any = select(m.Page.document_id, func.count()).group_by(m.Page.document_id)
    wanted = None if sources is None else set(sources)
    if wanted is not None and len(wanted) <= _SEVERAL:
        query = query.where(m.Source.key.in_(wanted))
        of_wanted = (
            select(m.DocumentSource.document_id).join(m.Source).where(m.Source.key.in_(wanted))
        )
        counts = counts.where(m.Page.document_id.in_(of_wanted))
    rows = [row for row in session.execute(query) if wanted is None or row[0] in wanted]
    pages = dict(session.execute(counts).all()) if rows else {}
    found: dict[str, list[HeldText]] = defaultdict(list)
    for source, number, key, reading, reflowable, page_map, origin in rows:
        found[source].append(
            HeldText(
                document=key,
                status=DocumentStatus(reading or DocumentStatus.UNREAD),
                count=pages.get(number, 0),
                page_map=from_json(page_map),
                page_map_origin=None if origin is None else PageMapOrigin(origin),
                reflowable=bool(reflowable),
            )
        )
    return {source: tuple(texts) for source, texts in found.items()}


def page(session: Session, document_key: str, index: int) -> PageText:
    """One page of a held file; it must have that page."""
    row = session.execute(_texts(document_key).where(m.Page.index == index)).one()
    return _page(*row)


def texts(session: Session, document_key: str) -> tuple[PageText, ...]:
    """All pages of a held file, in order; none where nobody has read it."""
    return tuple([_page(*row) for row in session.execute(_texts(document_key))])


def rows(session: Session, document_key: str) -> list[PageRow]:
    """All pages of a held file, in order, without their text."""
    query = (
        select(m.Page.index, m.Page.status, func.length(m.Page.text))
        .join(m.Document, m.Document.id == m.Page.document_id)
        .where(m.Document.key == document_key)
        .order_by(m.Page.index)
    )
    return [
        PageRow(index, PageStatus(status), length)
        for index, status, length in session.execute(query)
    ]


def counts(session: Session, document_keys: Collection[str] | None = None) -> dict[str, int]:
    """How many pages are held of each file, of all or of these; files without are left out."""
    query: Any = (
        select(m.Document.key, func.count())
        .join(m.Page, m.Page.document_id == m.Document.id)
        .group_by(m.Document.key)
    )
    if document_keys is not None:
        query = query.where(m.Document.key.in_(document_keys))
    return dict(session.execute(query).all())


def reading(session: Session, document_key: str) -> Reading | None:
    """What reading a file came to, as it is held; None where nobody has read it."""
    d = m.Document
    status, detail, reader, reflowable = session.execute(
        select(d.reading, d.reading_detail, d.reader, d.reflowable).where(d.key == document_key)
    ).one()
    if status is None:
        return None
    found = texts(session, document_key)
    return Reading(DocumentStatus(status), found, reader or "", detail, bool(reflowable))


def labelled(session: Session, document_key: str) -> tuple[Labelled, ...]:
    """How a file's pages are labelled for each of its works, in the order these came."""
    query = (
        select(m.Source.key, m.DocumentSource.page_map, m.DocumentSource.page_map_origin)
        .join(m.DocumentSource, m.DocumentSource.source_id == m.Source.id)
        .join(m.Document, m.Document.id == m.DocumentSource.document_id)
        .where(m.Document.key == document_key)
        .order_by(m.DocumentSource.id)
    )
    return tuple(
        [
            Labelled(source, from_json(page_map), None if origin is None else PageMapOrigin(origin))
            for source, page_map, origin in session.execute(query)
        ]
    )


def candidates(
    session: Session, document_key: str, words: Iterable[str], limit: int = 10
) -> list[int]:
    """The pages of a file on which most of some words stand, the likeliest first.

    A word counts the more the fewer pages it stands on; one that stands on most pages counts
    only if all do. Words are compared as the search index does it: stemmed, without case and
    marks.

    Args:
        words: in any order; of many only the longest are looked for.
        limit: of the pages that are returned, as indices.
    """
    wanted = _words(words)
    run = session.connection().exec_driver_sql
    document, first, last, count = run(_EXTENT, (document_key,)).one()
    if not count or not wanted:
        return []
    most = max(int(count * _COMMON), _FEW_PAGES)
    scores: dict[int, float] = defaultdict(float)
    common: list[str] = []
    for word in wanted:
        ids = run(_STANDS, (word, first, last, most + 1)).scalars().all()
        if len(ids) > most:
            common.append(word)
            continue
        for number in ids:
            scores[number] += log(1 + count / len(ids))
    if not scores and common:
        ids = run(_STANDS, (" ".join(common), first, last, limit)).scalars().all()
        scores.update(dict.fromkeys(ids, 1.0))
    best = sorted(scores, key=lambda number: (-scores[number], number))
    found: list[int] = []
    while best and len(found) < limit:
        chunk, best = best[:_FEW], best[_FEW:]
        slots = ", ".join("?" * len(chunk))
        rows = run(f"{_OF_FILE} ({slots})", (document, *chunk))
        indices: dict[int, int] = dict(rows.all())
        found += [indices[number] for number in chunk if number in indices]
    return found[:limit]


def from_json(page_map: list[Any] | None) -> PageMap:
    """A page map, as `document_source` holds it."""
    return PageMap(tuple(Segment(*segment) for segment in page_map or ()))


def to_json(page_map: PageMap) -> list[Any] | None:
    """A page map as `document_source` holds it; None where it labels no page."""
    return [[each.start, each.end, each.label] for each in page_map.segments] or None


def _texts(document_key: str) -> Any:
    p = m.Page
    return (
        select(p.index, p.text, p.status, p.body_start, p.body_end, p.label, p.printed)
        .join(m.Document, m.Document.id == p.document_id)
        .where(m.Document.key == document_key)
        .order_by(p.index)
    )


def _page(
    index: int,
    text: str,
    status: str,
    start: int,
    end: int,
    label: str | None,
    printed: str | None,
) -> PageText:
    return PageText(index, text, PageStatus(status), start, end, label, printed)


def _words(words: Iterable[str]) -> list[str]:
    """The words to look for, as FTS5 takes them: each once, the longest first."""
    found = {
        each: None
        for word in words
        for each in _WORD.findall(unicodedata.normalize("NFC", word).casefold())
    }
    longest = sorted(found, key=len, reverse=True)[:_MOST_WORDS]
    return [f'"{word}"' for word in longest]
