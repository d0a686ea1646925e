"""OVID's tagged format: numbered entries ("<1. >") that say "VN  - Ovid Technologies".

Source: Ovid's field guides to its databases. Where a database gives volume, issue and
pages only in the source line (SO), they are read from there.
"""

from __future__ import annotations

import re

from evidence.domain.names import Name
from evidence.formats._draft import Draft, pages, read_date, whole_range, words
from evidence.formats._tagged import Grammar, Record, flat, split, unescape
from evidence.formats._tagged_names import abbreviated
from evidence.formats.base import Broken, Entry, Format, Read

_NUMBER = re.compile(r"\ufeff?[ \t]*<[ \t]*(\d+)[ \t]*\.?[ \t]*>[ \t]*")
_TAGGED = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|)", re.DOTALL)
_LABEL = re.compile(r"[A-Z][A-Za-z/-]*(?: [A-Za-z/()-]+){0,4}")
_FURNITURE = re.compile(r"(?:Database|Search Strategy|Ovid Technologies)\b", re.IGNORECASE)

_LABELS = {
    "unique identifier": "UI",
    "accession number": "AN",
    "authors": "AU",
    "author": "AU",
    "authors full name": "FA",
    "title": "TI",
    "source": "SO",
    "abstract": "AB",
    "language": "LG",
    "publication type": "PT",
    "issn": "IS",
    "isbn": "IB",
    "institution": "IN",
    "digital object identifier": "DO",
    "doi": "DO",
    "year of publication": "YR",
    "date of publication": "DP",
    "publisher": "PB",
    "url": "UR",
    "link to the ovid full text or citation": "XL",
    "subject headings": "MH",
    "mesh subject headings": "MH",
    "keyword heading": "KW",
    "database": "DB",
    "editor": "ED",
    "book title": "BT",
    "volume": "VI",
    "issue": "IP",
    "page": "PG",
    "pages": "PG",
    "journal name": "JN",
}
_VARIABLES = {
    "VI": "volume",
    "VO": "volume",
    "IP": "issue",
    "PL": "publisher-place",
    "PB": "publisher",
    "JN": "container-title",
    "JT": "container-title",
    "JX": "container-title",
    "TA": "container-title-short",
    "JA": "container-title-short",
    "LG": "language",
    "LA": "language",
    "EN": "edition",
    "DB": "archive",
    "AN": "call-number",
    "SX": "collection-title",
}
_CREDIT = re.compile(r"\s*(?:\[[^\]]*\]|\((?:ORCID|Inventor|Editor)[^)]*\)|[\d*,+]+)\s*$")
_DEGREE = re.compile(
    r"(?<=[^,])[ ,]+(?:M\.?D|Ph\.?D|[BM]\.?Sc|M\.?P\.?H|R\.?N|D\.?O|Dr\.?P\.?H|M\.?A|B\.?A|M\.?S)"
    r"\.?$"
)
_VOLUME = re.compile(
    r"(?:\bVol\.? ?|[.,;]\s*)(?P<volume>[A-Z]?\d+[A-Za-z]?)\s?"
    r"(?:\((?P<issue>[^()]{1,40})\))?(?=[,.:;(\s])",
)
_BRIEF = re.compile(
    r"\. (?P<volume>\d+): ?(?P<issue>[\w/-]{1,12}), "
    r"(?P<page>[A-Za-z]{0,2}\d+(?:-[A-Za-z]{0,2}\d+)?)"
)
"""CAB's "2001. 12: 3, 55-60."."""

