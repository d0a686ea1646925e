"""One name, its parts in order and formatted (CSL 1.0.2 "Name-part Order", "Formatting")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.csl import richtext
from evidence.csl.context import Context
from evidence.csl.elements.base import Wrap, wrapping
from evidence.csl.initials import initialized, normalized
from evidence.csl.output import Node, Output
from evidence.csl.people import Person

_JOINED = ("'", "’", "-", "–", "\u02bc")
_AFFIXES = ("prefix", "suffix")


@dataclass(frozen=True, slots=True)
class PartForm:
    """How a style writes one part of names (CSL "Name-part").

    Args:
        wrap: Formatting and text case, for each word group of its own.
        prefix: Before the part with its particles.
        suffix: After it.
    """

    wrap: Wrap
    prefix: str = ""
    suffix: str = ""

    @staticmethod
    def of(attributes: Mapping[str, str]) -> PartForm:
        """The form that the attributes of a ``cs:name-part`` ask for."""
        inner = {key: value for key, value in attributes.items() if key not in _AFFIXES}
        return PartForm(wrapping(inner), attributes.get("prefix", ""), attributes.get("suffix", ""))


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
    family: PartForm
    given: PartForm


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
        return _text(form.family, one.literal, context)
    if form.form == "short" and not level:
        given = ""
    else:
        given = given_part(one.given, form, level) if one.romanesque else one.given
    # where initials have no full stop, "Jr." has none either
    unstopped = form.mark is not None and "." not in form.mark
    suffix = one.suffix.rstrip(".") if unstopped else one.suffix
    family = _text(form.family, one.family, context)
    particle = _text(form.family, one.particle, context)
    first = _text(form.given, given, context)
    dropping = _text(form.given, one.dropping, context)
    if form.form == "short" and not given:
        return _affixed(form.family, _joined(particle, family, one.particle))
    if not one.romanesque:
        return [*_affixed(form.family, family), *_affixed(form.given, first)]
    if one.static:
        out = _affixed(form.family, _joined(particle, family, one.particle))
        return [*out, " ", *_affixed(form.given, first)] if first else out
    if inverted:
        demoted = form.demote == "display-and-sort"
        out = _affixed(form.family, family if demoted else _joined(particle, family, one.particle))
        rest = _joined(first, dropping, given)
        if demoted:
            rest = _joined(rest, particle, one.dropping or given)
        for part in (_affixed(form.given, rest), [suffix] if suffix else []):
            if part:
                out = [*out, form.separator, *part]
        return out
    last = _joined(dropping, _joined(particle, family, one.particle), one.dropping)
    if suffix:
        last = [*last, ", " if one.comma_suffix else " ", suffix]
    last = _affixed(form.family, last)
    return _joined(_affixed(form.given, first), last, "")


def given_part(given: str, form: NameForm, level: int) -> str:
    """A given name as far as the style and disambiguation want it."""
    if not given or form.mark is None:
        return given
    if not form.initialize or level == 2:
        return normalized(given, form.mark, form.hyphen)
    return initialized(given, form.mark, form.hyphen)


def _sort_key(one: Person, form: NameForm) -> str:
    if one.literal:
        return one.literal
    given = one.given
    if form.form == "short":
        given = ""
    elif form.mark is not None and form.initialize:
        given = initialized(given, form.mark, form.hyphen)
    if form.demote == "never":
        parts = (one.particle, one.family, one.dropping, given, one.suffix)
    else:
        parts = (one.family, one.dropping, one.particle, given, one.suffix)
    return " ".join(part for part in parts if part)


def _text(form: PartForm, part: str, context: Context) -> list[Output]:
    if not part:
        return []
    out = form.wrap(richtext.parse(part), context)
    return [] if out is None else [out]


def _affixed(form: PartForm, parts: list[Output]) -> list[Output]:
    if not parts or not (form.prefix or form.suffix):
        return parts
    return [Node(parts, prefix=form.prefix, suffix=form.suffix)]


def _joined(first: list[Output], second: list[Output], written: str) -> list[Output]:
    """Two parts with a space between, unless the first ends in an apostrophe or a hyphen.

    Args:
        first: The one.
        second: The other.
        written: The first as in the item.
    """
    if not first or not second:
        return first or second
    if written.endswith(_JOINED):
        return [*first, *second]
    return [*first, " ", *second]
