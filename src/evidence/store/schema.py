"""The schema as it should be: the models, the ledger's triggers, the search tables.

The migrations make it; this says what they must have made, for `db check` and for the
test that compares both.
"""

from __future__ import annotations

import re
import sqlite3

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from evidence.store.models import Base
from evidence.store.search import INDEXES

# REPLACE deletes without firing the delete trigger: so an insert must bring a new id.
LEDGER_TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_{verb} BEFORE {verb.upper()} ON {table} {when}"
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    for table in ("activity", "revision")
    for verb, when in (
        ("update", ""),
        ("delete", ""),
        ("insert", f"WHEN NEW.id <= (SELECT max(id) FROM {table}) "),
    )
)
_ALEMBIC = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
# FTS5 keeps its data in tables of its own, whose SQL varies with the version of SQLite.
_SHADOWS = frozenset(
    f"table {index.name}_{part}"
    for index in INDEXES
    for part in ("data", "idx", "docsize", "config")
)
_OBJECTS = (
    "SELECT type || ' ' || name, sql FROM sqlite_master "
    "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)


def expected() -> dict[str, str]:
    """Every object that the schema should have, "table claim" to its normalised SQL."""
    raw = sqlite3.connect(":memory:")
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            for statement in (_ALEMBIC, *LEDGER_TRIGGERS, *(s for i in INDEXES for s in i.ddl)):
                connection.exec_driver_sql(statement)
            return actual(connection)
    finally:
        engine.dispose()
        raw.close()


def actual(connection: Connection) -> dict[str, str]:
    """Every object that a database's schema has, in the same form."""
    rows = connection.exec_driver_sql(_OBJECTS).all()
    return {name: _normal(sql or "") for name, sql in rows if name not in _SHADOWS}


def members(sql: str) -> list[str]:
    """The column and constraint definitions of a normalised CREATE TABLE; else none."""
    if not sql.startswith("CREATE TABLE") or "(" not in sql:
        return []
    return _members(sql.partition("(")[2].rpartition(")")[0])


def _normal(sql: str) -> str:
    """SQL without what says nothing: spaces, quotes around plain names, the order of a
    table's columns and constraints (a column added later stands last)."""
    squeezed = re.sub(r'"(\w+)"', r"\1", re.sub(r"\s+", " ", sql))
    squeezed = squeezed.replace("( ", "(").replace(" )", ")").replace(" ,", ",").strip()
    if not squeezed.startswith("CREATE TABLE") or "(" not in squeezed:
        return squeezed
    head, _, body = squeezed.partition("(")
    inner, _, tail = body.rpartition(")")
    return f"{head}({', '.join(sorted(_members(inner)))}){tail}"


def _members(body: str) -> list[str]:
    """The column and constraint definitions of a CREATE TABLE, split at its own commas."""
    members, depth, start = [], 0, 0
    for offset, character in enumerate(body):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            members.append(body[start:offset].strip())
            start = offset + 1
    return [*members, body[start:].strip()]
