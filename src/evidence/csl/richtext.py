"""Rich text in an item's fields: the small markup of titles, quotation marks, apostrophes.

CSL-JSON ("HTML-like formatting tags") allows ``<i>``, ``<b>``, ``<sub>``, ``<sup>``, ``<sc>``,
``<span style="font-variant: small-caps;">`` and ``<span class="nocase">``. A tag without its
partner is text like any other. Quotation marks that pair become nodes, so that the locale's
marks are used and alternate with those around them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from evidence.csl.output import Formats, Node, Output, copy

_TAGS: dict[str, tuple[str, Formats, str]] = {
    "i": ("i", (("font-style", "italic"),), "markup"),
    "b": ("b", (("font-weight", "bold"),), "markup"),
    "sup": ("sup", (("vertical-align", "sup"),), "markup"),
    "sub": ("sub", (("vertical-align", "sub"),), "markup"),
    "sc": ("sc", (("font-variant", "small-caps"),), "markup"),
}

_TOKEN = re.compile(
    r"""<(?P<close>/)?(?P<tag>i|b|sup|sub|sc|span)(?P<attributes>\s[^<>]*)?>|(?P<quote>["'“”‘’])""",
)
_MARKED = re.compile(r"""[<"'“”‘’]""")

_CLOSERS = {'"': '"', "“": "”", "‘": "’"}
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{-–—/“‘«‹„\"'")


_RAISED = re.compile(
    "["
    + "".join(
        re.escape(chr(code))
        for code in range(0xA0, 0x3400)
        if unicodedata.decomposition(chr(code)).startswith("<super>")
    )
    + "ˀˁۥۦ]"
)
"""Characters that are small and raised by themselves: ª, ², ™."""
_UNDECOMPOSED = str.maketrans({"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"})
_GUILLEMETS = re.compile(r"(?<=«) (?=\S)|(?<=\S) (?=»)")


def raised(text: str) -> bool:
    """Whether a text holds characters that are raised by themselves."""
    return not text.isascii() and bool(_RAISED.search(text))


def _raised(parts: Sequence[Output]) -> list[Output]:
    """Parts with raised characters made superscripts, so that every writer can print them."""
    out: list[Output] = []
    for part in parts:
        if not isinstance(part, str):
            out.append(copy(part, tuple(_raised(part.children))))
            continue
        at = 0
        for found in _RAISED.finditer(part):
            if found.start() > at:
                out.append(part[at : found.start()])
            flat = unicodedata.normalize("NFKD", found[0].translate(_UNDECOMPOSED))
            out.append(Node((flat,), (("vertical-align", "sup"),)))
            at = found.end()
        if at < len(part):
            out.append(part[at:])
    return out


class _Open:
    """A tag or quotation mark whose partner has not come yet."""

    __slots__ = ("children", "formats", "kind", "literal", "mark")

    def __init__(self, mark: str, literal: str, formats: Formats = (), kind: str = "") -> None:
        self.mark = mark
        self.literal = literal
        self.formats = formats
        self.kind = kind
        self.children: list[Output] = []


@lru_cache(maxsize=16384)
def parse(value: str) -> tuple[Output, ...]:
    """The parts of a field's text.

    Args:
        value: The text with its markup.

    Returns:
        Strings and nodes; nodes shared between calls, never to be changed.
    """
    if value.isascii() and not _MARKED.search(value):
        return (value,)
    if "«" in value:
        value = _GUILLEMETS.sub("\u202f", value)
    if not _MARKED.search(value) and not _RAISED.search(value):
        return (value,)
    return tuple(_raised(_parsed(value)))


def _parsed(value: str) -> list[Output]:
    stack = [_Open("", "")]
    at = 0
    for token in _TOKEN.finditer(value):
        _add(stack[-1].children, value[at : token.start()])
        at = token.end()
        mark = token["quote"]
        if mark is None:
            _tag(stack, token)
        else:
            before = value[token.start() - 1] if token.start() else " "
            after = value[at] if at < len(value) else " "
            if token.start() and before == ">":
                before = _shown_before(value, token.start())
            if after == "<":
                after = _shown_after(value, at)
            _quote(stack, mark, before, after)
    _add(stack[-1].children, value[at:])
    while len(stack) > 1:
        _abandon(stack)
    return _kept(stack[0].children)


def _kept(children: list[Output]) -> list[Output]:
    """Text after a quotation within a field keeps its punctuation where its writer put it."""
    out: list[Output] = []
    for child in children:
        if isinstance(child, str) and out and isinstance(out[-1], Node) and out[-1].quotes:
            out.append(Node((), kind="keep"))
        out.append(child)
    return out


def _shown_before(value: str, at: int) -> str:
    shown = re.sub(r"<[^<>]*>", "", value[:at])
    return shown[-1:] or " "


def _shown_after(value: str, at: int) -> str:
    shown = re.sub(r"<[^<>]*>", "", value[at:])
    return shown[:1] or " "


def _add(children: list[Output], text: str) -> None:
    if not text:
        return
    if children and isinstance(children[-1], str):
        children[-1] += text
    else:
        children.append(text)


def _abandon(stack: list[_Open]) -> None:
    """The innermost open mark has no partner: it is text."""
    lost = stack.pop()
    into = stack[-1].children
    _add(into, lost.literal)
    for child in lost.children:
        if isinstance(child, str):
            _add(into, child)
        else:
            into.append(child)


def _close(stack: list[_Open]) -> None:
    done = stack.pop()
    quotes = done.kind == "quote"
    stack[-1].children.append(
        Node(tuple(done.children), done.formats, quotes=quotes, kind=done.kind)
    )


def _tag(stack: list[_Open], token: re.Match[str]) -> None:
    name = token["tag"]
    if not token["close"]:
        attributes = token["attributes"] or ""
        if name != "span":
            _mark, formats, kind = _TAGS[name]
        elif re.search(r"""font-variant:\s*small-caps""", attributes):
            formats, kind = (("font-variant", "small-caps"),), "markup"
        elif re.search(r"""class\s*=\s*["']?nocase""", attributes):
            formats, kind = (), "nocase"
        elif re.search(r"""text-decoration:\s*underline""", attributes):
            formats, kind = (("text-decoration", "underline"),), "markup"
        else:
            formats, kind = (), "unknown"
        stack.append(_Open(name, token[0], formats, kind))
        return
    depth = next((at for at in range(len(stack) - 1, 0, -1) if stack[at].mark == name), 0)
    if not depth:
        _add(stack[-1].children, token[0])
        return
    while len(stack) - 1 > depth:
        _abandon(stack)
    if stack[-1].kind == "unknown":
        literal = token[0]
        _abandon(stack)
        _add(stack[-1].children, literal)
    else:
        _close(stack)


def _quote(stack: list[_Open], mark: str, before: str, after: str) -> None:
    closing = next(
        (
            at
            for at in range(len(stack) - 1, 0, -1)
            if stack[at].kind == "quote" and _closer(stack[at].mark) == mark
        ),
        0,
    )
    opens = mark in _CLOSERS or mark == "'"
    if mark in "\"'":
        starts = before in _BEFORE_OPENING and not after.isspace()
        if mark == "'" and closing and (after.isalnum() and before.isalnum()):
            closing = 0
        if closing and not before.isspace():
            opens = False
        elif not starts:
            opens, closing = False, 0
        else:
            closing = 0
    elif mark == "’":
        opens = False
        if closing and after.isalnum():
            closing = 0
    elif opens:
        closing = 0
    if opens:
        stack.append(_Open(mark, "’" if mark == "'" else mark, kind="quote"))
    elif closing:
        while len(stack) - 1 > closing:
            _abandon(stack)
        _close(stack)
    else:
        _add(stack[-1].children, "’" if mark == "'" else mark)


def _closer(mark: str) -> str:
    return "'" if mark == "'" else _CLOSERS[mark]
