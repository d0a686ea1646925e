"""Judgements: what they are about, when they are out of date, their history."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.domain.vocabulary import ClaimKind, Fidelity, Stance, Veracity
from evidence.errors import BadInput, NotFound
from evidence.services import claims, judgement_history, links, papers
from evidence.services.links import Found
from evidence.services.work import reading, writing
from support import PAPER, acting, assert_sound, everything, raw, records, undo

ANN, BOB = acting("test", "Ann"), acting("test", "Bob")


def assess(path: Path, key: str, rating: Veracity = Veracity.SUPPORTED, **more: str) -> None:
    with writing(path, acting("claim assess", more.get("by", "Ann"))) as work:
        claims.assess(work, key, rating, more.get("because", "Looked it up."))


def edit(path: Path, key: str, **values: object) -> None:
    with writing(path, ANN) as work:
        claims.edit(work, key, values)


def outdated(path: Path, key: str) -> list[bool]:
    with reading(path) as session:
        return [each.outdated for each in claims.get(session, key).judgements]


def test_a_judgement_is_outdated_when_the_claim_says_something_else(seeded: Path) -> None:
    assess(seeded, "C001")
    edit(seeded, "C001", kind="definition")
    assert outdated(seeded, "C001") == [False]
    edit(seeded, "C001", statement="It says something else.")
    assert outdated(seeded, "C001") == [True]
    undo(seeded)
    assert outdated(seeded, "C001") == [False]


def test_other_quoted_words_make_it_outdated_and_a_new_judgement_mends_it(seeded: Path) -> None:
    assess(seeded, "C066")
    edit(seeded, "C066", quoted="other words")
    assert outdated(seeded, "C066") == [True]
    assess(seeded, "C066")
    assert outdated(seeded, "C066") == [False]
    assert_sound(seeded)


def test_the_seeds_judgements_hold_for_what_they_were_made_of(seeded: Path) -> None:
    with reading(seeded) as session:
        judged = [each for claim in claims.listing(session) for each in claim.judgements]
    assert len(judged) > 100
    assert not any(each.outdated for each in judged)
    with raw(seeded) as connection:
        (without,) = connection.execute(
            "SELECT count(*) FROM assessment WHERE judged IS NULL"
        ).fetchone()
    assert without == 0


def test_of_a_judgement_that_kept_nothing_the_ledger_tells(seeded: Path) -> None:
    assess(seeded, "C001")
    with raw(seeded) as connection:
        connection.execute("UPDATE assessment SET judged = NULL")
    assert outdated(seeded, "C001") == [False]
    edit(seeded, "C001", statement="It says something else.")
    assert outdated(seeded, "C001") == [True]


def test_fidelity_is_outdated_when_link_or_claim_change(seeded: Path) -> None:
    def now() -> list[bool]:
        with reading(seeded) as session:
            return [each.outdated for each in links.get(session, "L001").judgements]

    with writing(seeded, ANN) as work:
        links.assess(work, "L001", Fidelity.ACCURATE, "It says so.")
        claim = links.get(work, "L001").claim
    with writing(seeded, ANN) as work:
        links.edit(work, "L001", {"note": "A note."})
    assert now() == [False]
    with writing(seeded, ANN) as work:
        links.edit(work, "L001", {"quotation": "other words"})
    assert now() == [True]
    undo(seeded)
    edit(seeded, claim, statement="It says something else.")
    assert now() == [True]


def test_a_judgement_makes_its_evidence_in_one_activity(seeded: Path) -> None:
    before = records(seeded)
    found = Found("drab2018", "p. 59", None, "the words")
    with writing(seeded, ANN) as work:
        key = claims.assess(work, "C001", Veracity.REFUTED, "It says otherwise.", found)
    assert key is not None
    with reading(seeded) as session:
        link = links.get(session, key)
    assert (link.claim, link.stance, link.locator) == ("C001", Stance.DISPUTES, "59")
    assert link.quotation == "the words"
    undo(seeded)
    assert records(seeded) == before


@pytest.mark.parametrize(
    ("rating", "given", "stance"),
    [
        (Veracity.SUPPORTED, None, Stance.SUPPORTS),
        (Veracity.REFUTED, None, Stance.DISPUTES),
        (Veracity.CONFLICTING, None, Stance.MENTIONS),
        (Veracity.NOT_ENOUGH_EVIDENCE, None, Stance.MENTIONS),
        (Veracity.SUPPORTED, Stance.MENTIONS, Stance.MENTIONS),
    ],
)
def test_the_stance_follows_from_the_rating_unless_it_is_given(
    seeded: Path, rating: Veracity, given: Stance | None, stance: Stance
) -> None:
    with writing(seeded, ANN) as work:
        key = claims.assess(work, "C001", rating, "Looked.", Found("drab2018", stance=given))
        assert key is not None
        assert links.get(work, key).stance is stance


def test_the_same_evidence_is_not_linked_twice(seeded: Path) -> None:
    found = Found("drab2018", "p. 59", None, "the words")
    with writing(seeded, ANN) as work:
        first = claims.assess(work, "C001", Veracity.SUPPORTED, "It says so.", found)
    with writing(seeded, BOB) as work:
        again = claims.assess(work, "C001", Veracity.SUPPORTED, "So it does.", found)
        other = claims.assess(work, "C001", Veracity.REFUTED, "It does not.", found)
    assert first == again != other


def test_a_judgement_that_cannot_be_changes_nothing(seeded: Path) -> None:
    before = everything(seeded)
    with pytest.raises(NotFound), writing(seeded, ANN) as work:
        claims.assess(work, "C001", Veracity.SUPPORTED, "So.", Found("nobody1999"))
    with pytest.raises(BadInput), writing(seeded, ANN) as work:
        claims.assess(work, "C001", Veracity.SUPPORTED, " ", Found("drab2018"))
    assert everything(seeded) == before


def test_the_history_holds_every_judgement_and_every_change_between(seeded: Path) -> None:
    assess(seeded, "C001", because="At first sight.")
    edit(seeded, "C001", statement="Put otherwise.", kind="definition")
    edit(seeded, "C001", quoted="otherwise")
    assess(seeded, "C001", Veracity.REFUTED, because="On second thoughts.")
    assess(seeded, "C001", Veracity.CONFLICTING, by="Bob")
    with reading(seeded) as session:
        events = judgement_history.of_claim(session, "C001")
    assert [(each.what, each.number, each.superseded_by) for each in events] == [
        ("judgement", 1, 2),
        ("statement", None, None),
        ("quoted", None, None),
        ("judgement", 2, None),
        ("judgement", 3, None),
    ]
    first, wording, quoted, second, third = events
    assert (first.rating, first.reason, first.outdated) == ("supported", "At first sight.", True)
    assert (wording.after, wording.agent.name) == ("Put otherwise.", "Ann")
    assert (quoted.before, quoted.after) == (None, "otherwise")
    assert (second.outdated, third.agent.name) == (False, "Bob")


def test_a_judgement_that_was_taken_back_stays_in_the_history(seeded: Path) -> None:
    assess(seeded, "C001")
    assess(seeded, "C001", Veracity.REFUTED)
    undo(seeded)
    with reading(seeded) as session:
        kept, withdrawn = judgement_history.of_claim(session, "C001")
    assert (kept.rating, kept.superseded_by, kept.withdrawn) == ("supported", None, None)
    assert withdrawn.rating == "refuted"
    assert withdrawn.withdrawn is not None


def test_a_links_history_tells_of_its_claim_too(seeded: Path) -> None:
    with writing(seeded, ANN) as work:
        key = links.add(work, claim="C001", source="drab2018", stance=Stance.SUPPORTS)
    with writing(seeded, ANN) as work:
        links.assess(work, key, Fidelity.ACCURATE, "It says so.")
    with writing(seeded, ANN) as work:
        links.edit(work, key, {"stance": "disputes", "locator": "60", "quotation": "words"})
    edit(seeded, "C001", statement="Put otherwise.")
    with reading(seeded) as session:
        events = judgement_history.of_link(session, key)
        with pytest.raises(NotFound):
            judgement_history.of_link(session, "L999")
    assert [each.what for each in events] == [
        "judgement", "stance", "locator", "quotation", "statement",
    ]  # fmt: skip
    assert events[2].after == "page 60"


def test_the_papers_text_that_loses_the_sentence_makes_the_judgement_outdated(
    full: Path,
) -> None:
    with writing(full, ANN) as work:
        papers.attach(work, PAPER, "Introduction\n\nSnow falls.\n", "paper.txt")
        key = claims.add(
            work,
            paper=PAPER,
            statement="Snow falls.",
            kind=ClaimKind.FACT,
            section="Introduction",
            paragraph=1,
            sentence=1,
        )
    assess(full, key)
    assert outdated(full, key) == [False]
    with writing(full, ANN) as work:
        papers.attach(work, PAPER, "Introduction\n\nRain falls.\n", "paper.txt")
    assert outdated(full, key) == [True]
