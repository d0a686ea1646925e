"""EV503: claims-unjudged."""

from __future__ import annotations

from rule_papers import check, claim, judged, keys, paper

from evidence.domain.findings import SubjectKind
from evidence.domain.vocabulary import Axis

SECTIONS = ("Introduction", "Body")


def test_each_section_says_how_many_of_its_claims_nobody_has_judged() -> None:
    claims = [
        claim("C001", section="Body", judged=(judged("supported"),)),
        claim("C002", section="Body"),
        claim("C003", section="Body"),
        claim("C004", section="Introduction"),
    ]
    findings = check("EV503", paper(claims=claims, sections=SECTIONS))
    assert [(each.kind, each.key) for each in findings] == [
        (SubjectKind.SECTION, "Introduction"),
        (SubjectKind.SECTION, "Body"),
    ]
    assert findings[1].message == "nobody has judged 2 of 3 claims in “Body”"
    assert findings[0].message == "nobody has judged 1 of 1 claim in “Introduction”"
    assert findings[1].location is not None
    assert findings[1].location.section == "Body"


def test_a_section_that_is_judged_or_claims_nothing_says_nothing() -> None:
    claims = [claim(judged=(judged("not-enough-evidence"),))]
    assert keys("EV503", paper(claims=claims, sections=SECTIONS)) == []


def test_a_judgement_of_fidelity_leaves_the_claim_unjudged() -> None:
    claims = [claim(judged=(judged("accurate", axis=Axis.FIDELITY),))]
    assert keys("EV503", paper(claims=claims)) == ["Body"]


def test_a_section_that_the_paper_does_not_name_is_counted_too() -> None:
    assert keys("EV503", paper(claims=[claim(section="Annex")], sections=SECTIONS)) == ["Annex"]
