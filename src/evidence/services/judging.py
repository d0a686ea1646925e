"""Entering a judgement: append-only, one live row for each subject and agent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from evidence.domain.text import squeeze
from evidence.domain.vocabulary import Axis
from evidence.errors import BadInput
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.sources import last_id


def judge(
    work: Work, axis: Axis, rating: str, because: str, time: datetime, **subject: Any
) -> None:
    """Enter a judgement of the one who acts; an earlier one of theirs is superseded.

    Args:
        axis, rating: by the vocabulary of the axis.
        because: the reason, which must say something.
        subject: `claim_id` or `evidence_link_id`.

    Raises:
        BadInput: there is no reason.
    """
    reason = squeeze(because)
    if not reason:
        raise BadInput("a judgement needs a reason", hint="--because TEXT")
    agent = work.agent_id()
    conditions = [getattr(m.Assessment, name) == value for name, value in subject.items()]
    earlier = work.scalars(
        select(m.Assessment).where(
            *conditions, m.Assessment.agent_id == agent, m.Assessment.superseded_by_id.is_(None)
        )
    ).one_or_none()
    # The old row must make room before the new one comes: only one may be live. It points to
    # the row to come, which the deferred foreign key allows.
    made = m.Assessment(
        axis=str(axis), rating=rating, reason=reason, agent_id=agent, time=time, **subject
    )
    if earlier is not None:
        made.id = 1 + last_id(work.connection(), m.Assessment.__tablename__)
        earlier.superseded_by_id = made.id
        work.flush()
    work.add(made)
    work.flush()
