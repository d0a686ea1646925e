"""``cs:number``: a number as a numeral, an ordinal, or Roman (CSL 1.0.2 "Number")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from evidence.csl import richtext
from evidence.csl.collation import sortable
from evidence.csl.context import Context
from evidence.csl.elements.base import Render, wrapping
from evidence.csl.errors import BadStyle
from evidence.csl.numbers import format_number, page_range, roman
from evidence.csl.output import Output

if TYPE_CHECKING:
    from evidence.csl.elements.compiler import Compiler


def compile_number(attributes: Mapping[str, str], compiler: Compiler) -> Render:
    """Compile one ``cs:number``.

    A value that is no number is printed as it stands.

    Raises:
        BadStyle: Where it names no variable.
    """
    variable = attributes.get("variable")
    if not variable:
        raise BadStyle("a cs:number names no variable")
    form = attributes.get("form", "numeric")
    locale = compiler.locale
    gender = locale.gender(variable)
    page_format = compiler.options.get("page-range-format")
    delimiter = locale.term("page-range-delimiter") or "–"
    wrap = wrapping(attributes, "number" if variable == "citation-number" else "")

    def ordinal(value: int) -> str:
        return f"{value}{locale.ordinal_suffix(value, gender)}"

    def long_ordinal(value: int) -> str:
        return locale.long_ordinal(value, gender) or ordinal(value)

    and_text = locale.term("and", "symbol") or "&"

    def label(term: str, many: bool) -> str | None:
        return locale.term(term, "short", many)

    each = {"ordinal": ordinal, "long-ordinal": long_ordinal, "roman": roman}.get(form, str)

    def render(context: Context) -> Output | None:
        value = context.text(variable)
        if not value:
            return None
        if context.sorting:
            return sortable(value)
        if variable == "page":
            value = page_range(value, page_format, delimiter)
        else:
            value = format_number(value, each, and_text, delimiter, label)
        return wrap(richtext.parse(value), context)

    return render
