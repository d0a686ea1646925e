"""EV202: listed-but-not-cited."""

from __future__ import annotations

from rule_papers import check, cite, claim, item, keys, link, paper, work


def test_each_work_that_no_citation_names_is_a_finding() -> None:
    cited = [cite("T01", item("Drab", "2018", "a"))]
    findings = check("EV202", paper(work("a"), work("b"), work("c"), citations=cited))
    assert [finding.key for finding in findings] == ["b", "c"]
    assert "“Title of b”" in findings[0].message
    assert findings[0].location is None


def test_a_work_cited_with_the_wrong_year_counts_as_cited() -> None:
    cited = [cite("T01", item("Drab", "2013", conflict=("a",)))]
    assert keys("EV202", paper(work("a"), citations=cited)) == []


def test_of_the_candidates_of_an_ambiguous_citation_another_rule_speaks() -> None:
    cited = [cite("T01", item("Drab", "2018", ambiguous=("a", "b")))]
    assert keys("EV202", paper(work("a"), work("b"), work("c"), citations=cited)) == ["c"]


def test_outside_evidence_need_not_be_cited() -> None:
    found = claim(evidence=(link("L001", "page"),))
    cited = [cite("T01", item("Drab", "2018", "a"))]
    with_evidence = paper(work("a"), citations=cited, claims=[found], outside=[work("page")])
    assert keys("EV202", with_evidence) == []
