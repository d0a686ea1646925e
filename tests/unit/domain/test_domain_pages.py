"""Labels that count on, and maps from a file's pages to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.pages import (
    PageMap,
    PageText,
    Segment,
    later,
    map_from,
    map_of,
    read_map,
    runs,
    series,
)
from evidence.errors import BadInput


@pytest.mark.parametrize(
    ("label", "steps", "expected"),
    [
        ("106", 4, "110"),
        ("106", -6, "100"),
        ("S110", 5, "S115"),
        ("A-3", 1, "A-4"),
        ("007", 3, "010"),
        ("iv", 2, "vi"),
        ("IX", 1, "X"),
        ("xcix", 1, "c"),
        ("Cover", 0, "Cover"),
        ("Cover", 1, None),
        ("", 1, None),
    ],
)
def test_labels_count_on(label: str, steps: int, expected: str | None) -> None:
    assert later(label, steps) == expected


@pytest.mark.parametrize("label", ["1", "S1", "i", "007"])
def test_nothing_comes_before_the_first_page(label: str) -> None:
    assert later(label, -8) is None


@given(st.integers(1, 3900), st.integers(0, 90))
def test_counting_on_twice_is_counting_on_once(number: int, steps: int) -> None:
    roman = later("i", number - 1)
    assert roman is not None
    assert later(roman, steps) == later("i", number - 1 + steps)


def test_what_a_label_counts() -> None:
    assert series("S110") == (("S", 110),)
    assert series("110") == (("", 110),)
    assert series("xiv") == (("i", 14),)
    assert series("XIV") == (("I", 14),)
    assert series("Xiv") == ()
    assert series("cover") == ()


def test_labels_as_a_map_and_back() -> None:
    labels = [None, "i", "ii", "1", "2", "3", None, "A-1", "Plate"]
    page_map = map_of(labels)
    assert str(page_map) == "2-3=i-ii,4-6=1-3,8=A-1,9=Plate"
    assert page_map.labels(9) == tuple(labels)
    assert read_map(str(page_map), 9) == page_map


def test_blank_labels_are_none() -> None:
    assert map_of(["", " ", None]) == PageMap()


def test_a_map_from_the_first_page() -> None:
    assert str(map_from(" 106 ", 17)) == "1-17=106-122"
    assert map_from(" ", 17) == map_from("106", 0) == PageMap()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1-4=i-iv,5-=1", "1-4=i-iv,5-21=1-17"),
        ("5-=1, 1-4 = i", "1-4=i-iv,5-21=1-17"),
        ("1–17=106–122", "1-17=106-122"),
        ("3=Plate", "3=Plate"),
        ("2-3=A-1", "2-3=A-1"),
    ],
)
def test_a_map_as_a_person_writes_it(written: str, expected: str) -> None:
    assert str(read_map(written, 21)) == expected


@pytest.mark.parametrize(
    "written",
    [
        *("", "=", "1-4=", "x=1", "0=1", "22=1", "4-1=1", "1-30=1", "1-4=i-v", "1-2=Cover"),
        *("1-4=1,4-5=9", "1-4"),
    ],
)
def test_a_map_that_cannot_be(written: str) -> None:
    with pytest.raises(BadInput):
        read_map(written, 21)


def test_the_pages_of_a_label() -> None:
    twice = PageMap((Segment(0, 4, "i"), Segment(4, 9, "1"), Segment(9, 12, "1")))
    assert twice.indices("2") == (5, 10)
    assert twice.indices(" IV ") == (3,)
    assert twice.indices("99") == ()


def test_case_counts_where_both_occur() -> None:
    both = PageMap((Segment(0, 4, "i"), Segment(4, 8, "I")))
    assert both.indices("IV") == (7,)
    assert both.indices("iv") == (3,)


def test_a_page_without_a_label() -> None:
    page_map = PageMap((Segment(1, 3, "7"),))
    assert page_map.labels(4) == (None, "7", "8", None)


def test_the_body_is_what_stands_between_header_and_footer() -> None:
    page = PageText(0, "Head\n\nBody\n\n7", start=6, end=10)
    assert page.body == "Body"
    assert PageText(0, "Body").body == "Body"


def test_indices_as_runs() -> None:
    assert runs([4, 1, 2, 2, 7]) == [(1, 3), (4, 5), (7, 8)]
    assert runs([]) == []
