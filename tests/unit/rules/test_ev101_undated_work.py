"""EV101: undated-work."""

from __future__ import annotations

from rule_papers import check, entry, keys, paper, work


def test_a_listed_work_without_date_is_reported_by_its_key() -> None:
    (finding,) = check("EV101", paper(work("a"), work("b", issued=None, title="Brief on Fish")))
    assert finding.key == "b"
    assert finding.location is None
    assert "“Brief on Fish”" in finding.message


def test_a_year_alone_is_a_date() -> None:
    assert keys("EV101", paper(work("a", issued="2018"))) == []


def test_outside_evidence_may_be_undated() -> None:
    assert keys("EV101", paper(work("a"), outside=[work("page", issued=None)])) == []


def test_an_access_date_is_no_date_of_issue() -> None:
    assert keys("EV101", paper(work("a", issued=None, accessed="2024-05-01"))) == ["a"]


def test_what_a_look_up_found_is_told_but_does_not_date_the_entry() -> None:
    (finding,) = check("EV101", paper(work("a", issued=None, looked_up=[("issued", "2014-05")])))
    assert finding.message.endswith("a look-up gives 2014-05")


def test_a_work_in_two_lists_is_reported_once() -> None:
    twice = paper(work("a", issued=None), entries=[entry("R01", "a"), entry("R02", "a")])
    assert keys("EV101", twice) == ["a"]
