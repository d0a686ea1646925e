"""RIS, the tagged format of Reference Manager, in the dialects that are met.

Read are the old tags (T1, A1, Y1, JF) and the new (TI, AU, PY, T2), values over several
lines, wrong spacing and letter case, and entries without an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
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
from evidence.formats._ris_fields import (
    KNOWN,
    NUMBERED_PAGES,
    ROLE_TAGS,
    ROLES,
    TYPES_READ,
    TYPES_WRITTEN,
    VARIABLE_TAGS,
    VARIABLES,
    is_proceedings,
)
from evidence.formats._tagged import Grammar, Record, escape, flat, share_of_lines, split, unescape
from evidence.formats._tagged_names import inverted, written
from evidence.formats._told import tell_type, told, untold
from evidence.formats.base import Broken, Entry, Format, Read

_STRICT = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)", re.DOTALL)
_LOOSE = re.compile(r"[ \t\ufeff]*([A-Za-z][A-Za-z0-9])[ \t]*-(?![-\w]-)[ \t]*(.*)", re.DOTALL)
_FURNITURE = re.compile(
    r"(?:Provider|Database|Content|Source|Export(?:ed)?(?: date)?|Date|Total|Record)\b[^:]{0,40}:",
    re.IGNORECASE,
)
_START = re.compile(r"[ \t\ufeff]*TY[ \t]*-", re.IGNORECASE)
_ANY = re.compile(r"[ \t]*[A-Za-z][A-Za-z0-9][ \t]{1,3}-(?:[ \t]|$)")
_MULTILINE = frozenset({"AB", "N2", "N1", "RN", "M2", "NO", "U5"})
_PLAIN_GENRE = re.compile(r"(?:journal |research )?article|book|chapter|doi:?.*", re.IGNORECASE)
_DOI_ALONE = re.compile(r"(?:doi:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\S+", re.IGNORECASE)
_FILES = ("L1", "L2", "L3", "L4")


class _Lines:
    """Tells RIS's tags from text, more freely where the file is itself free with them."""

    def __init__(self) -> None:
        self._free = False

    def tagged(self, line: str) -> tuple[str, str] | None:
        match = _STRICT.fullmatch(line)
        if match and (match[1] in KNOWN or line[3:4] == " "):
            return match[1], match[2]
        match = _LOOSE.fullmatch(line)
        if match is None:
            return None
        tag = match[1].upper()
        if tag == "TY" and (len(match[2]) < 30):
            self._free = not match[0].startswith("TY")
            return tag, match[2]
        if tag not in KNOWN or not (self._free or match[0].startswith(tag)):
            return None
        spaced = line.lstrip()[2:4] in {"  ", " -"} or not match[2]
        return (tag, match[2]) if spaced or line.lstrip()[2:4] == "- " else None


def read(text: str) -> Read:
    """The entries of a RIS file."""
    grammar = Grammar(
        tagged=_Lines().tagged,
        opens=lambda tag, _held, _blank: tag == "TY",
        closes=lambda tag: tag == "ER",
        furniture=lambda line: bool(_FURNITURE.match(line)),
        astray="no TY line begins this: it belongs to no entry",
    )
    for record in split(text, grammar):
        yield record if isinstance(record, Broken) else _entry(record)


