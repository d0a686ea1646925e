"""EV203: citation-year-conflict."""

from __future__ import annotations

import pytest
from rule_papers import check, cite, item, keys, paper, work

from evidence.domain.findings import SubjectKind


def test_each_citation_with_another_year_is_reported_by_itself() -> None:
    cited = [
        cite("T05", item("Sand", "2013", conflict=("a",))),
        cite("T13", item("Sand", "2013", conflict=("a",), locator="6"), sentence=7),
    ]
    findings = check("EV203", paper(work("a", "Sand, Ashok", "2023"), citations=cited))
    assert [(each.kind, each.key) for each in findings] == [
        (SubjectKind.CITATION, "T05"),
        (SubjectKind.CITATION, "T13"),
    ]
    assert findings[0].message.startswith("(Sand 2013) gives 2013, but its entry is Sand 2023")
    assert findings[1].location is not None
    assert findings[1].location.sentence == 7
    assert [hint.source for hint in findings[0].suggestions] == ["a"]


def test_it_says_so_where_the_entry_itself_prints_the_cited_year() -> None:
    twice = work("a", issued="2023", printed=[("issued", "2023"), ("issued", "2013-11-20")])
    (finding,) = check(
        "EV203", paper(twice, citations=[cite("T05", item("Drab", "2013", conflict=("a",)))])
    )
    assert "the same entry also prints 2013-11-20, which agrees" in finding.message


def test_a_conflict_of_spelling_is_no_conflict_of_years() -> None:
    cited = [cite("T01", item("Drap", "2018", conflict=("a",)))]
    assert keys("EV203", paper(work("a"), citations=cited)) == []


@pytest.mark.parametrize("year", ["2018", "2018a", "n.d.", None])
def test_a_year_that_agrees_or_is_not_given_is_right(year: str | None) -> None:
    assert keys("EV203", paper(work("a"), citations=[cite("T01", item("Drab", year, "a"))])) == []


@pytest.mark.parametrize("issued", [None, "2017/2019", "201X"])
def test_an_entry_that_may_be_of_that_year_is_not_accused(issued: str | None) -> None:
    cited = [cite("T01", item("Drab", "2018", conflict=("a",)))]
    assert keys("EV203", paper(work("a", issued=issued), citations=cited)) == []


def test_a_resolved_citation_whose_year_still_disagrees_is_reported() -> None:
    cited = [cite("T01", item("Drab", "2013", "a"))]
    assert keys("EV203", paper(work("a"), citations=cited)) == ["T01"]


def test_missing_and_ambiguous_citations_belong_to_other_rules() -> None:
    cited = [
        cite("T01", item("Gupta", "2022")),
        cite("T02", item("Drab", "2013", ambiguous=("a", "b"))),
    ]
    assert keys("EV203", paper(work("a"), work("b"), citations=cited)) == []


@pytest.mark.parametrize("year", ["1958/2023", "[1958] 2023"])
def test_the_year_of_a_first_edition_beside_the_one_used_is_no_conflict(year: str) -> None:
    cited = [cite("T01", item("Sand", year, source="a"))]
    assert keys("EV203", paper(work("a", "Sand, Ashok", "2023"), citations=cited)) == []


@pytest.mark.parametrize("issued", ["2012~", "2012?", "201X"])
def test_a_date_that_is_not_sure_accuses_nobody(issued: str) -> None:
    cited = [cite("T01", item("Sand", "2013", source="a"))]
    assert keys("EV203", paper(work("a", "Sand, Ashok", issued), citations=cited)) == []
