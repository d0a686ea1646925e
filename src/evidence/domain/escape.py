"""Text from files made harmless for where it goes: a terminal, a spreadsheet, Markdown, JSON.

What a terminal or a bidirectional layout would act on (C0 and C1 controls, format characters
of Unicode category Cf, line and paragraph separators, lone surrogates) is shown as an escape
such as `\\x1b` or `\\u202e`. Only JSON is for reading back: there the same characters are
written as JSON escapes, so the data is the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

_FORMAT = (
    "\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_UNSAFE = re.compile(f"[\x00-\x1f{_FORMAT}]")
_UNSAFE_IN_PROSE = re.compile(f"[\x00-\x09\x0b-\x1f{_FORMAT}]")
_UNSAFE_IN_JSON = re.compile(f"[{_FORMAT}]")
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
_FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_HARMLESS = re.compile(r"[-+]?\d+(?:[.,]\d+)*%?|-")
_MARKDOWN = re.compile(r"[\\`*\[\]<>|~&]|(?<!\w)_|_(?!\w)")


def terminal(text: str) -> str:
    """`text` on one line, with every character that a terminal would act on as an escape."""
    return text if text.isprintable() else _UNSAFE.sub(_visible, text)


def prose(text: str) -> str:
    """`text` as `terminal` makes it, but with its line breaks."""
    return text if text.isprintable() else _UNSAFE_IN_PROSE.sub(_visible, text)


def spreadsheet(text: str) -> str:
    """`text` as a spreadsheet's cell that no program takes for a formula.

    A cell that begins with `=`, `+`, `-`, `@`, their full-width forms, a tab or a line break
    gets an apostrophe in front. A plain number such as `-5` and a lone `-` stay: no
    spreadsheet computes anything from them. Controls are escaped as for a terminal, so each
    record stays on one line.
    """
    formula = _FORMULA.match(text) and not _HARMLESS.fullmatch(text)
    return f"'{terminal(text)}" if formula else terminal(text)


def markdown(text: str) -> str:
    """`text` as a cell of a Markdown table, on one line, shown as it is."""
    return _MARKDOWN.sub(r"\\\g<0>", terminal(" ".join(text.split("\n"))))


def as_json(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON; mappings, dates and times included.

    Raises:
        ValueError: a number is not finite.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False, default=_plain)
    return _UNSAFE_IN_JSON.sub(_json_escape, text)


def utc(time: datetime) -> str:
    """A point in time as JSON and tables show it: `2026-11-22T09:30:00Z`."""
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _visible(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if match[0] != "\x7f" else "\\u007f"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, datetime):
        return utc(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
