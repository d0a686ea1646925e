"""EndNote XML, as EndNote, Zotero, Mendeley, Citavi and Covidence write it.

Source: EndNote's XML DTD (`RSXML.dtd`); EndNote's user guide on its generic fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from evidence.domain.records import Source
from evidence.errors import BadInput
from evidence.formats import _endnote_types as endnote
from evidence.formats._draft import PERIODICALS, Draft, number_of, pages
from evidence.formats._endnote_writing import FACES, FILES, KEYS_OF, TOLD_BY, TREATED, record
from evidence.formats._ris_fields import NUMBERED_PAGES, is_proceedings
from evidence.formats._tagged_names import inverted
from evidence.formats._told import told
from evidence.formats._xml import Layout, Record, read
from evidence.formats._xml_tree import Element, at, document, raw_text, squeeze
from evidence.formats.base import Entry, Format, Read

_LAYOUT = Layout("record", frozenset({"xml", "records"}))
_LINES = re.compile(r"[\r\n\u2028]+")
_RICH = frozenset({"title", "abstract"})
_DATABASES = re.compile(r"pubmed|medline|nlm", re.IGNORECASE)

Parts = dict[str, list[Element]]
"""The elements of a record by their names."""


def _read(source: str) -> Read:
    """The records of an EndNote file."""
    return read(source, _LAYOUT, _of)


def _of(element: Element, found: Record) -> Iterator[Entry]:
    parts: Parts = {}
    for part in element:
        parts.setdefault(part.tag, []).append(part)
    keys: dict[str, list[str]] = {}
    for each in _inner(parts, "foreign-keys"):
        keys.setdefault(each.get("app") or "", []).append(raw_text(each).strip())
    beside = told(keys, TOLD_BY)
    name, type_ = _type(next(iter(parts.get("ref-type", ())), None))
    draft = Draft("endnote", beside.get("type", [type_])[0])
    if name not in {endnote.WRITTEN[draft.type], "Generic"}:
        if name in endnote.TYPES:
            draft.keep("ref-type", name)
        else:
            draft.unknown_type("ref-type", name)
    _people(draft, parts, endnote.roles(draft.type, name))
    _titles(draft, parts)
    if draft.type == "webpage":  # EndNote's "Access Year" and "Access Date"
        days = [_text(parts.pop(field, ())) for field in ("number", "volume")]
        draft.date("number", "accessed", " ".join(days).strip())
    for tag, fields in parts.items():
        if tag not in TREATED:
            for field in fields:
                _field(draft, field)
    if dates := parts.get("dates"):
        _dates(draft, dates[0])
    draft.date("access-date", "accessed", _text(parts.get("access-date", ())))
    _pages(draft, _text(parts.get("pages", ())))
    _identifiers(draft, parts)
    for field in _inner(parts, "urls"):
        _addresses(draft, field)
    for keyword in _inner(parts, "keywords"):
        draft.tags.extend(_lines(keyword))
    for field in (*parts.get("notes", ()), *parts.get("research-notes", ())):
        if text := "\n".join(_lines(field)):
            draft.notes.append(text)
    draft.told(beside)
    draft.doi_from_url()
    if not (draft.variables or draft.names or draft.dates or draft.notes or draft.files):
        raise BadInput("it says nothing about a work")
    yield draft.entry(found.line, found.raw, next(iter(keys.get(KEYS_OF, ())), None) or None)


def _inner(parts: Parts, *names: str) -> Iterator[Element]:
    """The elements in the parts of some names."""
    for name in names:
        for part in parts.get(name, ()):
            yield from part


def _text(elements: Sequence[Element]) -> str:
    return squeeze(raw_text(elements[0])) if elements else ""


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


def _people(draft: Draft, parts: Parts, roles: Mapping[str, str]) -> None:
    for people in _inner(parts, "contributors"):
        role = roles.get(people.tag, "")
        known = set(draft.names.get(role, ()))
        for line in [line for author in people for line in _lines(author)]:
            name = inverted(line)
            if not role:
                draft.keep(people.tag, line)
            elif name and name not in known:
                known.add(name)
                draft.name(role, name)


def _field(draft: Draft, field: Element) -> None:
    lines = _lines(field)
    value = "\n".join(lines) if field.tag == "abstract" else " ".join(lines)
    variable = endnote.fields(draft.type).get(field.tag)
    if field.tag == "secondary-title" and variable == "event-title" and is_proceedings(value):
        variable = "container-title"
    if variable == "genre" and value.isdigit():
        variable = "volume"  # of a thesis, where EndNote has its degree
    if variable is None:
        draft.keep(field.tag, value)
    else:
        draft.put(field.tag, variable, value)


def _titles(draft: Draft, parts: Parts) -> None:
    """The work's titles and a periodical's own: the longer of two is the full one."""
    for field in _inner(parts, "titles"):
        if field.tag == "title":
            draft.put("title", "title", squeeze(_styled(field)))
        else:
            _field(draft, field)
    own = [(each.tag, _text([each])) for each in _inner(parts, "periodical")]
    full, short = dict(own).get("full-title", ""), dict(own).get("abbr-1", "")
    known = draft.variables.get("container-title", "")
    if draft.type in PERIODICALS:
        if len(full) > len(known):
            draft.variables["container-title"] = full
            short = short or known
    elif full and full not in draft.variables.values():
        draft.put("full-title", "container-title", full)
    if short and short not in draft.variables.values():
        draft.put("abbr-1", "container-title-short", short)
    for tag, value in own + [(each.tag, _text([each])) for each in _inner(parts, "alt-periodical")]:
        if value not in draft.variables.values():
            draft.keep(tag, value)


def _dates(draft: Draft, element: Element) -> None:
    """The year, and the day or month that stands beside it or holds it."""
    draft.issued(
        ("year", [at(element, "year")]),
        ("pub-date", [_text([each]) for each in element.iterfind("pub-dates/date")]),
    )
    draft.date("orig-date", "original-date", at(element, "orig-date"))
    for each in element.iterfind("copyright-dates/date"):
        draft.keep("copyright-date", _text([each]))


def _pages(draft: Draft, value: str) -> None:
    """Pages cited, or for a whole book their number."""
    count = re.fullmatch(r"(?:[ivxlc]+,? ?)?(\d+)\s*(?:pp?\.?|pages?|S\.?)?", value, re.IGNORECASE)
    if draft.type in NUMBERED_PAGES and count:
        draft.put("pages", "number-of-pages", count[1])
    else:
        draft.put("pages", "page", pages(value))


def _identifiers(draft: Draft, parts: Parts) -> None:
    for field in parts.get("isbn", ()):
        draft.number("isbn", " ".join(_lines(field)), number_of(draft.type))
    for field in parts.get("electronic-resource-num", ()):
        for line in _lines(field):
            draft.doi("electronic-resource-num", line)
    database = _text(parts.get("remote-database-name", ()))
    for field in parts.get("accession-num", ()):
        for line in _lines(field):
            alone = re.fullmatch(r"[1-9]\d{4,7}", line) and draft.type == "article-journal"
            if re.fullmatch(r"PMID:?\s*\d+", line, re.IGNORECASE) or (
                alone and (not database or _DATABASES.search(database))
            ):
                draft.put("accession-num", "PMID", re.sub(r"\D", "", line))
            else:
                draft.keep("accession-num", line)
    for field in parts.get("custom2", ()):
        for line in _lines(field):
            if re.fullmatch(r"PMC\d+", line, re.IGNORECASE):
                draft.put("custom2", "PMCID", line.upper())
            else:
                draft.keep("custom2", line)


def _addresses(draft: Draft, kind: Element) -> None:
    for field in kind if len(kind) else (kind,):
        for line in _lines(field):
            if kind.tag in FILES:
                draft.file(kind.tag, line)
            else:
                draft.url("urls", line.strip("<>"))


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
        faces = [FACES[face] for face in squeeze(style.get("face")).split() if face in FACES]
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
    records = (record(source, number, _read) for number, source in enumerate(sources, 1))
    return document("<xml><records>", records, "</records></xml>")


def _recognises(head: str) -> float:
    if re.search(r"<xml>\s*<records>|<records>\s*<record>\s*<(?:database|source-app)", head):
        return 1.0
    return 0.8 if "<ref-type" in head and "<record>" in head else 0.0


FORMAT = Format(
    "EndNote XML", extensions=("xml",), write=_write, read=_read, recognises=_recognises
)
