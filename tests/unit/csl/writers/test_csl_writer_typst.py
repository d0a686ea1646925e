from __future__ import annotations

import re

import pytest

from csl_writer_cases import EVERYTHING, NUMBERED, PLAIN, WORDS, hostile_document, italic, span
from evidence.csl.writers.typst import WRITER


@pytest.mark.parametrize(
    ("attribute", "value", "markup"),
    [
        ("font-style", "italic", '#text(style: "italic")[x];'),
        ("font-style", "normal", '#text(style: "normal")[x];'),
        ("font-variant", "small-caps", "#smallcaps[x];"),
        ("font-weight", "bold", '#text(weight: "bold")[x];'),
        ("text-decoration", "underline", "#underline[x];"),
        ("vertical-align", "sup", "#super[x];"),
        ("vertical-align", "sub", "#sub[x];"),
        ("link", 'https://example.org/"', '#link("https://example.org/%22")[x];'),
        ("link", "javascript:alert(1)", "x"),
    ],
)
def test_marks_are_calls_that_end(attribute: str, value: str, markup: str) -> None:
    assert WRITER.inline((span(attribute, value, "x"),)) == markup


def test_what_follows_a_call_is_no_part_of_it() -> None:
    assert WRITER.inline((italic("a"), ".b; (c)")).endswith("[a];.b; (c)")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('#eval("1")', '\\#eval(\\"1\\")'),
        ("$x$ `c` @r <l> *b* _i_", "\\$x\\$ \\`c\\` \\@r \\<l\\> \\*b\\* \\_i\\_"),
        ("// a /* b", "\\/\\/ a \\/\\* b"),
        ("-- -1 ... ~", "\\-\\- \\-1 \\.\\.\\. \\~"),
        ("a]b[c", "a\\]b\\[c"),
        ("\\u{41}\\", "\\\\u\\{41\\}\\\\"),
        ("1. x", "1\\. x"),
        ("= a\n= b", "\\= a \\= b"),
    ],
)
def test_text_is_escaped(text: str, written: str) -> None:
    assert WRITER.inline((text,)) == written


def test_entries_have_a_hanging_indent() -> None:
    written = WRITER.bibliography(PLAIN)
    assert written.count("hanging-indent: 1.27cm") == 2


def test_first_fields_have_a_column() -> None:
    written = WRITER.bibliography(NUMBERED)
    assert "#grid(columns: (auto, 1fr)" in written
    assert '  [\\[1\\]], [B. Roe, #text(style: "italic")[A Book];.],\n' in written


def test_a_document_holds_every_block_in_order() -> None:
    written = WRITER.document(EVERYTHING).decode().split("#text(size: 1.6em")[1]
    bare = re.sub(r"\\([^\w\s])", r"\1", written)
    places = [bare.index(words) for words in WORDS]
    assert places == sorted(places)


def test_a_document_tells_its_language() -> None:
    assert '#set text(lang: "en", region: "GB")' in WRITER.document(EVERYTHING).decode()
    assert "lang:" not in WRITER.document(hostile_document()).decode()


def test_hostile_text_calls_nothing() -> None:
    written = WRITER.document(hostile_document()).decode()
    strings_left_out = re.sub(r'"(?:[^"\\]|\\.)*"', '""', written.split("\n", 8)[-1])
    called = set(re.findall(r"(?<!\\)#(\w+)", re.sub(r"\\[^\w\s]", "", strings_left_out)))
    assert called <= {"par", "text", "pad", "heading", "block", "grid", "set", "link"}
    assert "javascript" not in written
