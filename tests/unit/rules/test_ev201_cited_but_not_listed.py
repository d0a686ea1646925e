"""EV201: cited-but-not-listed."""

from __future__ import annotations

from rule_papers import check, cite, item, keys, paper, work

from evidence.domain.findings import SubjectKind


def test_a_citation_without_entry_is_reported_where_it_stands() -> None:
    (finding,) = check(
        "EV201", paper(work("a"), citations=[cite("T10", item("Gupta", "2022"), paragraph=9)])
    )
    assert (finding.kind, finding.key) == (SubjectKind.CITATION, "T10")
    assert finding.message == "(Gupta 2022) has no entry in the reference list"
    assert finding.location is not None
    assert finding.location.paragraph == 9
    assert finding.suggestions == ()


def test_listed_ambiguous_and_conflicting_citations_are_not_missing() -> None:
    cited = [
        cite("T01", item("Drab", "2018", "a")),
        cite("T02", item("Drab", "2013", conflict=("a",))),
        cite("T03", item("Drab", "2018", ambiguous=("a", "b"))),
    ]
    assert keys("EV201", paper(work("a"), work("b"), citations=cited)) == []


def test_of_several_works_in_one_citation_the_missing_one_is_named() -> None:
    both = cite("T01", item("Drab", "2018", "a"), item("Gupta", "2022"))
    (finding,) = check("EV201", paper(work("a"), citations=[both]))
    assert finding.message.startswith("Gupta 2022 in (Drab 2018; Gupta 2022)")


def test_the_same_name_in_another_year_is_suggested_before_a_similar_name() -> None:
    works = [work("b", "Guptha, Om", "2022"), work("a", "Gupta, Raj", "2012"), work("c")]
    (finding,) = check("EV201", paper(*works, citations=[cite("T01", item("Gupta", "2022"))]))
    assert [hint.source for hint in finding.suggestions] == ["a", "b"]
    assert finding.suggestions[0].reason == "the same name: Gupta 2012"
    assert finding.suggestions[1].reason == "a similar name: Guptha 2022"


def test_each_missing_citation_is_a_finding_of_its_own() -> None:
    cited = [cite(key, item("Gupta", "2022")) for key in ("T01", "T02")]
    assert keys("EV201", paper(work("a"), citations=cited)) == ["T01", "T02"]


def test_a_work_that_only_another_paper_lists_has_no_entry_here() -> None:
    cited = [cite("T01", item("Roy", "2020", "b"))]
    (finding,) = check(
        "EV201", paper(work("a"), outside=[work("b", "Roy, Ada", "2020")], citations=cited)
    )
    assert "stands in no entry of the reference list" in finding.message
