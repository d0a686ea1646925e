"""Which printed page a file's page is, and when nothing is said of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from evidence.domain.pages import PageText, Reading
from evidence.domain.vocabulary import DocumentStatus, PageMapOrigin
from evidence.pages.labels import choose

OWN, PRINTED, RANGE = (
    PageMapOrigin.PAGE_LABELS,
    PageMapOrigin.PRINTED_NUMBERS,
    PageMapOrigin.PAGE_RANGE,
)
NONE = ("", None)


def chosen(
    *,
    own: Sequence[str | None] = (),
    printed: Sequence[str | None] = (),
    count: int = 0,
    pages: str | None = None,
    reflowable: bool = False,
) -> tuple[str, PageMapOrigin | None]:
    """The map as a person writes it, and its origin."""
    count = count or max(len(own), len(printed))
    labels = [*own, *[None] * (count - len(own))]
    numbers = [*printed, *[None] * (count - len(printed))]
    found = tuple(
        PageText(index, "text", label=label, printed=number)
        for index, (label, number) in enumerate(zip(labels, numbers, strict=True))
    )
    reading = Reading(DocumentStatus.READ, found, "pdf 1", reflowable=reflowable)
    page_map, origin = choose(reading, pages)
    return str(page_map), origin


def counted(first: int, count: int, prefix: str = "") -> list[str | None]:
    return [f"{prefix}{number}" for number in range(first, first + count)]


def test_the_files_own_labels_count_first() -> None:
    own = ["i", "ii", "iii", *counted(1, 5)]
    assert chosen(own=own, pages="1-8") == ("1-3=i-iii,4-8=1-5", OWN)


def test_labels_that_merely_count_pages_stand_where_nothing_speaks_against_them() -> None:
    assert chosen(own=counted(1, 9)) == ("1-9=1-9", OWN)
    assert chosen(own=counted(1, 9), pages="1-9") == ("1-9=1-9", OWN)


def test_printed_numbers_overrule_labels_that_merely_count() -> None:
    own, printed = counted(1, 17), counted(106, 17)
    assert chosen(own=own, printed=printed) == ("1-17=106-122", PRINTED)


def test_the_range_overrules_labels_that_merely_count() -> None:
    assert chosen(own=counted(1, 17), pages="106-122") == ("1-17=106-122", RANGE)


def test_labels_that_merely_count_are_not_believed_against_a_range_of_another_length() -> None:
    assert chosen(own=counted(1, 18), pages="106-122") == NONE


@pytest.mark.parametrize(
    "own", [["1"] * 9, ["Page One of the Journal"] * 9, ["a", "b", "a", "b", "a", "b"]]
)
def test_absurd_labels_are_ignored(own: list[str | None]) -> None:
    assert chosen(own=own) == NONE


def test_numbers_printed_on_every_page() -> None:
    assert chosen(printed=counted(106, 17)) == ("1-17=106-122", PRINTED)


def test_pages_between_without_a_number_are_counted() -> None:
    printed = counted(106, 12)
    printed[3] = printed[4] = printed[8] = None
    assert chosen(printed=printed) == ("1-12=106-117", PRINTED)


def test_a_first_page_without_a_number_is_counted() -> None:
    assert chosen(printed=[None, *counted(107, 16)]) == ("1-17=106-122", PRINTED)


def test_what_lies_before_page_1_has_no_number() -> None:
    assert chosen(printed=[None, *counted(1, 16)]) == ("2-17=1-16", PRINTED)


def test_a_cover_before_the_first_page_of_the_range_has_no_number() -> None:
    printed = [None, None, *counted(107, 16)]
    assert chosen(printed=printed, pages="106-122") == ("2-18=106-122", PRINTED)


def test_outliers_are_ignored() -> None:
    printed = counted(106, 17)
    printed[5], printed[11] = "1873", "3"
    assert chosen(printed=printed) == ("1-17=106-122", PRINTED)


def test_roman_front_matter_and_arabic_pages() -> None:
    printed = [None, "ii", "iii", "iv", "v", "vi", None, None, *counted(3, 30)]
    assert chosen(printed=printed) == ("1-6=i-vi,7-38=1-32", PRINTED)


def test_pages_that_were_left_out_part_the_numbers() -> None:
    printed = [*counted(10, 10), *counted(40, 10)]
    assert chosen(printed=printed) == ("1-10=10-19,11-20=40-49", PRINTED)


def test_a_page_between_two_runs_that_either_may_hold_has_no_number() -> None:
    printed = [*counted(10, 10), None, *counted(40, 10)]
    assert chosen(printed=printed) == ("1-10=10-19,12-21=40-49", PRINTED)


def test_numbers_with_a_prefix() -> None:
    assert chosen(printed=counted(110, 6, "S")) == ("1-6=S110-S115", PRINTED)


def test_numbers_that_agree_with_nothing_are_not_believed() -> None:
    assert chosen(printed=["7", "1873", "12", None, "4", "99"]) == NONE


def test_two_numbers_in_a_long_file_are_no_run() -> None:
    assert chosen(printed=["5", "6"], count=40) == NONE


def test_a_manuscripts_own_numbers_are_no_pages_of_the_journal() -> None:
    assert chosen(printed=counted(1, 30), pages="106-122") == NONE


def test_a_book_holds_the_range_of_its_chapter() -> None:
    assert chosen(printed=counted(1, 300), pages="57-71") == ("1-300=1-300", PRINTED)


@pytest.mark.parametrize(
    ("pages", "count", "expected"),
    [
        ("106-122", 17, "1-17=106-122"),
        ("106–22", 17, "1-17=106-122"),
        ("pp. 106-122", 17, "1-17=106-122"),
        ("S110-S115", 6, "1-6=S110-S115"),
        ("S110-5", 6, "1-6=S110-S115"),
        ("xii-xv", 4, "1-4=xii-xv"),
        ("57", 1, "1=57"),
        ("10-12, 20", 4, "1-3=10-12,4=20"),
    ],
)
def test_a_range_as_long_as_the_file(pages: str, count: int, expected: str) -> None:
    assert chosen(count=count, pages=pages) == (expected, RANGE)


@pytest.mark.parametrize("pages", ["106-121", "106", "106+", "e12345", "17 p.", "", None])
def test_a_range_that_does_not_tell_gives_no_labels(pages: str | None) -> None:
    assert chosen(count=17, pages=pages) == NONE


def test_what_has_no_pages_takes_none_from_the_range() -> None:
    assert chosen(count=1, pages="57", reflowable=True) == NONE


def test_page_marks_of_a_file_without_pages_are_its_labels() -> None:
    assert chosen(own=counted(57, 3), reflowable=True) == ("1-3=57-59", OWN)


def test_labels_of_the_file_that_what_is_printed_contradicts_are_not_believed() -> None:
    own: list[str | None] = ["Cover", *counted(1, 16)]
    assert chosen(own=own, printed=counted(106, 17)) == ("1-17=106-122", PRINTED)


def test_a_file_without_pages() -> None:
    assert chosen() == NONE
