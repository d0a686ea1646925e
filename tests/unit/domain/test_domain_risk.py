"""Which claim is risky, why, and whose turn it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from evidence.domain import risk
from evidence.domain.findings import Location
from evidence.domain.records import (
    Agent,
    Citation,
    CitationItem,
    Claim,
    Evidence,
    Judgement,
    Service,
)
from evidence.domain.risk import Risk, Turn
from evidence.domain.vocabulary import (
    AgentKind,
    Axis,
    ClaimKind,
    ClaimStatus,
    Resolution,
    Stance,
)

ANN, BOB = Agent("Ann"), Agent("Bob")
MODEL = Agent("model", AgentKind.SOFTWARE)
PLACE = Location("Body", 1, 1)
PLAIN = Claim("C001", "paper", "Rivers flow.", ClaimKind.FACT, ClaimStatus.CONFIRMED, PLACE)
SERVED = replace(PLAIN, services=(Service("T01", False),))


def cite(source: str | None, resolution: Resolution = Resolution.RESOLVED) -> Citation:
    item = CitationItem(("Drab",), "2018", "59", None, None, resolution, source)
    return Citation("T01", "paper", "(Drab 2018, 59)", PLACE, (item,))


def judged(by: Agent, rating: str = "supported", *, outdated: bool = False) -> Judgement:
    time = datetime(2026, 1, 1, tzinfo=UTC)
    return Judgement(Axis.VERACITY, rating, "Looked.", by, time, outdated)


def of(claim: Claim, *citations: Citation, found: tuple[str, ...] = (), agent: Agent = ANN) -> Risk:
    risky = risk.of(claim, citations, found, agent)
    assert risky is not None
    return risky


def texts(risky: Risk) -> str:
    return "; ".join(reason.text for reason in risky.reasons)


def test_what_quotes_counts_or_has_no_source_is_riskier_than_what_is_plain_and_cited() -> None:
    two = (cite("a"), cite("b"))
    plain = of(SERVED, *two)
    assert plain.reasons == ()
    quoting = of(replace(SERVED, quoted="flow"), *two)
    counting = of(replace(SERVED, statement="Three rivers flow."), *two)
    bare = of(PLAIN)
    sole = of(SERVED, cite("a"))
    assert min(each.score for each in (quoting, counting, bare, sole)) > plain.score
    assert "quotes" in texts(quoting)
    assert "number" in texts(counting)
    assert "no source" in texts(bare)
    assert "one work alone bears it: a" in texts(sole)


def test_the_year_of_a_cited_work_is_no_number_of_the_claim() -> None:
    named = replace(SERVED, statement="Drab (2018, 59) says that rivers flow.")
    assert of(named, cite("a"), cite("b")).reasons == ()


def test_suspicious_locators_and_uncertain_citations_weigh_most() -> None:
    wrong_page = of(SERVED, cite("a"), found=("EV404",))
    uncertain = of(SERVED, cite(None, Resolution.MISSING))
    assert wrong_page.reasons[0].weight == 5
    assert "not in the reference list" in texts(uncertain)


def test_what_one_has_judged_comes_back_only_when_it_was_worded_anew() -> None:
    mine = replace(PLAIN, judgements=(judged(ANN),))
    assert risk.of(mine, (), (), ANN) is None
    old = of(replace(PLAIN, judgements=(judged(ANN, outdated=True),)))
    assert old.turn is Turn.OPEN
    assert "before its wording was changed" in texts(old)


def test_what_nobody_judged_comes_before_what_somebody_else_did() -> None:
    theirs = of(replace(PLAIN, judgements=(judged(BOB, "refuted"),)))
    program = of(replace(PLAIN, judgements=(judged(MODEL, "refuted"),)))
    assert theirs.turn is Turn.SECOND
    assert program.turn is Turn.OPEN
    assert of(PLAIN).order < theirs.order
    assert "the program model judged it refuted" in texts(program)


def test_a_program_of_the_same_name_is_somebody_else() -> None:
    by = Agent("Ann", AgentKind.SOFTWARE)
    assert of(replace(PLAIN, judgements=(judged(by),))).turn is Turn.OPEN


def test_an_interpretation_comes_last_unless_it_quotes() -> None:
    own = replace(PLAIN, kind=ClaimKind.INTERPRETATION)
    assert of(own).turn is Turn.OWN
    assert of(replace(own, quoted="flow")).turn is Turn.OPEN


def test_linked_evidence_is_a_source() -> None:
    linked = replace(PLAIN, evidence=(Evidence("L001", "C001", "a", Stance.SUPPORTS),))
    assert "no source" not in texts(of(linked))
