"""Dates in print."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from evidence.csl.dates import parse_date
from evidence.csl.dating import DatePartSpec, render

_DAY = DatePartSpec("day", suffix=" ")
_MONTH = DatePartSpec("month", suffix=" ")
_YEAR = DatePartSpec("year")


@dataclass(frozen=True)
class _Words:
    limit_day_ordinals: bool = False

    def term(self, name: str, form: str = "long", plural: bool = False) -> str | None:
        terms = {"month-05": "May", "month-09": "September", "season-03": "Autumn", "ad": " AD"}
        if form == "short" and name == "month-09":
            return "Sept."
        return {**terms, "bc": " BC"}.get(name)

    def ordinal_suffix(self, number: int, gender: str | None = None) -> str:
        return "a" if gender else "o"

    def gender(self, name: str) -> str | None:
        return "feminine" if name == "month-09" else None


def _print(text: str, *parts: DatePartSpec, delimiter: str = "", limit: bool = False) -> str:
    date = parse_date(text)
    assert date is not None
    pieces = render(date, parts or (_DAY, _MONTH, _YEAR), _Words(limit), delimiter)
    return "".join(piece.prefix + piece.text + piece.suffix for piece in pieces)


def test_the_parts_stand_in_the_order_asked_for() -> None:
    assert _print("1931-05-09") == "9 May 1931"
    assert _print("1931-05-09", _YEAR, DatePartSpec("month", prefix=" ")) == "1931 May"


def test_parts_that_a_date_has_not_are_left_out_with_their_affixes() -> None:
    assert _print("1931-05") == "May 1931"
    assert _print("1931") == "1931"
    assert _print("1931", _DAY) == ""


def test_a_delimiter_stands_between_the_parts_there_are() -> None:
    numeric = [DatePartSpec(name, "numeric-leading-zeros") for name in ("month", "day")]
    assert _print("1931-05-09", _YEAR, *numeric, delimiter="-") == "1931-05-09"
    assert _print("1931-05", _YEAR, *numeric, delimiter="-") == "1931-05"


@pytest.mark.parametrize(
    ("part", "printed"),
    [
        (DatePartSpec("year", "short"), "31"),
        (DatePartSpec("month", "short"), "Sept."),
        (DatePartSpec("month", "short", strip_periods=True), "Sept"),
        (DatePartSpec("month", "numeric"), "9"),
        (DatePartSpec("month", "numeric-leading-zeros"), "09"),
        (DatePartSpec("day", "numeric-leading-zeros"), "02"),
        (DatePartSpec("day", "ordinal"), "2a"),
    ],
)
def test_parts_have_forms(part: DatePartSpec, printed: str) -> None:
    assert _print("1931-09-02", part) == printed


def test_ordinals_may_be_limited_to_the_first_of_a_month() -> None:
    day = DatePartSpec("day", "ordinal")
    assert _print("1931-05-01", day, limit=True) == "1o"
    assert _print("1931-05-02", day, limit=True) == "2"


def test_years_of_three_digits_and_before_our_era_say_so() -> None:
    assert _print("-0031") == "31 BC"
    assert _print("0931") == "931 AD"


def test_a_season_stands_where_the_month_would() -> None:
    assert _print("1931-23") == "Autumn 1931"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1931-05-04/1931-05-09", "4–9 May 1931"),
        ("1931-05-04/1931-09-02", "4 May–2 September 1931"),
        ("1931-05-04/1932-05-04", "4 May 1931–4 May 1932"),
        ("1931-05/1931-09", "May–September 1931"),
        ("1931/1935", "1931–1935"),
        ("1931/..", "1931–"),
        ("../1931", "–1931"),
        ("1931-05/1931-05", "May 1931"),
    ],
)
def test_a_range_repeats_only_what_differs(text: str, printed: str) -> None:
    assert _print(text) == printed


def test_a_difference_in_a_part_not_wanted_is_none() -> None:
    assert _print("1931-05-04/1931-05-09", _MONTH, _YEAR) == "May 1931"


def test_each_part_may_have_its_own_delimiter_of_ranges() -> None:
    month = DatePartSpec("month", suffix=" ", range_delimiter=" to ")
    assert _print("1931-05/1931-09", month, _YEAR) == "May to September 1931"
    assert _print("1931-05/1932-09", month, _YEAR) == "May 1931–September 1932"


def test_affixes_towards_the_delimiter_of_a_range_are_dropped() -> None:
    month = DatePartSpec("month", "numeric", prefix="-", range_delimiter="/")
    assert _print("1931-05/1931-09", _YEAR, month) == "1931-5/9"
    day = DatePartSpec("day", suffix=", ")
    assert _print("1931-05-04/1931-05-09", _MONTH, day, _YEAR) == "May 4–9, 1931"


def test_a_literal_has_no_parts() -> None:
    assert _print("in press") == ""
