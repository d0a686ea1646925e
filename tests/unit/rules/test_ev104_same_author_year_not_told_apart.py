"""EV104: same-author-year-not-told-apart."""

from __future__ import annotations

from rule_papers import check, keys, paper, work


def test_two_works_of_one_author_and_year_are_one_finding_that_names_both() -> None:
    twins = paper(work("a", title="Rivers"), work("c", "Roe, Jo"), work("b", title="Lakes"))
    (finding,) = check("EV104", twins)
    assert finding.key == "a"
    assert finding.message.startswith("2 works")
    assert "“Rivers” (a)" in finding.message
    assert "“Lakes” (b)" in finding.message


def test_letters_tell_them_apart() -> None:
    assert keys("EV104", paper(work("a", year_suffix="a"), work("b", year_suffix="b"))) == []


def test_the_same_letter_twice_does_not() -> None:
    assert keys("EV104", paper(work("a", year_suffix="a"), work("b", year_suffix="a"))) == ["a"]


def test_other_years_and_other_authors_are_told_apart() -> None:
    apart = paper(work("a"), work("b", issued="2019"), work("c", "Drab, Lech; Roe, Jo"))
    assert keys("EV104", apart) == []


def test_initials_fit_the_name_they_begin_and_no_other() -> None:
    assert keys("EV104", paper(work("a"), work("b", "Drab, L."))) == ["a"]
    assert keys("EV104", paper(work("a", "Wang, Li"), work("b", "Wang, Lin"))) == []
    assert keys("EV104", paper(work("a", "Wang, Li"), work("b", "Wang, J."))) == []


def test_case_and_accents_make_no_other_author() -> None:
    assert keys("EV104", paper(work("a", "Ågren, Bo"), work("b", "AGREN, Bo"))) == ["a"]


def test_works_without_author_or_year_share_nothing() -> None:
    nobody = paper(work("a", None), work("b", None))
    undated = paper(work("a", issued=None), work("b", issued=None))
    assert keys("EV104", nobody) == keys("EV104", undated) == []


def test_one_work_listed_twice_is_not_two_works() -> None:
    assert keys("EV104", paper(work("a", title="Rivers"), work("b", title="Rivers"))) == []


def test_outside_evidence_does_not_count() -> None:
    assert keys("EV104", paper(work("a"), outside=[work("b")])) == []
