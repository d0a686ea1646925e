"""How risky it is to leave a claim unjudged: reasons with weights, and an order made of them.

Weights only order claims for people's attention; nothing is concluded from them. A claim may
have several reasons, whose weights add up:

- 5: a check found something wrong with the quotation or its place (EV403, EV404, EV405), 4 with
  a locator (EV301, EV304);
- 4: what was judged has been changed since;
- 3: it quotes words; a citation names no work for certain (ambiguous, in conflict, not in the
  list); it can be checked and nothing serves it, neither citation nor evidence; somebody else
  disputes it;
- 2: it has a number or a date;
- 1: one work alone bears it; its citation only ends the paragraph; a page is not given though
  it quotes.

Sources: what studies of citation accuracy find wrong most often is quotations, numbers and
page references.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum

from evidence.domain import wording
from evidence.domain.records import Agent, Citation, Claim, Judgement
from evidence.domain.stated import without_citations
from evidence.domain.vocabulary import AgentKind, Resolution, Veracity

SUSPICIOUS = {
    "EV403": (5, "its quoted words were not found in the works cited for them"),
    "EV404": (5, "its quoted words stand on another page"),
    "EV405": (5, "its quoted words differ from the source's"),
    "EV301": (4, "its locator lies outside the pages of the work"),
    "EV304": (4, "the held file has no such page"),
}
"""The rules whose findings make a claim risky: the weight of each, and how it is told."""
_UNCERTAIN = {
    Resolution.MISSING: "names a work that is not in the reference list",
    Resolution.AMBIGUOUS: "may name several works",
    Resolution.CONFLICT: "differs from the entry that it probably names",
}
_DISPUTED = frozenset({Veracity.REFUTED, Veracity.CONFLICTING})


class Turn(IntEnum):
    """Whose turn comes first."""

    OPEN = 0
    """No person has judged the claim as it stands, or whoever asks judged another wording."""
    SECOND = 1
    """Somebody else has: a second judgement may follow."""
    OWN = 2
    """An interpretation without quoted words: the paper's own, hardly checkable."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that makes a claim risky, in words for people."""

    weight: int
    text: str


@dataclass(frozen=True, slots=True)
class Risk:
    """How risky a claim is.

    Args:
        turn: comes first in the order.
        reasons: heaviest first.
    """

    turn: Turn
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        """The sum of the weights."""
        return sum(reason.weight for reason in self.reasons)

    @property
    def order(self) -> tuple[int, int]:
        """Sorts the most urgent first."""
        return (self.turn, -self.score)


def of(
    claim: Claim, citations: Sequence[Citation], found: Collection[str], agent: Agent
) -> Risk | None:
    """How risky a claim is for somebody who is to judge it.

    Args:
        claim: with its evidence and judgements.
        citations: those that serve it.
        found: codes of the rules that found something about it, its quotation or its citations.
        agent: who is to judge.

    Returns:
        None where that one has judged it as it stands.
    """
    own = next((each for each in claim.judgements if each.agent == agent), None)
    if own is not None and not own.outdated:
        return None
    reasons = [
        *_told_by_checks(found),
        *_of_judgements(claim.judgements, own),
        *_of_words(claim),
        *_of_sources(claim, citations),
    ]
    ordered = sorted(reasons, key=lambda reason: -reason.weight)
    return Risk(_turn(claim, own), tuple(ordered))


def _turn(claim: Claim, own: Judgement | None) -> Turn:
    if not claim.checkable and not claim.quoted and own is None:
        return Turn.OWN
    people = (each for each in claim.judgements if each.agent.kind is not AgentKind.SOFTWARE)
    others = any(not each.outdated for each in people)
    return Turn.SECOND if others and own is None else Turn.OPEN


def _told_by_checks(found: Collection[str]) -> list[Reason]:
    return [Reason(*SUSPICIOUS[code]) for code in sorted(found) if code in SUSPICIOUS]


def _of_judgements(judgements: Sequence[Judgement], own: Judgement | None) -> list[Reason]:
    reasons = []
    if own is not None:
        reasons.append(Reason(4, f"you judged it {own.rating} before its wording was changed"))
    for each in judgements:
        if each is own or each.rating not in _DISPUTED:
            continue
        software = each.agent.kind is AgentKind.SOFTWARE
        who = f"the program {each.agent.name}" if software else each.agent.name
        reasons.append(Reason(3, f"{who} judged it {each.rating}"))
    return reasons


def _of_words(claim: Claim) -> list[Reason]:
    reasons = [Reason(3, "it quotes words")] if claim.quoted else []
    text = f"{without_citations(claim.statement)}\n{claim.quoted or ''}"
    if wording.dates(text):
        reasons.append(Reason(2, "it has a date"))
    elif wording.numbers(text):
        reasons.append(Reason(2, "it has a number"))
    return reasons


def _of_sources(claim: Claim, citations: Sequence[Citation]) -> list[Reason]:
    reasons = []
    items = [(citation, item) for citation in citations for item in citation.items]
    for citation, item in items:
        if item.resolution in _UNCERTAIN:
            reasons.append(Reason(3, f"{citation.text} {_UNCERTAIN[item.resolution]}"))
    works = {key for _, item in items for key in item.likely}
    works |= {link.source for link in claim.evidence}
    if not works and not items and claim.checkable:
        reasons.append(Reason(3, "no source: no citation serves it and no evidence is linked"))
    elif len(works) == 1:
        reasons.append(Reason(1, f"one work alone bears it: {next(iter(works))}"))
    if claim.services and all(service.inferred for service in claim.services):
        reasons.append(Reason(1, "its citation only ends the paragraph"))
    if claim.quoted and items and not any(item.locator for _, item in items):
        reasons.append(Reason(1, "it quotes, and no page is given"))
    return list(dict.fromkeys(reasons))
