"""Which reader reads what, and what comes back from its process."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from evidence.domain.pages import PageText, Reading
from evidence.domain.vocabulary import DocumentStatus, PageStatus
from evidence.pages import reading
from evidence.pages.transfer import packed, unpacked

READING = Reading(
    DocumentStatus.READ,
    (
        PageText(0, "Head\n\nBody – “ﬁne” 𝔸\n\n7", PageStatus.TEXT, 6, 20, "vii", "7"),
        PageText(1, "", PageStatus.EMPTY),
        PageText(2, "", PageStatus.FAILED, label="ix"),
    ),
    "pdf 1",
    "1 of its 3 pages cannot be read",
)


@pytest.mark.parametrize("module", sorted(set(reading.READERS.values())))
def test_every_reader_gets_what_it_reads(module: str) -> None:
    reader = import_module(f"evidence.pages.{module}")
    given = {media for media, of in reading.READERS.items() if of == module}
    assert given == set(reader.MEDIA_TYPES)
    assert {reading.reader(media) for media in given} == {reader.READER}


def test_nobody_reads_pictures() -> None:
    assert reading.reader("image/png") == ""


def test_a_reading_comes_back_as_it_was() -> None:
    assert unpacked(packed(READING)) == READING


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, packed(READING)[:-9]),
        packed(READING).replace(b'"read"', b'"fine"'),
        packed(READING).replace(b",6,20,", b",6,999,"),
        packed(READING).replace(b",6,20,", b",21,20,"),
        packed(READING).replace(b'"vii"', b"[7]"),
        json.dumps(["read", "pdf 1", None, False, [["text"]]]).encode(),
    ],
)
def test_anything_else_is_no_reading(data: bytes) -> None:
    with pytest.raises(ValueError, match="this is no reading"):
        unpacked(data)


def test_half_a_surrogate_pair_does_not_break_a_reading() -> None:
    broken = Reading(DocumentStatus.READ, (PageText(0, "a\ud800b"),), "plain 1")
    assert unpacked(packed(broken)).pages[0].text == "a?b"


def test_what_a_file_holds_decides_how_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"<!DOCTYPE html><title>T</title><p>Read me</p>")
    found = reading.read(tmp_path / "a.txt", "text/plain")
    assert (found.reader, found.reflowable) == (reading.reader("text/html"), True)
    assert "Read me" in found.pages[0].text


def test_plain_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Read me, too.", "utf-8")
    found = reading.read(tmp_path / "a.txt", "text/plain")
    assert found.status is DocumentStatus.READ
    assert "Read me, too." in found.pages[0].text
