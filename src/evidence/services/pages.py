"""Reading held files: their pages into the database, and out of it.

Reading may take half a minute, so it comes first (`prepare`) and the database is locked only
to keep what it came to.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.media_types import media_type
from evidence.domain.pages import PageText, Reading
from evidence.domain.records import Document
from evidence.domain.vocabulary import DocumentStatus
from evidence.errors import BadInput, NotFound
from evidence.pages import reading as readers
from evidence.services import documents, find, page_maps
from evidence.services.documents import Attached
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store import pages as store
from evidence.store.files import content_of
from evidence.store.queries import documents as document_queries
from evidence.store.queries import pages as queries
from evidence.store.queries.documents import DocumentRow
from evidence.store.queries.pages import Labelled, PageRow

_UNKEPT = re.compile("[\\0\\ud800-\\udfff]")
_ELSEWHERE = (DocumentStatus.MISSING, DocumentStatus.CHANGED)
_REASONS = {
    DocumentStatus.LOCKED: "it asks for a password",
    DocumentStatus.EMPTY: "no page has text: it is scanned, perhaps",
}


class Outcome(StrEnum):
    """What reading a held file came to."""

    READ = "read"
    """It was read, whether or not its pages are others now."""
    KEPT = "kept"
    """It had been read by the same reader, and was not read again."""
    UNREADABLE = "unreadable"
    """It is locked, empty, gone, or no reader makes anything of it; pages that were held stay."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file that was read, and the hash of what was read: None where it cannot be opened."""

    sha256: str | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A held file after reading.

    Args:
        document: as it is held now.
        outcome: what that came to; detail: for people, why it could not be read, or what is
            odd about it.
        changed: how many pages are others than before, new ones among them.
        labelled: how its pages are labelled for each of its works.
        reflowable: whether it has no pages of its own.
    """

    document: Document
    outcome: Outcome
    detail: str | None
    changed: int
    labelled: tuple[Labelled, ...]
    reflowable: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """A file that was attached and read; `read` is None where nobody wanted that."""

    attached: Attached
    read: ReadDocument | None


def prepare(
    session: Session, database: Path, key: str, *, anew: bool = False
) -> FileReading | None:
    """Read a held file; None where that is needless, or where it is not as it was.

    Args:
        session: that does not hold the write lock.
        anew: read it even if the same reader has.

    Raises:
        NotFound: no file has that key.
    """
    find.require(session, m.Document, key)
    (row,) = document_queries.listing(session, keys=(key,))
    document = documents.get(session, database, key)
    if document.status in _ELSEWHERE or (_current(row) and not anew):
        return None
    return _file_reading(document.file, row.media_type, row.name)


def prepare_files(session: Session, files: Iterable[Path]) -> tuple[FileReading | None, ...]:
    """Read files that are to be attached; None of those that are held and were read.

    Args:
        session: that does not hold the write lock.

    Raises:
        NotFound, BadInput: there is no such file, or it is none that could be attached.
        OSError: one cannot be read.
    """
    return tuple([_new_reading(session, file) for file in files])


def add(
    work: Work,
    database: Path,
    source: str,
    files: Sequence[tuple[Path, FileReading | None]],
    *,
    link: bool = False,
    first_page: str | None = None,
    labels: str | None = None,
) -> tuple[Added, ...]:
    """Hold files as copies of a work, with their pages.

    Args:
        files: each with what `prepare_files` made of it.
        link: keep only where they are.
        first_page, labels: as `page_maps.relabel` takes them; a file without pages gets none.

    Raises:
        NotFound, BadInput, OSError, DatabaseError: as `documents.attach`; the labels do not
            fit; a file changed after it was read.
    """
    return tuple(
        [
            _add(work, database, source, file, given, link, first_page, labels)
            for file, given in files
        ]
    )


def read(
    work: Work, database: Path, key: str, *, anew: bool = False, given: FileReading | None = None
) -> ReadDocument:
    """Keep the pages of a held file; rows that are so already stay as they are.

    What was held of a file stays where it cannot be read any more.

    Args:
        anew: read it even if the same reader has.
        given: what `prepare` came to; None: it is read here, while the database is locked.

    Raises:
        NotFound: no file has that key.
        BadInput: it is another file now than the one that was read.
    """
    held = find.record(work, m.Document, key)
    work.flush()
    document = documents.get(work, database, key)
    (row,) = document_queries.listing(work, keys=(key,))
    if given is None and document.status in _ELSEWHERE:
        told = "is not there" if document.status is DocumentStatus.MISSING else "was changed"
        why = f"its file {told}: {document.file}"
        return _report(work, database, key, Outcome.UNREADABLE, why)
    if given is None and _current(row) and not anew:
        return _kept_as_it_is(work, database, held)
    if given is None:
        given = _file_reading(document.file, held.media_type, held.name)
    reading = given.reading
    if given.sha256 != held.sha256:
        why = f"its file was changed: {document.file}" if given.sha256 else _why(reading)
        return _report(work, database, key, Outcome.UNREADABLE, why)
    readable = reading.status is DocumentStatus.READ
    if not readable and held.reading == DocumentStatus.READ:
        why = f"{_why(reading)}; what was read before stays"
        return _report(work, database, key, Outcome.UNREADABLE, why)
    held.reading = str(reading.status)
    held.reading_detail = None if reading.detail is None else _kept(reading.detail)
    held.reader = reading.reader
    held.reflowable = reading.reflowable
    work.flush()
    pages = [_kept_page(page) for page in reading.pages]
    changed = store.replace(work.connection(), work.ledger, held.id, pages)
    page_maps.settle(work, held, dataclasses.replace(reading, pages=tuple(pages)))
    work.flush()
    outcome = Outcome.READ if readable else Outcome.UNREADABLE
    told_of = reading.detail if readable else _why(reading)
    return _report(work, database, key, outcome, told_of, changed)


def to_read(session: Session, *, anew: bool = False) -> tuple[str, ...]:
    """The keys of the files that nobody has read, or another reader than today's.

    Args:
        anew: of all that are held.
    """
    rows = document_queries.listing(session)
    return tuple([row.key for row in rows if anew or not _current(row)])


def known(session: Session, keys: Iterable[str]) -> tuple[str, ...]:
    """These keys, each once.

    Raises:
        NotFound: no file has one of them.
    """
    wanted = tuple(dict.fromkeys(keys))
    for key in wanted:
        find.require(session, m.Document, key)
    return wanted


def reflowable(session: Session, key: str) -> bool:
    """Whether a held file has no pages of its own.

    Raises:
        NotFound: no file has that key.
    """
    return bool(find.record(session, m.Document, key).reflowable)


def listing(session: Session, key: str) -> tuple[PageRow, ...]:
    """The pages of a held file, in order; none where nobody has read it.

    Raises:
        NotFound: no file has that key.
    """
    find.require(session, m.Document, key)
    return tuple(queries.rows(session, key))


def texts(
    session: Session,
    key: str,
    *,
    label: str | None = None,
    index: int | None = None,
    source: str | None = None,
) -> tuple[PageText, ...]:
    """The text of a held file: of all pages, or of those with a label, or with an index.

    Args:
        source: the work whose page that label is; by default the file's first one.

    Raises:
        NotFound: no file has that key, or no page of it that label or index.
        BadInput: nobody has read it.
    """
    find.require(session, m.Document, key)
    number = len(queries.rows(session, key))
    if not number:
        raise BadInput(f"no page of {key} is held", hint=f"evidence document read {key}")
    if label is None and index is None:
        return queries.texts(session, key)
    if label is not None:
        found = page_maps.labelled(session, key, source).page_map.indices(label)
        wanted = [each for each in found if each < number]
        if not wanted:
            raise NotFound(
                f"no page of {key} is labelled {label!r}", hint=f"evidence document pages {key}"
            )
    else:
        wanted = [] if index is None else [index]
        if not all(0 <= each < number for each in wanted):
            raise NotFound(
                f"{key} has no page of index {index}: they are 0 to {number - 1}",
                hint=f"evidence document pages {key}",
            )
    return tuple([queries.page(session, key, each) for each in wanted])


def _add(
    work: Work,
    database: Path,
    source: str,
    file: Path,
    given: FileReading | None,
    link: bool,
    first_page: str | None,
    labels: str | None,
) -> Added:
    (attached,) = documents.attach(work, database, source, [file], link=link)
    key = attached.document.key
    if given is not None and given.sha256 != attached.document.sha256:
        raise BadInput(f"{file} changed while it was read", hint="try again when it is complete")
    if given is None:
        done = _kept_as_it_is(work, database, find.record(work, m.Document, key))
    else:
        done = read(work, database, key, given=given)
    if done.document.pages and (first_page is not None or labels is not None):
        page_maps.relabel(work, key, source=source, first_page=first_page, labels=labels)
        done = dataclasses.replace(done, labelled=queries.labelled(work, key))
    return Added(dataclasses.replace(attached, document=done.document), done)


def _new_reading(session: Session, file: Path) -> FileReading | None:
    try:
        content = content_of(file)
    except FileNotFoundError:
        raise NotFound(f"there is no file {file}", hint="look at its name") from None
    key = session.scalar(select(m.Document.key).where(m.Document.sha256 == content.sha256))
    if key is not None:
        (row,) = document_queries.listing(session, keys=(key,))
        if _current(row):
            return None
    name = documents.name_of(file)
    return _file_reading(file, media_type(content.head, content.tail, name), name)


def _file_reading(file: Path, kind: str, name: str) -> FileReading:
    """A file read between two looks at its content, of which the second is the caller's."""
    try:
        sha256 = content_of(file).sha256
    except (OSError, BadInput) as error:
        detail = error.message if isinstance(error, BadInput) else error.strerror or str(error)
        return FileReading(None, Reading(DocumentStatus.FAILED, (), "", detail))
    return FileReading(sha256, readers.read(file, kind, name=name))


