"""A Zotero library as Zotero 5 to 8 make it: the tables of its `userdata.sql` that matter."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from evidence.formats.base import Entry
from evidence.formats.zotero import read_file

TABLES = """
CREATE TABLE version (schema TEXT PRIMARY KEY, version INT NOT NULL);
CREATE TABLE libraries (libraryID INTEGER PRIMARY KEY, type TEXT NOT NULL, editable INT NOT NULL);
CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT, templateItemTypeID INT);
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT, fieldFormatID INT);
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE items (
  itemID INTEGER PRIMARY KEY, itemTypeID INT NOT NULL,
  dateAdded TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, libraryID INT NOT NULL DEFAULT 1,
  key TEXT NOT NULL, version INT NOT NULL DEFAULT 0, UNIQUE (libraryID, key)
);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value UNIQUE);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID, PRIMARY KEY (itemID, fieldID));
CREATE TABLE itemNotes (itemID INTEGER PRIMARY KEY, parentItemID INT, note TEXT, title TEXT);
CREATE TABLE itemAttachments (
  itemID INTEGER PRIMARY KEY, parentItemID INT, linkMode INT, contentType TEXT, charsetID INT,
  path TEXT, syncState INT DEFAULT 0
);
CREATE TABLE itemAnnotations (
  itemID INTEGER PRIMARY KEY, parentItemID INT NOT NULL, type INTEGER NOT NULL, authorName TEXT,
  text TEXT, comment TEXT, color TEXT, pageLabel TEXT, sortIndex TEXT NOT NULL,
  position TEXT NOT NULL, isExternal INT NOT NULL
);
CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE itemTags (itemID INT, tagID INT, type INT, PRIMARY KEY (itemID, tagID));
CREATE TABLE creators (
  creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT
);
CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
CREATE TABLE collections (
  collectionID INTEGER PRIMARY KEY, collectionName TEXT NOT NULL, parentCollectionID INT,
  libraryID INT NOT NULL DEFAULT 1, key TEXT NOT NULL
);
CREATE TABLE collectionItems (collectionID INT, itemID INT, orderIndex INT DEFAULT 0);
CREATE TABLE feedItems (itemID INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE);
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY, dateDeleted TEXT);
CREATE TABLE deletedCollections (collectionID INTEGER PRIMARY KEY, dateDeleted TEXT);
"""
TYPES = """annotation attachment note journalArticle book bookSection thesis computerProgram case
patent audioRecording film preprint hearing""".split()


class Library:
    """A library under construction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.run = connection.execute
        connection.executescript(TABLES)
        for number, name in enumerate(TYPES, 1):
            self.run("INSERT INTO itemTypes VALUES (?, ?, NULL)", (number, name))

    def _number(self, table: str, column: str, value: str, **more: Any) -> int:
        key = self.run(f"PRAGMA table_info({table})").fetchone()[1]
        found = self.run(f"SELECT {key} FROM {table} WHERE {column} = ?", (value,)).fetchone()
        if found:
            return int(found[0])
        columns = ", ".join([column, *more])
        marks = ", ".join("?" * (1 + len(more)))
        made = self.run(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})", (value, *more.values())
        )
        return int(made.lastrowid or 0)

    def item(self, type_: str, key: str, **fields: Any) -> int:
        made = self.run(
            "INSERT INTO items (itemTypeID, key) VALUES (?, ?)", (TYPES.index(type_) + 1, key)
        )
        item = int(made.lastrowid or 0)
        for name, value in fields.items():
            field, cell = (
                self._number("fields", "fieldName", name),
                self._number("itemDataValues", "value", value),
            )
            self.run("INSERT INTO itemData VALUES (?, ?, ?)", (item, field, cell))
        return item

    def creator(self, item: int, kind: str, first: str, last: str, *, single: bool = False) -> None:
        made = self.run(
            "INSERT INTO creators (firstName, lastName, fieldMode) VALUES (?, ?, ?)",
            (first, last, int(single)),
        )
        (order,) = self.run(
            "SELECT count(*) FROM itemCreators WHERE itemID = ?", (item,)
        ).fetchone()
        type_ = self._number("creatorTypes", "creatorType", kind)
        self.run(
            "INSERT INTO itemCreators VALUES (?, ?, ?, ?)", (item, made.lastrowid, type_, order)
        )

    def note(self, parent: int | None, key: str, html: str) -> int:
        item = self.item("note", key)
        self.run("INSERT INTO itemNotes VALUES (?, ?, ?, '')", (item, parent, html))
        return item

    def attach(
        self, parent: int | None, key: str, mode: int, path: str | None, **fields: str
    ) -> int:
        item = self.item("attachment", key, **fields)
        self.run(
            "INSERT INTO itemAttachments (itemID, parentItemID, linkMode, path)"
            " VALUES (?, ?, ?, ?)",
            (item, parent, mode, path),
        )
        return item

    def collection(self, name: str, parent: int | None = None, *items: int) -> int:
        made = self.run(
            "INSERT INTO collections (collectionName, parentCollectionID, key) VALUES (?, ?, ?)",
            (name, parent, name),
        )
        for item in items:
            self.run("INSERT INTO collectionItems VALUES (?, ?, 0)", (made.lastrowid, item))
        return int(made.lastrowid or 0)

    def delete(self, *items: int) -> None:
        for item in items:
            self.run("INSERT INTO deletedItems VALUES (?, '2024-01-01')", (item,))


@contextmanager
def making(path: Path) -> Iterator[Library]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield Library(connection)


def entries(path: Path) -> list[Entry]:
    found = list(read_file(path))
    assert all(isinstance(each, Entry) for each in found), found
    return [each for each in found if isinstance(each, Entry)]