_PAGES = re.compile(
    r"(?:\bpp?\.? ?|(?<=[)\d]):\s?(?=[A-Za-z]{0,2}\d+[-,.;]))"
    r"(?P<page>[A-Za-z]{0,2}\d+(?:-[A-Za-z]{0,2}\d+)?)"
)
_SO_DATE = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.?(?:-[A-Z][a-z]{2,8}\.?)?(?: \d{1,2},)? )?(?:1[89]|20)\d\d"
    r"(?: [A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?(?: \d{1,2})?)?(?=[.,;) ]|$)"
)
_COMPANY = re.compile(r"(?:Inc|Ltd|L\.?L\.?C|Co|Corp|GmbH|S\.?A|B\.?V|AG|LP|PLC)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"([^()]+?) \(([^()]*[, ][^()]*)\)")
_BETWEEN_NAMES = r"[;\n]|(?<=[A-Z])\. (?=(?:[\w'’-]+ ){1,3}[A-Z]{1,4}(?:\.|$|[;\n]))"
"""What parts names that an index abbreviates: "Jones AB. Brown CD."."""

_LONGEST_NAME, _LONGEST_SOURCE = 1000, 2000
"""Characters beyond which a value is taken for neither."""


def _tagged(line: str) -> tuple[str, str] | None:
    """ "XX  - value" or, in the long form, a label above indented values."""
    match = _TAGGED.fullmatch(line)
    if match:
        return match[1], match[2] or ""
    number = _NUMBER.fullmatch(line)
    if number:
        return "<>", number[1]
    if len(line) < 60 and _LABEL.fullmatch(line.rstrip()):
        tag = _LABELS.get(line.strip().lower())
        return (tag, "") if tag else None
    return None


def _opens(tag: str, held: set[str] | None, _blank: bool) -> bool:
    return tag == "<>" or (tag == "VN" and (held is None or "VN" in held))


def read(text: str) -> Read:
    """The entries of an OVID file."""
    grammar = Grammar(
        tagged=_tagged,
        opens=_opens,
        furniture=lambda line: bool(_FURNITURE.match(line)),
        astray='no number ("<1>") begins this: it belongs to no entry',
    )
    for record in split(text, grammar):
        if isinstance(record, Broken):
            yield record
        elif not any(value for tag, value in record.fields if tag not in {"<>", "VN", "DB"}):
            yield Broken(record.line, record.raw, "an entry without any field")
        else:
            yield _entry(record)


def _entry(record: Record) -> Entry:
    values = {
        tag: [unescape(each) for each in listed]
        for tag, listed in record.grouped().items()
        if tag not in {"<>", "VN"}
    }
    draft = Draft("ovid", _type(values))
    people = values.pop("AU", [])
    people = values.pop("FA", []) or people
    for role, listed in (("author", people), ("editor", values.pop("ED", []))):
        for value in words(listed, _BETWEEN_NAMES):
            if role == "editor" and read_date(value):
                draft.keep("ED", value)  # in Medline the date of entry
            else:
                draft.name(role, _name(value))
    for value in words(values.pop("CA", []), r"\n"):
        draft.name("author", Name(literal=value.rstrip(".")))
    _when(draft, values)
    for tag, variable in (("TI", "title"), ("BT", "container-title")):
        for value in values.pop(tag, []):
            draft.put(tag, variable, _title(value))
    for value in values.pop("PG", []):
        if "pagination" not in value.lower():
            draft.put("PG", "page", whole_range(pages(flat(value))))
    _identifiers(draft, values)
    for tag in ("MH", "KW", "ID", "OD", "SH"):
        for word in words(values.pop(tag, []), r"[;\n]"):
            draft.tags.append(word.strip("*. "))
    for value in values.pop("AB", []):
        draft.put("AB", "abstract", value)
    _publisher(draft, values)
    source = values.pop("SO", [])
    for tag, listed in values.items():
        for value in listed:
            if tag in _VARIABLES:
                draft.put(tag, _VARIABLES[tag], flat(value).rstrip(";, "))
            elif draft.type == "patent" and tag in {"PN", "PA"}:
                draft.put(tag, "number" if tag == "PN" else "publisher", flat(value))
            else:
                draft.keep(tag, flat(value))
    for value in source:
        draft.keep("SO", flat(value))
        if len(value) < _LONGEST_SOURCE:
            _source(draft, flat(value))
    return draft.entry(record.line, record.raw)


def _type(values: dict[str, list[str]]) -> str:
    kinds = " ".join(
        [*values.get("PT", []), *values.get("DT", []), *values.get("SU", []), *values.get("ST", [])]
    ).lower()
    for word, type_ in (
        ("chapter", "chapter"),
        ("dissertation", "thesis"),
        ("thesis", "thesis"),
        ("patent", "patent"),
        ("journal", "article-journal"),
        ("book", "book"),
        ("newspaper", "article-newspaper"),
        ("magazine", "article-magazine"),
        ("conference paper", "article-journal"),
        ("meeting", "paper-conference"),
        ("report", "report"),
    ):
        if re.search(rf"\b{word}\b", kinds):
            in_book = type_ == "book" and ("BT" in values or re.match(r"In:? ", _source_of(values)))
            return "chapter" if in_book else type_
    return "chapter" if "BT" in values else "article-journal"


def _source_of(values: dict[str, list[str]]) -> str:
    return (values.get("SO") or [""])[0].strip()


def _name(value: str) -> Name | None:
    """A name without what databases add to it: affiliation numbers, degrees, roles."""
    value = flat(value).rstrip(";")
    if len(value) > _LONGEST_NAME:
        return Name(literal=value)
    value = re.sub(r"(?<= )([A-Z]{2,4})\.$", r"\1", value)
    for _ in range(4):
        shorter = _CREDIT.sub("", value)
        if "," in shorter:  # else "M.A." are initials
            shorter = _DEGREE.sub("", shorter)
        if shorter == value or not shorter:
            break
        value = shorter
    return abbreviated(value)


def _title(value: str) -> str:
    """A title without its full stop and the [References] that PsycINFO appends."""
    value = re.sub(r"\.? ?\[(?:References|Article|Review|Erratum)\]\.?$", "", flat(value))
    return value if value.endswith("...") else value.removesuffix(".")


def _when(draft: Draft, values: dict[str, list[str]]) -> None:
    if draft.type == "patent":
        draft.issued(("DG", values.pop("DG", [])))
    year = values.pop("YR", [])
    published = [flat(each).rstrip(".") for each in values.pop("DP", [])]
    draft.issued(("YR", year), ("DP", published))


def _identifiers(draft: Draft, values: dict[str, list[str]]) -> None:
    for tag in ("DO", "DI"):
        for value in values.pop(tag, []):
            draft.doi(tag, value)
    for tag, variable in (("IS", "ISSN"), ("ES", "ISSN"), ("IB", "ISBN"), ("BN", "ISBN")):
        for value in values.pop(tag, []):
            draft.number(tag, flat(value), variable)
    for value in values.pop("UR", []):
        draft.url("UR", value)
    database = " ".join(values.get("DB", [])).lower()
    if "medline" in database or "pubmed" in database:
        for tag in ("PM", "UI"):
            for value in values.pop(tag, []):
                if re.fullmatch(r"\d{1,9}", value):
                    draft.put(tag, "PMID", value)
                else:
                    draft.keep(tag, value)


def _publisher(draft: Draft, values: dict[str, list[str]]) -> None:
    """The publisher without the place behind it; a thesis has its university in IN."""
    if draft.type == "thesis" and "PB" not in values and "IN" in values:
        draft.put("IN", "publisher", flat(values.pop("IN")[0]).rpartition(": ")[2])
    for value in values.pop("PB", []):
        name, place = _name_and_place(flat(value))
        draft.put("PB", "publisher", name)
        if place and "PL" not in values:
            draft.put("PB", "publisher-place", place)


def _name_and_place(value: str) -> tuple[str, str]:
    """A publisher and its place, in three orders.

    "New York, NY, US: Guilford Press", "Springer (Tiergartenstr. 17, Heidelberg)",
    "Sage, London".
    """
    value = re.sub(r"(?<=[a-z]{4})\.$", "", value.rstrip(";, "))
    if address := _ADDRESS.fullmatch(value):
        return address[1], address[2]
    place, colon, name = value.partition(": ")
    if colon:
        return name, place.strip()
    name, comma, place = value.rpartition(", ")
    return (name, place) if comma and not _COMPANY.match(place) else (value, "")


def _source(draft: Draft, value: str) -> None:
    """What the source line alone says: container, volume, issue, pages, date."""
    variables = draft.variables
    if "issued" not in draft.dates:
        for match in reversed(list(_SO_DATE.finditer(value))):
            edtf = read_date(match.group().rstrip("."))
            if edtf:
                draft.dates["issued"] = edtf
                break
    if draft.type == "chapter" and (page := re.search(r"\(pp?\. ?([\w-]{1,20})\)", value)):
        variables.setdefault("page", whole_range(page[1]))
    if draft.type not in {"article-journal", "article-magazine", "article-newspaper"}:
        return
    name = re.match(r"(.{2,200}?)\.(?= |$)", value)
    if name:
        variables.setdefault("container-title", name[1])
    rest = value[name.end() - 1 :] if name else value
    if brief := _BRIEF.search(rest):
        for variable, said in brief.groupdict().items():
            variables.setdefault(variable, whole_range(said))
        return
    volume = _VOLUME.search(rest)
    if volume and not re.fullmatch(r"(?:1[89]|20)\d\d", volume["volume"]):
        variables.setdefault("volume", volume["volume"])
        if volume["issue"] and not re.match(r"(?:no |pp?\.)", volume["issue"]):
            variables.setdefault("issue", re.sub(r"^(?:no|issue)\.? ", "", volume["issue"].strip()))
        page = _PAGES.search(rest, volume.end())
        if page:
            variables.setdefault("page", whole_range(page["page"]))


def recognises(head: str) -> float:
    """Sure where entries are numbered and come from Ovid Technologies."""
    if re.search(r"^VN  ?- Ovid", head, re.MULTILINE):
        return 0.99
    if re.match(r"[\s\ufeff]*<[ \t]*\d+[ \t]*\.?[ \t]*>[ \t]*[\r\n]", head):
        return 0.9 if re.search(r"^[A-Z][A-Z0-9]  - ", head, re.MULTILINE) else 0.7
    return 0.0


FORMAT = Format("OVID", ("ovd", "cgi"), read=read, recognises=recognises)
