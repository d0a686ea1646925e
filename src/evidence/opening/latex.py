"""LaTeX in a bibliography's fields turned into Unicode with CSL's markup, and back.

Source: CSL 1.0.2 ("HTML-like markup": `<i>`, `<b>`, `<sup>`, `<sub>`, small capitals);
LaTeX2e's accents and symbols. One pass, no recursion: a group's end is kept on a list.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from evidence.opening.latex_tables import (
    ACCENTS,
    ALONE,
    DROPPED,
    FUNCTIONS,
    PLAIN,
    QUOTES,
    SPACES,
    STYLES,
    SWITCHES,
    SYMBOLS,
)

_SPECIAL = re.compile(r"[\\{}$~`&]|--|''")
_BLANKS = re.compile(r"[\n\t\r\f\v]| {2}")
_BLANK = re.compile(r"[ \t\n\r\f\v]+")
_WHITE = " \t\n\r\f\v"
_TOKEN = re.compile(
    r"\\(?P<command>[a-zA-Z]+)\*?[ \t\n\r]*+|\\(?P<symbol>[^a-zA-Z])|(?P<mark>[{}$~^_])"
    r"|(?P<dash>-{2,3})|(?P<quote>``|''|\?`|!`|`)|(?P<text>[^\\{}$~^_\-`'?!]++|.)",
    re.DOTALL,
)
_ENTITY = re.compile(r"\\?&(?:amp|lt|gt|quot|apos|nbsp|\\?#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6}));")
_DEGREE = re.compile(r"\^\s*+(?:\{\s*+\\circ\s*+\}|\\circ(?![a-zA-Z]))")
_PARAGRAPH = re.compile(r"\n[ \t]*+\n\s*+")
_BREAK = "\ufdd4"  # one of Unicode's noncharacters: a line's end while white space is squeezed
_BREAKS = {"par": _BREAK * 2, "newline": _BREAK}
_QUOTE_MARKS = {"``": "“", "''": "”", "?`": "¿", "!`": "¡"}
_ESCAPED = {" ": " ", ",": " ", ";": " ", ":": " ", "\n": " ", "\t": " ", "\\": " ",
            "-": "", "/": "", "@": "", "!": "", "(": "", ")": "", "[": "", "]": ""}  # fmt: skip
_MOST_ACCENTS = 4
"""More accents over one letter no language has; normalising thousands takes for ever."""


def decode(value: str, *, markup: bool = False, lines: bool = False) -> str:
    """What LaTeX prints, with white space squeezed; commands it does not know stay as they are.

    Args:
        markup: whether italics and the like become CSL's markup or are left out.
        lines: whether paragraphs and forced line ends are kept, else they become spaces.
    """
    if value.isalnum():
        return value
    if lines and "\n" in value:
        value = _PARAGRAPH.sub(r"\\par ", value.strip(_WHITE))
    if _SPECIAL.search(value):
        value = _Decoder(value, markup, lines).text()
    if _BLANKS.search(value):
        value = _BLANK.sub(" ", value)
    if lines and _BREAK in value:
        value = re.sub(f" ?{_BREAK} ?", "\n", value)
    return value.strip(_WHITE)


@dataclass(slots=True)
class _Group:
    """A brace that is open: what its end prints, and where an argument to be dropped began."""

    closing: str = ""
    dropped: int | None = None


class _Decoder:
    def __init__(self, value: str, markup: bool, lines: bool) -> None:
        if "&" in value and ";" in value:
            value = _ENTITY.sub(_entity, value)
        if "\\circ" in value:
            value = _DEGREE.sub("°", value)
        self._value = value
        self._markup = markup
        self._breaks = _BREAKS if lines else {}
        self._out: list[str] = []
        self._groups = [_Group()]
        self._accents: list[str] = []
        self._next: _Group | None = None  # what the argument of the command just read is
        self._has_math = value.count("$") - value.count("\\$") > 1
        self._math = False
        self._quoted = False

    def text(self) -> str:
        at, value = 0, self._value
        while token := _TOKEN.match(value, at):
            at = token.end()
            kind = token.lastgroup
            if kind == "text":
                self._emit(token[0])
            elif kind == "mark":
                self._mark(token[0], token.start())
            elif kind == "command":
                at = self._command(token["command"], token)
            elif kind == "symbol":
                self._symbol(token["symbol"])
            elif kind == "dash":
                self._emit("–" if len(token[0]) == 2 else "—")
            else:
                self._emit(_QUOTE_MARKS.get(token[0], "‘"))
                self._quoted = token[0] == "`"
        self._flush()
        while self._groups:
            self._close()
        return "".join(self._out)

    def _emit(self, text: str) -> None:
        """Print text: the accents that wait go over its first character."""
        if text == "'" and self._quoted:
            self._quoted, text = False, "’"
        if self._accents:
            bare = text.lstrip(_WHITE)
            if not bare:
                return
            marks = "".join(ACCENTS[each] for each in reversed(self._accents))
            letter = {"ı": "i", "ȷ": "j"}.get(bare[0], bare[0])
            self._accents.clear()
            text = unicodedata.normalize("NFC", letter + marks) + bare[1:]
        if self._next is not None:
            text = self._dress(text)
        self._out.append(text)

    def _dress(self, text: str) -> str:
        """Give a command the character behind it where no brace follows: `x^2`."""
        group, self._next = self._next, None
        bare = text.lstrip(_WHITE)
        if group is None or not bare or group.dropped is not None:
            return text
        opening = self._out.pop() if self._out else ""
        return opening + bare[0] + group.closing + bare[1:]

    def _flush(self) -> None:
        """Print accents that stand over nothing."""
        if self._accents:
            self._out.append("".join(ALONE.get(each, "") for each in self._accents))
            self._accents.clear()

    def _close(self) -> None:
        group = self._groups.pop()
        if group.dropped is not None:
            del self._out[group.dropped :]
        if group.closing:
            self._out.append(group.closing)

    def _mark(self, mark: str, at: int) -> None:
        if mark == "{":
            group = self._next or _Group()
            self._next = None
            if group.dropped is not None:
                group.dropped = len(self._out)
            self._groups.append(group)
        elif mark == "}":
            self._flush()
            if len(self._groups) > 1:
                self._close()
        elif mark == "$":
            if self._has_math:
                self._math = not self._math
            else:
                self._emit("$")
        elif mark == "~":
            self._emit(" ")
        elif self._math:
            tag = "sup" if mark == "^" else "sub"
            self._style((f"<{tag}>", f"</{tag}>"))
        else:
            self._emit(mark)

    def _style(self, tags: tuple[str, str], *, always: bool = False) -> None:
        opening, closing = tags if self._markup or always else ("", "")
        self._out.append(opening)
        self._next = _Group(closing)

    def _symbol(self, symbol: str) -> None:
        if symbol in ACCENTS and not self._math:
            self._accent(symbol)
        elif symbol in "()":
            self._math = symbol == "("
        else:
            self._emit(_ESCAPED.get(symbol, symbol))

    def _accent(self, accent: str) -> None:
        if len(self._accents) >= _MOST_ACCENTS:
            self._flush()
        self._accents.append(accent)

    def _command(self, name: str, token: re.Match[str]) -> int:
        """Do what a command does; where to read on."""
        at = token.end()
        if name in ACCENTS:
            self._accent(name)
        elif name in SYMBOLS:
            spaced = self._math and token[0][-1].isspace() and not SYMBOLS[name].isalpha()
            self._emit(SYMBOLS[name] + " " * spaced)
        elif name in STYLES:
            self._style(STYLES[name])
        elif name in SWITCHES:
            if self._markup:
                opening, closing = SWITCHES[name]
                self._out.append(opening)
                self._groups[-1].closing = closing + self._groups[-1].closing
        elif name in QUOTES:
            self._style(QUOTES[name], always=True)
        elif name in DROPPED:
            self._next = _Group(dropped=0)
        elif name == "url":
            return self._verbatim(at)
        elif name == "frac":
            self._next = _Group("/")
        elif name == "sqrt":
            self._emit("√")
        elif name in FUNCTIONS:
            self._emit(name + " " * (self._math and token[0][-1].isspace()))
        elif name in SPACES:
            self._emit(self._breaks.get(name, " "))
        elif name not in PLAIN:
            return self._unknown(token)
        return at

    def _verbatim(self, at: int) -> int:
        """Print an argument as it stands."""
        if self._value[at : at + 1] != "{":
            return at
        end = closing_brace(self._value, at)
        self._emit(self._value[at + 1 : end])
        return end + 1

    def _unknown(self, token: re.Match[str]) -> int:
        """Keep a command, with its braces, as it stands."""
        self._emit(token[0])
        if self._value[token.end() : token.end() + 1] != "{":
            return token.end()
        self._emit("{")
        self._groups.append(_Group("}"))
        return token.end() + 1


def closing_brace(value: str, at: int) -> int:
    """Where the brace at `at` is closed; the end of `value` where it is not."""
    depth = 0
    for found in re.compile(r"[{}]").finditer(value, at):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.start()
    return len(value)


def _entity(found: re.Match[str]) -> str:
    text = html.unescape(found[0].replace("\\", ""))
    return "".join(
        f"\\{each}" if each in "\\{}$&%#_~^" and len(text) == 1 else each for each in text
    )


def is_balanced(value: str) -> bool:
    """Whether the braces of `value` match as BibTeX counts them, which knows no escape."""
    if "{" not in value and "}" not in value:
        return True
    depth = 0
    for found in re.finditer(r"[{}]", value):
        depth += 1 if found[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0


_ESCAPES = str.maketrans(
    {
        "\\": "\\textbackslash{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "`": "\\textasciigrave{}",
        **{each: f"\\{each}" for each in "$&%#_{}"},
    }
)
_NEEDS = re.compile(r"[\\~^`$&%#_{}<]|--|''")
_PAIRED = re.compile(r"([-'])(?=\1)")
_LIKE_ENTITY = re.compile(r"\\&(?=[#\w]{1,8};)")
_TAG = re.compile(
    r'<(?P<name>i|b|sup|sub)>|<span style="font-variant: ?small-caps;">|<span class="nocase">'
    r"|</(?P<end>i|b|sup|sub|span)>"
)
_COMMAND_OF = {
    "i": "\\textit{", "b": "\\textbf{", "sup": "\\textsuperscript{", "sub": "\\textsubscript{",
}  # fmt: skip


def encode(text: str, *, markup: bool = False, lines: bool = False) -> str:
    """LaTeX that prints `text`, which `decode` reads back; letters stay Unicode.

    Args:
        markup: whether CSL's markup, where its tags match, becomes LaTeX commands.
        lines: whether line ends are kept.
    """
    if lines and "\n" in text:
        text = encode(text.strip(), markup=markup)
        return text.replace("\n\n", "\\par ").replace("\n", "\\newline ")
    if not _NEEDS.search(text):
        return text
    braces_match = is_balanced(text)
    if not markup or "<" not in text or not _tags_match(text):
        return _escape(text, braces_match)
    out, at = [], 0
    for tag in _TAG.finditer(text):
        out.append(_escape(text[at : tag.start()], braces_match))
        at = tag.end()
        if tag["end"]:
            out.append("}")
        elif tag["name"]:
            out.append(_COMMAND_OF[tag["name"]])
        else:
            out.append("{" if "nocase" in tag[0] else "\\textsc{")
    out.append(_escape(text[at:], braces_match))
    return "".join(out)


def _escape(text: str, braces_match: bool) -> str:
    text = text.translate(_ESCAPES)
    if not braces_match:
        text = re.sub(
            r"\\([{}])",
            lambda found: "\\textbraceleft{}" if found[1] == "{" else "\\textbraceright{}",
            text,
        )
    return _LIKE_ENTITY.sub(r"\\&{}", _PAIRED.sub(r"\1{}", text))


def _tags_match(text: str) -> bool:
    """Whether every tag is closed, in order."""
    open_tags: list[str] = []
    for tag in _TAG.finditer(text):
        if not tag["end"]:
            open_tags.append(tag["name"] or "span")
        elif not open_tags or open_tags.pop() != tag["end"]:
            return False
    return not open_tags
