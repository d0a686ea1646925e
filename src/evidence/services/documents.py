"""Held files of works: kept beside the database or linked, shared between works, given up."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.media_types import media_type
from evidence.domain.records import Document
from evidence.domain.vocabulary import DocumentStatus
from evidence.errors import BadInput, NotFound
from evidence.services import find, keys, page_maps
from evidence.services.removal import Removal, Remover
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.files import Content, FileStore, content_of
from evidence.store.queries import documents as queries
from evidence.store.queries.documents import DocumentRow


class Outcome(StrEnum):
    """What attaching a file came to."""

    ADDED = "added"
    SHARED = "shared"
    """Its content was held; it is now a copy of this work, too."""
    MENDED = "mended"
    """It was held for this work: a link was renewed, made a copy, or a lost file is back."""
    HELD = "held"
    """It was held for this work, and nothing changed."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was attached, as it is held, and what that came to."""

    document: Document
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of a file that an imported record names: its key, or why it has none.

    `new` is false where it was held for the work already.
    """

    key: str | None
    problem: str | None = None
    new: bool = False


def listing(session: Session, database: Path, *, source: str | None = None) -> tuple[Document, ...]:
    """Held files in the order they came, of one work or all.

    Raises:
        NotFound: no work has that key.
    """
    find.require(session, m.Source, source)
    return _documents(database, queries.listing(session, source=source))


def get(session: Session, database: Path, key: str) -> Document:
    """One held file.

    Raises:
        NotFound: none has that key.
    """
    find.require(session, m.Document, key)
    return _documents(database, queries.listing(session, keys=(key,)))[0]


def keys_of(session: Session, source: str) -> tuple[str, ...]:
    """The keys of a work's held files, in the order they came."""
    return tuple(row.key for row in queries.listing(session, source=source))


def attach(
    work: Work, database: Path, source_key: str, files: Iterable[Path], *, link: bool = False
) -> tuple[Attached, ...]:
    """Hold files as copies of a work. A file is known by its content, whatever it is called.

    Args:
        database: the path of the database, beside which files are kept.
        link: keep only where they are.

    Raises:
        NotFound: no work has that key, or there is no such file.
        BadInput: something is no ordinary file, is empty, or changed while it was read.
        OSError: one cannot be read. DatabaseError: one cannot be kept.
    """
    source = find.record(work, m.Source, source_key)
    return tuple([_attach(work, database, source, Path(each), link) for each in files])


def keep_for_import(
    work: Work, database: Path, source_key: str, path: str | Path, *, within: Path, link: bool
) -> ImportedFile:
    """Hold a file that an imported record names, if that is within a folder.

    Args:
        path: as the record names it; where relative, from `within`.
        within: only files in this folder or below it, after all links are followed.
        link: keep only where it is.

    Raises:
        NotFound: no work has that key. DatabaseError: nothing can be kept at all. What is
            wrong with the file is not raised but told.
    """
    source = find.record(work, m.Source, source_key)
    try:
        wanted = within / path
        real = wanted.resolve(strict=True)
        if not real.is_relative_to(within.resolve()):
            return ImportedFile(None, f"{path} lies outside {within}")
        found = _attach(work, database, source, real, link, name=name_of(wanted))
    except (BadInput, NotFound) as error:
        return ImportedFile(None, error.message)
    except FileNotFoundError:
        return ImportedFile(None, f"there is no file {path}")
    except OSError as error:
        return ImportedFile(None, f"{path} cannot be read: {error.strerror or error}")
    except (RuntimeError, ValueError) as error:  # a circle of links, a NUL in the path
        return ImportedFile(None, f"{str(path)!r} is no path: {error}")
    return ImportedFile(found.document.key, new=found.outcome is not Outcome.HELD)


def detach(work: Work, key: str, source: str) -> bool:
    """Hold a file no longer as a copy of a work; says whether it goes, being a copy of none.

    What was kept stays where it is, so that `undo` brings it back.

    Raises:
        NotFound: there is no such file or work, or the one is no copy of the other.
    """
    document, of_work = find.record(work, m.Document, key), find.record(work, m.Source, source)
    copy = next((each for each in document.works if each.source_id == of_work.id), None)
    if copy is None:
        raise NotFound(
            f"{key} is no file of {source}", hint=f"evidence document list --source {source}"
        )
    gone = Remover(work).document_of(copy)
    work.flush()
    return gone


