"""Evidence links: what somebody found in a source about a claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.locators import parse
from evidence.domain.records import Evidence
from evidence.domain.text import squeeze
from evidence.domain.vocabulary import Axis, Fidelity, LocatorLabel, Stance
from evidence.errors import BadInput, NotFound
from evidence.services import find, given, keys
from evidence.services.judging import judge
from evidence.services.removal import Removal, Remover
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import claims as queries
from evidence.store.queries.claims import EvidenceFilter

EDITABLE = ("stance", "locator", "label", "note", "quotation")
_ANY = EvidenceFilter()


@dataclass(frozen=True, slots=True)
class Found:
    """What a judgement rests on.

    Args:
        source: the work's key.
        locator, label: the place in it, as `add` takes them.
        quotation: its words, verbatim.
        stance: what it says of the claim; None for what follows from the judgement.
        note: for people.
    """

    source: str
    locator: str | None = None
    label: LocatorLabel | None = None
    quotation: str | None = None
    stance: Stance | None = None
    note: str | None = None


def listing(session: Session, wanted: EvidenceFilter = _ANY) -> tuple[Evidence, ...]:
    """The evidence links that a filter lets through, in the order they were entered.

    Raises:
        NotFound: the filter names a claim or a source that is not there.
    """
    find.require(session, m.Claim, wanted.claim)
    find.require(session, m.Source, wanted.source)
    return tuple(queries.evidence(session, wanted))


def get(session: Session, key: str) -> Evidence:
    """One evidence link.

    Raises:
        NotFound: none has that key.
    """
    find.require(session, m.EvidenceLink, key)
    return queries.evidence(session, EvidenceFilter(keys=(key,)))[0]


def add(
    work: Work,
    *,
    claim: str,
    source: str,
    stance: Stance,
    locator: str | None = None,
    label: LocatorLabel | None = None,
    note: str | None = None,
    quotation: str | None = None,
) -> str:
    """Tie a claim to a place in a source; returns the link's key.

    Args:
        locator: the place, as people write it ("pp. 59–61"); label: its CSL label, where the
            locator does not tell.
        quotation: the source's words, verbatim.

    Raises:
        NotFound: the claim or the source is not there.
        BadInput: the locator cannot be read.
    """
    link = m.EvidenceLink(
        key=keys.new_key(work, "link"),
        claim=find.record(work, m.Claim, claim),
        source=find.record(work, m.Source, source),
        stance=str(stance),
        note=squeeze(note) if note else None,
    )
    link.locator, link.label = _place(locator, label)
    work.add(link)
    work.flush()
    _quote(work, link, quotation)
    work.flush()
    return link.key


def ensure(work: Work, claim: str, found: Found, stance: Stance | None) -> str:
    """Tie a claim to what a judgement rests on, unless such a link is there; returns its key.

    Args:
        claim: its key.
        found: what to tie it to.
        stance: what follows from the judgement, None where it tells neither way.

    Raises:
        NotFound: the claim or the source is not there.
        BadInput: the locator cannot be read.
    """
    said = found.stance or stance or Stance.MENTIONS
    place = _place(found.locator, found.label)
    for link in listing(work, EvidenceFilter(claim=claim, source=found.source, stance=said)):
        held = (link.locator, link.label, link.quotation or None)
        if held == (*place, found.quotation or None) and found.note in (None, link.note):
            return link.key
    return add(
        work,
        claim=claim,
        source=found.source,
        stance=said,
        locator=found.locator,
        label=found.label,
        note=found.note,
        quotation=found.quotation,
    )


def edit(work: Work, key: str, values: Mapping[str, Any]) -> Evidence:
    """Correct a link; `values` by the names in `EDITABLE`.

    Raises:
        NotFound: none has that key.
        BadInput: a value cannot be.
    """
    link = find.record(work, m.EvidenceLink, key)
    for name in values:
        if name not in EDITABLE:
            raise BadInput(f"a link has no {name!r}", hint=f"it has {', '.join(EDITABLE)}")
    if "stance" in values:
        link.stance = given.one_of(Stance, values["stance"])
    if "locator" in values or "label" in values:
        label = values.get("label", None if "locator" in values else link.label)
        known = given.one_of(LocatorLabel, label) if label else None
        link.locator, link.label = _place(values.get("locator", link.locator), known)
    if "note" in values:
        link.note = squeeze(values["note"]) if values["note"] else None
    if "quotation" in values:
        _quote(work, link, values["quotation"])
    work.flush()
    work.expire_all()
    return get(work, key)


def remove(work: Work, key: str) -> Removal:
    """Take a link out; its quotation and judgements go along."""
    remover = Remover(work)
    remover.link(find.record(work, m.EvidenceLink, key))
    return remover.report(key)


def unlink(work: Work, claim: str, source: str) -> tuple[str, ...]:
    """Take out every link between a claim and a source; returns their keys.

    Raises:
        NotFound: there is none.
    """
    stated, work_cited = find.record(work, m.Claim, claim), find.record(work, m.Source, source)
    links = work.scalars(
        select(m.EvidenceLink).where(
            m.EvidenceLink.claim_id == stated.id, m.EvidenceLink.source_id == work_cited.id
        )
    ).all()
    if not links:
        raise NotFound(
            f"{claim} has no evidence from {source}", hint=f"evidence claim show {claim}"
        )
    keys = tuple(link.key for link in links)
    remover = Remover(work)
    for link in links:
        remover.link(link)
    work.flush()
    return keys


def assess(work: Work, key: str, rating: Fidelity, because: str) -> None:
    """Judge whether the paper represents the source rightly, on this link."""
    link = find.record(work, m.EvidenceLink, key)
    judge(work, Axis.FIDELITY, str(rating), because, datetime.now(UTC), evidence_link_id=link.id)


def _place(
    locator: str | None, label: LocatorLabel | None
) -> tuple[str | None, LocatorLabel | None]:
    if locator is None or not locator.strip():
        return None, None
    read = parse(locator, label)
    return read.text, read.label


def _quote(work: Work, link: m.EvidenceLink, words: str | None) -> None:
    held = work.scalars(
        select(m.Quotation).where(m.Quotation.evidence_link_id == link.id)
    ).one_or_none()
    if words is None or not words.strip():
        if held is not None:
            work.delete(held)
    elif held is not None:
        held.exact = words
    else:
        work.add(m.Quotation(key=keys.new_key(work, "quotation"), link=link, exact=words))
