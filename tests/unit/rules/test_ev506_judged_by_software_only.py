"""EV506: judged-by-software-only."""

from __future__ import annotations

from dataclasses import replace

from rule_papers import DESK, PROGRAM, check, claim, judged, keys, link, paper

from evidence.domain.vocabulary import Axis, Severity


def test_a_claim_that_only_a_program_rated_is_named() -> None:
    rated = claim("C014", judged=(judged("supported", by=PROGRAM),))
    (finding,) = check("EV506", paper(claims=[rated]))
    assert (finding.key, finding.severity) == ("C014", Severity.NOTE)
    assert "guesser says supported; no person has" in finding.message


def test_a_person_or_an_organization_is_enough() -> None:
    both = claim(judged=(judged("supported", by=DESK), judged("refuted", by=PROGRAM, day=9)))
    assert keys("EV506", paper(claims=[both, claim("C002", judged=(judged("refuted"),))])) == []


def test_of_what_nobody_judged_another_rule_speaks() -> None:
    assert keys("EV506", paper(claims=[claim()])) == []


def test_links_are_named_too() -> None:
    rated = judged("accurate", axis=Axis.FIDELITY, by=PROGRAM)
    linked = replace(link("L001", "page"), judgements=(rated,))
    (finding,) = check("EV506", paper(claims=[claim(evidence=(linked,))]))
    assert "link L001 to page" in finding.message
