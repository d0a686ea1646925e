from __future__ import annotations

import re

import pytest

from csl_writer_cases import (
    EVERYTHING,
    HOSTILE,
    NUMBERED,
    PLAIN,
    WORDS,
    hostile_document,
    span,
)
from evidence.csl.writers.base import one_line
from evidence.csl.writers.rtf import WRITER


@pytest.mark.parametrize(
    ("attribute", "value", "markup"),
    [
        ("font-style", "italic", r"{\i x}"),
        ("font-style", "normal", r"{\i0 x}"),
        ("font-variant", "small-caps", r"{\scaps x}"),
        ("font-weight", "bold", r"{\b x}"),
        ("text-decoration", "underline", r"{\ul x}"),
        ("vertical-align", "sup", r"{\super x}"),
        ("vertical-align", "sub", r"{\sub x}"),
        (
            "link",
            "https://example.org/{a}",
            r'{\field{\*\fldinst{HYPERLINK "https://example.org/%7Ba%7D"}}{\fldrslt{x}}}',
        ),
        ("link", "file:///etc/passwd", "x"),
    ],
)
def test_marks_are_groups(attribute: str, value: str, markup: str) -> None:
    assert WRITER.inline((span(attribute, value, "x"),)) == markup


def test_characters_beyond_ascii_are_signed_utf_16() -> None:
    assert WRITER.inline(("é–\ufffd😀{\\}",)) == r"\u233 ?\u8211 ?\u-3 ?\u-10179 ?\u-8704 ?\{\\\}"


def test_entries_hang_by_half_an_inch() -> None:
    paragraphs = WRITER.bibliography(PLAIN).split("\n")
    assert len(paragraphs) == 2
    assert all(r"\li720\fi-720" in text and text.endswith(r"\par}") for text in paragraphs)


def test_first_fields_end_at_a_tab_stop() -> None:
    first = WRITER.bibliography(NUMBERED).split("\n")[0]
    assert r"\li600\fi-600\tx600" in first
    assert r" [1]\tab B. Roe, {\i A Book}.\par}" in first


def test_a_file_holds_every_block_in_order() -> None:
    written = read(WRITER.document(EVERYTHING))
    start = written.index("References", written.index("References") + 1)
    places = [written.index(words, start) for words in WORDS]
    assert places == sorted(places)


def test_a_file_names_its_styles() -> None:
    written = WRITER.document(EVERYTHING).decode("ascii")
    for name in ("Title", "heading 1", "Annotation", "Evidence", "Quote", "Bibliography"):
        assert f" {name};}}" in written


def test_hostile_text_is_text() -> None:
    written = WRITER.document(hostile_document())
    text = read(written)
    for hostile in HOSTILE:
        assert one_line(hostile) in text
    bare = re.sub(rb"\\[\\{}]", b"", written)
    assert bare.count(b"{") == bare.count(b"}")
    assert b"javascript" not in written


def read(written: bytes) -> str:
    """The characters that an RTF reader takes from a file, control words left out."""
    text = written.decode("ascii")
    units = re.sub(
        r"(?<!\\)((?:\\\\)*)\\u(-?\d+) \?", lambda m: m[1] + chr(int(m[2]) % 65536), text
    )
    words = re.sub(r"(?<!\\)((?:\\\\)*)(?:\\[a-z]+-?\d* ?|[{}])", r"\1", units)
    plain = re.sub(r"\\([\\{}])", r"\1", words)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16")
