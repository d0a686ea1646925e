"""Judgements on claims and links, and whether what they are about has changed since."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from evidence.domain import judged as subjects
from evidence.domain.records import Agent, Judgement
from evidence.domain.vocabulary import AgentKind, Axis, LocatorLabel, Stance
from evidence.store import models as m

LIVE = m.Assessment.superseded_by_id.is_(None)


def live(session: Session, subject: Any, ids: Select[Any] | None) -> dict[int, list[Judgement]]:
    """The live judgements by the id of what they are about, in the order they were entered.

    Args:
        subject: `Assessment.claim_id` or `Assessment.evidence_link_id`.
        ids: gives the ids that are wanted, None for all.
    """
    query: Select[Any] = (
        select(
            subject,
            m.Assessment.axis,
            m.Assessment.rating,
            m.Assessment.reason,
            m.Agent.name,
            m.Agent.kind,
            m.Assessment.time,
            m.Assessment.judged,
            m.Assessment.confidence,
        )
        .join(m.Agent, m.Agent.id == m.Assessment.agent_id)
        .where(and_(LIVE, subject.is_not(None)))
        .order_by(m.Assessment.id)
    )
    rows = session.execute(query if ids is None else query.where(subject.in_(ids))).all()
    if not rows:
        return {}
    about = of_claims if subject.key == "claim_id" else of_links
    now = about(session, {row[0] for row in rows})
    found: dict[int, list[Judgement]] = defaultdict(list)
    unknown: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for subject_id, axis, rating, reason, name, kind, time, judged, confidence in rows:
        outdated = bool(subjects.changed(judged, now[subject_id]))
        if judged is None and axis == Axis.VERACITY:
            unknown[subject_id].append((len(found[subject_id]), time))
        found[subject_id].append(
            Judgement(
                Axis(axis), rating, reason, Agent(name, AgentKind(kind)), time, outdated, confidence
            )
        )
    if unknown:
        _ask_ledger(session, found, unknown)
    return found


def of_claims(session: Session, ids: Collection[int]) -> dict[int, str]:
    """What judgements of these claims would be about now, by id."""
    found: dict[int, str] = {}
    passage = aliased(m.Passage)
    held = exists().where(passage.paper_id == m.Claim.paper_id)
    query: Any = select(
        m.Claim.id,
        m.Claim.statement,
        m.Claim.fingerprint,
        m.Claim.passage_id,
        m.Quotation.exact,
        held,
    ).outerjoin(m.Quotation, m.Quotation.claim_id == m.Claim.id)
    for claim_id, statement, fingerprint, place, quoted, text in session.execute(
        query.where(m.Claim.id.in_(_given(ids)))
    ):
        sentence = subjects.Sentence(fingerprint, bool(text), place is not None)
        found[claim_id] = subjects.of_claim(statement, quoted, sentence)
    return found


def of_links(session: Session, ids: Collection[int]) -> dict[int, str]:
    """What judgements of these links would be about now, by id."""
    found: dict[int, str] = {}
    links = m.EvidenceLink
    query = (
        select(
            links.id,
            links.claim_id,
            links.stance,
            links.locator,
            links.label,
            m.Quotation.exact,
        )
        .outerjoin(m.Quotation, m.Quotation.evidence_link_id == links.id)
        .where(links.id.in_(_given(ids)))
    )
    rows = session.execute(query).all()
    claims = of_claims(session, {row.claim_id for row in rows})
    for link_id, claim_id, stance, locator, label, quotation in rows:
        found[link_id] = subjects.of_link(
            claims[claim_id],
            Stance(stance),
            locator,
            LocatorLabel(label) if label else None,
            quotation,
        )
    return found


def _ask_ledger(
    session: Session,
    found: dict[int, list[Judgement]],
    unknown: Mapping[int, list[tuple[int, datetime]]],
) -> None:
    """Mark judgements of before schema 0006 whose claim has been worded anew since."""
    stated = select(m.Claim.id, m.Claim.statement).where(m.Claim.id.in_(_given(unknown)))
    now = dict(session.execute(stated).all())
    changes: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    query = (
        select(m.Revision.record_id, m.Activity.time, m.Revision.before)
        .join(m.Activity, m.Activity.id == m.Revision.activity_id)
        .where(
            m.Revision.record_kind == "claim",
            m.Revision.record_id.in_(_given(unknown)),
            m.Revision.before.is_not(None),
        )
        .order_by(m.Revision.id)
    )
    for claim_id, time, before in session.execute(query):
        changes[claim_id].append((time, json.loads(before or "{}").get("statement", "")))
    for claim_id, states in changes.items():
        for place, judged_at in unknown[claim_id]:
            was = next((text for time, text in states if time > judged_at), now[claim_id])
            if not subjects.same_words(was, now[claim_id]):
                found[claim_id][place] = replace(found[claim_id][place], outdated=True)


def _given(ids: Collection[int]) -> Select[Any]:
    """A query that gives these ids; as one JSON parameter, which has no limit of number."""
    each = func.json_each(json.dumps(sorted(ids))).table_valued("value")
    return select(each.c.value)
