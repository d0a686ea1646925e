"""Claims with what serves, might serve, supports and judges them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from evidence.domain.findings import Location
from evidence.domain.records import (
    Agent,
    Claim,
    Evidence,
    Service,
    Suggestion,
    Verified,
)
from evidence.domain.vocabulary import (
    AgentKind,
    ClaimKind,
    ClaimStatus,
    LocatorLabel,
    Stance,
    Veracity,
)
from evidence.store import models as m
from evidence.store.queries import judgements, quotations
from evidence.store.queries.words import holds_words
from evidence.store.search.index import CLAIMS

# Enumerated values by their text: calling the enumeration costs five times a look-up, and
# a long listing makes thousands of them.
_KINDS = {str(kind): kind for kind in ClaimKind}
_STATUSES = {str(status): status for status in ClaimStatus}
_LIVE = judgements.LIVE


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to list; None and empty mean any.

    Args:
        veracity: the latest live rating; "unjudged" for claims that have none.
        cited: whether a citation serves it, be it inferred.
        text: words that its statement holds.
        source: the key of a work that a citation of it names, or that evidence links to it.
        limit: how many at most.
    """

    paper: str | None = None
    section: str | None = None
    kind: ClaimKind | None = None
    status: ClaimStatus | None = None
    veracity: Veracity | str | None = None
    cited: bool | None = None
    text: str | None = None
    source: str | None = None
    keys: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """Which evidence links to list; None and empty mean any."""

    claim: str | None = None
    source: str | None = None
    stance: Stance | None = None
    keys: tuple[str, ...] = ()


def claims(session: Session, wanted: ClaimFilter) -> list[Claim]:
    """The claims that a filter lets through, in the order of their papers."""
    ids = _ids(wanted)
    narrow = wanted != ClaimFilter()
    chosen = ids if narrow else None
    services = _services(session, chosen)
    suggestions = _suggestions(session, chosen)
    judged = judgements.live(session, m.Assessment.claim_id, chosen)
    links: dict[str, list[Evidence]] = defaultdict(list)
    found_at = quotations.verified(session)
    conditions = () if chosen is None else (m.EvidenceLink.claim_id.in_(ids),)
    for link in _evidence(session, conditions, found_at):
        links[link.claim].append(link)
    quoted = _quotations(session, m.Quotation.claim_id)
    c = m.Claim.__table__.c
    query: Select[Any] = (
        select(
            c.id,
            c.key,
            m.Paper.key.label("paper"),
            c.statement,
            c.kind,
            c.status,
            c.section,
            c.paragraph,
            c.sentence,
            c.fingerprint,
            m.Passage.start,
            m.Passage.end,
            m.Passage.text,
        )
        .join(m.Paper, m.Paper.id == c.paper_id)
        .outerjoin(m.Passage, m.Passage.id == c.passage_id)
    )
    query = _in_order(query)
    if narrow:
        query = query.where(c.id.in_(ids))
    found = []
    # Unpacked, because a row's columns cost more by name; a long listing is mostly this.
    for claim_id, key, paper, statement, kind, status, *place, text in session.execute(query):
        section, paragraph, sentence, sentence_print, start, end = place
        quotation, words = quoted.get(claim_id, (None, None))
        found.append(
            Claim(
                key=key,
                paper=paper,
                statement=statement,
                kind=_KINDS[kind],
                status=_STATUSES[status],
                location=Location(section, paragraph, sentence, start, end),
                quoted=words,
                quotation=quotation,
                fingerprint=sentence_print,
                text=text,
                services=tuple(services.get(claim_id, ())),
                suggestions=tuple(suggestions.get(claim_id, ())),
                evidence=tuple(links.get(key, ())),
                judgements=tuple(judged.get(claim_id, ())),
                verified=found_at.get(quotation or "", ()),
            )
        )
    return found


class ClaimLine(NamedTuple):
    """A claim as a table shows it: one line, with the works cited for it and where in them.

    `cited` holds "key, locator" for each work that a serving citation names, "?" for one
    that is not resolved; parenthesised where the citation only ends the claim's paragraph.
    A tuple, not a dataclass: a table of thousands is made of these.
    """

    key: str
    kind: str
    status: str
    section: str
    paragraph: int | None
    sentence: int | None
    statement: str
    cited: str | None
    veracity: str | None


