"""EV105: packed-entry."""

from __future__ import annotations

from rule_papers import check, entry, keys, paper, work


def test_a_packed_entry_says_how_many_works_it_holds_and_which() -> None:
    works = [work(key, title=f"Brief {key}") for key in "abcde"]
    (finding,) = check("EV105", paper(*works, entries=[entry("R07", *"abcde", position=7)]))
    assert finding.key == "R07"
    assert "holds 5 works" in finding.message
    assert all(f"“Brief {key}”" in finding.message for key in "abcde")


def test_an_entry_of_one_work_is_right() -> None:
    assert keys("EV105", paper(work("a"), work("b"))) == []


def test_an_entry_that_could_not_be_read_accuses_nobody() -> None:
    assert keys("EV105", paper(entries=[entry("R01")])) == []
