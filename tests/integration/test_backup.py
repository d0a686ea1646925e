"""Copies of a database: whole, in one state, and put back without losing what they replace."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from evidence.errors import DatabaseDamaged, DatabaseError, DatabaseTooNew, NotADatabase, Refused
from evidence.services import databases, history, sources
from evidence.services.work import reading, writing
from support import (
    ACTOR,
    acting,
    article,
    assert_alone,
    assert_sound,
    everything,
    number_of,
    raw,
    records,
    rows,
)


def _write(path: Path, title: str = "Radium") -> str:
    with writing(path, acting("source add")) as work:
        return sources.add(work, article(title))


# Backup


def test_a_backup_holds_the_same_in_one_file(seeded: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    before = everything(seeded)
    assert databases.backup(seeded, saved) == saved.stat().st_size
    assert everything(saved) == everything(seeded) == before
    assert_sound(saved)
    assert_alone(saved)


def test_a_backup_over_an_existing_file_is_refused_unless_forced(
    seeded: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.db"
    saved.write_text("something else")
    with pytest.raises(Refused, match="is there already") as raised:
        databases.backup(seeded, saved)
    assert "--force" in str(raised.value.hint)
    assert saved.read_text() == "something else"
    databases.backup(seeded, saved, force=True)
    assert_sound(saved)


def test_a_forced_backup_is_not_mixed_with_the_log_of_the_file_that_it_replaces(
    seeded: Path, empty: Path
) -> None:
    with raw(empty) as other:
        other.execute("PRAGMA wal_autocheckpoint=0")
        for number in range(50):
            other.execute("INSERT INTO tag (name) VALUES (?)", (f"{number}" * 500,))
        databases.backup(seeded, empty, force=True)
        assert_sound(empty)
    assert_sound(empty)
    assert records(empty) == records(seeded)


@pytest.mark.parametrize("force", [False, True])
def test_a_database_is_not_backed_up_onto_itself(seeded: Path, force: bool) -> None:
    link = seeded.with_name("link.db")
    link.symlink_to(seeded)
    hard = seeded.with_name("hard.db")
    os.link(seeded, hard)
    for target in (seeded, link, hard):
        with pytest.raises(Refused, match="is the database itself"):
            databases.backup(seeded, target, force=force)
    assert_sound(seeded)


def test_a_backup_needs_a_folder_and_a_file_name(seeded: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="there is no folder"):
        databases.backup(seeded, tmp_path / "nowhere" / "saved.db")
    with pytest.raises(Refused, match="is a folder"):
        databases.backup(seeded, tmp_path)


def test_a_backup_while_others_write_is_of_one_state(seeded: Path, tmp_path: Path) -> None:
    going = threading.Event()
    going.set()

    def keep_writing() -> None:
        while going.is_set():
            _write(seeded)

    thread = threading.Thread(target=keep_writing)
    thread.start()
    try:
        counts = []
        for number in range(5):
            saved = tmp_path / f"saved-{number}.db"
            databases.backup(seeded, saved)
            counts.append(number_of(saved, "source"))
            assert_sound(saved)
    finally:
        going.clear()
        thread.join()
    assert counts == sorted(counts)
    assert_sound(seeded)


def test_a_damaged_database_can_still_be_copied_as_far_as_it_goes(
    seeded: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotADatabase):
        databases.backup(tmp_path / "seeded" / "..", tmp_path / "saved.db")
    assert not (tmp_path / "saved.db").exists()


# Restore


def test_a_restore_puts_the_backup_back_and_keeps_what_it_replaces(
    seeded: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.db"
    databases.backup(seeded, saved)
    before = records(seeded)
    _write(seeded)
    replaced = everything(seeded)
    done = databases.restore(seeded, saved, acting("db restore"))
    assert records(seeded) == before
    assert done.kept is not None
    assert done.kept.name == "evidence.db.before-restore.bak"
    assert everything(done.kept) == replaced
    assert_sound(seeded)
    assert_sound(done.kept)
    assert_alone(seeded)


def test_a_restore_is_in_the_ledger(seeded: Path, tmp_path: Path) -> None:
    databases.backup(seeded, tmp_path / "saved.db")
    databases.restore(seeded, tmp_path / "saved.db", acting("db restore", "Marie"))
    with reading(seeded) as session:
        last = history.log(session)[0]
    assert (str(last.kind), last.agent.name, last.command) == ("restore", "Marie", "db restore")


def test_each_restore_keeps_what_it_replaces_under_a_name_of_its_own(
    seeded: Path, tmp_path: Path
) -> None:
    databases.backup(seeded, tmp_path / "saved.db")
    kept = [databases.restore(seeded, tmp_path / "saved.db", ACTOR).kept for _ in range(3)]
    assert len(set(kept)) == 3
    assert all(each is not None and each.exists() for each in kept)


def test_a_restored_database_can_be_written_and_still_has_its_log(
    seeded: Path, tmp_path: Path
) -> None:
    databases.backup(seeded, tmp_path / "saved.db")
    databases.restore(seeded, tmp_path / "saved.db", ACTOR)
    assert databases.state(seeded).journal == "wal"
    _write(seeded)
    assert_sound(seeded)


def test_a_restore_where_nothing_is_makes_the_database(seeded: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    databases.backup(seeded, tmp_path / "saved.db")
    path.with_name("new.db-wal").write_bytes(b"what a lost database left")
    done = databases.restore(path, tmp_path / "saved.db", ACTOR)
    assert done.kept is None
    assert_sound(path)
    assert databases.state(path).journal == "wal"
    assert_alone(path)


def test_keys_given_after_a_backup_may_be_given_anew_after_its_restore(
    seeded: Path, tmp_path: Path
) -> None:
    databases.backup(seeded, tmp_path / "saved.db")
    first = _write(seeded)
    databases.restore(seeded, tmp_path / "saved.db", ACTOR)
    assert _write(seeded) == first


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", NotADatabase), (b"Dear diary", NotADatabase), (b"SQLite format 3\0", NotADatabase)],
)
def test_a_file_that_is_no_backup_is_not_restored(
    seeded: Path, tmp_path: Path, content: bytes, error: type[Exception]
) -> None:
    (tmp_path / "saved.db").write_bytes(content)
    before = everything(seeded)
    with pytest.raises(error):
        databases.restore(seeded, tmp_path / "saved.db", ACTOR)
    assert everything(seeded) == before
    assert list(seeded.parent.glob("*.bak")) == []


def test_a_damaged_backup_is_not_restored(seeded: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    databases.backup(seeded, saved)
    content = bytearray(saved.read_bytes())
    content[-60 * 4096 : -50 * 4096] = b"\xa5" * 40960
    saved.write_bytes(content)
    before = everything(seeded)
    with pytest.raises(DatabaseError, match="is damaged"):
        databases.restore(seeded, saved, ACTOR)
    assert everything(seeded) == before
    assert_alone(seeded)


def test_a_backup_of_a_later_release_is_not_restored(seeded: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    databases.backup(seeded, saved)
    with raw(saved) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'ffff'")
    before = everything(seeded)
    with pytest.raises(DatabaseTooNew):
        databases.restore(seeded, saved, ACTOR)
    assert everything(seeded) == before


def test_a_database_is_not_restored_onto_itself(seeded: Path) -> None:
    with pytest.raises(Refused, match="is the database itself"):
        databases.restore(seeded, seeded, ACTOR)


def test_a_file_that_is_not_ours_is_not_replaced(seeded: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with raw(other) as connection:
        connection.execute("CREATE TABLE claim (id INTEGER PRIMARY KEY)")
    before = other.read_bytes()
    with pytest.raises(NotADatabase):
        databases.restore(other, seeded, ACTOR)
    assert other.read_bytes() == before


def test_a_damaged_database_is_replaced_by_its_backup_and_its_bytes_kept(
    seeded: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.db"
    databases.backup(seeded, saved)
    before = records(seeded)
    content = bytearray(seeded.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    seeded.write_bytes(content)
    with pytest.raises(DatabaseDamaged), reading(seeded):
        pass
    done = databases.restore(seeded, saved, ACTOR)
    assert done.kept is not None
    assert done.kept.read_bytes() == bytes(content)
    assert records(seeded) == before
    assert_sound(seeded)


def test_a_database_cut_short_is_replaced_by_its_backup(seeded: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    databases.backup(seeded, saved)
    before = records(seeded)
    seeded.write_bytes(seeded.read_bytes()[:5000])
    databases.restore(seeded, saved, ACTOR)
    assert records(seeded) == before
    assert_sound(seeded)


def test_readers_of_a_database_see_the_old_state_while_it_is_replaced(
    seeded: Path, tmp_path: Path
) -> None:
    databases.backup(seeded, tmp_path / "saved.db")
    _write(seeded)
    with reading(seeded) as session:
        before = len(sources.listing(session))
        databases.restore(seeded, tmp_path / "saved.db", ACTOR)
        session.expire_all()
        assert len(sources.listing(session)) == before
    assert number_of(seeded, "source") == before - 1
    assert rows(seeded, "alembic_version") == [(databases.history()[-1].revision,)]
