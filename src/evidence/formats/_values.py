"""Members of foreign JSON objects, whatever shape they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evidence.formats._markup import unescape

_LARGEST = 200
_DEEPEST = 12


def texts(value: Any, member: str | None = None) -> Iterator[str]:
    """The texts of a member that may be a text, a number, or a list of them.

    Args:
        value: what the member holds.
        member: where it holds objects: the member of each that has the text.
    """
    if value is None:
        return
    for each in value if isinstance(value, list | tuple) else [value]:
        inner = each.get(member) if member is not None and isinstance(each, Mapping) else each
        if isinstance(inner, str | int | float) and not isinstance(inner, bool):
            text = unescape(str(inner)).strip()
            if text:
                yield text


def members(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a member that may be a list of them, or one."""
    if value is None:
        return
    for each in value if isinstance(value, list | tuple) else [value]:
        if isinstance(each, Mapping):
            yield each


def compact(value: Any, deepest: int = _DEEPEST) -> Any:
    """What is kept of a member: nothing empty, nothing deep, of long lists the beginning."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, Mapping):
        if not deepest:
            return None
        held = {str(name): compact(each, deepest - 1) for name, each in value.items()}
        return {name: each for name, each in held.items() if each is not None} or None
    if isinstance(value, list | tuple):
        if not deepest:
            return None
        kept = [compact(each, deepest - 1) for each in value[:_LARGEST]]
        return [each for each in kept if each is not None] or None
    return value
