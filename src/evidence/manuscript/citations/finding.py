"""The citations of a text: by numbers or by names, whichever the paper uses."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.manuscript.citations import author_date, numeric
from evidence.manuscript.citations.found import Found
from evidence.manuscript.citations.index import index
from evidence.manuscript.references.fields import Fields


def find(
    text: str, works: Sequence[tuple[str, Fields]], numbers: Sequence[int | None]
) -> tuple[Found, ...]:
    """The citations of a text, in order, an item each.

    Args:
        text: the running text, without its reference list.
        works: the list's works with their ids, in its order.
        numbers: their numbers as printed, None where the list does not count; such a list is
            counted from 1.
    """
    named = tuple(author_date.find(text, index(works)))
    counted = numeric.form(text, len(works))
    if counted is None:
        return named
    by_number = {
        number if number is not None else at: id_
        for at, ((id_, _), number) in enumerate(zip(works, numbers, strict=True), 1)
    }
    found = tuple(numeric.find(text, counted, by_number))
    if len(found) < len(named):
        return named
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))
