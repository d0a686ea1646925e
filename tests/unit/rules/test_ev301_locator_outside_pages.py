"""EV301: locator-outside-pages."""

from __future__ import annotations

import pytest
from rule_papers import check, cite, item, keys, paper, work

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import LocatorLabel


def cited_at(
    locator: str,
    page: str | None,
    *,
    label: LocatorLabel = LocatorLabel.PAGE,
    type_: str = "article-journal",
    looked_up: str | None = None,
) -> Paper:
    found = [("page", looked_up)] if looked_up else []
    source = (
        work("a", type_=type_, looked_up=found, page=page)
        if page
        else work("a", type_=type_, looked_up=found)
    )
    return paper(
        source, citations=[cite("T01", item("Drab", "2018", "a", locator=locator, label=label))]
    )


@pytest.mark.parametrize(
    ("locator", "pages"),
    [("978", "975-993"), ("110-111", "106-122"), ("106", "106-122"), ("122", "106-122")],
)
def test_pages_within_the_range_pass(locator: str, pages: str) -> None:
    assert keys("EV301", cited_at(locator, pages)) == []
    assert keys("EV302", cited_at(locator, pages)) == []


@pytest.mark.parametrize("locator", ["105", "123", "204", "120-125"])
def test_a_page_outside_the_range_is_reported_with_the_range(locator: str) -> None:
    (finding,) = check("EV301", cited_at(locator, "106-122"))
    assert (finding.kind, finding.key) == (SubjectKind.CITATION, "T01")
    assert f"points to {locator}, outside the pages 106-122 of Drab 2018" in finding.message
    assert finding.location is not None


def test_what_a_look_up_found_is_told_beside_the_entry() -> None:
    (finding,) = check("EV301", cited_at("130", "106-122", looked_up="106-132"))
    assert "a look-up found 106-132, kept beside the entry, and 130 lies inside" in finding.message


@pytest.mark.parametrize("pages", [None, "e0123456", "106"])
def test_without_a_range_nobody_is_accused(pages: str | None) -> None:
    assert keys("EV301", cited_at("204", pages)) == []


def test_the_number_of_pages_of_a_book_is_no_range() -> None:
    book = cited_at("15", "320", type_="book")
    assert keys("EV301", book) == []
    assert keys("EV302", book) == ["T01"]


def test_a_page_before_the_first_is_outside_even_where_the_last_is_unknown() -> None:
    assert keys("EV301", cited_at("15", "320")) == ["T01"]


def test_locators_of_other_kinds_are_left_alone() -> None:
    chapter = cited_at("3", "106-122", label=LocatorLabel.CHAPTER)
    assert keys("EV301", chapter) == keys("EV302", chapter) == []


def test_in_a_conflict_the_only_candidate_is_compared() -> None:
    cited = [cite("T01", item("Drab", "2013", conflict=("a",), locator="6"))]
    assert keys("EV301", paper(work("a", page="106-122"), citations=cited)) == ["T01"]


def test_an_ambiguous_or_missing_work_has_no_range_to_compare_with() -> None:
    works = [work("a", page="106-122"), work("b", page="1-5")]
    cited = [
        cite("T01", item("Drab", "2018", ambiguous=("a", "b"), locator="600")),
        cite("T02", item("Gupta", "2022", locator="600")),
        cite("T03", item("Drab", "2013", conflict=("a", "b"), locator="600")),
    ]
    unsettled = paper(*works, citations=cited)
    assert keys("EV301", unsettled) == keys("EV302", unsettled) == []
