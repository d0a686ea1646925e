"""Which printed page each page of a file is, for each work that the file is a copy of."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.pages import PageMap, Reading, map_from, read_map
from evidence.domain.vocabulary import PageMapOrigin
from evidence.errors import BadInput, NotFound
from evidence.pages.labels import choose
from evidence.services import find
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import pages as queries
from evidence.store.queries.pages import Labelled


def labelled(session: Session, key: str, source: str | None = None) -> Labelled:
    """How the pages of a file are labelled for a work, by default for its first one.

    Raises:
        NotFound: there is no such file or work, or the one is no copy of the other.
    """
    find.require(session, m.Document, key)
    find.require(session, m.Source, source)
    found = queries.labelled(session, key)
    if source is None and not found:
        raise NotFound(f"{key} is a file of no work", hint="evidence source attach KEY FILE")
    for each in found:
        if source in (None, each.source):
            return each
    raise NotFound(
        f"{key} is no file of {source}", hint=f"evidence document list --source {source}"
    )


def of_document(session: Session, key: str) -> tuple[Labelled, ...]:
    """How the pages of a file are labelled for each of its works, in the order these came.

    Raises:
        NotFound: no file has that key.
    """
    find.require(session, m.Document, key)
    return queries.labelled(session, key)


def settle(work: Work, document: m.Document, reading: Reading | None = None) -> None:
    """Choose the maps of a file that was read, but for those that a person gave.

    Args:
        reading: of the file; None: as it is held, and where nobody has read it nothing is done.
    """
    _settle(work, document, document.works, reading)


def follow(work: Work, source: m.Source) -> None:
    """Choose the maps of a work's files, but for those that a person gave, by its page range."""
    copies = work.scalars(
        select(m.DocumentSource).where(m.DocumentSource.source_id == source.id)
    ).all()
    for copy in copies:
        _settle(work, copy.document, [copy], None)


def _settle(
    work: Work,
    document: m.Document,
    copies: Iterable[m.DocumentSource],
    reading: Reading | None,
) -> None:
    wanted = [each for each in copies if each.page_map_origin != PageMapOrigin.PERSON]
    if reading is None and wanted and document.reading is not None:
        work.flush()
        reading = queries.reading(work, document.key)
    if reading is not None:
        for copy in wanted:
            _put(copy, *choose(reading, copy.source.page))


def relabel(
    work: Work,
    key: str,
    *,
    source: str | None = None,
    first_page: str | None = None,
    labels: str | None = None,
) -> Labelled:
    """Label the pages of a file for a work anew: as a person says, else as it is found to be.

    Args:
        source: the work, by default the first one of which the file is a copy.
        first_page: the label of the first page; the others count on.
        labels: a map as `domain.pages.read_map` reads it.

    Raises:
        NotFound: there is no such file or work, or the one is no copy of the other.
        BadInput: the file's pages are not held, or the labels do not fit them.
    """
    wanted = labelled(work, key, source)
    document = find.record(work, m.Document, key)
    reading = queries.reading(work, key)
    if reading is None or not reading.pages:
        raise BadInput(f"no page of {key} is held", hint=f"evidence document read {key}")
    copy = next(each for each in document.works if each.source.key == wanted.source)
    if first_page is None and labels is None:
        _put(copy, *choose(reading, copy.source.page))
    else:
        _put(copy, given(len(reading.pages), first_page, labels), PageMapOrigin.PERSON)
    work.flush()
    return labelled(work, key, wanted.source)


def given(count: int, first_page: str | None, labels: str | None) -> PageMap:
    """The map of a file of `count` pages that a person tells of.

    Raises:
        BadInput: it cannot be one.
    """
    if labels is not None:
        return read_map(labels, count)
    found = map_from(first_page or "", count)
    if count and None in found.labels(count):
        raise BadInput(
            f"{first_page!r} cannot be counted on" if found.segments else "that is no page label",
            hint="--labels '1-4=i-iv,5-=1' labels each part of a file",
        )
    return found


def _put(copy: m.DocumentSource, page_map: PageMap, origin: PageMapOrigin | None) -> None:
    copy.page_map = queries.to_json(page_map)
    copy.page_map_origin = None if origin is None or copy.page_map is None else str(origin)
