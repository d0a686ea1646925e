"""``cs:names``: lists of names, with their labels and what stands in for them.

CSL 1.0.2 "Names", "Name", "Et-al", "Substitute", "Label in cs:names".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence.csl import richtext
from evidence.csl.context import Context, NamesShown
from evidence.csl.elements.base import Render, Wrap, formats_of, local, number, truth, wrapping
from evidence.csl.elements.name_parts import NameForm, PartForm, person
from evidence.csl.output import Formats, Node, Output
from evidence.csl.people import Person, romanesque

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence.csl.elements.compiler import Compiler


_SPACES = tuple(" \u00a0\u2008\u2009\u200a")


@dataclass(frozen=True, slots=True)
class Label:
    """The term for a role: "eds.", "translated by"."""

    form: str
    plural: str
    wrap: Wrap


@dataclass(frozen=True, slots=True)
class NameList:
    """How a style writes lists of names (CSL "Name", "Et-al").

    Args:
        form: How it writes single ones.
        formats: Formatting of each name.
        prefix: Before each name.
        suffix: After each.
        delimiter: Between names.
        conjunction: The word before the last name, with no spaces; empty for none.
        precedes_last: ``delimiter-precedes-last``.
        precedes_et_al: ``delimiter-precedes-et-al``.
        minimum: ``et-al-min``; 0 where lists are never shortened.
        first: ``et-al-use-first``.
        again_minimum: ``et-al-subsequent-min``.
        again_first: ``et-al-subsequent-use-first``.
        use_last: ``et-al-use-last``.
        sort_order: ``name-as-sort-order``.
        et_al: What is said for those left out.
        et_al_wrap: Its formatting.
    """

    form: NameForm
    formats: Formats
    prefix: str
    suffix: str
    delimiter: str
    conjunction: str
    precedes_last: str
    precedes_et_al: str
    minimum: int
    first: int
    again_minimum: int
    again_first: int
    use_last: bool
    sort_order: str
    et_al: str
    et_al_wrap: Wrap


@dataclass(frozen=True, slots=True)
class NameParts:
    """The children of a ``cs:names`` that its substitutes take over where they have none."""

    names: NameList
    label: Label | None
    label_first: bool


def compile_names(element: _Element, compiler: Compiler) -> Render:
    """Compile one ``cs:names``.

    Args:
        element: The element.
        compiler: Knows the style, the locale, and what this one stands in for.
    """
    attributes = {str(key): str(value) for key, value in element.attrib.items()}
    variables = attributes.get("variable", "").split()
    parts = _parts(element, compiler, compiler.substituting)
    substitutes: list[Render] = []
    for child in element:
        if local(child) == "substitute":
            outer = compiler.substituting, compiler.alternatives
            compiler.substituting, compiler.alternatives = parts, True
            substitutes.extend(compiler.children(child))
            compiler.substituting, compiler.alternatives = outer
    delimiter = attributes.get("delimiter", compiler.inherited.get("names-delimiter", ""))
    wrap = wrapping(attributes, "names")
    locale = compiler.locale
    counting = parts.names.form.form == "count"
    both = set(variables) == {"editor", "translator"}

    def render(context: Context) -> Output | None:
        held: list[tuple[str, Sequence[Person]]] = []
        for variable in variables:
            if context.suppressed and variable in context.suppressed:
                continue
            persons: Sequence[Person] = context.item.names(variable)
            context.use(variable, bool(persons))
            if persons:
                held.append((variable, persons))
        if not held:
            return substituted(context)
        same = both and len(held) == 2 and held[0][1] == held[1][1]
        if same and locale.term("editortranslator"):
            held = [("editortranslator", held[0][1])]
        if counting:
            return _count(held, parts.names, context)
        hide = context.hide_names and not context.hidden
        if hide:
            context.hidden = True
        lists: list[Output] = []
        for variable, persons in held:
            listed = _listed(persons, parts.names, context)
            if listed is None:
                continue
            block: list[Output] = [listed]
            label = parts.label
            if label is not None and not context.sorting:
                many = (
                    len(persons) > 1 if label.plural == "contextual" else label.plural == "always"
                )
                term = locale.term(variable, label.form, many)
                said = label.wrap(richtext.parse(term), context) if term else None
                if said is not None:
                    block.insert(0 if parts.label_first else 1, said)
            lists.append(block[0] if len(block) == 1 else Node(block))
        if hide or not lists:
            return None
        if context.recording is not None:
            context.suppressed.update(variable for variable, _persons in held)
        if len(lists) > 1:
            lists = [Node(lists, delimiter=delimiter)]
        return wrap(lists, context)

    def substituted(context: Context) -> Output | None:
        for substitute in substitutes:
            was = context.hidden
            outer, context.recording = context.recording, []
            out = substitute(context)
            used, context.recording = context.recording, outer
            if out is not None or (context.hidden and not was):
                context.suppressed.update(used or ())
                if outer is not None:
                    outer.extend(used or ())
                if out is None:
                    return None
                if context.hide_names and not context.hidden:
                    context.hidden = True
                    return None
                return wrap([out], context)
        return None

    return render


def _count(
    held: Sequence[tuple[str, Sequence[Person]]], names: NameList, context: Context
) -> Output:
    total = 0
    for _variable, persons in held:
        minimum, first, _last = _limits(names, context)
        total += first if minimum and len(persons) >= minimum else len(persons)
    return str(total)


def _parts(element: _Element, compiler: Compiler, inherited: NameParts | None) -> NameParts:
    name: _Element | None = None
    et_al: Mapping[str, str] = {}
    label: Label | None = None
    label_first = False
    for child in element:
        kind = local(child)
        if kind == "name":
            name = child
            label_first = label is not None
        elif kind == "et-al":
            et_al = {str(key): str(value) for key, value in child.attrib.items()}
        elif kind == "label":
            told = {str(key): str(value) for key, value in child.attrib.items()}
            label = Label(
                told.get("form", "long"), told.get("plural", "contextual"), wrapping(told)
            )
    if inherited is not None and name is None and not et_al and label is None:
        return inherited
    if inherited is not None and name is None:
        if label is None:
            label, label_first = inherited.label, inherited.label_first
        return NameParts(inherited.names, label, label_first)
    return NameParts(_name_list(name, et_al, compiler), label, label_first)


def _name_list(element: _Element | None, et_al: Mapping[str, str], compiler: Compiler) -> NameList:
    own = {} if element is None else {str(key): str(value) for key, value in element.attrib.items()}
    told: dict[str, str] = {**compiler.inherited, **own}
    if "form" not in own and "name-form" in compiler.inherited:
        told["form"] = compiler.inherited["name-form"]
    delimiter = own.get("delimiter", compiler.inherited.get("name-delimiter", ", "))
    forms = {"family": PartForm.of({}), "given": PartForm.of({})}
    for part in element if element is not None else ():
        if local(part) == "name-part":
            attributes = {str(key): str(value) for key, value in part.attrib.items()}
            forms[attributes.get("name", "")] = PartForm.of(attributes)
    locale = compiler.locale
    conjunction = {
        "text": locale.term("and") or "",
        "symbol": locale.term("and", "symbol") or "&",
    }.get(told.get("and", ""), "")
    minimum = number(told, "et-al-min") or 0
    first = number(told, "et-al-use-first") or 0
    if "et-al-use-first" not in told:
        minimum = 0
    form = NameForm(
        form=told.get("form", "long"),
        initialize=truth(told, "initialize", True),
        mark=told.get("initialize-with"),
        hyphen=truth(compiler.options, "initialize-with-hyphen", True),
        demote=compiler.options.get("demote-non-dropping-particle", "display-and-sort"),
        separator=told.get("sort-separator", ", "),
        family=forms["family"],
        given=forms["given"],
    )
    return NameList(
        form=form,
        formats=formats_of(own),
        prefix=own.get("prefix", ""),
        suffix=own.get("suffix", ""),
        delimiter=delimiter,
        conjunction=conjunction,
        precedes_last=told.get("delimiter-precedes-last", "contextual"),
        precedes_et_al=told.get("delimiter-precedes-et-al", "contextual"),
        minimum=minimum,
        first=first,
        again_minimum=number(told, "et-al-subsequent-min") or minimum,
        again_first=number(told, "et-al-subsequent-use-first") or first,
        use_last=truth(told, "et-al-use-last"),
        sort_order=told.get("name-as-sort-order", ""),
        et_al=locale.term(et_al.get("term", "et-al")) or "",
        et_al_wrap=wrapping(et_al),
    )


def _limits(names: NameList, context: Context) -> tuple[int, int, bool]:
    """From how many names on a list is shortened, to how many, and whether the last is shown."""
    minimum, first, last = names.minimum, names.first, names.use_last
    if context.area == "citation" and "subsequent" in context.positions:
        minimum, first = names.again_minimum, names.again_first
    if context.names_limits is not None:
        told_minimum, told_first, told_last = context.names_limits
        minimum = minimum if told_minimum is None else told_minimum
        first = first if told_first is None else told_first
        last = last if told_last is None else told_last
    return minimum, first, last


def _listed(persons: Sequence[Person], names: NameList, context: Context) -> Output | None:
    """The names of one variable, as a list."""
    total = len(persons)
    minimum, first, use_last = _limits(names, context)
    shown = first if minimum and total >= minimum and total > first else total
    at = len(context.names_shown)
    disambiguation = context.disambiguation
    levels: Sequence[int] = ()
    if at < len(disambiguation.shown):
        shown = max(shown, min(total, disambiguation.shown[at]))
        levels = disambiguation.givens[at]
    context.names_shown.append(NamesShown(persons, shown, levels))
    form = names.form
    inverted = [
        (names.sort_order == "all" or (names.sort_order == "first" and place == 0))
        and not one.literal
        and (form.form != "short" or any(levels[place : place + 1]))
        for place, one in enumerate(persons)
    ]

    def one(place: int) -> Node:
        level = levels[place] if place < len(levels) else 0
        parts = person(persons[place], form, inverted[place], level, context)
        return Node(parts, names.formats, names.prefix, names.suffix, kind="person")

    out: list[Output] = []
    for place in range(shown):
        if place:
            out.append(_between(place, shown, total, names, inverted, context.sorting))
        out.append(one(place))
    if not out:
        return None
    if shown < total:
        out.extend(_rest(shown, total, use_last, names, inverted, context, one))
    return Node(out, kind="list")


def _between(
    place: int,
    shown: int,
    total: int,
    names: NameList,
    inverted: Sequence[bool],
    sorting: bool,
) -> str:
    """What stands before a name that is not the first."""
    if place < shown - 1 or shown < total or not names.conjunction or sorting:
        return names.delimiter
    rule = names.precedes_last
    with_delimiter = (
        rule == "always"
        or (rule == "contextual" and shown > 2)
        or (rule == "after-inverted-name" and inverted[place - 1])
    )
    before = names.delimiter if with_delimiter else " "
    if not before.endswith((" ", "\u00a0")):
        before += " "
    if names.conjunction.endswith(_SPACES):
        return f"{before.rstrip(' ')}{names.conjunction}"
    return f"{before}{names.conjunction} "


def _rest(
    shown: int,
    total: int,
    use_last: bool,
    names: NameList,
    inverted: Sequence[bool],
    context: Context,
    one: object,
) -> list[Output]:
    """What is said for the names left out."""
    if use_last and total - shown >= 2:
        assert callable(one)
        return [names.delimiter, "… ", one(total - 1)]
    if not names.et_al or context.sorting:
        return []
    rule = names.precedes_et_al
    with_delimiter = (
        rule == "always"
        or (rule == "contextual" and shown > 1)
        or (rule == "after-inverted-name" and inverted[shown - 1])
    )
    said = names.et_al_wrap([names.et_al], context)
    if said is None:
        return []
    before = names.delimiter if with_delimiter else " " if romanesque(names.et_al) else ""
    return [before, said]
