"""Papers under check: entered, tied to their text, removed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.items import Item
from evidence.domain.records import Claim
from evidence.domain.text import Folded, find_fingerprint, fingerprint, fold
from evidence.errors import BadInput, Refused
from evidence.manuscript.plain import Sentence, read
from evidence.services import claims, find, sources
from evidence.services.removal import Removal, Remover
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import papers as queries
from evidence.store.queries.papers import HeldSentence, PaperSummary


@dataclass(frozen=True, slots=True)
class Attached:
    """What tying a paper to its text did.

    `passages` sentences are held now; `found` claims stand on theirs; `missing` are the
    claims whose sentence is no longer there.
    """

    passages: int
    found: int
    missing: tuple[Claim, ...]


def listing(session: Session) -> tuple[PaperSummary, ...]:
    """Every paper, by key."""
    return tuple(queries.summaries(session))


def get(session: Session, key: str) -> PaperSummary:
    """One paper.

    Raises:
        NotFound: none has that key.
    """
    find.require(session, m.Paper, key)
    return next(each for each in queries.summaries(session) if each.key == key)


def only(session: Session, key: str | None) -> str:
    """The paper that a person means: the one named, else the only one there is.

    Raises:
        NotFound: none has that key, or there is none at all. BadInput: there are several.
    """
    if key is not None:
        find.require(session, m.Paper, key)
        return key
    keys = session.scalars(select(m.Paper.key).order_by(m.Paper.key)).all()
    if len(keys) == 1:
        return keys[0]
    if not keys:
        raise BadInput("there is no paper yet", hint="evidence paper add --title TEXT")
    raise BadInput("there are several papers", hint=f"--paper KEY, one of {', '.join(keys)}")


def add(work: Work, item: Item, *, key: str | None = None) -> str:
    """Enter a paper with its own bibliographic record; returns its key.

    With the key of a source that is there already, that work becomes a paper under check.
    """
    there = None
    if key is not None:
        there = work.scalars(select(m.Source).where(m.Source.key == key)).one_or_none()
    if there is None:
        key = sources.add(work, item, key=key)
        there = find.record(work, m.Source, key)
    elif work.scalar(select(m.Paper.id).where(m.Paper.key == there.key)) is not None:
        raise Refused(f"{there.key} is a paper already", hint=f"evidence paper show {there.key}")
    work.add(m.Paper(key=there.key, source_id=there.id))
    work.flush()
    return there.key


def remove(work: Work, key: str) -> Removal:
    """Take a paper out with its sentences, entries, citations and claims; works stay."""
    remover = Remover(work)
    remover.paper(find.record(work, m.Paper, key))
    return remover.report(key)


def sentences(session: Session, key: str) -> tuple[HeldSentence, ...]:
    """The held sentences of a paper, in the order of its text."""
    find.require(session, m.Paper, key)
    return tuple(queries.sentences(session, key))


def attach(work: Work, key: str, text: str, file_name: str) -> Attached:
    """Tie a paper to its text: keep the sentences, and find each claim's among them.

    A claim is found by the fingerprint of its sentence, wherever that stands now; where it
    stands more than once, at the place that the claim names. A claim that was entered
    without the text is found by its place, and gets the fingerprint. Text under the headings of the
    paper's reference lists is not kept.

    Args:
        text: of the file; offsets are code points of it.
        file_name: without folders.

    Raises:
        NotFound: no paper has that key. BadInput: the text holds no sentence.
    """
    paper = find.record(work, m.Paper, key)
    lists = set(
        work.scalars(select(m.ReferenceEntry.section).where(m.ReferenceEntry.paper_id == paper.id))
    )
    folded_lists = {fold(heading).text for heading in lists}
    found = [each for each in read(text) if fold(each.section).text not in folded_lists]
    if not found:
        raise BadInput(f"{file_name} holds no sentence", hint="give the paper's text, as UTF-8")
    paper.file_name = file_name
    paper.file_sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    stated = work.scalars(select(m.Claim).where(m.Claim.paper_id == paper.id)).all()
    cited = work.scalars(select(m.Citation).where(m.Citation.paper_id == paper.id)).all()
    for claim in stated:
        claim.passage = None
    for citation in cited:
        citation.passage = None
    work.flush()
    paper.passages.clear()
    work.flush()
    kept = _keep(paper, found)
    work.flush()
    missing = _tie(stated, _Text(text, found, kept))
    for citation in cited:
        citation.passage = next(
            (passage for passage in kept.values() if _holds(passage, citation)), None
        )
    work.flush()
    work.expire_all()
    by_key = {claim.key: claim for claim in claims.listing(work)}
    return Attached(len(found), len(stated) - len(missing), tuple(by_key[key] for key in missing))


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    sentences: list[Sentence]
    passages: Mapping[int, m.Passage]

    def passage_at(self, offset: int) -> m.Passage | None:
        """The sentence that a code point lies in."""
        for sentence in self.sentences:
            if sentence.start <= offset < sentence.end:
                return self.passages[sentence.start]
        return None


def _keep(paper: m.Paper, found: list[Sentence]) -> dict[int, m.Passage]:
    kept = {}
    for each in found:
        kept[each.start] = passage = m.Passage(
            section=each.section,
            paragraph=each.paragraph,
            sentence=each.sentence,
            start=each.start,
            end=each.end,
            text=each.text,
            fingerprint=fingerprint(each.text),
        )
        paper.passages.append(passage)
    return kept


def _tie(stated: Any, held: _Text) -> list[str]:
    """Tie claims to their sentences; returns the keys of those whose sentence is not there."""
    by_print: dict[str, list[m.Passage]] = {}
    for passage in held.passages.values():
        by_print.setdefault(passage.fingerprint, []).append(passage)
    folded: Folded | None = None
    missing = []
    for claim in stated:
        places = by_print.get(claim.fingerprint or "", [])
        if not places and claim.fingerprint:
            folded = folded or fold(held.text)
            spans = find_fingerprint(folded, claim.fingerprint)
            places = [p for start, _ in spans if (p := held.passage_at(start)) is not None]
        if not claim.fingerprint:
            places = [each for each in held.passages.values() if _is_at(each, claim)]
        if places:
            claim.passage = min(places, key=lambda place: _distance(place, claim))
            claim.fingerprint = claim.fingerprint or claim.passage.fingerprint
        else:
            missing.append(claim.key)
    return missing


def _distance(passage: m.Passage, claim: m.Claim) -> tuple[bool, int, int]:
    return (
        passage.section != claim.section,
        abs(passage.paragraph - (claim.paragraph or 0)),
        abs(passage.sentence - (claim.sentence or 0)),
    )


def _is_at(passage: m.Passage, claim: m.Claim) -> bool:
    """Whether a sentence stands at the place that a claim names."""
    return (
        fold(passage.section).text == fold(claim.section).text
        and passage.paragraph == claim.paragraph
        and passage.sentence == claim.sentence
    )


def _holds(passage: m.Passage, citation: m.Citation) -> bool:
    """Whether a sentence is the one that a citation stands in, at the place it names."""
    place = passage.section, passage.paragraph, passage.sentence
    return (
        place == (citation.section, citation.paragraph, citation.sentence)
        and fold(citation.text).text in fold(passage.text).text
    )