def _entry(record: Record) -> Entry:
    values = record.grouped()
    given = values.pop("TY", [""])
    values.pop("ER", None)
    values = {tag: [unescape(each) for each in listed] for tag, listed in values.items()}
    beside = told(values, "U5")
    draft = Draft("ris", beside.get("type", [_type(given[0], values)])[0])
    word = _word(given[0])
    if TYPES_READ.get(word) is None and word not in {"", "GEN", "GENERIC"}:
        draft.unknown_type("TY", given[0])
    _people(draft, record, edited=word == "EDBOOK")
    for tag in ROLES[draft.type]:
        values.pop(tag, None)
    _when(draft, values)
    _titles(draft, values)
    _pages(draft, values)
    _identifiers(draft, values)
    _about(draft, values)
    variables = VARIABLES[draft.type]
    for tag, listed in values.items():
        variable = variables.get(tag)
        for value in listed:
            if variable:
                draft.put(tag, variable, value if tag in _MULTILINE else flat(value))
            else:
                draft.keep(tag, value if tag in _MULTILINE else flat(value))
    for value in draft.custom.pop("CP", []):  # the issue in the specification, a city in some files
        place = not re.search(r"\d", value)
        draft.put("CP", "publisher-place" if place else variables.get("IS", "issue"), value)
    draft.told(beside)
    draft.doi_from_url()
    return draft.entry(record.line, record.raw, _key(draft))


def _word(given: str) -> str:
    return re.sub(r"[^A-Z]", "", given.upper())


def _type(given: str, values: dict[str, list[str]]) -> str:
    type_ = TYPES_READ.get(_word(given))
    if type_:
        return type_
    in_journal = values.keys() & {"JF", "JO", "JA", "J1"}
    in_volume = "T2" in values and values.keys() & {"VL", "IS", "SP"}
    return "article-journal" if in_journal or in_volume else "document"


def _people(draft: Draft, record: Record, *, edited: bool) -> None:
    roles = ROLES[draft.type]
    named_by: dict[tuple[str, Name], str] = {}
    for tag, value in record.fields:
        role = roles.get(tag)
        if role is None or not value:
            continue
        if edited and role == "author":
            role = "editor"  # an edited book's AU are its editors
        for person in _persons(unescape(value)):
            name = inverted(person)
            # the old and the new tag of a role may both name its people
            if name is not None and named_by.setdefault((role, name), tag) == tag:
                draft.name(role, name)


def _persons(value: str) -> list[str]:
    """The names of a value: several where each of its lines has its comma."""
    lines = value.split("\n")
    several = len(lines) > 1 and all("," in line for line in lines)
    return words(lines if several else [" ".join(lines)], ";")


def _when(draft: Draft, values: dict[str, list[str]]) -> None:
    years = [(tag, values.pop(tag, [])) for tag in ("PY", "Y1", "DA")]
    draft.issued(*years)
    for tag, variable in (("Y2", "accessed"), ("C1", "submitted"), ("C2", "issued")):
        if tag == "Y2" or draft.type == "patent":
            for value in values.pop(tag, []):
                draft.date(tag, variable, value)
    if draft.type == "webpage":
        for value in values.pop("M1", []):
            draft.date("M1", "accessed", value)


def _titles(draft: Draft, values: dict[str, list[str]]) -> None:
    """Titles of the container: JF and T2 in full, JO if alone, else its short form like JA."""
    for value in values.pop("BT", []):
        main = draft.type in {"book", "manuscript"} and not ({"TI", "T1", "CT"} & values.keys())
        draft.put("BT", "title" if main else "container-title", flat(value))
    if draft.type in PERIODICALS and "JF" in values and "T2" in values:
        for value in values.pop("JF"):
            draft.put("JF", "container-title", flat(value))
    if not ({"TI", "T1", "CT"} & values.keys()) and draft.type == "legal_case":
        values["TI"] = values.pop("T2", [])
    if draft.type == "paper-conference" and "C3" not in values:
        named = [each for each in values.get("T2", ()) if is_proceedings(each)]
        values["C3"] = named[:1]
        values["T2"] = [each for each in values.get("T2", ()) if each not in named[:1]]
    if draft.type == "thesis":  # EndNote's degree
        for value in values.pop("VL", []):
            if "M3" in values:
                draft.keep("VL", value)
            else:
                draft.put("VL", "volume" if value.isdigit() else "genre", value)
    full = {"T2", "JF", "C3"} if draft.type == "paper-conference" else {"T2", "JF"}
    known = "container-title" in draft.variables or any(values.get(tag) for tag in full)
    for tag in ("JO", "JA"):
        for value in values.pop(tag, []):
            value = flat(value)
            if not known and draft.type == "paper-conference" and tag == "JO":
                draft.put(tag, "event-title", value)
            elif not known:
                draft.put(tag, "container-title", value)
                known = True
            elif value not in {*values.get("T2", ()), *values.get("JF", ())}:
                draft.put(tag, "container-title-short", value)


