"""EV501: claim-without-source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rule_papers import check, cite, claim, item, judged, keys, link, paper, work

from evidence.domain.vocabulary import ClaimKind, ClaimStatus, Stance


@pytest.mark.parametrize("kind", [ClaimKind.FACT, ClaimKind.DEFINITION, ClaimKind.QUOTATION])
def test_a_checkable_claim_that_nothing_serves_is_reported(kind: ClaimKind) -> None:
    alone = claim("C009", "Rivers flow.", kind=kind, paragraph=2)
    (finding,) = check("EV501", paper(claims=[alone]))
    assert finding.key == "C009"
    assert finding.message.endswith(": Rivers flow")
    assert finding.location == alone.location


def test_the_message_does_not_say_that_the_claim_is_false() -> None:
    (finding,) = check("EV501", paper(claims=[claim()]))
    assert finding.message.startswith("no citation serves this claim")
    assert not {"false", "wrong", "untrue", "unsupported"} & set(finding.message.split())


def test_an_interpretation_is_the_papers_own() -> None:
    assert keys("EV501", paper(claims=[claim(kind=ClaimKind.INTERPRETATION)])) == []


def test_a_citation_serves_in_the_sentence_at_the_paragraphs_end_and_unlisted() -> None:
    cited = [cite("T01", item("Drab", "2018", "a")), cite("T10", item("Gupta", "2022"))]
    claims = [
        claim("C001", served=("T01",)),
        claim("C002", inferred=("T01",)),
        claim("C003", served=("T10",)),
    ]
    assert keys("EV501", paper(work("a"), citations=cited, claims=claims)) == []


def test_of_quoted_words_another_rule_speaks() -> None:
    assert keys("EV501", paper(claims=[claim(quoted="armed patience")])) == []


def test_it_stays_though_outside_evidence_bears_the_claim_out() -> None:
    borne_out = claim(evidence=(link("L001", "page"),), judged=(judged("supported"),))
    assert keys("EV501", paper(claims=[borne_out], outside=[work("page")])) == ["C001"]


def test_suggested_works_come_first_then_those_that_support_it_each_once() -> None:
    alone = claim(
        suggested=(("a", "Its subject."), ("page", "It reports this.")),
        evidence=(
            link("L001", "page"),
            link("L002", "report", quotation="Rivers do flow."),
            link("L003", "critic", Stance.DISPUTES),
            link("L004", "mention", Stance.MENTIONS),
        ),
    )
    outside = [work(key) for key in ("page", "report", "critic", "mention")]
    (finding,) = check("EV501", paper(work("a"), claims=[alone], outside=outside))
    assert [hint.source for hint in finding.suggestions] == ["a", "page", "report"]
    assert finding.suggestions[0].title == "Title of a"
    assert finding.suggestions[0].reason == "Its subject."
    assert finding.suggestions[2].reason == "evidence L002 supports it: “Rivers do flow.”"


def test_candidate_claims_are_reported_as_confirmed_ones_are() -> None:
    candidate = replace(claim(), status=ClaimStatus.CANDIDATE)
    assert keys("EV501", paper(claims=[candidate])) == ["C001"]
