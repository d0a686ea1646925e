"""A style: read once, compiled for a locale when first used (CSL 1.0.2 "Style Structure")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from evidence.csl.elements.base import Render, formats_of, local, number, truth
from evidence.csl.elements.compiler import Compiler, together
from evidence.csl.errors import BadStyle
from evidence.csl.locale import Locale
from evidence.csl.output import Formats

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST = 4_000_000
_NAME_OPTIONS = frozenset(
    """and delimiter-precedes-et-al delimiter-precedes-last et-al-min et-al-use-first
    et-al-subsequent-min et-al-subsequent-use-first et-al-use-last initialize initialize-with
    name-as-sort-order sort-separator name-form name-delimiter names-delimiter""".split()
)


@dataclass(frozen=True, slots=True)
class SortKey:
    """One ``cs:key`` (CSL "Sorting").

    Args:
        variable: The variable sorted by, if the key names one.
        render: Renders the macro sorted by, otherwise.
        descending: Whether the greatest comes first.
        limits: ``names-min``, ``names-use-first``, ``names-use-last``, where told.
        particle_first: Whether names are sorted by their particle.
    """

    variable: str
    render: Render | None
    descending: bool
    limits: tuple[int | None, int | None, bool | None]
    particle_first: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A compiled ``cs:citation`` or ``cs:bibliography``.

    Args:
        options: The attributes of the element.
        body: The rendering elements of ``cs:layout``.
        prefix: Before all cites, or an entry.
        suffix: After them.
        delimiter: Between cites.
        formats: Formatting of the whole.
        keys: What is sorted by; none keeps the order given.
    """

    options: Mapping[str, str]
    body: Sequence[Render]
    prefix: str
    suffix: str
    delimiter: str
    formats: Formats
    keys: tuple[SortKey, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A style compiled for a locale.

    Args:
        locale: Terms and dates, with what the style overrides.
        citation: How cites are written.
        bibliography: How entries are; nothing where the style has no bibliography.
    """

    locale: Locale
    citation: Layout
    bibliography: Layout | None


class Style:
    """An independent CSL style.

    Args:
        root: The element ``cs:style``.

    Raises:
        BadStyle: Where it is no style, or only points to another one.
    """

    def __init__(self, root: _Element) -> None:
        if local(root) != "style":
            raise BadStyle("this is no CSL style: its outermost element is not cs:style")
        self._root = root
        self.options: dict[str, str] = {str(k): str(v) for k, v in root.attrib.items()}
        self.note = self.options.get("class") == "note"
        self.default_locale = self.options.get("default-locale", "")
        self.title = _info(root, "title")
        self.id = _info(root, "id")
        self._macros: dict[str, _Element] = {}
        self._parts: dict[str, _Element] = {}
        self._locales: list[_Element] = []
        for child in root:
            name = local(child)
            if name == "macro":
                self._macros[str(child.get("name", ""))] = child
            elif name == "locale":
                self._locales.append(child)
            elif name:
                self._parts[name] = child
        if "citation" not in self._parts:
            if _parent(root):
                raise BadStyle(f"“{self.title}” only points to the style {_parent(root)}")
            raise BadStyle("the style has no cs:citation")
        self._programs: dict[tuple[str, bool], Program] = {}

    @classmethod
    def parse(cls, xml: str | bytes) -> Style:
        """A style from its text.

        Args:
            xml: CSL, as text or bytes.

        Raises:
            BadStyle: Where it is not well-formed XML, or no style.
        """
        data = xml.encode("utf-8", "surrogatepass") if isinstance(xml, str) else xml
        if len(data) > _LARGEST:
            raise BadStyle(f"a style of more than {_LARGEST // 1_000_000} MB")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(_declared(data, isinstance(xml, str)), parser)
        except (etree.XMLSyntaxError, ValueError) as wrong:
            raise BadStyle(f"this is no CSL style: {wrong}") from None
        if root is None:
            raise BadStyle("this is no CSL style: it is empty")
        return cls(root)

    def program(
        self,
        locale: str | None = None,
        links: bool = False,
        abbreviations: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Program:
        """The style compiled, kept for the next use.

        Args:
            locale: Language tag; the style's default, or ``en-US``, where none is told.
            links: Whether identifiers become links.
            abbreviations: For a variable, short forms by long form.

        Raises:
            BadStyle: Where the style cannot be followed.
            LocaleNotFound: Where the tag is no language tag.
        """
        tag = locale or self.default_locale or "en-US"
        key = (tag, links)
        if abbreviations or key not in self._programs:
            made = self._compiled(tag, links, abbreviations or {})
            if abbreviations:
                return made
            self._programs[key] = made
        return self._programs[key]

    def _compiled(
        self, tag: str, links: bool, abbreviations: Mapping[str, Mapping[str, str]]
    ) -> Program:
        locale = Locale.load(tag).with_overrides(self._locales)
        layouts = {}
        for area in ("citation", "bibliography"):
            element = self._parts.get(area)
            if element is not None:
                layouts[area] = self._layout(element, locale, links, abbreviations)
        return Program(locale, layouts["citation"], layouts.get("bibliography"))

    def _layout(
        self,
        element: _Element,
        locale: Locale,
        links: bool,
        abbreviations: Mapping[str, Mapping[str, str]],
    ) -> Layout:
        options = {str(k): str(v) for k, v in element.attrib.items()}
        inherited = {
            name: value
            for name, value in (*self.options.items(), *options.items())
            if name in _NAME_OPTIONS
        }
        compiler = Compiler(self._macros, locale, self.options, inherited, links, abbreviations)
        layout = next((child for child in element if local(child) == "layout"), None)
        if layout is None:
            raise BadStyle(f"the style's cs:{local(element)} has no cs:layout")
        keys: list[SortKey] = []
        for child in element:
            if local(child) == "sort":
                keys.extend(_key(key, compiler) for key in child if local(key) == "key")
        return Layout(
            options,
            compiler.children(layout),
            layout.get("prefix", ""),
            layout.get("suffix", ""),
            layout.get("delimiter", ""),
            formats_of({str(k): str(v) for k, v in layout.attrib.items()}),
            tuple(keys),
        )

    @property
    def has_bibliography(self) -> bool:
        """Whether it has a bibliography."""
        return "bibliography" in self._parts

    @property
    def uses_year_suffix(self) -> bool:
        """Whether the style says itself where the year suffix stands."""
        return any(
            element.get("variable") == "year-suffix" for element in self._root.iter("{*}text")
        )

    @property
    def ambiguity_tests(self) -> int:
        """How many conditions of the style ask whether a cite would look like another."""
        return sum(
            element.get("disambiguate") is not None
            for element in self._root.iter("{*}if", "{*}else-if")
        )


def _key(element: _Element, compiler: Compiler) -> SortKey:
    attributes = {str(k): str(v) for k, v in element.attrib.items()}
    variable = attributes.get("variable", "")
    render: Render | None = None
    if "macro" in attributes:
        render = together(compiler.macro(attributes["macro"]))
    elif not variable:
        raise BadStyle("a cs:key names neither a variable nor a macro")
    last = attributes.get("names-use-last")
    return SortKey(
        variable,
        render,
        attributes.get("sort") == "descending",
        (
            number(attributes, "names-min"),
            number(attributes, "names-use-first"),
            None if last is None else truth(attributes, "names-use-last"),
        ),
        compiler.options.get("demote-non-dropping-particle") == "never",
    )


def _info(root: _Element, name: str) -> str:
    found = root.find(f"{{*}}info/{{*}}{name}")
    return "" if found is None or found.text is None else " ".join(found.text.split())


def _parent(root: _Element) -> str:
    """The address of the style that a dependent style points to."""
    for link in root.iterfind("{*}info/{*}link"):
        if link.get("rel") == "independent-parent":
            return str(link.get("href", ""))
    return ""


def _declared(data: bytes, was_text: bool) -> bytes:
    """Bytes that lxml reads as what they are: a text's own declaration may name another code."""
    if was_text and data.lstrip().startswith(b"<?xml"):
        return data[data.index(b"?>") + 2 :] if b"?>" in data else data
    return data
