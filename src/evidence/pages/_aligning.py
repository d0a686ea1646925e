"""Quoted words beside a source's, word by word, where they are not the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from evidence.pages._folding import Row

_FREE = 6
"""Words before and behind a window that are looked at too."""
_FAINT = 0.6
"""What part of the best window's votes another must have to be looked at."""
_MOST_RUNS = 40
_DEAREST = 3.0
"""What words left out between two runs cost at most."""
_LARGEST_GAP = 900
"""Pairs of words that are compared one by one; larger gaps are taken as a whole."""
_UNLIKE = 1.0
_ALONE = 0.7
"""What a word without a counterpart costs; two that are unlike cost less than both alone."""


@dataclass(frozen=True, slots=True)
class Step:
    """Words that belong together: `quoted` in the quotation, `source` in the row, half-open.

    `same`: their letters are the same.
    """

    quoted: tuple[int, int]
    source: tuple[int, int]
    same: bool = False


def windows(row: Row, forms: Sequence[str], limit: int = 1) -> list[tuple[float, int, int]]:
    """Where in a row words seem to stand: weight, first and last word, the best first."""
    votes: dict[int, float] = {}
    positions = row.positions
    for at, form in enumerate(forms):
        places = positions.get(form)
        if places and len(places) <= 60:
            weight = 1.0 / len(places) + 0.1
            for place in places:
                shift = (place - at) // 8
                votes[shift] = votes.get(shift, 0.0) + weight
    summed = {shift: votes[shift] + votes.get(shift + 1, 0.0) for shift in votes}
    found: list[tuple[float, int, int]] = []
    for shift in sorted(summed, key=lambda each: -summed[each])[: 8 * limit]:
        if found and summed[shift] < _FAINT * found[0][0]:
            break
        first = max(0, shift * 8 - _FREE)
        last = min(len(row.forms), shift * 8 + 16 + len(forms) + _FREE)
        if all(abs(first - other[1]) > 16 for other in found):
            found.append((summed[shift], first, last))
        if len(found) == limit:
            break
    return found


def align(row: Row, forms: Sequence[str], first: int, last: int) -> list[Step]:
    """Set a quotation's words beside a row's from `first` to `last`, whose ends are free."""
    window = row.forms[first:last]
    blocks = _blocks(forms, window)
    if not blocks:
        return []
    steps: list[Step] = []
    quoted = source = 0
    for number, (at, place, size) in enumerate((*blocks, (len(forms), len(window), 0))):
        leading, trailing = number == 0, number == len(blocks)
        gap = _gap(forms, quoted, at, window, source, place, free_start=leading, free_end=trailing)
        steps += gap
        steps += [Step((at + n, at + n + 1), (place + n, place + n + 1), True) for n in range(size)]
        quoted, source = at + size, place + size
    return [
        Step(step.quoted, (step.source[0] + first, step.source[1] + first), step.same)
        for step in steps
    ]


def likeness(one: str, other: str) -> float:
    """How alike the letters of two words are, from 0 to 1; for setting them side by side only."""
    return Levenshtein.normalized_similarity(one, other)


