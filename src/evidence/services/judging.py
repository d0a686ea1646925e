"""Entering a judgement: append-only, one live row for each subject and agent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from evidence.domain.records import Agent
from evidence.domain.text import squeeze
from evidence.domain.vocabulary import Axis
from evidence.errors import BadInput
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import judgements
from evidence.store.sources import last_id


def judge(
    work: Work,
    axis: Axis,
    rating: str,
    because: str,
    time: datetime,
    *,
    agent: Agent | None = None,
    confidence: float | None = None,
    judged: str | None = None,
    **subject: Any,
) -> None:
    """Enter a judgement; an earlier one of the same agent is superseded.

    Args:
        axis, rating: by the vocabulary of the axis.
        because: the reason, which must say something.
        agent: whose judgement it is, None for the one who acts.
        confidence: what a program says of its own rating, from 0 to 1.
        judged: what it is about (`domain.judged`), None for the subject as it is now.
        subject: `claim_id` or `evidence_link_id`.

    Raises:
        BadInput: there is no reason.
    """
    reason = squeeze(because)
    if not reason:
        raise BadInput("a judgement needs a reason", hint="--because TEXT")
    judge_id = work.agent_id(agent)
    work.flush()
    conditions = [getattr(m.Assessment, name) == value for name, value in subject.items()]
    earlier = work.scalars(
        select(m.Assessment).where(
            *conditions, m.Assessment.agent_id == judge_id, m.Assessment.superseded_by_id.is_(None)
        )
    ).one_or_none()
    # The old row must make room before the new one comes: only one may be live. It points to
    # the row to come, which the deferred foreign key allows.
    made = m.Assessment(
        axis=str(axis),
        rating=rating,
        reason=reason,
        agent_id=judge_id,
        time=time,
        judged=judged or _subject(work, **subject),
        confidence=confidence,
        **subject,
    )
    if earlier is not None:
        made.id = 1 + last_id(work.connection(), m.Assessment.__tablename__)
        earlier.superseded_by_id = made.id
        work.flush()
    work.add(made)
    work.flush()


def _subject(
    work: Work, claim_id: int | None = None, evidence_link_id: int | None = None
) -> str | None:
    """What the judgement is about, as it is now."""
    if claim_id is not None:
        return judgements.of_claims(work, [claim_id])[claim_id]
    if evidence_link_id is not None:
        return judgements.of_links(work, [evidence_link_id])[evidence_link_id]
    return None
