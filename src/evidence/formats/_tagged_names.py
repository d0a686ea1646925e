"""Names as tagged files write them: inverted with commas, or abbreviated by an index."""

from __future__ import annotations

import re

from evidence.domain import names
from evidence.domain.names import Name
from evidence.errors import BadInput

_LONGEST = 1000
"""Characters beyond which a value is no person's name."""

_CAPITALISED = r"[A-Z][\w'’.]*(?:-[\w'’.]+)*"
_PLAIN = re.compile(rf"({_CAPITALISED}(?: {_CAPITALISED})*), ({_CAPITALISED}(?: {_CAPITALISED})*)")
_SUFFIX = re.compile(r"(?:[JS]n?r|Esq)\.?|I{2,3}|IV|VI{1,3}|2nd|3rd|[4-9]th")
_LIFE = re.compile(r",? \(?(?:b\. ?|d\. ?|ca?\. ?)?[12][0-9]{3}-?(?:(?<=-)[12][0-9]{3})?\??\)?\.?$")
"""Years of birth and death, which libraries add to a name: "Hill, Tom, 1950-"."""

_INITIALS = re.compile(r"(?:[A-Z]\.[- ]?){1,4}(?=[^\W\d_][^\s,.]+)")
_BEHIND = re.compile(r"^[^\W\d_][^\s.]+ (?:[A-Z]\.-?){1,4}$")
_JOINED_INITIALS = re.compile(r"[A-ZÀ-ÖØ-Þ]{1,4}")


def inverted(text: str) -> Name | None:
    """The name that a tagged file writes "Family, Given, Suffix"; without a comma, as it is.

    A comma at the end, or two in the middle, mark a name that has no parts: EndNote's
    "University of California,, Irvine,".
    """
    text = " ".join(text.split())
    plain = _PLAIN.fullmatch(text)
    if plain and not _SUFFIX.fullmatch(plain[2]):
        return Name(family=plain[1], given=plain[2])
    bare = text.rstrip(" ,;")
    if not bare.strip("{},. "):
        return Name(literal=text) if text else None
    if ",," in bare:
        return Name(literal=bare.replace(",,", ",", 1))
    if "," not in bare:
        if text.endswith(","):
            return Name(literal=bare)
        if _INITIALS.match(bare):
            return parsed_name(bare)
        if _BEHIND.search(bare):
            return abbreviated(bare)
        return Name(literal=bare)
    if bare.startswith(","):
        return Name(literal=bare.lstrip(", "))
    return parsed_name(_LIFE.sub("", bare))


def parsed_name(text: str) -> Name:
    """The name that `names.parse` reads, or one that has what can be told of it."""
    if len(text) > _LONGEST:
        return Name(literal=text)
    try:
        return names.parse(text)
    except BadInput:
        family, _, given = (part.strip() for part in text.partition(","))
        return Name(family=family, given=given) if family and given else Name(literal=text)


def abbreviated(text: str) -> Name | None:
    """The name that an index writes "Family IN": "Behan L.", "van der Berg JA", "Smith JA Jr"."""
    text = " ".join(text.split()).rstrip(",;")
    if "," in text:
        return spaced(inverted(text))
    parts = text.split(" ")
    suffix = parts.pop() if len(parts) > 2 and _SUFFIX.fullmatch(parts[-1]) else None
    if len(parts) < 2 or not re.fullmatch(r"(?:[^\W\d_]\.?-?){1,5}", parts[-1]):
        return Name(literal=text) if text else None
    if not parts[-1].replace(".", "").replace("-", "").isupper():
        return Name(literal=text)
    name = parsed_name(f"{' '.join(parts[:-1])}, {parts[-1]}")
    if name.literal is not None:
        return Name(literal=text)
    return spaced(Name(name.family, name.given, name.non_dropping_particle, None, suffix))


def spaced(name: Name | None) -> Name | None:
    """`name` with initials that are written together, "JA", as "J. A."."""
    if name is None or not name.given:
        return name
    given = name.given
    if _JOINED_INITIALS.fullmatch(given):
        if len(given) > 1 and name.family and name.family.isupper():
            return name
        given = " ".join(f"{letter}." for letter in given)
    elif re.fullmatch(r"(?:[^\W\d_]\.){2,}", given):
        given = given.replace(".", ". ").strip()
    return Name(name.family, given, name.non_dropping_particle, name.dropping_particle, name.suffix)


def written(name: Name) -> str:
    """What `inverted` reads as `name`."""
    if name.literal is None:
        return name.inverted if name.given else f"{name.inverted},"
    literal = " ".join(name.literal.split())
    if "," in literal:
        return literal.replace(",", ",,", 1)
    alike = _INITIALS.match(literal) or _BEHIND.search(literal)
    return f"{literal}," if alike else literal
