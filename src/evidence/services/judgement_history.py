"""Every judgement ever on a claim or a link, and what of its subject changed between them.

Judgements that were superseded stand in their table; those that were taken back, and all
changes of words, are read from the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain import judged as subjects
from evidence.domain.records import Agent
from evidence.domain.vocabulary import AgentKind, Axis
from evidence.services import find
from evidence.store import models as m
from evidence.store.ledger import states
from evidence.store.queries import judgements

_State = Mapping[str, Any]
_JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Event:
    """A judgement, or a change of what is judged.

    Args:
        time, agent: when it was done, and by whom.
        what: "judgement", else what was changed ("statement", "quoted", "sentence",
            "quotation", "stance", "locator").
        number: of a judgement, from 1 in the order of time.
        axis, rating, reason, confidence: of a judgement.
        superseded_by: the number of the judgement that took its place.
        outdated: whether a judgement is about other words than those that stand now.
        withdrawn: when a judgement was taken back by `undo`.
        before, after: what was changed; None where there was nothing.
    """

    time: datetime
    agent: Agent
    what: str
    number: int | None = None
    axis: Axis | None = None
    rating: str | None = None
    reason: str | None = None
    confidence: float | None = None
    superseded_by: int | None = None
    outdated: bool = False
    withdrawn: datetime | None = None
    before: str | None = None
    after: str | None = None


def of_claim(session: Session, key: str) -> tuple[Event, ...]:
    """The history of a claim's veracity, in the order of time.

    Raises:
        NotFound: no claim has that key.
    """
    claim = find.record(session, m.Claim, key)
    now = judgements.of_claims(session, [claim.id])[claim.id]
    return _ordered(
        [
            *_judgements(session, "claim_id", claim.id, now),
            *_of_claim(session, claim.id),
        ]
    )


def of_link(session: Session, key: str) -> tuple[Event, ...]:
    """The history of a link's fidelity, with the changes of its claim, in the order of time.

    Raises:
        NotFound: no link has that key.
    """
    link = find.record(session, m.EvidenceLink, key)
    now = judgements.of_links(session, [link.id])[link.id]
    made = _made(session, "link", link.id)
    members = {"stance": _member("stance"), "locator": _locator}
    return _ordered(
        [
            *_judgements(session, "evidence_link_id", link.id, now),
            *_changes(session, "link", link.id, members),
            *_quoted(session, "evidence_link_id", link.id, "quotation", made),
            *_of_claim(session, link.claim_id, since=made),
        ]
    )


def _of_claim(session: Session, claim_id: int, since: int = 0) -> Iterator[Event]:
    """Changes of a claim's words by activities later than `since`."""
    members = {"statement": _member("statement"), "sentence": _sentence}
    made = max(since, _made(session, "claim", claim_id))
    yield from _changes(session, "claim", claim_id, members, since=made)
    yield from _quoted(session, "claim_id", claim_id, "quoted", made)


def _quoted(session: Session, column: str, subject: int, what: str, since: int) -> Iterator[Event]:
    for quotation in _ids(session, m.Quotation, "quotation", column, subject):
        yield from _changes(
            session, "quotation", quotation, {what: _member("exact")}, since=since, whole=True
        )


def _changes(
    session: Session,
    kind: str,
    record: int,
    members: Mapping[str, Callable[[_State], str | None]],
    *,
    since: int = 0,
    whole: bool = False,
) -> Iterator[Event]:
    """What was changed in members of a record, by activities later than `since`.

    Args:
        session: reads the ledger.
        kind: of the record, as the ledger has it.
        record: its id.
        members: reads them from its content.
        since: the activity that made it.
        whole: whether its coming and going count as changes too.
    """
    query: Any = (
        select(m.Activity.id, m.Activity.time, m.Agent.name, m.Agent.kind, m.Revision.before)
        .join(m.Activity, m.Activity.id == m.Revision.activity_id)
        .join(m.Agent, m.Agent.id == m.Activity.agent_id)
        .where(m.Revision.record_kind == kind, m.Revision.record_id == record)
        .order_by(m.Revision.id)
    )
    rows = session.execute(query).all()
    contents: list[_State | None]
    contents = [None if row.before is None else json.loads(row.before) for row in rows]
    contents.append(states(session.connection(), kind, [record]).get(record))
    for row, before, after in zip(rows, contents, contents[1:], strict=False):
        if row.id <= since or (not whole and (before is None or after is None)):
            continue
        for what, read in members.items():
            was = None if before is None else read(before)
            now = None if after is None else read(after)
            if was != now:
                agent = Agent(row.name, AgentKind(row.kind))
                yield Event(row.time, agent, what, before=was, after=now)


