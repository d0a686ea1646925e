"""An item of a Zotero library as a work, by Zotero's own table of CSL's names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from evidence.domain import dates
from evidence.domain.names import Name
from evidence.errors import BadInput
from evidence.formats import _extra
from evidence.formats._markup import plain, squeeze
from evidence.formats._xml_work import Work, person
from evidence.formats._zotero_schema import DATES, FIELDS, TYPES, role
from evidence.formats.base import Entry

_SQL_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](.*))?", re.DOTALL)
_KEY = re.compile(r"[A-Za-z0-9]{1,20}")
_LINKED_FILE, _LINKED_URL, _EMBEDDED_IMAGE = 2, 3, 4
_LONGEST_DATE = 100
_PAGES = frozenset({"webpage", "blogPost", "forumPost", "attachment"})
"""Item types that are what their address shows."""

_FIELD_ORDER = {name: number for number, name in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True)
class Creator:
    """A creator: a person in two fields, or anybody in the last name's alone (`single`)."""

    type: str
    first: str
    last: str
    single: bool


@dataclass(slots=True)
class Attachment:
    """An attached file or link, as `itemAttachments` has it."""

    key: str
    mode: int
    path: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What somebody marked or wrote in an attached file."""

    text: str
    comment: str
    page: str


@dataclass(slots=True)
class Record:
    """An item with what hangs on it; `item` is its number, `key` its eight letters."""

    item: int
    key: str
    type: str
    fields: dict[str, str] = field(default_factory=dict)
    creators: list[Creator] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    collections: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    attachments: dict[int, Attachment] = field(default_factory=dict)
    annotations: list[Annotation] = field(default_factory=list)


def entry(record: Record, number: int, folder: Path, key: str | None) -> Entry:
    """The work that an item describes.

    Args:
        record: the item.
        number: its place among the items, from 1.
        folder: Zotero's data folder, in which `storage` lies, as an absolute path.
        key: the citation key that Better BibTeX gives it, if any.

    Raises:
        BadInput: nothing is known of it.
    """
    work = Work("zotero")
    notes = [text for each in record.notes if (text := plain(each))]
    for name in sorted(record.fields, key=lambda name: _FIELD_ORDER.get(name, len(FIELDS))):
        _put(work, name, record.fields[name])
    if record.type == "note" and notes:
        work.put("title", notes[0].split("\n", 1)[0][:120])
    for creator in record.creators:
        _add_creator(work, creator, record.type)
    for tag in (*record.collections, *record.tags):
        work.tag(tag)
    for note in notes:
        work.note(note)
    for attachment in record.attachments.values():
        _attach(work, attachment, folder, links=record.type in _PAGES)
    fields = _extra.Fields(
        TYPES.get(record.type, "document"),
        work.variables,
        work.dates,
        {role: tuple(names) for role, names in work.names.items()},
    )
    rest = _extra.read(record.fields.get("extra", "").strip(), fields)
    if rest:
        work.put("note", rest)
    work.names = {role: list(names) for role, names in fields.names.items()}
    if record.annotations:
        shown = [_shown(each) for each in record.annotations]
        work.custom["annotations"] = shown
        for each in shown:
            work.note(_noted(each))
    if record.type not in TYPES:
        work.keep("itemType", record.type)
    given = work.variables.get("citation-key") or fields.key or key
    described = f"Zotero item {record.key} ({record.type}): {work.variables.get('title', '')}"
    if not any((work.variables, work.dates, work.names, work.notes, work.files)):
        raise BadInput("it has no field, creator, note or file")
    work.keep("key", record.key)
    return work.entry(fields.type, number, described, key=given)


def _put(work: Work, name: str, value: str) -> None:
    """Put a field where CSL has it."""
    value = value.strip()
    if name == "extra" or not value:
        return
    if name in DATES:
        _put_date(work, name, value)
    elif name == "DOI":
        work.doi(value)
    elif name == "pages":
        work.pages(value)
    elif name in FIELDS and FIELDS[name] in {"abstract", "note"}:
        work.put(FIELDS[name], value)
    elif name in FIELDS:
        if FIELDS[name] in work.variables:
            if work.variables[FIELDS[name]] != value:
                work.keep(name, value)
        else:
            work.put(FIELDS[name], squeeze(value))
    else:
        work.keep(name, value)


def _put_date(work: Work, name: str, value: str) -> None:
    """Set a date from Zotero's two forms of it: "2018-03-00 March 2018"."""
    match = _SQL_DATE.fullmatch(value)
    edtf = None
    if match:
        year, month, day, given = match.groups()
        numbers = "-".join(part for part in (year, month, day) if part != "00")
        if name == "accessDate":
            given = None
        edtf = _parsed(numbers) if year != "0000" else None
        said = _parsed(given) if given else None
        if said and (edtf is None or (len(said) > len(edtf) and said.startswith(year))):
            edtf = said
        value = given or value
    edtf = edtf or _parsed(value)
    if edtf is None or work.dates.setdefault(DATES[name], edtf) != edtf:
        work.keep(name, value)


