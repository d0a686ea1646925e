"""The citations of a text: by numbers or by names, whichever the paper uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.manuscript.citations import author_date, numeric, repeated, shifting
from evidence.manuscript.citations.found import Found
from evidence.manuscript.citations.index import index
from evidence.manuscript.references.fields import Fields


@dataclass(frozen=True, slots=True)
class Citations:
    """The citations of a text.

    Args:
        items: in order, an item each.
        shift: how far at most the list's numbers lie from those that the text cites by; 0 where
            both agree.
    """

    items: tuple[Found, ...]
    shift: int = 0


def find(
    text: str, works: Sequence[tuple[str, Fields]], numbers: Sequence[int | None]
) -> Citations:
    """The citations of a text.

    Args:
        text: the running text, without its reference list.
        works: the list's works with their ids, in its order.
        numbers: their numbers as printed, None where the list does not count; such a list is
            counted from 1.
    """
    dictionary = index(works)
    named = tuple(repeated.filled(text, tuple(author_date.find(text, dictionary))))
    counted = numeric.form(text, len(works))
    if counted is None:
        return Citations(named)
    listed = {
        number if number is not None else at: work
        for at, (work, number) in enumerate(zip(works, numbers, strict=True), 1)
    }
    by_number = {number: id_ for number, (id_, _) in listed.items()}
    shifts = shifting.shifts(text, numeric.cited(text, counted), listed, dictionary)
    if shifts:
        moved = {number: by_number.get(number + step) for number, step in shifts.items()}
        by_number = {number: id_ for number, id_ in moved.items() if id_ is not None}
    found = tuple(numeric.find(text, counted, by_number))
    if len(found) < len(named):
        return Citations(named)
    shift = max(map(abs, shifts.values()), default=0)
    return Citations(tuple(sorted(found, key=lambda each: (each.start, each.end))), shift)
