"""YAML read within bounds, into text, lists and objects, and written.

Nothing is made of a YAML tag; an alias is resolved, but a document may not grow by its
aliases, nor be nested deeper than `DEEPEST`. Plain scalars stay the text they are, except
numbers that are written as they would be again, `true`, `false` and `null`: `1.10` is a
volume, `no` a language.

Source: YAML 1.2.2, "JSON schema" for the plain scalars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from evidence.errors import BadInput

DEEPEST = 60
_MOST_EXPANDED = 100_000
_INTEGER = re.compile(r"0|-?[1-9]\d{0,299}", re.ASCII)
_FRACTION = re.compile(r"-?(?:0|[1-9]\d{0,15})\.\d{1,30}(?:e[+-]?\d{1,3})?", re.ASCII)
_WORDS = {"null": None, "~": None, "": None, "true": True, "True": True, "TRUE": True,
          "false": False, "False": False, "FALSE": False, "Null": None, "NULL": None}  # fmt: skip
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDEST = 1_000_000


def load(text: str) -> Any:
    """The value of the first document of a YAML text; None where it is empty.

    Raises:
        BadInput: it is no YAML, or is nested or expanded beyond the bounds.
    """
    try:
        return _Building().value(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f" in line {mark.line + 1} of it, column {mark.column + 1}" if mark else ""
        raise BadInput(f"it is no YAML: {error.problem or error.context}{where}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput(f"it is no YAML: {str(error).splitlines()[0]}") from None


def dump(value: Any) -> str:
    """A value as YAML in block style, its members in their order."""
    return str(
        yaml.dump(
            value, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=_WIDEST,
            default_flow_style=False,
        )
    )  # fmt: skip


class _Building:
    """Values under construction, from the events of the parser."""

    def __init__(self) -> None:
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._nodes = 0
        self._open: list[tuple[Any, str | None, int, list[Any]]] = []
        self._result: Any = None

    def value(self, events: Iterator[Any]) -> Any:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._add(self._anchored(event.anchor, _scalar(event), self._nodes))
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event.anchor)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                if len(self._open) >= DEEPEST:
                    raise BadInput(f"lists and objects are nested more than {DEEPEST} deep")
                made: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
                self._open.append((made, event.anchor, self._nodes, []))
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                made, anchor, before, _ = self._open.pop()
                self._add(self._anchored(anchor, _merged(made), before))
            elif isinstance(event, yaml.DocumentEndEvent):
                break
        return self._result

    def _anchored(self, anchor: str | None, value: Any, before: int) -> Any:
        self._nodes += 1
        if anchor is not None:
            self._anchors[anchor] = (value, self._nodes - before)
        return value

    def _alias(self, anchor: str | None) -> None:
        if anchor is None or anchor not in self._anchors:
            raise BadInput(f"its alias *{anchor} stands for nothing")
        value, size = self._anchors[anchor]
        self._nodes += size
        if self._nodes > _MOST_EXPANDED:
            raise BadInput("its aliases make it too large")
        self._add(value)

    def _add(self, value: Any) -> None:
        """Put a finished value into the list or object that is open."""
        if not self._open:
            self._result = value
            return
        made, _, _, key = self._open[-1]
        if isinstance(made, list):
            made.append(value)
        elif not key:
            key.append(value if isinstance(value, str | int | float | None) else "?")
        else:
            _put(made, key.pop(), value)


def _put(made: dict[str, Any], key: Any, value: Any) -> None:
    """Set a member; of two with one name the first stays, the others are told apart."""
    name = "" if key is None else str(key)
    number = 2
    while name in made and made[name] != value:
        name, number = f"{key} ({number})", number + 1
    made[name] = value


def _merged(made: Any) -> Any:
    """An object with the members of those that it names under `<<`; its own go first."""
    merged = made.get("<<") if isinstance(made, dict) else None
    sources = merged if isinstance(merged, list) else [merged]
    if merged and all(isinstance(each, dict) for each in sources):
        del made["<<"]
        for each in sources:
            made |= {name: value for name, value in dict(each or {}).items() if name not in made}
    return made


def _scalar(event: yaml.ScalarEvent) -> Any:
    text = str(event.value)
    if event.style or event.tag not in {None, "!"}:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FRACTION.fullmatch(text) and ("e" in text or repr(float(text)) == text):
        return float(text)
    return text
