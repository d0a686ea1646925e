"""RefWorks' tagged format: "RT Journal Article", then two letters and a value a line.

Source: "RefWorks Tagged Format", Ex Libris Knowledge Center.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from evidence.domain.items import TYPES
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
from evidence.formats._ris_fields import NUMBERED_PAGES, by_type, inverse
from evidence.formats._tagged import Grammar, Record, escape, flat, split, unescape
from evidence.formats._tagged_names import inverted, written
from evidence.formats._told import tell_type, told, untold
from evidence.formats.base import Broken, Entry, Format, Read

_TAGGED = re.compile(r"\ufeff?([A-Z][A-Z0-9])(?: (.*)|)", re.DOTALL)
_KNOWN = frozenset(
    """A1 A2 A3 A4 A5 A6 AB AD AN AV CA CL CN CR CT DB DO DS ED EP ER FD ID IP IS JF JO K1 LA LK
    LL NO OL OP OT PB PM PP RD RP RT SF SL SN SP SR ST T1 T2 T3 U1 U2 U3 U4 U5 U6 U7 U8 U9 UL VO
    WP WT WV YR""".split()
)
"""The tags; any other two letters begin a line of text."""

_MULTILINE = frozenset({"AB", "NO", "U5"})
_TYPES = MappingProxyType(
    {
        "abstract": "article-journal",
        "artwork": "graphic",
        "billsresolutions": "bill",
        "bookedited": "book",
        "booksection": "chapter",
        "bookwhole": "book",
        "casecourtdecisions": "legal_case",
        "computerprogram": "software",
        "conferenceproceedings": "paper-conference",
        "dissertationthesis": "thesis",
        "dissertation": "thesis",
        "dissertationthesisunpublished": "thesis",
        "dissertationunpublished": "thesis",
        "generic": "document",
        "grant": "document",
        "hearing": "hearing",
        "journal": "article-journal",
        "journalarticle": "article-journal",
        "journalelectronic": "article-journal",
        "lawsstatutes": "legislation",
        "magazinearticle": "article-magazine",
        "map": "map",
        "monograph": "book",
        "motionpicture": "motion_picture",
        "musicscore": "musical_score",
        "newspaperarticle": "article-newspaper",
        "onlinediscussionforum": "post",
        "onlinediscussionforumblogs": "post",
        "patent": "patent",
        "personalcommunication": "personal_communication",
        "report": "report",
        "soundrecording": "song",
        "unpublishedmaterial": "manuscript",
        "videodvd": "motion_picture",
        "webpage": "webpage",
    }
)
_NAMES = {
    **dict.fromkeys(TYPES, "Generic"),
    "article-journal": "Journal Article",
    "article-magazine": "Magazine Article",
    "article-newspaper": "Newspaper Article",
    "bill": "Bills/Resolutions",
    "book": "Book, Whole",
    "chapter": "Book, Section",
    "graphic": "Artwork",
    "hearing": "Hearing",
    "legal_case": "Case/Court Decisions",
    "legislation": "Laws/Statutes",
    "manuscript": "Unpublished Material",
    "map": "Map",
    "motion_picture": "Motion Picture",
    "musical_score": "Music Score",
    "paper-conference": "Conference Proceedings",
    "patent": "Patent",
    "personal_communication": "Personal Communication",
    "post": "Online Discussion Forum",
    "report": "Report",
    "review": "Journal Article",
    "review-book": "Journal Article",
    "software": "Computer Program",
    "song": "Sound Recording",
    "thesis": "Dissertation/Thesis",
    "webpage": "Web Page",
}
_TOLD_APART = frozenset({"review", "review-book"})
_VARIABLES = by_type(
    """
    T1 title | T2 container-title | JF container-title | WT container-title
    T3 collection-title | VO volume | IS issue | ED edition | PB publisher
    PP publisher-place | AB abstract | AN archive_location | AV archive | LA language
    CL genre | CN call-number | DB archive | DS source | ST title-short
    """,
    {
        "article-journal": "T2 container-title",
        "book": "T2 collection-title | IS collection-number",
        "legal_case": "PB authority",
        "legislation": "VO volume",
        "patent": "IS number | PB - | JF - | T2 - | VO -",
        "report": "T2 collection-title | IS number",
        "software": "ED version",
        "thesis": "T2 -",
        "webpage": "T2 container-title",
    },
)
_ROLES = by_type(
    "A1 author | A2 editor | A3 collection-editor | A4 translator | A5 editor | A6 compiler",
    {
        "personal_communication": "A2 recipient",
    },
)
_VARIABLE_TAGS, _ROLE_TAGS = inverse(_VARIABLES), inverse(_ROLES)


def _tagged(line: str) -> tuple[str, str] | None:
    match = _TAGGED.fullmatch(line)
    return (match[1], match[2] or "") if match and match[1] in _KNOWN else None


def _opens(tag: str, _held: set[str] | None, _blank: bool) -> bool:
    return tag == "RT"


def _is_furniture(line: str) -> bool:
    """Headings that RefWorks and vendors put before the first entry."""
    return bool(re.match(r"\s*(?:<|Refworks|Database:|Export(?:ed)?\b)", line, re.IGNORECASE))


def read(text: str) -> Read:
    """The entries of a RefWorks file."""
    grammar = Grammar(
        tagged=_tagged,
        opens=_opens,
        closes=lambda tag: tag == "ER",
        furniture=_is_furniture,
        astray="no RT line begins this: it belongs to no entry",
    )
    for record in split(text, grammar):
        yield record if isinstance(record, Broken) else _entry(record)


def _entry(record: Record) -> Entry:
    values = {tag: [unescape(each) for each in listed] for tag, listed in record.grouped().items()}
    values.pop("ER", None)
    given = values.pop("RT", [""])[0]
    name = re.sub("[^a-z]", "", given.lower())
    beside = told(values, "U5")
    draft = Draft("refworks", beside.get("type", [_TYPES.get(name, "document")])[0])
    if name not in _TYPES:
        draft.unknown_type("RT", given)
    for tag, role in _ROLES[draft.type].items():
        edited = name == "bookedited" and tag == "A1"
        for person in words(values.pop(tag, []), r"[;\n]"):
            draft.name("editor" if edited else role, inverted(person))
    _when(draft, values)
    for value in values.pop("JO", []):
        full = values.get("JF") or draft.type not in PERIODICALS
        if value not in values.get("JF", ()):
            draft.put("JO", "container-title-short" if full else "container-title", flat(value))
    page = pages(*((values.pop(tag, None) or [""])[0] for tag in ("SP", "OP")))
    counted = draft.type in NUMBERED_PAGES and not re.search(r"-", page)
    draft.put("SP", "number-of-pages" if counted else "page", page)
    for value in values.pop("DO", []):
        draft.doi("DO", value)
    for value in values.pop("SN", []):
        draft.number("SN", flat(value), number_of(draft.type))
    for tag in ("UL", "LK"):
        for value in words(values.pop(tag, []), r"\n|;\s*(?=https?://)"):
            draft.url(tag, value)
    draft.tags.extend(flat(each) for each in words(values.pop("K1", [])))
    for value in values.pop("NO", []):
        doi = find_doi(value) if len(value) < 200 and "doi" in value.lower() else None
        if doi:
            draft.variables.setdefault("DOI", doi)
        draft.notes.append(value)
    key = _key(values)
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
    return draft.entry(record.line, record.raw, key)


def _key(values: dict[str, list[str]]) -> str | None:
    """The first ID that is not a mere number of the record in somebody's account."""
    given = values.get("ID", [])
    key = next((each for each in given if not each.isdigit() and not re.search(r"\s", each)), None)
    if key:
        values["ID"] = [each for each in given if each != key]
    return key


