"""Zotero's database as a file: older tables, a journal beside it, damage, other programs'."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from zotero_library import Library, entries, making

from evidence.domain.names import Name
from evidence.errors import BadInput
from evidence.formats.zotero import read_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "zotero.sqlite"


def test_the_library_is_not_touched_and_what_is_in_its_journal_is_read(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        library = Library(connection)
        library.item("book", "KEY00001", title="In the journal")
        before = {
            each.name: hashlib.sha256(each.read_bytes()).digest() for each in path.parent.iterdir()
        }
        assert f"{path.name}-wal" in before
        assert [each.item.title for each in entries(path)] == ["In the journal"]
        after = {
            each.name: hashlib.sha256(each.read_bytes()).digest() for each in path.parent.iterdir()
        }
    assert before == after


def test_a_library_of_zotero_4_is_read(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("""
            CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT);
            CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
            CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
            CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, key TEXT);
            CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value UNIQUE);
            CREATE TABLE itemData (itemID INT, fieldID INT, valueID);
            CREATE TABLE creatorData (
              creatorDataID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
            CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, creatorDataID INT);
            CREATE TABLE itemCreators (itemID, creatorID, creatorTypeID, orderIndex);
            CREATE TABLE itemNotes (itemID INTEGER PRIMARY KEY, sourceItemID INT, note TEXT);
            CREATE TABLE itemAttachments (
              itemID INTEGER PRIMARY KEY, sourceItemID INT, linkMode INT, path TEXT);
            INSERT INTO itemTypes VALUES (1, 'book'), (2, 'note'), (3, 'attachment');
            INSERT INTO fields VALUES (1, 'title'), (2, 'url');
            INSERT INTO creatorTypes VALUES (1, 'author');
            INSERT INTO items VALUES (1, 1, 'BOOK0001'), (2, 2, 'NOTE0001'), (3, 3, 'FILE0001');
            INSERT INTO itemDataValues VALUES (1, 'T');
            INSERT INTO itemData VALUES (1, 1, 1);
            INSERT INTO creatorData VALUES (1, 'Lech', 'Drab', 0);
            INSERT INTO creators VALUES (1, 1);
            INSERT INTO itemCreators VALUES (1, 1, 1, 0);
            INSERT INTO itemNotes VALUES (2, 1, '<p>n</p>');
            INSERT INTO itemAttachments VALUES (3, 1, 0, 'storage:x.pdf');
        """)
    (found,) = entries(path)
    assert (found.item.title, found.notes) == ("T", ("n",))
    assert found.item.names["author"] == (Name("Drab", "Lech"),)
    assert found.files == (str(path.parent / "storage" / "FILE0001" / "x.pdf"),)


def damaged(data: bytes) -> bytes:
    return data[:4096] + bytes(byte ^ 0x5A for byte in data[4096:20_000]) + data[20_000:]


def test_a_foreign_or_damaged_file_has_one_clear_reason(path: Path, tmp_path: Path) -> None:
    with making(path) as library:
        for number in range(300):
            library.item("book", f"KEY{number:05}", title=f"T{number}")
    sound = path.read_bytes()
    other = tmp_path / "other.sqlite"
    for data, reason in [
        (b"@book{x}", "no SQLite file"),
        (b"", "no SQLite file"),
        (sound[:1000], "damaged|cannot be read"),
        (sound[:9000], "damaged|cannot be read"),
        (damaged(sound), "damaged|cannot be read"),
        (b"SQLite format 3\0" + b"\xff" * 5000, "damaged|cannot be read"),
    ]:
        other.write_bytes(data)
        with pytest.raises(BadInput, match=reason) as caught:
            list(read_file(other))
        assert "other.sqlite" in caught.value.message
        assert "\n" not in caught.value.message


def test_another_programs_database_is_no_library(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE items (itemID, key, itemTypeID)")
        connection.execute("CREATE VIEW itemTypes AS SELECT 1 AS itemTypeID, 'book' AS typeName")
    with pytest.raises(BadInput, match="no Zotero library: it has no table 'itemTypes'"):
        list(read_file(path))
