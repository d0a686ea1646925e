"""Titles and abstracts with markup: HTML, JATS and MathML made CSL's rich text or plain text.

CSL knows `<i>`, `<b>`, `<sup>`, `<sub>`, small capitals and `<span class="nocase">`.
Source: CSL-JSON, "HTML-like formatting tags"; JATS 1.3 and MathML 3 for the elements.
"""

from __future__ import annotations

import html
import re
from types import MappingProxyType

_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)((?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>")
_COMMENT = re.compile(r"<!--[^<]*?-->|<!\[CDATA\[|\]\]>|<\?[^<>]*\?>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});")
_SMALL_CAPS = '<span style="font-variant:small-caps;">'
_RICH = MappingProxyType(
    {
        "i": "i", "em": "i", "italic": "i", "b": "b", "strong": "b", "bold": "b", "sup": "sup",
        "sub": "sub", "scp": "span", "sc": "span", "smallcaps": "span",
    }
)  # fmt: skip
_POWERS = MappingProxyType(
    {("msup", 2): "sup", ("msub", 2): "sub", ("msubsup", 2): "sub", ("msubsup", 3): "sup"}
)
"""Which child of a MathML element is raised or lowered."""
_BLOCKS = frozenset(
    """p div br hr li ul ol tr table title sec h1 h2 h3 h4 h5 h6 blockquote pre list list-item
    disp-formula""".split()
)
_UNSHOWN = re.compile(
    r"<((?:[a-z]{1,8}:)?(?:script|style|head|tex-math|annotation(?:-xml)?))(?![\w-])[^<>]*>"
)
_HEADING = re.compile(
    r"\s*(?:abstract|summary|résumé|resumen|zusammenfassung)\s*[:.]?\s*\n+\s*(?=\S)", re.IGNORECASE
)


def unescape(text: str) -> str:
    """`text` with HTML's entities as the characters they stand for.

    Only what ends with a semicolon is one: "AT&T" and "?a=1&copy=2" stay.
    """
    if "&" not in text:
        return text
    once = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return once.replace("\0", "")


def rich(text: str) -> str:
    """A title as CSL's rich text on one line; markup that CSL has not is taken off."""
    if "<" not in text and "&" not in text:
        return squeeze(text)
    text = _hide(_escaped_tags(text))
    pieces: list[str] = []
    opened: list[str] = []
    formula = _Formula()
    last = 0
    for match in _TAG.finditer(text):
        between = text[last : match.start()]
        pieces.append("" if formula.is_open and not between.strip() else between)
        last = match.end()
        closes, name = bool(match[1]), match[2].rpartition(":")[2].lower()
        if formula.is_open or name == "math":
            pieces.append(formula.tag(name, closes, match[3].rstrip().endswith("/")))
        elif match[3].rstrip().endswith("/"):
            pieces.append(" " if name in _BLOCKS else "")
        else:
            pieces.append(_tag(name, match[3], closes, opened))
    pieces.append(text[last:])
    pieces.extend(f"</{each}>" for each in reversed(opened))
    return squeeze(unescape("".join(pieces)))


def plain(text: str) -> str:
    """An abstract or a note without markup: a line a paragraph, headings on their own."""
    if "<" not in text and "&" not in text:
        return text.strip()
    text = _hide(_escaped_tags(text))
    pieces: list[str] = []
    has_blocks = any(_block(match[2]) for match in _TAG.finditer(text))
    last = 0
    for match in _TAG.finditer(text):
        between = text[last : match.start()]
        pieces.append(_one_line(between) if has_blocks else between)
        last = match.end()
        if _block(match[2]):
            pieces.append("\n")
    pieces.append(_one_line(text[last:]) if has_blocks else text[last:])
    lines = (squeeze(line) for line in unescape("".join(pieces)).splitlines())
    return "\n".join(line for line in lines if line)


def _block(name: str) -> bool:
    return name.rpartition(":")[2].lower() in _BLOCKS


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())


def abstract(text: str) -> str:
    """`plain` without the heading "Abstract" that JATS has before it."""
    return _HEADING.sub("", plain(text), count=1) if "<" in text else plain(text)


def squeeze(text: str) -> str:
    """`text` on one line, without space at its ends."""
    return " ".join(text.split())


def _escaped_tags(text: str) -> str:
    """Markup that was escaped once more on its way: `&lt;i&gt;` is a tag, `p &lt; 0.05` is not."""
    if "&lt;" not in text:
        return text
    return re.sub(r"&lt;(/?[A-Za-z][\w:-]{0,20}/?)&gt;", r"<\1>", text)


def _hide(text: str) -> str:
    """`text` without comments and without what is not shown: scripts, TeX beside MathML."""
    text = _COMMENT.sub("", text)
    pieces: list[str] = []
    never_closed: set[str] = set()
    at = 0
    while match := _UNSHOWN.search(text, at):
        pieces.append(text[at : match.start()])
        at = match.end()
        if match[1] in never_closed or match[0].endswith("/>"):
            continue
        end = text.find(f"</{match[1]}", at)
        closing = text.find(">", end)
        if end < 0 or closing < 0:
            never_closed.add(match[1])
        else:
            at = closing + 1
    return "".join([*pieces, text[at:]])


def _tag(name: str, attributes: str, closes: bool, opened: list[str]) -> str:
    """CSL's tag for one of the text; "" for one that CSL has not."""
    kind = _RICH.get(name)
    if name == "span":
        kind = "span" if closes or "small-caps" in attributes or "nocase" in attributes else None
        if closes and "span" not in opened:
            return ""
    if not kind:
        return " " if name in _BLOCKS else ""
    if not closes:
        if len(opened) >= 20:
            return ""
        opened.append(kind)
        nocase = name == "span" and "nocase" in attributes
        small = '<span class="nocase">' if nocase else _SMALL_CAPS
        return small if kind == "span" else f"<{kind}>"
    if kind not in opened:
        return ""
    shut = ""
    while opened:
        last = opened.pop()
        shut += f"</{last}>"
        if last == kind:
            break
    return shut


class _Formula:
    """A MathML formula, of which only raising and lowering is kept."""

    def __init__(self) -> None:
        self._elements: list[tuple[str, int]] = []

    @property
    def is_open(self) -> bool:
        return bool(self._elements)

    def tag(self, name: str, closes: bool, empty: bool) -> str:
        """CSL's tag for the beginning or the end of an element of the formula."""
        if closes:
            if name not in (each for each, _ in self._elements[-20:]):
                return ""
            while self._elements.pop()[0] != name:
                pass
            return f"</{shown}>" if (shown := self._shown()) else ""
        if self._elements:
            parent, children = self._elements.pop()
            self._elements.append((parent, children + 1))
        shown = self._shown()
        if empty:
            return ""
        self._elements.append((name, 0))
        return f"<{shown}>" if shown else ""

    def _shown(self) -> str | None:
        """How the child that now begins or ends stands: raised, lowered, or on the line."""
        parent, children = self._elements[-1] if self._elements else ("", 0)
        return _POWERS.get((parent, children))
