"""EV502: claim-disputed."""

from __future__ import annotations

import pytest
from rule_papers import ANN, DESK, PROGRAM, check, claim, judged, keys, link, paper, work

from evidence.domain.vocabulary import Axis, Stance


@pytest.mark.parametrize("rating", ["refuted", "conflicting"])
def test_a_disputed_claim_is_reported_with_rating_reason_and_judge(rating: str) -> None:
    disputed = claim(
        "C014", "It met in 2021.", judged=(judged(rating, "It met in 2023.", by=DESK),)
    )
    (finding,) = check("EV502", paper(claims=[disputed]))
    assert finding.key == "C014"
    assert finding.message == f"It met in 2021 — judged {rating} by The Desk: It met in 2023"
    assert finding.location == disputed.location


@pytest.mark.parametrize("rating", ["supported", "not-enough-evidence", "not-checkable"])
def test_other_ratings_dispute_nothing(rating: str) -> None:
    assert keys("EV502", paper(claims=[claim(judged=(judged(rating),)), claim("C002")])) == []


def test_the_latest_judgement_decides_people_before_programs() -> None:
    mended = claim(judged=(judged("refuted", day=1), judged("supported", day=2, by=DESK)))
    guessed = claim("C002", judged=(judged("supported"), judged("refuted", day=9, by=PROGRAM)))
    assert keys("EV502", paper(claims=[mended, guessed])) == []


def test_the_reason_is_that_of_the_judgement_that_decides() -> None:
    twice = claim(
        judged=(
            judged("refuted", "An early guess.", by=PROGRAM, day=9),
            judged("refuted", "The gazette says so.", by=ANN, day=3),
        )
    )
    (finding,) = check("EV502", paper(claims=[twice]))
    assert "by Ann Reader" in finding.message
    assert "The gazette says so" in finding.message


def test_fidelity_is_another_matter() -> None:
    unfaithful = claim(judged=(judged("major-contradicted", axis=Axis.FIDELITY),))
    assert keys("EV502", paper(claims=[unfaithful])) == []


def test_all_evidence_is_shown_with_its_stance_and_words() -> None:
    disputed = claim(
        evidence=(
            link("L001", "page", Stance.DISPUTES, "The group first met in 2023."),
            link("L002", "report", Stance.SUPPORTS),
        ),
        judged=(judged("conflicting"),),
    )
    (finding,) = check("EV502", paper(claims=[disputed], outside=[work("page"), work("report")]))
    assert [(hint.source, hint.reason) for hint in finding.suggestions] == [
        ("page", "disputes it: “The group first met in 2023.”"),
        ("report", "supports it"),
    ]
