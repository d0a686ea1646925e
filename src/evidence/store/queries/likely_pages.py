"""Pages of a held file on which a quotation's words are likely to stand together.

Asked of the search index, several words at once: a book of thousands of pages is never read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from sqlalchemy.orm import Session

_WORD = re.compile(r"[\w\u0300-\u0331]+")
_RARE = 48
"""A word on more pages of the file than this tells little while there are rarer ones."""
_MOST_WORDS = 28
_FEWEST = 3
"""With fewer rare words than this, neighbours are looked for, too."""
_LIKELY = 0.45
"""Of the best page's score, so much has any other page that comes into question."""
_MOST = 12
_STANDS = (
    "SELECT * FROM (SELECT {at}, rowid FROM page_search"
    " WHERE page_search MATCH ? AND rowid BETWEEN ? AND ? LIMIT {limit})"
)


class LikelyPages:
    """The index of one file's pages.

    Args:
        session: reading.
        document: the file's key.
    """

    def __init__(self, session: Session, document: str) -> None:
        self._run = session.connection().exec_driver_sql
        rows = self._run(
            'SELECT id, "index" FROM page'
            " WHERE document_id = (SELECT id FROM document WHERE key = ?)",
            (document,),
        ).all()
        self._index = {int(number): int(index) for number, index in rows}
        self._ids = (min(self._index, default=0), max(self._index, default=0))
        self._known: dict[tuple[str, ...], tuple[int, ...]] = {}

    def best(self, words: Sequence[str]) -> tuple[int, ...]:
        """Indices of pages, the likeliest first; a dozen at most, none where no word is known.

        Args:
            words: in the quotation's order.
        """
        key = tuple(words)
        if key not in self._known:
            self._known[key] = tuple(self._best(key))
        return self._known[key]

    def _best(self, words: Sequence[str]) -> Iterator[int]:
        forms = [form for word in words for form in _forms(word)]
        told = self._pages(sorted(dict.fromkeys(forms), key=len, reverse=True)[:_MOST_WORDS])
        rare = {term: pages for term, pages in told.items() if len(pages) <= _RARE}
        scores = self._scores(rare)
        if len(rare) < min(_FEWEST, len(told)):
            for number, score in self._neighbours(forms).items():
                scores[number] = scores.get(number, 0.0) + score
            scores = scores or self._together(forms)
        best = sorted(scores, key=lambda number: (-scores[number], number))[:_MOST]
        for number in best:
            if scores[number] >= _LIKELY * scores[best[0]]:
                yield self._index[number]

    def _neighbours(self, forms: Sequence[str]) -> dict[int, float]:
        """Scores by words that follow one another, three or two at a time."""
        runs = zip(forms, forms[1:], forms[2:], strict=False) if len(forms) > 3 else pairwise(forms)
        found = self._pages([" ".join(run) for run in dict.fromkeys(runs)][:_MOST_WORDS])
        return self._scores(found)

    def _together(self, forms: Iterable[str]) -> dict[int, float]:
        """Scores of the pages on which all words stand, wherever."""
        wanted = " ".join(f'"{form}"' for form in list(dict.fromkeys(forms))[:_MOST_WORDS])
        return self._scores(self._matching([wanted]) if wanted else {})

    def _scores(self, found: Mapping[str, Sequence[int]]) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        count = len(self._index)
        for pages in found.values():
            weight = log(1 + count / len(pages))
            for number in pages:
                scores[number] += weight
        return scores

    def _pages(self, terms: Sequence[str]) -> dict[str, list[int]]:
        """The pages on which words, or words in this order, stand; those that stand nowhere not."""
        return self._matching([f'"{term}"' for term in terms])

    def _matching(self, queries: Sequence[str]) -> dict[str, list[int]]:
        if not queries or not self._index:
            return {}
        one = (_STANDS.format(at=at, limit=_RARE + 1) for at in range(len(queries)))
        values = [value for query in queries for value in (query, *self._ids)]
        found: dict[str, list[int]] = defaultdict(list)
        for at, number in self._run(" UNION ALL ".join(one), tuple(values)).all():
            if number in self._index:
                found[queries[at]].append(number)
        return found


def _forms(word: str) -> list[str]:
    """A word as FTS5 takes it; one with an apostrophe is several."""
    return _WORD.findall(unicodedata.normalize("NFC", word).casefold())
