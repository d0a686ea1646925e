"""The works of a JSON text, one by one: a list, one object, objects line by line, or a list
inside an object of a service's answer.

Each work is decoded for itself, where it stands, so that a broken one costs only itself.
Where a broken one ends is told by its brackets (a key cannot be an object, a bracket does
not close another kind) or by where something begins that can be decoded again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

DEEPEST = 100
"""How many lists and objects may stand one in another."""

_SPACE = re.compile(r"[\s\x00\ufeff]*")
_BETWEEN = re.compile(r"[\s,}\x00\ufeff\x1e]*")
_AT_TOP = re.compile(r"[\s,}\]\x00\ufeff\x1e]*")
_TOKEN = re.compile(r'"(?:[^"\\\n\r]+|\\.)*+"|"[^\n\r]*|[\[\]{},:]')
_OBJECT = re.compile(r'\{\s*"')
_STRAY = re.compile(r"[\[{\]\n\r]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CLOSES = {"]": "[", "}": "{"}
_LONGEST_RAW = 100_000
_WINDOW = 1 << 16
_MANY_FAILURES = 20
_DEEPEST_WRAPPER = 5
_LONGEST_INTEGER = 300

NOT_AN_OBJECT = "it is no object, and so no work"
TOO_DEEP = f"lists and objects are nested more than {DEEPEST} deep"
TRUNCATED = "the text ends before it is complete"
STRAY = "it stands between the works and is none"


@dataclass(frozen=True, slots=True)
class Element:
    """One work's object, or, with a reason, what is no object or cannot be decoded.

    Args:
        line: where it begins, from 1.
        raw: its text.
        value: the object; empty where there is a reason.
        reason: what is wrong with it.
    """

    line: int
    raw: str
    value: Mapping[str, Any]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """Where in an answer the works stand, and what they look like.

    Args:
        lists: members that hold the list of works ("items").
        wrappers: members that hold the one work, or a further object with the list
            ("message").
        is_work: whether an object is a work, used only behind a broken one.
    """

    is_work: Callable[[Mapping[str, Any]], bool]
    lists: frozenset[str] = frozenset()
    wrappers: frozenset[str] = frozenset()


def elements(text: str, shape: Shape) -> Iterator[Element]:
    """The works of a JSON text in order, and what stands between them."""
    return _Reader(text, shape).read()


def opens(head: str) -> bool:
    """Whether a text begins as JSON does."""
    return head.lstrip("\ufeff \t\r\n").startswith(("{", "["))


def has(head: str, *members: str) -> bool:
    """Whether a text has members of all these names."""
    return all(f'"{member}"' in head for member in members)


class _Reader:
    """A place in a text; what is decoded moves it on."""

    def __init__(self, text: str, shape: Shape) -> None:
        self._text = text
        self._shape = shape
        self._at = 0
        self._line = 1
        self._counted = 0
        self._failures = 0
        self._budget = 4 * len(text) + 100_000
        self._decoder = json.JSONDecoder(
            strict=False,
            object_pairs_hook=_members,
            parse_float=_number,
            parse_int=_integer,
            parse_constant=str,
        )

    def read(self) -> Iterator[Element]:
        """Everything that stands at the top of the text."""
        while (start := self._skip(_AT_TOP)) is not None:
            if self._text[start] == "[":
                self._at += 1
                yield from self._list()
            elif self._text[start] == "{":
                yield from self._object()
            else:
                yield self._stray()

    def _list(self) -> Iterator[Element]:
        """The elements of a list up to its end; `_at` is behind its bracket."""
        while (start := self._skip(_BETWEEN)) is not None:
            if self._text[start] == "]":
                self._at += 1
                return
            yield self._element()

    def _object(self) -> Iterator[Element]:
        """An answer's works, or the one work that the object itself is."""
        inner = self._works_within(self._at, _DEEPEST_WRAPPER)
        if inner is None:
            yield self._element()
            return
        self._at = inner
        if self._text[inner] == "[":
            self._at += 1
            yield from self._list()
        else:
            yield self._element()
        self._leave()

    def _works_within(self, at: int, deepest: int) -> int | None:
        """Where in the object at `at` its works begin; None where it has no such member."""
        at += 1
        while (named := self._member(at)) is not None:
            name, at = named
            opening = self._text[at : at + 1]
            if opening == "[" and (name in self._shape.lists or name in self._shape.wrappers):
                return at
            if opening == "{" and name in self._shape.wrappers and deepest:
                inner = self._works_within(at, deepest - 1)
                return at if inner is None else inner
            try:
                _, at = self._decoder.raw_decode(self._text, at)
            except (ValueError, RecursionError):
                return None
        return None

    def _member(self, at: int) -> tuple[str, int] | None:
        """The name of the member that stands next, and where its value begins."""
        at = _end(_BETWEEN, self._text, at)
        if not self._text.startswith('"', at):
            return None
        try:
            name, at = self._decoder.raw_decode(self._text, at)
        except ValueError:
            return None
        at = _end(_SPACE, self._text, at)
        if not self._text.startswith(":", at):
            return None
        return name, _end(_SPACE, self._text, at + 1)

    def _leave(self) -> None:
        """Go behind the rest of an answer whose works have been read."""
        while (named := self._member(self._at)) is not None:
            try:
                _, self._at = self._decoder.raw_decode(self._text, named[1])
            except (ValueError, RecursionError):
                return

    def _element(self) -> Element:
        """What begins at `_at`, decoded or with the reason why not."""
        start, line = self._at, self._number_of_line()
        opening = self._text[start]
        if opening not in '{["-0123456789tfn':
            return self._stray()
        found = self._decode(start)
        if isinstance(found, _Failure):
            if opening not in "{[":
                return self._stray()
            self._at = self._behind_broken(start)
            raw = self._text[start : self._at].rstrip(" \t\r\n,")
            return Element(line, _shown(raw), {}, found.reason)
        value, self._at = found
        raw = self._text[start : self._at]
        if not isinstance(value, dict):
            return Element(line, _shown(raw), {}, NOT_AN_OBJECT)
        return Element(line, raw, _clean(value) if "\\u" in raw else value)

    def _decode(self, start: int, window: int = 0) -> tuple[Any, int] | _Failure:
        """The value that begins at `start`, and where it ends.

        An error of the decoder counts the lines of its text, so where there are many it is
        given windows: `window` code points first, more where the value does not end in them.
        """
        grows = not window
        if grows:
            window = len(self._text) if self._failures < _MANY_FAILURES else _WINDOW
        while True:
            whole = start == 0 or window >= len(self._text)
            text = self._text if whole else self._text[start : start + window]
            moved = 0 if whole else start
            try:
                value, behind = self._decoder.raw_decode(text, start - moved)
            except json.JSONDecodeError as error:
                reached = error.pos + moved
                if not _is_end(text, error.pos):
                    self._failures += 1
                    near = " ".join(self._text[reached : reached + 40].split())
                    what = error.msg.removesuffix(" starting at")
                    reason = f"{what[:1].lower()}{what[1:]} here: {near}"
                    return _Failure(reason, reached)
                if whole or start + window >= len(self._text) or not grows:
                    return _Failure(TRUNCATED, reached)
                window *= 4
                continue
            except (ValueError, RecursionError):
                return _Failure(TOO_DEEP, start + _WINDOW)
            if isinstance(value, dict | list) and _too_deep(value):
                return _Failure(TOO_DEEP, behind + moved)
            return value, behind + moved

    def _behind_broken(self, start: int) -> int:
        """Where a broken element ends: where its brackets do, at the latest before a good one."""
        limit = len(self._text)
        looked = start + 1
        while self._budget > 0:
            match = _OBJECT.search(self._text, looked, looked + self._budget)
            if match is None:
                self._budget -= limit - looked
                break
            at = match.start()
            self._budget -= at - looked + 100
            looked = at + 1
            if self._text[max(start, at - 200) : at].rstrip()[-1:] == ":":
                continue
            found = self._decode(at, _WINDOW)
            self._budget -= (found.reached if isinstance(found, _Failure) else found[1]) - at
            if isinstance(found, tuple) and self._shape.is_work(found[0]):
                limit = at
                break
        return max(self._bracketed(start, limit), start + 1)

    def _bracketed(self, start: int, limit: int) -> int:
        """Where the brackets that open at `start` are closed, allowing for one that misses."""
        opened: list[str] = []
        key_expected = False
        for match in _TOKEN.finditer(self._text, start, limit):
            token = match[0]
            if token in "[{":
                if token == "{" and key_expected and opened == ["{"]:
                    return match.start()
                opened.append(token)
                key_expected = token == "{"
                continue
            if token in "]}":
                if _CLOSES[token] in opened[-2 * DEEPEST :]:
                    while opened.pop() != _CLOSES[token]:
                        pass
                if not opened:
                    return match.end()
            key_expected = token == "," and opened[-1:] == ["{"]
        return limit

    def _stray(self) -> Element:
        """The text at `_at` up to where an element may begin, or the line ends."""
        start, line = self._at, self._number_of_line()
        match = _STRAY.search(self._text, start + 1)
        self._at = match.start() if match else len(self._text)
        return Element(line, _shown(self._text[start : self._at].strip()), {}, STRAY)

    def _skip(self, pattern: re.Pattern[str]) -> int | None:
        """Move on over what says nothing; None at the end of the text."""
        self._at = _end(pattern, self._text, self._at)
        return self._at if self._at < len(self._text) else None

    def _number_of_line(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._line += _lone_returns(self._text, self._counted, self._at)
        self._counted = self._at
        return self._line


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why something could not be decoded, and how far the decoder came."""

    reason: str
    reached: int


def _lone_returns(text: str, start: int, end: int) -> int:
    return text.count("\r", start, end) - text.count("\r\n", start, end + 1)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _is_end(text: str, at: int) -> bool:
    """Whether what failed at `at` failed because the text ends."""
    if _end(_SPACE, text, at) >= len(text):
        return True
    rest = _TOKEN.match(text, at)
    if rest is None or rest.end() < len(text):
        return False
    return rest[0] == '"' or not rest[0].endswith(('"', "]", "}"))


def _shown(raw: str) -> str:
    """A broken text as it is kept: no longer than somebody could mend it."""
    return raw if len(raw) <= _LONGEST_RAW else raw[:_LONGEST_RAW] + "…"


def _too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of members with one name the last has it, the others are told apart."""
    members = dict(pairs)
    if len(members) < len(pairs):
        seen: dict[str, int] = {}
        for name, value in pairs:
            if value != members[name]:
                seen[name] = seen.get(name, 1) + 1
                members[f"{name} ({seen[name]})"] = value
    return members


def _number(text: str) -> float | str:
    """A number as it was written: 1.10 is a text, for 1.1 would be another volume."""
    number = float(text)
    return number if repr(number) == text else text


def _integer(text: str) -> int | str:
    return int(text) if len(text) <= _LONGEST_INTEGER else text


def _clean(value: Any) -> Any:
    """`value` without what JSON can write but no text may hold: NUL, half a surrogate pair."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value).replace("\0", "")
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(each) for key, each in value.items()}
    return value
