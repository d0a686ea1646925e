"""What stands around a cite: its writer’s words, and the capital that begins a sentence."""

from __future__ import annotations

from dataclasses import replace

from evidence.csl import richtext
from evidence.csl.cites import Cite
from evidence.csl.collapsing import Rendered
from evidence.csl.elements.base import recased
from evidence.csl.output import Node, Output, copy


def affixed(cite: Cite, output: Output | None) -> Output | None:
    """A cite with the words that its writer put before and after it."""
    if output is None or not (cite.prefix or cite.suffix):
        return output
    parts: list[Output] = []
    if cite.prefix:
        prefix = cite.prefix
        if prefix[-1:].isalnum() or prefix[-1] in ".,;:!?…":
            prefix += " "
        parts.append(Node(richtext.parse(prefix)))
    parts.append(output)
    if cite.suffix:
        suffix = cite.suffix
        if suffix[0].isalnum():
            suffix = " " + suffix
        parts.append(Node(richtext.parse(suffix)))
    return Node(parts)


def begun(rendered: Rendered | None, at: int) -> Rendered | None:
    """A note, or a sentence in one, that begins with a term has it capitalized: "Ibid."."""
    if rendered is None:
        return None
    prefix = rendered.cite.prefix.rstrip().rstrip("\"'”’")
    if not (prefix.endswith((".", "!", "?")) if prefix else at == 0):
        return rendered
    node: Output = rendered.output
    way: list[Node] = []
    place = 1 if prefix else 0
    while isinstance(node, Node) and node.kind != "term" and not node.prefix.strip():
        if len(node.children) <= place:
            return rendered
        way.append(node)
        node, place = node.children[place], 0
    if isinstance(node, str) or node.kind != "term":
        return rendered
    fresh: Output = copy(node, recased(node.children, "capitalize-first", "en"))
    for at_depth, around in enumerate(reversed(way)):
        place = 1 if prefix and at_depth == len(way) - 1 else 0
        children = [*around.children[:place], fresh, *around.children[place + 1 :]]
        fresh = copy(around, children)
    return replace(rendered, output=fresh)
