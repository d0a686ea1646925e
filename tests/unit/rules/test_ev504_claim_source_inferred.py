"""EV504: claim-source-inferred."""

from __future__ import annotations

from rule_papers import check, cite, claim, item, keys, paper, work

CITED = [cite("T01", item("Drab", "2018", "a")), cite("T02", item("Roe", "2019", "b"))]
WORKS = [work("a"), work("b", "Roe, Jo", "2019")]


def test_a_claim_served_only_from_its_paragraphs_end_is_a_note() -> None:
    guessed = claim("C036", "Rivers flow.", inferred=("T01",), paragraph=2)
    (finding,) = check("EV504", paper(*WORKS, citations=CITED, claims=[guessed]))
    assert finding.key == "C036"
    assert finding.message == (
        "only (Drab 2018) at its paragraph's end serves this claim: Rivers flow"
    )
    assert finding.location == guessed.location


def test_a_citation_in_the_sentence_leaves_nothing_to_infer() -> None:
    claims = [claim("C001", served=("T01",)), claim("C002", served=("T01",), inferred=("T02",))]
    assert keys("EV504", paper(*WORKS, citations=CITED, claims=claims)) == []


def test_of_claims_that_nothing_serves_another_rule_speaks() -> None:
    assert keys("EV504", paper(*WORKS, citations=CITED, claims=[claim()])) == []
