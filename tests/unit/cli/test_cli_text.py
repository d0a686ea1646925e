"""Prose is broken by the width that it takes on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.cli.text import counted, display_width, indented, listed, wrapped


def test_lines_break_at_spaces_within_the_width() -> None:
    assert wrapped("one two three", 8) == ["one two", "three"]


def test_line_breaks_of_the_text_stay() -> None:
    assert wrapped("one\n\ntwo", 8) == ["one", "", "two"]


def test_a_word_that_is_too_long_stays_whole() -> None:
    assert wrapped("see https://example.org/a-long-address now", 10) == [
        "see",
        "https://example.org/a-long-address",
        "now",
    ]


def test_wide_characters_count_twice_and_combining_marks_not_at_all() -> None:
    assert display_width("中文") == 4
    assert display_width("e\u0301") == 1
    assert wrapped("中文 中文", 8) == ["中文", "中文"]


@given(st.text(), st.integers(1, 100))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    assert " ".join(wrapped(text, width)).split() == text.split()


@given(st.lists(st.text("abc", min_size=1, max_size=9)), st.integers(9, 40))
def test_no_line_is_wider_than_asked(words: list[str], width: int) -> None:
    assert all(len(line) <= width for line in wrapped(" ".join(words), width))


def test_an_indented_text_hangs() -> None:
    assert indented("one two three", 10, "- ", "  ") == ["- one two", "  three"]


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 claims"), (1, "1 claim"), (2000, "2,000 claims")]
)
def test_numbers_agree_with_their_nouns(number: int, text: str) -> None:
    assert counted(number, "claim") == text


def test_lists_read_like_prose() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
