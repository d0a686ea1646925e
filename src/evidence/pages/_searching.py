"""Where in a file a quotation stands, and how well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Protocol

from evidence.domain.pages import PageText, runs
from evidence.domain.quotations import Match
from evidence.domain.vocabulary import MatchStatus, PageStatus
from evidence.pages import _patches
from evidence.pages._aligning import windows
from evidence.pages._alike import Aligned, Patched, aligned, differing, of_patches
from evidence.pages._differences import MATERIAL
from evidence.pages._exact import Hit, hits, occurrences
from evidence.pages._folding import Row, join
from evidence.pages._outcomes import as_found, of_parts_apart
from evidence.pages._quoted import Part

_END = 12
"""Letters of a quotation's beginning or end that a page must have to be looked at closely."""
_MARKS = 20
_OMITTED = 500
"""Letters of note marks, and of omissions."""
_EXACT_PAGES = 20
_LIKELY_PAGES = 5
_PATCH_PAGES = 5
_MOST_CITED = 12
_FAINT = 0.5
"""What part of the most votes a passage must have to be looked at."""
_WINDOWS = 4
_WINDOWS_ELSEWHERE = 2
"""Passages of a row that are looked at."""
_HOME = 1.0
"""How much dearer a passage on a cited page may be than another and still be the one meant."""


class _Pages(Protocol):
    @property
    def count(self) -> int: ...

    def page(self, index: int) -> PageText: ...

    def candidates(self, words: Sequence[str]) -> Sequence[int]: ...


