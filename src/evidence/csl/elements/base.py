"""What rendering elements share: affixes, formatting, text case, quotation marks, display."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from evidence.csl import richtext, textcase
from evidence.csl.context import Context
from evidence.csl.output import Formats, Node, Output, copy
from evidence.csl.richtext import raised

if TYPE_CHECKING:
    from lxml.etree import _Element

Render: TypeAlias = Callable[[Context], "Output | None"]
"""A compiled element: its output for a context, nothing where it prints nothing."""

Wrap: TypeAlias = Callable[[Sequence[Output], Context], "Output | None"]
"""Puts an element's formatting and affixes around what it prints."""

_FORMATS = ("vertical-align", "text-decoration", "font-weight", "font-variant", "font-style")
_PLAIN = {
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "text-decoration": "none",
    "vertical-align": "baseline",
}


def local(element: _Element) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2]


def formats_of(attributes: Mapping[str, str]) -> Formats:
    """The formatting that an element's attributes ask for (CSL "Formatting")."""
    return tuple((name, attributes[name]) for name in _FORMATS if attributes.get(name))


def truth(attributes: Mapping[str, str], name: str, default: bool = False) -> bool:
    """A boolean attribute."""
    value = attributes.get(name)
    return default if value is None else value == "true"


def number(attributes: Mapping[str, str], name: str) -> int | None:
    """A whole number in an attribute, nothing where there is none."""
    value = attributes.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else None


def wrapping(attributes: Mapping[str, str], kind: str = "") -> Wrap:
    """Compile what stands around an element's own text.

    Order of the steps (CSL "Formatting", "Affixes"): periods stripped, text case, quotation
    marks, formatting, affixes, display.

    Args:
        attributes: The element's.
        kind: What the node is to be called.
    """
    prefix = attributes.get("prefix", "")
    suffix = attributes.get("suffix", "")
    formats = formats_of(attributes)
    display = attributes.get("display", "")
    quotes = truth(attributes, "quotes")
    strip = truth(attributes, "strip-periods")
    case = attributes.get("text-case", "")
    bare = not (prefix or suffix or formats or display or quotes or kind)
    if bare and not strip and not case:
        return _unwrapped

    def wrap(children: Sequence[Output], context: Context) -> Output | None:
        if not children:
            return None
        if strip:
            children = without_periods(children)
        if case:
            children = recased(children, case, context.language)
        if bare:
            return children[0] if len(children) == 1 else Node(children)
        return Node(children, formats, prefix, suffix, "", quotes, display, kind)

    if raised(prefix) or raised(suffix):
        before, after = richtext.parse(prefix), richtext.parse(suffix)

        def affixed(children: Sequence[Output], context: Context) -> Output | None:
            out = inner(children, context)
            if out is None:
                return None
            return Node([Node(before), out, Node(after)], display=display, kind=kind)

        inner = wrapping(
            {key: value for key, value in attributes.items() if key not in ("prefix", "suffix")}
        )
        return affixed
    return wrap


def closed(children: Sequence[Output]) -> Sequence[Output]:
    """A macro's outputs: a branch among them is within the macro, not beside its neighbours."""
    if len(children) == 1 and isinstance(children[0], Node) and children[0].kind == "branch":
        return children[0].children
    return children


def _unwrapped(children: Sequence[Output], _context: Context) -> Output | None:
    if not children:
        return None
    return children[0] if len(children) == 1 else Node(children)


def without_periods(children: Sequence[Output]) -> Sequence[Output]:
    """Outputs less their full stops (CSL "Strip-Periods")."""
    return [
        child.replace(".", "")
        if isinstance(child, str)
        else copy(child, without_periods(child.children))
        for child in children
    ]


def recased(children: Sequence[Output], case: str, language: str) -> Sequence[Output]:
    """Outputs in another text case (CSL "Text-case").

    Args:
        children: Rich text; what is marked ``nocase`` stays.
        case: The value of ``text-case``.
        language: Tag of the language that the words are in.
    """
    if len(children) == 1 and isinstance(children[0], str):
        return textcase.apply(case, [(children[0], False)], language)
    leaves: list[tuple[str, bool]] = []
    for child in children:
        _gather(child, False, leaves)
    changed = iter(textcase.apply(case, leaves, language))
    return [_rebuilt(child, changed) for child in children]


_KEEPS = frozenset(
    {("vertical-align", "sup"), ("vertical-align", "sub"), ("font-variant", "small-caps")}
)


def _gather(output: Output, protected: bool, into: list[tuple[str, bool]]) -> None:
    if isinstance(output, str):
        into.append((output, protected))
        return
    kept = protected or output.kind == "nocase" or bool(_KEEPS.intersection(output.formats))
    if output.prefix:
        into.append((output.prefix, kept))
    for at, child in enumerate(output.children):
        if at and output.delimiter:
            into.append((output.delimiter, kept))
        _gather(child, kept, into)
    if output.suffix:
        into.append((output.suffix, kept))


def _rebuilt(output: Output, changed: Iterator[str]) -> Output:
    if isinstance(output, str):
        return next(changed)
    prefix = next(changed) if output.prefix else ""
    children: list[Output] = []
    for at, child in enumerate(output.children):
        if at and output.delimiter:
            children.append(next(changed))
        children.append(_rebuilt(child, changed))
    suffix = next(changed) if output.suffix else ""
    return Node(
        children, output.formats, prefix, suffix, "", output.quotes, output.display, output.kind
    )


def year_suffix(context: Context) -> list[Output]:
    """The year suffix, where it goes with the first year printed."""
    if context.explicit_suffix or context.suffixed or not context.year_suffix:
        return []
    context.suffixed = True
    return [Node([context.year_suffix], kind="year-suffix")]
