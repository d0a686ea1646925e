from __future__ import annotations

import pytest

from csl_writer_cases import EVERYTHING, bold, entry, hostile_document, italic, span
from evidence.csl.tree import Bibliography, plain
from evidence.csl.writers import names, writer
from evidence.csl.writers.base import Writer, address, clean, language_tag, lines, one_line, trim
from evidence.csl.writers.document import singly
from evidence.errors import NotFound

FORMATS = ("docx", "html", "latex", "markdown", "pdf", "rtf", "text", "typst")


def test_every_format_of_the_room_is_found_by_looking() -> None:
    assert names() == FORMATS


@pytest.mark.parametrize("name", FORMATS)
def test_each_file_holds_a_writer(name: str) -> None:
    assert isinstance(writer(name), Writer)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_found_by_its_extension_too(name: str) -> None:
    assert writer(writer(name).extension) is writer(name)


def test_an_unknown_format_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFound) as caught:
        writer("markdwon")
    assert caught.value.hint == "did you mean markdown?"


@pytest.mark.parametrize("name", ["base", "coins", "document", "_docx_parts", "../x"])
def test_furniture_is_no_format(name: str) -> None:
    with pytest.raises(NotFound):
        writer(name)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("make", [lambda: EVERYTHING, hostile_document])
def test_the_same_document_is_the_same_bytes(name: str, make: object) -> None:
    assert callable(make)
    first = writer(name).document(make())
    assert first
    assert writer(name).document(make()) == first


@pytest.mark.parametrize(
    ("given", "target"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("doi:10.1000/x<y>", "https://doi.org/10.1000/x%3Cy%3E"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.org/a%20b%zz", "https://example.org/a%20b%25zz"),
        ('https://example.org/"{}\\^`|', "https://example.org/%22%7B%7D%5C%5E%60%7C"),
        ("https://example.org/ж", "https://example.org/%D0%B6"),
    ],
)
def test_addresses_that_can_be_followed_are_plain_ascii(given: str, target: str) -> None:
    assert address(given) == target


@pytest.mark.parametrize(
    "given",
    [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https:",
        "//example.org",
        "http://[::1",
        "vbscript:x",
        "10.1000/x",
        "",
    ],
)
def test_other_addresses_are_not_followed(given: str) -> None:
    assert address(given) is None


def test_characters_that_no_file_may_hold_are_replaced() -> None:
    assert clean("a\x00\x1b\x7f\x9b\ud800\ufdd0\uffff\tb\nc") == "a" + "\ufffd" * 7 + "\tb\nc"
    assert one_line("a \r\n\n\tb\u2028c\xa0d") == "a b c\xa0d"


def test_what_is_no_language_tag_is_left_out() -> None:
    assert [language_tag(tag) for tag in ("en-GB", "zh-Hant-TW", 'en"', "", "e")] == [
        "en-GB",
        "zh-Hant-TW",
        "",
        "",
        "",
    ]


def test_an_entry_without_displays_is_one_line() -> None:
    (line,) = lines((" A ", italic("b "), " "))
    assert line.runs == ("A ", italic("b"))
    assert not line.label


def test_displays_begin_lines() -> None:
    told = lines(
        (
            span("display", "block", "Heading"),
            span("display", "left-margin", "1. "),
            span("display", "right-inline", " First", "."),
            " After",
            span("display", "indent", "More"),
        )
    )
    assert [(plain(line.label), plain(line.runs), line.indented) for line in told] == [
        ("", "Heading", False),
        ("1.", "First. After", False),
        ("", "More", True),
    ]


def test_formatting_round_a_display_goes_into_it() -> None:
    (line,) = lines((bold(span("display", "left-margin", "1"), "rest"),))
    assert line.label == (bold("1"),)
    assert line.runs == (bold("rest"),)


def test_trimming_reaches_into_spans_and_keeps_no_break_spaces() -> None:
    assert trim((italic(" "), bold(" a"), "b\xa0 ")) == (bold("a"), "b\xa0")


def test_a_bibliography_can_be_had_entry_by_entry() -> None:
    whole = Bibliography((entry("a", "A"), entry("b", "B")), hanging_indent=True, max_offset=3)
    parts = [block.bibliography for block in singly(whole)]
    assert [part.entries for part in parts] == [(whole.entries[0],), (whole.entries[1],)]
    assert all(part.hanging_indent and part.max_offset == 3 for part in parts)
