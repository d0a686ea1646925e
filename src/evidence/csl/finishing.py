"""The last step: punctuation that meets, quotation marks, formatting within formatting.

CSL 1.0.2 "Punctuation and Quotes" leaves much to processors. What is done here is what readers
of citations expect, and what the fixtures of the CSL test suite hold: a full stop after a
question mark falls away, a comma moves into closing quotation marks where the locale wants it,
marks within marks alternate, and the italics of a title within italics stand upright.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from evidence.csl.output import Output
from evidence.csl.tree import Inline, Runs, Span

_OPEN, _CLOSE, _QUOTE, _UNQUOTE, _KEEP, _TURN = range(6)

_Mark: TypeAlias = tuple[int, str, str]
_Token: TypeAlias = str | _Mark

_MEETING: dict[str, str] = {}
"""Two marks that meet, and what is printed: pairs not listed are printed both."""

for _first, _rest in {
    "!": {"!": "!", ".": "!", ":": "!"},
    "?": {"?": "?", ".": "?", ":": "?"},
    ".": {".": "."},
    ":": {":": ":", "!": "!", "?": "?", ".": ":"},
    ",": {",": ","},
    ";": {";": ";", "!": "!", "?": "?", ":": ";", ".": ";"},
}.items():
    for _second, _printed in _rest.items():
        _MEETING[_first + _second] = _printed

_PUNCTUATION = frozenset("!?.:,;")
_MOVES_IN = frozenset(".,!?")
_UNDONE = {
    ("font-style", "italic"): "normal",
    ("font-style", "oblique"): "normal",
    ("font-variant", "small-caps"): "normal",
    ("font-weight", "bold"): "normal",
    ("text-decoration", "underline"): "none",
    ("vertical-align", "sup"): "baseline",
    ("vertical-align", "sub"): "baseline",
}
_NEUTRAL = frozenset({"normal", "none", "baseline"})


def finish(
    outputs: Sequence[Output],
    quotes: tuple[str, str, str, str],
    punctuation_in_quote: bool,
) -> Runs:
    """The runs that are printed.

    Args:
        outputs: What a layout yielded.
        quotes: The locale's marks: opening and closing, then those within.
        punctuation_in_quote: Whether commas and full stops go before a closing mark.
    """
    tokens: list[_Token] = []
    for output in outputs:
        _flatten(output, tokens)
    if not tokens:
        return ()
    return _built(_met(tokens, punctuation_in_quote), quotes)


def _flatten(output: Output, into: list[_Token]) -> None:
    if isinstance(output, str):
        if output:
            into.append(output)
        return
    if output.kind == "keep":
        into.append((_KEEP, "", ""))
        return
    if output.display:
        into.append((_OPEN, "display", output.display))
    if output.prefix:
        into.append(output.prefix)
    opening = _TURN if output.kind == "markup" else _OPEN
    for attribute, value in output.formats:
        into.append((opening, attribute, value))
    if output.quotes:
        into.append((_QUOTE, "", ""))
    delimiter = output.delimiter
    first = True
    for child in output.children:
        if delimiter and not first:
            into.append(delimiter)
        first = False
        if isinstance(child, str):
            if child:
                into.append(child)
        else:
            _flatten(child, into)
    if output.quotes:
        into.append((_UNQUOTE, "", ""))
    for _ in output.formats:
        into.append((_CLOSE, "", ""))
    if output.suffix:
        into.append(output.suffix)
    if output.display:
        into.append((_CLOSE, "display", ""))


def _met(tokens: list[_Token], punctuation_in_quote: bool) -> list[_Token]:
    """The tokens with what meets at the borders of texts settled."""
    out: list[_Token] = []
    places: list[int] = []  # where in `out` texts stand
    in_blocks = tokens[0][1:2] == ("display",)
    for token in tokens:
        if not isinstance(token, str):
            out.append(token)
            continue
        text = token
        if places:
            text = _meeting(text, out, places, punctuation_in_quote)
        elif in_blocks:
            text = text.lstrip(" ")
        if text:
            places.append(len(out))
            out.append(text)
    if places and tokens[-1][1:] == ("display", ""):
        last = out[places[-1]]
        assert isinstance(last, str)
        out[places[-1]] = last.rstrip(" ")
    return out


def _meeting(text: str, out: list[_Token], places: list[int], punctuation_in_quote: bool) -> str:
    """Settle what meets where a text follows others; what is left of the text."""
    last = places[-1]
    before = out[last]
    assert isinstance(before, str)
    if not before:
        return text
    head, tail = text[0], before[-1]
    if head == " " and tail in " \u00a0":
        return text.lstrip(" ")
    if head not in _PUNCTUATION:
        return text
    between = [mark[0] for mark in out[last + 1 :]]
    if _UNQUOTE in between:
        if _KEEP in between:
            return text
        if not punctuation_in_quote:
            return text[1:] if head == tail and head in ".!?" else text
        if head in _MOVES_IN:
            ended = _joined(before, head)
            if between[0] == _CLOSE and ended == before + head:
                # within the quotation, but not in the italics with which it ends
                place = last + 1 + between.index(_UNQUOTE)
                out.insert(place, head)
                places.append(place)
            else:
                out[last] = ended
            return text[1:]
        return text[1:] if head == ":" and tail in "!?" else text
    joined = _MEETING.get(tail + head) if tail in _PUNCTUATION else None
    if joined is None:
        return text
    if len(before) == 1 and len(places) > 1 and joined in _MOVES_IN:
        # a lone mark after a quotation: what it became may belong within
        earlier = out[places[-2]]
        marks = [mark[0] for mark in out[places[-2] + 1 : last]]
        assert isinstance(earlier, str)
        if punctuation_in_quote and _UNQUOTE in marks and _KEEP not in marks:
            places.pop()
            out[last] = ""
            out[places[-1]] = _joined(earlier, joined)
            return text[1:]
    out[last] = before[:-1] + joined
    return text[1:]


def _joined(before: str, mark: str) -> str:
    tail = before[-1]
    if tail in _PUNCTUATION:
        met = _MEETING.get(tail + mark)
        return before[:-1] + (met if met is not None else tail + mark)
    return before + mark


class _Level:
    """A span being filled."""

    __slots__ = ("attribute", "children", "value")

    def __init__(self, attribute: str, value: str) -> None:
        self.attribute = attribute
        self.value = value
        self.children: list[Inline] = []

    def add(self, text: str) -> None:
        children = self.children
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)


def _built(tokens: list[_Token], quotes: tuple[str, str, str, str]) -> Runs:
    top = _Level("", "")
    stack = [top]
    state: dict[str, list[str]] = {}
    depth = 0
    for token in tokens:
        if isinstance(token, str):
            if token:
                stack[-1].add(token)
            continue
        what, attribute, value = token
        if what in (_OPEN, _TURN):
            values = state.setdefault(attribute, [])
            current = values[-1] if values else ""
            if current == value and (attribute, value) in _UNDONE:
                value = _UNDONE[attribute, value] if what == _TURN else ""
            elif value in _NEUTRAL and (not current or current in _NEUTRAL):
                value = ""
            values.append(value or current)
            stack.append(_Level(attribute, value))
        elif what == _CLOSE:
            done = stack.pop()
            state[done.attribute].pop()
            if not done.children:
                continue
            if done.value:
                stack[-1].children.append(Span(done.attribute, done.value, tuple(done.children)))
            else:
                for child in done.children:
                    if isinstance(child, str):
                        stack[-1].add(child)
                    else:
                        stack[-1].children.append(child)
        elif what == _QUOTE:
            stack[-1].add(quotes[0] if depth % 2 == 0 else quotes[2])
            depth += 1
        elif what == _UNQUOTE:
            depth -= 1
            stack[-1].add(quotes[1] if depth % 2 == 0 else quotes[3])
    return tuple(top.children)
