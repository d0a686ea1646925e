"""Sources that are, or may be, the same work.

Comparing all with all would take a hundred thousand sources days. Only those are compared
that share an identifier, or stand near each other when sorted: by title, by author and
title, by author and year, by the rarest words of their titles. So the cost grows with the
number of sources, not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.comparing import weighty
from evidence.domain.matching import (
    ALIKE,
    Gist,
    Identity,
    likeness,
    same_by_gist,
    same_by_identifier,
    score,
)
from evidence.domain.merging import Difference, merge
from evidence.domain.records import Source
from evidence.domain.vocabulary import IdentifierScheme
from evidence.services import find
from evidence.store import models as m
from evidence.store.queries.sources import SourceFilter, listing

SURE = 1.0
LIKELY = 0.9
"""From this score on two sources are probably one work."""

_MOST_COMPARED = 20
"""So many of a group are all compared with each other; of more, each with so many neighbours."""
_WORKS = frozenset(IdentifierScheme) - {
    IdentifierScheme.ISBN,
    IdentifierScheme.ISSN,
    IdentifierScheme.URL,
}
"""Schemes of which no two works should share an identifier."""
_NAMES = {IdentifierScheme.ARXIV: "arXiv identifier", IdentifierScheme.URL: "address"}

Pair = tuple[int, int]
_Shared = TypeVar("_Shared", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two sources that are, or may be, the same work.

    Args:
        keys: of both, first the one that says more, which a merge would keep.
        reason: "same DOI", "same title, author and year", "alike".
        score: how sure it is, from 0 to 1.
        differences: of what both say different things, the first one's word first.
    """

    keys: tuple[str, str]
    reason: str
    score: float
    differences: tuple[Difference, ...]


def duplicates(
    session: Session, key: str | None = None, *, least: float = ALIKE
) -> tuple[Duplicate, ...]:
    """The pairs of sources that are or may be one work, the surest first.

    Args:
        key: only pairs with this source; least: only from this score on.

    Raises:
        NotFound: no source has that key.
    """
    find.require(session, m.Source, key)
    works = listing(session, SourceFilter())
    papers = set(session.scalars(select(m.Paper.key)))
    search = _Search(works, least)
    only = None if key is None else next(at for at, each in enumerate(works) if each.key == key)
    found = search.pairs(only)
    told = [_told(works[one], works[other], papers, *found[one, other]) for one, other in found]
    return tuple(sorted(told, key=lambda each: (-each.score, each.keys)))


def _told(one: Source, other: Source, papers: set[str], score: float, reason: str) -> Duplicate:
    def rank(source: Source) -> tuple[bool, bool, int, str]:
        item = source.item
        says = len(item.variables) + len(item.dates) + len(item.names)
        return source.key not in papers, not source.cited, -says, source.key

    first, second = sorted((one, other), key=rank)
    apart = merge(first.item, second.item).differences
    return Duplicate((first.key, second.key), reason, score, apart)


