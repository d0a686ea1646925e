"""What a format has no field for, told in one of its user fields, so that it comes back.

A line names a CSL variable and its value: "csl-director:Wicki, Bernhard". What must be told
is found by reading back what was written: whatever is then missing or says something else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from evidence.domain.items import DATES, NAMES, STRINGS, TYPES, Item
from evidence.domain.names import Name
from evidence.errors import BadInput
from evidence.formats._tagged_names import inverted, written
from evidence.formats.base import Entry, Read

_TOLD = re.compile(r"csl-([A-Za-z_-]+):\s*(.*)", re.DOTALL)


def told(values: dict[str, list[str]], tag: str) -> dict[str, list[str]]:
    """What a user field tells of CSL's type and variables; taken out of `values`.

    The type, and what a format has no place for in a work of that type, are written into
    one of its user fields ("csl-director:Wicki, Bernhard"), so that they come back.
    """
    found: dict[str, list[str]] = {}
    rest = []
    for value in values.pop(tag, []):
        match = _TOLD.fullmatch(value)
        if match and match[1] == "type" and match[2] in TYPES:
            found["type"] = [match[2]]
        elif match and match[1] in DATES | NAMES | STRINGS:
            found.setdefault(match[1], []).append(match[2])
        else:
            rest.append(value)
    if rest:
        values[tag] = rest
    return found


def tell_type(item: Item) -> str:
    """The line by which `told` knows the type."""
    return f"csl-type:{item.type}"


def tell(item: Item, found: Item) -> Iterator[str]:
    """What `told` must read for a work to be `item` of which the other fields give `found`."""
    for role in sorted(item.names.keys() | found.names.keys()):
        people = item.names.get(role, ())
        if people != found.names.get(role, ()):
            for text in [_tell_name(name) for name in people] or [""]:
                yield f"csl-{role}:{text}"
    for held, given in ((item.dates, found.dates), (item.variables, found.variables)):
        for variable in sorted((held.keys() | given.keys()) - {"keyword"}):
            if held.get(variable) != given.get(variable):
                yield f"csl-{variable}:{held.get(variable, '')}"


def untold(item: Item, text: str, read: Callable[[str], Read]) -> list[str]:
    """What must be told of a work beside `text`, an entry of a file, in which it is written."""
    entries = [each for each in read(text) if isinstance(each, Entry)]
    return list(tell(item, entries[0].item)) if len(entries) == 1 else []


def _tell_name(name: Name) -> str:
    text = written(name)
    return text if inverted(text) == name else json.dumps(name.to_csl(), ensure_ascii=False)


def told_name(text: str) -> Name | None:
    if text.startswith("{"):
        try:
            return Name.from_csl(json.loads(text))
        except (BadInput, ValueError, RecursionError):
            return Name(literal=text)
    return inverted(text)
