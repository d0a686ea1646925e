"""Numbers, ranges of pages, and their plurals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.csl.numbers import (
    format_number,
    from_roman,
    is_numeric,
    is_plural,
    page_range,
    parse_number,
    roman,
)


def _ordinal(number: int) -> str:
    return f"{number}o"


@pytest.mark.parametrize(
    ("style", "written", "printed"),
    [
        (None, "12-7", "12–7"),
        (None, "71 - 79", "71–79"),
        ("expanded", "71-9", "71–79"),
        ("expanded", "4512-34", "4512–4534"),
        ("expanded", "19-3", "19–3"),
        ("minimal", "451-459", "451–9"),
        ("minimal", "451-9", "451–9"),
        ("minimal-two", "451-459", "451–59"),
        ("minimal-two", "4-7", "4–7"),
        ("minimal", "996-1002", "996–1002"),
        ("chicago", "3-14", "3–14"),
        ("chicago", "200-204", "200–204"),
        ("chicago", "307-309", "307–9"),
        ("chicago", "1003-1005", "1003–5"),
        ("chicago", "425-428", "425–28"),
        ("chicago", "1587-1603", "1587–1603"),
        ("chicago-15", "1587-1603", "1587–1603"),
        ("chicago-16", "1587-1603", "1587–603"),
        ("chicago", "12991-13001", "12991–3001"),
        ("chicago", "xi-xiv", "xi–xiv"),
        ("minimal", "A101-A108", "A101–8"),
        ("expanded", "A101-A108", "A101–A108"),
    ],
)
def test_a_range_is_written_as_the_style_asks(
    style: str | None, written: str, printed: str
) -> None:
    assert page_range(written, style) == printed


def test_every_range_of_several_is_written_so() -> None:
    assert page_range("21-29,33 & 141-148", "minimal") == "21–9, 33 & 141–8"
    assert page_range("3-5 & 7", None, "-", "et") == "3-5 et 7"


@pytest.mark.parametrize("text", ["2-B-7", "e104", "Beilage-Heft", "A12-17", "12-B17"])
def test_a_hyphen_that_may_be_part_of_a_name_stays(text: str) -> None:
    assert page_range(text, "expanded") == text


def test_an_escaped_hyphen_is_a_hyphen() -> None:
    assert page_range("14\\-22", "expanded") == "14-22"
    assert not is_plural("14\\-22")


@pytest.mark.parametrize("value", ["7", "3rd", "3rd, 5th", "1-4", "K6", "8b", "1 & 2", 9])
def test_numbers_are_numeric(value: str | int) -> None:
    assert is_numeric(value)


@pytest.mark.parametrize("value", ["", "third", "3rd edition", "new series 4", "a-b", True])
def test_words_are_not_numeric(value: str | int) -> None:
    assert not is_numeric(value)


@pytest.mark.parametrize(
    "value", ["8-9", "8–9", "8, 9", "8 & 9", "8 und 9", "iv-ix", "P3-P9", "8-9, fig. 2"]
)
def test_a_range_and_several_numbers_are_plural(value: str) -> None:
    assert is_plural(value)


@pytest.mark.parametrize("value", ["8", "", "iv", "2-B-7", "8, fig. 2", "Essen, Trinken"])
def test_one_number_is_singular(value: str) -> None:
    assert not is_plural(value)


def test_a_value_is_parted_into_its_numbers() -> None:
    parts = parse_number("5 & 7, 9-11")
    assert [part.value for part in parts] == [5, 7, 9, 11]
    assert [part.separator.strip() for part in parts] == ["&", ",", "-", ""]


def test_each_number_of_a_value_takes_the_form() -> None:
    assert format_number("5 & 7 ,9-11", _ordinal) == "5o & 7o, 9o–11o"
    assert format_number("4", roman) == "iv"
    assert format_number("4 & 6", str, "und") == "4 und 6"


def test_what_is_no_number_stays_as_written() -> None:
    assert format_number("5th revised", _ordinal) == "5th revised"
    assert format_number("9" * 5000, _ordinal) == "9" * 5000


def test_a_label_within_a_value_is_put_into_the_locales_words() -> None:
    def term(name: str, plural: bool) -> str:
        return f"{name}{'*' if plural else ''}"

    assert format_number("2, p. 5-6", _ordinal, label=term) == "2o, page* 5–6"
    assert format_number("2, p. 5", _ordinal) == "2o, p. 5"


@given(st.integers(1, 4999))
def test_roman_numerals_are_read_as_they_are_written(number: int) -> None:
    assert from_roman(roman(number)) == number


@pytest.mark.parametrize("text", ["", "iiii", "word", "vx"])
def test_other_letters_are_no_roman_numerals(text: str) -> None:
    assert from_roman(text) is None


@given(st.text("0123456789-–,&; ivxap.\\", max_size=20))
def test_no_text_is_too_odd(text: str) -> None:
    assert isinstance(is_numeric(text), bool)
    assert isinstance(is_plural(text), bool)
    assert isinstance(format_number(text, roman), str)
    for style in (None, "expanded", "minimal", "minimal-two", "chicago", "chicago-16"):
        assert isinstance(page_range(text, style), str)
