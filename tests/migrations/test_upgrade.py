"""`db upgrade`: a copy first, then all or nothing, by one at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from evidence.errors import DatabaseError, Refused
from evidence.services import databases, history
from evidence.services.work import reading
from evidence.store import migrations
from evidence.store import upgrade as upgrades
from evidence.store.models import Base
from support import ACTOR, acting, assert_alone, assert_sound, columns, everything, raw, undo

EARLIER = tuple(step.revision for step in migrations.history()[:-1])
each_earlier = pytest.mark.parametrize("revision", EARLIER)


def _content(path: Path, of: Mapping[str, Sequence[str]] | None = None) -> dict[str, object]:
    """Every row of the tables that every revision has, and of those that this one has.

    Args:
        of: only the columns that these tables had.
    """
    found: dict[str, object] = dict(everything(path, of))
    for name in list(found):
        if name not in Base.metadata.tables or name in {"agent", "activity", "revision"}:
            del found[name]
    return found


@each_earlier
def test_a_database_of_an_earlier_release_keeps_every_row(
    earlier: Callable[[str], Path], revision: str
) -> None:
    path = earlier(revision)
    before, had = _content(path), columns(path)
    assert all(before.values())
    done = databases.upgrade(path, ACTOR)
    assert (done.before, done.after) == (revision, migrations.head())
    after = _content(path, had)
    assert {name: after[name] for name in before} == before
    assert_sound(path)
    assert_alone(path)


@each_earlier
def test_an_upgrade_keeps_the_old_database_beside_the_new(
    earlier: Callable[[str], Path], revision: str
) -> None:
    path = earlier(revision)
    before = everything(path)
    done = databases.upgrade(path, ACTOR)
    assert done.backup == path.with_name(f"evidence.db.{revision}.bak")
    assert everything(done.backup) == before
    assert databases.state(done.backup).revision == revision
    assert_alone(done.backup)


@each_earlier
def test_an_upgrade_can_stop_at_any_revision(earlier: Callable[[str], Path], revision: str) -> None:
    path = earlier("0001")
    done = upgrades.upgrade(path, ACTOR.agent, "db upgrade", target=revision)
    assert done.after == databases.state(path).revision == revision
    databases.upgrade(path, ACTOR)
    assert_sound(path)


def test_an_earlier_copy_is_not_written_over(earlier: Callable[[str], Path]) -> None:
    path = earlier("0003")
    path.with_name("evidence.db.0003.bak").write_text("an earlier copy")
    done = databases.upgrade(path, ACTOR)
    assert done.backup == path.with_name("evidence.db.0003.2.bak")
    assert path.with_name("evidence.db.0003.bak").read_text() == "an earlier copy"


def test_an_upgrade_is_in_the_ledger_and_undo_stops_there(earlier: Callable[[str], Path]) -> None:
    path = earlier("0003")
    databases.upgrade(path, acting("db upgrade", "Marie"))
    with reading(path) as session:
        last = history.log(session)[0]
    assert (str(last.kind), last.agent.name, last.command) == ("upgrade", "Marie", "db upgrade")
    with pytest.raises(Refused, match="undo stops at: upgrade"):
        undo(path)


def test_a_database_that_is_up_to_date_is_left_alone(seeded: Path) -> None:
    before = everything(seeded)
    done = databases.upgrade(seeded, ACTOR)
    assert (done.before, done.after, done.backup) == (migrations.head(), migrations.head(), None)
    assert everything(seeded) == before
    assert [each.name for each in seeded.parent.iterdir()] == [seeded.name]


def test_a_row_that_refers_to_nothing_stops_the_upgrade_and_nothing_is_changed(
    earlier: Callable[[str], Path],
) -> None:
    path = earlier("0003")
    with raw(path) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("UPDATE reference_source SET source_id = 999")
    before = everything(path)
    with pytest.raises(DatabaseError, match="a row of reference_source refers to nothing"):
        databases.upgrade(path, ACTOR)
    assert everything(path) == before
    assert_alone(path)


_BREAKING = '''"""A migration that a row breaks.

Revision: 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")
    op.execute("DROP TRIGGER revision_update")
    op.execute("UPDATE claim SET status = 'confirmed'")
    {step}
'''


@pytest.mark.parametrize(
    "step",
    [
        "op.execute(\"UPDATE claim SET kind = 'no such kind'\")",
        "op.execute('SELECT no_such_column FROM claim')",
        "with op.batch_alter_table('claim') as batch: batch.alter_column('passage_id',"
        " existing_type=sa.Integer(), nullable=False)",
        "raise ValueError('a fault of ours')",
    ],
)
def test_a_migration_that_fails_changes_nothing(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    _with_migration(tmp_path, monkeypatch, _BREAKING.format(step=step))
    before = everything(full)
    with pytest.raises((DatabaseError, ValueError)) as raised:
        databases.upgrade(full, ACTOR)
    if "ValueError" not in step:
        assert isinstance(raised.value, DatabaseError)
        assert "cannot be upgraded" in raised.value.message
        assert "unchanged" in raised.value.message
    assert everything(full) == before
    assert [each.name for each in full.parent.iterdir()] == [full.name]


def test_a_migration_that_rebuilds_a_parent_keeps_its_children_and_the_triggers(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = (
        "op.execute('DROP TABLE later')\n"
        "    with op.batch_alter_table('claim') as batch: "
        "batch.alter_column('statement', existing_type=sa.Text(), nullable=True)\n"
        "    with op.batch_alter_table('source') as batch: "
        "batch.add_column(sa.Column('later', sa.Text(), nullable=True))"
    )
    _with_migration(tmp_path, monkeypatch, _BREAKING.format(step=step))
    before = _content(full)
    databases.upgrade(full, ACTOR)
    after = _content(full)
    for table in ("claim_citation", "evidence_link", "identifier", "contributor", "passage"):
        assert after[table] == before[table]
    with raw(full) as connection:
        (found,) = connection.execute(
            "SELECT count(*) FROM claim_search WHERE claim_search MATCH 'kazakhstan'"
        ).fetchone()
    assert found > 0


def _with_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let the program know one migration more."""
    import shutil

    from evidence import resources

    folder = tmp_path / "migrations"
    shutil.copytree(resources.migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "2099_01_01_0007_later.py").write_text(text)
    monkeypatch.setattr(resources, "migrations", lambda: folder)


def test_of_two_upgrades_at_once_one_does_it_and_the_other_finds_it_done(
    earlier: Callable[[str], Path],
) -> None:
    path = earlier("0001")
    start = threading.Barrier(4)
    done: list[Path | None] = []

    def run() -> None:
        start.wait()
        done.append(databases.upgrade(path, ACTOR).backup)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 4
    assert len([each for each in done if each is not None]) == 1
    assert [each.name for each in path.parent.glob("*.bak")] == ["evidence.db.0001.bak"]
    assert_sound(path)