def _blocks(forms: Sequence[str], window: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of equal words (place in the quotation, in the window, length), strays left out."""
    places: dict[str, list[int]] = {}
    for place, form in enumerate(window):
        places.setdefault(form, []).append(place)
    named = [form if form in places else _nearest(form, places) for form in forms]
    runs: list[tuple[int, int, int]] = []
    for at, form in enumerate(named):
        for place in places.get(form, ()):
            if at and place and named[at - 1] == window[place - 1]:
                continue
            size = 1
            while (
                at + size < len(named)
                and place + size < len(window)
                and named[at + size] == window[place + size]
            ):
                size += 1
            runs.append((at, place, size))
    if len(runs) > _MOST_RUNS:
        runs = sorted(sorted(runs, key=lambda run: -run[2])[:_MOST_RUNS])
    return [
        (at + n, place + n, 1)
        for at, place, size in _chain(runs)
        for n in range(size)
        if forms[at + n] == window[place + n]
    ]


def _chain(runs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The runs that together hold most of a quotation at the least distance from each other."""
    best: list[tuple[float, int, tuple[int, int, int]]] = []
    for at, place, size in runs:
        score, before, kept = float(size), -1, (at, place, size)
        for number, (reached, _, (last_at, last_place, last_size)) in enumerate(best):
            inner = max(0, last_at + last_size - at, last_place + last_size - place)
            if inner >= size or last_at >= at + inner or last_place >= place + inner:
                continue
            quoted = at + inner - last_at - last_size
            source = place + inner - last_place - last_size
            apart = 0.2 + min(_DEAREST, 0.22 * abs(source - quoted) + 0.1 * min(source, quoted))
            gain = reached + size - inner - apart
            if gain > score:
                score, before, kept = gain, number, (at + inner, place + inner, size - inner)
        best.append((score, before, kept))
    if not best:
        return []
    number = max(range(len(best)), key=lambda each: best[each][0])
    found: list[tuple[int, int, int]] = []
    while number >= 0:
        found.append(best[number][2])
        number = best[number][1]
    return found[::-1]


def _nearest(form: str, held: Iterable[str]) -> str:
    if len(form) < 5:
        return form
    best, found = 0.74, form
    for other in held:
        if abs(len(other) - len(form)) <= 2 and len(other) > 3:
            alike = likeness(form, other)
            if alike > best:
                best, found = alike, other
    return found


def _gap(
    forms: Sequence[str],
    start: int,
    end: int,
    window: Sequence[str],
    first: int,
    last: int,
    *,
    free_start: bool,
    free_end: bool,
) -> list[Step]:
    """The cheapest way to set words side by side that stand between equal ones."""
    size = end - start
    if free_start:
        first = max(first, last - size - _FREE)
    if free_end:
        last = min(last, first + size + _FREE)
    if size == 0:
        dropped = last > first and not free_start and not free_end
        return [Step((start, start), (first, last))] if dropped else []
    if first == last:
        return [Step((start, end), (first, first))]
    if size * (last - first) > _LARGEST_GAP:
        return [Step((start, end), (first, last))]
    return _pairs(forms, start, end, window, first, last, free_start, free_end)


def _pairs(
    forms: Sequence[str],
    start: int,
    end: int,
    window: Sequence[str],
    first: int,
    last: int,
    free_start: bool,
    free_end: bool,
) -> list[Step]:
    rows, columns = end - start, last - first
    skip = 0.0 if free_start else _ALONE
    cost = [[column * skip for column in range(columns + 1)]]
    way = [[(0, 1)] * (columns + 1)]
    for row in range(1, rows + 1):
        mine = forms[start + row - 1]
        costs = [row * _ALONE]
        ways = [(1, 0)]
        above = cost[row - 1]
        for column in range(1, columns + 1):
            other = window[first + column - 1]
            alike = likeness(mine, other)
            best = above[column - 1] + (_UNLIKE if alike < 0.5 else _UNLIKE * (1 - alike))
            step = (1, 1)
            if above[column] + _ALONE < best:
                best, step = above[column] + _ALONE, (1, 0)
            beside = _ALONE if row < rows or not free_end else 0.0
            if costs[column - 1] + beside < best:
                best, step = costs[column - 1] + beside, (0, 1)
            if column > 1 and len(mine) > 3:
                alike = likeness(mine, window[first + column - 2] + other)
                if alike > 0.74 and above[column - 2] + 1 - alike < best:
                    best, step = above[column - 2] + 1 - alike, (1, 2)
            if row > 1 and len(other) > 3:
                alike = likeness(forms[start + row - 2] + mine, other)
                if alike > 0.74 and cost[row - 2][column - 1] + 1 - alike < best:
                    best, step = cost[row - 2][column - 1] + 1 - alike, (2, 1)
            costs.append(best)
            ways.append(step)
        cost.append(costs)
        way.append(ways)
    row, column = rows, columns
    steps: list[Step] = []
    while row or column:
        if row == 0:
            if free_start:
                break
            step = (0, 1)
        else:
            step = way[row][column] if column else (1, 0)
        trailing = step == (0, 1) and row == rows and free_end
        quoted = (start + row - step[0], start + row)
        source = (first + column - step[1], first + column)
        if not trailing:
            same = "".join(forms[slice(*quoted)]) == "".join(window[slice(*source)])
            steps.append(Step(quoted, source, same))
        row, column = row - step[0], column - step[1]
    return steps[::-1]
