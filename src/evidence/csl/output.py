"""What evaluating a style yields, before punctuation, quotation marks and nesting are settled.

An output is nothing, a plain string, or a node that holds outputs. ``evidence.csl.finishing``
makes the runs of ``evidence.csl.tree`` of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

Output: TypeAlias = "str | Node"
"""A leaf of text, or a node."""

Formats: TypeAlias = tuple[tuple[str, str], ...]
"""Attributes of formatting with their values, the outermost first."""


class Node:
    """Outputs with what a style says of them together (CSL 1.0.2 "Formatting", "Affixes").

    Args:
        children: What it holds.
        formats: Formatting, inside the affixes.
        prefix: What comes before, as the style writes it.
        suffix: What comes after.
        delimiter: What stands between the children.
        quotes: Whether it stands in quotation marks.
        display: The value of ``display``, if any.
        kind: What later steps look for: ``names``, ``year-suffix``, ``year``, ``number``,
            ``nocase``, ``markup`` (formatting that an item's field asks for).
    """

    __slots__ = (
        "children",
        "delimiter",
        "display",
        "formats",
        "kind",
        "prefix",
        "quotes",
        "suffix",
    )

    def __init__(
        self,
        children: Sequence[Output],
        formats: Formats = (),
        prefix: str = "",
        suffix: str = "",
        delimiter: str = "",
        quotes: bool = False,
        display: str = "",
        kind: str = "",
    ) -> None:
        self.children = children
        self.formats = formats
        self.prefix = prefix
        self.suffix = suffix
        self.delimiter = delimiter
        self.quotes = quotes
        self.display = display
        self.kind = kind

    def __repr__(self) -> str:
        return f"Node({self.children!r}, kind={self.kind!r}, formats={self.formats!r})"


def text_of(output: Output | None) -> str:
    """The characters of an output with its affixes, as far as they are known yet."""
    if output is None:
        return ""
    if isinstance(output, str):
        return output
    inner = output.delimiter.join(text_of(child) for child in output.children)
    return f"{output.prefix}{inner}{output.suffix}"


def nodes_of(output: Output | None, kind: str) -> Iterator[Node]:
    """The nodes of a kind in an output, in printing order, an outer one before its own."""
    if isinstance(output, Node):
        if output.kind == kind:
            yield output
        for child in output.children:
            yield from nodes_of(child, kind)


def without(output: Output, unwanted: Iterable[Node]) -> Output | None:
    """An output less some of its nodes; nothing where nothing is left."""
    gone = {id(node) for node in unwanted}

    def pruned(part: Output) -> Output | None:
        if isinstance(part, str):
            return part
        if id(part) in gone:
            return None
        children = [kept for child in part.children if (kept := pruned(child)) is not None]
        if len(children) == len(part.children) and all(
            one is other for one, other in zip(children, part.children, strict=True)
        ):
            return part
        return copy(part, children) if children else None

    return pruned(output)


def copy(node: Node, children: Sequence[Output]) -> Node:
    """A node like another, of other children."""
    return Node(
        children,
        node.formats,
        node.prefix,
        node.suffix,
        node.delimiter,
        node.quotes,
        node.display,
        node.kind,
    )
