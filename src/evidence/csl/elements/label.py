"""``cs:label``: the term that goes with a number (CSL 1.0.2 "Label")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from evidence.csl import richtext
from evidence.csl.context import Context
from evidence.csl.elements.base import Render, wrapping
from evidence.csl.errors import BadStyle
from evidence.csl.numbers import is_plural
from evidence.csl.output import Output

if TYPE_CHECKING:
    from evidence.csl.elements.compiler import Compiler

_COUNTS = frozenset({"number-of-pages", "number-of-volumes"})


def compile_label(attributes: Mapping[str, str], compiler: Compiler) -> Render:
    """Compile one ``cs:label`` of a number or of the locator.

    Raises:
        BadStyle: Where it names no variable.
    """
    variable = attributes.get("variable")
    if not variable:
        raise BadStyle("a cs:label names no variable")
    form = attributes.get("form", "long")
    plural = attributes.get("plural", "contextual")
    wrap = wrapping(attributes)
    locale = compiler.locale

    def render(context: Context) -> Output | None:
        if variable in context.suppressed and variable not in (context.recording or ()):
            return None
        value = context.peek(variable)
        name = variable
        if variable == "locator":
            name = context.cite.label or "page"
            if name == "sub verbo":
                name = "sub-verbo"
        if not value:
            return None
        if plural == "contextual":
            many = value.strip() not in ("0", "1") if variable in _COUNTS else is_plural(value)
        else:
            many = plural == "always"
        term = locale.term(name, form, many)
        if term is None and name == "sub-verbo":
            term = locale.term("sub verbo", form, many)
        return wrap(richtext.parse(term), context) if term else None

    return render
