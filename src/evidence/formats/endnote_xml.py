"""EndNote XML, as EndNote, Zotero, Mendeley, Citavi and Covidence write it.

Source: EndNote's XML DTD (`RSXML.dtd`); EndNote's user guide on its generic fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from evidence.domain import dates
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.errors import BadInput
from evidence.formats import _endnote_types as endnote
from evidence.formats._xml import Layout, Record, read
from evidence.formats._xml_tree import (
    Element,
    at,
    document,
    escape,
    filled,
    first,
    raw_text,
    squeeze,
    tag,
)
from evidence.formats._xml_work import ISBN, Work, isbns, issns, printed
from evidence.formats.base import Entry, Format, Read

_LAYOUT = Layout("record", frozenset({"xml", "records"}))
_KEYS_OF = "evidence"
"""The application under whose name a citation key stands among a record's foreign keys."""

_FACES: MappingProxyType[str, str] = MappingProxyType(
    {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
)
_WRITTEN_FACES = MappingProxyType({markup: face for face, markup in _FACES.items()})
_LINES = re.compile(r"[\r\n\u2028]+")
_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|proc\.|lecture notes|transactions|actas|actes|atti|tagungsband)", re.I
)
_RICH = frozenset({"title", "abstract"})
_TREATED = frozenset(
    """database source-app rec-number ref-type contributors titles periodical dates urls keywords
    foreign-keys pages isbn electronic-resource-num accession-num notes research-notes
    access-date custom2""".split()
)
_DATABASES = re.compile(r"pubmed|medline|nlm", re.IGNORECASE)


def _read(source: str) -> Read:
    """The records of an EndNote file."""
    return read(source, _LAYOUT, _of)


def _of(element: Element, record: Record) -> Iterator[Entry]:
    work = Work("endnote")
    name, type_ = _type(element.find("ref-type"))
    roles = endnote.roles(type_, name)
    for people in element.findall("contributors/*"):
        for author in people:
            for line in _lines(author):
                if people.tag in roles:
                    work.name(roles[people.tag], printed(line))
                else:
                    work.keep(people.tag, line)
    meaning = endnote.fields(type_)
    title = element.find("titles/title")
    work.put("title", squeeze(_styled(title)))
    for field in element.findall("titles/*"):
        if field is not title:
            _field(work, field, meaning)
    _periodical(work, element, type_)
    for field in element:
        if field.tag not in _TREATED:
            _field(work, field, meaning)
    _dates(work, element)
    _pages(work, squeeze(raw_text(element.find("pages"))), type_)
    _identifiers(work, element, type_)
    _addresses(work, element)
    for keyword in element.findall("keywords/keyword"):
        for line in _lines(keyword):
            work.tag(line)
    for notes in ("notes", "research-notes"):
        for field in element.findall(notes):
            work.note("\n".join(_lines(field)))
    if name not in {endnote.WRITTEN.get(type_), "Generic"}:
        work.keep("ref-type", name)
    key = None
    for each in element.findall("foreign-keys/key"):
        if each.get("app") == _KEYS_OF:
            key = squeeze(raw_text(each)) or None
    yield work.entry(type_, record.line, record.raw, key=key)


def _type(element: Element | None) -> tuple[str, str]:
    """EndNote's name and the CSL type of a record; the name counts, then the number."""
    if element is None:
        return "Generic", "document"
    name, number = squeeze(element.get("name")), squeeze(raw_text(element))
    if name.title() in endnote.TYPES:
        name = name.title()
    if name not in endnote.TYPES:
        known = endnote.BY_NUMBER.get(int(number)) if re.fullmatch(r"[0-9]{1,3}", number) else None
        if name and (known is None or known == "Generic"):
            return name, "document"
        name = known or "Generic"
    return name, endnote.TYPES[name][1]


def _field(work: Work, field: Element, meaning: Mapping[str, str]) -> None:
    lines = _lines(field)
    value = "\n".join(lines) if field.tag == "abstract" else " ".join(lines)
    variable = meaning.get(field.tag)
    if variable == "event-title" and _PROCEEDINGS.search(value):
        variable = "container-title"
    if variable is None or (variable in work.variables and work.variables[variable] != value):
        work.keep(field.tag, value)
    else:
        work.put(variable, value)


def _periodical(work: Work, element: Element, type_: str) -> None:
    """A periodical's own titles: the longer of two is the full one."""
    full = squeeze(raw_text(first(element, "periodical/full-title")))
    short = squeeze(raw_text(first(element, "periodical/abbr-1")))
    known = work.variables.get("container-title", "")
    if type_ in {"article-journal", "article-magazine", "article-newspaper"}:
        if len(full) > len(known):
            work.variables["container-title"] = full
            short = short or known
    elif full and full not in work.variables.values():
        work.put("container-title", full)
    if short and "container-title-short" not in work.variables:
        work.put("container-title-short", short)
    for field in element.findall("periodical/*") + element.findall("alt-periodical/*"):
        value = squeeze(raw_text(field))
        if value not in work.variables.values():
            work.keep(field.tag, value)


