from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import BadInput
from evidence.formats._decode import decode

TEXT = "@book{müller,\r\n  title = {Straße – “Çédille” naïve cœur},\r\n}\r\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("cp1252", b""),
        ("mac-roman", b""),
    ],
)
def test_text_comes_back_whatever_its_encoding_with_its_line_ends(
    encoding: str, mark: bytes
) -> None:
    assert decode(mark + TEXT.encode(encoding)) == TEXT


def test_latin_1_is_read() -> None:
    text = "Author: Müller, José; Ångström, Þór\nTitle: À la recherche\n"
    assert decode(text.encode("latin-1")) == text


@pytest.mark.parametrize(
    "text", ["José García–Núñez, “L’été à Köln”", "Ça va? Où? Façade", "Æsir og Øst, blåbær"]
)
def test_mac_roman_and_windows_are_told_apart_by_the_words_they_make(text: str) -> None:
    assert decode(text.encode("mac-roman")) == text
    assert decode(text.encode("cp1252")) == text


def test_a_line_of_another_encoding_spoils_no_other_line() -> None:
    data = "Müller\n".encode() + "Müller\n".encode("cp1252") + "Łódź\n".encode()
    assert decode(data) == "Müller\nMüller\nŁódź\n"


def test_an_xml_declaration_is_believed() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?>\n<a>Договор</a>'
    assert decode(text.encode("cp1251")) == text


def test_an_xml_declaration_that_is_wrong_is_not() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>\n<a>é</a>'
    assert decode(text.encode()) == text


@pytest.mark.parametrize("name", ["rot13", "zlib", "punycode", "unicode_escape", "utf-7"])
def test_an_xml_declaration_names_an_encoding_of_text_or_nothing(name: str) -> None:
    text = f'<?xml version="1.0" encoding="{name}"?><a>\\u0041 +AGE-</a>'
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "data",
    [
        b"SQLite format 3\0" + bytes(100),
        b"%PDF-1.7\n%\xe2\xe3",
        b"PK\x03\x04\x14\0",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"title = a\0b",
        bytes(range(256)) * 8,
        b"\x01\x02\x03\x04" * 100,
        "a\0b".encode("utf-16"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="text"):
        decode(data)


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"") == ""


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_bad_input(data: bytes) -> None:
    try:
        text = decode(data)
    except BadInput:
        return
    assert "\0" not in text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf_8_is_never_mistaken(text: str) -> None:
    assert decode(("x" + text).encode()) == "x" + text


def test_a_gigantic_line_of_legacy_text_takes_no_time() -> None:
    started = time.perf_counter()
    assert len(decode(b"\xe9" * 20_000_000)) == 20_000_000
    assert time.perf_counter() - started < 10
