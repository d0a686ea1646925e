"""EV103: entry-contradicts-itself."""

from __future__ import annotations

import pytest
from rule_papers import check, entry, keys, paper, work

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Source


def printed(*dates: str, looked_up: str | None = None) -> Source:
    return work(
        "a",
        "Sand, Ashok",
        dates[0],
        printed=[("issued", date) for date in dates],
        looked_up=[("issued", looked_up)] if looked_up else [],
    )


def test_an_entry_with_two_years_is_reported_with_both() -> None:
    (finding,) = check("EV103", paper(printed("2023", "2013-11-20")))
    assert (finding.kind, finding.key) == (SubjectKind.REFERENCE, "R01")
    assert "2023 and 2013-11-20" in finding.message


def test_a_year_and_a_day_of_that_year_agree() -> None:
    assert keys("EV103", paper(printed("2013", "2013-11-20"))) == []


@pytest.mark.parametrize("other", ["2012/2013", "2013~", "201X", "2010/.."])
def test_dates_that_may_mean_one_year_agree(other: str) -> None:
    assert keys("EV103", paper(printed("2013", other))) == []


def test_a_look_up_does_not_make_the_entry_contradict_itself() -> None:
    assert keys("EV103", paper(printed("2023", looked_up="2013"))) == []


def test_dates_of_two_works_in_one_entry_are_no_contradiction() -> None:
    works = [
        work("a", issued="2022", printed=[("issued", "2022")]),
        work("b", issued="2025", printed=[("issued", "2025")]),
    ]
    assert keys("EV103", paper(*works, entries=[entry("R01", "a", "b")])) == []


def test_what_is_no_date_contradicts_nothing() -> None:
    assert keys("EV103", paper(printed("2023", "forthcoming"))) == []
