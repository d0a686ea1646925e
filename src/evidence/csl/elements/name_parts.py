"""One name, its parts in order and formatted (CSL 1.0.2 "Name-part Order", "Name-part Formatting")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.csl.context import Context
from evidence.csl.elements.base import Wrap
from evidence.csl.initials import initialized, normalized
from evidence.csl.output import Output
from evidence.csl.people import Person

_JOINED = ("'", "’", "-", "–", "\u02bc")


@dataclass(frozen=True, slots=True)
class NameForm:
    """How a style writes single names.

    Args:
        form: ``long``, ``short`` or ``count``.
        initialize: Whether given names become initials.
        mark: ``initialize-with``, nothing where the style has none.
        hyphen: ``initialize-with-hyphen``.
        demote: ``demote-non-dropping-particle``.
        separator: ``sort-separator``.
        family: Formatting of the family name with its particle.
        given: Formatting of the given name with its particle.
    """

    form: str
    initialize: bool
    mark: str | None
    hyphen: bool
    demote: str
    separator: str
    family: Wrap
    given: Wrap


def person(
    one: Person, form: NameForm, inverted: bool, level: int, context: Context
) -> list[Output]:
    """A name's outputs.

    Args:
        one: The name.
        form: How the style writes names.
        inverted: Whether the family name comes first (``name-as-sort-order``).
        level: How much of the given name disambiguation asks for: 0 to 2.
        context: The rendering under way.
    """
    if context.sorting:
        return [_sort_key(one, form)]
    if one.literal:
        return [one.literal]
    given = "" if form.form == "short" and not level else given_part(one.given, form, level)
    family = _text(form.family, [_joined(one.particle, one.family)], context)
    if not given and form.form == "short":
        return family
    if not one.romanesque:
        return [*family, *_text(form.given, [given], context)]
    if one.static:
        return [*family, " ", *_text(form.given, [given], context)] if given else family
    if inverted:
        return _inverted(one, form, given, context)
    first = _joined(given, one.dropping)
    out: list[Output] = []
    if first:
        out.extend(_text(form.given, [first], context))
        if not first.endswith(_JOINED) or not one.dropping:
            out.append(" ")
    out.extend(family)
    if one.suffix:
        out.append((", " if one.comma_suffix else " ") + one.suffix)
    return out


def given_part(given: str, form: NameForm, level: int) -> str:
    """A given name as far as the style and disambiguation want it."""
    if not given or form.mark is None:
        return given
    if not form.initialize or level == 2:
        return normalized(given, form.mark, form.hyphen)
    return initialized(given, form.mark, form.hyphen)


def _inverted(one: Person, form: NameForm, given: str, context: Context) -> list[Output]:
    demoted = form.demote == "display-and-sort"
    family = one.family if demoted else _joined(one.particle, one.family)
    out = _text(form.family, [family], context)
    rest = _joined(given, one.dropping)
    if rest:
        out.append(form.separator)
        out.extend(_text(form.given, [rest], context))
    if demoted and one.particle:
        out.append(" " if rest else form.separator)
        out.extend(_text(form.family, [one.particle], context))
    if one.suffix:
        out.append(form.separator)
        out.append(one.suffix)
    return out


def _sort_key(one: Person, form: NameForm) -> str:
    if one.literal:
        return one.literal
    given = one.given
    if form.form == "short":
        given = ""
    elif form.mark is not None and form.initialize:
        given = initialized(given, form.mark, form.hyphen)
    if form.demote == "never":
        parts = (_joined(one.particle, one.family), one.dropping, given, one.suffix)
    else:
        parts = (one.family, one.dropping, one.particle, given, one.suffix)
    return " ".join(part for part in parts if part)


def _text(wrap: Wrap, parts: Sequence[str], context: Context) -> list[Output]:
    texts = [part for part in parts if part]
    out = wrap(texts, context)
    return [] if out is None else [out]


def _joined(first: str, second: str) -> str:
    if not first or not second:
        return first or second
    return f"{first}{second}" if first.endswith(_JOINED) else f"{first} {second}"