def _parsed(text: str) -> str | None:
    if len(text) > _LONGEST_DATE:
        return None
    try:
        return dates.from_text(text)
    except BadInput:
        return None


def _add_creator(work: Work, creator: Creator, item_type: str) -> None:
    name = _name(creator)
    variable = role(creator.type, item_type)
    if name is None:
        return
    if variable is None:
        work.keep(creator.type, name.inverted)
    else:
        work.names.setdefault(variable, []).append(name)


def _name(creator: Creator) -> Name | None:
    first, last = squeeze(creator.first), squeeze(creator.last)
    if not last:
        return Name(literal=first) if first else None
    if creator.single:
        return Name(literal=last)
    if len(last) > 2 and last.startswith('"') and last.endswith('"'):
        return Name(family=last[1:-1], given=first or None)
    return person(last, first)


def _attach(work: Work, attachment: Attachment, folder: Path, *, links: bool) -> None:
    """Name an attached file by its path; what would lie outside `storage` is only kept.

    Args:
        links: whether the address of a link may be the work's own, if it has none.
    """
    path = attachment.path
    if attachment.mode == _LINKED_URL or (not path and attachment.url):
        if attachment.url:
            if links and "URL" not in work.variables and not path:
                work.put("URL", attachment.url)
            elif attachment.url != work.variables.get("URL"):
                work.keep("links", attachment.url)
                work.file(attachment.url)
        return
    if attachment.mode == _EMBEDDED_IMAGE or not path:
        return
    if path.startswith("storage:"):
        name = path.removeprefix("storage:")
        if _is_plain(name) and _KEY.fullmatch(attachment.key):
            work.file(str(folder / "storage" / attachment.key / name))
        else:
            work.keep("attachments", path)
    elif attachment.mode == _LINKED_FILE and not path.startswith("attachments:"):
        work.file(path)
    else:
        work.keep("attachments", path)


def _is_plain(name: str) -> bool:
    """Whether a name is a file's alone: it names no other folder, on any system."""
    return (
        bool(name.strip(". "))
        and not re.search(r"[/\\\x00-\x1f]", name)
        and not re.match(r"[A-Za-z]:", name)
    )


def _noted(parts: dict[str, str]) -> str:
    """An annotation as a note: “text” (p. 12): comment."""
    text, page, comment = (parts.get(part, "") for part in ("text", "page", "comment"))
    place = f"(p. {page})" if page else ""
    marked = " ".join(part for part in (f"“{text}”" if text else "", place) if part)
    if not text and not comment:
        return ""
    return ": ".join(part for part in (marked, comment) if part)


def _shown(annotation: Annotation) -> dict[str, str]:
    parts = {
        "page": annotation.page,
        "text": annotation.text.strip(),
        "comment": plain(annotation.comment),
    }
    return {name: value for name, value in parts.items() if value}