def _pages(draft: Draft, values: dict[str, list[str]]) -> None:
    variables = VARIABLES[draft.type]
    firsts, lasts = values.pop("SP", []), values.pop("EP", [])
    page = pages(firsts[0] if firsts else "", lasts[0] if lasts else "")
    for tag, rest in (("SP", firsts[1:]), ("EP", lasts[1:])):
        for value in rest:
            draft.keep(tag, value)
    counted = draft.type in NUMBERED_PAGES and not lasts
    if counted and not re.fullmatch(r"\w+-\w+", page):
        draft.put("SP", "number-of-pages", re.sub(r"(?<=\d) ?p(?:p|ages)?\.?$", "", page))
    else:
        draft.put("SP", variables.get("SP", "page"), page)
    if draft.type in PERIODICALS and not page:
        for value in values.pop("C7", []):  # EndNote's article number
            draft.put("C7", "page", value)


def _identifiers(draft: Draft, values: dict[str, list[str]]) -> None:
    for tag in ("DO", "DI"):
        for value in values.pop(tag, []):
            draft.doi(tag, value)
    for value in values.pop("SN", []):
        draft.number("SN", flat(value), number_of(draft.type))
    for tag in ("UR", "LK"):
        for value in words(values.pop(tag, []), r"[\n]|;\s*(?=https?://)"):
            draft.url(tag, value)
    kept = []
    for value in values.pop("M3", []):
        if find_doi(value) and ("doi" in value.lower() or value.startswith("10.")):
            draft.doi("M3", value)
        elif draft.type in PERIODICALS or _PLAIN_GENRE.fullmatch(value):
            draft.keep("M3", flat(value))
        else:
            kept.append(value)
    if kept:
        values["M3"] = kept
    if draft.type == "article-journal":
        for value in values.pop("M1", []):
            if "IS" in values:
                draft.keep("M1", value)
            else:
                draft.put("M1", "issue", flat(value))
        for value in values.pop("C2", []):
            if re.fullmatch(r"PMC\d+", value):
                draft.put("C2", "PMCID", value)
            else:
                draft.keep("C2", value)


def _about(draft: Draft, values: dict[str, list[str]]) -> None:
    """Abstract, notes, keywords, files and the key."""
    for value in values.pop("N2", []):
        if "AB" in values and value not in values["AB"]:
            draft.notes.append(value)
        else:
            draft.put("N2", "abstract", value)
    for tag in ("N1", "RN", "NO"):
        for value in values.pop(tag, []):
            doi = find_doi(value) if _DOI_ALONE.fullmatch(value) else None
            if doi and draft.variables.setdefault("DOI", doi).lower() == doi.lower():
                continue
            if value not in values.get("AB", ()):
                draft.notes.append(value)
    draft.tags.extend(flat(each) for each in words(values.pop("KW", [])))
    for tag in _FILES:
        for value in words(values.pop(tag, []), r"\n|;\s+(?=\w+:)"):
            draft.file(tag, value)


def _key(draft: Draft) -> str | None:
    """The first ID that is not a mere number of the record in some database."""
    given = draft.custom.pop("ID", [])
    key = next((each for each in given if not each.isdigit() and not re.search(r"\s", each)), None)
    for each in given:
        if each != key:
            draft.keep("ID", each)
    return key


