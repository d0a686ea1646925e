"""Findings set aside, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence import rules
from evidence.domain.records import Agent
from evidence.domain.text import squeeze
from evidence.domain.vocabulary import AgentKind
from evidence.errors import BadInput, NotFound, Refused
from evidence.services import find
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import papers as queries


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding set aside: rule, the key of its subject, paper, reason, who and when."""

    rule: str
    key: str
    paper: str
    reason: str
    agent: Agent
    time: datetime


def listing(session: Session) -> tuple[Waiver, ...]:
    """Every waiver, in the order they were given."""
    query = (
        select(
            m.Waiver.rule,
            m.Waiver.subject,
            m.Paper.key,
            m.Waiver.reason,
            m.Agent.name,
            m.Agent.kind,
            m.Waiver.time,
        )
        .join(m.Paper, m.Paper.id == m.Waiver.paper_id)
        .join(m.Agent, m.Agent.id == m.Waiver.agent_id)
        .order_by(m.Waiver.id)
    )
    return tuple(
        Waiver(rule, key, paper, reason, Agent(name, AgentKind(kind)), time)
        for rule, key, paper, reason, name, kind, time in session.execute(query)
    )


def waive(work: Work, rule: str, key: str, because: str, paper: str | None = None) -> None:
    """Set a finding aside.

    Args:
        rule: code or name; key: of the finding's subject (a section's is its heading).
        paper: where the same finding is in several papers; by default in all that have it.

    Raises:
        NotFound: no such rule, or it finds nothing about that subject.
        Refused: it is set aside already. BadInput: there is no reason.
    """
    code = rules.rule(rule).code
    reason = squeeze(because)
    if not reason:
        raise BadInput("a waiver needs a reason", hint="--because TEXT")
    find.require(work, m.Paper, paper)
    papers = [paper] if paper is not None else list(work.scalars(select(m.Paper.key)))
    subjects = set()
    waived = 0
    for each in papers:
        found = {finding.key for finding in rules.run(queries.whole(work, each), select=(code,))}
        subjects |= found
        if key in found:
            waived += _enter(work, code, key, reason, each)
    if key not in subjects:
        listed = f"evidence check --select {code}"
        raise NotFound.among(f"finding of {code} about", key, subjects, listing=listed)
    if not waived:
        raise Refused(f"{code} is waived for {key} already", hint="evidence rule waivers")


def unwaive(work: Work, rule: str, key: str, paper: str | None = None) -> int:
    """Take a finding up again; returns in how many papers.

    Raises:
        NotFound: no such waiver.
    """
    code = rules.rule(rule).code
    find.require(work, m.Paper, paper)
    query = select(m.Waiver).join(m.Paper).where(m.Waiver.rule == code, m.Waiver.subject == key)
    if paper is not None:
        query = query.where(m.Paper.key == paper)
    held = work.scalars(query).all()
    if not held:
        known = work.scalars(select(m.Waiver.subject).where(m.Waiver.rule == code))
        raise NotFound.among(f"waiver of {code} for", key, known, listing="evidence rule waivers")
    for waiver in held:
        work.delete(waiver)
    return len(held)


def _enter(work: Work, code: str, key: str, reason: str, paper: str) -> bool:
    of_paper = find.record(work, m.Paper, paper)
    held = work.scalar(
        select(m.Waiver.id).where(
            m.Waiver.rule == code, m.Waiver.subject == key, m.Waiver.paper_id == of_paper.id
        )
    )
    if held is not None:
        return False
    work.add(
        m.Waiver(
            rule=code,
            paper=of_paper,
            subject=key,
            reason=reason,
            agent_id=work.agent_id(),
            time=datetime.now(UTC),
        )
    )
    work.flush()
    return True
