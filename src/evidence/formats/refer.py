"""Refer, also called BibIX and ENW: the format of `refer` and of EndNote's export.

Sources: refer(1); the table of EndNote's import tags by reference type in its manual.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats import _endnote_types as endnote
from evidence.formats._draft import (
    PERIODICALS,
    Draft,
    find_doi,
    is_year,
    number_of,
    own,
    pages,
    words,
    year_of,
)
from evidence.formats._ris_fields import NUMBERED_PAGES, TYPES_READ, by_type, inverse
from evidence.formats._tagged import Grammar, Record, escape, flat, share_of_lines, split, unescape
from evidence.formats._tagged_names import inverted, parsed_name, written
from evidence.formats._told import tell_type, told, untold
from evidence.formats.base import Broken, Entry, Format, Read

_TAGGED = re.compile(r"\ufeff?[ \t]*%([0-9A-Z!-/:-@\[-`{-~])(?:[ \t]+(.*)|)", re.DOTALL)
_LINE = re.compile(r"%[0-9A-Z!-/:-@\[-`{-~](?: |$)")
_MULTILINE = frozenset("XZ<O5")

_TYPES = MappingProxyType({name.lower(): csl for name, (_, csl) in endnote.TYPES.items()})

_VARIABLES = by_type(
    """
    T title | J container-title | B container-title | S collection-title | V volume | N issue
    C publisher-place | I publisher | 7 edition | X abstract | G language | L call-number
    M archive_location | ! title-short | 9 genre | 6 number-of-volumes | ~ archive | W source
    & section | O note
    """,
    {
        "article-journal": "& - | 9 -",
        "article-magazine": "9 -",
        "article-newspaper": "9 - | & section",
        "bill": "N number | S authority",
        "book": "B collection-title | N collection-number",
        "hearing": "N number | S authority | B section | & -",
        "legal_case": "I authority | N number",
        "legislation": "N number",
        "motion_picture": "B collection-title",
        "patent": "N number | I - | B - | J - | V -",
        "report": "B collection-title | N number",
        "software": "B collection-title | 7 version",
        "standard": "N number",
        "thesis": "B division",
    },
)
_ROLES = by_type(
    "A author | E editor | Y collection-editor | ? translator",
    {
        "broadcast": "Y producer | ? performer",
        "interview": "? interviewer",
        "motion_picture": "E producer | Y - | ? performer",
        "personal_communication": "E recipient",
        "song": "E composer | ? performer",
        "thesis": "Y contributor",
    },
)
_VARIABLE_TAGS, _ROLE_TAGS = inverse(_VARIABLES), inverse(_ROLES)


def _tagged(line: str) -> tuple[str, str] | None:
    match = _TAGGED.fullmatch(line)
    return (match[1], match[2] or "") if match else None


def _opens(tag: str, held: set[str] | None, blank: bool) -> bool:
    """%0 begins an entry; where there is none, a blank line parts it from the one before."""
    if held is None or tag == "0":
        return True
    return blank and ("0" not in held or (tag in "AT" and tag in held and "T" in held))


def read(text: str) -> Read:
    """The entries of a Refer file."""
    for record in split(text, Grammar(tagged=_tagged, opens=_opens)):
        yield record if isinstance(record, Broken) else _entry(record)


def _entry(record: Record) -> Entry:
    values = {tag: [unescape(each) for each in listed] for tag, listed in record.grouped().items()}
    given = values.pop("0", [""])
    beside = told(values, "5")
    type_, known = _type(given[0], values)
    draft = Draft("refer", beside.get("type", [type_])[0])
    if not known:
        draft.unknown_type("0", given[0])
    _people(draft, values, edited=given[0].strip().lower() == "edited book")
    key = values.pop("F", [])
    for value in key[1:]:
        draft.keep("F", value)
    draft.issued(("D", values.pop("D", [])), ("8", values.pop("8", [])))
    for value in values.pop("[", []):
        draft.date("[", "accessed", value)
    _titles(draft, values)
    _pages(draft, values)
    _identifiers(draft, values)
    for value in values.pop("Z", []):
        draft.notes.append(value)
    for value in values.pop("K", []):
        draft.tags.extend(
            words([value], r"[;\n]" if ";" in value or "\n" in value else r",(?! and)")
        )
    for value in words(values.pop(">", []), r"\n"):
        draft.file(">", value)
    if draft.type == "thesis" and "9" not in values and not re.search(r"\d", record.first("V")):
        values["9"] = values.pop("V", [])  # EndNote's degree
    for tag, listed in values.items():
        variable = _VARIABLES[draft.type].get(tag)
        for value in listed:
            value = value if tag in _MULTILINE else flat(value)
            if variable:
                draft.put(tag, variable, value)
            else:
                draft.keep(tag, value)
    draft.told(beside)
    draft.doi_from_url()
    return draft.entry(record.line, record.raw, key[0] if key else None)


def _type(given: str, values: dict[str, list[str]]) -> tuple[str, bool]:
    """The type of an entry, and whether %0 says it."""
    name = " ".join(given.lower().split())
    if name in _TYPES:
        return _TYPES[name], True
    word = re.sub("[^A-Z]", "", name.upper())
    if word in TYPES_READ:
        return TYPES_READ[word], True
    if "J" in values:
        return "article-journal", not name
    if "B" in values:
        return "chapter", not name
    if "R" in values and not find_doi(values["R"][0]):
        return "report", not name
    return ("book" if "I" in values else "document"), not name


def _people(draft: Draft, values: dict[str, list[str]], *, edited: bool) -> None:
    for tag, role in _ROLES[draft.type].items():
        if edited and tag == "A" and "E" not in values:
            role = "editor"
        for value in values.pop(tag, []):
            for person in words([value], r"[;\n]"):
                draft.name(role, _name(person))
    if "author" not in draft.names and "A" in _ROLES[draft.type]:
        corporate = values.pop("Q", []) if "T" in values and draft.type != "patent" else []
        for value in corporate:
            draft.name(_ROLES[draft.type]["A"], Name(literal=flat(value)))


def _name(text: str) -> Name | None:
    """ "Chaucer, Geoffrey", or as `refer` writes it, "Geoffrey Chaucer"."""
    if "," in text or " " not in text.strip():
        return inverted(text)
    return parsed_name(text)


def _titles(draft: Draft, values: dict[str, list[str]]) -> None:
    if "J" in values and "B" in values and draft.type in PERIODICALS:
        for value in values.pop("J"):
            draft.put("J", "container-title", flat(value))
    for value in values.pop("O", []) if "O" in values and draft.type in PERIODICALS else []:
        draft.put("O", "container-title-short", flat(value))


def _pages(draft: Draft, values: dict[str, list[str]]) -> None:
    for value in values.pop("P", []):
        page = pages(value)
        counted = draft.type in NUMBERED_PAGES and not re.fullmatch(r"\w+-\w+", page)
        draft.put("P", "number-of-pages" if counted else "page", page)


def _identifiers(draft: Draft, values: dict[str, list[str]]) -> None:
    for value in values.pop("R", []):
        if find_doi(value):
            draft.doi("R", value)
        elif draft.type == "report":
            draft.put("R", "number", flat(value))
        else:
            draft.keep("R", flat(value))
    for value in values.pop("@", []):
        draft.number("@", flat(value), number_of(draft.type))
    for value in words(values.pop("U", []), r"\n|;\s*(?=https?://)"):
        draft.url("U", value)


def write(sources: Iterable[Source]) -> Iterator[str]:
    """One entry after another, a blank line between, with EndNote's reference types."""
    for source in sources:
        text = "".join(f"%{tag} {value}\n" for tag, value in _lines(source))
        beside = (f"%5 {_value('5', each)}\n" for each in untold(source.item, text, read))
        yield text + "".join(beside) + "\n"


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    item = source.item
    yield "0", endnote.WRITTEN[item.type]
    if _TYPES.get(endnote.WRITTEN[item.type].lower()) != item.type:
        yield "5", tell_type(item)
    for role, people in item.names.items():
        tag = _ROLE_TAGS[item.type].get(role)
        if tag:
            for name in people:
                yield tag, _value(tag, _written(name).replace(";", ","))
    if "issued" in item.dates:
        edtf = item.dates["issued"]
        yield "D", year_of(edtf)
        if not is_year(edtf):
            yield "8", edtf
    if "accessed" in item.dates:
        yield "[", item.dates["accessed"]
    yield from _fields(item)
    yield "F", source.key
    for word in source.tags:
        yield "K", _value("K", word if ";" in word or "," not in word else f"{word};")
    for note in source.notes:
        yield "Z", _value("Z", note)
    for tag, value in own(item, "refer"):
        if re.fullmatch(r"[A-Z1-9!-/:-@\[-`{-~]", tag):
            yield tag, _value(tag, value)


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    tags = _VARIABLE_TAGS[item.type]
    for variable, value in item.variables.items():
        tag = tags.get(variable)
        if variable == "container-title":
            tag = "J" if item.type in PERIODICALS else tag
        if variable == "container-title-short" and item.type in PERIODICALS:
            tag = "O"
        if variable == "note" and item.type in PERIODICALS:
            continue
        if variable == "number" and item.type == "report":
            tag = "N"
        if tag:
            yield tag, _value(tag, value)
    count, page = item.variables.get("number-of-pages"), item.variables.get("page")
    if item.type in NUMBERED_PAGES and count:
        yield "P", _value("P", count)
    elif page:
        yield "P", _value("P", page)
    for variable, tag in (("ISSN", "@"), ("ISBN", "@"), ("DOI", "R"), ("URL", "U")):
        if variable in item.variables:
            yield tag, _value(tag, item.variables[variable])


def _written(name: Name) -> str:
    """What `_name` reads as `name`: a literal of several words needs its comma."""
    text = written(name)
    return f"{text}," if name.literal is not None and " " in text and "," not in text else text


def _value(tag: str, value: str) -> str:
    """`value` as lines that none can take for a tag."""
    if tag in _MULTILINE:
        return re.sub(r"\s*\n\s*", "\n  ", escape(value.strip()))
    return escape(" ".join(value.split()))


def recognises(head: str) -> float:
    """Sure where lines begin with a per cent sign and a tag of one letter."""
    share = share_of_lines(head, _LINE)
    typed = re.search(r"^\ufeff?%0[ \t]+[A-Z]", head, re.MULTILINE)
    return 0.95 if typed and share > 0.2 else (0.8 * share if share > 0.5 else 0.0)


FORMAT = Format("Refer (EndNote)", ("enw", "refer"), read=read, write=write, recognises=recognises)
