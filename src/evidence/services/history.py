"""What was done, newest first, and taking it back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from evidence.domain.records import Agent
from evidence.domain.vocabulary import ActivityKind, AgentKind
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.ledger import Undone
from evidence.store.ledger import undo as take_back

_NOUNS = {"import-entry": "broken entry"}
"""What people call a kind of record where the ledger calls it otherwise."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity: what was done when and by whom, and how many records it changed.

    `summary` counts them by kind; `undone_by` is the activity that took it back.
    """

    activity: int
    time: datetime
    agent: Agent
    command: str
    kind: ActivityKind
    changes: int
    undone_by: int | None
    summary: str


def log(
    session: Session, *, limit: int | None = None, before: int | None = None
) -> tuple[Entry, ...]:
    """Activities, newest first.

    Args:
        limit: how many at most; before: only those before that activity.
    """
    undoing = aliased(m.Activity)
    query = (
        select(m.Activity, m.Agent.name, m.Agent.kind, undoing.id)
        .join(m.Agent, m.Agent.id == m.Activity.agent_id)
        .outerjoin(undoing, undoing.undoes_id == m.Activity.id)
        .order_by(m.Activity.id.desc())
    )
    if before is not None:
        query = query.where(m.Activity.id < before)
    if limit is not None:
        query = query.limit(limit)
    rows = session.execute(query).all()
    summaries = _summaries(session, [row[0].id for row in rows])
    return tuple(
        Entry(
            activity=activity.id,
            time=activity.time,
            agent=Agent(name, AgentKind(kind)),
            command=activity.command,
            kind=ActivityKind(activity.kind),
            changes=activity.changes,
            undone_by=undone_by,
            summary=summaries.get(activity.id, ""),
        )
        for activity, name, kind, undone_by in rows
    )


def undo(work: Work) -> Undone:
    """Take back the last activity not yet undone, whole, as an activity of its own.

    Raises:
        Refused: there is none, or it is one that undo stops at.
    """
    done = take_back(work.connection(), work.ledger)
    work.activity = ActivityKind.UNDO
    work.undoes = done.activity
    work.expire_all()
    return done


def _noun(kind: str, count: int) -> str:
    noun = _NOUNS.get(kind, kind)
    if count == 1:
        return noun
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"


def _summaries(session: Session, activities: list[int]) -> dict[int, str]:
    if not activities:
        return {}
    counted: dict[int, list[str]] = defaultdict(list)
    query = (
        select(m.Revision.activity_id, m.Revision.record_kind, func.count())
        .where(
            m.Revision.activity_id.between(min(activities), max(activities)),
            m.Revision.record_kind != "agent",
        )
        .group_by(m.Revision.activity_id, m.Revision.record_kind)
        .order_by(m.Revision.activity_id, func.count().desc(), m.Revision.record_kind)
    )
    single = (
        select(m.Revision.activity_id, func.min(m.Revision.record_key))
        .where(m.Revision.activity_id.in_(activities), m.Revision.record_kind != "agent")
        .group_by(m.Revision.activity_id)
        .having(func.count() == 1)
    )
    names = dict(session.execute(single).all())
    for activity, kind, count in session.execute(query):
        if count == 1 and names.get(activity):
            counted[activity].append(f"{_NOUNS.get(kind, kind)} {names[activity]}")
        else:
            counted[activity].append(f"{count} {_noun(kind, count)}")
    return {activity: ", ".join(parts) for activity, parts in counted.items()}
