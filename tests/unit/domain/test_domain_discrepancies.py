"""What a statement and a passage say otherwise is pointed out, and nothing else is."""

from __future__ import annotations

import pytest

from evidence.domain.discrepancies import Difference, discrepancies

TREATY = "The treaty of Tashkent was signed by five states in 1994."


def stem(word: str) -> str:
    """Endings off, roughly."""
    for ending in ("ing", "ed", "es", "s", "e"):
        word = word.removesuffix(ending)
    return word


def told(claim: str, passage: str, around: str | None = None) -> list[str]:
    return [each.message for each in discrepancies(claim, passage, around=around, stem=stem)]


@pytest.mark.parametrize(
    ("claim", "passage", "message"),
    [
        (
            TREATY,
            "In 1996 the treaty of Tashkent was signed by five states.",
            "the claim says 1994, the passage 1996",
        ),
        (
            TREATY,
            "The treaty of Tashkent, signed in 1994 by six states, was ratified.",
            "the claim says five, the passage six",
        ),
        (
            "Rainfall raised the harvest yields by 40 percent.",
            "Rainfall raised the yields of the harvest by 60%.",
            "the claim says 40, the passage 60",
        ),
        (
            "Heavy rainfall in Kenya raised the harvest yields.",
            "Heavy rainfall in Uganda raised the harvest yields.",
            "the claim names Kenya, the passage Uganda",
        ),
        (
            "Rainfall raises the harvest yields of dry regions.",
            "Rainfall does not raise the harvest yields of dry regions.",
            "the passage says “not”, the claim does not",
        ),
        (
            "Rainfall never raises the harvest yields of dry regions.",
            "Rainfall raises the harvest yields of dry regions.",
            "the claim says “never”, the passage does not",
        ),
        (
            "The vaccine was effective against the old virus strain.",
            "The vaccine was ineffective against the old virus strain.",
            "the claim says “effective”, the passage “ineffective”",
        ),
    ],
)
def test_a_difference_is_named_in_neutral_words(claim: str, passage: str, message: str) -> None:
    assert told(claim, passage) == [message]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (TREATY, TREATY),
        (TREATY, "The treaty of Tashkent was signed by five states in August 1994."),
        (TREATY, "The treaty of Tashkent was signed by 5 states in 1994."),
        (
            "The ship took 1,000 passengers across the strait.",
            "It took one thousand passengers across the strait by ship.",
        ),
        (TREATY, "Tourism grew by 12 per cent in 1999."),
        (TREATY, "The treaty of Tashkent was signed by states."),
        (
            "The World Health Organization approved the vaccine trial.",
            "In the end the WHO approved the vaccine trial.",
        ),
        (
            "The old bridge in Kenya collapsed in heavy rain.",
            "The old Kenyan bridge collapsed in heavy rain.",
        ),
        (
            "Rainfall does not raise the harvest yields of dry regions.",
            "Rainfall has never raised the harvest yields of dry regions.",
        ),
        ("", ""),
        (TREATY, ""),
        ("", TREATY),
    ],
)
def test_what_says_the_same_or_speaks_of_something_else_raises_nothing(
    claim: str, passage: str
) -> None:
    assert told(claim, passage) == []


def test_several_dates_that_differ_are_left_to_the_reader() -> None:
    passage = "The treaty of Tashkent was signed by five states in 1996, 1997 and 1998."
    assert told(TREATY, passage) == []


def test_a_name_that_stands_elsewhere_in_the_text_is_not_missing() -> None:
    claim = "Heavy rainfall in Kenya raised the harvest yields."
    passage = "Heavy rainfall near Kisumu raised the harvest yields."
    assert told(claim, passage) == ["the claim names Kenya, the passage Kisumu"]
    assert told(claim, passage, f"Kisumu lies in the west of Kenya. {passage}") == []


def test_a_denial_of_something_else_is_none() -> None:
    claim = "Rainfall raises the harvest yields of dry regions."
    passage = (
        "Rainfall raises the harvest yields of dry regions, while bread in the far cities at "
        "the other end of the country has not become cheaper."
    )
    assert told(claim, passage) == []


def test_a_difference_says_what_kind_it_is_and_what_each_has() -> None:
    (found,) = discrepancies(TREATY, TREATY.replace("1994", "1996"))
    assert (found.kind, found.claim, found.passage) == (Difference.DATE, "1994", "1996")
