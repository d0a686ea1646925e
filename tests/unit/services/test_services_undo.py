"""Undo: takes back the last activity not yet undone, whole, whatever it was."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest

from evidence.domain.vocabulary import ClaimKind, Veracity
from evidence.errors import EvidenceError, Refused
from evidence.services import claims, databases, history, links, papers, sources
from evidence.services.seeding import seed
from evidence.services.work import Work, reading, writing
from evidence.store.queries.claims import ClaimFilter
from evidence.store.queries.sources import SourceFilter
from support import (
    ACTOR,
    PAPER,
    SEED_CLAIMS,
    SEED_SOURCES,
    acting,
    article,
    assert_sound,
    copied,
    everything,
    number_of,
    records,
    undo,
)
from writes import WRITES, Write


def _add_claim(work: Work, statement: str) -> str:
    return claims.add(
        work, paper=PAPER, statement=statement, kind=ClaimKind.FACT, section="Introduction"
    )


def _add_source(path: Path, title: str) -> str:
    with writing(path, acting(f"add {title}")) as work:
        return sources.add(work, article(title))


def _found(path: Path, words: str) -> list[str]:
    with reading(path) as session:
        return [each.key for each in sources.listing(session, SourceFilter(text=words))]


@pytest.mark.parametrize("write", WRITES, ids=str)
def test_undo_brings_back_every_row_as_it_was(seeded: Path, write: Write) -> None:
    write.prepare(seeded)
    before = records(seeded)
    write.run(seeded)
    assert records(seeded) != before
    assert_sound(seeded)
    undone = undo(seeded)
    assert undone.command == write.actor.command
    assert records(seeded) == before
    assert_sound(seeded)


def test_undo_takes_a_seeding_back_whole(empty: Path) -> None:
    before = records(empty)
    with writing(empty, acting("init")) as work:
        seed(work)
    undo(empty)
    assert records(empty) == before
    assert_sound(empty)


def test_undo_takes_a_command_back_that_wrote_one_record_several_times(seeded: Path) -> None:
    before = records(seeded)
    with writing(seeded, acting("several")) as work:
        key = sources.add(work, article("Radium"))
        sources.edit(work, key, values={"title": "Polonium"})
        sources.edit(work, "drab2018", values={"title": "First"})
        sources.edit(work, "drab2018", values={"title": "Second"})
        sources.tag(work, key, ["to read"])
        sources.remove(work, "drab2018")
    undo(seeded)
    assert records(seeded) == before
    assert_sound(seeded)


def test_undo_is_an_activity_of_its_own_that_names_what_it_undid(seeded: Path) -> None:
    _add_source(seeded, "Radium")
    done = undo(seeded)
    with reading(seeded) as session:
        last, undone, *_ = history.log(session)
    assert (str(last.kind), last.command) == ("undo", "undo")
    assert undone.activity == done.activity
    assert undone.undone_by == last.activity
    assert done.command == "add Radium"


def test_the_search_index_follows_an_undo(seeded: Path) -> None:
    with writing(seeded, ACTOR) as work:
        sources.edit(work, "drab2018", values={"title": "Unheard-of quokkas"})
    assert _found(seeded, "quokkas") == ["drab2018"]
    undo(seeded)
    assert _found(seeded, "quokkas") == []
    assert "drab2018" in _found(seeded, "defence diplomacy")


def test_each_undo_goes_one_activity_further_back(empty: Path) -> None:
    states = [records(empty)]
    for title in ("First", "Second", "Third"):
        _add_source(empty, title)
        states.append(records(empty))
    states.pop()
    for title in ("Third", "Second", "First"):
        assert undo(empty).command == f"add {title}"
        assert records(empty) == states.pop()
        assert_sound(empty)


def test_what_is_written_after_an_undo_is_undone_first_and_then_what_went_before(
    empty: Path,
) -> None:
    for title in ("First", "Second"):
        _add_source(empty, title)
    undo(empty)
    _add_source(empty, "Third")
    assert [undo(empty).command for _ in range(2)] == ["add Third", "add First"]
    assert number_of(empty, "source") == 0
    with pytest.raises(Refused, match="nothing to undo"):
        undo(empty)


def test_undo_stops_at_the_making_of_the_database(empty: Path) -> None:
    before = everything(empty)
    with pytest.raises(Refused, match="nothing to undo"):
        undo(empty)
    assert everything(empty) == before


def test_undo_stops_at_a_restore(seeded: Path, tmp_path: Path) -> None:
    databases.backup(seeded, tmp_path / "saved.db")
    _add_source(seeded, "Radium")
    databases.restore(seeded, tmp_path / "saved.db", acting("db restore"))
    with pytest.raises(Refused, match="undo stops at: restore"):
        undo(seeded)
    _add_source(seeded, "Polonium")
    assert undo(seeded).command == "add Polonium"


def test_numbers_of_claims_are_never_given_twice(seeded: Path) -> None:
    given = []
    for _ in range(3):
        with writing(seeded, ACTOR) as work:
            given.append(_add_claim(work, "Snow falls."))
        undo(seeded)
    with writing(seeded, ACTOR) as work:
        given.append(_add_claim(work, "Snow falls."))
        claims.remove(work, given[-1])
        given.append(_add_claim(work, "Rain falls."))
    assert given == [f"C{SEED_CLAIMS + number}" for number in range(1, 6)]


def test_keys_of_removed_sources_are_never_given_twice(empty: Path) -> None:
    given = []
    for _ in range(3):
        given.append(_add_source(empty, "Radium"))
        with writing(empty, ACTOR) as work:
            sources.remove(work, given[-1])
    assert given == ["curie1903", "curie1903a", "curie1903b"]
    with writing(empty, ACTOR) as work, pytest.raises(Refused, match="was another source's"):
        sources.add(work, article("Radium"), key="curie1903")
    with writing(empty, ACTOR) as work:
        sources.add_many(work, [article("One"), article("Two")])
    with reading(empty) as session:
        assert [each.key for each in sources.listing(session)] == ["curie1903c", "curie1903d"]


def test_a_source_whose_making_was_undone_never_had_its_key(empty: Path) -> None:
    for _ in range(3):
        assert _add_source(empty, "Radium") == "curie1903"
        undo(empty)
    with writing(empty, ACTOR) as work:
        sources.add_many(work, [article("One"), article("Two")])
    undo(empty)
    with writing(empty, ACTOR) as work:
        assert sources.add(work, article("Radium"), key="curie1903a") == "curie1903a"


def test_row_ids_that_the_ledger_names_are_never_given_twice(seeded: Path) -> None:
    for rating in (Veracity.SUPPORTED, Veracity.REFUTED, Veracity.CONFLICTING):
        with writing(seeded, ACTOR) as work:
            claims.assess(work, "C026", rating, "So.")
        with writing(seeded, ACTOR) as work:
            claims.assess(work, "C026", rating, "On second thoughts.")
        undo(seeded)
    with reading(seeded) as session:
        made = session.connection().exec_driver_sql(
            "SELECT record_id, count(*) FROM revision JOIN activity a ON a.id = activity_id"
            " WHERE record_kind = 'assessment' AND before IS NULL AND a.kind <> 'undo'"
            " GROUP BY record_id HAVING count(*) > 1"
        )
        assert made.all() == []


def test_seeding_anew_after_an_undo_gives_the_same_keys(seeded: Path) -> None:
    with reading(seeded) as session:
        held = sources.listing(session), claims.listing(session), links.listing(session)
    undo(seeded)
    with writing(seeded, acting("init")) as work:
        assert not seed(work).already
    with reading(seeded) as session:
        again = sources.listing(session), claims.listing(session), links.listing(session)
    assert again == held
    assert_sound(seeded)


def test_a_seeding_does_not_take_keys_that_others_had(seeded: Path) -> None:
    undo(seeded)
    with writing(seeded, ACTOR) as work:
        mine = papers.add(work, article("A paper of mine"))
        stated = claims.add(
            work, paper=mine, statement="Snow falls.", kind=ClaimKind.FACT, section="One"
        )
    undo(seeded)
    with writing(seeded, acting("init")) as work:
        seed(work)
    with reading(seeded) as session:
        keys = [each.key for each in claims.listing(session)]
    assert stated not in keys
    assert len(set(keys)) == SEED_CLAIMS
    assert_sound(seeded)


def test_the_seed_stands_beside_a_paper_of_ones_own(empty: Path) -> None:
    with writing(empty, ACTOR) as work:
        mine = papers.add(work, article("A paper of mine"))
        stated = [
            claims.add(work, paper=mine, statement=f"Fact {n}.", kind=ClaimKind.FACT, section="One")
            for n in range(3)
        ]
    before = records(empty)
    with writing(empty, acting("init")) as work:
        seed(work)
    with reading(empty) as session:
        of_mine = claims.listing(session, ClaimFilter(paper=mine))
        of_seed = claims.listing(session, ClaimFilter(paper=PAPER))
    assert [each.key for each in of_mine] == stated
    assert len(of_seed) == SEED_CLAIMS
    assert_sound(empty)
    undo(empty)
    assert records(empty) == before


def test_the_seed_takes_up_a_work_that_is_there_under_its_key(seeded: Path, empty: Path) -> None:
    with reading(seeded) as session:
        drab = sources.get(session, "drab2018").item
    with writing(empty, ACTOR) as work:
        sources.add(work, drab, key="drab2018")
        sources.add(work, article("Something else"), key="thomas2021")
    with writing(empty, acting("init")) as work:
        seed(work)
    with reading(empty) as session:
        keys = {each.key: each.item.title for each in sources.listing(session)}
    assert keys["thomas2021"] == "Something else"
    assert len(keys) == SEED_SOURCES + 1
    assert "thomas2021a" in keys
    assert_sound(empty)


@pytest.mark.parametrize("dice", range(3))
def test_any_sequence_of_writes_can_be_undone_to_where_it_began(
    made_seeded: Path, tmp_path: Path, dice: int
) -> None:
    path = copied(made_seeded, tmp_path)
    before = records(path)
    chance = random.Random(dice)
    for write in chance.choices(WRITES, k=12):
        # What it wants to change may have gone with an earlier write.
        with contextlib.suppress(EvidenceError):
            write.prepare(path)
            write.run(path)
        assert_sound(path)
        if chance.random() < 0.3:
            undo(path)
            assert_sound(path)
    while not _last_is_the_seeding(path):
        undo(path)
        assert_sound(path)
    assert records(path) == before


def _last_is_the_seeding(path: Path) -> bool:
    with reading(path) as session:
        left = [each for each in history.log(session) if each.undone_by is None]
    return next(str(each.kind) for each in left if str(each.kind) != "undo") == "seed"
