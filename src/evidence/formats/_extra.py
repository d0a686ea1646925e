"""Variables that people write into a note, a line each: Zotero's Extra, CSL's "cheater syntax".

    DOI: 10.1093/ia/iiaa061
    Original Date: 1848
    Editor: Engels || Friedrich
    {:event-place: London}

Source: the manuals of citeproc-js ("Data format: dirty tricks") and of Zotero ("Citing
fields from Extra").
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from types import MappingProxyType

from evidence.domain import dates
from evidence.domain.identifiers import normalise_or_none
from evidence.domain.items import DATES, NAMES, STRINGS, TYPES
from evidence.domain.names import Name
from evidence.domain.vocabulary import IdentifierScheme
from evidence.errors import BadInput
from evidence.formats._xml_work import doi
from evidence.formats._zotero_schema import TYPES as ZOTERO_TYPES
from evidence.formats._zotero_schema import label

_LINE = re.compile(r"[ \t]*([A-Za-z][A-Za-z _-]{1,40}?)[ \t]*:[ \t]*(\S[^\n]*)")
_BRACED = re.compile(r"\{:([A-Za-z][A-Za-z_-]{1,40})[ \t]*:[ \t]*([^{}\n]+)\}")
_NEVER = frozenset({"note", "annote", "abstract", "title", "keyword", "references"})
"""Variables whose names begin too many sentences of real notes."""

_VARIABLES = MappingProxyType(
    {name.lower().replace("_", "-"): name for name in STRINGS | DATES | NAMES if name not in _NEVER}
)
_SCHEMES = MappingProxyType(
    {"PMID": IdentifierScheme.PMID, "PMCID": IdentifierScheme.PMCID, "URL": IdentifierScheme.URL}
)

_NUMBER = re.compile(r"(?=.*\d|[IVXLCDMivxlcdm]+\Z).{1,60}")
_SHAPES = MappingProxyType(
    {
        "ISSN": re.compile(r"(?:\d{4}-?\d{3}[\dXx](?: ?\([^()]*\))?[,;\s]*)+"),
        "ISBN": re.compile(r"(?:(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?:[,;\s]+|\Z))+"),
        "volume": _NUMBER,
        "issue": _NUMBER,
        "page": _NUMBER,
        "number-of-pages": _NUMBER,
        "number-of-volumes": _NUMBER,
        "chapter-number": _NUMBER,
    }
)
"""What values must look like: of a line that says anything else, the note keeps the words."""


@dataclass(slots=True)
class Fields:
    """A work's parts, to which a note's lines are added."""

    type: str
    variables: MutableMapping[str, str]
    dates: MutableMapping[str, str]
    names: MutableMapping[str, tuple[Name, ...]]
    key: str | None = None


def read(note: str, fields: Fields) -> str:
    """Add what the lines of a note say to `fields`; returns the rest of the note.

    A line stays where it says what is known otherwise, or what cannot be read.
    """
    if ":" not in note:
        return note
    roles = {role for role, names in fields.names.items() if names}
    kept = []
    for line in note.splitlines():
        rest = _BRACED.sub(lambda match: _without(match, fields, roles), line)
        match = _LINE.fullmatch(rest.rstrip())
        if match and _take(match[1], match[2].strip(), fields, roles):
            continue
        if rest.strip() or rest == line:
            kept.append(rest)
    return "\n".join(kept).strip() if len(kept) < len(note.splitlines()) or "{:" in note else note


def _without(match: re.Match[str], fields: Fields, roles: set[str]) -> str:
    return "" if _take(match[1], match[2].strip(), fields, roles) else match[0]


def _take(name: str, value: str, fields: Fields, roles: set[str]) -> bool:
    """Whether a line could be put where it belongs."""
    plain = re.sub(r"[ _]", "-", name.lower())
    if plain == "type":
        return _take_type(value, fields)
    if plain in {"citation-key", "bibtex", "bibtex*", "citekey"}:
        return _take_key(value, fields)
    variable = _VARIABLES.get(plain) or label(name)
    if variable is None or variable in _NEVER:
        return False
    if variable in DATES:
        return _take_date(variable, value, fields)
    if variable in NAMES:
        if variable in roles:
            return False
        fields.names[variable] = (*fields.names.get(variable, ()), _name(value))
        return True
    value = _cleaned(variable, value)
    return bool(value) and fields.variables.setdefault(variable, value) == value


def _take_type(value: str, fields: Fields) -> bool:
    plain = value.replace(" ", "-")
    for type_ in (plain, plain.lower(), plain.lower().replace("-", "_")):
        if type_ in TYPES:
            fields.type = type_
            return True
    if value in ZOTERO_TYPES:
        fields.type = ZOTERO_TYPES[value]
        return True
    return False


def _take_key(value: str, fields: Fields) -> bool:
    if fields.key not in {None, value} or re.search(r"\s", value):
        return False
    fields.key = value
    return True


def _take_date(variable: str, value: str, fields: Fields) -> bool:
    if len(value) > 100:
        return False
    try:
        edtf = dates.from_text(value)
    except BadInput:
        return False
    return fields.dates.setdefault(variable, edtf) == edtf


def _name(value: str) -> Name:
    family, bars, given = (part.strip() for part in value.partition("||"))
    if not bars or not family or not given:
        return Name(literal=family or given or value)
    return Name(family=family, given=given)


def _cleaned(variable: str, value: str) -> str:
    if variable == "DOI":
        return doi(value) or ""
    if variable in _SHAPES and not _SHAPES[variable].fullmatch(value):
        return ""
    if variable in _SCHEMES:
        normal = normalise_or_none(_SCHEMES[variable], value)
        return (normal or "") if variable != "URL" else value if normal else ""
    return value
