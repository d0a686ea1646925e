"""``cs:group`` and ``cs:choose``: what is printed together, or only on a condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from evidence.csl.context import Context
from evidence.csl.elements.base import Render, formats_of, local
from evidence.csl.errors import BadStyle
from evidence.csl.items import DATES
from evidence.csl.numbers import is_numeric
from evidence.csl.output import Node, Output
from evidence.csl.points import Date, Point

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence.csl.elements.compiler import Compiler

Test: TypeAlias = Callable[[Context], bool]
"""A compiled condition."""


def compile_group(attributes: Mapping[str, str], body: Sequence[Render]) -> Render:
    """Compile one ``cs:group`` (CSL 1.0.2 "Group").

    A group that calls variables, itself or through macros, and finds all of them empty, prints
    nothing; a group within another counts as a variable of it.

    Args:
        attributes: The element's.
        body: Its children, compiled.
    """
    prefix = attributes.get("prefix", "")
    suffix = attributes.get("suffix", "")
    delimiter = attributes.get("delimiter", "")
    formats = formats_of(attributes)
    display = attributes.get("display", "")
    plain = not (prefix or suffix or formats or display)

    def render(context: Context) -> Output | None:
        called, filled = context.called, context.filled
        context.called = context.filled = False
        children = rendered(body, context)
        empty = context.called and not context.filled
        context.called = called or context.called
        if empty or not children:
            context.filled = filled
            return None
        context.called = context.filled = True
        if plain and len(children) == 1:
            return children[0]
        return Node(children, formats, prefix, suffix, delimiter, False, display)

    return render


def rendered(body: Sequence[Render], context: Context) -> list[Output]:
    """What elements print; those of a branch stand beside the others, delimited like them."""
    children: list[Output] = []
    for part in body:
        out = part(context)
        if out is None:
            continue
        if isinstance(out, Node) and out.kind == "branch":
            children.extend(out.children)
        else:
            children.append(out)
    return children


def compile_choose(element: _Element, compiler: Compiler) -> Render:
    """Compile one ``cs:choose`` (CSL 1.0.2 "Choose").

    Within a ``cs:substitute``, the elements of a branch are alternatives like those around them.
    """
    alternatives = compiler.alternatives
    branches: list[tuple[Test | None, Sequence[Render]]] = []
    for child in element:
        name = local(child)
        if name in ("if", "else-if"):
            branches.append(
                (
                    _condition({str(k): str(v) for k, v in child.attrib.items()}),
                    compiler.children(child),
                )
            )
        elif name == "else":
            branches.append((None, compiler.children(child)))
    if not branches:
        raise BadStyle("a cs:choose without a cs:if")

    def render(context: Context) -> Output | None:
        for test, body in branches:
            if test is None or test(context):
                if len(body) == 1:
                    return body[0](context)
                if alternatives:
                    return next((out for one in body if (out := one(context)) is not None), None)
                children = rendered(body, context)
                if not children:
                    return None
                return children[0] if len(children) == 1 else Node(children, kind="branch")
        return None

    return render


def _condition(attributes: Mapping[str, str]) -> Test:
    """The tests of one branch.

    An item has one type, and a cite's locator one label: where all tests are to hold, one of
    several types or labels is enough.
    """
    tests: list[Test] = []
    match = attributes.get("match", "all")
    for name, value in attributes.items():
        make = _TESTS.get(name)
        if make is None:
            if name != "match":
                raise BadStyle(f"a condition that CSL does not know: {name}")
            continue
        made = [make(word) for word in value.split()]
        if name in ("type", "locator") and match == "all" and len(made) > 1:
            made = [_any(made)]
        tests.extend(made)
    if not tests:
        return _never
    if len(tests) == 1:
        only = tests[0]
        if match == "none":
            return lambda context: not only(context)
        return only
    if match == "any":
        return _any(tests)
    if match == "none":
        return lambda context: not any(test(context) for test in tests)
    return lambda context: all(test(context) for test in tests)


def _any(tests: Sequence[Test]) -> Test:
    return lambda context: any(test(context) for test in tests)


def _never(_context: Context) -> bool:
    return False


def _type(value: str) -> Test:
    return lambda context: context.item.type == value


def _variable(variable: str) -> Test:
    if variable in ("locator", "citation-number", "first-reference-note-number", "year-suffix"):
        return lambda context: bool(context.peek(variable))

    return lambda context: context.item.has(variable)


def _is_numeric(variable: str) -> Test:
    if variable in DATES:
        return lambda context: _is_bare_year(context.item.date(variable))
    return lambda context: is_numeric(context.peek(variable))


def _is_bare_year(date: Date | None) -> bool:
    return date is not None and date.start is not None and date.start == Point(date.start.year)


def _is_uncertain(variable: str) -> Test:
    def test(context: Context) -> bool:
        date = context.item.date(variable)
        return date is not None and date.circa

    return test


def _locator(label: str) -> Test:
    wanted = "sub-verbo" if label in ("sub-verbo", "sub verbo") else label

    def test(context: Context) -> bool:
        if not context.cite.locator:
            return False
        given = context.cite.label or "page"
        return (given if given != "sub verbo" else "sub-verbo") == wanted

    return test


def _position(position: str) -> Test:
    return lambda context: context.area == "citation" and position in context.positions


def _disambiguate(value: str) -> Test:
    wanted = value == "true"

    def test(context: Context) -> bool:
        context.asked += 1
        return (context.asked <= context.disambiguation.conditions) == wanted

    return test


_TESTS: dict[str, Callable[[str], Test]] = {
    "type": _type,
    "variable": _variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
}
