"""The names of an item: persons with their name parts, and names that are one whole.

CSL 1.0.2 "Names": ``family``, ``given``, ``suffix``, ``non-dropping-particle``,
``dropping-particle``, or ``literal`` for institutions and for persons whose names have no parts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_ROMANESQUE = re.compile(
    r"^[\s\d\u0020-\u02ff\u0300-\u036f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff\u2000-\u206f\u0590-\u05d4\u05d6-\u05ff]*$"
)
_WORD = r"(?:[a-zà-öø-ÿ][\w’'.-]*|[‘’'`][a-z])"
_ELIDED = r"(?:[dl]|dell|dall|nell|sull|all|[a-zʿ]{1,3})(?:['’]|-(?=\w))\s*"
_PARTICLE_AT_START = re.compile(rf"^((?:{_WORD}\s+|{_ELIDED})+)(?=\S)")
_PARTICLES_AT_END = re.compile(r"\s+((?:(?:[a-zà-öø-ÿ][\w.]*['’]?|[‘’'`][a-z])\s*)+)$")
_SUFFIX = re.compile(r"^(?P<given>.+?),(?P<comma>!?)\s*(?P<suffix>.+)$")


@dataclass(frozen=True, slots=True)
class Person:
    """One printed name.

    Args:
        family: Family name.
        given: Given names.
        suffix: "Jr.", "III".
        dropping: Particle that falls away with the given name ("van" of Ludwig van Beethoven).
        particle: Particle that stays with the family name ("de" of Willem de Kooning).
        literal: The whole name, where it has no parts.
        comma_suffix: Whether a comma precedes the suffix.
        static: Whether the name's parts keep their order, as Hungarian or Chinese names do.
        romanesque: Whether it is written with Latin, Greek or Cyrillic letters, or the like.
    """

    family: str = ""
    given: str = ""
    suffix: str = ""
    dropping: str = ""
    particle: str = ""
    literal: str = ""
    comma_suffix: bool = False
    static: bool = False
    romanesque: bool = True

    def __str__(self) -> str:
        parts = (self.given, self.dropping, self.particle, self.family, self.suffix, self.literal)
        return " ".join(part for part in parts if part)


def people(value: Any) -> tuple[Person, ...]:
    """The persons that an item's name variable lists.

    Args:
        value: The variable's value; what is no list of names gives none.
    """
    if isinstance(value, (str, Mapping)):
        value = [value]
    if not isinstance(value, (list, tuple)):
        return ()
    return tuple(found for one in value if (found := _person(one)) is not None)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _person(value: Any) -> Person | None:
    if isinstance(value, str):
        literal = _text(value)
        return Person(literal=literal, romanesque=romanesque(literal)) if literal else None
    if not isinstance(value, Mapping):
        return None
    literal = _text(value.get("literal"))
    if literal:
        return Person(literal=literal, romanesque=romanesque(literal))
    family, given = _text(value.get("family")), _text(value.get("given"))
    suffix = _text(value.get("suffix"))
    particle = _text(value.get("non-dropping-particle"))
    dropping = _text(value.get("dropping-particle"))
    comma = bool(value.get("comma-suffix"))
    if not family and not given:
        return None
    if given and not suffix:
        found = _SUFFIX.match(given)
        if found:
            given, suffix = found["given"], found["suffix"]
            comma = bool(found["comma"])
    if not family:
        family, given = given, ""
    whole = len(family) > 1 and family[0] == family[-1] == '"'
    if whole:
        family = family[1:-1]
    elif not particle and not dropping and value.get("parse-names") not in (0, False, "false"):
        family, particle = _leading_particle(family)
        given, dropping = _trailing_particle(given)
    return Person(
        family=family,
        given=given,
        suffix=suffix,
        dropping=dropping,
        particle=particle,
        comma_suffix=comma,
        static=bool(value.get("static-ordering")),
        romanesque=romanesque(family + given),
    )


def _leading_particle(family: str) -> tuple[str, str]:
    """A family name and the particle before it, which begins with a small letter."""
    found = _PARTICLE_AT_START.match(family)
    if found is None:
        return family, ""
    particle = found[1].rstrip()
    apart = particle.endswith(("'", "’")) and particle != found[1]
    return family[found.end() :], particle + " " if apart else particle


def _trailing_particle(given: str) -> tuple[str, str]:
    found = _PARTICLES_AT_END.search(given)
    if not found or not given[: found.start()].strip():
        return given, ""
    return given[: found.start()], found[1].strip()


def is_foreign_script(text: str) -> bool:
    """Whether a text has letters, and none of a script that has italics."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and not any(romanesque(char) for char in letters)


def romanesque(text: str) -> bool:
    """Whether a text is written in letters that stand with spaces: Latin, Greek, Cyrillic."""
    return text.isascii() or bool(_ROMANESQUE.match(text))
