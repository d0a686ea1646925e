"""EV303: locator-sometimes-missing."""

from __future__ import annotations

from rule_papers import check, cite, item, keys, paper, work

from evidence.domain.findings import SubjectKind


def test_a_work_cited_with_and_without_locator_is_one_finding() -> None:
    cited = [
        cite("T01", item("Drab", "2018", "a", locator="59-61")),
        cite("T03", item("Drab", "2018", "a")),
        cite("T04", item("Drab", "2018", "a")),
    ]
    (finding,) = check("EV303", paper(work("a"), citations=cited))
    assert (finding.kind, finding.key) == (SubjectKind.SOURCE, "a")
    assert finding.message.endswith("without one in T03 (Drab 2018), T04 (Drab 2018)")


def test_always_or_never_is_consistent() -> None:
    cited = [
        cite("T01", item("Drab", "2018", "a", locator="59")),
        cite("T02", item("Drab", "2018", "a", locator="61")),
        cite("T03", item("Roe", "2019", "b")),
        cite("T04", item("Roe", "2019", "b")),
    ]
    assert keys("EV303", paper(work("a"), work("b"), citations=cited)) == []


def test_a_citation_in_conflict_counts_for_its_only_candidate() -> None:
    cited = [
        cite("T05", item("Sand", "2013", conflict=("a",))),
        cite("T13", item("Sand", "2013", conflict=("a",), locator="6")),
    ]
    assert keys("EV303", paper(work("a", "Sand, Ashok", "2023"), citations=cited)) == ["a"]


def test_an_ambiguous_citation_counts_for_nothing() -> None:
    cited = [
        cite("T01", item("Drab", "2018", ambiguous=("a", "b"), locator="5")),
        cite("T02", item("Drab", "2018", "a")),
    ]
    assert keys("EV303", paper(work("a"), work("b"), citations=cited)) == []