def _when(draft: Draft, values: dict[str, list[str]]) -> None:
    """YR is the year, FD the whole date or what stands beside the year."""
    years = [re.sub(r"^(\d{4})/+$", r"\1", each) for each in values.pop("YR", [])]
    draft.issued(("YR", years), ("FD", values.pop("FD", [])))
    for value in values.pop("RD", []):
        draft.date("RD", "accessed", value)


def write(sources: Iterable[Source]) -> Iterator[str]:
    """One entry after another, a blank line between."""
    for source in sources:
        text = "".join(f"{tag} {value}\r\n" for tag, value in _lines(source))
        beside = (f"U5 {_value('U5', each)}\r\n" for each in untold(source.item, text, read))
        yield text + "".join(beside) + "\r\n"


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    item = source.item
    variables = item.variables
    yield "RT", _NAMES[item.type]
    if (_NAMES[item.type] == "Generic" and item.type != "document") or item.type in _TOLD_APART:
        yield "U5", tell_type(item)
    yield "ID", source.key
    for role, people in item.names.items():
        tag = _ROLE_TAGS[item.type].get(role)
        if tag:
            for name in people:
                yield tag, _value(tag, written(name).replace(";", ","))
    if "issued" in item.dates:
        edtf = item.dates["issued"]
        yield "YR", year_of(edtf)
        if not is_year(edtf):
            yield "FD", edtf
    if "accessed" in item.dates:
        yield "RD", item.dates["accessed"]
    for variable, value in variables.items():
        tag = _VARIABLE_TAGS[item.type].get(variable)
        if variable == "container-title" and item.type in {*PERIODICALS, "book", "report"}:
            tag = "JF"
        if variable == "container-title-short" and "container-title" in variables:
            tag = "JO"
        if tag:
            yield tag, _value(tag, value)
    count, page = variables.get("number-of-pages"), variables.get("page", "")
    first, hyphen, last = page.partition("-")
    if item.type in NUMBERED_PAGES and count:
        yield "SP", _value("SP", count)
    elif hyphen and re.fullmatch(r"\w+", first) and re.fullmatch(r"\w+", last) and first != last:
        yield from (("SP", first), ("OP", last))
    elif page:
        yield "SP", _value("SP", page)
    for variable, tag in (("ISSN", "SN"), ("ISBN", "SN"), ("DOI", "DO"), ("URL", "UL")):
        if variable in variables:
            yield tag, _value(tag, variables[variable])
    for word in source.tags:
        yield "K1", _value("K1", word)
    for note in source.notes:
        yield "NO", _value("NO", note)
    for tag, value in own(item, "refworks"):
        if re.fullmatch("[A-Z][A-Z0-9]", tag) and tag not in {"RT", "ER"}:
            yield tag, _value(tag, value)


def _value(tag: str, value: str) -> str:
    """`value` as lines that none can take for a tag."""
    if tag in _MULTILINE:
        return re.sub(r"\s*\n\s*", "\r\n   ", escape(value.strip()))
    return escape(" ".join(value.split()))


def recognises(head: str) -> float:
    """Sure where an RT line names one of RefWorks' types."""
    match = re.search(r"^\ufeff?RT (.*)$", head, re.MULTILINE)
    if match is None:
        return 0.0
    return 0.96 if re.sub("[^a-z]", "", match[1].lower()) in _TYPES else 0.6


FORMAT = Format("RefWorks", ("refworks",), read=read, write=write, recognises=recognises)
