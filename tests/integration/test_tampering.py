"""`db check` names what was changed behind the program's back: records, ledger, schema, index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, UniqueConstraint

from evidence.services import databases, sources
from evidence.services.databases import Problem
from evidence.services.work import writing
from evidence.store import engine
from evidence.store.ledger import Discrepancy, content_hash, states, verify
from evidence.store.ledger.chain import ACTIVITY_COLUMNS, REVISION_COLUMNS
from evidence.store.ledger.records import key_of, specs
from evidence.store.models import Base
from evidence.store.schema import LEDGER_TRIGGERS
from support import RECORD_TABLES, TABLES, acting, article, assert_sound, raw

OWNERS = {part.table: (spec, part) for spec in specs().values() for part in spec.parts}
ROOTS = {spec.table: spec for spec in specs().values()}
TRIGGERS = tuple(trigger.split()[2] for trigger in LEDGER_TRIGGERS)
LEDGER_COLUMNS = [
    (table, column)
    for table, columns in (("activity", ACTIVITY_COLUMNS), ("revision", REVISION_COLUMNS))
    for column in (*columns, "hash")
]


def otherwise(column: str) -> str:
    """SQL for a value that the column does not have."""
    return (
        f'CASE typeof("{column}") WHEN \'integer\' THEN "{column}" + 100000'
        f" WHEN 'null' THEN 'x' ELSE \"{column}\" || 'x' END"
    )


@contextmanager
def tampering(path: Path) -> Iterator[Connection]:
    """A connection to which everything is allowed; nothing that it does is kept."""
    with engine.writing(path, foreign_keys=False) as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        for trigger in TRIGGERS:
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.exec_driver_sql("SAVEPOINT begun")
        yield connection
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("BEGIN")


def back(connection: Connection) -> None:
    connection.exec_driver_sql("ROLLBACK TO begun")


def name_of(connection: Connection, table: str, row: int) -> str:
    """What the ledger calls the record that a row belongs to: "source drab2018"."""
    if table in ROOTS:
        spec, record = ROOTS[table], row
    else:
        spec, part = OWNERS[table]
        clause, column = part.join()
        record = connection.exec_driver_sql(
            f"SELECT {column} FROM {clause} WHERE {table}.id = ?", (row,)
        ).scalar_one()
    (state,) = states(connection, spec.kind, [record]).values()
    return f"{spec.kind} {key_of(spec, state) or record}"


def columns_of(table: str) -> list[str]:
    return [column.name for column in Base.metadata.tables[table].columns]


def some_row(connection: Connection, table: str) -> int:
    found = connection.exec_driver_sql(f"SELECT max(id) FROM {table}").scalar_one()
    assert found is not None, f"{table} has no row"
    return int(found)


def said(discrepancies: list[Discrepancy]) -> str:
    return "\n".join(f"{each.subject} {each.message}" for each in discrepancies)


def problems(path: Path) -> list[str]:
    return [f"{each.kind}: {each.subject} {each.message}" for each in databases.check(path)]


@contextmanager
def behind(path: Path) -> Iterator[None]:
    """For what is changed here and kept: the ledger's triggers come back at the end."""
    with raw(path) as connection:
        for trigger in TRIGGERS:
            connection.execute(f"DROP TRIGGER {trigger}")
    yield
    with raw(path) as connection:
        for trigger in LEDGER_TRIGGERS:
            connection.execute(trigger)


def test_every_table_belongs_to_a_record_or_is_the_ledger() -> None:
    assert set(TABLES) == {*ROOTS, *OWNERS, "activity", "revision"}


# Records


@pytest.mark.parametrize("table", [*RECORD_TABLES, "agent"])
def test_a_value_changed_in_any_column_is_named_with_its_record(full: Path, table: str) -> None:
    with tampering(full) as connection:
        row = some_row(connection, table)
        name = name_of(connection, table, row)
        for column in columns_of(table):
            connection.exec_driver_sql(
                f'UPDATE {table} SET "{column}" = {otherwise(column)} WHERE id = ?', (row,)
            )
            found = said(list(verify(connection)))
            assert (
                f"{name} was changed" in found
                or f"{name} was removed" in found
                or (
                    table in ROOTS
                    and column == ROOTS[table].key
                    and f"{name}x was changed" in found
                )
            ), (column, found)
            back(connection)


@pytest.mark.parametrize("table", [*RECORD_TABLES, "agent"])
def test_a_row_removed_is_named_with_its_record(full: Path, table: str) -> None:
    with tampering(full) as connection:
        row = some_row(connection, table)
        name = name_of(connection, table, row)
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", (row,))
        way = "removed" if table in ROOTS else "changed"
        assert f"{name} was {way} behind the program's back" in said(list(verify(connection)))


