from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.dates import (
    Date,
    Point,
    edtf_from_csl,
    edtf_to_csl,
    from_text,
    parse,
    year,
)
from evidence.errors import BadInput

_EDTF = """
2018 2018-03 2018-03-01 2018-21 2018-24 2018? 2018~ 2018% 2018-03~ 0000 -0043 0079 Y170000002
Y-170000002 2018-01/2018-03 2018/.. ../2018 2018/ /2018 2018~/2019? 2000-02-29 2018-21/2018-22
201X 20XX 2004-XX 1985-04-XX 1985-XX-XX -0043-03-15
"""
_NO_EDTF = """
20180301 2018-3 2018-13 2018-20 2018-25 2018-02-29 2018-04-31 2018-00 18 -0000 Y2018
2018-03-01T10:00:00Z 2018~-03 ?2018 201X-03 2019/2018 2018-03/2018-01 2018/2019/2020 2018-21-01
2018-03-02/2018-03-01 1985-XX-04 ٢٠١٨ Spring
"""


@st.composite
def _points(draw: st.DrawFn) -> Point:
    """Points that CSL can hold whole."""
    approximate = draw(st.booleans())
    precision = draw(st.sampled_from(["year", "season", "month", "day"]))
    if precision == "year":
        return Point(draw(st.integers(-12000, 200_000_000)), approximate=approximate)
    if precision == "season":
        month = draw(st.integers(21, 24))
        return Point(draw(st.integers(-9999, 9999)), month, approximate=approximate)
    day = draw(st.dates())
    if precision == "month":
        return Point(day.year, day.month, approximate=approximate)
    return Point(day.year, day.month, day.day, approximate=approximate)


@st.composite
def _dates(draw: st.DrawFn) -> str:
    first = draw(_points())
    match draw(st.sampled_from(["date", "interval", "open end", "open start"])):
        case "interval":
            later = Point(first.year + draw(st.integers(1, 50)), approximate=first.approximate)
            return str(Date(first, later, interval=True))
        case "open end":
            return str(Date(first, interval=True, open_end=True))
        case "open start":
            return str(Date(None, first, interval=True, open_start=True))
        case _:
            return str(Date(first))


@given(_dates())
def test_what_csl_can_hold_comes_back_from_csl_unchanged(edtf: str) -> None:
    assert edtf_from_csl(edtf_to_csl(edtf)) == edtf


@given(_dates(), st.sampled_from("?%"))
def test_uncertain_dates_stay_the_same_csl(edtf: str, mark: str) -> None:
    csl = edtf_to_csl("/".join(end.rstrip("~") + mark * (end != "..") for end in edtf.split("/")))
    assert csl["circa"] is True
    assert edtf_to_csl(edtf_from_csl(csl)) == csl


@given(_dates())
def test_reading_and_writing_edtf_changes_nothing(edtf: str) -> None:
    assert str(parse(edtf)) == edtf
    assert from_text(edtf) == edtf


@pytest.mark.parametrize(
    "edtf",
    _EDTF.split(),
)
def test_edtf_of_levels_0_and_1_is_read(edtf: str) -> None:
    assert str(parse(edtf)) == edtf


@pytest.mark.parametrize(
    "text",
    _NO_EDTF.split(),
)
def test_what_is_no_edtf_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse(text)
    assert caught.value.hint
    assert "YYYY-MM-DD" in caught.value.hint


@pytest.mark.parametrize("text", ["nd", "n.d.", "[n.d.]", "N. D.", "no date", "s.a.", "", " ", "/"])
def test_no_date_is_not_a_date_and_the_hint_says_to_leave_it_out(text: str) -> None:
    for read in (parse, from_text, edtf_from_csl):
        with pytest.raises(BadInput) as caught:
            read(text)
        assert "leave the date out" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2018-03-01", 2018),
        ("2018-01/2019-03", 2018),
        ("../2018", 2018),
        ("2018/..", 2018),
        ("-0043", -43),
        ("0000", 0),
        ("201X", 2010),
        ("Y170000002", 170000002),
    ],
)
def test_the_year_is_the_first_that_the_date_names(edtf: str, expected: int) -> None:
    assert year(edtf) == expected


