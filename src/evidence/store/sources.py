"""Entering sources, one or a hundred thousand, in one pass.

SQLAlchemy's unit of work costs about four times as much as this; so sources are always
entered here, rows straight to the driver, with their search rows and revisions.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from evidence.domain.identifiers import VARIABLE_SCHEMES, normals
from evidence.domain.items import Item
from evidence.domain.matching import arxiv_ids
from evidence.domain.records import Statement
from evidence.domain.vocabulary import IdentifierScheme
from evidence.store.ledger import Change, Ledger, entered_hash
from evidence.store.ledger.records import State
from evidence.store.models import Base, Source
from evidence.store.search.index import SOURCES
from evidence.store.types import entered_json
from evidence.store.variables import NAME_PARTS, column_values

CHUNK = 10_000
_PARTS = ("identifier", "contributor", "source_statement", "source_tag")
_COLUMNS = {
    table: tuple(column.name for column in Base.metadata.tables[table].columns)
    for table in (Source.__tablename__, *_PARTS)
}
_JSON = ("variables", "custom")
_SCHEMES = tuple((name, scheme, scheme.value) for name, scheme in VARIABLE_SCHEMES.items())


@dataclass(frozen=True, slots=True)
class NewSource:
    """A work to be entered, under a key that nobody has."""

    key: str
    item: Item
    tags: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()


def insert(
    connection: Connection,
    ledger: Ledger,
    sources: Iterable[NewSource],
    progress: Callable[[int], None] | None = None,
) -> int:
    """Enter sources with their parts, search rows and revisions; returns how many.

    Args:
        connection: in a transaction that holds the write lock.
        ledger: of that transaction.
        sources: keys must be free.
        progress: told how many more were entered, after each chunk.
    """
    with _without_collector():
        return _insert(connection, ledger, iter(sources), progress)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Rows are made by the million and refer to nothing in circles: looking for such costs a
    tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _insert(
    connection: Connection,
    ledger: Ledger,
    pending: Iterator[NewSource],
    progress: Callable[[int], None] | None,
) -> int:
    last = {table: last_id(connection, table) for table in _COLUMNS}
    count = 0
    while chunk := list(islice(pending, CHUNK)):
        tags = _tag_ids(connection, ledger, {tag for new in chunk for tag in new.tags})
        states = list(_states(chunk, last, tags))
        for table in _COLUMNS:
            _write(connection, table, states)
        SOURCES.add(connection, ((state["id"], SOURCES.row(state)) for state in states))
        ledger.write_rows(
            ("source", state["id"], state["key"], None, entered_hash(state)) for state in states
        )
        count += len(states)
        if progress is not None:
            progress(len(states))
    return count


def _states(
    chunk: Sequence[NewSource], last: dict[str, int], tags: Mapping[str, int]
) -> Iterator[State]:
    for new in chunk:
        last["source"] += 1
        source_id = last["source"]
        row: dict[str, Any] = {"id": source_id, "key": new.key, **column_values(new.item)}
        for column in _JSON:
            if row[column] is not None:
                row[column] = entered_json(row[column])
        state = {column: value for column, value in row.items() if value is not None}
        for table, rows in _part_rows(new, tags):
            if rows:
                for part in rows:
                    last[table] += 1
                    part["id"] = last[table]
                    part["source_id"] = source_id
                state[table] = rows
        yield state


def _part_rows(
    new: NewSource, tags: Mapping[str, int]
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield "identifier", identifier_rows(new.item)
    yield "contributor", contributor_rows(new.item)
    yield "source_statement", [statement_row(each) for each in new.statements]
    yield "source_tag", [{"tag_id": tags[tag]} for tag in dict.fromkeys(new.tags)]


def identifier_rows(item: Item) -> list[dict[str, Any]]:
    """The rows of `identifier` of a work, without ids.

    A variable's first row holds its text; where that names several, others follow, and so
    do identifiers that stand in variables of another kind (arXiv's).
    """
    rows: list[dict[str, Any]] = []
    for variable, scheme, name in _SCHEMES:
        if (value := item.variables.get(variable)) is not None:
            row = {"scheme": name, "value": value}
            if found := normals(scheme, value):
                row["normalized"] = found[0]
            rows.append(row)
            rows += [_named(name, each) for each in found[1:]]
    rows += [_named(IdentifierScheme.ARXIV.value, each) for each in arxiv_ids(item)]
    return rows


def _named(scheme: str, normal: str) -> dict[str, Any]:
    return {"scheme": scheme, "value": normal, "normalized": normal}


def contributor_rows(item: Item) -> list[dict[str, Any]]:
    """The rows of `contributor` of a work, without ids; positions count from 1 in each role."""
    return [
        _present(role=role, position=position, **{p: getattr(name, p) for p in NAME_PARTS})
        for role, names in item.names.items()
        for position, name in enumerate(names, 1)
    ]


def statement_row(statement: Statement) -> dict[str, Any]:
    """The row of `source_statement` of a statement, without ids."""
    return _present(
        origin=str(statement.origin),
        variable=statement.variable,
        value=None if statement.value is None else entered_json(statement.value),
        url=statement.url,
        note=statement.note,
    )


def _present(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _write(connection: Connection, table: str, states: Sequence[State]) -> None:
    columns = _COLUMNS[table]
    found = states if table == "source" else (row for s in states for row in s.get(table, ()))
    rows = [tuple(map(row.get, columns)) for row in found]
    if rows:
        slots = ", ".join("?" * len(columns))
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({slots})", rows
        )


def last_id(connection: Connection, table: str) -> int:
    """The highest id that a table ever gave, where it remembers; else that it holds."""
    held = connection.exec_driver_sql(f"SELECT max(id) FROM {table}").scalar() or 0
    given = connection.exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
    ).scalar()
    return max(int(held), int(given or 0))


def _tag_ids(connection: Connection, ledger: Ledger, names: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in sorted(names):
        tag = connection.exec_driver_sql("SELECT id FROM tag WHERE name = ?", (name,)).scalar()
        if tag is None:
            tag = connection.exec_driver_sql(
                "INSERT INTO tag (name) VALUES (?) RETURNING id", (name,)
            ).scalar_one()
            ledger.write([Change("tag", tag, None, {"id": tag, "name": name})])
        found[name] = int(tag)
    return found
