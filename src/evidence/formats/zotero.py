"""A Zotero library, `zotero.sqlite`, as Zotero 4 to 8 keep it in its data folder.

The database is copied first, with what a running Zotero has not yet written into it, and
only the copy is opened: the library itself is never touched. What is in the bin is left
out, and so are feeds. Collections become tags by their path ("Asia/Kazakhstan"), child
notes become notes, and attached files are named by where Zotero keeps them.

Source: Zotero's `userdata.sql` and `system.sql`.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from evidence.errors import BadInput
from evidence.formats._zotero_items import Annotation, Attachment, Creator, Record, entry
from evidence.formats._zotero_keys import citation_keys
from evidence.formats.base import Broken, Format, Read

_MAGIC = b"SQLite format 3\0"
_NEEDED = ("items", "itemTypes", "itemData", "itemDataValues", "fields")
_CHUNK = 500
_LONGEST = 600.0
"""Seconds that the whole library may take; a hostile file could ask for ever."""

_DEEPEST_COLLECTION = 50
_HINT = "give the zotero.sqlite of Zotero's data folder, or a copy of it"


def read_file(path: Path) -> Read:
    """The works of a Zotero library, in the order in which they were added.

    Raises:
        BadInput: the file is no SQLite database, is damaged, or is no Zotero library.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise BadInput(f"{path.name} is no Zotero library: it is no SQLite file", hint=_HINT)
    return _read(path)


def _read(path: Path) -> Read:
    keys = citation_keys(path.parent, opened)
    with _damage_told(path), opened(path) as connection:
        library = _Library(connection, path)
        for number, record in enumerate(library.records(), 1):
            try:
                yield entry(record, number, path.parent.absolute(), keys.get(record.item))
            except BadInput as error:
                yield Broken(number, _described(record), error.message)


def _described(record: Record) -> str:
    lines = [f"Zotero item {record.key} ({record.type})"]
    return "\n".join([*lines, *(f"{name}: {value}" for name, value in record.fields.items())])


@contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise BadInput(f"{path.name} cannot be read as SQLite: {error}", hint=_HINT) from None
        raise BadInput(f"{path.name} takes longer to read than a library may") from None
    except sqlite3.Error as error:
        raise BadInput(
            f"{path.name} is damaged: {error}",
            hint="open it in Zotero, or take its last backup, zotero.sqlite.bak",
        ) from None


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A private copy of a database, with its journals, open for reading."""
    with TemporaryDirectory(prefix="evidence-zotero-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.sqlite"
        for suffix in ("", "-wal", "-journal"):
            journal = path.with_name(path.name + suffix)
            if journal.is_file():
                shutil.copyfile(journal, copy.with_name(copy.name + suffix))
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            last = monotonic() + _LONGEST
            connection.set_progress_handler(lambda: monotonic() > last, 1_000_000)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("PRAGMA query_only = ON")
            yield connection


class _Library:
    """The tables of one library, whichever version of Zotero made them."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._tables = {
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        }
        if missing := [name for name in _NEEDED if name not in self._tables]:
            raise BadInput(
                f"{path.name} is an SQLite database but no Zotero library: "
                f"it has no table {missing[0]!r}",
                hint=_HINT,
            )
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(" ".join(str(sound).split()))
        self._parent = "parentItemID" if self._has("itemNotes", "parentItemID") else "sourceItemID"
        self._collections = self._paths_of_collections()

    def _has(self, table: str, column: str | None = None) -> bool:
        if table not in self._tables or column is None:
            return table in self._tables
        return column in {
            name for _, name, *_ in self._connection.execute(f"PRAGMA table_info({table})")
        }

    def records(self) -> Iterator[Record]:
        """The items that stand by themselves, with what hangs on them."""
        rows = self._connection.execute(
            f"SELECT i.itemID, i.key, t.typeName FROM items i JOIN itemTypes t USING (itemTypeID)"
            f" WHERE {' AND '.join(self._top_level())} ORDER BY i.itemID"
        )
        while chunk := list(islice(rows, _CHUNK)):
            records = {item: Record(item, str(key), str(type_)) for item, key, type_ in chunk}
            for fill in self._parts():
                fill(records)
            yield from records.values()

    def _top_level(self) -> list[str]:
        conditions = ["t.typeName <> 'annotation'"]
        for table in ("deletedItems", "feedItems"):
            if self._has(table):
                conditions.append(f"i.itemID NOT IN (SELECT itemID FROM {table})")
        for table in ("itemNotes", "itemAttachments"):
            if self._has(table, self._parent):
                children = f"SELECT itemID FROM {table} WHERE {self._parent} IS NOT NULL"
                conditions.append(f"i.itemID NOT IN ({children})")
        return conditions

    def _parts(self) -> list[Callable[[dict[int, Record]], None]]:
        """What can be asked of this library's tables."""
        parts: list[Callable[[dict[int, Record]], None]] = [self._fields]
        if self._has("itemCreators") and self._has("creators"):
            parts.append(self._creators)
        if self._has("itemTags") and self._has("tags"):
            parts.append(self._tags)
        if self._has("collectionItems"):
            parts.append(self._in_collections)
        if self._has("itemNotes", self._parent):
            parts.append(self._notes)
        if self._has("itemAttachments", self._parent):
            parts.append(self._attachments)
        if self._has("itemAnnotations", "pageLabel"):
            parts.append(self._annotations)
        return parts

    def _ask(self, query: str, records: dict[int, Record]) -> Iterator[tuple[Any, ...]]:
        """The rows of a query about these records; `IN ?` stands for their numbers."""
        marks = ", ".join("?" * len(records))
        return self._connection.execute(query.replace("IN ?", f"IN ({marks})"), list(records))

    def _fields(self, records: dict[int, Record]) -> None:
        query = (
            "SELECT d.itemID, f.fieldName, v.value FROM itemData d JOIN fields f USING (fieldID)"
            " JOIN itemDataValues v USING (valueID) WHERE d.itemID IN ? ORDER BY d.fieldID"
        )
        for item, field, value in self._ask(query, records):
            if value is not None:
                records[item].fields[str(field)] = _text(value)

    def _creators(self, records: dict[int, Record]) -> None:
        of = "JOIN creatorData c USING (creatorDataID)" if self._has("creatorData") else ""
        names = "JOIN creators k USING (creatorID)" if of else "JOIN creators c USING (creatorID)"
        mode = "c.fieldMode" if of or self._has("creators", "fieldMode") else "0"
        types = self._has("creatorTypes")
        kind = "t.creatorType" if types else "'author'"
        kinds = "LEFT JOIN creatorTypes t USING (creatorTypeID)" if types else ""
        query = (
            f"SELECT i.itemID, {kind}, c.firstName, c.lastName, {mode} FROM itemCreators i"
            f" {names} {of} {kinds} WHERE i.itemID IN ? ORDER BY i.orderIndex"
        )
        for item, type_, first, last, single in self._ask(query, records):
            records[item].creators.append(
                Creator(_text(type_ or "author"), _text(first), _text(last), single == 1)
            )

    def _tags(self, records: dict[int, Record]) -> None:
        query = (
            "SELECT i.itemID, t.name FROM itemTags i JOIN tags t USING (tagID)"
            " WHERE i.itemID IN ? ORDER BY t.name"
        )
        for item, name in self._ask(query, records):
            records[item].tags.append(_text(name))

    def _in_collections(self, records: dict[int, Record]) -> None:
        query = "SELECT itemID, collectionID FROM collectionItems WHERE itemID IN ?"
        for item, collection in self._ask(query, records):
            if collection in self._collections:
                records[item].collections.append(self._collections[collection])

    def _notes(self, records: dict[int, Record]) -> None:
        deleted = self._has("deletedItems")
        query = (
            f"SELECT COALESCE({self._parent}, itemID), note FROM itemNotes"
            f" WHERE COALESCE({self._parent}, itemID) IN ?"
            + (" AND itemID NOT IN (SELECT itemID FROM deletedItems)" if deleted else "")
            + " ORDER BY itemID"
        )
        for item, note in self._ask(query, records):
            records[item].notes.append(_text(note))

    def _attachments(self, records: dict[int, Record]) -> None:
        deleted = self._has("deletedItems")
        query = (
            f"SELECT COALESCE(a.{self._parent}, a.itemID), i.key, a.linkMode, a.path, a.itemID"
            f" FROM itemAttachments a JOIN items i USING (itemID)"
            f" WHERE COALESCE(a.{self._parent}, a.itemID) IN ?"
            + (" AND a.itemID NOT IN (SELECT itemID FROM deletedItems)" if deleted else "")
            + " ORDER BY a.itemID"
        )
        for item, key, mode, path, own in self._ask(query, records):
            attachment = Attachment(_text(key), mode if isinstance(mode, int) else 0, _text(path))
            records[item].attachments[own] = attachment
        hanging = {own: each for each in records.values() for own in each.attachments}
        if hanging:
            urls = (
                "SELECT d.itemID, v.value FROM itemData d JOIN fields f USING (fieldID)"
                " JOIN itemDataValues v USING (valueID)"
                " WHERE f.fieldName = 'url' AND d.itemID IN ?"
            )
            for chunk in _chunks(hanging):
                for own, url in self._ask(urls, chunk):
                    chunk[own].attachments[own].url = _text(url)

    def _annotations(self, records: dict[int, Record]) -> None:
        hanging = {own: each for each in records.values() for own in each.attachments}
        query = (
            "SELECT parentItemID, text, comment, pageLabel FROM itemAnnotations"
            " WHERE parentItemID IN ? ORDER BY parentItemID, sortIndex"
        )
        for chunk in _chunks(hanging):
            for own, text, comment, page in self._ask(query, chunk):
                chunk[own].annotations.append(Annotation(_text(text), _text(comment), _text(page)))

    def _paths_of_collections(self) -> dict[int, str]:
        """The path of names of each collection that is not in the bin."""
        if not self._has("collections"):
            return {}
        rows = {
            number: (_text(name), parent)
            for number, name, parent in self._connection.execute(
                "SELECT collectionID, collectionName, parentCollectionID FROM collections"
            )
        }
        if self._has("deletedCollections"):
            for (number,) in self._connection.execute(
                "SELECT collectionID FROM deletedCollections"
            ):
                rows.pop(number, None)
        paths = {}
        for number in rows:
            names: list[str] = []
            at: int | None = number
            while at in rows and len(names) < _DEEPEST_COLLECTION:
                name, at = rows[at]
                names.insert(0, name)
            paths[number] = "/".join(names)
        return paths


def _chunks(records: dict[int, Record]) -> Iterator[dict[int, Record]]:
    pairs = iter(records.items())
    while chunk := dict(islice(pairs, _CHUNK)):
        yield chunk


def _text(value: Any) -> str:
    """A cell as text: SQLite's columns hold anything."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return "" if value is None else re.sub(r"\0", "", str(value))


def _recognises(head: str) -> float:
    return 1.0 if head.startswith(_MAGIC.decode()) else 0.0


FORMAT = Format(
    "Zotero library", extensions=("sqlite",), read_file=read_file, recognises=_recognises
)
