"""EV404: quotation-on-other-page."""

from __future__ import annotations

from rule_papers import check, item, keys
from verified_quotations import looked, match, quoting

from evidence.domain.findings import SubjectKind
from evidence.domain.vocabulary import DifferenceSeverity, MatchStatus, Severity

ELSEWHERE = match(MatchStatus.OTHER_PAGE, on_page=False)
CITED = (item("Drab", "2018", "a", locator="112"),)


def test_words_on_another_page_are_reported_with_both_pages() -> None:
    (finding,) = check("EV404", quoting(looked(ELSEWHERE), items=CITED))
    assert (finding.kind, finding.key) == (SubjectKind.QUOTATION, "Q01")
    assert finding.severity is Severity.WARNING
    assert "stand on p. 110 of Drab 2018" in finding.message
    assert "not on p. 112" in finding.message


def test_a_page_without_printed_number_is_named_by_its_place_in_the_file() -> None:
    (finding,) = check("EV404", quoting(looked(ELSEWHERE, label=None), items=CITED))
    assert "the file's page 5" in finding.message


def test_words_that_differ_a_little_on_another_page_are_reported_too() -> None:
    minor = match(MatchStatus.DIFFERS, severity=DifferenceSeverity.MINOR, on_page=False)
    assert keys("EV404", quoting(looked(minor), items=CITED)) == ["Q01"]


def test_on_the_cited_page_or_without_one_there_is_nothing_to_say() -> None:
    for on_page in (True, None):
        found = looked(match(MatchStatus.EXACT, on_page=on_page))
        assert keys("EV404", quoting(found, items=CITED)) == []


def test_another_work_that_holds_the_words_where_they_are_cited_settles_it() -> None:
    both = (*CITED, item("Roe", "2018", "b", locator="110"))
    exact = looked(match(MatchStatus.EXACT), "b")
    assert keys("EV404", quoting(looked(ELSEWHERE), exact, items=both)) == []


def test_an_outcome_that_is_out_of_date_accuses_nobody() -> None:
    assert keys("EV404", quoting(looked(ELSEWHERE, current=False), items=CITED)) == []
