"""What a judgement is about: which changes make it outdated, and which do not."""

from __future__ import annotations

import pytest

from evidence.domain.judged import Sentence, changed, of_claim, of_link
from evidence.domain.vocabulary import LocatorLabel, Stance

FOUND = Sentence("9-abc", held=True, found=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It’s “liquid” – so.", 'It\'s "liquid" - so'),
        ("the office of the First Minister", "The  Office of the\nfirst minister."),
        ("The ﬁrst co\u00adoperation", "The first cooperation"),
    ],
)
def test_typography_changes_nothing(before: str, after: str) -> None:
    assert changed(of_claim(before), of_claim(after)) is False


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It grew 3.5 times.", "It grew 35 times."),
        ("It is so.", "It is not so."),
        ("p < 0.05", "p > 0.05"),
        ("10² men", "102 men"),
        ("Five men.", "Six men."),
    ],
)
def test_other_words_and_signs_do(before: str, after: str) -> None:
    assert changed(of_claim(before), of_claim(after)) is True


def test_other_quoted_words_do() -> None:
    assert changed(of_claim("A", "liquid"), of_claim("A", "solid")) is True
    assert changed(of_claim("A", None), of_claim("A", "solid")) is True


def test_another_sentence_does_and_one_that_becomes_known_does_not() -> None:
    other = Sentence("9-def", held=True, found=True)
    assert changed(of_claim("A", None, FOUND), of_claim("A", None, other)) is True
    assert changed(of_claim("A"), of_claim("A", None, FOUND)) is False
    assert changed(of_claim("A", None, Sentence("9-abc")), of_claim("A", None, FOUND)) is False


def test_a_sentence_that_left_the_text_does_and_one_that_never_stood_there_does_not() -> None:
    gone = of_claim("A", None, Sentence("9-abc", held=True))
    assert changed(of_claim("A", None, FOUND), gone) is True
    assert changed(gone, gone) is False


def test_a_link_is_judged_with_its_claim_words_place_and_stance() -> None:
    claim = of_claim("A")
    link = of_link(claim, Stance.SUPPORTS, "59", LocatorLabel.PAGE, "the words")
    same = of_link(claim, Stance.SUPPORTS, "59", None, "The words.")
    assert changed(link, same) is False
    others = (
        of_link(of_claim("B"), Stance.SUPPORTS, "59", None, "the words"),
        of_link(claim, Stance.DISPUTES, "59", None, "the words"),
        of_link(claim, Stance.SUPPORTS, "60", None, "the words"),
        of_link(claim, Stance.SUPPORTS, "59", LocatorLabel.NOTE, "the words"),
        of_link(claim, Stance.SUPPORTS, "59", None, "other words"),
    )
    assert [changed(link, each) for each in others] == [True] * 5


def test_of_what_nobody_kept_nothing_is_said() -> None:
    assert changed(None, of_claim("A")) is None
    assert changed("2:x:y", of_claim("A")) is None