def _judgements(session: Session, column: str, subject: int, now: str) -> Iterator[Event]:
    """The judgements on a subject, each `superseded_by` still the id of another."""
    a = m.Assessment
    query = (
        select(a, m.Agent.name, m.Agent.kind)
        .join(m.Agent, m.Agent.id == a.agent_id)
        .where(getattr(a, column) == subject)
    )
    for made, name, kind in session.execute(query):
        yield Event(
            made.time,
            Agent(name, AgentKind(kind)),
            _JUDGEMENT,
            made.id,
            Axis(made.axis),
            made.rating,
            made.reason,
            made.confidence,
            made.superseded_by_id,
            bool(subjects.changed(made.judged, now)),
        )
    yield from _withdrawn(session, column, subject, now)


def _withdrawn(session: Session, column: str, subject: int, now: str) -> Iterator[Event]:
    """Judgements that `undo` took back: the ledger still has them."""
    agents = {
        agent.id: Agent(agent.name, AgentKind(agent.kind))
        for agent in session.scalars(select(m.Agent))
    }
    query = (
        select(m.Revision.before, m.Activity.time)
        .join(m.Activity, m.Activity.id == m.Revision.activity_id)
        .where(
            m.Revision.record_kind == "assessment",
            m.Revision.content_hash.is_(None),
            m.Revision.before.like(f'%"{column}":{subject}%'),
        )
    )
    for text, time in session.execute(query):
        made = json.loads(text or "{}")
        if made.get(column) != subject or made["agent_id"] not in agents:
            continue
        yield Event(
            datetime.fromisoformat(made["time"]),
            agents[made["agent_id"]],
            _JUDGEMENT,
            made["id"],
            Axis(made["axis"]),
            made["rating"],
            made["reason"],
            made.get("confidence"),
            outdated=bool(subjects.changed(made.get("judged"), now)),
            withdrawn=time,
        )


def _ids(session: Session, model: Any, kind: str, column: str, subject: int) -> Collection[int]:
    """The records of a kind that belong, or once belonged, to a subject."""
    there = session.scalars(select(model.id).where(getattr(model, column) == subject)).all()
    gone = session.execute(
        select(m.Revision.record_id, m.Revision.before).where(
            m.Revision.record_kind == kind, m.Revision.before.like(f'%"{column}":{subject}%')
        )
    )
    return sorted(
        {*there, *(each for each, text in gone if json.loads(text or "{}").get(column) == subject)}
    )


def _made(session: Session, kind: str, record: int) -> int:
    """The activity that made a record."""
    query = (
        select(m.Revision.activity_id)
        .where(m.Revision.record_kind == kind, m.Revision.record_id == record)
        .order_by(m.Revision.id)
        .limit(1)
    )
    return session.scalar(query) or 0


def _ordered(events: list[Event]) -> tuple[Event, ...]:
    """Events in the order of time, with the judgements numbered."""
    ordered = sorted(events, key=lambda event: (event.time, event.what != _JUDGEMENT))
    judged = [event.number for event in ordered if event.number is not None]
    numbers = {id_: number for number, id_ in enumerate(judged, 1)}
    return tuple(
        event
        if event.number is None
        else replace(
            event,
            number=numbers[event.number],
            superseded_by=numbers.get(event.superseded_by or 0),
        )
        for event in ordered
    )


def _member(name: str) -> Callable[[_State], str | None]:
    def read(state: _State) -> str | None:
        value = state.get(name)
        return None if value is None else str(value)

    return read


def _locator(link: _State) -> str | None:
    return f"{link.get('label', 'page')} {link['locator']}" if link.get("locator") else None


def _sentence(claim: _State) -> str | None:
    """The sentence that a claim stands for: where it stands, and which one it is."""
    if claim.get("fingerprint") is None:
        return None
    place = ".".join(str(claim[part]) for part in ("paragraph", "sentence") if claim.get(part))
    return f"{claim['section']} {place}".strip() + f" ({claim['fingerprint']})"