def _current(row: DocumentRow) -> bool:
    """Whether a file was read by the reader that would read it today."""
    return row.reading is not None and row.reader == readers.reader(row.media_type)


def _kept_as_it_is(work: Work, database: Path, held: m.Document) -> ReadDocument:
    outcome = Outcome.KEPT if held.reading == DocumentStatus.READ else Outcome.UNREADABLE
    return _report(work, database, held.key, outcome, held.reading_detail)


def _report(
    work: Work,
    database: Path,
    key: str,
    outcome: Outcome,
    detail: str | None,
    changed: int = 0,
) -> ReadDocument:
    work.flush()
    reflowable = bool(find.record(work, m.Document, key).reflowable)
    document = documents.get(work, database, key)
    labelled = queries.labelled(work, key)
    return ReadDocument(document, outcome, detail, changed, labelled, reflowable)


def _why(reading: Reading) -> str:
    """Why a file cannot be read, for people."""
    return reading.detail or _REASONS.get(reading.status, "it cannot be read")


def _kept_page(page: PageText) -> PageText:
    """A page as it may be kept, offsets as they were."""
    text, label, printed = (_kept(each or "") for each in (page.text, page.label, page.printed))
    if (text, label, printed) == (page.text, page.label or "", page.printed or ""):
        return page
    return dataclasses.replace(page, text=text, label=label or None, printed=printed or None)


def _kept(text: str) -> str:
    """A text without the characters that no database keeps."""
    return _UNKEPT.sub("\ufffd", text)
