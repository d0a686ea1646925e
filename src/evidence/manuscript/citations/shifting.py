"""Whether a list's numbers are those that the text cites by.

Where an entry was lost or put in after the numbers were given, all that follow are one off.
The text itself tells: names beside a number ("McCollum and Davis [2]"), and words of the
sentence that the entry's title shares. Each citation votes for steps between the cited number
and its entry's; the steps that fit most of the votes are sought, each change of step being
paid for (Viterbi). A list that agrees with its text is never moved by a few odd votes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

from evidence.manuscript.citations.index import Index, folded
from evidence.manuscript.references.fields import Fields

_NAMED = re.compile(
    r"([A-ZÀ-ÖØ-Þ][\w’'-]+)(?:,?\s+(?:et\s+al\.?|and\s+(?:colleagues|co-?workers)"
    r"|(?:and|&|e|y)\s+[A-ZÀ-ÖØ-Þ][\w’'-]+))?\s*(?:\((?:1[5-9]|20)\d\d[a-z]?\)\s*)?\Z"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME_REACH, _WORD_REACH = 60, 220
_STEM = 7
_STEPS = (-3, -2, -1, 0, 1, 2, 3)
_CHANGE = 4.0
_GAIN, _SHARE = 4.0, 1.15
"""By how much, and how many times, the moved numbers must fit better than those as printed."""

Vote = tuple[int, dict[int, float]]


def shifts(
    text: str, cited: Iterable[tuple[int, int]], works: Mapping[int, tuple[str, Fields]],
    index: Index,
) -> dict[int, int]:  # fmt: skip
    """The step from each cited number to its entry's; empty where the numbers agree.

    Args:
        cited: numbers that the text cites by, each with where it stands, one for each citation.
        works: the list's works with their ids, by their number.
    """
    place = {id_: number for number, (id_, _) in works.items()}
    stems = {number: _stems(fields.title) for number, (_, fields) in works.items()}
    usual = Counter(stem for own in stems.values() for stem in own)
    votes: list[Vote] = []
    for number, at in cited:
        weights = _by_name(text, number, at, index, place)
        context = _stems(text[max(0, at - _WORD_REACH) : at])
        scores = {
            step: sum(log(1 + len(stems) / usual[stem]) for stem in stems[number + step] & context)
            for step in _STEPS
            if number + step in stems
        }
        if (total := sum(scores.values())) > 0:
            for step, score in scores.items():
                weights[step] = weights.get(step, 0.0) + score / total
        if weights:
            votes.append((number, weights))
    votes.sort(key=lambda vote: vote[0])
    path = _path(votes)
    moved = sum(weights.get(step, 0.0) for step, (_, weights) in zip(path, votes, strict=True))
    unmoved = sum(weights.get(0, 0.0) for _, weights in votes)
    if moved < unmoved + _GAIN or moved < _SHARE * unmoved:
        return {}
    known = {number: step for step, (number, _) in zip(path, votes, strict=True)}
    found: dict[int, int] = {}
    last = path[0]
    for number in range(1, max(works, default=0) + max(_STEPS) + 1):
        last = found[number] = known.get(number, last)
    return found


def _by_name(
    text: str, number: int, at: int, index: Index, place: Mapping[str, int]
) -> dict[int, float]:
    before = _NAMED.search(text, max(0, at - _NAME_REACH), at)
    own = index.first.get(folded(before[1]), ()) if before else ()
    steps = {place[work.id] - number for work in own if work.id in place} & set(_STEPS)
    return {step: 2.0 / len(steps) for step in steps}


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.casefold()[:_STEM] for word in _WORD.findall(text))


def _path(votes: Sequence[Vote]) -> list[int]:
    """The step at each vote that fits most of them with the fewest changes."""
    score = {step: 0.0 if step == 0 else -_CHANGE for step in _STEPS}
    back: list[dict[int, int]] = []
    for _, weights in votes:
        best = max(score, key=lambda step: score[step])
        came = {s: best if score[best] - _CHANGE > score[s] else s for s in _STEPS}
        score = {
            s: score[came[s]] - (_CHANGE if came[s] != s else 0.0) + weights.get(s, 0.0)
            for s in _STEPS
        }
        back.append(came)
    step = max(score, key=lambda each: (score[each], each == 0))
    made = []
    for came in reversed(back):
        made.append(step)
        step = came[step]
    return made[::-1]