def _dates(work: Work, element: Element) -> None:
    """The year, and the day or month that stands beside it or holds it."""
    year = at(element, "dates/year")
    printed_date = at(element, "dates/pub-dates/date")
    whole = printed_date
    if not re.search(r"\d{4}|\d{2}[\dX]X", printed_date):
        whole = f"{printed_date} {year}".strip()
    try:
        read_date = dates.from_text(whole)
    except BadInput:
        work.date("issued", year)
        work.keep("pub-date", printed_date)
    else:
        work.dates["issued"] = read_date
        if year and year not in read_date:
            work.keep("year", year)
    if "issued" not in work.dates:
        work.date("issued", printed_date)
    work.date("accessed", at(element, "access-date"))
    work.date("original-date", at(element, "dates/orig-date"))
    for copyright_date in element.findall("dates/copyright-dates/date"):
        work.keep("copyright-date", squeeze(raw_text(copyright_date)))


def _pages(work: Work, value: str, type_: str) -> None:
    """Pages cited, or for a whole book their number."""
    count = re.fullmatch(r"(?:[ivxlc]+,? ?)?(\d+)\s*(?:pp?\.?|pages?|S\.?)?", value, re.IGNORECASE)
    if value and type_ in endnote.BOOKS and count:
        work.put("number-of-pages", value if value.isdigit() else count[1])
    elif value:
        work.pages(value)


def _identifiers(work: Work, element: Element, type_: str) -> None:
    number = " ".join(_lines(element.find("isbn")))
    if endnote.fields(type_).get("isbn"):
        work.put(endnote.fields(type_)["isbn"], number)
    elif isbns(number) is not None or issns(number) is not None:
        work.isbn(number if isbns(number) else None)
        rest = ISBN.sub(" ", number)
        work.issn(rest if issns(rest) else None)
    elif type_ == "report" and "number" not in work.variables:
        work.put("number", number)
    else:
        work.keep("isbn", number)
    for line in _lines(element.find("electronic-resource-num")):
        work.doi(line)
    for line in _lines(element.find("accession-num")):
        database = at(element, "remote-database-name")
        if re.fullmatch(r"PMID:?\s*\d+", line, re.I) or (
            re.fullmatch(r"[1-9]\d{4,7}", line)
            and (not database or _DATABASES.search(database))
            and type_ == "article-journal"
        ):
            work.put("PMID", re.sub(r"\D", "", line))
        else:
            work.keep("accession-num", line)
    for line in _lines(element.find("custom2")):
        if re.fullmatch(r"PMC\d+", line, re.IGNORECASE):
            work.put("PMCID", line.upper())
        else:
            work.keep("custom2", line)


def _addresses(work: Work, element: Element) -> None:
    for kind in element.findall("urls/*"):
        for field in kind if len(kind) else (kind,):
            for line in _lines(field):
                address = line.strip("<>")
                if kind.tag in {"pdf-urls", "image-urls", "text-urls"}:
                    work.file(address)
                elif "URL" not in work.variables:
                    work.put("URL", address)
                elif address != work.variables["URL"]:
                    work.keep("urls", address)


def _lines(field: Element | None) -> list[str]:
    """A field's lines, with the markup that CSL keeps in titles and abstracts."""
    if field is None:
        return []
    whole = _styled(field) if field.tag in _RICH else raw_text(field)
    return [line for each in _LINES.split(whole) if (line := squeeze(each))]


def _styled(field: Element | None) -> str:
    """A field's text; a face that only a part of it has is markup, one of all of it is none."""
    if field is None:
        return ""
    runs = [(squeeze(style.get("face")), raw_text(style)) for style in field.findall("style")]
    if len({face for face, text in runs if text.strip()}) < 2:
        return raw_text(field)
    pieces = [field.text or ""]
    for style in field:
        text = raw_text(style)
        faces = [_FACES[face] for face in squeeze(style.get("face")).split() if face in _FACES]
        inner = text.strip()
        if faces and inner:
            before, _, after = text.partition(inner)
            opened = "".join(f"<{each}>" for each in faces)
            closed = "".join(f"</{each}>" for each in reversed(faces))
            text = f"{before}{opened}{inner}{closed}{after}"
        pieces += [text, style.tail or ""]
    return "".join(pieces)


def _write(sources: Iterable[Source]) -> Iterator[str]:
    """A file with each work as a record of the nearest of EndNote's types."""
    records = (_written(source, number) for number, source in enumerate(sources, 1))
    return document("<xml><records>", records, "</records></xml>")