class _Search:
    """Finds pairs among works.

    Args:
        works: all that there are.
        least: the score from which on a pair counts.
    """

    def __init__(self, works: list[Source], least: float) -> None:
        self._works = works
        self._least = least
        self._gists = [Gist.of(each.item) for each in works]
        self._found: dict[Pair, tuple[float, str]] = {}

    def pairs(self, only: int | None) -> Mapping[Pair, tuple[float, str]]:
        """Pairs of positions with score and reason; those with one position, if given."""
        for identity, group in _groups(self._by_identity()).items():
            for one, other in _near(group, only):
                self._same_identity(one, other, identity)
        for group in _groups(self._by_gist()).values():
            for one, other in _near(group, only):
                self._same_gist(one, other)
        for blocks in (self._by_author(), self._by_title(), self._by_rare_words()):
            for group in _groups(blocks).values():
                group.sort(key=lambda at: self._gists[at].title)
                for one, other in _near(group, only):
                    self._alike(one, other)
        return self._found

    def _note(self, one: int, other: int, score: float, reason: str) -> None:
        pair = (one, other) if one < other else (other, one)
        held = self._found.get(pair)
        if score >= self._least and (held is None or score > held[0]):
            self._found[pair] = score, reason

    def _same_identity(self, one: int, other: int, identity: Identity) -> None:
        held, given = self._works[one].item, self._works[other].item
        name = _NAMES.get(identity[0], str(identity[0]).upper())
        if same_by_identifier(held, given, identity):
            self._note(one, other, SURE, f"same {name}")
        elif identity[0] in _WORKS:
            # Either is wrong: they are one work, or one of them bears another one's identifier.
            found = score(self._gists[one], self._gists[other])
            self._note(one, other, min(max(found, ALIKE), LIKELY - 0.01), f"same {name} only")

    def _same_gist(self, one: int, other: int) -> None:
        if same_by_gist(self._works[one].item, self._works[other].item):
            author = ", author" if self._gists[one].author else ""
            self._note(one, other, 0.99 if author else 0.95, f"same title{author} and year")

    def _alike(self, one: int, other: int) -> None:
        mine, yours = self._gists[one], self._gists[other]
        if not _may_be_alike(mine, yours):
            return
        if score(mine, yours) >= self._least:
            found = likeness(self._works[one].item, self._works[other].item)
            self._note(one, other, found, "alike")

    def _by_identity(self) -> Iterator[tuple[Identity, int]]:
        return ((each, at) for at, gist in enumerate(self._gists) for each in gist.identities)

    def _by_gist(self) -> Iterator[tuple[Hashable, int]]:
        for at, gist in enumerate(self._gists):
            yield (gist.letters, gist.author, gist.year), at

    def _by_author(self) -> Iterator[tuple[Hashable, int]]:
        """All works of an author, and those of two years that follow each other."""
        for at, gist in enumerate(self._gists):
            if gist.author:
                yield gist.author, at
                if gist.year is not None:
                    yield (gist.author, gist.year), at
                    yield (gist.author, gist.year + 1), at

    def _by_title(self) -> Iterator[tuple[Hashable, int]]:
        for at, gist in enumerate(self._gists):
            if letters := "".join(weighty(gist.title.split())):
                yield letters[:12], at

    def _by_rare_words(self) -> Iterator[tuple[Hashable, int]]:
        """By each pair of the three rarest words that others have: one of them may be missing."""
        counts: Counter[str] = Counter()
        for gist in self._gists:
            counts.update(set(gist.title.split()))
        for at, gist in enumerate(self._gists):
            shared = (word for word in set(gist.title.split()) if counts[word] > 1)
            rare = sorted(shared, key=lambda word: (counts[word], word))[:3]
            for pair in combinations(sorted(rare), 2):
                yield pair, at


def _groups(members: Iterable[tuple[_Shared, int]]) -> dict[_Shared, list[int]]:
    """Works by what they share; of what several share."""
    found: dict[_Shared, list[int]] = defaultdict(list)
    for shared, at in members:
        found[shared].append(at)
    return {shared: group for shared, group in found.items() if len(group) > 1}


def _near(group: list[int], only: int | None) -> Iterator[Pair]:
    """The pairs of a group that are compared."""
    reach = len(group) if len(group) <= _MOST_COMPARED else _MOST_COMPARED // 2
    if only is not None:
        if only in group:
            at = group.index(only)
            near = group[max(0, at - reach) : at] + group[at + 1 : at + 1 + reach]
            yield from ((only, other) for other in near)
        return
    for at, one in enumerate(group):
        for other in group[at + 1 : at + 1 + reach]:
            yield one, other


def _may_be_alike(one: Gist, other: Gist) -> bool:
    """Whether a score may reach `ALIKE`, as far as is quickly seen."""
    if one.year is not None and other.year is not None and abs(one.year - other.year) > 2:
        return False
    mine, yours = set(one.title.split()), set(other.title.split())
    if not mine or not yours:
        return False
    common = len(mine & yours)
    if one.author and other.author and one.author != other.author:
        return common >= 0.8 * max(len(mine), len(yours))
    return common >= 0.3 * min(len(mine), len(yours))
