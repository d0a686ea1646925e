"""Appending to the ledger: revisions as they come, their activity at the end.

Each row's hash covers its content and the hash of the row before it; an activity's also
covers its number of revisions and the hash of the last one. Who wants to change, drop or
slip in a row would have to write the rest of the ledger anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from evidence import __version__
from evidence.domain.records import Agent
from evidence.domain.vocabulary import ActivityKind
from evidence.store.ledger.records import State, entered_hash, key_of, specs
from evidence.store.types import compact_json, utc_text

REVISION_COLUMNS = (
    "id", "activity_id", "record_kind", "record_id", "record_key", "before", "content_hash",
)  # fmt: skip
ACTIVITY_COLUMNS = (
    "id", "kind", "agent_id", "command", "version", "time", "undoes_id", "changes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One record changed: its content before and after, None where there was none."""

    kind: str
    record_id: int
    before: State | None
    after: State | None


class Ledger:
    """The end of the ledger, held while one transaction writes.

    Args:
        connection: in a transaction that holds the write lock, so that nobody else appends.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.activity_id: int = 1 + self._last("activity", "id", 0)
        self._revision_id: int = self._last("revision", "id", 0)
        self._revision_hash = str(self._last("revision", "hash", ""))
        self._activity_hash = str(self._last("activity", "hash", ""))
        self.changes = 0

    def write(self, changes: Iterable[Change]) -> None:
        """Append a revision for each change."""
        self.write_rows(
            (
                change.kind,
                change.record_id,
                key_of(specs()[change.kind], change.after or change.before or {}),
                compact_json(change.before) if change.before is not None else None,
                entered_hash(change.after) if change.after is not None else None,
            )
            for change in changes
        )

    def write_rows(
        self, rows: Iterable[tuple[str, int, str | None, str | None, str | None]]
    ) -> None:
        """Append revisions given as kind, id, key, content before, hash of content after."""
        values = []
        for kind, record_id, key, before, after in rows:
            self._revision_id += 1
            row = (self._revision_id, self.activity_id, kind, record_id, key, before, after)
            self._revision_hash = link(self._revision_hash, row)
            values.append((*row, self._revision_hash))
        if values:
            self._insert("revision", REVISION_COLUMNS, values)
        self.changes += len(values)

    def close(
        self, kind: ActivityKind, agent: Agent, command: str, *, undoes: int | None = None
    ) -> int:
        """Append the activity of what was written, and return its id."""
        actor = agent_id(self._connection, agent, self)
        row = (
            self.activity_id,
            str(kind),
            actor,
            command,
            __version__,
            utc_text(datetime.now(UTC)),
            undoes,
            self.changes,
        )
        digest = link(self._activity_hash, (*row, self._revision_hash))
        self._insert("activity", ACTIVITY_COLUMNS, [(*row, digest)])
        return self.activity_id

    def _insert(self, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        slots = ", ".join("?" * (len(columns) + 1))
        self._connection.exec_driver_sql(
            f"INSERT INTO {table} ({', '.join(columns)}, hash) VALUES ({slots})", rows
        )

    def _last(self, table: str, column: str, default: Any) -> Any:
        found = self._connection.exec_driver_sql(
            f"SELECT {column} FROM {table} ORDER BY id DESC LIMIT 1"
        ).scalar()
        return default if found is None else found


def link(previous: str, row: tuple[Any, ...]) -> str:
    """The hash of a ledger row that follows one whose hash is `previous`."""
    content = f"{previous}\n{compact_json(row)}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def agent_id(connection: Connection, agent: Agent, ledger: Ledger) -> int:
    """The id of an agent, who is entered with a revision when met for the first time."""
    found = connection.exec_driver_sql(
        "SELECT id FROM agent WHERE name = ? AND kind = ?", (agent.name, str(agent.kind))
    ).scalar()
    if found is not None:
        return int(found)
    state = {"name": agent.name, "kind": str(agent.kind)}
    made = connection.exec_driver_sql(
        "INSERT INTO agent (name, kind) VALUES (?, ?) RETURNING id", tuple(state.values())
    ).scalar_one()
    ledger.write([Change("agent", made, None, {"id": made, **state})])
    return int(made)
