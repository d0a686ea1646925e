"""What a file is, told by its content."""

from __future__ import annotations

import io
import zipfile

import pytest

from evidence.domain.media_types import UNKNOWN, media_type

OFFICE = "application/vnd.openxmlformats-officedocument"


def packed(members: dict[str, str], first: str | None = None) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        if first is not None:
            archive.writestr("mimetype", first, compress_type=zipfile.ZIP_STORED)
        for name, text in members.items():
            archive.writestr(name, text)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"%PDF-1.7\n", "paper.txt", "application/pdf"),
        (b"\n\n%PDF-1.4\n", "paper", "application/pdf"),
        (packed({"a": "b"}, "application/epub+zip"), "x.zip", "application/epub+zip"),
        (
            packed({"content.xml": "b"}, "application/vnd.oasis.opendocument.text"),
            "x.odt",
            "application/vnd.oasis.opendocument.text",
        ),
        (packed({"word/document.xml": "b"}), "x.bin", f"{OFFICE}.wordprocessingml.document"),
        (packed({"xl/workbook.xml": "b"}), "x.xlsx", f"{OFFICE}.spreadsheetml.sheet"),
        (packed({"notes.txt": "b"}), "x.docx", "application/zip"),
        (b"\x89PNG\r\n\x1a\n....", "scan.jpg", "image/png"),
        (b"\xff\xd8\xff\xe0..JFIF", "scan", "image/jpeg"),
        (b"AT&TFORM\0\0\0\0DJVM", "scan.djvu", "image/vnd.djvu"),
        (b"%!PS-Adobe-3.0\n", "paper.ps", "application/postscript"),
        (b"{\\rtf1\\ansi", "x.doc", "application/rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "x.doc", "application/msword"),
        (b"RIFF\0\0\0\0WEBPVP8", "x", "image/webp"),
        (b"\0\0\0\x18ftypisom", "x", "video/mp4"),
        (b"<!DOCTYPE html>\n<title>T</title>", "x.pdf", "text/html"),
        (b"\xef\xbb\xbf  <!-- saved --> <HTML>", "x", "text/html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "x", "application/xhtml+xml"),
        (b'<?xml version="1.0"?>\n<mods>', "x", "application/xml"),
        ("Łódź, plain.\n".encode(), "x.pdf", "text/plain"),
        ("Łódź".encode("utf-16"), "x", "text/plain"),
        ("café".encode("latin-1"), "x", "text/plain"),
        (b"# A title\n", "notes.md", "text/markdown"),
        (b"\x00\x01\x02\x03", "x.txt", UNKNOWN),
        (b"", "x.pdf", "text/plain"),
    ],
)
def test_content_tells_what_a_file_is(content: bytes, name: str, expected: str) -> None:
    assert media_type(content[:65536], content[-65536:], name) == expected


def test_a_letter_cut_at_the_end_of_what_is_looked_at_is_no_damage() -> None:
    head = ("a" * 65_535 + "ł").encode()[:65_536]
    assert media_type(head, head, "x") == "text/plain"
