"""``cs:date``: dates in the style's own order or the locale's (CSL 1.0.2 "Date")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from evidence.csl import dating, richtext
from evidence.csl.context import Context
from evidence.csl.dates import sort_key
from evidence.csl.elements.base import (
    Render,
    formats_of,
    local,
    recased,
    truth,
    wrapping,
    year_suffix,
)
from evidence.csl.errors import BadStyle
from evidence.csl.output import Node, Output
from evidence.csl.points import Date

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence.csl.elements.compiler import Compiler

_WANTED = {
    "year": ("year",),
    "year-month": ("year", "month"),
    "year-month-day": ("year", "month", "day"),
}
_DEFAULT_FORMS = {"year": "long", "month": "long", "day": "numeric"}


def compile_date(element: _Element, compiler: Compiler) -> Render:
    """Compile one ``cs:date``.

    Args:
        element: The element with its ``cs:date-part`` children.
        compiler: Knows the locale.

    Raises:
        BadStyle: Where it names no variable.
    """
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    variable = attributes.get("variable")
    if not variable:
        raise BadStyle("a cs:date names no variable")
    parts, delimiter = _parts(element, attributes, compiler)
    names = tuple(part.name for part in parts)
    wrap = wrapping(attributes, "date")
    locale = compiler.locale

    def render(context: Context) -> Output | None:
        if context.suppressed and variable in context.suppressed:
            date = None
        else:
            date = context.item.date(variable)
        if date is None:
            context.use(variable, False)
            return None
        if context.sorting:
            context.use(variable, True)
            return sort_key(date, names)
        children = _printed(date, parts, delimiter, locale, context)
        context.use(variable, bool(children))
        return wrap(children, context)

    return render


def _printed(
    date: Date,
    parts: Sequence[dating.DatePartSpec],
    delimiter: str,
    locale: dating.Locale,
    context: Context,
) -> list[Output]:
    if date.literal and date.start is None:
        if not any(part.name == "year" for part in parts):
            return []  # the words stand for the whole date, which is printed with the year
        return [date.literal, *year_suffix(context)]
    pieces = dating.render(date, parts, locale, delimiter)
    last_year = max((at for at, piece in enumerate(pieces) if piece.name == "year"), default=-1)
    children: list[Output] = []
    for at, piece in enumerate(pieces):
        inner: Sequence[Output] = richtext.parse(piece.text)
        spec = piece.spec
        if spec is not None and spec.text_case:
            inner = recased(inner, spec.text_case, context.language)
        if at == last_year:
            inner = [*inner, *year_suffix(context)]
        if spec is None and not piece.prefix and not piece.suffix and len(inner) == 1:
            children.append(inner[0])
        else:
            children.append(
                Node(
                    inner,
                    spec.formatting if spec is not None else (),
                    piece.prefix,
                    piece.suffix,
                    kind="year" if piece.name == "year" else "",
                )
            )
    return children


def _parts(
    element: _Element, attributes: Mapping[str, str], compiler: Compiler
) -> tuple[tuple[dating.DatePartSpec, ...], str]:
    own = [
        {str(key): str(value) for key, value in child.attrib.items()}
        for child in element
        if local(child) == "date-part"
    ]
    form = attributes.get("form")
    if not form:
        return tuple(_spec(part) for part in own), attributes.get("delimiter", "")
    localized = compiler.locale.date(form)
    if localized is None:
        return tuple(_spec(part) for part in own), attributes.get("delimiter", "")
    wanted = _WANTED.get(attributes.get("date-parts", "year-month-day"), _WANTED["year-month-day"])
    overrides = {part.get("name", ""): part for part in own}
    merged = []
    for name, told in localized.parts:
        if name in wanted:
            changed = {
                key: value
                for key, value in overrides.get(name, {}).items()
                if key not in ("prefix", "suffix")
            }
            merged.append(_spec({**told, **changed}))
    return tuple(merged), localized.attributes.get("delimiter", "")


def _spec(attributes: Mapping[str, str]) -> dating.DatePartSpec:
    name = attributes.get("name", "")
    return dating.DatePartSpec(
        name=name,
        form=attributes.get("form", _DEFAULT_FORMS.get(name, "")),
        prefix=attributes.get("prefix", ""),
        suffix=attributes.get("suffix", ""),
        range_delimiter=attributes.get("range-delimiter", "–"),
        strip_periods=truth(attributes, "strip-periods"),
        text_case=attributes.get("text-case"),
        formatting=formats_of(attributes),
    )