@pytest.mark.parametrize("table", [*RECORD_TABLES, "agent"])
def test_a_row_added_is_named_with_its_record(full: Path, table: str) -> None:
    with tampering(full) as connection:
        row = some_row(connection, table)
        added = row + 1000
        columns = [column for column in columns_of(table) if column != "id"]
        other = _unique(table) - {OWNERS[table][1].path[0][0] if table in OWNERS else "id"}
        values = [otherwise(c) if c in other else f'"{c}"' for c in columns]
        listed = ", ".join(f'"{c}"' for c in columns)
        connection.exec_driver_sql(
            f"INSERT INTO {table} (id, {listed}) SELECT ?, {', '.join(values)}"
            f" FROM {table} WHERE id = ?",
            (added, row),
        )
        name = name_of(connection, table, added)
        way = "added" if table in ROOTS else "changed"
        assert f"{name} was {way} behind the program's back" in said(list(verify(connection)))


def _unique(table: str) -> set[str]:
    """The columns of a table that stand in a unique constraint or index."""
    held = Base.metadata.tables[table]
    groups = [c.columns for c in held.constraints if isinstance(c, UniqueConstraint)]
    groups += [index.columns for index in held.indexes if index.unique]
    return {column.name for columns in groups for column in columns}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim SET statement = 'Otherwise.' WHERE key = 'C007'",
        "UPDATE claim SET statement = x'ff00fe' WHERE key = 'C007'",
        "UPDATE claim SET statement = CAST(x'41ff42' AS TEXT) WHERE key = 'C007'",
        "UPDATE claim SET key = 'C0070' WHERE key = 'C007'",
        "DELETE FROM claim WHERE key = 'C007'",
    ],
)
def test_db_check_names_a_changed_claim(seeded: Path, statement: str) -> None:
    with raw(seeded) as connection:
        connection.execute(statement)
    assert any("claim C007" in each and "behind the program's back" in each
               for each in problems(seeded))  # fmt: skip


def test_db_check_names_a_work_whose_row_was_taken_out_from_under_its_parts(seeded: Path) -> None:
    with raw(seeded) as connection:
        connection.execute("DELETE FROM source WHERE key = 'drab2018'")
    found = problems(seeded)
    assert any(each.startswith("foreign-key: contributor") for each in found)
    assert "ledger: source drab2018 was removed behind the program's back" in found


def test_records_are_named_even_where_something_foreign_is_in_the_schema(seeded: Path) -> None:
    with raw(seeded) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY)")
        connection.execute("UPDATE claim SET statement = 'Otherwise.' WHERE key = 'C007'")
    found = problems(seeded)
    assert any("table notes" in each for each in found)
    assert any("claim C007" in each for each in found)


# The ledger


