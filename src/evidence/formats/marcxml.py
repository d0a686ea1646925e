"""MARCXML: library catalogues' records, MARC 21 and UNIMARC.

Source: Library of Congress, "MARC 21 Format for Bibliographic Data" and the schema
`MARC21slim`; IFLA, "UNIMARC Manual: Bibliographic Format"; ISBD's punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.errors import BadInput
from evidence.formats import _marc_codes as marc
from evidence.formats import _marc_invenio as invenio
from evidence.formats import _unimarc
from evidence.formats import _xml_rest as rest
from evidence.formats._marc import (
    Field,
    Marc,
    clean,
    date_in,
    host_parts,
    name_of,
    page_count,
    place_or_publisher,
    title_of,
    year_of,
)
from evidence.formats._marc_writing import AGENCY, KEPT, REST, SCHEME, written
from evidence.formats._xml import Layout, Record, read
from evidence.formats._xml_tree import Element, document
from evidence.formats._xml_work import Work
from evidence.formats._zotero_schema import LEADS
from evidence.formats.base import Entry, Format, Read

_LAYOUT = Layout(
    "record", frozenset({"collection"}), inside=r"<(?:[\w.-]+:)?(?:leader|controlfield|datafield)\b"
)
_TYPES = {
    "c": "musical_score",
    "d": "musical_score",
    "e": "map",
    "f": "map",
    "g": "motion_picture",
    "i": "song",
    "j": "song",
    "k": "graphic",
    "m": "software",
    "r": "graphic",
    "t": "manuscript",
}
_EDITED = re.compile(
    r"\b(?:edited|editors?|eds?\.|hrsg|hg\.|herausgegeben|herausgeber\w*|éd(?:ité|\.|iteur)"
    r"|a cura)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"contents|inhalt|biograph|description|sample|cover|review", re.IGNORECASE)
_SUBJECTS = ("600", "610", "611", "630", "648", "650", "651", "653", "655")
_CALL_NUMBERS = ("050", "090", "082", "080", "084", "060", "070")


def _read(source: str) -> Read:
    """The records of a MARCXML collection, a single one, or those in an OAI or SRU answer."""
    return read(source, _LAYOUT, _of)


def _of(element: Element, record: Record) -> Iterator[Entry]:
    found = Marc(element)
    if not found.fields:
        raise BadInput("it has no fields")
    work = Work("marc")
    unimarc = "245" not in found.fields and "200" in found.fields
    type_ = _unimarc.fill(work, found) if unimarc else _fill(work, found)
    work.lead(LEADS.get(type_))
    number, key = found.control.get("001"), None
    if found.control.get("003") == AGENCY:
        key = number
    else:
        work.keep("control-number", number)
    members = rest.told(_told_beside(found))
    entry = work.entry(type_, record.line, record.raw, key=key, empty=bool(members))
    yield rest.completed(entry, members)


def _told_beside(found: Marc) -> str:
    return next((each.get("a") for each in found.all(REST) if each.get("2") == SCHEME), "")


def _write(sources: Iterable[Source]) -> Iterator[str]:
    """A collection of MARC 21 records, the citation key as the control number."""
    opening = '<collection xmlns="http://www.loc.gov/MARC21/slim">'
    records = (rest.written(source, written, _of) for source in sources)
    return document(opening, records, "</collection>")


def _fill(work: Work, found: Marc) -> str:
    type_ = invenio.type_of(found) or _type(found)
    title = found.first("245")
    if title is not None:
        work.put("title", title_of(title))
        work.keep("statement-of-responsibility", clean(title.get("c")))
    _people(work, found, title)
    _publication(work, found)
    _series(work, found)
    _thesis(work, found)
    _host(work, found, type_)
    _numbers(work, found)
    _notes(work, found)
    _subjects(work, found)
    _addresses(work, found)
    language = found.get("041", "a") or found.control.get("008", "")[35:38]
    if re.fullmatch(r"[a-z]{3}", language[:3]) and language[:3] not in {"und", "zxx", "mul"}:
        work.put("language", language[:3])
    for tag, field in KEPT.items():
        for each in found.all(tag):
            work.keep(field, each.text())
    return type_


def _type(found: Marc) -> str:
    kind, level = found.leader[6:7], found.leader[7:8]
    if "502" in found.fields:
        return "thesis"
    if kind == "m":
        return "dataset" if found.control.get("008", "")[26:27] == "a" else "software"
    if kind in _TYPES:
        return _TYPES[kind]
    host = found.first("773")
    if host is not None and (level in {"a", "b", ""} or host.get("g")):
        return (
            "chapter"
            if host.get("z") or not (host.get("x") or host.get("g"))
            else "article-journal"
        )
    if level == "b":
        return "article-journal"
    if level == "a":
        return "chapter"
    return {"s": "periodical", "i": "webpage"}.get(level, "book")


def _people(work: Work, found: Marc, title: Field | None) -> None:
    secondary = "author" if invenio.is_invenio(found) else "contributor"
    meetings = [name_of(field) for field in found.all("111")]
    for tag in ("100", "110", "111", "700", "710", "711", "720"):
        for field in found.all(tag):
            name = name_of(field)
            if field.get("t"):
                work.keep("related-work", field.text())
                continue
            if tag.endswith("11"):
                work.put("event-title", name.text if name else "")
            _person(work, field, name, "author" if tag < "700" else secondary)
    if not work.names and "600" in found.fields and _type(found) == "manuscript":
        work.keep("person", found.get("600", "a"))
    credited = set(work.names.get("author", ())) - set(meetings)
    uncredited = not credited and not work.names.keys() & {"editor", "compiler", "translator"}
    if uncredited and title is not None and _EDITED.search(title.get("c")):
        for name in work.names.pop("contributor", []):
            work.name("editor", name)


def _person(work: Work, field: Field, name: Name | None, default: str) -> None:
    given = [term for code in ("4", "e", "j") for term in field.every(code)]
    for term in given:
        for each in (
            re.split(r"\s*(?:,|\band\b|\bund\b|/(?!/))\s*", term) if "://" not in term else [term]
        ):
            if role := marc.role(each):
                work.name(role, name)
                return
    if given and all(marc.is_passed_over(term) for term in given):
        work.keep("names", f"{name.text if name else ''} ({', '.join(given)})")
        return
    work.name(default, name)


def _publication(work: Work, found: Marc) -> None:
    work.put("edition", clean(found.get("250", "a")))
    published = [each for each in found.all("264") if each.second == "1"]
    copyrights = [each for each in found.all("264") if each.second == "4"]
    others = [each for each in found.all("264") if each not in published + copyrights]
    for field in chain(found.all("260"), published, others):
        for code, variable in (("a", "publisher-place"), ("b", "publisher")):
            for value in field.every(code):
                work.put(variable, place_or_publisher(value))
    for field in chain(found.all("260"), published, copyrights, others):
        if "issued" not in work.dates:
            work.date("issued", year_of(field.get("c")))
    fixed = found.control.get("008", "")
    if "issued" not in work.dates and re.fullmatch(r"[0-9]{4}", fixed[7:11], re.ASCII):
        work.date("issued", fixed[7:11])
    if "issued" not in work.dates:
        work.date("issued", year_of(" ".join(found.get("245", code) for code in "fg")))
    work.put("scale", clean(found.get("255", "a")))
    for field in found.all("300"):
        if count := page_count(field.get("a")):
            work.put("number-of-pages", count)
        else:
            work.put("dimensions", clean(field.get("a")))
        work.keep("physical-description", field.text())


def _series(work: Work, found: Marc) -> None:
    for field in chain(found.all("490"), found.all("440"), found.all("830")):
        if "collection-title" not in work.variables:
            parts = [clean(field.get(code)) for code in ("a", "n", "p")]
            work.put("collection-title", ". ".join(part for part in parts if part))
            work.put("collection-number", clean(field.get("v")))
            if "ISSN" not in work.variables and field.get("x"):
                work.keep("series-issn", clean(field.get("x")))
        elif field.tag != "830":
            work.keep("series", field.text())


def _thesis(work: Work, found: Marc) -> None:
    for field in found.all("502"):
        whole = field.get("a")
        match = re.match(r"(?P<kind>[^()]*\([^()]*\)|[^-–—]+?)\s*[-–—]+\s*(?P<where>.+)", whole)
        if match:
            kind, where = match["kind"], re.sub(r",?\s*\[?\d{4}\]?[^,]*$", "", match["where"])
            work.put("genre", clean(kind))
            _university(work, clean(where))
        work.put("genre", clean(field.get("b")) or ("" if match else clean(whole)))
        _university(work, clean(field.get("c")))
        if "issued" not in work.dates:
            work.date("issued", year_of(field.get("d") or whole))


def _university(work: Work, name: str) -> None:
    if name:
        if work.variables.get("publisher", name) != name:
            work.keep("publisher", work.variables["publisher"])
        work.variables["publisher"] = name


def _host(work: Work, found: Marc, type_: str) -> None:
    for field in found.all("773"):
        if type_ not in {"chapter", "article-journal"}:
            work.keep("host", field.text())
            continue
        if invenio.fill_host(work, field):
            continue
        work.put("container-title", clean(field.get("t") or field.get("p")))
        work.put("container-title-short", clean(field.get("p")))
        host_parts(work, " ".join(field.every("g")), field.get("q"))
        for issn in field.every("x"):
            work.issn(issn)
        for isbn in field.every("z"):
            work.isbn(isbn)
        if "publisher" not in work.variables and field.get("d"):
            place, colon, rest = field.get("d").partition(":")
            if colon:
                publisher, _, year = rest.rpartition(",")
                work.put("publisher-place", place_or_publisher(place))
                work.put("publisher", place_or_publisher(publisher or rest))
                if "issued" not in work.dates:
                    work.date("issued", year_of(year))
        if "issued" not in work.dates:
            work.date("issued", date_in(" ".join(field.every("g"))))


def _numbers(work: Work, found: Marc) -> None:
    for field in found.all("020"):
        if value := field.get("a"):
            work.isbn(value)
    for field in found.all("022"):
        if value := field.get("a"):
            work.issn(value)
    for field in found.all("024"):
        value, scheme = field.get("a"), field.get("2").lower()
        if field.first == "7" and (scheme == "doi" or re.match(r"(?:doi:)?10\.\d{4}", value)):
            work.doi(value)
        elif scheme in {"pmid", "pmcid"}:
            work.put(scheme.upper(), value)
        else:
            work.keep(scheme or "other-number", value)
    for tag in _CALL_NUMBERS:
        if "call-number" not in work.variables:
            work.put(
                "call-number",
                " ".join(part for part in (found.get(tag, "a"), found.get(tag, "b")) if part),
            )
    for tag in ("088", "027"):
        if "number" not in work.variables:
            work.put("number", clean(found.get(tag, "a")))


def _notes(work: Work, found: Marc) -> None:
    work.put("abstract", "\n".join(value for each in found.all("520") if (value := each.get("a"))))
    for field in found.all("500"):
        work.note(field.get("a"))
    work.put("original-title", clean(found.get("765", "t")))
    for field in found.all("540"):
        work.put("license", clean(field.get("a")))


def _subjects(work: Work, found: Marc) -> None:
    for tag in _SUBJECTS:
        for field in found.all(tag):
            parts = (
                field.every("a")
                if tag == "653"
                else [" ".join(field.every("a", "b", "c", "d", "t"))]
            )
            headings = [clean(each) for each in parts + field.every("x", "v", "y", "z")]
            if tag == "653":
                for heading in headings:
                    work.tag(heading)
            else:
                work.tag(" -- ".join(each for each in headings if each))


def _addresses(work: Work, found: Marc) -> None:
    for field in found.all("856"):
        said = " ".join(field.every("3", "y", "z"))
        for address in field.every("u"):
            related = field.second == "2" or _CONTENTS.search(said)
            if related or "URL" in work.variables:
                work.keep("urls", address)
            else:
                work.put("URL", address)
            if "DOI" not in work.variables and re.match(
                r"https?://(?:dx\.)?doi\.org/10\.", address
            ):
                work.doi(address)


def _recognises(head: str) -> float:
    if "http://www.loc.gov/MARC21/slim" in head and re.search(r"<(?:[\w.-]+:)?record[\s>]", head):
        return 0.95
    fields = re.search(r"<(?:[\w.-]+:)?(?:datafield|controlfield)\s[^<>]*tag=", head)
    return 0.85 if fields else 0.0


FORMAT = Format(
    "MARCXML", extensions=("marcxml", "xml"), write=_write, read=_read, recognises=_recognises
)
