"""NBIB, PubMed's tagged format (MEDLINE display).

Source: "MEDLINE/PubMed Data Element (Field) Descriptions", National Library of Medicine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence.domain import dates
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats._draft import Draft, find_doi, own, pages, read_date, whole_range, words
from evidence.formats._remarks import RETRACTED, retracted
from evidence.formats._tagged import Grammar, Record, escape, flat, share_of_lines, split, unescape
from evidence.formats._tagged_names import abbreviated, inverted, written
from evidence.formats.base import Broken, Entry, Format, Read

_TAGGED = re.compile(r"\ufeff?([A-Z][A-Z0-9]{1,4}) {0,3}-(?: (.*))?", re.DOTALL)
_TAG_LINE = re.compile(r"^(?:[A-Z]{4}-|[A-Z][A-Z0-9]{1,2} {1,2}-)(?: |$)", re.MULTILINE)
_LINE = re.compile(r"(?:[A-Z]{4}-|[A-Z0-9]{2,3} {1,2}-)(?: |$)|      \S")
_START = re.compile(r"^\ufeff?(?:PMID *- ?|PMC *- (?=PMC))\d*", re.MULTILINE)
_SUFFIX = re.compile(r"(.+) ((?:[JS]r)\.?|2nd|3rd|4th|I{2,3}|IV)")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}

_RETRACTED_TYPE = "Retracted Publication"

_VARIABLES = {
    "TI": "title",
    "VI": "volume",
    "IP": "issue",
    "PL": "publisher-place",
    "PB": "publisher",
    "CTI": "collection-title",
    "JT": "container-title",
    "TA": "container-title-short",
    "LA": "language",
    "EN": "edition",
    "AB": "abstract",
    "PMID": "PMID",
}
_ROLES = {"FAU": "author", "CN": "author", "FED": "editor", "ED": "editor"}
_TYPES = {
    "book": "book",
    "books": "book",
    "monograph": "book",
    "book chapter": "chapter",
    "newspaper article": "article-newspaper",
    "technical report": "report",
    "legislation": "legislation",
    "legal case": "legal_case",
    "legal cases": "legal_case",
    "dataset": "dataset",
    "academic dissertation": "thesis",
    "academic dissertations": "thesis",
    "patent": "patent",
    "interactive tutorial": "webpage",
    "webcast": "motion_picture",
}
_PT = {
    "article-newspaper": "Newspaper Article",
    "book": "Book",
    "chapter": "Book Chapter",
    "dataset": "Dataset",
    "legal_case": "Legal Case",
    "legislation": "Legislation",
    "patent": "Patent",
    "report": "Technical Report",
    "thesis": "Academic Dissertation",
    "webpage": "Interactive Tutorial",
}


def _tagged(line: str) -> tuple[str, str] | None:
    match = _TAGGED.fullmatch(line)
    return (match[1], match[2] or "") if match else None


def _opens(tag: str, held: set[str] | None, blank: bool) -> bool:
    """PMID begins an entry; so does a tag after a blank line, as PMC writes them."""
    return (
        held is None
        or (blank and tag in {"PMC", "PMID", "OWN", "BTI", "TI", "FAU"})
        or (tag == "PMID" and "PMID" in held)
    )


def read(text: str) -> Read:
    """The entries of an NBIB file."""
    for record in split(text, Grammar(tagged=_tagged, opens=_opens)):
        if isinstance(record, Broken):
            yield record
        elif len(record.fields) == 1 and record.fields[0][0] != "PMID":
            yield Broken(record.line, record.raw, "one field alone is no entry")
        else:
            yield _entry(record)


def _entry(record: Record) -> Entry:
    values = {tag: [unescape(each) for each in listed] for tag, listed in record.grouped().items()}
    draft = Draft("nbib", _type(values))
    _people(draft, record)
    for tag in ("FAU", "AU", "CN", "FED", "ED"):
        values.pop(tag, None)
    draft.issued(("DP", [flat(each) for each in values.pop("DP", [])]))
    if "issued" not in draft.dates:
        for tag in ("DEP", "EDAT", "PHST"):
            edtf = read_date(values.get(tag, [""])[0].partition(" ")[0])
            if edtf:
                draft.dates["issued"] = edtf
                break
    for value in values.pop("PG", []):
        draft.put("PG", "page", whole_range(pages(flat(value))))
    _identifiers(draft, values)
    book = values.pop("BTI", [])
    for value in book:
        whole = draft.type == "book" and "TI" not in values
        draft.put("BTI", "title" if whole else "container-title", _title(value))
    for value in values.pop("TI", []):
        draft.put("TI", "title", _title(value))
    if "title" not in draft.variables:
        for value in values.pop("TT", []):
            draft.put("TT", "title", _title(value))
    for tag in ("MH", "OT", "KW"):
        for word in words(values.pop(tag, []), "\n"):
            draft.tags.append(word.replace("*", "").strip())
    for value in values.pop("GN", []):
        draft.notes.append(flat(value))
    if "JT" not in values and not book:
        values["JT"] = values.pop("TA", [])
    for tag, listed in values.items():
        for value in listed:
            if tag in _VARIABLES:
                draft.put(tag, _VARIABLES[tag], flat(value))
            else:
                draft.keep(tag, flat(value))
    retracting = [each for each in draft.custom.get("RIN", []) if each]
    if retracting or _RETRACTED_TYPE in draft.custom.get("PT", []):
        draft.variables["status"] = RETRACTED
        draft.remarks.append(retracted(retracting[0] if retracting else ""))
    _forget_type(draft)
    return draft.entry(record.line, record.raw)


def _forget_type(draft: Draft) -> None:
    """Leave out what the type of the work says already."""
    wanted = _PT.get(draft.type, "Journal Article")
    kept = [each for each in draft.custom.pop("PT", []) if each != wanted]
    for each in kept:
        draft.keep("PT", each)


def _type(values: dict[str, list[str]]) -> str:
    given = [each.strip().lower() for each in values.get("PT", [])]
    if "journal article" not in given:
        for each in given:
            if each in _TYPES:
                if _TYPES[each] == "book" and "BTI" in values and "TI" in values:
                    return "chapter"
                return _TYPES[each]
    if "BTI" in values:
        return "chapter" if "TI" in values else "book"
    if "ISBN" in values and not values.keys() & {"JT", "TA"}:
        return "book"
    return "article-journal"


def _title(value: str) -> str:
    """A title without the full stop that PubMed ends it with."""
    value = flat(value)
    return value if re.search(r"(?<!\.)\.\.\.$", value) else value.removesuffix(".")


def _people(draft: Draft, record: Record) -> None:
    """Authors and editors, by their full names where given: each FAU stands before its AU."""
    full = False
    for tag, text in record.fields:
        value = unescape(flat(text))
        if tag == "AU":
            if not full and value:
                draft.name("author", abbreviated(value))
            full = False
        elif tag == "CN":
            draft.name("author", Name(literal=value) if value else None)
        elif tag == "ED" and "FED" in {each for each, _ in record.fields}:
            continue
        elif tag in _ROLES:
            draft.name(_ROLES[tag], _full(value))
            full = full or tag == "FAU"


def _full(value: str) -> Name | None:
    """ "Smith, John A Jr" as MEDLINE writes it."""
    suffix = _SUFFIX.fullmatch(value) if value.count(",") == 1 else None
    return inverted(f"{suffix[1]}, {suffix[2]}" if suffix else value)


def _identifiers(draft: Draft, values: dict[str, list[str]]) -> None:
    for value in values.pop("PMC", []):
        draft.put("PMC", "PMCID", value)
    for tag in ("LID", "AID", "DOI", "SO"):
        for value in values.pop(tag, []):
            if "[doi]" in value or tag == "DOI":
                draft.doi(tag, value)
            elif tag == "LID" and re.fullmatch(r"[eE]?\d{1,8} \[pii\]", value):
                if "page" not in draft.variables:
                    draft.variables["page"] = value.partition(" ")[0]
                else:
                    draft.keep(tag, value)
            else:
                doi = find_doi(value) if tag == "SO" and "doi:" in value else None
                if doi:
                    draft.variables.setdefault("DOI", doi)
                draft.keep(tag, flat(value))
    for tag, variable in (("IS", "ISSN"), ("ISBN", "ISBN")):
        for value in values.pop(tag, []):
            draft.number(tag, flat(value), variable)


def write(sources: Iterable[Source]) -> Iterator[str]:
    """One entry after another, a blank line between, as PubMed saves them."""
    for source in sources:
        lines = (f"{tag:4}- {' '.join(value.split())}\n" for tag, value in _lines(source))
        yield "".join(lines) + "\n"


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    item = source.item
    variables = item.variables
    yield "PMID", variables.get("PMID", "")
    for variable, tag in (("ISSN", "IS"), ("ISBN", "ISBN")):
        if variable in variables:
            yield tag, _value(variables[variable])
    if "issued" in item.dates:
        yield "DP", _date(item.dates["issued"])
    whole = item.type == "book"
    for tag, variable in (("BTI" if whole else "TI", "title"), ("BTI", "container-title")):
        if variable in variables and (variable == "title" or item.type == "chapter"):
            title = _value(variables[variable])
            yield tag, title if title.endswith(("?", "!")) else f"{title}."
    if "page" in variables:
        yield "PG", _value(variables["page"])
    if "DOI" in variables:
        yield "LID", f"{variables['DOI']} [doi]"
    for tag, variable in _VARIABLES.items():
        in_title = tag in {"TI", "PMID"} or (tag == "JT" and item.type == "chapter")
        if variable in variables and not in_title:
            yield tag, _value(variables[variable])
    for role, tag in (("author", "FAU"), ("editor", "FED")):
        for name in item.names.get(role, ()):
            if name.literal is not None and role == "author":
                yield "CN", _value(name.literal)
            else:
                yield tag, _value(written(name))
                yield tag[1:], _value(_initials(name))
    yield "PT", _PT.get(item.type, "Journal Article")
    if variables.get("status") == RETRACTED and not _says_retracted(item):
        yield "PT", _RETRACTED_TYPE
    if "PMCID" in variables:
        yield "PMC", variables["PMCID"]
    for word in source.tags:
        yield "OT", _value(word)
    for note in source.notes:
        yield "GN", _value(note)
    for tag, value in own(item, "nbib"):
        if re.fullmatch("[A-Z][A-Z0-9]{1,3}", tag) and tag != "PMID":
            yield tag, _value(value)


def _says_retracted(item: Item) -> bool:
    return any(
        tag == "RIN" or (tag == "PT" and value == _RETRACTED_TYPE)
        for tag, value in own(item, "nbib")
    )


def _initials(name: Name) -> str:
    """The name as indexes abbreviate it: "Smith JA"."""
    if name.literal is not None:
        return name.literal
    initials = "".join(part[0] for part in re.split(r"[\s-]+", name.given or "") if part)
    return " ".join(part for part in (name.citation_name, initials, name.suffix) if part)


def _date(edtf: str) -> str:
    """ "2018 Mar 15", "2018 Mar-Apr", "2018 Spring"; what these cannot say, as EDTF."""
    date = dates.parse(edtf)
    points = [point for point in (date.start, date.end) if point]
    plain = all(
        0 < point.year < 10_000 and str(point).replace("-", "").isdigit() for point in points
    )
    if not plain or len(points) != 1 + date.interval:
        return edtf
    first, last = points[0], points[-1]
    if date.interval:
        if first.year != last.year or first.day or last.day or not first.month or not last.month:
            return edtf
        if first.season or last.season or first.month == last.month:
            return edtf
        return f"{first.year:04} {_MONTHS[first.month - 1]}-{_MONTHS[last.month - 1]}"
    if first.season:
        return f"{first.year:04} {_SEASONS[first.season + 20]}"
    month = _MONTHS[first.month - 1] if first.month else ""
    return " ".join(part for part in (f"{first.year:04}", month, str(first.day or "")) if part)


def _value(value: str) -> str:
    return escape(" ".join(value.split()))


def recognises(head: str) -> float:
    """Sure where a PMID stands among tags four characters wide."""
    if re.search(r"^[ \t]*TY {1,2}-", head, re.MULTILINE):
        return 0.1
    if not _TAG_LINE.search(head):
        return 0.0
    share = share_of_lines(head, _LINE)
    if _START.search(head):
        return 0.97 if share > 0.3 else 0.5
    return 0.3 * share


FORMAT = Format("NBIB (PubMed)", ("nbib",), read=read, write=write, recognises=recognises)
