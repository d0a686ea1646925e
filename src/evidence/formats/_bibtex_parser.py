"""The text of a .bib file taken apart into entries, each field as raw LaTeX.

Neither BibTeX's nor biber's grammar forgives a slip; this one loses only the entry that
has it. An entry that is not closed ends where the next line begins one (`@type{key,`).
Everything is linear in the length of the text, nothing is recursive.

Source: O. Patashnik, "BibTeXing" and bibtex.web; the biblatex manual, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from evidence.formats.base import Broken

MONTHS = MappingProxyType(
    {
        name[:3]: name
        for name in (
            "January February March April May June July August September October November December"
        )
        .lower()
        .split()
    }
)
"""The macros that every BibTeX style defines."""

_MONTH_NAMES = frozenset(MONTHS.values())

_SKIP = r"[\s,]*+(?:%[^\n]*+[\s,]*+)*+"
_NAME = r"([^\s=,{}()\"#%\\@'][^\s=,{}()\"#%\\@]*+)\s*+=\s*+"
_START = re.compile(r"@\s*+([A-Za-z][\w-]*+)\s*+([{(])")
_BOUNDARY = re.compile(
    r"^[ \t]*+@[ \t]*+(?:(?:string|preamble|comment)\s*+[{(]"
    r"|[A-Za-z][\w-]*+\s*+[{(][^\n,{}=\"]*+(?:,|$))",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
    _SKIP + _NAME + r"(?:"
    r"\{([^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+)\}"
    r'|"([^"{}\\]*+)"'
    r"|([^\s,{}()\"#=%\\]++)"
    r")\s*+"
)
_OPENING = re.compile(_SKIP + _NAME)
_NEXT = re.compile(_SKIP + r"(?:[})]|" + _NAME + r")")
_CLOSE = re.compile(_SKIP + r"([})])")
_RESUME = re.compile(r"\s*+," + _SKIP + _NAME + r"[{\"\w]")
_KEY = re.compile(r"\s*+([^,=\n{}\"]*+),")
_KEY_RUN_ON = re.compile(r"\s*+([^\s,={}\"]++)\s++(?=[A-Za-z][\w-]*+\s*+=)")
_KEY_ALONE = re.compile(r"\s*+([^\s,={}\"]++)[ \t]*+(?=[})\n])(?!\s*+=)")
_EXCESS = re.compile(r"[\s,;]*+[})][\s,;})]*+")
_BARE = re.compile(r"[^\s,{}()\"#=%\\]++")
_LOOSE = re.compile(r"[^,{}\"#=%\\\n]++")
_ESCAPED_BRACE = re.compile(r"\\[{}]")
_BRACES = re.compile(r"[{}]")
_BRACES_UNESCAPED = re.compile(r"\\.|[{}]", re.DOTALL)
_PARENS = re.compile(r"[()]")
_QUOTES = re.compile(r'["{}]')
_SPACE = re.compile(r"\s*+")
_COMMENTED = re.compile(r"\s*+%")
_OPENS_FIELD = re.compile(r"=\s*\Z")
_HEADING = re.compile(
    r"\s*(?:%.*|@comment\b.*|This file was created with .*|Encoding: .*"
    r"|Scopus|EXPORT DATE: .*|FN (?:Clarivate|Thomson|ISI) .*|VR 1\.0)\s*",
    re.IGNORECASE,
)
_LONGEST = 2_000_000
"""More characters than an entry has; beyond them nothing is tried to make sense of it."""
_EXPANSION = 20
"""How many times longer than the file its macros may make it, and a million characters."""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it stands in the file.

    Args:
        type: its type, in small letters.
        key: its key, None where it has none.
        fields: names in small letters and values without delimiters, macros put in.
        line: where it begins, from 1.
        raw: its text.
        remarks: what is amiss in how it is written.
    """

    type: str
    key: str | None
    fields: list[tuple[str, str]]
    line: int
    raw: str
    remarks: tuple[str, ...] = ()


class _FaultError(Exception):
    """Something in an entry that cannot be read; it never leaves this module."""


def scan(text: str) -> Iterator[RawEntry | Broken]:
    """Every entry of a .bib file in order, and what is none: stray text, entries cut short.

    `@string` is put in where its name stands; `@comment`, `@preamble` and lines that begin
    with a percent sign are passed over.

    Args:
        text: lines end in a newline character alone.
    """
    return _Scanner(text).entries()


