"""EV401: quotation-without-citation."""

from __future__ import annotations

from rule_papers import check, cite, claim, item, keys, link, paper, work

from evidence.domain.findings import SubjectKind
from evidence.domain.vocabulary import ClaimKind, Stance

QUOTED = "armed patience"


def test_quoted_words_that_nothing_serves_are_reported_under_their_quotation() -> None:
    alone = claim("C175", quoted=QUOTED, quotation="Q02", sentence=2)
    (finding,) = check("EV401", paper(claims=[alone]))
    assert (finding.kind, finding.key) == (SubjectKind.QUOTATION, "Q02")
    assert f"“{QUOTED}”" in finding.message
    assert "C175" in finding.message
    assert finding.location == alone.location


def test_without_a_quotation_of_its_own_the_claim_is_the_subject() -> None:
    (finding,) = check("EV401", paper(claims=[claim("C175", quoted=QUOTED)]))
    assert (finding.kind, finding.key) == (SubjectKind.CLAIM, "C175")


def test_a_citation_in_the_sentence_or_at_the_paragraphs_end_serves() -> None:
    cited = [cite("T01", item("Drab", "2018", "a"))]
    claims = [
        claim("C001", quoted=QUOTED, served=("T01",)),
        claim("C002", quoted=QUOTED, inferred=("T01",)),
    ]
    assert keys("EV401", paper(work("a"), citations=cited, claims=claims)) == []


def test_a_citation_that_is_not_listed_serves_all_the_same() -> None:
    cited = [cite("T10", item("Gupta", "2022"))]
    served = claim(quoted=QUOTED, served=("T10",))
    assert keys("EV401", paper(citations=cited, claims=[served])) == []


def test_claims_that_quote_nothing_are_left_alone() -> None:
    assert keys("EV401", paper(claims=[claim(kind=ClaimKind.QUOTATION), claim("C002")])) == []


def test_works_that_may_hold_the_words_are_suggested() -> None:
    alone = claim(
        quoted=QUOTED,
        suggested=(("a", "The words stand in its title."),),
        evidence=(
            link("L001", "page", quotation="armed patience"),
            link("L002", "no", Stance.DISPUTES),
        ),
    )
    (finding,) = check(
        "EV401", paper(work("a"), claims=[alone], outside=[work("page"), work("no")])
    )
    assert [hint.source for hint in finding.suggestions] == ["a", "page"]
