"""What a record is, and its content.

The content of a record is its row, without the columns that are NULL, and under the name
of each table that it owns the list of its rows there; values are as SQLite holds them. So
a new nullable column, or a new table of parts, changes no content and no hash.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, inspect
from sqlalchemy.orm import Mapper

from evidence.store.models import Base
from evidence.store.types import compact_json, entered_json

_CHUNK = 500

State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A table that a record owns rows of.

    `path` leads from it up to the record: (column, table it refers to), nearest first.
    """

    table: str
    path: tuple[tuple[str, str], ...]

    @property
    def depth(self) -> int:
        """1 for rows that the record owns, 2 for rows that those own."""
        return len(self.path)

    def join(self) -> tuple[str, str]:
        """FROM clause and the column that holds the record's id."""
        clause, here = self.table, self.table
        for column, table in self.path[:-1]:
            clause += f" JOIN {table} ON {table}.id = {here}.{column}"
            here = table
        return clause, f"{here}.{self.path[-1][0]}"


@dataclass(frozen=True, slots=True)
class Spec:
    """A kind of record: its table, the column that people know it by, its parts."""

    kind: str
    table: str
    key: str | None
    parts: tuple[Part, ...]


@functools.cache
def specs() -> Mapping[str, Spec]:
    """Every kind of record, by name, as the models declare them."""
    mappers = sorted(Base.registry.mappers, key=_table)
    found = {}
    for mapper in mappers:
        kind = mapper.class_.__record__
        if kind is not None:
            parts = sorted(_parts(mapper, mappers), key=lambda part: (part.depth, part.table))
            found[kind.name] = Spec(kind.name, _table(mapper), kind.key, tuple(parts))
    return found


def states(connection: Connection, kind: str, ids: Iterable[int]) -> dict[int, State]:
    """The content of records of one kind, by id; ids that no record has are left out."""
    spec = specs()[kind]
    found: dict[int, State] = {}
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        slots = ", ".join("?" * len(chunk))
        _read(connection, spec, found, f"IN ({slots})", chunk)
    return found


def every_state(connection: Connection, kind: str, chunk: int = 5000) -> Iterator[dict[int, State]]:
    """The content of every record of one kind, in batches by id."""
    spec = specs()[kind]
    last = -1
    while True:
        ids = (
            connection.exec_driver_sql(
                f"SELECT id FROM {spec.table} WHERE id > ? ORDER BY id LIMIT ?", (last, chunk)
            )
            .scalars()
            .all()
        )
        if not ids:
            return
        found: dict[int, State] = {}
        _read(connection, spec, found, "BETWEEN ? AND ?", (ids[0], ids[-1]))
        yield found
        last = ids[-1]


def content_hash(state: Mapping[str, Any]) -> str:
    """SHA-256 of a record's content as canonical JSON, in hexadecimal."""
    return _digest(compact_json(state))


def entered_hash(state: Mapping[str, Any]) -> str:
    """The same of content that is about to be kept.

    Raises:
        BadInput: it may not be (`entered_json`).
    """
    return _digest(entered_json(state))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def key_of(spec: Spec, state: Mapping[str, Any]) -> str | None:
    """What people call the record."""
    return state[spec.key] if spec.key is not None else None


def delete(connection: Connection, spec: Spec, record_id: int) -> None:
    """Take a record's rows out, deepest first. Foreign keys must be deferred."""
    for part in reversed(spec.parts):
        clause, column = part.join()
        connection.exec_driver_sql(
            f"DELETE FROM {part.table} WHERE id IN "
            f"(SELECT {part.table}.id FROM {clause} WHERE {column} = ?)",
            (record_id,),
        )
    connection.exec_driver_sql(f"DELETE FROM {spec.table} WHERE id = ?", (record_id,))


def insert(connection: Connection, spec: Spec, state: Mapping[str, Any]) -> None:
    """Put a record's rows back as they were, ids included."""
    parts = {part.table for part in spec.parts}
    _insert_row(connection, spec.table, {k: v for k, v in state.items() if k not in parts})
    for part in spec.parts:
        for row in state.get(part.table, ()):
            _insert_row(connection, part.table, row)


def _insert_row(connection: Connection, table: str, row: Mapping[str, Any]) -> None:
    columns = ", ".join(f'"{column}"' for column in row)
    slots = ", ".join("?" * len(row))
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({columns}) VALUES ({slots})", tuple(row.values())
    )


def _read(
    connection: Connection,
    spec: Spec,
    found: dict[int, State],
    condition: str,
    values: Sequence[int],
) -> None:
    rows = connection.exec_driver_sql(
        f"SELECT * FROM {spec.table} WHERE id {condition}", tuple(values)
    )
    names = tuple(rows.keys())
    for row in rows:
        state = _state(names, row)
        found[state["id"]] = state
    for part in spec.parts:
        clause, column = part.join()
        rows = connection.exec_driver_sql(
            f"SELECT {column}, {part.table}.* FROM {clause} WHERE {column} {condition} "
            f"ORDER BY {part.table}.id",
            tuple(values),
        )
        names = tuple(rows.keys())[1:]
        for row in rows:
            if row[0] in found:
                found[row[0]].setdefault(part.table, []).append(_state(names, row[1:]))


def _state(names: Sequence[str], row: Sequence[Any]) -> State:
    return {name: value for name, value in zip(names, row, strict=True) if value is not None}


def _table(mapper: Mapper[Any]) -> str:
    return str(mapper.class_.__tablename__)


def _parts(root: Mapper[Any], mappers: Sequence[Mapper[Any]]) -> Iterator[Part]:
    for mapper in mappers:
        path = tuple(_path(mapper))
        if path and path[-1][1] == _table(root):
            yield Part(_table(mapper), path)


def _path(mapper: Mapper[Any]) -> Iterator[tuple[str, str]]:
    while (owner := mapper.class_.__owner__) is not None:
        relation = inspect(mapper.class_).relationships[owner]
        (column,) = relation.local_columns
        mapper = relation.mapper
        yield column.name, _table(mapper)
