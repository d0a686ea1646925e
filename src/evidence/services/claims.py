"""Claims: listed, stated, corrected, judged, removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace as _with
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.records import Claim, Service
from evidence.domain.text import fold
from evidence.domain.vocabulary import Axis, ClaimKind, ClaimStatus, Stance, Veracity
from evidence.errors import BadInput
from evidence.services import find, given, keys, links
from evidence.services.judging import judge
from evidence.services.links import Found
from evidence.services.removal import Removal, Remover
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import claims as queries
from evidence.store.queries.claims import ClaimFilter, ClaimLine

EDITABLE = (
    "statement",
    "kind",
    "status",
    "section",
    "paragraph",
    "sentence",
    "quoted",
    "citations",
)
_STANCES = {Veracity.SUPPORTED: Stance.SUPPORTS, Veracity.REFUTED: Stance.DISPUTES}
_ANY = ClaimFilter()


def listing(session: Session, wanted: ClaimFilter = _ANY) -> tuple[Claim, ...]:
    """The claims that a filter lets through, in the order of their papers.

    Raises:
        NotFound: the filter names a paper, section or source that is not there.
    """
    return tuple(queries.claims(session, _checked(session, wanted)))


def lines(session: Session, wanted: ClaimFilter = _ANY) -> tuple[ClaimLine, ...]:
    """The same claims as lines of a table.

    Raises:
        NotFound: as `listing`.
    """
    return tuple(queries.lines(session, _checked(session, wanted)))


def get(session: Session, key: str) -> Claim:
    """One claim.

    Raises:
        NotFound: no claim has that key.
    """
    find.require(session, m.Claim, key)
    return queries.claims(session, ClaimFilter(keys=(key,)))[0]


def add(
    work: Work,
    *,
    paper: str,
    statement: str,
    kind: ClaimKind,
    section: str,
    paragraph: int | None = None,
    sentence: int | None = None,
    quoted: str | None = None,
    citations: Sequence[Service] = (),
    status: ClaimStatus = ClaimStatus.CONFIRMED,
) -> str:
    """State a claim of a paper; returns its key.

    Where the paper's text is held, the claim is tied to the sentence at that place.

    Args:
        statement: one fact, restated neutrally.
        section: heading; paragraph and sentence count from 1.
        quoted: the words that the paper puts in quotation marks, verbatim.
        citations: those that serve it.
    """
    claim = m.Claim(
        key=keys.new_key(work, "claim"),
        paper=find.record(work, m.Paper, paper),
        statement=given.text(statement, "a claim", "statement"),
        kind=str(kind),
        status=str(status),
        section=given.text(section, "a claim", "section"),
        paragraph=given.count(paragraph, "paragraph"),
        sentence=given.count(sentence, "sentence"),
    )
    work.add(claim)
    _tie(work, claim)
    claim.citations[:] = _services(work, claim, citations)
    work.flush()
    _quote(work, claim, quoted)
    work.flush()
    return claim.key


def edit(work: Work, key: str, values: Mapping[str, Any]) -> Claim:
    """Correct a claim; `values` by the names in `EDITABLE`, citations as services.

    Raises:
        NotFound: no claim has that key, or a citation is not there.
        BadInput: a value cannot be.
    """
    claim = find.record(work, m.Claim, key)
    for name, value in values.items():
        match name:
            case "statement" | "section":
                setattr(claim, name, given.text(value, "a claim", name))
            case "kind":
                claim.kind = given.one_of(ClaimKind, value)
            case "status":
                claim.status = given.one_of(ClaimStatus, value)
            case "paragraph" | "sentence":
                setattr(claim, name, given.count(value, name))
            case "quoted":
                _quote(work, claim, value)
            case "citations":
                wanted = _services(work, claim, value)
                claim.citations.clear()
                work.flush()
                claim.citations[:] = wanted
            case _:
                raise BadInput(f"a claim has no {name!r}", hint=f"it has {', '.join(EDITABLE)}")
    if {"section", "paragraph", "sentence"} & values.keys():
        _tie(work, claim)
    work.flush()
    work.expire_all()
    return get(work, key)


def remove(work: Work, key: str) -> Removal:
    """Take a claim out; its evidence, quoted words and judgements go along."""
    remover = Remover(work)
    remover.claim(find.record(work, m.Claim, key))
    return remover.report(key)


def assess(
    work: Work, key: str, rating: Veracity, because: str, evidence: Found | None = None
) -> str | None:
    """Judge whether a claim is true; the same agent's earlier judgement is superseded.

    Args:
        key: of the claim.
        rating: the judgement; because: why.
        evidence: what it rests on, entered as an evidence link unless there is one like it.

    Returns:
        The key of the link, None where there is no evidence.

    Raises:
        NotFound: the claim or the source is not there.
        BadInput: there is no reason, or the locator cannot be read.
    """
    claim = find.record(work, m.Claim, key)
    link = None if evidence is None else links.ensure(work, key, evidence, _STANCES.get(rating))
    judge(work, Axis.VERACITY, str(rating), because, datetime.now(UTC), claim_id=claim.id)
    return link


def _checked(session: Session, wanted: ClaimFilter) -> ClaimFilter:
    """The filter with its heading as printed, if all that it names is there."""
    find.require(session, m.Paper, wanted.paper)
    find.require(session, m.Source, wanted.source)
    return _with(wanted, section=find.section(session, wanted.section, wanted.paper))


def _services(work: Work, claim: m.Claim, citations: Iterable[Service]) -> list[m.ClaimCitation]:
    found: dict[int, m.ClaimCitation] = {}
    for service in citations:
        citation = find.record(work, m.Citation, service.citation)
        if citation.paper_id != claim.paper.id:
            raise BadInput(f"{service.citation} is a citation of another paper")
        _require_near(claim, citation, inferred=service.inferred)
        found[citation.id] = m.ClaimCitation(citation=citation, inferred=service.inferred)
    return list(found.values())


def _require_near(claim: m.Claim, citation: m.Citation, *, inferred: bool) -> None:
    """Refuse a citation that stands elsewhere: it cannot serve the claim.

    It serves the claims of its own sentence and, inferred, those of the paragraph that it
    ends. A place that nobody named is no objection.
    """
    place: list[tuple[str | int | None, str | int | None]]
    place = [(fold(claim.section).text, fold(citation.section).text)]
    place.append((claim.paragraph, citation.paragraph))
    if not inferred:
        place.append((claim.sentence, citation.sentence))
    if any(None not in (here, there) and here != there for here, there in place):
        where = "paragraph" if inferred else "sentence"
        raise BadInput(
            f"{citation.key} {citation.text} does not stand in the claim's {where}",
            hint="correct the place of the one or the other"
            if inferred
            else "--inferred for a citation that only ends the paragraph",
        )


def _quote(work: Work, claim: m.Claim, quoted: str | None) -> None:
    held = work.scalars(select(m.Quotation).where(m.Quotation.claim_id == claim.id)).one_or_none()
    if quoted is None or not quoted.strip():
        if held is not None:
            work.delete(held)
    elif held is not None:
        held.exact = quoted
    else:
        work.add(m.Quotation(key=keys.new_key(work, "quotation"), claim=claim, exact=quoted))


def _tie(work: Work, claim: m.Claim) -> None:
    """Tie a claim to the sentence at its place: where headings repeat, if it is clear which."""
    places = work.scalars(
        select(m.Passage).where(
            m.Passage.paper_id == claim.paper.id,
            m.Passage.section == claim.section,
            m.Passage.paragraph == claim.paragraph,
            m.Passage.sentence == claim.sentence,
        )
    ).all()
    if len(places) > 1:
        places = [each for each in places if each.fingerprint == claim.fingerprint]
    claim.passage = places[0] if len(places) == 1 else None
    if claim.passage is not None:
        claim.fingerprint = claim.passage.fingerprint
