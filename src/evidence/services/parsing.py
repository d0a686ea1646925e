"""A paper's file read into references, citations and sentences, without a database."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from evidence.domain.items import Item
from evidence.domain.media_types import HEAD, media_type
from evidence.domain.records import Source
from evidence.domain.vocabulary import DocumentStatus
from evidence.errors import BadInput, EvidenceError
from evidence.formats import REGISTRY
from evidence.formats.base import Entry
from evidence.manuscript.analysis import Analysis, analysed
from evidence.manuscript.document import Manuscript, MarkKind, Record
from evidence.manuscript.readers.recognising import reader
from evidence.manuscript.references.fields import Fields
from evidence.opening.decoding import bytes_of, decoded
from evidence.opening.unreadable import Unreadable
from evidence.pages import reading
from evidence.services import bibliographies
from evidence.services.listed_works import fields_of, item_of

_LONGEST = 20_000_000
_LARGEST_LIBRARY = 64_000_000
_HYPHENED = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]\n(?=[^\W\d_])")


def parse(path: Path) -> Analysis:
    """Read a paper's file.

    Raises:
        BadInput: it cannot be read; the message says why.
        OSError: it is not there, or may not be read.
    """
    manuscript = read(path)
    try:
        return analysed(manuscript, _known(manuscript))
    except BadInput as error:
        raise BadInput(f"{path.name} cannot be read: {error}") from None


def parsed(text: str) -> Analysis:
    """Read a paper's text."""
    return analysed(Manuscript("plain", text), {})


def item(analysis: Analysis, id_: str) -> Item:
    """The bibliographic record of a work that a paper lists."""
    work = next(each for each in analysis.references if each.id == id_)
    held = _items([(work.key, work.record)]) if work.record else {}
    return held.get(work.key) or next(iter(held.values()), None) or item_of(work.fields)


def read(path: Path) -> Manuscript:
    """The text of a paper's file with what the file says of it.

    Raises:
        BadInput: it cannot be read; the message says why.
        OSError: it is not there, or may not be read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - HEAD))
        media = media_type(head, file.read(HEAD), path.name)
    try:
        whole = head if len(head) < HEAD else head.rpartition(b"\n")[0]
        text = decoded(whole) if media.startswith(("text/", "application/x")) else ""
    except Unreadable:
        text = ""
    try:
        made = _read(path, media, text)
    except Unreadable as error:
        raise BadInput(f"{path.name} cannot be read: {error}") from None
    if len(made.text) > _LONGEST:
        raise BadInput(f"{path.name} is too long to be a paper: {len(made.text):,} characters")
    if not made.text.strip():
        raise BadInput(f"{path.name} holds no text")
    return made


def _read(path: Path, media: str, head: str) -> Manuscript:
    module = reader(media, head, path.name)
    if module is not None:
        if path.stat().st_size > 4 * _LONGEST:
            raise Unreadable(f"it is too large to be a paper ({path.stat().st_size:,} bytes)")
        made: Manuscript = import_module(f"evidence.manuscript.readers.{module}").read(path)
        return made
    held = reading.read(path, "text/plain")
    if held.reader.startswith("plain"):
        return Manuscript("plain", decoded(bytes_of(path)))
    if held.status is not DocumentStatus.READ:
        raise Unreadable(held.detail or held.status.value)
    bodies = [page.body.strip("\n") for page in held.pages]
    format_ = "pdf" if media == "application/pdf" else "plain"
    return Manuscript(format_, _HYPHENED.sub("", "\n\n".join(each for each in bodies if each)))


def _known(manuscript: Manuscript) -> dict[str, tuple[Fields, Record]]:
    """The works that a manuscript carries or names, by the keys that it cites them by."""
    carried = [
        (work.key, work.record)
        for mark in manuscript.of(MarkKind.CITATION)
        for work in mark.works
        if work.record is not None
    ]
    marks = manuscript.of(MarkKind.ENTRY)
    carried += [(mark.name, mark.record) for mark in marks if mark.record is not None]
    found: dict[str, Item] = {}
    cited = {work.key for mark in manuscript.of(MarkKind.CITATION) for work in mark.works}
    for library in manuscript.libraries:
        found |= {key: each for key, each in _library(library).items() if key in cited}
    found |= _items([*manuscript.records, *dict(carried).items()])
    return {
        key: (fields_of(each), Record("csl-json", _csl(each, key))) for key, each in found.items()
    }


def _csl(item: Item, key: str) -> str:
    write = REGISTRY.get("csl-json").write
    return "".join(write([Source(key, item)])) if write else ""


def _library(path: Path) -> dict[str, Item]:
    try:
        if path.stat().st_size > _LARGEST_LIBRARY:
            return {}
        entries = bibliographies.read(path.read_bytes(), path=path).entries
        return {each.key: each.item for each in entries if isinstance(each, Entry) and each.key}
    except (EvidenceError, OSError):
        return {}  # its citations are then missing from the list, which is said


def _items(records: Iterable[tuple[str, Record | None]]) -> dict[str, Item]:
    """Records read by their formats: under the key that the file gives, else their own."""
    found: dict[str, Item] = {}
    for key, record in records:
        if record is None or (read := REGISTRY.get(record.format).read) is None:
            continue
        for entry in read(record.text):
            if isinstance(entry, Entry):
                found.setdefault(key or entry.key or "", entry.item)
                if key:
                    break
    found.pop("", None)
    return found