def lines(session: Session, wanted: ClaimFilter) -> list[ClaimLine]:
    """The claims that a filter lets through as lines of a table: one query."""
    claim, service, item, source = (
        model.__table__ for model in (m.Claim, m.ClaimCitation, m.CitationItem, m.Source)
    )
    c, i = claim.c, item.c
    place = case((i.locator.is_(None), ""), else_=literal(", ") + i.locator)
    cited = func.coalesce(source.c.key, "?") + place
    cited = case((service.c.inferred, literal("(") + cited + ")"), else_=cited)
    query: Select[Any] = (
        select(
            c.key,
            c.kind,
            c.status,
            c.section,
            c.paragraph,
            c.sentence,
            c.statement,
            func.group_concat(cited, "; "),
            _latest_rating(),
        )
        .select_from(claim)
        .outerjoin(service, service.c.claim_id == c.id)
        .outerjoin(item, i.citation_id == service.c.citation_id)
        .outerjoin(source, source.c.id == i.source_id)
        .group_by(c.id)
    )
    if wanted != ClaimFilter():
        query = query.where(c.id.in_(_ids(wanted)))
    # On the connection: what the session adds for mapped objects costs as much as the query.
    rows = session.connection().execute(_in_order(query))
    return [ClaimLine._make(row) for row in rows]


def evidence(session: Session, wanted: EvidenceFilter) -> list[Evidence]:
    """The evidence links that a filter lets through, in the order they were entered."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.claim is not None:
        conditions.append(m.Claim.key == wanted.claim)
    if wanted.source is not None:
        conditions.append(m.Source.key == wanted.source)
    if wanted.stance is not None:
        conditions.append(m.EvidenceLink.stance == str(wanted.stance))
    if wanted.keys:
        conditions.append(m.EvidenceLink.key.in_(wanted.keys))
    return _evidence(session, conditions, quotations.verified(session))


def _ids(wanted: ClaimFilter) -> Select[Any]:
    """A query that gives the ids of the claims that a filter lets through."""
    ids = _in_order(select(m.Claim.id).join(m.Paper).where(*_conditions(wanted)))
    # As a derived table, so that no query around it takes its tables for its own.
    return select(ids.limit(wanted.limit).subquery().c.id)


def _in_order(query: Select[Any]) -> Select[Any]:
    """The claims in the order of the paper: sections as they first came, then the place."""
    c, other = m.Claim.__table__.c, m.Claim.__table__.alias()
    first = (
        select(func.min(other.c.id))
        .where(other.c.paper_id == c.paper_id, other.c.section == c.section)
        .correlate(m.Claim.__table__)
        .scalar_subquery()
    )
    return query.order_by(c.paper_id, first, c.paragraph, c.sentence, c.id)


def _conditions(wanted: ClaimFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.paper is not None:
        yield m.Paper.key == wanted.paper
    if wanted.section is not None:
        yield m.Claim.section == wanted.section
    if wanted.kind is not None:
        yield m.Claim.kind == str(wanted.kind)
    if wanted.status is not None:
        yield m.Claim.status == str(wanted.status)
    if wanted.veracity is not None:
        latest = _latest_rating()
        unjudged = wanted.veracity == "unjudged"
        yield latest.is_(None) if unjudged else latest == str(wanted.veracity)
    if wanted.cited is not None:
        cited = exists().where(m.ClaimCitation.claim_id == m.Claim.id)
        yield cited if wanted.cited else ~cited
    if wanted.text is not None:
        yield holds_words(CLAIMS, wanted.text, m.Claim.__table__.c.id)
    if wanted.source is not None:
        yield _about_source(wanted.source)
    if wanted.keys:
        yield m.Claim.key.in_(wanted.keys)


def _latest_rating() -> Any:
    """A claim's veracity as `domain.records.Claim.veracity` has it: people's before software's."""
    return (
        select(m.Assessment.rating)
        .join(m.Agent, m.Agent.id == m.Assessment.agent_id)
        .where(m.Assessment.claim_id == m.Claim.id, _LIVE)
        .order_by(case((m.Agent.kind == AgentKind.SOFTWARE, 1), else_=0), m.Assessment.time.desc())
        .limit(1)
        .correlate(m.Claim)
        .scalar_subquery()
    )


