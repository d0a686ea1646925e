"""A style's elements made functions, once for a style, a locale and an area of use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from evidence.csl.elements.base import Render, local
from evidence.csl.elements.date import compile_date
from evidence.csl.elements.grouping import compile_choose, compile_group
from evidence.csl.elements.label import compile_label
from evidence.csl.elements.names import NameParts, compile_names
from evidence.csl.elements.number import compile_number
from evidence.csl.elements.text import compile_text
from evidence.csl.errors import BadStyle
from evidence.csl.locale import Locale
from evidence.csl.output import Node

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence.csl.context import Context
    from evidence.csl.output import Output

_DEPTH = 200


class Compiler:
    """Makes functions of elements; knows what they may refer to.

    Args:
        macros: The style's ``cs:macro`` elements by name.
        locale: Terms and dates, the style's own among them.
        options: The attributes of ``cs:style``.
        inherited: Name options of ``cs:style`` and of the area, the nearer first.
        links: Whether identifiers become links.
        abbreviations: For a variable, short forms by long form.
    """

    def __init__(
        self,
        macros: Mapping[str, _Element],
        locale: Locale,
        options: Mapping[str, str],
        inherited: Mapping[str, str],
        links: bool = False,
        abbreviations: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.macros = macros
        self.locale = locale
        self.options = options
        self.inherited = inherited
        self.links = links
        self.abbreviations = abbreviations or {}
        self._compiled: dict[str, Callable[[Context], list[Output]]] = {}
        self.substituting: NameParts | None = None
        self.alternatives = False
        self._calling: list[str] = []
        self._depth = 0

    def macro(self, name: str) -> Callable[[Context], list[Output]]:
        """The outputs of a macro, compiled when first called.

        Raises:
            BadStyle: Where there is no such macro, or it calls itself.
        """
        found = self._compiled.get(name)
        if found is not None:
            return found
        element = self.macros.get(name)
        if element is None:
            raise BadStyle(f"the style calls a macro “{name}” that it does not have")
        if name in self._calling:
            way = " → ".join([*self._calling[self._calling.index(name) :], name])
            raise BadStyle(f"a macro of the style calls itself: {way}")
        self._calling.append(name)
        around = self.substituting, self.alternatives
        self.substituting, self.alternatives = None, False
        body = self.children(element)
        self.substituting, self.alternatives = around
        self._calling.pop()

        def outputs(context: Context) -> list[Output]:
            return [out for part in body if (out := part(context)) is not None]

        self._compiled[name] = outputs
        return outputs

    def children(self, element: _Element) -> list[Render]:
        """The rendering elements within another, compiled."""
        return [made for child in element if (made := self.element(child)) is not None]

    def element(self, element: _Element) -> Render | None:
        """One rendering element, compiled; nothing for comments and for what only describes.

        Raises:
            BadStyle: Where elements stand in one another without end.
        """
        self._depth += 1
        if self._depth > _DEPTH:
            raise BadStyle(f"elements stand in one another more than {_DEPTH} deep")
        try:
            return self._made(element)
        finally:
            self._depth -= 1

    def _made(self, element: _Element) -> Render | None:
        name = local(element)
        attributes = {str(key): str(value) for key, value in element.attrib.items()}
        if name == "text":
            return compile_text(attributes, self)
        if name == "group":
            around, self.alternatives = self.alternatives, False
            body = self.children(element)
            self.alternatives = around
            return compile_group(attributes, body)
        if name == "choose":
            return compile_choose(element, self)
        if name == "names":
            return compile_names(element, self)
        if name == "date":
            return compile_date(element, self)
        if name == "number":
            return compile_number(attributes, self)
        if name == "label":
            return compile_label(attributes, self)
        return None


def together(body: Callable[[Context], list[Output]]) -> Render:
    """Outputs that follow one another, as one element."""

    def render(context: Context) -> Output | None:
        children = body(context)
        if not children:
            return None
        return children[0] if len(children) == 1 else Node(children)

    return render
