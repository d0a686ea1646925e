from __future__ import annotations

import re

import pytest

from csl_writer_cases import (
    EVERYTHING,
    NUMBERED,
    WORDS,
    bold,
    document,
    entry,
    hostile_document,
    italic,
    link,
    span,
)
from evidence.csl.writers.document import Heading, Paragraph, Quote
from evidence.csl.writers.markdown import WRITER


@pytest.mark.parametrize(
    ("attribute", "value", "markup"),
    [
        ("font-style", "italic", "*x y*"),
        ("font-style", "normal", "[x y]{.nodecor}"),
        ("font-weight", "bold", "**x y**"),
        ("font-variant", "small-caps", "[x y]{.smallcaps}"),
        ("text-decoration", "underline", "[x y]{.underline}"),
        ("vertical-align", "sup", "^x\\ y^"),
        ("vertical-align", "sub", "~x\\ y~"),
        ("vertical-align", "baseline", "x y"),
        ("link", "https://example.org/(a)", "[x y](<https://example.org/(a)>)"),
        ("link", "javascript:alert(1)", "x y"),
    ],
)
def test_marks_are_those_that_pandoc_reads(attribute: str, value: str, markup: str) -> None:
    assert WRITER.inline((span(attribute, value, "x y"),)) == markup


def test_marks_do_not_hold_white_space_at_their_edges() -> None:
    assert WRITER.inline((italic(" a "), "b", bold("  "))) == " *a* b "


def test_marks_side_by_side_stay_apart() -> None:
    assert WRITER.inline((italic("a"), bold("b"))) == "*a*<!-- -->**b**"
    assert WRITER.inline((bold("a", italic("b")),)) == "**a*b*<!-- -->**"
    assert WRITER.inline(("a*", italic("b"))) == "a\\**b*"


def test_specials_are_escaped() -> None:
    written = WRITER.inline(("*_`[x](y)<b>^~$@{|}&#\\\"'",))
    assert written == "\\*\\_\\`\\[x\\](y)\\<b\\>\\^\\~\\$\\@\\{\\|\\}\\&\\#\\\\\\\"\\'"


def test_shorthands_for_dashes_and_dots_are_undone() -> None:
    assert WRITER.inline(("a-b -- c... d.",)) == "a-b \\-\\- c\\.\\.\\. d."


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. x", "1\\. x"),
        ("(a) x", "(a\\) x"),
        ("iv) x", "iv\\) x"),
        ("- x", "\\- x"),
        ("+ x", "\\+ x"),
        ("% x", "\\% x"),
        (": x", "\\: x"),
        ("B. D’Arcus", "B\\. D’Arcus"),
        ("2018a. x", "2018a. x"),
    ],
)
def test_a_paragraph_does_not_begin_a_list(text: str, written: str) -> None:
    assert WRITER.document(document(Paragraph((text,)), title="")).decode() == written + "\n"


def test_first_fields_stand_before_their_entries() -> None:
    assert WRITER.bibliography(NUMBERED) == "\\[1\\] B. Roe, *A Book*.\n\n\\[10\\] C. Doe."


def test_lines_of_an_entry_are_broken_by_hand() -> None:
    runs = (span("display", "block", "A"), span("display", "indent", "B"))
    assert WRITER.entry(entry("a", *runs)) == "A\\\n\xa0\xa0\xa0\xa0B"


def test_blocks_have_their_marks() -> None:
    blocks = (
        Heading(1, ("One",)),
        Paragraph(("Said.",), "annotation"),
        Quote(("Words.",)),
        Paragraph((link("https://example.org", "There"),)),
    )
    assert WRITER.document(document(*blocks, title="All #1")).decode() == (
        "# All \\#1\n\n## One\n\n> Said.\n\n> > Words.\n\n[There](<https://example.org>)\n"
    )


def test_a_file_holds_every_block_in_order() -> None:
    written = WRITER.document(EVERYTHING).decode()
    places = [written.index(words) for words in WORDS]
    assert places == sorted(places)


def test_hostile_text_is_text() -> None:
    written = WRITER.document(hostile_document()).decode()
    unescaped = written.replace("\\\\", "").replace("<!-- -->", "")
    assert not {c for c in written if c < " "} - {"\n"}
    for mark in ("\n1. ", "\n- ", "\n= ", "\\input", " <script", "\n<script", " @ref"):
        assert mark not in unescaped
    assert re.findall(r"(?<!\\)\]\((.*?)\)", unescaped) == ["<https://e.org/%22%3E%3Cb%3E>"]
    assert "javascript" not in written
