"""EV405: quotation-differs."""

from __future__ import annotations

from rule_papers import check, item, keys
from verified_quotations import looked, match, quoting

from evidence.domain.findings import SubjectKind
from evidence.domain.vocabulary import DifferenceSeverity, MatchStatus, Severity

MATERIAL = match(MatchStatus.DIFFERS, severity=DifferenceSeverity.MATERIAL)
MINOR = match(MatchStatus.DIFFERS, severity=DifferenceSeverity.MINOR, why="spelling")
BOTH = (item("Drab", "2018", "a"), item("Roe", "2018", "b"))


def test_a_changed_number_is_an_error_and_shown_word_by_word() -> None:
    (finding,) = check("EV405", quoting(looked(MATERIAL)))
    assert (finding.kind, finding.key) == (SubjectKind.QUOTATION, "Q01")
    assert finding.severity is Severity.ERROR
    assert "differ from p. 110 of Drab 2018" in finding.message
    assert "(number): trade fell by [-14-] {+40+} per cent" in finding.message


def test_a_minor_difference_is_a_note() -> None:
    (finding,) = check("EV405", quoting(looked(MINOR)))
    assert finding.severity is Severity.NOTE


def test_a_splice_is_said_as_such() -> None:
    joined = match(MatchStatus.DIFFERS, severity=DifferenceSeverity.MATERIAL, splice=True)
    (finding,) = check("EV405", quoting(looked(joined)))
    assert "it joins passages that stand apart" in finding.message


def test_where_another_cited_work_could_not_be_read_it_is_a_warning_that_says_so() -> None:
    unread = looked(match(MatchStatus.UNREADABLE), "b")
    (finding,) = check("EV405", quoting(looked(MATERIAL), unread, items=BOTH))
    assert finding.severity is Severity.WARNING
    assert "not every work cited for it could be read" in finding.message


def test_another_work_that_has_the_very_words_settles_it() -> None:
    exact = looked(match(MatchStatus.EXACT), "b")
    assert keys("EV405", quoting(looked(MATERIAL), exact, items=BOTH)) == []


def test_an_outcome_that_is_out_of_date_accuses_nobody() -> None:
    assert keys("EV405", quoting(looked(MATERIAL, current=False))) == []
