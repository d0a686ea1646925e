"""Every write of every service is in the ledger, and can be tried without being done."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.services import history, sources
from evidence.services.seeding import seed
from evidence.services.work import Work, reading, writing
from support import SEED_SOURCES, acting, assert_sound, everything, number_of, raw
from writes import IDLE_WRITES, WRITES, Write

each_write = pytest.mark.parametrize("write", WRITES, ids=str)


@each_write
def test_a_write_leaves_one_activity_of_who_did_it_with_its_revisions(
    seeded: Path, write: Write
) -> None:
    write.prepare(seeded)
    before = number_of(seeded, "activity")
    write.run(seeded)
    with reading(seeded) as session:
        done, *earlier = history.log(session)
    assert len(earlier) == before
    assert (done.agent, done.command) == (write.actor.agent, write.actor.command)
    with raw(seeded) as connection:
        (held,) = connection.execute(
            "SELECT count(*) FROM revision WHERE activity_id = ?", (done.activity,)
        ).fetchone()
    assert held == done.changes > 0


@each_write
def test_a_dry_run_changes_nothing_at_all(seeded: Path, write: Write) -> None:
    write.prepare(seeded)
    before = everything(seeded)
    write.run(seeded, dry_run=True)
    assert everything(seeded) == before


@pytest.mark.parametrize("write", IDLE_WRITES, ids=str)
def test_a_write_that_changes_nothing_leaves_no_activity(seeded: Path, write: Write) -> None:
    write.prepare(seeded)
    before = everything(seeded)
    write.run(seeded)
    assert everything(seeded) == before


def test_a_write_that_fails_leaves_nothing(seeded: Path) -> None:
    def act(work: Work) -> None:
        for write in WRITES[:3]:
            write.act(work)
        raise ZeroDivisionError

    before = everything(seeded)
    with pytest.raises(ZeroDivisionError):
        Write("fail", act).run(seeded)
    assert everything(seeded) == before


def test_a_seeding_is_one_activity(empty: Path) -> None:
    with writing(empty, acting("init")) as work:
        seed(work)
    with reading(empty) as session:
        done, made = history.log(session)
    assert (str(done.kind), str(made.kind)) == ("seed", "create")
    assert f"{SEED_SOURCES} sources" in done.summary
    assert done.changes == number_of(empty, "revision") - 1


def test_seeding_what_is_seeded_changes_nothing(seeded: Path) -> None:
    before = everything(seeded)
    with writing(seeded, acting("init")) as work:
        assert seed(work).already
    assert everything(seeded) == before


def test_one_command_may_write_one_record_several_times(seeded: Path) -> None:
    with writing(seeded, acting("several")) as work:
        for title in ("First", "Second", "Third"):
            sources.edit(work, "drab2018", values={"title": title})
        sources.tag(work, "drab2018", ["to read"])
        sources.untag(work, "drab2018", ["to read"])
        sources.remove(work, "drab2018")
    assert_sound(seeded)
    with raw(seeded) as connection:
        found = connection.execute(
            "SELECT record_kind, before IS NULL, content_hash IS NULL FROM revision"
            " WHERE record_key = 'drab2018' ORDER BY id DESC LIMIT 1"
        ).fetchone()
    assert found == ("source", 0, 1)
