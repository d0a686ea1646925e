"""The texts in which passages are found, with where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.pages import PageMap
from evidence.domain.passages import PassageKind
from evidence.store import models as m
from evidence.store.queries.pages import from_json

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Held:
    """A page, an abstract or an annotation.

    Args:
        title: what counts beside the text; "" of none.
        start, end: where the text proper stands in `text`, in code points, half-open: of a
            page what is neither running header nor footer.
        page: index in the file, from 0.
        works: the works that the file is a copy of, with how its pages are labelled as theirs.
    """

    kind: PassageKind
    id: int
    source: str
    text: str
    title: str = ""
    start: int = 0
    end: int | None = None
    document: str | None = None
    page: int | None = None
    annotation: str | None = None
    works: tuple[tuple[str, PageMap], ...] = ()


def load(session: Session, kind: PassageKind, ids: Sequence[int]) -> Iterator[Held]:
    """The texts of these ids, in no order; a page of a file of no work is left out."""
    for first in range(0, len(ids), _CHUNK):
        yield from _LOADERS[kind](session, ids[first : first + _CHUNK])


def _pages(session: Session, ids: Sequence[int]) -> Iterator[Held]:
    p = m.Page.__table__.c
    rows = session.execute(
        select(p.id, p.document_id, m.Document.key, p.index, p.text, p.body_start, p.body_end)
        .join(m.Document, m.Document.id == p.document_id)
        .where(p.id.in_(ids))
    ).all()
    copies = (
        select(m.DocumentSource.document_id, m.Source.key, m.DocumentSource.page_map)
        .join(m.Source, m.Source.id == m.DocumentSource.source_id)
        .where(m.DocumentSource.document_id.in_({row[1] for row in rows}))
        .order_by(m.DocumentSource.id)
    )
    works: dict[int, list[tuple[str, PageMap]]] = defaultdict(list)
    for document, source, page_map in session.execute(copies):
        works[document].append((source, from_json(page_map)))
    for number, document, key, index, text, start, end in rows:
        if of := tuple(works[document]):
            yield Held(
                PassageKind.PAGE,
                number,
                of[0][0],
                text,
                start=start,
                end=end,
                document=key,
                page=index,
                works=of,
            )


def _abstracts(session: Session, ids: Sequence[int]) -> Iterator[Held]:
    s = m.Source.__table__.c
    query = select(s.id, s.key, s.title, s.abstract).where(s.id.in_(ids))
    for number, key, title, abstract in session.execute(query):
        yield Held(PassageKind.ABSTRACT, number, key, abstract or "", title=title or "")


def _annotations(session: Session, ids: Sequence[int]) -> Iterator[Held]:
    a = m.Annotation.__table__.c
    query = (
        select(a.id, a.key, m.Source.key, a.text)
        .join(m.Source, m.Source.id == a.source_id)
        .where(a.id.in_(ids))
    )
    for number, key, source, text in session.execute(query):
        yield Held(PassageKind.ANNOTATION, number, source, text, annotation=key)


_LOADERS: dict[PassageKind, Any] = {
    PassageKind.PAGE: _pages,
    PassageKind.ABSTRACT: _abstracts,
    PassageKind.ANNOTATION: _annotations,
}