def write(sources: Iterable[Source]) -> Iterator[str]:
    """One entry after another, a blank line between."""
    for source in sources:
        text = "".join(f"{tag}  - {value}\r\n" for tag, value in _lines(source))
        told_beside = "".join(
            f"U5  - {_value('U5', each)}\r\n" for each in untold(source.item, text, read)
        )
        yield f"{text}{told_beside}ER  - \r\n\r\n"


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    item = source.item
    yield "TY", TYPES_WRITTEN[item.type]
    bare = item.type == "document" and "container-title" not in item.variables
    if not bare and TYPES_READ.get(TYPES_WRITTEN[item.type]) != item.type:
        yield "U5", tell_type(item)
    yield "ID", source.key
    for role, people in item.names.items():
        tag = ROLE_TAGS[item.type].get(role)
        if tag:
            for name in people:
                yield tag, _value(tag, written(name).replace(";", ","))
    tags = VARIABLE_TAGS[item.type]
    for variable, value in item.variables.items():
        tag = tags.get(variable)
        if variable == "container-title" and tag is None and item.type != "patent":
            tag = "JF"
        if tag and tag != "SP":
            yield tag, _value(tag, value)
    yield from _own_tags(item)
    for word in dict.fromkeys([*source.tags, *words([item.variables.get("keyword", "")], "[;,]")]):
        yield "KW", _value("KW", word)
    for note in source.notes:
        yield "N1", _value("N1", note)
    for tag, value in own(item, "ris"):
        if re.fullmatch("[A-Z][A-Z0-9]", tag) and tag not in {"TY", "ER"}:
            yield tag, _value(tag, value)


def _own_tags(item: Item) -> Iterator[tuple[str, str]]:
    """What RIS writes by rules of its own: dates, pages, identifiers."""
    if "issued" in item.dates:
        yield "PY", year_of(item.dates["issued"])
        if not is_year(item.dates["issued"]):
            yield "DA", _date(item.dates["issued"])
    if "accessed" in item.dates:
        yield "Y2", _date(item.dates["accessed"])
    if "submitted" in item.dates and item.type == "patent":
        yield "C1", _date(item.dates["submitted"])
    count, page = item.variables.get("number-of-pages"), item.variables.get("page")
    if item.type in NUMBERED_PAGES and count:
        yield "SP", _value("SP", count)
    elif page:
        first, hyphen, last = page.partition("-")
        if hyphen and re.fullmatch(r"\w+", first) and re.fullmatch(r"\w+", last) and first != last:
            yield from (("SP", first), ("EP", last))
        else:
            yield "SP", _value("SP", page)
    elif "dimensions" in item.variables and item.type == "motion_picture":
        yield "SP", _value("SP", item.variables["dimensions"])
    for variable, tag in (("ISSN", "SN"), ("ISBN", "SN"), ("DOI", "DO"), ("URL", "UR")):
        if variable in item.variables:
            yield tag, _value(tag, item.variables[variable])
    if item.type == "article-journal" and "PMCID" in item.variables:
        yield "C2", item.variables["PMCID"]


def _date(edtf: str) -> str:
    """RIS's YYYY/MM/DD/other, with the EDTF itself as `other` where the three cannot say it."""
    if re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", edtf):
        return "/".join([*edtf.split("-"), "", "", ""][:4])
    return f"{year_of(edtf)}///{edtf}"


def _value(tag: str, value: str) -> str:
    """`value` as lines that none can take for a tag."""
    if tag in _MULTILINE:
        return escape(value.strip()).replace("\r\n", "\n").replace("\n", "\r\n  ")
    return escape(" ".join(value.split()))


def recognises(head: str) -> float:
    """Sure where a TY line stands among lines of two letters and a dash."""
    share = share_of_lines(head, _ANY)
    if _START.match(head) or re.search(r"^[ \t]*TY {1,2}-", head, re.MULTILINE | re.IGNORECASE):
        return 0.95 if share > 0.2 else 0.6
    return 0.2 * share


FORMAT = Format("RIS", extensions=("ris",), read=read, write=write, recognises=recognises)
