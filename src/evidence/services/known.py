"""The works that are there, as an import recognises them.

Works are read in by years, as entries of those years come: one entry costs one year's
works, and a hundred thousand cost each work once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from sqlalchemy.orm import Session

from evidence.domain.items import Item
from evidence.domain.matching import ALIKE, Gist, Identity, score, title_words
from evidence.domain.text import words
from evidence.store.queries import matching as queries

_MOST_COMPARED = 10
_MOST_SHARING = 50
_WORDS = 3
_Block = tuple[str, tuple[str, ...]]
_Place = tuple[str | None, ...]
"""Volume, issue and pages, as they are written."""


class Known:
    """What is known of the works in the database, and of those that were just entered.

    Args:
        session: where the database's are read.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._gists: dict[str, Gist] = {}
        self._identities: dict[Identity, list[str]] = {}
        self._same: dict[tuple[Hashable, ...], list[str]] = {}
        self._near: dict[_Block, list[str]] = {}
        self._years: set[int | None] = set()
        self._all = False

    def prepare(self, gists: Iterable[Gist]) -> None:
        """Read in what the database has that may be one of these works."""
        gists = list(gists)
        wanted = {each for gist in gists for each in gist.identities} - self._identities.keys()
        found = queries.by_identity(self._session, wanted)
        self._identities.update({each: found.get(each, []) for each in wanted})
        if self._all:
            return
        if any(gist.year is None for gist in gists):
            self._load(None)
            self._all = True
            return
        years: set[int | None] = {None}
        for gist in gists:
            if gist.year is not None:
                years |= {gist.year - 1, gist.year, gist.year + 1}
        if years - self._years:
            self._load(years - self._years)

    def add(self, key: str, gist: Gist, item: Item) -> None:
        """From now on a work of that key is known, or known by another gist."""
        for identity in gist.identities:
            keys = self._identities.setdefault(identity, [])
            if key not in keys:
                keys.append(key)
        self._place(key, gist, _place_of(item.variables))

    def by_identifier(self, gist: Gist) -> Iterator[tuple[str, Identity]]:
        """Works that share an identifier, by the surest first, with what they share.

        Of very many that share one, which is then no identifier, only some.
        """
        seen = set()
        for identity in gist.identities:
            for key in self._identities.get(identity, ())[:_MOST_SHARING]:
                if key not in seen:
                    seen.add(key)
                    yield key, identity

    def by_gist(self, gist: Gist, item: Item) -> list[str]:
        """Works of the same title, first author and year; first those at the same place, too."""
        signs = _signs(gist)
        placed = self._same.get((*signs, _place_of(item.variables)), [])[:_MOST_SHARING]
        others = self._same.get(signs, [])[:_MOST_COMPARED]
        return list(dict.fromkeys((*placed, *others)))

    def like(self, gist: Gist) -> tuple[str, float] | None:
        """The work that is most like it, with the score, if one is like it at all."""
        best: tuple[str, float] | None = None
        for block in _blocks(gist):
            for key in self._near.get(block, [])[-_MOST_COMPARED:]:
                likeness = score(gist, self._gists[key])
                if likeness >= ALIKE and (best is None or likeness > best[1]):
                    best = key, likeness
        return best

    def _load(self, years: set[int | None] | None) -> None:
        for outline in queries.outlines(self._session, years):
            if outline.key not in self._gists:
                name = "".join(words(outline.name or ""))
                gist = Gist(title_words(outline.title), name, outline.year, ())
                self._place(outline.key, gist, outline.place)
        self._years |= years or set()

    def _place(self, key: str, gist: Gist, place: _Place) -> None:
        before = self._gists.get(key)
        self._gists[key] = gist
        self._same.setdefault((*_signs(gist), place), []).append(key)
        if before is not None and _signs(before) == _signs(gist):
            return
        self._same.setdefault(_signs(gist), []).append(key)
        for block in _blocks(gist):
            self._near.setdefault(block, []).append(key)


def _place_of(variables: Mapping[str, str]) -> _Place:
    return tuple(variables.get(each) for each in ("volume", "issue", "page"))


def _signs(gist: Gist) -> tuple[str, str, int | None]:
    return gist.letters, gist.author, gist.year


def _blocks(gist: Gist) -> Iterator[_Block]:
    """Under what works that may be alike stand together: one title, or one author and the
    title's first or last words. Comparing more would cost the square of their number."""
    if gist.letters:
        yield gist.letters, ()
    if gist.author:
        words = gist.title.split()
        yield gist.author, tuple(words[:_WORDS])
        yield gist.author, ("…", *words[-_WORDS:])
