"""The unit of work: one command reads one state, or writes one transaction and one activity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from evidence.domain.records import Agent
from evidence.domain.vocabulary import ActivityKind
from evidence.store import engine, search
from evidence.store.ledger import Change, Ledger, Tracker, agent_id


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and the command as the ledger names it ("claim add")."""

    agent: Agent
    command: str


class Work(Session):
    """A session that writes: it knows who acts, and its ledger.

    Services use it as a session. What is written past the session's objects must be handed
    to `ledger` and `store.search` by whoever writes it. Whoever writes files asks `dry_run`
    first, and says in `withdrawals` how each is taken back if the session fails.
    """

    actor: Actor
    ledger: Ledger
    activity: ActivityKind
    undoes: int | None
    numbers: dict[str, int]
    dry_run: bool
    withdrawals: list[Callable[[], None]]

    def agent_id(self, agent: Agent | None = None) -> int:
        """The id of an agent, by default of the one who acts."""
        return agent_id(self.connection(), agent or self.actor.agent, self.ledger)


@contextmanager
def reading(database: Path) -> Iterator[Session]:
    """A session that sees one state of the database and cannot write."""
    with engine.reading(database) as connection, Session(connection, autoflush=False) as session:
        yield session


@contextmanager
def writing(database: Path, actor: Actor, *, dry_run: bool = False) -> Iterator[Work]:
    """A session whose changes become one transaction, with its revisions and its activity.

    Nothing is entered when nothing changed. With `dry_run` everything is done and checked,
    then rolled back.
    """
    with engine.writing(database) as connection, Work(connection) as session:
        session.actor = actor
        session.ledger = Ledger(connection)
        session.activity = ActivityKind.CHANGE
        session.undoes = None
        session.numbers = {}
        session.dry_run = dry_run
        session.withdrawals = []
        tracker = Tracker(session)
        try:
            yield session
            session.flush()
            _enter(session, tracker)
        except BaseException:
            for withdraw in reversed(session.withdrawals):
                withdraw()
            raise
        if dry_run and (transaction := connection.get_transaction()) is not None:
            transaction.rollback()


def _enter(session: Work, tracker: Tracker) -> None:
    connection = session.connection()
    by_kind: dict[str, list[Change]] = {}
    for change in tracker.changes():
        by_kind.setdefault(change.kind, []).append(change)
    for kind, changes in by_kind.items():
        search.update(connection, kind, [(c.record_id, c.before, c.after) for c in changes])
        session.ledger.write(changes)
    if session.ledger.changes:
        session.ledger.close(
            session.activity, session.actor.agent, session.actor.command, undoes=session.undoes
        )
