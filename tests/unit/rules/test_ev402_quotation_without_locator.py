"""EV402: quotation-without-locator."""

from __future__ import annotations

from rule_papers import check, cite, claim, item, keys, paper, work

from evidence.domain.findings import SubjectKind

QUOTED = "liquid border"
BARE = cite("T01", item("Drab", "2018", "a"))
PAGED = cite("T02", item("Drab", "2018", "a", locator="14"))


def test_quoted_words_cited_without_page_are_reported() -> None:
    served = claim(quoted=QUOTED, quotation="Q01", served=("T01",), sentence=3)
    (finding,) = check("EV402", paper(work("a"), citations=[BARE], claims=[served]))
    assert (finding.kind, finding.key) == (SubjectKind.QUOTATION, "Q01")
    assert "“liquid border” are cited to (Drab 2018), without a page" in finding.message
    assert finding.location == served.location


def test_it_says_where_the_citation_only_ends_the_paragraph() -> None:
    served = claim(quoted=QUOTED, inferred=("T01",))
    (finding,) = check("EV402", paper(work("a"), citations=[BARE], claims=[served]))
    assert (finding.kind, finding.key) == (SubjectKind.CLAIM, "C001")
    assert "which only ends their paragraph" in finding.message


def test_one_page_among_the_serving_citations_is_enough() -> None:
    served = claim(quoted=QUOTED, served=("T01", "T02"))
    assert keys("EV402", paper(work("a"), citations=[BARE, PAGED], claims=[served])) == []


def test_of_quoted_words_without_citation_another_rule_speaks() -> None:
    assert keys("EV402", paper(work("a"), citations=[BARE], claims=[claim(quoted=QUOTED)])) == []


def test_a_claim_that_quotes_nothing_needs_no_page() -> None:
    assert keys("EV402", paper(work("a"), citations=[BARE], claims=[claim(served=("T01",))])) == []


def test_a_web_page_has_no_pages_to_give() -> None:
    served = claim(quoted=QUOTED, served=("T01",))
    online = paper(work("a", type_="webpage"), citations=[BARE], claims=[served])
    assert keys("EV402", online) == []


def test_a_work_that_is_not_listed_lacks_its_page_too() -> None:
    served = claim(quoted=QUOTED, served=("T10",))
    cited = [cite("T10", item("Gupta", "2022"))]
    assert keys("EV402", paper(citations=cited, claims=[served])) == ["C001"]