class _Scanner:
    """A place in a text, with the macros known there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._macros = dict(MONTHS)
        self._budget = _EXPANSION * len(text) + 1_000_000
        self._at = 0
        self._boundary = 0  # where the next entry surely begins
        self._limit = 0
        self._line = 1
        self._counted = 0
        self._comments_close = True
        self._escapes = False
        self._remarks: list[str] = []

    def entries(self) -> Iterator[RawEntry | Broken]:
        while True:
            start = self._next_start()
            end = start.start() if start else len(self._text)
            if end > self._at and (stray := self._stray(self._at, end)):
                yield stray
            if start is None:
                return
            block = self._block(start)
            if block is not None:
                yield block

    def _next_start(self) -> re.Match[str] | None:
        """Where the next entry begins; one on a line commented out is none."""
        at = self._at
        while start := _START.search(self._text, at):
            line = max(self._text.rfind("\n", at, start.start()) + 1, at)
            if not _COMMENTED.match(self._text, line, start.start()):
                return start
            at = self._text.find("\n", start.end())
            if at < 0:
                return None
        return None

    def _stray(self, start: int, end: int) -> Broken | None:
        """What stands between two entries and is neither comment nor mere punctuation."""
        gap = self._text[start:end]
        if gap.isspace():
            return None
        lines = [line for line in gap.split("\n") if not _HEADING.fullmatch(line)]
        stray = "\n".join(lines).strip()
        if not re.search(r"\w", stray):
            if not re.search(r"[{}]", stray):
                return None
            return Broken(self._line_at(start), stray, "a brace that belongs to no entry")
        offset = gap.find(stray.split("\n", 1)[0])
        return Broken(self._line_at(start + max(offset, 0)), stray, "text outside of any entry")

    def _line_at(self, at: int) -> int:
        self._line += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._line

    def _block(self, start: re.Match[str]) -> RawEntry | Broken | None:
        body = start.end()
        if self._boundary < body:
            boundary = _BOUNDARY.search(self._text, body)
            self._boundary = boundary.start() if boundary else len(self._text)
        self._limit = min(self._boundary, body + _LONGEST)
        type_ = start[1].lower()
        line = self._line_at(start.start())
        try:
            if type_ == "comment":
                self._at = self._comment_end(body)
            elif type_ == "preamble":
                self._at = self._closing(body - 1, self._limit) + 1
            elif type_ == "string":
                self._string(body)
            else:
                key, fields = self._forgiving(body)
                raw = self._text[start.start() : self._at]
                if excess := _EXCESS.match(self._text, self._at):
                    self._at = excess.end()
                    self._remarks.append("a closing brace too many follows the entry")
                return RawEntry(type_, key, fields, line, raw, tuple(dict.fromkeys(self._remarks)))
        except _FaultError as fault:
            self._escapes = False
            self._at = self._end_of_broken(body - 1)
            reason = str(fault) if self._at <= self._limit else "it is longer than any entry"
            return Broken(line, self._text[start.start() : self._at].rstrip(), reason)
        return None

    def _forgiving(self, body: int) -> tuple[str | None, list[tuple[str, str]]]:
        """The entry as BibTeX counts braces, else as if those behind backslashes did not count."""
        try:
            return self._entry(body)
        except _FaultError:
            end = self._end_of_broken(body - 1)
            if not _ESCAPED_BRACE.search(self._text, body, end):
                raise
        self._escapes = True
        entry = self._entry(body)
        self._escapes = False
        return entry

    def _end_of_broken(self, opening: int) -> int:
        try:
            return self._closing(opening, self._limit) + 1
        except _FaultError:
            return self._boundary

    def _comment_end(self, body: int) -> int:
        """Where a comment ends: it may hold whole entries, unless one never closes."""
        if self._comments_close:
            try:
                return self._closing(body - 1, len(self._text)) + 1
            except _FaultError:
                self._comments_close = False
        return self._closing(body - 1, self._boundary) + 1

    def _closing(self, opening: int, limit: int, *, escapes: bool = False) -> int:
        """Where the brace or parenthesis at `opening` is closed.

        Args:
            escapes: whether a brace behind a backslash does not count; to BibTeX it does.
        """
        depth = 0
        pattern = _BRACES_UNESCAPED if escapes else _BRACES
        if self._text[opening] == "(":
            pattern = _PARENS
        for found in pattern.finditer(self._text, opening, limit):
            if found[0] in "{(":
                depth += 1
            elif found[0] in "})":
                depth -= 1
                if depth == 0:
                    return found.start()
        raise _FaultError("a brace is opened and never closed")

    def _string(self, body: int) -> None:
        opening = _OPENING.match(self._text, body, self._limit)
        if opening is None:
            raise _FaultError("a @string is name = value")
        value, at = self._value(opening.end())
        close = _CLOSE.match(self._text, at, self._limit)
        if close is None:
            raise _FaultError("the @string is never closed")
        self._macros[opening[1].strip().lower()] = value
        self._at = close.end()

    def _entry(self, body: int) -> tuple[str | None, list[tuple[str, str]]]:
        text, limit = self._text, self._limit
        self._remarks.clear()
        key, at = self._key(body)
        fields: list[tuple[str, str]] = []
        while True:
            field = None if self._escapes else _FIELD.match(text, at, limit)
            if field is not None:
                name, braced, quoted, bare = field.groups()
                at = field.end()
                after = text[at : at + 1]
                sane = after in {",", "}", ")"} or (after != "#" and self._is_sane(at))
                value = braced if braced is not None else quoted
                if sane and value is not None:
                    fields.append((name.rstrip().lower(), value))
                    continue
                if sane and bare:
                    fields.append((name.rstrip().lower(), self._macro(bare)))
                    continue
                at = field.start()
            close = _CLOSE.match(text, at, limit)
            if close is not None:
                at = close.end()
                if _RESUME.match(text, at, limit):
                    self._remarks.append("a closing brace too many stands between its fields")
                    continue
                self._at = at
                return key, fields
            opening = _OPENING.match(text, at, limit)
            if opening is None:
                raise self._unreadable(at)
            value, at = self._value(opening.end())
            fields.append((opening[1].rstrip().lower(), value))

    def _key(self, body: int) -> tuple[str | None, int]:
        """The entry's key, which some forget, or forget the comma after."""
        found = _KEY.match(self._text, body, self._limit)
        if found is None:
            found = _KEY_RUN_ON.match(self._text, body, self._limit)
            if found is not None:
                self._remarks.append(f"no comma follows the key {found[1]}")
        if found is None:
            found = _KEY_ALONE.match(self._text, body, self._limit)
        if found is None:
            return None, body
        return found[1].strip() or None, found.end()

    def _unreadable(self, at: int) -> _FaultError:
        skipped = re.compile(_SKIP).match(self._text, at, self._limit)
        rest = self._text[skipped.end() if skipped else at : self._limit][:40].split("\n")[0]
        if not rest.strip():
            return _FaultError("the entry is never closed")
        return _FaultError(f"{rest.strip()!r} is no field: a field is name = {{value}}")

    def _is_sane(self, at: int) -> bool:
        """Whether an entry may go on here after a value."""
        return self._text[at : at + 1] == "," or bool(_NEXT.match(self._text, at, self._limit))

    def _value(self, at: int) -> tuple[str, int]:
        """A value of one or more parts joined by `#`, and where it ends."""
        parts: list[str] = []
        while True:
            part, at = self._part(at)
            parts.append(part)
            at = self._after_space(at)
            if self._text[at : at + 1] != "#" or at >= self._limit:
                return "".join(parts), at
            at = self._after_space(at + 1)

    def _after_space(self, at: int) -> int:
        space = _SPACE.match(self._text, at, self._limit)
        return space.end() if space else at

    def _part(self, at: int) -> tuple[str, int]:
        first = self._text[at : at + 1] if at < self._limit else ""
        if first == "{":
            end = self._brace_end(at)
            return self._text[at + 1 : end], end + 1
        if first == '"':
            end = self._quote_end(at)
            return self._text[at + 1 : end], end + 1
        bare = _BARE.match(self._text, at, self._limit)
        if bare is None:
            raise self._unreadable(at) if first else _FaultError("the entry is never closed")
        end = self._after_space(bare.end())
        if self._text[end : end + 1] == "#" or self._is_sane(end):
            return self._macro(bare[0]), bare.end()
        loose = _LOOSE.match(self._text, at, self._limit)
        if loose is None or not self._is_sane(loose.end()):
            raise self._unreadable(end)
        return loose[0].strip(), loose.end()

    def _brace_end(self, at: int) -> int:
        if self._escapes:
            return self._closing(at, self._limit, escapes=True)
        try:
            end = self._closing(at, self._limit)
        except _FaultError:
            return self._closing(at, self._limit, escapes=True)
        follows = self._after_space(end + 1)
        if self._text[end - 1] == "\\" and not (
            self._is_sane(follows) or self._text[follows : follows + 1] == "#"
        ):
            return self._closing(at, self._limit, escapes=True)
        return end

    def _quote_end(self, at: int) -> int:
        """Where a quoted value ends: at a quotation mark in no brace that a field may end at."""
        depth = 0
        for found in _QUOTES.finditer(self._text, at + 1, self._limit):
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                depth -= 1
                if depth < 0:
                    break
            elif depth == 0:
                follows = self._after_space(found.end())
                if self._text[follows : follows + 1] == "#" or self._is_sane(follows):
                    return found.start()
                if _OPENS_FIELD.search(self._text, max(at, found.start() - 3), found.start()):
                    break
        raise _FaultError("a quotation mark is opened and never closed")

    def _macro(self, name: str) -> str:
        """What a bare word stands for: itself, where nothing defines it."""
        value = self._macros.get(name.lower())
        if value is None:
            if name[0].isalpha() and name.lower() not in _MONTH_NAMES:
                self._remarks.append(f"no @string is called {name}: its name stands for it")
            return name
        self._budget -= len(value)
        if self._budget < 0:
            raise _FaultError("the macros of this file expand beyond all measure")
        return value
