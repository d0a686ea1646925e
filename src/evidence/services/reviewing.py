"""Claims proposed from a paper's sentences, and what a person makes of each proposal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.records import Claim, Service
from evidence.domain.vocabulary import ClaimStatus
from evidence.errors import BadInput
from evidence.manuscript.claims import Candidate, candidate
from evidence.services import claims, find, keys
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries.claims import ClaimFilter

_DROPPED = """
SELECT DISTINCT json_extract(before, '$.fingerprint') FROM revision
WHERE record_kind = 'claim' AND content_hash IS NULL AND before IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that waits for a person, with what its sentence shows.

    Args:
        citations: those that serve it, as printed, each with whether that is inferred.
    """

    claim: Claim
    shown: Candidate
    citations: tuple[tuple[str, bool], ...]


def propose(work: Work, paper: str, *, before: Collection[str] = ()) -> int:
    """Propose a claim for each sentence of a paper that can be checked and has none.

    A sentence whose claim somebody dropped is not proposed anew.

    Args:
        before: fingerprints of sentences that were looked at before; these are passed over.

    Raises:
        NotFound: no paper has that key.
    """
    held = find.record(work, m.Paper, paper)
    of_paper = m.Claim.paper_id == held.id
    taken = set(work.scalars(select(m.Claim.passage_id).where(of_paper)))
    stated = set(work.scalars(select(m.Claim.fingerprint).where(of_paper)))
    stated |= set(work.connection().exec_driver_sql(_DROPPED).scalars())
    stated |= set(before)
    passages = list(held.passages)
    cited: dict[int, list[m.Citation]] = {}
    query = select(m.Citation).where(m.Citation.paper_id == held.id).order_by(m.Citation.id)
    for citation in work.scalars(query):
        if citation.passage_id is not None:
            cited.setdefault(citation.passage_id, []).append(citation)
    last = {(each.section, each.paragraph): each.id for each in passages}
    count = 0
    for each in passages:
        own = cited.get(each.id, [])
        shown = candidate(each.text, tuple(citation.text for citation in own))
        if not shown.checkable or each.id in taken or each.fingerprint in stated:
            continue
        serving = own or cited.get(last[each.section, each.paragraph], [])
        claim = m.Claim(
            key=keys.new_key(work, "claim"),
            paper=held,
            passage=each,
            statement=shown.statement,
            kind=str(shown.kind),
            status=str(ClaimStatus.CANDIDATE),
            section=each.section,
            paragraph=each.paragraph,
            sentence=each.sentence,
            fingerprint=each.fingerprint,
        )
        claim.citations = [m.ClaimCitation(citation=one, inferred=not own) for one in serving]
        work.add(claim)
        if shown.quoted:
            work.add(
                m.Quotation(key=keys.new_key(work, "quotation"), claim=claim, exact=shown.quoted)
            )
        count += 1
    work.flush()
    return count


def proposals(session: Session, paper: str) -> tuple[Proposal, ...]:
    """The proposed claims of a paper that wait for a person, in the order of its text.

    Raises:
        NotFound: no paper has that key.
    """
    find.require(session, m.Paper, paper)
    wanted = ClaimFilter(paper=paper, status=ClaimStatus.CANDIDATE)
    query = select(m.Citation.key, m.Citation.text).join(m.Paper).where(m.Paper.key == paper)
    printed = dict(session.execute(query).all())
    return tuple(
        Proposal(
            each,
            candidate(each.text or each.statement),
            tuple((printed[one.citation], one.inferred) for one in each.services),
        )
        for each in claims.listing(session, wanted)
    )


def confirm(work: Work, key: str, statement: str | None = None) -> None:
    """Let a proposal stand, with other words where these are given."""
    values: dict[str, object] = {"status": str(ClaimStatus.CONFIRMED)}
    if statement is not None:
        values["statement"] = statement
    claims.edit(work, key, values)


def split(work: Work, key: str, statements: Sequence[str]) -> tuple[str, ...]:
    """Make several claims of a proposal: the first keeps its key; returns all their keys.

    Raises:
        BadInput: there are fewer than two statements.
    """
    if len(statements) < 2:
        raise BadInput("to split a claim takes two statements or more")
    whole = claims.get(work, key)
    confirm(work, key, statements[0])
    made = [
        claims.add(
            work,
            paper=whole.paper,
            statement=each,
            kind=whole.kind,
            section=whole.location.section,
            paragraph=whole.location.paragraph,
            sentence=whole.location.sentence,
            citations=[Service(one.citation, one.inferred) for one in whole.services],
        )
        for each in statements[1:]
    ]
    return (key, *made)
