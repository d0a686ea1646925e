"""Plain texts as pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.domain.pages import Reading
from evidence.domain.vocabulary import DocumentStatus, PageStatus
from evidence.pages import plain


def reading(folder: Path, content: str | bytes, name: str = "notes.txt") -> Reading:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return plain.read(file)


def text(folder: Path, content: str | bytes, name: str = "notes.txt") -> str:
    (page,) = reading(folder, content, name).pages
    return page.text


def test_a_text_is_one_page_with_its_lines_and_paragraphs(tmp_path: Path) -> None:
    assert text(tmp_path, "One \r\ntwo\r\n\r\n\r\n\r\nthree\r\n") == "One\ntwo\n\nthree"
    assert reading(tmp_path, "One").reflowable


def test_form_feeds_part_its_pages(tmp_path: Path) -> None:
    read = reading(tmp_path, "One\n\f\fThree\n\f")
    assert [page.text for page in read.pages] == ["One", "", "Three"]
    assert [page.status for page in read.pages] == [
        PageStatus.TEXT,
        PageStatus.EMPTY,
        PageStatus.TEXT,
    ]
    assert not read.reflowable


def test_words_parted_at_a_line_end_are_joined_before_it(tmp_path: Path) -> None:
    assert text(tmp_path, "an exam-\nple of it") == "an example\nof it"
    assert text(tmp_path, "an exam-\n  ple.\n\nNext") == "an example.\n\nNext"


def test_the_hyphen_stays_where_it_is_the_words_own(tmp_path: Path) -> None:
    assert text(tmp_path, "Anglo-\nSaxon words") == "Anglo-Saxon\nwords"
    assert text(tmp_path, "well-known, and well-\nknown too") == "well-known, and well-known\ntoo"


def test_dashes_and_numbers_at_a_line_end_stay_as_they_are(tmp_path: Path) -> None:
    written = "so -\nit was 1990-\n1995\n- a list\n--\nend"
    assert text(tmp_path, written) == written


def test_markdown_reads_as_it_is_printed(tmp_path: Path) -> None:
    written = (
        "# A *title*\n\n> Quoted __words__ of [a page](https://example.org/a_(b) 'x')[^1] here\n"
        "\n[^1]: A note with snake_case_name and 2 * 3 * 4.\n\n* item\n* un*believ*able \\* star\n"
    )
    written = written.replace("'x'", '"x"')
    assert text(tmp_path, written, "notes.md") == (
        "A title\n\nQuoted words of a page here\n\n"
        "[^1]: A note with snake_case_name and 2 * 3 * 4.\n\n* item\n* unbelievable * star"
    )


def test_what_looks_like_markdown_in_plain_text_stays(tmp_path: Path) -> None:
    assert text(tmp_path, "# 1 *a* [b](c)") == "# 1 *a* [b](c)"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    written = "Ein naïver Satz – “so”, nicht länger."
    assert text(tmp_path, written.encode(encoding)) == written


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00" * 500, bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 99],
    ids=["nothing", "zeros", "bytes", "picture"],
)
def test_what_is_no_text_fails_with_a_clear_line(tmp_path: Path, data: bytes) -> None:
    read = reading(tmp_path, data)
    assert (read.status, read.pages) == (DocumentStatus.FAILED, ())
    assert read.detail is not None
    assert "\n" not in read.detail


def test_a_text_of_blanks_is_empty(tmp_path: Path) -> None:
    assert reading(tmp_path, " \n \n").status is DocumentStatus.EMPTY


def test_a_word_without_end_costs_no_more_than_its_length(tmp_path: Path) -> None:
    written = "a" * 2_000_000 + "-\n" + "b" * 2_000_000
    assert len(text(tmp_path, written)) == 4_000_000
