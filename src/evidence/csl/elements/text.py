"""``cs:text``: a variable, a macro, a term, or words of the style (CSL 1.0.2 "Text")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from evidence.csl import richtext
from evidence.csl.citation_labels import trigraph
from evidence.csl.context import Context
from evidence.csl.elements.base import Render, closed, truth, wrapping
from evidence.csl.errors import BadStyle
from evidence.csl.items import NUMBERS
from evidence.csl.numbers import page_range
from evidence.csl.output import Node, Output
from evidence.csl.people import is_foreign_script

if TYPE_CHECKING:
    from evidence.csl.elements.compiler import Compiler

_ADDRESSES = {
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "URL": "",
}

_RANGES = NUMBERS - {
    "citation-number",
    "first-reference-note-number",
    "number",
    "page-first",
    "version",
    "year-suffix",
}
"""Numbers that may be ranges; a hyphen in a ``number`` or a ``version`` is part of it."""


def compile_text(attributes: Mapping[str, str], compiler: Compiler) -> Render:
    """Compile one ``cs:text``.

    Args:
        attributes: The element's.
        compiler: Knows the style, its macros and the locale.

    Raises:
        BadStyle: Where the element calls nothing, or a macro that the style has not.
    """
    if "variable" in attributes:
        return _variable(attributes, compiler)
    if "macro" in attributes:
        return _macro(attributes, compiler)
    if "term" in attributes:
        return _term(attributes, compiler)
    if "value" in attributes:
        return _fixed(attributes["value"], attributes)
    raise BadStyle("a cs:text names no variable, macro, term or value")


def _fixed(value: str, attributes: Mapping[str, str], kind: str = "") -> Render:
    wrap = wrapping(attributes, kind)
    parts = richtext.parse(value) if value else ()

    def render(context: Context) -> Output | None:
        return wrap(parts, context)

    return render


def _term(attributes: Mapping[str, str], compiler: Compiler) -> Render:
    name = attributes["term"]
    plural = truth(attributes, "plural")
    value = compiler.locale.term(name, attributes.get("form", "long"), plural)
    lowered = attributes.get("text-case") == "lowercase"  # meant: "ibid" even as a first word
    return _fixed(value or "", attributes, "" if lowered else "term")


def _macro(attributes: Mapping[str, str], compiler: Compiler) -> Render:
    body = compiler.macro(attributes["macro"])
    wrap = wrapping(attributes)

    def render(context: Context) -> Output | None:
        called, filled = context.called, context.filled
        context.called = context.filled = False
        children = body(context)
        empty = context.called and not context.filled
        context.called = called or context.called
        if empty or not children:
            context.filled = filled
            return None
        context.called = context.filled = True
        return wrap(closed(children), context)

    return render


def _variable(attributes: Mapping[str, str], compiler: Compiler) -> Render:
    variable = attributes["variable"]
    form = attributes.get("form", "long")
    if variable in _RANGES:
        return _pages(attributes, compiler)
    if variable == "citation-label":
        return _label(attributes)
    if variable in _ADDRESSES and compiler.links:
        return _address(attributes)
    whole = variable
    if variable in ("title-short", "container-title-short"):
        whole, form = variable.removesuffix("-short"), "short"
    kind = {"citation-number": "number", "year-suffix": "year-suffix"}.get(variable, "")
    wrap = wrapping(attributes, kind)
    abbreviate = compiler.abbreviations.get(whole) if form == "short" else None
    upright = None
    if attributes.get("font-style") == "italic":
        upright = wrapping({k: v for k, v in attributes.items() if k != "font-style"}, kind)

    def render(context: Context) -> Output | None:
        value = context.text(variable, form)
        if abbreviate is not None and whole not in context.suppressed:
            short = abbreviate.get(context.item.text(whole))
            if short:
                value = short
                context.use(variable, True)
        if not value:
            return None
        if upright is not None and not value.isascii() and is_foreign_script(value):
            return upright(richtext.parse(value), context)
        return wrap(richtext.parse(value), context)

    return render


def _pages(attributes: Mapping[str, str], compiler: Compiler) -> Render:
    variable = attributes["variable"]
    wrap = wrapping(attributes)
    style_format = compiler.options.get("page-range-format")
    delimiter = compiler.locale.term("page-range-delimiter") or "–"
    and_text = compiler.locale.term("and", "symbol") or "&"

    def render(context: Context) -> Output | None:
        value = context.text(variable)
        if not value:
            return None
        if variable == "page" or (variable == "locator" and context.cite.label in ("", "page")):
            value = page_range(value, style_format, delimiter, and_text)
        else:
            value = page_range(value, None, delimiter, and_text)
        return wrap(richtext.parse(value), context)

    return render


def _label(attributes: Mapping[str, str]) -> Render:
    wrap = wrapping(attributes)

    def render(context: Context) -> Output | None:
        value = context.item.text("citation-label") or trigraph(context.item)
        context.use("citation-label", bool(value))
        if not value:
            return None
        if context.year_suffix:
            context.suffixed = True
            return wrap([value, Node([context.year_suffix], kind="year-suffix")], context)
        return wrap([value], context)

    return render


def _address(attributes: Mapping[str, str]) -> Render:
    """An identifier that leads somewhere: linked, with a resolver's address in its prefix."""
    variable = attributes["variable"]
    prefix = attributes.get("prefix", "")
    resolver = re.search(r"https?://\S*$", prefix)
    shown = resolver[0] if resolver else ""
    wrap = wrapping({**attributes, "prefix": prefix[: len(prefix) - len(shown)]})

    def render(context: Context) -> Output | None:
        value = context.text(variable)
        if not value:
            return None
        address = (
            value if re.match(r"https?://", value) else (shown or _ADDRESSES[variable]) + value
        )
        if not re.match(r"https?://[^\s<>\"]+$", address):
            return wrap([shown + value], context)
        return wrap([Node([shown + value], (("link", address),))], context)

    return render