def _about_source(key: str) -> ColumnElement[bool]:
    source = select(m.Source.id).where(m.Source.key == key).scalar_subquery()
    cited = (
        select(m.ClaimCitation.claim_id)
        .join(m.CitationItem, m.CitationItem.citation_id == m.ClaimCitation.citation_id)
        .outerjoin(m.CitationCandidate, m.CitationCandidate.citation_item_id == m.CitationItem.id)
        .where(or_(m.CitationItem.source_id == source, m.CitationCandidate.source_id == source))
    )
    linked = select(m.EvidenceLink.claim_id).where(m.EvidenceLink.source_id == source)
    return or_(m.Claim.id.in_(cited), m.Claim.id.in_(linked))


def _services(session: Session, ids: Select[Any] | None) -> dict[int, list[Service]]:
    c = m.ClaimCitation.__table__.c
    query = (
        select(c.claim_id, m.Citation.key, c.inferred)
        .join(m.Citation, m.Citation.id == c.citation_id)
        .order_by(c.claim_id, m.Citation.id)
    )
    found: dict[int, list[Service]] = defaultdict(list)
    for claim_id, key, inferred in session.execute(
        query if ids is None else query.where(c.claim_id.in_(ids))
    ):
        found[claim_id].append(Service(key, bool(inferred)))
    return found


def _suggestions(session: Session, ids: Select[Any] | None) -> dict[int, list[Suggestion]]:
    s = m.Suggestion.__table__.c
    query = (
        select(s.claim_id, m.Source.key, s.reason, m.Agent.name, m.Agent.kind)
        .join(m.Source, m.Source.id == s.source_id)
        .join(m.Agent, m.Agent.id == s.agent_id)
        .order_by(s.id)
    )
    found: dict[int, list[Suggestion]] = defaultdict(list)
    for claim_id, key, reason, name, kind in session.execute(
        query if ids is None else query.where(s.claim_id.in_(ids))
    ):
        found[claim_id].append(Suggestion(key, reason, Agent(name, AgentKind(kind))))
    return found


def _evidence(
    session: Session,
    conditions: Iterable[ColumnElement[bool]],
    found_at: Mapping[str, tuple[Verified, ...]],
) -> list[Evidence]:
    e = m.EvidenceLink.__table__.c
    query: Select[Any] = (
        select(
            e.id,
            e.key,
            m.Claim.key.label("claim"),
            m.Source.key.label("source"),
            e.stance,
            e.locator,
            e.label,
            e.note,
        )
        .join(m.Claim, m.Claim.id == e.claim_id)
        .join(m.Source, m.Source.id == e.source_id)
        .where(*conditions)
        .order_by(e.id)
    )
    rows = session.execute(query).all()
    if not rows:
        return []
    quoted = _quotations(session, m.Quotation.evidence_link_id)
    judged = judgements.live(session, m.Assessment.evidence_link_id, None)
    return [
        Evidence(
            key=row.key,
            claim=row.claim,
            source=row.source,
            stance=Stance(row.stance),
            locator=row.locator,
            label=LocatorLabel(row.label) if row.label else None,
            note=row.note,
            quotation=quoted.get(row.id, (None, None))[1],
            judgements=tuple(judged.get(row.id, ())),
            verified=_of_work(found_at, quoted.get(row.id), row.source),
        )
        for row in rows
    ]


def _of_work(
    found_at: Mapping[str, tuple[Verified, ...]], quotation: tuple[str, str] | None, source: str
) -> Verified | None:
    """Where a link's quotation stands in its work."""
    looked = () if quotation is None else found_at.get(quotation[0], ())
    return next((each for each in looked if each.source == source), None)


def _quotations(session: Session, subject: Any) -> dict[int, tuple[str, str]]:
    query = select(subject, m.Quotation.key, m.Quotation.exact).where(subject.is_not(None))
    return {row[0]: (row[1], row[2]) for row in session.execute(query)}