def _written(source: Source, number: int) -> str:
    item, own = source.item, _own(source.item)
    named = own.get("ref-type", "")
    name = endnote.WRITTEN.get(item.type, "Generic")
    if named in endnote.TYPES and endnote.TYPES[named][1] == item.type:
        name = named
    type_ = endnote.TYPES[name][1]
    values = {
        field: item.variables[variable]
        for field, variable in endnote.fields(type_).items()
        if variable in item.variables
    }
    if "event-title" not in item.variables and type_ == "paper-conference":
        container = item.variables.get("container-title", "")
        if _PROCEEDINGS.search(container):
            values["secondary-title"] = container
            values.pop("custom3", None)
    titles = [filled("title", [_faced(item.title or "")])]
    titles += [
        filled(each, values.pop(each, None) or own.get(each))
        for each in (
            "secondary-title",
            "tertiary-title",
            "alt-title",
            "short-title",
            "translated-title",
        )
    ]
    body = [
        tag("source-app", "evidence", name="evidence"),
        tag("rec-number", str(number)),
        tag("foreign-keys", [tag("key", source.key, app=_KEYS_OF)]),
        tag("ref-type", str(endnote.TYPES[name][0]), name=name),
        filled("contributors", _people(item, type_, name)),
        filled("titles", titles),
        filled("periodical", _written_periodical(item, type_)),
        filled("pages", item.variables.get("page") or item.variables.get("number-of-pages")),
        *(tag(field, value) for field, value in values.items() if field != "isbn"),
        filled("keywords", [tag("keyword", each) for each in source.tags]),
        _written_dates(item, own),
        filled("isbn", _written_number(item, values, own)),
        filled("accession-num", item.variables.get("PMID") or own.get("accession-num")),
        filled("custom2", item.variables.get("PMCID") or own.get("custom2")),
        filled("electronic-resource-num", item.variables.get("DOI") or own.get("DOI")),
        filled("notes", item.variables.get("note")),
        filled("urls", _written_addresses(item, own)),
        filled("access-date", item.dates.get("accessed")),
    ]
    known = {"ref-type", "translated-title", "DOI", "pub-date", "year", "copyright-date", "urls"}
    body += [
        tag(field, value)
        for field, value in own.items()
        if field not in known | values.keys() | _TREATED
        and re.fullmatch(r"[a-z][a-z0-9-]*", field)
        and not any(f"<{field}>" in each for each in titles)
    ]
    return tag("record", [each for each in body if each])


def _own(item: Item) -> dict[str, str]:
    """What EndNote's reader kept in `custom`, each field as one text."""
    kept = item.custom.get("endnote")
    if not isinstance(kept, Mapping):
        return {}
    return {
        str(field): "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        for field, value in kept.items()
    }


def _people(item: Item, type_: str, name: str) -> list[str]:
    written = []
    for field, role in endnote.roles(type_, name).items():
        people = item.names.get(role, ())
        written.append(filled(field, [tag("author", _shown(each)) for each in people]))
    return written


def _shown(name: Name) -> str:
    """A name as EndNote wants it: a final comma keeps an organization's in one piece."""
    if name.literal is None:
        return name.inverted
    return f"{name.literal.replace(',', ',,', 1)},"


def _faced(title: str) -> str:
    """A title with EndNote's faces for CSL's markup."""
    pieces, face = [], "normal"
    for piece in re.split(r"(</?(?:i|b|sup|sub)>)", title):
        if markup := re.fullmatch(r"<(/?)(i|b|sup|sub)>", piece):
            face = "normal" if markup[1] else _WRITTEN_FACES[markup[2]]
        elif piece:
            pieces.append(tag("style", piece, face=face, font="default", size="100%"))
    return "".join(pieces)


def _written_periodical(item: Item, type_: str) -> list[str]:
    if endnote.fields(type_).get("secondary-title") != "container-title":
        return []
    return [
        filled("full-title", item.variables.get("container-title")),
        filled("abbr-1", item.variables.get("container-title-short")),
    ]


def _written_dates(item: Item, own: Mapping[str, str]) -> str:
    issued = item.dates.get("issued")
    year = own.get("year") or (
        f"{item.year:04}" if item.year is not None and item.year >= 0 else ""
    )
    return filled(
        "dates",
        [
            filled("year", year),
            filled("pub-dates", [filled("date", own.get("pub-date") or issued)]),
            filled("orig-date", item.dates.get("original-date")),
        ],
    )


def _written_number(item: Item, values: Mapping[str, str], own: Mapping[str, str]) -> str | None:
    numbers = [item.variables[each] for each in ("ISBN", "ISSN") if each in item.variables]
    return values.get("isbn") or " ".join(numbers) or own.get("isbn") or own.get("ISBN")


def _written_addresses(item: Item, own: Mapping[str, str]) -> list[str]:
    addresses = [item.variables.get("URL", ""), *own.get("urls", "").split("\n")]
    return [filled("related-urls", [f"<url>{escape(each)}</url>" for each in addresses if each])]


def _recognises(head: str) -> float:
    if re.search(r"<xml>\s*<records>|<records>\s*<record>\s*<(?:database|source-app)", head):
        return 1.0
    return 0.8 if "<ref-type" in head and "<record>" in head else 0.0


FORMAT = Format(
    "EndNote XML", extensions=("xml",), write=_write, read=_read, recognises=_recognises
)
