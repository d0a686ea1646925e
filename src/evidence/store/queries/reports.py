"""What only a report asks for: earlier judgements, and which state of the database it tells of."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, aliased

from evidence.domain.records import Agent, Judgement
from evidence.domain.reports import PaperFile, Superseded
from evidence.domain.vocabulary import AgentKind, Axis
from evidence.store import models as m


def superseded(session: Session, paper: str) -> dict[str, list[Superseded]]:
    """The earlier judgements of a paper's claims and links, by the key of either, latest first."""
    later = aliased(m.Assessment)
    a = m.Assessment
    claim_id = func.coalesce(a.claim_id, m.EvidenceLink.claim_id)
    query: Select[Any] = (
        select(
            case((a.claim_id.is_(None), m.EvidenceLink.key), else_=m.Claim.key),
            a.axis,
            a.rating,
            a.reason,
            m.Agent.name,
            m.Agent.kind,
            a.time,
            a.confidence,
            later.time,
        )
        .join(later, later.id == a.superseded_by_id)
        .join(m.Agent, m.Agent.id == a.agent_id)
        .outerjoin(m.EvidenceLink, m.EvidenceLink.id == a.evidence_link_id)
        .join(m.Claim, m.Claim.id == claim_id)
        .join(m.Paper, m.Paper.id == m.Claim.paper_id)
        .where(m.Paper.key == paper)
        .order_by(a.id.desc())
    )
    found: dict[str, list[Superseded]] = defaultdict(list)
    for key, axis, rating, reason, name, kind, time, sure, until in session.execute(query):
        judged = Judgement(
            Axis(axis), rating, reason, Agent(name, AgentKind(kind)), time, confidence=sure
        )
        found[key].append(Superseded(judged, until))
    return found


def ledger_head(session: Session) -> tuple[str, int]:
    """The hash of the ledger's last activity, and how many there are."""
    last = select(m.Activity.hash).order_by(m.Activity.id.desc()).limit(1).scalar_subquery()
    digest, count = session.execute(select(last, func.count(m.Activity.id))).one()
    return digest or "", count


def paper_file(session: Session, paper: str) -> PaperFile | None:
    """The file that a paper's text came from."""
    query = select(m.Paper.file_name, m.Paper.file_sha256).where(m.Paper.key == paper)
    name, digest = session.execute(query).one()
    return None if name is None else PaperFile(name, digest)