def remove(work: Work, key: str) -> Removal:
    """Hold a file no longer, whatever works it is a copy of; the file itself stays.

    Raises:
        NotFound: none has that key.
    """
    document = find.record(work, m.Document, key)
    remover = Remover(work)
    remover.document(document)
    return remover.report(key)


def location(session: Session, database: Path, key: str) -> Path:
    """Where a held file is.

    Raises:
        NotFound: none has that key, or it is not where it should be.
    """
    document = get(session, database, key)
    if document.status is DocumentStatus.MISSING:
        raise NotFound(
            f"the file of {key} is not at {document.file}",
            hint=f"evidence source attach {document.sources[0]} FILE"
            if document.sources
            else "attach it again",
        )
    return document.file


def _attach(
    work: Work, database: Path, source: m.Source, file: Path, link: bool, name: str | None = None
) -> Attached:
    name = name_of(file) if name is None else name
    path = _absolute(file) if link else None
    try:
        content = content_of(file)
        held = work.scalars(select(m.Document).where(m.Document.sha256 == content.sha256)).first()
        written = not (link or work.dry_run) and _keep(
            work, database, file, content, name if held is None else held.name
        )
    except FileNotFoundError:
        raise NotFound(f"there is no file {file}", hint="look at its name") from None
    if held is None:
        held = _new(work, content, name, path)
        outcome = Outcome.ADDED
    else:
        outcome = Outcome.MENDED if _mend(held, path) or written else Outcome.HELD
    if source.id not in {each.source_id for each in held.works}:
        held.works.append(m.DocumentSource(source=source))
        page_maps.settle(work, held)
        outcome = Outcome.SHARED if outcome is not Outcome.ADDED else outcome
    work.flush()
    row = queries.listing(work, keys=(held.key,))
    (document,) = _documents(database, row)
    return Attached(document, outcome)


def _keep(work: Work, database: Path, file: Path, content: Content, name: str) -> bool:
    """Keep a copy of a file; whether it was not there whole already."""
    store = FileStore(database)
    if store.holds(content.sha256, name):
        return False
    stored = store.keep(file, name)
    work.withdrawals.append(lambda: store.discard(stored))
    if stored.content.sha256 != content.sha256:
        raise BadInput(f"{file} changed while it was read", hint="try again when it is complete")
    return True


def _new(work: Work, content: Content, name: str, path: str | None) -> m.Document:
    held = m.Document(
        key=keys.new_key(work, "document"),
        sha256=content.sha256,
        size=content.size,
        media_type=media_type(content.head, content.tail, name),
        name=name,
        path=path,
        time=datetime.now(UTC),
    )
    work.add(held)
    return held


def _mend(held: m.Document, path: str | None) -> bool:
    """Make a held file one that is kept, or linked where it now is; whether that changed it.

    A copy that is kept is not given up for a link.
    """
    if held.path is None or held.path == path:
        return False
    held.path = path
    return True


def name_of(file: Path) -> str:
    """What a file is called, as text: on Linux a name may be any bytes."""
    return os.fsencode(file.name).decode("utf-8", "replace")


def _absolute(file: Path) -> str:
    """Where a file is, from the root; the last link of it, if it is one, stays."""
    path = str(file.parent.resolve() / file.name)
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        raise BadInput(
            f"the path {path} is not in UTF-8 and cannot be noted",
            hint="attach it without --link: a copy is kept then",
        ) from None
    return path


def _documents(database: Path, rows: Iterable[DocumentRow]) -> tuple[Document, ...]:
    store = FileStore(database)
    return tuple([_document(store, row) for row in rows])


def _document(store: FileStore, row: DocumentRow) -> Document:
    file = Path(row.path) if row.path is not None else store.path(row.sha256, row.name)
    return Document(
        key=row.key,
        sha256=row.sha256,
        size=row.size,
        media_type=row.media_type,
        name=row.name,
        path=row.path,
        sources=row.sources,
        file=file,
        status=_status(file, row.size) or DocumentStatus(row.reading or DocumentStatus.UNREAD),
        pages=row.pages,
        detail=row.detail,
    )


def _status(file: Path, size: int) -> DocumentStatus | None:
    """Whether a file is missing or changed; None where it looks as it was."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return DocumentStatus.MISSING
    if not stat.S_ISREG(found.st_mode):
        return DocumentStatus.MISSING
    return None if found.st_size == size else DocumentStatus.CHANGED
