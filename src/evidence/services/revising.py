"""Claims tied to the sentences of a revised manuscript, and what the revision put in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from evidence.domain.text import likeness, words
from evidence.services.work import Work
from evidence.store import models as m

_SLIGHTLY = 0.75
"""How alike a sentence must be to one that a claim was taken from, to be that one revised."""
_NEAR = 0.05
"""What standing in the same paragraph adds."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim whose sentence was changed or is gone.

    Args:
        key, statement: of the claim.
        sentence: as it reads now, None where there is none like it any more.
        judgements: how many judgements on the claim and its evidence are in doubt.
    """

    key: str
    statement: str
    sentence: str | None
    judgements: int


@dataclass(frozen=True, slots=True)
class Revised:
    """What became of a paper's claims: how many stand as before, which do not."""

    kept: int = 0
    changed: tuple[Changed, ...] = ()
    lost: tuple[Changed, ...] = ()

    @property
    def doubted(self) -> int:
        """How many judgements the revision put in doubt."""
        return sum(each.judgements for each in (*self.changed, *self.lost))


def sentences_of_claims(work: Work, paper: m.Paper) -> dict[str, str]:
    """The sentences that a paper's claims were taken from, as held before a revision, by key."""
    query = (
        select(m.Claim.key, m.Passage.text)
        .join(m.Passage, m.Passage.id == m.Claim.passage_id)
        .where(m.Claim.paper_id == paper.id)
    )
    return dict(work.execute(query).all())


def tie(
    work: Work, paper: m.Paper, passages: Sequence[m.Passage], was: Mapping[str, str]
) -> Revised:
    """Tie a paper's claims to its sentences: to the same one, else to the one most like it.

    Args:
        passages: the sentences that the paper has now.
        was: the sentences that the claims were taken from, by the claims' keys.
    """
    stated = work.scalars(
        select(m.Claim).where(m.Claim.paper_id == paper.id).order_by(m.Claim.id)
    ).all()
    by_print: dict[str, list[m.Passage]] = {}
    for passage in passages:
        by_print.setdefault(passage.fingerprint, []).append(passage)
    kept = 0
    left = []
    for claim in stated:
        places = by_print.get(claim.fingerprint or "", [])
        if places:
            _place(claim, min(places, key=lambda each: _distance(each, claim)))
            kept += 1
        else:
            left.append(claim)
    changed: list[Changed] = []
    lost: list[Changed] = []
    taken = {claim.fingerprint for claim in stated}
    free = [(each, Counter(words(each.text))) for each in passages if each.fingerprint not in taken]
    for claim in left:
        best, most = None, _SLIGHTLY
        own = Counter(words(was.get(claim.key, claim.statement)))
        for passage, theirs in free:
            near = passage.section == claim.section and passage.paragraph == claim.paragraph
            alike = likeness(own, theirs) + _NEAR * near
            if alike > most:
                best, most = passage, alike
        judged = _judgements(work, claim)
        if best is None:
            lost.append(Changed(claim.key, claim.statement, None, judged))
        else:
            _place(claim, best)
            claim.fingerprint = best.fingerprint
            changed.append(Changed(claim.key, claim.statement, best.text, judged))
    work.flush()
    return Revised(kept, tuple(changed), tuple(lost))


def _place(claim: m.Claim, passage: m.Passage) -> None:
    claim.passage = passage
    claim.section, claim.paragraph = passage.section, passage.paragraph
    claim.sentence = passage.sentence


def _distance(passage: m.Passage, claim: m.Claim) -> tuple[bool, int, int]:
    return (
        passage.section != claim.section,
        abs(passage.paragraph - (claim.paragraph or 0)),
        abs(passage.sentence - (claim.sentence or 0)),
    )


def _judgements(work: Work, claim: m.Claim) -> int:
    links = select(m.EvidenceLink.id).where(m.EvidenceLink.claim_id == claim.id)
    query = select(m.Assessment.id).where(
        (m.Assessment.claim_id == claim.id) | m.Assessment.evidence_link_id.in_(links)
    )
    return len(work.scalars(query).all())
