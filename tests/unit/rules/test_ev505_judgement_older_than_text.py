"""EV505: judgement-older-than-text."""

from __future__ import annotations

from dataclasses import replace

from rule_papers import ANN, DESK, check, claim, judged, keys, link, paper

from evidence.domain.vocabulary import Axis, Severity

OLD = replace(judged("refuted"), outdated=True)


def test_a_claim_worded_anew_after_its_judgement_is_reported() -> None:
    (finding,) = check("EV505", paper(claims=[claim("C014", "It met in 2023.", judged=(OLD,))]))
    assert (finding.key, finding.severity) == ("C014", Severity.WARNING)
    assert finding.message.startswith("Ann Reader judged refuted on 2024-05-01 before")
    assert finding.message.endswith("it now reads: It met in 2023")


def test_a_judgement_of_the_words_that_stand_is_none() -> None:
    assert keys("EV505", paper(claims=[claim(judged=(judged("refuted"),)), claim("C002")])) == []


def test_a_later_judgement_by_anybody_mends_it() -> None:
    again = claim(judged=(OLD, judged("supported", by=DESK, day=2)))
    assert keys("EV505", paper(claims=[again])) == []


def test_a_link_judged_before_it_was_changed_is_reported_with_its_claim() -> None:
    fidelity = replace(judged("accurate", axis=Axis.FIDELITY, by=ANN), outdated=True)
    linked = replace(link("L001", "page"), judgements=(fidelity,))
    (finding,) = check("EV505", paper(claims=[claim("C014", evidence=(linked,))]))
    assert finding.key == "C014"
    assert "on link L001 to page" in finding.message
