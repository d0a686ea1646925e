"""Which records a session changes, and what they were before: no write can forget it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from evidence.store.ledger.chain import Change
from evidence.store.ledger.records import State, specs, states
from evidence.store.models import Base


class Tracker:
    """Listens to a session's flushes and notes each record's content before its first change.

    Agents are left out: the ledger itself enters those (`chain.agent_id`).
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._new: dict[int, Base] = {}
        self._before: dict[tuple[str, int], State | None] = {}
        event.listen(session, "before_flush", self._before_flush)

    def changes(self) -> Iterator[Change]:
        """The changes of the session so far, which must be flushed; unchanged records left out."""
        created = [(_kind(obj), _identity(obj)) for obj in self._new.values()]
        touched = dict.fromkeys([*self._before, *created])
        by_kind: dict[str, list[int]] = {}
        for kind, record_id in touched:
            by_kind.setdefault(kind, []).append(record_id)
        after = {
            kind: states(self._session.connection(), kind, ids) for kind, ids in by_kind.items()
        }
        for kind, record_id in touched:
            was, now = self._before.get((kind, record_id)), after[kind].get(record_id)
            if was != now:
                yield Change(kind, record_id, was, now)

    def _before_flush(
        self, session: Session, _context: UOWTransaction, _instances: Any | None
    ) -> None:
        wanted: dict[str, set[int]] = {}
        for obj in [*session.new, *session.dirty, *session.deleted]:
            with session.no_autoflush:
                found = self._record(obj)
            if isinstance(found, Base):
                self._new[id(found)] = found
            elif found is not None and found not in self._before:
                wanted.setdefault(found[0], set()).add(found[1])
        for kind, ids in wanted.items():
            held = states(session.connection(), kind, ids)
            for record_id in ids:
                self._before[kind, record_id] = held.get(record_id)

    def _record(self, obj: Base) -> Base | tuple[str, int] | None:
        """The record that an object belongs to: itself if it is new, else kind and id."""
        while (name := obj.__owner__) is not None:
            owner = getattr(obj, name)
            if owner is None:
                # Taken out of its owner's list: the foreign key still tells whose it was.
                relation = inspect(type(obj)).relationships[name]
                (column,) = relation.local_columns
                record_id = getattr(obj, str(column.key))
                owner = self._session.get(relation.mapper.class_, record_id) if record_id else None
                if owner is None:
                    return None
            obj = owner
        if obj.__record__ is None or obj.__record__.name == "agent":
            return None
        state = inspect(obj)
        if state.identity is None:
            return obj
        if id(obj) in self._new:
            return None
        return _kind(obj), _identity(obj)


def _kind(obj: Base) -> str:
    record = obj.__record__
    if record is None or record.name not in specs():
        raise LookupError(f"{type(obj).__name__} is no record")
    return record.name


def _identity(obj: Base) -> int:
    identity = inspect(obj).identity
    if identity is None:
        raise LookupError(f"a {type(obj).__name__} was not flushed")
    return int(identity[0])
