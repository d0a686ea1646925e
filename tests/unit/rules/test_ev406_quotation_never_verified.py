"""EV406: quotation-never-verified."""

from __future__ import annotations

import pytest
from rule_papers import check, item, keys
from verified_quotations import held, looked, match, quoting

from evidence.domain.findings import SubjectKind
from evidence.domain.vocabulary import DocumentStatus, MatchStatus, Severity

HELD = {"a": (held(),)}


def test_quoted_words_whose_file_is_held_are_reported_until_somebody_looks() -> None:
    (finding,) = check("EV406", quoting(held_of=HELD))
    assert (finding.kind, finding.key) == (SubjectKind.QUOTATION, "Q01")
    assert finding.severity is Severity.NOTE
    assert "were never looked for in Drab 2018" in finding.message
    assert keys("EV406", quoting(looked(match(MatchStatus.NOT_FOUND)), held_of=HELD)) == []


def test_what_was_found_before_a_change_is_to_be_looked_for_again() -> None:
    stale = looked(match(MatchStatus.EXACT), current=False)
    (finding,) = check("EV406", quoting(stale, held_of=HELD))
    assert "were not looked for again" in finding.message


@pytest.mark.parametrize(
    "status", [DocumentStatus.UNREAD, DocumentStatus.LOCKED, DocumentStatus.EMPTY]
)
def test_without_a_readable_file_there_is_nothing_to_look_in(status: DocumentStatus) -> None:
    assert keys("EV406", quoting(held_of={"a": (held(status=status),)})) == []
    assert keys("EV406", quoting()) == []


def test_words_that_were_found_in_one_work_need_no_second() -> None:
    both = (item("Drab", "2018", "a"), item("Roe", "2018", "b"))
    exact = looked(match(MatchStatus.EXACT))
    assert keys("EV406", quoting(exact, items=both, held_of={"b": (held("D02"),)})) == []