@pytest.mark.parametrize(
    ("csl", "edtf"),
    [
        ({"date-parts": [[2018]]}, "2018"),
        ({"date-parts": [["2018", "3", "01"]]}, "2018-03-01"),
        ({"date-parts": [[2018, 0, 0]]}, "2018"),
        ({"date-parts": [[2018, None]]}, "2018"),
        ({"date-parts": [[2018.0, 3]]}, "2018-03"),
        ({"date-parts": [[2018, 1], [2018, 3]]}, "2018-01/2018-03"),
        ({"date-parts": [[2018], [0]]}, "2018/.."),
        ({"date-parts": [[2018, 3, 1], [0, 0, 0]]}, "2018-03-01/.."),
        ({"date-parts": [[79]]}, "0079"),
        ({"date-parts": [[-44, 3, 15]]}, "-0043-03-15"),
        ({"date-parts": [[-1]]}, "0000"),
        ({"date-parts": [[12018]]}, "Y12018"),
        ({"date-parts": [[2018]], "season": 1}, "2018-21"),
        ({"date-parts": [["2018"]], "season": "Autumn"}, "2018-23"),
        ({"date-parts": [[2018, 5]], "season": 1}, "2018-05"),
        ({"date-parts": [[2018, 13]]}, "2018-21"),
        ({"date-parts": [[2018, 24]]}, "2018-24"),
        ({"date-parts": [[1850]], "circa": True}, "1850~"),
        ({"date-parts": [[1850]], "circa": "1"}, "1850~"),
        ({"date-parts": [[1850]], "circa": 0}, "1850"),
        ({"date-parts": [[1850]], "circa": "false"}, "1850"),
        ({"date-parts": [[1850], [1860]], "circa": 1}, "1850~/1860~"),
        ({"date-parts": [[2018]], "literal": "the year 2018"}, "2018"),
        ({"raw": "2018-03-01"}, "2018-03-01"),
        ({"raw": "20 November 2013"}, "2013-11-20"),
        ({"raw": "1850", "circa": True}, "1850~"),
        ({"literal": "Nov. 2013"}, "2013-11"),
        ("2018-01/2018-03", "2018-01/2018-03"),
        ("2018-03-01T10:20:30Z", "2018-03-01"),
        ("2018-03-01T10:20:30.123+05:30", "2018-03-01"),
        (2018, "2018"),
    ],
)
def test_every_form_of_a_csl_date_is_read(csl: Any, edtf: str) -> None:
    assert edtf_from_csl(csl) == edtf


@pytest.mark.parametrize(
    "csl",
    [
        {},
        {"date-parts": []},
        {"date-parts": [[]]},
        {"date-parts": [[None]]},
        {"date-parts": [[""]]},
        {"date-parts": [[0]]},
        {"date-parts": [2018]},
        {"date-parts": "2018"},
        {"date-parts": [["MMXVIII"]]},
        {"date-parts": [[True]]},
        {"date-parts": [[2018.5]]},
        {"date-parts": [[float("inf")]]},
        {"date-parts": [[float("nan")]]},
        {"date-parts": [[2018, 0, 5]]},
        {"date-parts": [[2018, -1]]},
        {"date-parts": [[2018, 2, 30]]},
        {"date-parts": [[2018], [2019], [2020]]},
        {"date-parts": [[2018, 1, 1, 1]]},
        {"date-parts": [[2019], [2018]]},
        {"date-parts": [[2018]], "season": "Michaelmas"},
        {"literal": "forthcoming"},
        {"literal": "n.d."},
        {"raw": ""},
        None,
        True,
        [2018],
    ],
)
def test_a_csl_date_that_edtf_cannot_say_is_refused(csl: Any) -> None:
    with pytest.raises(BadInput):
        edtf_from_csl(csl)


