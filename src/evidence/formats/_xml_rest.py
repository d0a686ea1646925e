"""What a record cannot say of a work, told beside it as members of a CSL object.

A record is written, read as it would be read again, and compared with the work: what it
would not give back goes where its format keeps foreign data, and nothing else does. A
member that is null takes away what the record seems to say.

Source: MARC 21, field 887 ("non-MARC information"); MODS, `extension`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from evidence.domain.items import Item
from evidence.domain.records import Source
from evidence.errors import BadInput
from evidence.formats._xml import Record, parse
from evidence.formats._xml_tree import Element
from evidence.formats.base import Broken, Entry

_T = TypeVar("_T")


def written(
    source: Source,
    write: Callable[[Source, str], str],
    convert: Callable[[Element, Record], Iterable[Entry]],
    namespaces: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """A record that is read as the work it was written of.

    Args:
        source: the work.
        write: makes the record, with a text that says the rest, empty where nothing is left.
        convert: reads the element of a record.
        namespaces: those in force in the file, in XML's own form (`xmlns:z`, quoted).
    """
    bare = write(source, "")
    record = Record(1, bare, dict(namespaces))
    element = parse(record)
    entry = None
    if not isinstance(element, Broken):
        with suppress(BadInput):  # where it says nothing by itself, the rest is the whole
            entry = next(iter(convert(element, record)), None)
    rest = _missing(source, entry)
    return write(source, _shown(rest)) if rest else bare


def _missing(source: Source, entry: Entry | None) -> dict[str, Any]:
    """What a record says otherwise, or not at all.

    Args:
        source: the work that was written.
        entry: what is read of it, None where nothing is.
    """
    wanted, found = _members(source), {}
    if entry is not None:
        found = _members(Source(entry.key or "", entry.item, entry.tags, notes=entry.notes))
    differing = {name: value for name, value in wanted.items() if found.get(name) != value}
    return differing | dict.fromkeys(found.keys() - wanted.keys())


def _members(source: Source) -> dict[str, Any]:
    item = source.item
    members = {
        "id": source.key,
        "type": item.type,
        "categories": list(source.tags),
        "notes": list(source.notes),
        "custom": _plain(item.custom),
        **item.variables,
        **item.dates,
        **{role: [name.to_csl() for name in names] for role, names in item.names.items()},
    }
    return {name: value for name, value in members.items() if value}


def _plain(custom: Mapping[str, Any]) -> Any:
    """What `custom` holds, as JSON gives it back."""
    return json.loads(json.dumps(dict(custom), default=str))


def _shown(members: Mapping[str, Any]) -> str:
    """JSON that no reader's tidying of an element can change."""
    text = json.dumps(members)
    return re.sub(r" (?= )|[<>]", lambda match: f"\\u{ord(match[0]):04x}", text)


def told(text: str) -> dict[str, Any]:
    """What a text beside a record says; empty where it says nothing that can be read."""
    try:
        members = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return members if isinstance(members, dict) else {}


def completed(entry: Entry, members: Mapping[str, Any]) -> Entry:
    """An entry with what is told beside its record.

    Raises:
        BadInput: a member has no right shape.
    """
    if not members:
        return entry
    item = entry.item
    apart = {"id", "categories", "notes", "custom"}
    type_ = members.get("type") or item.type
    values = {
        name: value
        for name, value in members.items()
        if name not in apart | {"type"} and value is not None
    }
    own = Item.from_csl({"type": type_, **values, "custom": _object(members, "custom", item)})
    made = Item(
        own.type,
        _without(item.variables, members) | dict(own.variables),
        _without(item.dates, members) | dict(own.dates),
        _without(item.names, members) | dict(own.names),
        own.custom,
    )
    key = members.get("id", entry.key)
    return replace(
        entry,
        item=made,
        key=key if isinstance(key, str) else None,
        tags=_texts(members, "categories", entry.tags),
        notes=_texts(members, "notes", entry.notes),
    )


def _object(members: Mapping[str, Any], name: str, item: Item) -> dict[str, Any]:
    value = members.get(name, dict(item.custom)) or {}
    if not isinstance(value, Mapping):
        raise BadInput(f"what stands beside it has no object in {name!r}")
    return dict(value)


def _without(values: Mapping[str, _T], members: Mapping[str, Any]) -> dict[str, _T]:
    return {name: value for name, value in values.items() if name not in members}


def _texts(members: Mapping[str, Any], name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    value = members.get(name, known) or ()
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else known
