"""Taking an activity back.

Activities are undone last in, first out, so that each is undone in exactly the state that
it left: what came after it has been undone before.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection

from evidence.domain.vocabulary import ActivityKind
from evidence.errors import DatabaseDamaged, Refused
from evidence.store import search
from evidence.store.ledger.chain import Change, Ledger
from evidence.store.ledger.records import State, delete, insert, specs, states

_LAST = """
SELECT id, kind, command, changes FROM activity
WHERE kind <> 'undo' AND id NOT IN (SELECT undoes_id FROM activity WHERE undoes_id IS NOT NULL)
ORDER BY id DESC LIMIT 1
"""
_TAKES_BACK = {ActivityKind.CHANGE, ActivityKind.SEED}
# Agents are part of the ledger: an activity refers to its own for ever.
_REVISIONS = """
SELECT record_kind, record_id, before FROM revision
WHERE activity_id = ? AND record_kind <> 'agent' ORDER BY id DESC
"""


@dataclass(frozen=True, slots=True)
class Undone:
    """The activity that was taken back: its id, its command, how many records it had changed."""

    activity: int
    command: str
    changes: int


def undo(connection: Connection, ledger: Ledger) -> Undone:
    """Take back the last activity not yet undone; the caller closes the ledger.

    Raises:
        Refused: there is none, or it is an upgrade or a restore, which `undo` stops at.
    """
    last = connection.exec_driver_sql(_LAST).one_or_none()
    if last is None or last.kind == ActivityKind.CREATE:
        raise Refused("there is nothing to undo", hint="'evidence log' shows what was done")
    if last.kind not in _TAKES_BACK:
        raise Refused(
            f"the last activity ({last.command}) is one that undo stops at: {last.kind}",
            hint="a backup from before it can be restored: evidence db restore FILE --yes",
        )
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    wanted: dict[str, dict[int, State | None]] = {}
    for kind, record_id, before in connection.exec_driver_sql(_REVISIONS, (last.id,)):
        if kind not in specs():
            raise DatabaseDamaged(f"the ledger has a record of unknown kind {kind!r}")
        content = json.loads(before) if before is not None else None
        wanted.setdefault(kind, {})[record_id] = content
    changes = []
    for kind, contents in wanted.items():
        held = states(connection, kind, contents)
        changes += [Change(kind, i, held.get(i), before) for i, before in contents.items()]
    for change in changes:
        delete(connection, specs()[change.kind], change.record_id)
    for change in changes:
        if change.after is not None:
            insert(connection, specs()[change.kind], change.after)
    for kind in wanted:
        search.update(
            connection,
            kind,
            [(each.record_id, each.before, each.after) for each in changes if each.kind == kind],
        )
    ledger.write(changes)
    return Undone(last.id, last.command, len(changes))
