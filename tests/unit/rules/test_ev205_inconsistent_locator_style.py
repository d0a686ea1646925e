"""EV205: inconsistent-locator-style."""

from __future__ import annotations

from rule_papers import check, cite, item, keys, paper, work

from evidence.domain.findings import Finding
from evidence.domain.records import Citation, Paper
from evidence.domain.vocabulary import LocatorLabel


def written(*texts: str, label: LocatorLabel = LocatorLabel.PAGE) -> Paper:
    """A paper whose citations T01, T02 … print these locators."""
    return paper(
        work("a"),
        citations=[
            cite(
                f"T{at:02}", item("Drab", "2018", "a", locator="5", label=label, locator_text=each)
            )
            for at, each in enumerate(texts, start=1)
        ],
    )


def test_a_citation_that_departs_in_term_and_in_dash_is_two_findings() -> None:
    findings: tuple[Finding, ...] = check(
        "EV205", written("59-61", "10-11", "978", "6", "pp. 110–111")
    )
    assert [finding.key for finding in findings] == ["T05", "T05"]
    term, dash = (finding.message for finding in findings)
    assert "“pp. 110–111” is written with “p.” or “pp.”" in term
    assert term.endswith("4 of the 5 page locators without a page term")
    assert dash.endswith("written with an en dash; 2 of the 3 page ranges with a hyphen")


def test_one_page_and_several_are_one_style() -> None:
    assert keys("EV205", written("p. 5", "pp. 5–6", "p. 9")) == []


def test_the_minority_departs_whichever_comes_first() -> None:
    assert keys("EV205", written("5", "p. 6", "p. 7")) == ["T01"]


def test_on_a_tie_the_later_ones_depart_from_the_first_used_style() -> None:
    assert keys("EV205", written("pp. 5–6", "7-8")) == ["T02", "T02"]


def test_single_pages_have_no_dash_to_compare() -> None:
    assert keys("EV205", written("5-6", "7", "8")) == []


def test_other_locators_have_their_own_terms() -> None:
    chapters = written("ch. 3", label=LocatorLabel.CHAPTER)
    pages = written("5", "6")
    both = paper(work("a"), citations=[*pages.citations, *chapters.citations])
    assert keys("EV205", both) == []


def test_one_citation_that_departs_twice_in_term_is_one_finding() -> None:
    two = cite(
        "T09",
        item("Drab", "2018", "a", locator="5", locator_text="p. 5"),
        item("Roe", "2019", "b", locator="6", locator_text="p. 6"),
    )
    plain: tuple[Citation, ...] = written("1", "2", "3").citations
    assert keys("EV205", paper(work("a"), work("b"), citations=[*plain, two])) == ["T09"]
