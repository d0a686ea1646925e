"""EV403: quotation-not-found."""

from __future__ import annotations

import pytest
from rule_papers import check, item, keys
from verified_quotations import looked, match, quoting

from evidence.domain.findings import SubjectKind
from evidence.domain.quotations import Match
from evidence.domain.vocabulary import DifferenceSeverity, MatchStatus, Severity

NOT_FOUND = match(MatchStatus.NOT_FOUND)
BOTH = (item("Drab", "2018", "a"), item("Roe", "2018", "b"))


def test_words_that_stand_nowhere_in_their_work_are_reported() -> None:
    (finding,) = check("EV403", quoting(looked(NOT_FOUND)))
    assert (finding.kind, finding.key) == (SubjectKind.QUOTATION, "Q01")
    assert finding.severity is Severity.ERROR
    assert "“trade fell by 40 per cent” were not found in Drab 2018" in finding.message


def test_an_outcome_that_is_out_of_date_accuses_nobody() -> None:
    assert keys("EV403", quoting(looked(NOT_FOUND, current=False))) == []


def test_nothing_is_said_where_nobody_looked() -> None:
    assert keys("EV403", quoting()) == []


@pytest.mark.parametrize(
    "other",
    [
        match(MatchStatus.EXACT),
        match(MatchStatus.OTHER_PAGE),
        match(MatchStatus.DIFFERS, severity=DifferenceSeverity.MATERIAL),
        match(MatchStatus.UNREADABLE),
        match(MatchStatus.UNCHECKED),
    ],
)
def test_of_several_works_none_may_hold_them_and_all_must_have_been_read(other: Match) -> None:
    found = looked(other, "b")
    assert keys("EV403", quoting(looked(NOT_FOUND), found, items=BOTH)) == []


def test_found_in_none_of_several_works_is_said_once_with_all_of_them() -> None:
    (finding,) = check("EV403", quoting(looked(NOT_FOUND), looked(NOT_FOUND, "b"), items=BOTH))
    assert "Drab 2018" in finding.message
    assert "nor in Roe 2018" in finding.message


def test_a_second_work_that_nobody_looked_in_keeps_it_silent() -> None:
    assert keys("EV403", quoting(looked(NOT_FOUND), items=BOTH)) == []


def test_a_work_that_cannot_be_told_keeps_it_silent() -> None:
    cited = (item("Drab", "2018", "a"), item("Gupta", "2022"))
    assert keys("EV403", quoting(looked(NOT_FOUND), items=cited)) == []


def test_a_citation_that_only_ends_the_paragraph_makes_it_a_warning() -> None:
    (finding,) = check("EV403", quoting(looked(NOT_FOUND), inferred=True))
    assert finding.severity is Severity.WARNING
    assert "only ends their paragraph" in finding.message


def test_a_work_that_is_cited_no_more_is_left_out() -> None:
    assert keys("EV403", quoting(looked(NOT_FOUND, "b"))) == []
