"""Citations in foot- and endnotes, by name and title: "Drab, Water, 59; cf. Roy, Ships, 12."

A work is cited where a creator's name stands in a note's part beside words of its title, or
its year. Names alone cite nothing: notes speak of people, too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from evidence.manuscript.citations.found import Found, Resolution
from evidence.manuscript.citations.index import folded, index
from evidence.manuscript.references.fields import Fields

_PART = re.compile(r"[^;]+")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w’'-]+)?")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 7
_PLACE = re.compile(
    r"\s*[,:]\s*(?:(?:pp?|ch|chap|vol|n|nn|fig|sec|art|§)\.?\s*)?\d[\d\s,–-]*(?:ff?\.?)?\s*$"
)
_LONGEST = 600


def find(
    text: str,
    spans: Iterable[tuple[int, int]],
    works: Sequence[tuple[str, Fields]],
    known: Sequence[Found],
) -> Iterator[Found]:
    """The citations of notes that names and titles tell of, in order.

    Args:
        spans: of the notes, code points of the text, half-open.
        works: of the list, with their ids.
        known: what was found otherwise, by start; parts of notes that hold one are passed over.
    """
    dictionary = index(works)
    titles = {
        id_: frozenset(word.casefold()[:_STEM] for word in _WORD.findall(fields.title))
        for id_, fields in works
    }
    starts = [each.start for each in known]
    for start, end in spans:
        if end - start > _LONGEST:
            continue
        for part in _PART.finditer(text, start, end):
            at = bisect_left(starts, part.start())
            if at < len(starts) and starts[at] < part.end():
                continue
            words = frozenset(word.casefold()[:_STEM] for word in _WORD.findall(part.group()))
            best: dict[str, tuple[int, int]] = {}
            for name in _NAME.finditer(part.group()):
                for shown in (name.group(), name.group().split()[0], name.group().split()[-1]):
                    for work in dictionary.first.get(folded(shown), ()):
                        shared = len(titles[work.id] & words) + (
                            2 if work.year and work.year in part.group() else 0
                        )
                        if shared and shared > best.get(work.id, (0, 0))[0]:
                            best[work.id] = shared, part.start() + name.start()
            if best:
                yield _found(text, part, best)


def _found(text: str, part: re.Match[str], best: dict[str, tuple[int, int]]) -> Found:
    most = max(shared for shared, _ in best.values())
    likely = tuple(id_ for id_, (shared, _) in best.items() if shared == most)
    begin = min(at for _, at in best.values())
    end = part.end() - (len(part.group()) - len(part.group().rstrip(" .\n")))
    if (place := _PLACE.search(text, begin, end)) is not None:
        end = place.start()
    if len(likely) == 1:
        return Found(begin, end, likely, Resolution.RESOLVED)
    return Found(begin, end, (), Resolution.AMBIGUOUS, likely)
