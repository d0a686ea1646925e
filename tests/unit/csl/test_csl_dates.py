"""Dates as records give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.csl.dates import parse_date, sort_key
from evidence.csl.points import Date, Point


@pytest.mark.parametrize(
    ("parts", "point"),
    [
        ([[1931]], Point(1931)),
        ([["1931", "4", "9"]], Point(1931, 4, 9)),
        ([["1931", "", ""]], Point(1931)),
        ([[1931, 22]], Point(1931, season=2)),
        ([[1931, 15]], Point(1931, season=3)),
        ([[1931, 40, 2]], Point(1931)),
        ([[1931, 4, 77]], Point(1931, 4)),
        ([[-31, 9, 2]], Point(-31, 9, 2)),
        ([1931, 4], Point(1931, 4)),
        ([[1931.0]], Point(1931)),
    ],
)
def test_date_parts_make_a_point(parts: object, point: Point) -> None:
    assert parse_date({"date-parts": parts}) == Date(point)


def test_two_lists_of_parts_are_a_range() -> None:
    assert parse_date({"date-parts": [[1931], [1935, 2]]}) == Date(Point(1931), Point(1935, 2))


def test_a_second_list_without_a_year_leaves_the_range_open() -> None:
    assert parse_date({"date-parts": [[1931], [0]]}) == Date(Point(1931), open=True)


def test_seasons_are_told_by_number_by_word_or_in_words_of_their_own() -> None:
    year = {"date-parts": [[1931]]}
    assert parse_date({**year, "season": "3"}) == Date(Point(1931, season=3))
    assert parse_date({**year, "season": "Winter"}) == Date(Point(1931, season=4))
    assert parse_date({**year, "season": "Trinity"}) == Date(Point(1931), season="Trinity")
    assert parse_date({**year, "season": "10:15"}) == Date(Point(1931))


def test_doubt_is_told() -> None:
    assert parse_date({"date-parts": [[1931]], "circa": 1}) == Date(Point(1931), circa=True)
    assert parse_date({"date-parts": [[1931]], "circa": "false"}) == Date(Point(1931))


def test_words_stand_for_a_date_without_points() -> None:
    assert parse_date({"literal": "forthcoming"}) == Date(None, literal="forthcoming")
    assert parse_date({"raw": "some day"}) == Date(None, literal="some day")


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("1931-04-09", Point(1931, 4, 9)),
        ("1931-4", Point(1931, 4)),
        ("1931-23", Point(1931, season=3)),
        ("1931-XX", Point(1931)),
        ("-0031", Point(-31)),
        ("31 BC", Point(-31)),
        ("April 9, 1931", Point(1931, 4, 9)),
        ("9th of Apr. 1931", Point(1931, 4, 9)),
        ("9 avril 1931", Point(1931, 4, 9)),
        ("1er mars 1931", Point(1931, 3, 1)),
        ("autumn 1931", Point(1931, season=3)),
        ("9.4.1931", Point(1931, 4, 9)),
        ("4/9/1931", Point(1931, 4, 9)),
        ("24/9/1931", Point(1931, 9, 24)),
        ("4/1931", Point(1931, 4)),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, point: Point) -> None:
    assert parse_date(text) == parse_date({"raw": text}) == Date(point)


@pytest.mark.parametrize("text", ["~1931", "1931?", "1931~", "c. 1931", "ca. 1931", "1931 (?)"])
def test_marks_of_doubt_are_read(text: str) -> None:
    assert parse_date(text) == Date(Point(1931), circa=True)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1931/1935", Point(1931), Point(1935)),
        ("1931–35", Point(1931), Point(1935)),
        ("1931-4-9/1932", Point(1931, 4, 9), Point(1932)),
        ("4–9 May 1931", Point(1931, 5, 4), Point(1931, 5, 9)),
        ("May 4-9, 1931", Point(1931, 5, 4), Point(1931, 5, 9)),
        ("30 May – 2 June 1931", Point(1931, 5, 30), Point(1931, 6, 2)),
        ("May/June 1931", Point(1931, 5), Point(1931, 6)),
        ("40 BC-31 BC", Point(-40), Point(-31)),
    ],
)
def test_ranges_are_read(text: str, start: Point, end: Point) -> None:
    assert parse_date(text) == Date(start, end)


def test_ranges_may_be_open_at_either_end() -> None:
    assert parse_date("1931/..") == parse_date("1931–") == Date(Point(1931), open=True)
    assert parse_date("../1931") == Date(None, Point(1931))


@pytest.mark.parametrize("text", ["193X", "9 Apr 31", "9 April", "98", "1931 or so", "31/31/1931"])
def test_what_is_not_understood_stays_words(text: str) -> None:
    assert parse_date(text) == Date(None, literal=text)


@pytest.mark.parametrize(
    "value",
    [None, True, 0, 1.5, "", "  ", [], [1], {}, {"date-parts": []}, {"date-parts": [[]]},
     {"date-parts": [[True]]}, {"date-parts": {"0": 1}}, {"date-parts": [[10**400]]},
     {"date-parts": [[float("nan")]]}, {"date-parts": [[[[1]]]]}, {"literal": ["x"]}],
)  # fmt: skip
def test_rubbish_is_no_date(value: object) -> None:
    assert parse_date(value) is None


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["date-parts", "raw", "season", "circa", "literal"]), _json))
def test_no_value_is_too_odd(value: object) -> None:
    date = parse_date(value)
    assert date is None or isinstance(sort_key(date), str)


@given(st.text("0123456789-–/.?~ BCmayXT", max_size=16))
def test_no_text_is_too_odd(text: str) -> None:
    assert isinstance(sort_key(parse_date(text)), str)


def test_keys_sort_in_time() -> None:
    order = ["-0100", "-0044-03-15", "0054", "1931", "1931-02", "1931-02-03", "1931-02-03/1932",
             "1931-02-03/1933", "1931-11"]  # fmt: skip
    keys = [sort_key(parse_date(text)) for text in order]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_a_key_may_leave_parts_out() -> None:
    early, late = parse_date("1931-02-03"), parse_date("1931-02-20")
    assert sort_key(early, ("year", "month")) == sort_key(late, ("year", "month"))
    assert sort_key(None) == ""