@pytest.mark.parametrize("statement", ["UPDATE {} SET hash = ''", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["activity", "revision"])
def test_the_database_refuses_changes_to_the_ledger(
    seeded: Path, table: str, statement: str
) -> None:
    with raw(seeded) as connection, pytest.raises(Exception, match="append-only"):
        connection.execute(statement.format(table))
    assert_sound(seeded)


@pytest.mark.parametrize(("table", "column"), LEDGER_COLUMNS)
def test_a_byte_changed_in_any_column_of_the_ledger_is_named(
    full: Path, table: str, column: str
) -> None:
    with tampering(full) as connection:
        ids = connection.exec_driver_sql(f"SELECT id FROM {table} ORDER BY id").scalars().all()
        for row in (ids[0], ids[len(ids) // 2], ids[-1]):
            connection.exec_driver_sql(
                f"UPDATE {table} SET {column} = {otherwise(column)} WHERE id = ?", (row,)
            )
            assert f"{table} {row} " in said(list(verify(connection))), row
            back(connection)


@pytest.mark.parametrize("table", ["activity", "revision"])
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_row_missing_from_the_ledger_is_named(full: Path, table: str, place: str) -> None:
    with tampering(full) as connection:
        ids = connection.exec_driver_sql(f"SELECT id FROM {table} ORDER BY id").scalars().all()
        row = {"first": ids[0], "middle": ids[len(ids) // 2], "last": ids[-1]}[place]
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", (row,))
        assert f"{table} {row} is missing from the ledger" in said(list(verify(connection)))


def test_the_last_activity_taken_out_with_all_that_it_did_is_named(seeded: Path) -> None:
    with writing(seeded, acting("add")) as work:
        key = sources.add(work, article("Radium"))
    with behind(seeded), raw(seeded) as connection:
        connection.execute("DELETE FROM revision WHERE activity_id = 3")
        connection.execute("DELETE FROM activity WHERE id = 3")
        for table in ("contributor", "source_statement"):
            connection.execute(
                f"DELETE FROM {table} WHERE source_id = (SELECT id FROM source WHERE key = ?)",
                (key,),
            )
        connection.execute("DELETE FROM source WHERE key = ?", (key,))
    databases.reindex(seeded)
    found = problems(seeded)
    assert "ledger: activity 3 is missing from the ledger" in found


def test_an_activity_without_revisions_taken_out_of_the_end_is_named(
    seeded: Path, tmp_path: Path
) -> None:
    databases.backup(seeded, tmp_path / "saved.db")
    databases.restore(seeded, tmp_path / "saved.db", acting("db restore"))
    assert_sound(seeded)
    with behind(seeded), raw(seeded) as connection:
        connection.execute("DELETE FROM activity WHERE kind = 'restore'")
    assert problems(seeded) == ["ledger: activity 3 is missing from the ledger"]


def test_an_activity_slipped_in_is_named(seeded: Path) -> None:
    with raw(seeded) as connection:
        connection.execute(
            "INSERT INTO activity (id, kind, agent_id, command, version, time, changes, hash)"
            " SELECT 3, kind, agent_id, command, version, time, 0, hash FROM activity WHERE id = 2"
        )
    assert "ledger: activity 3 was changed in the ledger" in problems(seeded)


@pytest.mark.parametrize("table", ["activity", "revision"])
def test_a_ledger_row_cannot_be_replaced(seeded: Path, table: str) -> None:
    with raw(seeded) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(f"REPLACE INTO {table} SELECT * FROM {table} WHERE id = 2")
    assert_sound(seeded)


def test_text_that_is_no_text_in_the_ledger_is_named(seeded: Path) -> None:
    with behind(seeded), raw(seeded) as connection:
        connection.execute("UPDATE revision SET before = x'00ff' WHERE id = 7")
        connection.execute("UPDATE activity SET command = CAST(x'41ff' AS TEXT) WHERE id = 2")
    found = problems(seeded)
    assert any(each.startswith("ledger: revision 7 ") for each in found)
    assert any(each.startswith("ledger: activity 2 ") for each in found)


# The schema

FOREIGN = {
    "table notes": "CREATE TABLE notes (id INTEGER PRIMARY KEY)",
    "table claim_search_content": "CREATE TABLE claim_search_content (id INTEGER PRIMARY KEY)",
    "view all_claims": "CREATE VIEW all_claims AS SELECT * FROM claim",
    "trigger on_claim": "CREATE TRIGGER on_claim AFTER INSERT ON claim BEGIN SELECT 1; END",
    "index by_status": "CREATE INDEX by_status ON claim (status)",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_does_not_belong_to_the_schema_is_named(empty: Path, name: str) -> None:
    with raw(empty) as connection:
        connection.execute(FOREIGN[name])
    assert databases.check(empty) == (Problem("schema", name, "does not belong to the schema"),)


def test_a_foreign_column_is_named_with_its_table(empty: Path) -> None:
    with raw(empty) as connection:
        connection.execute("ALTER TABLE claim ADD COLUMN colour TEXT")
    assert databases.check(empty) == (Problem("schema", "table claim", "has colour TEXT"),)


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DROP TRIGGER revision_delete", "trigger revision_delete"),
        ("DROP INDEX ix_assessment_live_claim", "index ix_assessment_live_claim"),
        ("DROP TABLE waiver", "table waiver"),
        ("DROP VIEW source_search_content", "view source_search_content"),
        ("DROP TABLE claim_search", "table claim_search"),
    ],
)
def test_what_is_missing_from_the_schema_is_named(empty: Path, statement: str, name: str) -> None:
    with raw(empty) as connection:
        connection.execute(statement)
    found = databases.check(empty)
    assert Problem("schema", name, "is missing from the schema") in found


@pytest.mark.parametrize(
    ("statement", "changed"),
    [
        ("claim", ("'definition', ", "")),
        ("ix_assessment_live_claim", ("superseded_by_id IS NULL", "superseded_by_id IS NOT NULL")),
        ("revision_update", ("append-only", "append only")),
        ("source_search_content", ("coalesce(abstract, '')", "''")),
        ("claim_citation", ("inferred BOOLEAN NOT NULL", "inferred BOOLEAN")),
    ],
)
def test_a_changed_definition_is_named(
    empty: Path, statement: str, changed: tuple[str, str]
) -> None:
    with raw(empty) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        done = connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ? AND sql LIKE ?",
            (*changed, statement, f"%{changed[0]}%"),
        )
        assert done.rowcount == 1
    (found,) = databases.check(empty)
    assert (found.kind, found.subject.split()[1]) == ("schema", statement)


# The index


def test_an_index_that_does_not_match_the_records_is_named_and_mended(seeded: Path) -> None:
    with raw(seeded) as connection:
        connection.execute("INSERT INTO claim_search(claim_search) VALUES ('delete-all')")
    (found,) = databases.check(seeded)
    assert (found.kind, found.subject) == ("search", "claim_search")
    databases.reindex(seeded)
    assert_sound(seeded)


# What is no tampering


def test_a_new_nullable_column_changes_no_content_and_no_hash(full: Path) -> None:
    def hashes(connection: Connection) -> dict[str, dict[int, str]]:
        return {
            kind: {
                i: content_hash(state)
                for i, state in states(
                    connection,
                    kind,
                    connection.exec_driver_sql(f"SELECT id FROM {spec.table}").scalars(),
                ).items()
            }
            for kind, spec in specs().items()
        }

    with tampering(full) as connection:
        before = hashes(connection)
        assert all(before.values())
        for table in [*RECORD_TABLES, "agent"]:
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN later TEXT")
        assert hashes(connection) == before
        assert list(verify(connection)) == []
