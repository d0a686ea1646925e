"""The migrations make the schema that the models describe, step by step, up and down."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint

from evidence import resources
from evidence.services import databases
from evidence.store import engine, migrations, schema
from evidence.store.identify import APPLICATION_ID
from support import columns, everything, migrate, raw

REVISIONS = tuple(step.revision for step in migrations.history())


def _actual(path: Path) -> dict[str, str]:
    with engine.reading(path, any_revision=True) as connection:
        return schema.actual(connection)


def _blank(path: Path) -> Path:
    with raw(path) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("VACUUM")
    return path


def test_the_migrations_form_one_line_as_their_file_names_say() -> None:
    settings = Config()
    settings.set_main_option("script_location", str(resources.migrations()))
    walked = ScriptDirectory.from_config(settings).walk_revisions()
    found = [(step.revision, step.down_revision) for step in walked]
    assert found[::-1] == [(step.revision, step.down_revision) for step in migrations.history()]


def test_the_migrations_make_the_schema_of_the_models(empty: Path) -> None:
    assert _actual(empty) == schema.expected()


def test_the_schema_of_the_models_has_objects_of_every_type() -> None:
    assert schema.expected().keys() >= {
        "table claim",
        "table claim_search",
        "table alembic_version",
        "index ix_assessment_live_claim",
        "trigger activity_delete",
        "view source_search_content",
    }


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("table claim", "'definition', ", ""),
        ("index ix_assessment_live_claim", "IS NULL", "IS NOT NULL"),
        ("index ix_assessment_live_claim", "UNIQUE ", ""),
        ("trigger activity_delete", "BEFORE DELETE", "AFTER DELETE"),
        ("table claim_search", "porter unicode61", "unicode61"),
        ("table citation", "FOREIGN KEY(passage_id) REFERENCES passage (id)", "CHECK (1)"),
        ("table revision", "DEFERRABLE INITIALLY DEFERRED", ""),
        ("table claim", "AUTOINCREMENT", ""),
    ],
)
def test_the_comparison_notices_a_changed_definition(
    empty: Path, name: str, old: str, new: str
) -> None:
    kind, _, short = name.partition(" ")
    with raw(empty) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        done = connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?)"
            " WHERE type = ? AND name = ? AND instr(sql, ?)",
            (old, new, kind, short, old),
        )
        assert done.rowcount == 1
    expected, actual = schema.expected(), _actual(empty)
    assert [each for each in expected if expected[each] != actual.get(each)] == [name]


def test_the_comparison_notices_what_is_missing_and_what_is_more(empty: Path) -> None:
    with raw(empty) as connection:
        connection.execute("DROP TRIGGER revision_update")
        connection.execute("DROP INDEX ix_claim_passage_id")
        connection.execute("CREATE VIEW more AS SELECT 1")
    assert schema.expected().keys() ^ _actual(empty).keys() == {
        "trigger revision_update",
        "index ix_claim_passage_id",
        "view more",
    }


def test_every_foreign_key_is_indexed_and_every_constraint_named() -> None:
    from evidence.store.models import Base

    for table in Base.metadata.tables.values():
        leading = {next(iter(index.columns)).name for index in table.indexes}
        for constraint in table.constraints:
            assert constraint.name, (table.name, constraint)
            if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint):
                leading.add(next(iter(constraint.columns)).name)
        for key in table.foreign_keys:
            assert key.parent.name in leading, f"{table.name}.{key.parent.name}"


def test_no_migration_lets_the_database_delete_by_itself(empty: Path) -> None:
    assert not re.search("CASCADE|SET NULL", " ".join(_actual(empty).values()))


# The stairway


@pytest.mark.parametrize("position", range(len(REVISIONS)))
def test_each_step_can_be_taken_taken_back_and_taken_again(tmp_path: Path, position: int) -> None:
    path = _blank(tmp_path / "evidence.db")
    before = REVISIONS[position - 1] if position else "base"
    if position:
        migrate(path, before)
    held = {name: sql for name, sql in _actual(path).items() if "alembic" not in name}
    migrate(path, REVISIONS[position])
    made = _actual(path)
    assert set(made) > set(held)
    migrate(path, before, down=True)
    assert {name: sql for name, sql in _actual(path).items() if "alembic" not in name} == held
    migrate(path, REVISIONS[position])
    assert _actual(path) == made


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_each_step_keeps_every_row_on_the_way_up_and_back(
    earlier: Callable[[str], Path], revision: str
) -> None:
    path = earlier(revision)
    following = REVISIONS[REVISIONS.index(revision) + 1]
    before, had = everything(path), columns(path)
    tables = {name: rows for name, rows in before.items() if not name.startswith("sqlite_")}
    assert all(tables.values())
    migrate(path, following)
    after, made = everything(path, had), _actual(path)
    assert {name: after[name] for name in tables if name != "alembic_version"} == {
        name: rows for name, rows in tables.items() if name != "alembic_version"
    }
    migrate(path, revision, down=True)
    again = everything(path)
    assert {name: again[name] for name in tables} == tables
    migrate(path, following)
    assert _actual(path) == made


def test_every_table_of_the_full_database_has_rows(full: Path) -> None:
    held = everything(full)
    assert [name for name, rows in held.items() if not rows] == []
    assert databases.check(full) == ()
