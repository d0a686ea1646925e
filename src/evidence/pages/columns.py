"""The order in which a page's lines are read, where the file does not hold them in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from evidence.pages.lines import Line

_FEWEST = 3
"""So many lines make a column, at least."""
_BIN = 2.0
_LETTERS = 14
"""Lines of running text have more letters than this; cells of tables have fewer."""


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Lines column by column where there are columns, else row by row as the file has them.

    Lines over all columns (titles, running heads) part what stands above them from what
    stands below. In doubt the order of the file stays.
    """
    if not _needs_looking(lines):
        return _rows(lines)
    found = _by_columns(lines, 2)
    return found if found is not None else _rows(lines)


def _needs_looking(lines: Sequence[Line]) -> bool:
    """Whether lines so often stand beside the one before that columns may be interleaved.

    Columns that the file holds one after the other leap up once each.
    """
    beside = sum(
        line.base > before.base - 0.4 * before.height
        and (line.left >= before.right or line.right <= before.left)
        for before, line in pairwise(lines)
    )
    return beside >= _FEWEST


def _by_columns(lines: Sequence[Line], depth: int) -> list[Line] | None:
    gutter = _gutter(lines)
    if gutter is None:
        return None
    left, right = (
        min(line.left for line in lines),
        max(line.right for line in lines),
    )
    over = (right - left) / 10
    rows = _isolated(lines, gutter)
    spanning, first, second = [], [], []
    for line in lines:
        if line.row in rows or (line.left < gutter - over and line.right > gutter + over):
            spanning.append(line)
        elif (line.left + line.right) / 2 < gutter:
            first.append(line)
        else:
            second.append(line)
    found: list[Line] = []
    spanning.sort(key=lambda line: (-line.base, line.left))
    for line in _rows(spanning):
        above = line.base
        for column in (first, second):
            found += _column([each for each in column if each.base > above], depth)
        first = [each for each in first if each.base <= above]
        second = [each for each in second if each.base <= above]
        found.append(line)
    for column in (first, second):
        found += _column(column, depth)
    return found


def _column(lines: list[Line], depth: int) -> list[Line]:
    if depth and len(lines) >= 4 * _FEWEST and (inner := _by_columns(lines, depth - 1)):
        return inner
    if any(line.base > before.base + before.height for before, line in pairwise(lines)):
        lines = sorted(lines, key=lambda line: (-line.base, line.left))
    return _rows(lines)


def _gutter(lines: Sequence[Line], depth: int = 1) -> float | None:
    """Where the white between two columns of running text is; None where there are none."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    size = int((right - left) / _BIN) + 1
    if not 20 < size < 5000 or any(line.height > 3 * (line.right - line.left) for line in lines):
        return None
    steps = [0] * (size + 1)
    for line in lines:
        steps[int((line.left - left) / _BIN)] += 1
        steps[int((line.right - left) / _BIN) + 1 if line.right < right else size] -= 1
    covered, now = [], 0
    for step in steps[:size]:
        now += step
        covered.append(now)
    start, end = size // 5, size - size // 5
    least = min(covered[start:end])
    if least > 0.2 * len(lines):
        return None
    # The lines that go over all columns may leave a place whiter that is not between them.
    allowed = min(max(least + 1, len(lines) // 12), len(lines) // 5)
    best = None
    for low, high in _white(covered, start, end, allowed):
        gutter = left + (low + high) / 2 * _BIN
        if _parts_columns(lines, gutter, depth) and (best is None or high - low > best[1]):
            best = (gutter, high - low)
    return best[0] if best else None


def _white(covered: list[int], start: int, end: int, allowed: int) -> list[tuple[int, int]]:
    found, low = [], None
    for at in range(start, end + 1):
        white = at < end and covered[at] <= allowed
        if white and low is None:
            low = at
        elif not white and low is not None:
            found.append((low, at))
            low = None
    return found


def _parts_columns(lines: Sequence[Line], gutter: float, depth: int) -> bool:
    sides = (
        [line for line in lines if line.right <= gutter + 1],
        [line for line in lines if line.left >= gutter - 1],
    )
    if min(map(len, sides)) < max(_FEWEST, len(lines) // 10):
        return False
    for side in sides:
        width = max(line.right for line in side) - min(line.left for line in side)
        is_one = median(line.right - line.left for line in side) >= 0.5 * width
        if not is_one and (depth == 0 or _gutter(side, depth - 1) is None):
            return False
        if median(len(line.text) for line in side) < _LETTERS:
            return False
    tops = [max(line.base for line in side) for side in sides]
    feet = [min(line.base for line in side) for side in sides]
    overlap = min(tops) - max(feet)
    return overlap > 0.4 * min(top - foot for top, foot in zip(tops, feet, strict=True))


def _isolated(lines: Sequence[Line], gutter: float) -> set[int]:
    """The rows at the head and the foot that stand apart from all columns."""
    bases = sorted({round(line.base) for line in lines}, reverse=True)
    steps = [before - after for before, after in pairwise(bases) if before - after > 3]
    if not steps:
        return set()
    step = median(steps)
    apart = set()
    for end in (bases, bases[::-1]):
        for before, after in pairwise(end[:3]):
            if abs(before - after) > 1.5 * step:
                apart.update(end[: end.index(after)])
    found = set()
    for line in lines:
        if round(line.base) in apart:
            row = [each for each in lines if each.row == line.row]
            on_both = any(each.left < gutter for each in row) and any(
                each.right > gutter for each in row
            )
            if on_both or len(line.text) <= 8:
                found.add(line.row)
    return found


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Lines with the parts of each row joined again."""
    found: list[Line] = []
    for line in lines:
        if found and found[-1].row == line.row:
            before = found[-1]
            found[-1] = before._replace(
                text=f"{before.text} {line.text}",
                left=min(before.left, line.left),
                right=max(before.right, line.right),
                parted=line.parted,
            )
        else:
            found.append(line)
    return found