@pytest.mark.parametrize(
    ("edtf", "csl"),
    [
        ("2018-03-01", {"date-parts": [[2018, 3, 1]]}),
        ("2018-21", {"date-parts": [[2018]], "season": 1}),
        ("2018-21/2018-22", {"date-parts": [[2018, 21], [2018, 22]]}),
        ("2018?", {"date-parts": [[2018]], "circa": True}),
        ("-0043", {"date-parts": [[-44]]}),
        ("0000", {"date-parts": [[-1]]}),
        ("2018/", {"date-parts": [[2018], [0]]}),
        ("201X", {"date-parts": [[2010], [2019]], "circa": True}),
        ("2004-XX", {"date-parts": [[2004]]}),
        ("1985-04-XX", {"date-parts": [[1985, 4]]}),
    ],
)
def test_csl_is_written_as_processors_expect_it(edtf: str, csl: dict[str, Any]) -> None:
    assert edtf_to_csl(edtf) == csl


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("20 November 2013", "2013-11-20"),
        ("November 20, 2013", "2013-11-20"),
        ("2013, November 20", "2013-11-20"),
        ("Nov. 2013", "2013-11"),
        ("12 August, 2025", "2025-08-12"),
        ("the 1st of May 2018", "2018-05-01"),
        ("Thursday, 4 May 2023", "2023-05-04"),
        ("Tue, 20 Nov 2013 10:30:00 GMT", "2013-11-20"),
        ("2013-11-20 10:30", "2013-11-20"),
        ("Sept 2018", "2018-09"),
        ("Fall 2018", "2018-23"),
        ("2018.", "2018"),
        ("(2018)", "2018"),
        ("[2018?]", "2018?"),
        ("c. 1850", "1850~"),
        ("circa 1850?", "1850%"),
        ("3–5 March 2018", "2018-03-03/2018-03-05"),
        ("March 3-5, 2018", "2018-03-03/2018-03-05"),
        ("28 February – 2 March 2018", "2018-02-28/2018-03-02"),
        ("December 2017 to January 2018", "2017-12/2018-01"),
        ("Mar/Apr 2018", "2018-03/2018-04"),
        ("Spring/Summer 2018", "2018-21/2018-22"),
        ("1998-2000", "1998/2000"),
        ("1998–99", "1998/1999"),
        ("2018-19", "2018/2019"),
        ("2011–12", "2011/2012"),
        ("2011-12", "2011-12"),
        ("2018–03", "2018-03"),
        ("20/11/2013", "2013-11-20"),
        ("11/20/2013", "2013-11-20"),
        ("5.6.2013", "2013-06-05"),
        ("6/6/2013", "2013-06-06"),
        ("2018/3/1", "2018-03-01"),
        ("2018/03", "2018-03"),
        ("03/2018", "2018-03"),
        ("44 BC", "-0043"),
        ("1 BCE", "0000"),
        ("AD 79", "0079"),
        ("20 de noviembre de 2013", "2013-11-20"),
        ("1er mars 2018", "2018-03-01"),
        ("20. März 2013", "2013-03-20"),
    ],
)
def test_dates_as_people_write_them_are_read(text: str, edtf: str) -> None:
    assert from_text(text) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "5/6/2013",
        "forthcoming",
        "2018a",
        "March",
        "20 2013",
        "30 February 2018",
        "May June July 2018",
        "2018 2019",
        "31/31/2018",
        "2018-25",
        "in press, 2018",
        "1,234",
    ],
)
def test_what_is_no_date_or_may_be_two_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        from_text(text)


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_written_out_in_english_is_read(day: datetime.date) -> None:
    months = "January February March April May June July August September October November December"
    month = months.split()[day.month - 1]
    assert from_text(f"{day.day} {month} {day.year}") == day.isoformat()
    assert from_text(f"{month[:3]}. {day.day}, {day.year}") == day.isoformat()


@given(st.text())
def test_any_text_is_read_as_a_date_or_refused(text: str) -> None:
    try:
        edtf = from_text(text)
    except BadInput:
        return
    assert str(parse(edtf)) == edtf
