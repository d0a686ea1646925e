"""The order of entries and of cites (CSL 1.0.2 "Sorting")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from evidence.csl.citation_labels import trigraph
from evidence.csl.collation import collated, sortable
from evidence.csl.context import Context
from evidence.csl.dates import sort_key
from evidence.csl.items import DATES, NAMES, NUMBERS, Item
from evidence.csl.output import text_of
from evidence.csl.people import Person
from evidence.csl.style import SortKey

T = TypeVar("T")


def ordered(
    things: Sequence[T],
    keys: Sequence[SortKey],
    context_of: Callable[[T, SortKey], Context],
    language: str = "en",
) -> list[T]:
    """Things in the order of a style's keys; ties and no keys leave the order given.

    What has no value for a key comes last, whichever way the key sorts.

    Args:
        things: Items, or cites of items.
        keys: The first decides first.
        context_of: Gives the context in which a thing's key is rendered.
        language: Whose alphabet holds.
    """
    result = list(things)
    for key in reversed(keys):
        valued: list[tuple[tuple[str, str, str], T]] = []
        empty: list[T] = []
        for thing in result:
            value = value_of(key, context_of(thing, key))
            if value:
                valued.append((collated(value, language), thing))
            else:
                empty.append(thing)
        valued.sort(key=lambda pair: pair[0], reverse=key.descending)
        result = [thing for _value, thing in valued] + empty
    return result


def value_of(key: SortKey, context: Context) -> str:
    """What a key sorts by, empty where there is nothing.

    Args:
        key: The key.
        context: A context of sorting.
    """
    if key.render is not None:
        return text_of(key.render(context))
    variable = key.variable
    item: Item = context.item
    if variable in NAMES:
        return "  ".join(_name(person, key.particle_first) for person in item.names(variable))
    if variable in DATES:
        date = item.date(variable)
        return "" if date is None else sort_key(date)
    if variable == "citation-label":
        return item.text(variable) or trigraph(item)
    value = context.text(variable)
    return sortable(value) if variable in NUMBERS and value[:1].isdigit() else value


def _name(person: Person, particle_first: bool) -> str:
    if person.literal:
        return person.literal
    parts = [person.family, person.dropping, person.particle, person.given, person.suffix]
    if particle_first:
        parts.insert(0, parts.pop(2))
    return " ".join(part for part in parts if part)
