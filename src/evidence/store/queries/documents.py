"""Held files, with the works that they are copies of."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from evidence.errors import DatabaseDamaged
from evidence.store import models as m


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A held file as its row has it, and the keys of its works in the order they came.

    `reading` is None where nobody has read it, `pages` counts those that are held, if any.
    """

    key: str
    sha256: str
    size: int
    media_type: str
    name: str
    path: str | None
    sources: tuple[str, ...]
    reading: str | None = None
    detail: str | None = None
    reader: str | None = None
    pages: int | None = None


def listing(
    session: Session, *, source: str | None = None, keys: Sequence[str] | None = None
) -> list[DocumentRow]:
    """Held files in the order they came.

    Args:
        source: only those of the work of that key; keys: only those.
    """
    d = m.Document.__table__.c
    ids = select(m.Document.id)
    if source is not None:
        ids = ids.join(m.DocumentSource).join(m.Source).where(m.Source.key == source)
    if keys is not None:
        ids = ids.where(m.Document.key.in_(keys))
    works: dict[int, list[str]] = defaultdict(list)
    of_works = (
        select(m.DocumentSource.document_id, m.Source.key)
        .join(m.Source, m.Source.id == m.DocumentSource.source_id)
        .order_by(m.DocumentSource.id)
    )
    number = select(m.Page.document_id, func.count()).group_by(m.Page.document_id)
    query = select(
        *(d.id, d.key, d.sha256, d.size, d.media_type, d.name, d.path),
        *(d.reading, d.reading_detail, d.reader),
    ).order_by(d.id)
    if source is not None or keys is not None:
        of_works = of_works.where(m.DocumentSource.document_id.in_(ids))
        query = query.where(d.id.in_(ids))
        number = number.where(m.Page.document_id.in_(ids))
    pages: dict[int, int] = dict(session.execute(number).all())
    for document_id, key in session.execute(of_works):
        works[document_id].append(key)
    return [
        DocumentRow(
            *row[1:7],
            sources=tuple(works[row.id]),
            reading=row.reading,
            detail=row.reading_detail,
            reader=row.reader,
            pages=pages.get(row.id),
        )
        for row in session.execute(query)
    ]


def files(connection: Connection) -> Iterable[tuple[Any, ...]]:
    """Key, hash, size, name and path of every held file, as the rows have them."""
    query = "SELECT key, sha256, size, name, path FROM document ORDER BY id"
    return [tuple(row) for row in connection.exec_driver_sql(query)]


def named(connection: Connection) -> set[str]:
    """The hashes that held files have, or ever had; of a schema without them none.

    Raises:
        DatabaseDamaged: the ledger cannot be read.
    """
    known = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'document'"
    ).scalar()
    if not known:
        return set()
    found = set(connection.exec_driver_sql("SELECT sha256 FROM document").scalars())
    before = connection.exec_driver_sql(
        "SELECT before FROM revision WHERE record_kind = 'document' AND before IS NOT NULL"
    )
    try:
        return found | {json.loads(content)["sha256"] for content in before.scalars()}
    except (ValueError, TypeError, KeyError) as error:
        raise DatabaseDamaged(
            "the ledger was changed behind the program's back", hint="evidence db check"
        ) from error
