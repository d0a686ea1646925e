"""A printed name in the parts that CSL gives it, read from CSL-JSON or from what people type.

Source: CSL 1.0.2 specification, "Names"; CSL-JSON's name variables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evidence.errors import BadInput

_PARTS = {
    "family": "family",
    "given": "given",
    "non-dropping-particle": "non_dropping_particle",
    "dropping-particle": "dropping_particle",
    "suffix": "suffix",
    "literal": "literal",
}
_HINT = "write 'Family, Given', or an organization's name in braces: '{World Bank}'"

_SUFFIX = re.compile(r"(?:[JS]n?r|[js]n?r|Esq)\.?|I{2,3}|IV|VI{1,3}|[2-9](?:nd|rd|th)")
_JOINED_PARTICLE = re.compile(r"([^\W\d_]{1,5}['’ʼ‘-])(?=\S)")

_DROPPED = frozenset({"von", "vom", "zu", "zum", "zur"})
"""Particles that German names lose in a citation: "Alexander von Humboldt" is Humboldt."""

_CONNECTORS = frozenset({"y", "e", "i"})
"""Words between two family names: "Ortega y Gasset"."""

_OF_ORGANIZATIONS = frozenset({"of", "for", "and", "the", "on", "in", "at", "und", "et"})
"""Words that stand in an organization's name and in no person's."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts, or any other name as a `literal`.

    Args:
        family: the family name without its particles.
        given: the given names, as printed.
        non_dropping_particle: kept wherever the family name stands ("de la" Cruz).
        dropping_particle: left out where only the family name stands ("von" Humboldt).
        suffix: "Jr.", "III".
        literal: a name that has no parts: an organization's, a single name.
    """

    family: str | None = None
    given: str | None = None
    non_dropping_particle: str | None = None
    dropping_particle: str | None = None
    suffix: str | None = None
    literal: str | None = None

    @classmethod
    def from_csl(cls, data: Any) -> Name:
        """The name that a CSL-JSON name object holds; members that are no name part are left out.

        Raises:
            BadInput: no object, a part that is not text, or nothing to call somebody by.
        """
        if not isinstance(data, Mapping):
            raise BadInput(
                f"{data!r} is no CSL name: an object with 'family' or 'literal' is", hint=_HINT
            )
        parts: dict[str, str] = {}
        for variable, attribute in _PARTS.items():
            value = data.get(variable)
            if value is None:
                continue
            if not isinstance(value, str):
                raise BadInput(f"{variable!r} of a name must be text, not {value!r}", hint=_HINT)
            if value.strip():
                parts[attribute] = value.strip()
        if not parts.keys() & {"family", "given", "literal"}:
            raise BadInput(
                f"{dict(data)!r} is no name: it has no family, given or literal", hint=_HINT
            )
        return cls(**parts)

    def to_csl(self) -> dict[str, str]:
        """The name as a CSL-JSON name object."""
        return {
            variable: value
            for variable, attribute in _PARTS.items()
            if (value := getattr(self, attribute)) is not None
        }

    @property
    def text(self) -> str:
        """The name as one reads it: "Lech Drab", "Juan de la Cruz Jr."."""
        if self.literal is not None:
            return self.literal
        return _join(
            self.given,
            self.dropping_particle,
            self.non_dropping_particle,
            self.family,
            self.suffix,
        )

    @property
    def inverted(self) -> str:
        """The name as lists sort it: "Drab, Lech", "de la Cruz, Juan, Jr."."""
        if self.literal is not None:
            return self.literal
        given = _join(self.given, self.dropping_particle)
        family = _join(self.non_dropping_particle, self.family)
        return ", ".join(part for part in (family, given, self.suffix) if part)

    @property
    def citation_name(self) -> str:
        """What a citation prints: the family name with its particle, or the literal."""
        if self.literal is not None:
            return self.literal
        return _join(self.non_dropping_particle, self.family) or self.given or ""


def parse(text: str) -> Name:
    """The name that somebody typed.

    "Drab, Lech"; "de la Cruz, Juan, Jr." (or, as BibTeX has it, "de la Cruz, Jr., Juan");
    "Humboldt, Alexander von"; "Lech Drab", where the last word is the family name with
    the lower-case particles before it. Braces make a literal of what they hold, and so
    do a single word and words that only organizations have ("of", "and", brackets, digits).

    Raises:
        BadInput: nothing before the first comma, too many commas, or braces left open.
    """
    squeezed = " ".join(text.split())
    opened, closed = squeezed.count("{"), squeezed.count("}")
    if opened != closed:
        raise BadInput(f"the braces of {text!r} do not match", hint=_HINT)
    bare = squeezed.replace("{", "").replace("}", "").strip()
    if not bare.strip(" ,"):
        raise BadInput(f"{text!r} is no name", hint=_HINT)
    whole = opened == 1 and squeezed.startswith("{") and squeezed.endswith("}")
    if whole or (opened and "," not in squeezed):
        return Name(literal=bare)
    parts = [part.strip() for part in _split(squeezed)]
    if not parts[0] or len(parts) > 3:
        raise BadInput(f"{text!r} cannot be read as one name", hint=_HINT)
    if len(parts) == 1:
        return _read_direct(bare)
    if len(parts) == 2 and _SUFFIX.fullmatch(parts[1]):
        return _with_suffix(_read_direct(parts[0]), parts[1])
    given, suffix = parts[1], parts[2] if len(parts) == 3 else ""
    if _SUFFIX.fullmatch(given) and suffix and not _SUFFIX.fullmatch(suffix):
        given, suffix = suffix, given
    return _read_inverted(parts[0], given, suffix)


def _read_inverted(family: str, given: str, suffix: str) -> Name:
    if family.startswith("{"):
        particle, family = "", family.strip("{} ")
    else:
        particle, family = _leading_particle(family.split())
    words = given.split()
    kept = len(words)
    while kept > 1 and words[kept - 1][0].islower():
        kept -= 1
    return Name(
        family=family,
        given=" ".join(words[:kept]).strip("{} ") or None,
        non_dropping_particle=particle or None,
        dropping_particle=" ".join(words[kept:]) or None,
        suffix=suffix.strip("{} ") or None,
    )


def _read_direct(text: str) -> Name:
    words = text.split()
    if (
        len(words) == 1
        or words[0] == "The"
        or _OF_ORGANIZATIONS.intersection(words)
        or re.search(r"[\d()\[\]&/]", text)
    ):
        return Name(literal=text)
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        return _with_suffix(_read_direct(" ".join(words[:-1])), words[-1])
    start = len(words) - 1
    lower = [word[0].islower() for word in words]
    if not all(lower):
        start = next((at for at in range(len(words) - 1) if lower[at]), start)
    if 1 < start < len(words) - 1 and words[start] in _CONNECTORS:
        return Name(family=" ".join(words[start - 1 :]), given=" ".join(words[: start - 1]))
    given = " ".join(words[:start]) or None
    if all(lower):
        return Name(family=words[-1], given=given)
    particle, family = _leading_particle(words[start:])
    if particle.split() and particle.split()[0] in _DROPPED and given:
        return Name(family=family, given=given, dropping_particle=particle)
    return Name(family=family, given=given, non_dropping_particle=particle or None)


def _leading_particle(words: list[str]) -> tuple[str, str]:
    """Split a family name's words into its particles and the rest."""
    at = 0
    while at < len(words) - 1 and words[at][0].islower():
        at += 1
    if at == len(words) - 1 and all(word[0].islower() for word in words):
        joined = _JOINED_PARTICLE.match(words[-1])
        if not joined:
            return " ".join(words[:at]), words[-1]
    rest = " ".join(words[at:])
    joined = _JOINED_PARTICLE.match(rest)
    if joined and rest[0].islower() and rest[joined.end()].isupper():
        return " ".join([*words[:at], joined[1]]), rest[joined.end() :]
    return " ".join(words[:at]), rest


def _with_suffix(name: Name, suffix: str) -> Name:
    if name.literal is not None:
        return Name(family=name.literal, suffix=suffix)
    return Name(name.family, name.given, name.non_dropping_particle, name.dropping_particle, suffix)


def _split(text: str) -> list[str]:
    """`text` at its commas outside braces."""
    parts, depth = [""], 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _join(*parts: str | None) -> str:
    """The parts with spaces between, but none after the apostrophe or hyphen of a particle."""
    joined = ""
    for part in parts:
        if part:
            joined += part if not joined or joined[-1] in "'’ʼ‘-" else f" {part}"
    return joined
