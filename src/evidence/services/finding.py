"""The passages that bear on a claim, best first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain import wording
from evidence.domain.discrepancies import discrepancies, printed
from evidence.domain.passages import Passage, PassageKind, Why
from evidence.domain.records import Claim
from evidence.domain.wording import Kind
from evidence.errors import BadInput
from evidence.manuscript.sentences import sentences
from evidence.services import claims
from evidence.services import find as records
from evidence.store import models as m
from evidence.store.queries import passages as queries
from evidence.store.queries.passages import Held
from evidence.store.search import ranking
from evidence.store.search.ranking import SHELVES, Shelf, Size
from evidence.store.search.stems import WORD, Stems

_CLAIM = re.compile(r"C\d+")
_KEY_DIGITS = 3
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
_SPARE = 20
"""Candidates of each kind beyond what is asked for: joint counts may order them otherwise."""
_KEPT = 8_000
"""Texts whose words are remembered, for the next question."""
_GAIN = 0.35
"""A second sentence is shown where it adds so much of what the question says."""
_LONGEST = 500
"""Code points of a sentence that is shown whole: tables and lists have no full stops."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: a text, or a claim with its quoted words.

    `statement` is what passages are compared with.
    """

    statement: str
    text: str
    claim: str | None = None


def question(session: Session, text: str) -> Question:
    """What a person means: the claim of that key, else the text itself.

    Raises:
        NotFound: it looks like a claim's key, and no claim has it. "C60" may be a word.
    """
    word = text.strip()
    if not _CLAIM.fullmatch(word):
        return Question(text, text)
    known = session.scalar(select(m.Claim.key).where(m.Claim.key == word))
    if known is None and len(word) <= _KEY_DIGITS:
        return Question(text, text)
    return question_of(claims.get(session, word))


def require_words(asked: Question) -> None:
    """Refuse a question without a word.

    Raises:
        BadInput: there is nothing to look for.
    """
    if WORD.search(asked.text) is None:
        raise BadInput("there is no word to look for", hint="evidence find 'some words'")


def question_of(claim: Claim) -> Question:
    """The question that a claim is."""
    quoted = claim.quoted or ""
    more = "" if quoted in claim.statement else f"\n{quoted}"
    return Question(claim.statement, claim.statement + more, claim.key)


def find(
    session: Session,
    query: str,
    *,
    limit: int = 10,
    sources: Collection[str] | None = None,
    kinds: Collection[PassageKind] | None = None,
) -> tuple[Passage, ...]:
    """The passages that bear most on a text or, by its key, a claim; best first.

    Args:
        query: what any of its words may find, or a claim's key.
        limit: how many at most.
        sources: only in these works; kinds: only in such texts.

    Raises:
        NotFound: no claim, or no work, has that key.
    """
    with finder(session, sources=sources, kinds=kinds) as found:
        return found.passages(question(session, query), limit)


@contextmanager
def finder(
    session: Session,
    *,
    sources: Collection[str] | None = None,
    kinds: Collection[PassageKind] | None = None,
) -> Iterator[Finder]:
    """Whoever asks several questions gets them answered faster; arguments as of `find`."""
    with Stems() as stems:
        yield Finder(session, stems, sources, kinds)


class _Text:
    """A held text with its words by stem, and its sentences."""

    def __init__(self, held: Held, stems: Stems) -> None:
        self.held = held
        self._stems = stems
        title = stems.listed(held.title) if held.title else []
        words = stems.listed(held.text)
        self._titled = Counter(title)
        self._counts = Counter(words)
        self.length = len(title) + len(words)
        self._places: dict[str, list[int]] | None = None
        self._sentences: list[tuple[int, int]] | None = None

    def count(self, stem: str, title_weight: float) -> float:
        """How often it has a word; in its title it counts more."""
        return self._counts.get(stem, 0) + title_weight * self._titled.get(stem, 0)

    @property
    def places(self) -> dict[str, list[int]]:
        """Where each word begins, by stem."""
        if self._places is None:
            self._places = {}
            for stem, start, _ in self._stems(self.held.text):
                self._places.setdefault(stem, []).append(start)
        return self._places

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """Their spans, without running header and footer where there is any text besides."""
        if self._sentences is None:
            held = self.held
            self._sentences = list(_spans(held.text, held.start, held.end)) or list(
                _spans(held.text, 0, None)
            )
        return self._sentences


class Finder:
    """Answers questions about one state of the database."""

    def __init__(
        self,
        session: Session,
        stems: Stems,
        sources: Collection[str] | None = None,
        kinds: Collection[PassageKind] | None = None,
    ) -> None:
        self._session = session
        self._connection = session.connection()
        self._stems = stems
        self._keys = None if sources is None else set(sources)
        self._ids = None
        if sources is not None:
            self._ids = [records.record(session, m.Source, key).id for key in sources]
        wanted = set(PassageKind) if kinds is None else set(kinds)
        self._shelves: dict[Shelf, Size] = {}
        self._averages: dict[Shelf, float] = {}
        for shelf in SHELVES:
            size = ranking.size(self._connection, shelf.index)
            count, average = ranking.texts(self._connection, shelf, size)
            if count and shelf.kind in wanted:
                self._shelves[shelf], self._averages[shelf] = size, average
        self._rows = sum(size.rows for size in self._shelves.values())
        self._frequencies: dict[str, dict[Shelf, int]] = {}
        self._texts: dict[tuple[PassageKind, int], _Text] = {}

    @property
    def holds_anything(self) -> bool:
        """Whether there is any text to look in."""
        return bool(self._shelves)

    def passages(
        self, asked: Question, limit: int = 10, *, explained: bool = True
    ) -> tuple[Passage, ...]:
        """The passages that bear most on a question, best first.

        Args:
            explained: whether to say why, and what differs.
        """
        words = [(stem, asked.text[start:end]) for stem, start, end in self._stems(asked.text)]
        weights = self._weights(words)
        if not weights:
            return ()
        ranked = self._ranked(words, weights, limit)
        found = tuple([self._passage(asked, *each, weights, explained) for each in ranked])
        # Who reads them is not helped by what shares only "the" and "of".
        telling = tuple([each for each in found if each.why.words or each.why.numbers])
        return telling if explained and telling else found

    def _weights(self, words: Sequence[tuple[str, str]]) -> dict[str, float]:
        """How much each word of the question says, by stem; those that nothing holds left out."""
        weights: dict[str, float] = {}
        for stem, word in words:
            counts = self._frequencies.get(stem)
            if counts is None:
                counts = self._frequencies[stem] = {
                    shelf: ranking.frequency(
                        self._connection, shelf.index, size, shelf.query((word,))
                    )
                    for shelf, size in self._shelves.items()
                }
            if total := sum(counts.values()):
                weights[stem] = ranking.rarity(total, self._rows)
        return weights

    def _ranked(
        self, words: Sequence[tuple[str, str]], weights: dict[str, float], limit: int
    ) -> list[tuple[float, _Text]]:
        asked = [stem for stem, _ in words if stem in weights]
        values = [weights[stem] for stem in asked]
        found: list[tuple[float, _Text]] = []
        for shelf, size in self._shelves.items():
            counted = [
                (word, self._frequencies[stem][shelf]) for stem, word in words if stem in weights
            ]
            ids = ranking.candidates(
                self._connection, shelf, size, counted, limit + _SPARE, self._ids
            )
            title = shelf.weights[0]
            for text in self._load(shelf.kind, ids):
                counts = [text.count(stem, title) for stem in asked]
                score = ranking.score(values, counts, text.length, self._averages[shelf])
                found.append((score, text))
        found.sort(key=lambda each: (-each[0], each[1].held.kind, each[1].held.id))
        return found[:limit]

    def _load(self, kind: PassageKind, ids: Sequence[int]) -> list[_Text]:
        new = [number for number in ids if (kind, number) not in self._texts]
        if len(self._texts) + len(new) > _KEPT:
            self._texts.clear()
            new = list(ids)
        if new:
            held = list(queries.load(self._session, kind, new))
            self._stems.learn_texts(part for each in held for part in (each.title, each.text))
            for each in held:
                self._texts[kind, each.id] = _Text(each, self._stems)
        return [self._texts[kind, each] for each in ids if (kind, each) in self._texts]

    def _passage(
        self, asked: Question, score: float, text: _Text, weights: dict[str, float], explained: bool
    ) -> Passage:
        held = text.held
        start, end = _best(text, weights)
        shown = held.text[start:end]
        source, label = _work(held, self._keys)
        passage = Passage(
            kind=held.kind,
            source=source,
            score=round(score, 6),
            text=shown,
            start=start,
            end=end,
            document=held.document,
            page=held.page,
            page_label=label,
            annotation=held.annotation,
        )
        if not explained:
            return passage
        body = held.text[held.start : held.end]
        around = f"{held.title}. {body}" if held.title else body
        return replace(
            passage,
            why=_why(asked.text, shown, weights, self._stems),
            warnings=discrepancies(asked.statement, shown, around=around, stem=self._stems.of),
        )


def _spans(text: str, start: int, end: int | None) -> Iterator[tuple[int, int]]:
    """The sentences of a text, paragraph by paragraph."""
    body = text[start:end]
    at = 0
    for gap in (*_PARAGRAPHS.finditer(body), None):
        until = len(body) if gap is None else gap.start()
        for first, last in sentences(body[at:until]):
            yield start + at + first, start + at + last
        at = until if gap is None else gap.end()


def _best(text: _Text, weights: dict[str, float]) -> tuple[int, int]:
    """The sentence, or two in a row, that hold most of what the question says."""
    hits = sorted((place, stem) for stem in weights for place in text.places.get(stem, ()))
    spans = text.sentences
    if not spans:
        return 0, len(text.held.text)
    stems: list[set[str]] = [set() for _ in spans]
    at = 0
    for place, stem in hits:
        while at < len(spans) and spans[at][1] <= place:
            at += 1
        if at == len(spans):
            break
        if spans[at][0] <= place:
            stems[at].add(stem)
    worth = [sum(weights[stem] for stem in each) for each in stems]
    # Of sentences that say as much the first, unless a later one says it in far fewer words.
    best = max(range(len(spans)), key=lambda each: (_dense(worth[each], spans[each]), -each))
    start, end = spans[best]
    beside = [each for each in (best - 1, best + 1) if 0 <= each < len(spans)]
    gains = {each: sum(weights[stem] for stem in stems[each] - stems[best]) for each in beside}
    total = sum(weights.values())
    other = max(beside, key=lambda each: gains[each], default=None)
    if other is not None and total and gains[other] >= _GAIN * total:
        start, end = min(start, spans[other][0]), max(end, spans[other][1])
    if end - start > _LONGEST:
        places = [(place, stem) for place, stem in hits if start <= place < end]
        return _densest(text.held.text, start, end, places, weights)
    return start, end


def _dense(worth: float, span: tuple[int, int]) -> float:
    return worth / (1 + 0.1 * (span[1] - span[0]) / _LONGEST)


def _densest(
    text: str,
    start: int,
    end: int,
    hits: Sequence[tuple[int, str]],
    weights: dict[str, float],
) -> tuple[int, int]:
    """The part of a long sentence that holds most, from a word's beginning to a word's end."""
    best, at = -1.0, start
    for place, _ in hits[:200]:
        inside = {stem for other, stem in hits if place <= other < place + _LONGEST // 2}
        worth = sum(weights[stem] for stem in inside)
        if worth > best:
            best, at = worth, place
    first = max(start, at - _LONGEST // 4)
    last = min(end, first + _LONGEST)
    if first > start:
        blank = re.compile(r"\s").search(text, first, at)
        first = blank.end() if blank else at
    if last < end:
        cut = max(text.rfind(" ", first, last), text.rfind("\n", first, last))
        last = cut if cut > at else last
    return first, last


def _work(held: Held, wanted: Collection[str] | None) -> tuple[str, str | None]:
    """The work that a text belongs to, and the printed label of a page.

    Of a file that holds several works the one whose pages it numbers there.
    """
    if held.page is None:
        return held.source, None
    works = [each for each in held.works if wanted is None or each[0] in wanted] or held.works
    labelled = ((key, page_map.label(held.page)) for key, page_map in works)
    return next(((key, label) for key, label in labelled if label), (works[0][0], None))


def _why(text: str, shown: str, weights: dict[str, float], stems: Stems) -> Why:
    """What a passage has in common with a question, in the passage's own words."""
    spans: list[tuple[int, int]] = []
    words: dict[str, str] = {}
    of_kind = {word.start: word.kind for word in wording.words(shown)}
    for stem, start, end in stems(shown):
        if stem not in weights or of_kind.get(start) is Kind.FUNCTION:
            continue
        spans.append((start, end))
        if of_kind.get(start) is not Kind.NUMBER:
            words.setdefault(stem, shown[start:end])
    return Why(
        words=tuple(words.values()),
        numbers=_both(wording.numbers, text, shown),
        names=tuple(printed(each, shown) for each in _both(wording.names, text, shown)),
        dates=_both(wording.dates, text, shown),
        spans=tuple(spans),
    )


def _both(of: Callable[[str], Sequence[str]], text: str, shown: str) -> tuple[str, ...]:
    asked = set(of(text))
    return tuple(dict.fromkeys(each for each in of(shown) if each in asked))
