"""EV204: ambiguous-citation."""

from __future__ import annotations

from rule_papers import check, cite, claim, item, keys, paper, work

from evidence.domain.findings import Finding
from evidence.domain.records import Citation, Claim

A = work("a", title="India–Uzbekistan Defence Cooperation: From Dialogues to Alliance")
B = work("b", title="The Geopolitics of the India–Uzbekistan Defence Partnership")
EITHER = cite("T08", item("Drab", "2018", ambiguous=("a", "b")), paragraph=7)


def found(*claims: Claim, also: tuple[Citation, ...] = ()) -> Finding:
    findings = check("EV204", paper(A, B, citations=[EITHER, *also], claims=claims))
    return findings[0]


def test_all_candidates_are_named_and_the_other_one_stays_uncited() -> None:
    finding = found()
    assert finding.key == "T08"
    assert finding.message.startswith("(Drab 2018) fits 2 works of the list")
    assert "(a)" in finding.message
    assert "(b)" in finding.message
    assert finding.message.endswith("; whichever is not meant stays uncited")
    assert finding.location == EITHER.location


def test_words_that_only_one_title_has_decide_from_the_claims_served() -> None:
    (hint,) = found(claim(statement="Partnership in defence grew.", served=("T08",))).suggestions
    assert hint.source == "b"
    assert "“partnership”" in hint.reason
    assert "defence" not in hint.reason


def test_the_words_of_the_sentence_count_where_the_text_is_held() -> None:
    served = claim(statement="They met.", text="A dialogue was held.", inferred=("T08",))
    (hint,) = found(served).suggestions
    assert hint.source == "a"


def test_words_that_both_titles_share_decide_nothing() -> None:
    assert found(claim(statement="India, Uzbekistan, defence.", served=("T08",))).suggestions == ()


def test_a_tie_decides_nothing() -> None:
    served = claim(statement="Cooperation became a partnership.", served=("T08",))
    assert found(served).suggestions == ()


def test_claims_that_it_does_not_serve_decide_nothing() -> None:
    assert found(claim(statement="Partnership in defence grew.")).suggestions == ()


def test_a_candidate_that_is_cited_elsewhere_does_not_stay_uncited() -> None:
    one = cite("T01", item("Drab", "2018", "a"))
    other = cite("T02", item("Drab", "2018", "b"))
    assert found(also=(one,)).message.endswith("; b, if not the one meant, stays uncited")
    assert "uncited" not in found(also=(one, other)).message


def test_a_second_ambiguous_citation_may_mean_the_other_work() -> None:
    again = cite("T09", item("Drab", "2018", ambiguous=("a", "b")))
    assert found(also=(again,)).message.endswith("unless another ambiguous citation means it")


def test_settled_citations_are_not_ambiguous() -> None:
    cited = [
        cite("T01", item("Drab", "2018", "a")),
        cite("T02", item("Drab", "2013", conflict=("a",))),
        cite("T03", item("Gupta", "2022")),
    ]
    assert keys("EV204", paper(A, B, citations=cited)) == []
