"""Having a program rate claims: asked by passages, its quotations looked up, its rating kept apart.

Asking goes on outside any transaction; what was rated is entered afterwards, in one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.pages import PageText
from evidence.domain.passages import Passage, PassageKind
from evidence.domain.records import Agent
from evidence.domain.text import words
from evidence.domain.vocabulary import AgentKind, Axis, MatchStatus, Veracity
from evidence.judges.base import ClaimText, Judge, PassageText, Quote, Rating
from evidence.pages.quotations import HeldPages, find
from evidence.services import claims, finding
from evidence.services import find as records
from evidence.services.judging import judge
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import judgements, pages

PASSAGES = 8
"""How many passages a judge is given."""
_READ = (PassageKind.PAGE, PassageKind.ABSTRACT)
"""What a judge is given: the works themselves, and not what people noted about them."""
_AROUND = 2_500
"""Code points of a page that are given before and behind the passage found on it."""
_FEWEST_WORDS = 3
"""Words of the longest quotation that a rating may rest on: "the" stands everywhere."""
_CONCLUSIVE = frozenset({Veracity.SUPPORTED, Veracity.REFUTED, Veracity.CONFLICTING})


@dataclass(frozen=True, slots=True)
class Question:
    """A claim, as a judge is asked about it.

    Args:
        claim, passages: what it is given.
        pages: the whole text that each passage is a part of.
        judged: what the rating will be about (`domain.judged`).
    """

    claim: ClaimText
    passages: tuple[PassageText, ...]
    pages: tuple[str, ...]
    judged: str


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Words that a judge quoted, and whether they stand word for word where it says."""

    words: str
    passage: PassageText
    status: MatchStatus

    @property
    def stands(self) -> bool:
        """Whether nothing but typography differs."""
        return self.status is MatchStatus.EXACT


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judge's rating after its quotations were looked up.

    Args:
        claim: its key.
        given: the rating as the judge gave it.
        rating: the one that is kept.
        reason: with the quotations, and which of them stand nowhere.
        confidence: the judge's, None where its rating is not the one that is kept.
        quotes: each quotation.
        judged: what the rating is about.
    """

    claim: str
    given: Veracity
    rating: Veracity
    reason: str
    confidence: float | None
    quotes: tuple[LookedUp, ...]
    judged: str


def question(session: Session, key: str, limit: int = PASSAGES) -> Question:
    """A claim with the passages of held pages and abstracts that bear most on it.

    Args:
        session: reads the database.
        key: of the claim.
        limit: how many passages at most.

    Raises:
        NotFound: no claim has that key.
    """
    claim = claims.get(session, key)
    record = records.record(session, m.Claim, key)
    found = finding.find(session, key, limit=limit, kinds=_READ)
    works = {each.source for each in found}
    rows = session.execute(
        select(m.Source.key, m.Source.title, m.Source.abstract).where(m.Source.key.in_(works))
    )
    titles = {}
    abstracts = {}
    for source, title, abstract in rows:
        titles[source], abstracts[source] = title or source, abstract or ""
    whole = tuple(
        _page(session, each) if each.kind is PassageKind.PAGE else abstracts[each.source]
        for each in found
    )
    return Question(
        ClaimText(key, claim.statement, claim.quoted, claim.text),
        tuple(
            PassageText(each.source, titles[each.source], _around(each, page), each.page_label)
            for each, page in zip(found, whole, strict=True)
        ),
        whole,
        judgements.of_claims(session, [record.id])[record.id],
    )


def ask(judging: Judge, asked: Question) -> Verdict:
    """What a judge says, and what of it can be kept.

    A rating that says something of the claim's truth stands only where the judge quotes words
    for it, not just one or two, and all stand, word for word, where it says; else it is kept as
    not enough evidence.

    Raises:
        EvidenceError: the judge cannot be asked, or its answer is no rating.
    """
    said = judging.judge(asked.claim, asked.passages)
    quotes = tuple(_looked_up(quote, asked) for quote in said.quotes)
    telling = any(len(words(quote.words)) >= _FEWEST_WORDS for quote in quotes)
    sound = telling and all(quote.stands for quote in quotes)
    accepted = sound or said.rating not in _CONCLUSIVE
    return Verdict(
        claim=asked.claim.key,
        given=said.rating,
        rating=said.rating if accepted else Veracity.NOT_ENOUGH_EVIDENCE,
        reason=_reason(said, quotes, accepted=accepted),
        confidence=said.confidence if accepted else None,
        quotes=quotes,
        judged=asked.judged,
    )


def agent(kind: str, judging: Judge) -> Agent:
    """The agent that a judge's ratings are kept under."""
    return Agent(" ".join(f"{kind} {judging.model}".split()), AgentKind.SOFTWARE)


def keep(work: Work, verdicts: Sequence[Verdict], by: Agent) -> None:
    """Enter ratings; a program's own earlier ones are superseded, nobody else's.

    Raises:
        NotFound: a claim is there no longer.
    """
    for verdict in verdicts:
        claim = records.record(work, m.Claim, verdict.claim)
        judge(
            work,
            Axis.VERACITY,
            str(verdict.rating),
            verdict.reason,
            datetime.now(UTC),
            agent=by,
            confidence=verdict.confidence,
            judged=verdict.judged,
            claim_id=claim.id,
        )


def _page(session: Session, passage: Passage) -> str:
    if passage.document is None or passage.page is None:
        return ""
    return pages.page(session, passage.document, passage.page).text


def _around(passage: Passage, page: str) -> str:
    """The passage with what stands around it, from a word's beginning to a word's end."""
    start, end = max(0, passage.start - _AROUND), min(len(page), passage.end + _AROUND)
    if start:
        start = page.find(" ", start, passage.start) + 1 or passage.start
    if end < len(page):
        end = max(page.rfind(" ", passage.end, end), passage.end)
    return page[start:end]


def _looked_up(quote: Quote, asked: Question) -> LookedUp:
    page = HeldPages([PageText(0, asked.pages[quote.passage])])
    return LookedUp(
        quote.words, asked.passages[quote.passage], find(quote.words, page, None).status
    )


def _reason(said: Rating, quotes: Sequence[LookedUp], *, accepted: bool) -> str:
    parts = [said.rationale]
    parts += [f"Quoted from {_where(each)}: “{each.words}”." for each in quotes if each.stands]
    parts += [
        f"Not found in the passage ({_where(each)}): “{each.words}”."
        for each in quotes
        if not each.stands
    ]
    if not accepted:
        missing = any(not quote.stands for quote in quotes)
        why = "not all that it quotes stands there" if missing else "it quotes too few words"
        parts.append(f"Its rating was {said.rating}, not accepted: {why}.")
    return " ".join(parts)


def _where(quote: LookedUp) -> str:
    label = quote.passage.page_label
    return f"{quote.passage.source}, p. {label}" if label else quote.passage.source
