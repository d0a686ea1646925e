"""The pages of held files as commands show them: their contracts, their columns, their words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.cli import columns, contracts
from evidence.cli.options import give_key, say
from evidence.cli.output import Column, Columns
from evidence.cli.text import clipped, counted
from evidence.domain.vocabulary import PageMapOrigin

if TYPE_CHECKING:
    from evidence.domain.records import Document
    from evidence.services.documents import Attached
    from evidence.services.pages import ReadDocument
    from evidence.store.queries.pages import Labelled, PageRow

Record = dict[str, Any]

_LONGEST = 60

_ORIGINS = {
    PageMapOrigin.PAGE_LABELS: "by the file's own page labels",
    PageMapOrigin.PRINTED_NUMBERS: "by the numbers printed on its pages",
    PageMapOrigin.PAGE_RANGE: "by the work's page range, which is as long as the file",
    PageMapOrigin.PERSON: "as somebody said",
}


def _physical(index: int) -> str:
    return str(index + 1)


def _labels(each: Record) -> str:
    how = f" ({each['origin'].replace('-', ' ')})" if each["origin"] else ""
    return f"{each['source']}: {each['map'] or 'none'}{how}"


def _all_labels(records: Iterable[Record] | None) -> list[str]:
    return [_labels(each) for each in records or ()]


PAGES = Columns(
    rows=tuple(Column(name) for name in ("index", "label", "status", "characters")),
    table=(
        Column("page", _physical, field="index"),
        Column("label"),
        Column("status"),
        Column("characters"),
    ),
)
DOCUMENT = Columns.same(
    *columns.DOCUMENTS.rows, Column("detail"), Column("labels", _all_labels, field="labels")
)


def document(record: Document, labelled: Iterable[Labelled]) -> Record:
    """A held file with what reading it came to, and how its pages are labelled for each work."""
    return {
        **contracts.document(record),
        "detail": record.detail,
        "labels": [
            {"source": each.source, "map": str(each.page_map), "origin": each.origin}
            for each in labelled
        ],
    }


def page(record: PageRow, label: str | None) -> Record:
    """A page: its index from 0, what is printed on it, and how many code points it holds."""
    return {
        "index": record.index,
        "label": label,
        "status": record.status,
        "characters": record.characters,
    }


def told_attached(attached: Attached, source: str, *, dry_run: bool, read: bool = False) -> str:
    """What attaching a file came to, on one line.

    Args:
        read: whether another line says what reading it came to.
    """
    from evidence.services.documents import Outcome

    held = attached.document
    match attached.outcome:
        case Outcome.ADDED:
            done = "would attach" if dry_run else "attached"
            how = "linked" if held.linked else f"{held.size:,} bytes"
            return f"{done} document {held.key} to {source}: {held.name} ({held.media_type}, {how})"
        case Outcome.SHARED:
            done = "would attach" if dry_run else "attached"
            return f"{done} document {held.key} to {source}: {held.name}, which is held already"
        case Outcome.MENDED:
            done = "would be" if dry_run else "is now"
            return f"document {held.key} is held for {source} already; its file {done} {held.file}"
        case Outcome.HELD:
            changed = "" if read else "; nothing changed"
            return f"document {held.key} is held for {source} already{changed}"


def told_labels(
    key: str, labelled: Labelled, *, reflowable: bool = False, whole: bool = False
) -> str:
    """How the pages of a file are labelled, and how that came about.

    Args:
        reflowable: whether it has no pages of its own.
        whole: however many parts the map has.
    """
    if labelled.origin is not None:
        labels = str(labelled.page_map) if whole else clipped(str(labelled.page_map), _LONGEST)
        return f"labelled {labels}, {_ORIGINS[labelled.origin]}"
    if reflowable:
        return "it has no printed pages of its own"
    return f"no page has a label: evidence document relabel {key} --first-page LABEL"


def tell_read(read: ReadDocument, source: str | None = None) -> bool:
    """Say what reading a file came to; whether its pages can be used.

    Args:
        source: the work that the file was attached to; by default its first one.
    """
    from evidence.services.pages import Outcome

    key = read.document.key
    if read.outcome is Outcome.UNREADABLE:
        say(f"document {key} cannot be read: {read.detail}")
        return False
    pages = counted(read.document.pages or 0, "page")
    of_source = [each for each in read.labelled if source in (None, each.source)]
    how = "".join(
        f"; {told_labels(key, each, reflowable=read.reflowable)}" for each in of_source[:1]
    )
    if read.outcome is Outcome.KEPT:
        say(f"document {key} was read before: {pages}{how}")
    else:
        changed = "" if read.changed else ", as they were held"
        say(f"read document {key}: {pages}{changed}{how}")
        if read.detail:
            say(f"document {key}: {read.detail}")
    return True


def add(
    source: str,
    files: tuple[Path, ...],
    *,
    link: bool,
    no_read: bool,
    first_page: str | None,
    labels: str | None,
    dry_run: bool,
) -> bool:
    """Attach files, read them unless told not to, and say so; whether all could be read."""
    from evidence.cli import context
    from evidence.services import documents, pages, work
    from evidence.services.pages import Added

    database = context.database()
    if no_read:
        with work.writing(database, context.actor(), dry_run=dry_run) as session:
            attached = documents.attach(session, database, source, files, link=link)
        added: tuple[Added, ...] = tuple([Added(each, None) for each in attached])
    else:
        with work.reading(database) as looking:
            documents.listing(looking, database, source=source)
            readings = pages.prepare_files(looking, files)
        with work.writing(database, context.actor(), dry_run=dry_run) as session:
            added = pages.add(
                session,
                database,
                source,
                tuple(zip(files, readings, strict=True)),
                link=link,
                first_page=first_page,
                labels=labels,
            )
    fine = True
    for each in added:
        say(told_attached(each.attached, source, dry_run=dry_run, read=each.read is not None))
        if each.read is not None:
            fine &= tell_read(each.read, source)
        if not dry_run:
            give_key(each.attached.document.key)
    return fine