class Search:
    """One quotation looked for in one file.

    Args:
        named: the cited pages; None where none is.
        meant: the quotation's readings.
    """

    def __init__(
        self, pages: _Pages, named: frozenset[int] | None, meant: Sequence[tuple[Part, ...]]
    ) -> None:
        self._pages = pages
        self._named = named
        self._meant = meant
        self._forms = [form for part in meant[0] for form in part.forms]
        self._known: dict[str, bool] = {}
        self._likely: dict[tuple[str, ...], Sequence[int]] = {}
        self._ends = {
            (parts[0].letters[:_END], parts[-1].letters[-_END:], _extent(parts)) for parts in meant
        }

    def match(self) -> Match | None:
        """The best that can be said; None where nothing like it was seen."""
        found = self._as_it_is()
        if found is not None and found.status is not MatchStatus.DIFFERS:
            return found
        return found or self._in_parts() or self._about_so()

    def known(self, form: str) -> bool:
        """Whether a form occurs in the file."""
        if form not in self._known:
            near = self._candidates([form])[:3]
            self._known[form] = any(
                form in join((self._pages.page(index),)).positions for index in near
            )
        return self._known[form]

    def _candidates(self, words: Sequence[str]) -> Sequence[int]:
        key = tuple(words)
        if key not in self._likely:
            self._likely[key] = self._pages.candidates(words)
        return self._likely[key]

    def _as_it_is(self) -> Match | None:
        """The quotation as it stands, best on a cited page."""
        flawed: Match | None = None
        for row in chain(self._cited_rows(), self._other_rows(_EXACT_PAGES)):
            here = list(self._hits_in(row))
            here.sort(key=lambda each: each.severity is MATERIAL)
            on_page = [each for each in here if each.on_page is not False]
            for each in (*on_page, *here):
                if each.status is not MatchStatus.DIFFERS:
                    if each.on_page is not False or not self._still_cited(row):
                        return each
                elif flawed is None:
                    flawed = each
        return flawed

    def _still_cited(self, row: Row) -> bool:
        """Whether cited pages may still hold what was seen beside one."""
        return self._is_cited(row) and len(runs(self._named or ())) > 1

    def _is_cited(self, row: Row) -> bool:
        return self._named is None or any(page.index in self._named for page in row.pages)

    def _hits_in(self, row: Row) -> Iterator[Match]:
        for each in (row, row.bare):
            if each is None:
                continue
            for parts in self._meant:
                for hit in hits(each, parts):
                    yield as_found(hit, parts, self._named)

    def _in_parts(self) -> Match | None:
        """The parts of a quotation with ellipses, each where it stands."""
        parts = self._meant[-1]
        if len(parts) < 2 or min(len(part.letters) for part in parts) < 8:
            return None
        found: list[Hit] = []
        for part in parts:
            rows = chain(self._cited_rows(), self._rows_for(part.forms, _LIKELY_PAGES))
            spans = ((row, span) for row in rows for span in occurrences(row, part))
            places = [Hit(row, (span,)) for row, span in islice(spans, _MOST_CITED)]
            if not places:
                return None
            found.append(next(filter(self._at_home, places), places[0]))
        return of_parts_apart(found, parts, self._named)

    def _at_home(self, hit: Hit) -> bool:
        return self._named is None or hit.row.page_of(hit.first).index in self._named

    def _about_so(self) -> Match | None:
        best = self._best_in(self._likely_rows(), None)
        if best is None or (best.cost and best.at_an_edge):
            indices = best.pages if best is not None else tuple(self._candidates(self._forms)[:2])
            rows = [self._row(index - 1, index + 2) for index in dict.fromkeys(indices)]
            best = self._best_in((row for row in rows if row is not None), best)
        if best is None or best.missing > 1:
            patched = self._patched()
            if patched is not None and (best is None or patched.missing < best.missing - 1):
                return patched.match
        return None if best is None else differing(best, self._named, self.known)

    def _best_in(self, rows: Iterable[Row], best: Aligned | None) -> Aligned | None:
        """The passage that is cheapest to turn into the quotation, cited ones being favoured."""
        strongest = 0.0
        for row in rows:
            bare = row.bare or row
            limit = _WINDOWS if self._is_cited(row) else _WINDOWS_ELSEWHERE
            for parts in self._meant:
                for votes, first, last in windows(bare, _longest(parts).forms, limit):
                    if votes < _FAINT * strongest:
                        break
                    strongest = max(strongest, votes)
                    each = aligned(bare, parts, first, last)
                    if each is not None and (
                        best is None or self._dearness(each) < self._dearness(best)
                    ):
                        best = each
            if best is not None and self._dearness(best) <= 0:
                break
        return best

    def _dearness(self, each: Aligned) -> float:
        home = self._named is not None and any(
            index in self._named for index in range(each.pages[0], each.pages[1] + 1)
        )
        return each.cost - (_HOME if home else 0.0)

    def _patched(self) -> Patched | None:
        forms = self._forms
        third = max(3, len(forms) // 2)
        named = self._named or frozenset()
        indices = set(named) if len(named) <= _MOST_CITED else set()
        indices |= {index + 1 for index in indices}
        for words in (forms[:third], forms[-third:], forms):
            indices.update(self._candidates(words)[:_PATCH_PAGES])
        rows = [self._row(start, end) for start, end in runs(indices)]
        found = _patches.runs([row for row in rows if row is not None], forms)
        return of_patches(_patches.patches(found, self._named or ()), self._meant[0], self._named)

    def _cited_rows(self, beside: int = 1) -> Iterator[Row]:
        named = self._named or frozenset()
        if len(named) > _MOST_CITED:
            likely = [i for i in self._candidates(self._forms) if i in named]
            named = frozenset(likely[:_MOST_CITED] or sorted(named)[:_MOST_CITED])
        for start, end in runs(named):
            row = self._row(start - beside, end + beside)
            if row is not None:
                yield row

    def _other_rows(self, limit: int) -> Iterator[Row]:
        forms = self._forms
        half = len(forms) // 2
        seen: set[int] = set()
        for words in (forms, forms[:half], forms[half:]) if half > 2 else (forms,):
            for index in self._candidates(words)[:limit]:
                if index not in seen:
                    seen.add(index)
                    if self._may_stand(join((self._pages.page(index),)).letters):
                        row = self._row(index - 1, index + 2)
                        if row is not None:
                            yield row

    def _may_stand(self, letters: str) -> bool:
        """Whether a page has both ends of the quotation, or one where it would go over."""
        for beginning, end, size in self._ends:
            begins = letters.rfind(beginning)
            ends = letters.find(end)
            if begins >= 0 and (ends >= 0 or begins + size > len(letters)):
                return True
            if begins < 0 <= ends < size:
                return True
        return False

    def _rows_for(self, forms: Sequence[str], limit: int) -> Iterator[Row]:
        for index in self._candidates(forms)[:limit]:
            row = self._row(index - 1, index + 2)
            if row is not None:
                yield row

    def _likely_rows(self) -> Iterator[Row]:
        yield from self._cited_rows(beside=0)
        named = self._named or frozenset()
        for index in self._candidates(self._forms)[:_LIKELY_PAGES]:
            row = self._row(index, index + 1)
            if row is not None and index not in named:
                yield row

    def _row(self, start: int, end: int) -> Row | None:
        """Pages from `start` to `end`, half-open, as far as they are there."""
        indices = range(max(0, start), min(self._pages.count, end))
        pages = tuple(self._pages.page(index) for index in indices)
        return join(pages) if any(page.status is PageStatus.TEXT for page in pages) else None


def _longest(parts: Sequence[Part]) -> Part:
    return max(parts, key=lambda part: len(part.forms))


def _extent(parts: Sequence[Part]) -> int:
    """How many letters of a source a quotation may take in, omissions and all."""
    return sum(len(part.letters) for part in parts) + (_OMITTED if len(parts) > 1 else _MARKS)
