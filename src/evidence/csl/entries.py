"""What a bibliography does to its entries (CSL 1.0.2 "Whitespace", "Reference Grouping")."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.csl.context import NamesShown
from evidence.csl.output import Node, Output, copy, nodes_of, text_of


def aligned(fields: Sequence[Output], prefix: str, suffix: str) -> list[Output]:
    """An entry's first field in the margin, the rest to its right.

    Args:
        fields: What the layout's elements yielded.
        prefix: The layout's.
        suffix: The layout's.
    """
    return [
        Node([prefix, fields[0]], display="left-margin"),
        Node([*fields[1:], suffix], display="right-inline"),
    ]


def ended(fields: Sequence[Output], suffix: str) -> list[Output]:
    """An entry's fields with the layout's suffix, within the last block where there is one."""
    last = fields[-1]
    if suffix and isinstance(last, Node) and last.display:
        return [*fields[:-1], copy(last, [*last.children[:-1], Node([last.children[-1], suffix])])]
    return [*fields, suffix]


def substituted(
    entry: Node,
    before: Output | None,
    mark: str,
    rule: str,
    persons: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> Node:
    """An entry whose names repeat those of the entry before it, with the substitute for them.

    Args:
        entry: The entry.
        before: The one before it, unchanged.
        mark: ``subsequent-author-substitute``.
        rule: ``subsequent-author-substitute-rule``.
        persons: Who is named in the one and in the other, in full: two persons of the same
            initials are not the same.
    """
    names = next(nodes_of(entry, "names"), None)
    other = next(nodes_of(before, "names"), None)
    if names is None or other is None:
        return entry
    mine, theirs = list(nodes_of(names, "person")), list(nodes_of(other, "person"))
    same = [text_of(one) == text_of(two) for one, two in zip(mine, theirs, strict=False)]
    same = [alike and _same(persons, at) for at, alike in enumerate(same)]
    complete = persons[0] == persons[1] and text_of(names) == text_of(other)
    if rule in ("complete-all", "complete-each"):
        if not complete:
            return entry
        if rule == "complete-all" or not mine:
            return _replaced(entry, {id(names): _marked(names, mark)})
        return _replaced(entry, {id(one): Node([mark]) for one in mine})
    run = next((at for at, alike in enumerate(same) if not alike), len(same))
    if not run:
        return entry
    count = 1 if rule == "partial-first" else run
    return _replaced(entry, {id(one): Node([mark]) for one in mine[:count]})


def full_names(shown: Sequence[NamesShown]) -> list[str]:
    """The names that an entry's first list shows, as the item has them."""
    return [str(person) for person in shown[0].persons[: shown[0].shown]] if shown else []


def _same(persons: tuple[Sequence[str], Sequence[str]], at: int) -> bool:
    return persons[0][at : at + 1] == persons[1][at : at + 1]


def _marked(names: Node, mark: str) -> Node:
    """Names with their list exchanged for the mark, labels and affixes kept."""
    lists = list(nodes_of(names, "list"))
    if not lists:
        return copy(names, [mark])
    exchange: dict[int, Output] = {id(lists[0]): Node([mark] if mark else [])}
    for other in lists[1:]:
        exchange[id(other)] = Node([])
    if len(lists) > 1:
        return copy(names, [mark])
    return _replaced(names, exchange)


def _replaced(output: Node, exchange: dict[int, Node] | dict[int, Output]) -> Node:
    children: list[Output] = []
    for child in output.children:
        if isinstance(child, str):
            children.append(child)
        elif id(child) in exchange:
            children.append(exchange[id(child)])
        else:
            children.append(_replaced(child, exchange))
    return copy(output, children)
