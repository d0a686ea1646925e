"""MODS, the Library of Congress's Metadata Object Description Schema, versions 3.0 to 3.8.

Source: "MODS User Guidelines", version 3; the schema `mods-3-8`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from evidence.domain.items import TYPES
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats import _marc_codes as marc
from evidence.formats import _mods_parts as parts
from evidence.formats import _mods_words as words
from evidence.formats import _xml_rest as rest
from evidence.formats._marc import place_or_publisher
from evidence.formats._mods_writing import REST, written
from evidence.formats._xml import Layout, Record, read
from evidence.formats._xml_tree import Element, at, document, every, squeeze, text
from evidence.formats._xml_work import Work, literal, person, printed
from evidence.formats._zotero_schema import LEADS
from evidence.formats.base import Entry, Format, Read

_LAYOUT = Layout("mods", frozenset({"modsCollection"}))
_OPENING = (
    '<modsCollection xmlns="http://www.loc.gov/mods/v3"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
    '"http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-8.xsd">'
)
_ISBD = re.compile(r"\s+[/:;=,]$|(?<=\w)[,:;]$")
"""The punctuation that catalogue cards have before the next element."""

_PUNCTUATED = frozenset({"title", "subTitle", "publisher", "placeTerm", "edition"})
_PERIODICAL = re.compile(
    r"\b(?:journal|periodical|magazine|newspaper|series|continuing|serial)\b", re.IGNORECASE
)


def _read(source: str) -> Read:
    """The records of a MODS collection, a single one, or those in an OAI or SRU answer."""
    return read(source, _LAYOUT, _of)


def _of(mods: Element, record: Record) -> Iterator[Entry]:
    work = Work("mods")
    held: dict[str, list[Element]] = {}
    for child in mods:
        held.setdefault(child.tag, []).append(child)
    own = any(each.get("authority") == "csl" for each in held.get("genre", ()))
    if not own:
        _without_punctuation(mods)
    related = held.get("relatedItem", [])
    host = next((each for each in related if each.get("type") == "host"), None)
    type_ = _type(mods, host)
    work.put("title", _title(mods))
    _other_titles(work, mods)
    if "name" in held:
        _meetings(work, mods)
        _names(work, mods, {})
    if host is not None:
        _host(work, host, type_)
    for each in related:
        _related(work, each, host)
    if host is not None or "originInfo" in held:
        parts.origin(work, mods)
    parts.part(work, mods)
    if host is not None:
        parts.part(work, host)
        for each in mods.findall("relatedItem/relatedItem"):
            if each.get("type") == "series":
                _series(work, each)
    if "physicalDescription" in held:
        parts.physical(work, mods)
    parts.identifiers(work, mods)
    if host is not None:
        parts.identifiers(work, host, hosting=True)
    if "location" in held or "classification" in held:
        parts.places(work, mods)
    if type_ == "thesis" and "publisher" not in work.variables:
        work.put("publisher", _university(mods))
    words.fill(work, held, type_)
    for each in held.get("note", ()):
        words.note(work, each, exact=own)
    work.lead(LEADS.get(type_))
    members: dict[str, Any] = {}
    for each in held.get("extension", ()):
        members |= rest.told(text(each)) if each.get("displayLabel") == REST else {}
    entry = work.entry(type_, record.line, record.raw, key=_key(mods), empty=bool(members))
    yield rest.completed(entry, members)


def _without_punctuation(mods: Element) -> None:
    """Take off what cataloguers write at an element's end, and their "[s.n.]"."""
    for each in mods.iter(*_PUNCTUATED):
        if len(each) == 0 and each.text:
            value = _ISBD.sub("", squeeze(each.text))
            if each.tag in {"publisher", "placeTerm"}:
                value = place_or_publisher(value) if value.startswith("[") else value
            each.text = value


def _university(mods: Element) -> str:
    """Who grants a thesis's degree, without its departments."""
    for name in mods.findall("name"):
        terms = {squeeze(term.text).lower() for term in name.iterfind("role/roleTerm")}
        if terms & {"degree grantor", "degree-grantor", "dgg"}:
            return at(name, "namePart").rstrip(".")
    return ""


def _meetings(work: Work, mods: Element) -> None:
    """A conference is the event; the author it is only where that is said."""
    for name in mods.findall("name"):
        if name.get("type") == "conference":
            work.put("event-title", " ".join(every(name, "namePart")).rstrip("."))
            if not name.findall("role"):
                mods.remove(name)


def _key(mods: Element) -> str | None:
    for identifier in mods.findall("identifier"):
        if identifier.get("type") == "citekey":
            return text(identifier) or None
    return squeeze(mods.get("ID")) or None


def _type(mods: Element, host: Element | None) -> str:
    genres = mods.findall("genre")
    for authority in () if not genres else ("csl", "local", "marcgt", "marc", "dct", None):
        for genre in genres:
            given = (genre.get("authority") or "").removeprefix("marcgt-") or None
            if authority == "csl" and given == "csl" and text(genre) in TYPES:
                return text(genre)
            if authority is None or given == authority:
                found = marc.genre_type(text(genre))
                if found and not (found == "periodical" and host is not None):
                    return _hosted(found, text(genre), host)
    for term in every(mods, "typeOfResource"):
        if known := marc.RESOURCES.get(term.lower()) or marc.genre_type(term):
            return known
    for resource in mods.findall("typeOfResource"):
        if resource.get("manuscript") == "yes":
            return "manuscript"
    if host is not None:
        return _type_in(host)
    issuance = at(mods, "originInfo/issuance")
    if issuance in {"continuing", "serial", "integrating resource"}:
        return "periodical"
    published = issuance or at(mods, "originInfo/publisher")
    if published or any(each.get("type") == "isbn" for each in mods.findall("identifier")):
        return "book"
    return "document"


def _hosted(type_: str, genre: str, host: Element | None) -> str:
    """A book in a host is a chapter of it; an article in none is still an article."""
    if host is None:
        whole = genre.lower() == "conference publication"
        return "book" if whole else type_
    if type_ == "book":
        return _type_in(host)
    if type_ == "article-journal" and _type_in(host) in {"article-newspaper", "article-magazine"}:
        return _type_in(host)
    return type_


def _type_in(host: Element) -> str:
    """What a work is whose host is all that is known."""
    words = " ".join(every(host, "genre") + every(host, "originInfo/issuance"))
    kinds = {each.get("type") for each in host.findall("identifier")}
    if "newspaper" in words.lower():
        return "article-newspaper"
    if "magazine" in words.lower():
        return "article-magazine"
    if "conference" in words.lower():
        return "paper-conference"
    details = {each.get("type") for each in host.findall("part/detail")}
    if _PERIODICAL.search(words) or "issn" in kinds or "issue" in details:
        return "chapter" if "isbn" in kinds else "article-journal"
    return "chapter"


def _title(parent: Element) -> str:
    """The main title: the one without a type, else the first."""
    infos = parent.findall("titleInfo")
    plain = [each for each in infos if not each.get("type") and text(each)]
    usual = [each for each in plain if each.get("usage") == "primary"] or plain
    for info in usual or infos:
        if found := _title_of(info):
            return found
    return ""


def _title_of(info: Element) -> str:
    held: dict[str, str] = {}
    for child in info:
        if value := text(child):
            held.setdefault(child.tag, value)
    title = held.get("title") or (text(info) if len(info) == 0 else "")
    article, subtitle = held.get("nonSort"), held.get("subTitle")
    if article:
        joint = "" if article.endswith(("'", "’", "-")) else " "
        title = f"{article}{joint}{title}"
    if subtitle:
        joint = " " if title.endswith(("?", "!")) else ": "
        title = f"{title}{joint}{subtitle}" if title else subtitle
    number, name = held.get("partNumber"), held.get("partName")
    part = ": ".join(each for each in (number, name) if each)
    return f"{title}. {part}" if part and title else title or part


def _other_titles(work: Work, mods: Element) -> None:
    infos = mods.findall("titleInfo")
    if len(infos) == 1 and not infos[0].get("type"):
        return
    for info in infos:
        kind = info.get("type")
        if kind == "abbreviated":
            work.put("title-short", _title_of(info))
        elif kind == "translated":
            work.keep("translated-title", _title_of(info))
        elif kind == "uniform":
            work.keep("uniform-title", _title_of(info))
        elif kind == "alternative":
            work.keep("alternative-title", _title_of(info))
        elif _title_of(info) != work.variables.get("title"):
            work.keep("other-title", _title_of(info))


def _names(work: Work, parent: Element, instead: dict[str, str], default: str = "author") -> None:
    for element in parent.findall("name"):
        name = _name(element)
        terms = sorted(
            element.findall("role/roleTerm"), key=lambda each: each.get("type") == "code"
        )
        given = [squeeze(text(term)) for term in terms if text(term)] or every(element, "role")
        roles = [found for term in given if (found := marc.role(term))]
        if given and not roles:
            if not all(marc.is_passed_over(term) for term in given):
                work.name("contributor", name)
            work.keep("names", f"{name.text if name else ''} ({', '.join(given)})")
            continue
        for role in list(dict.fromkeys(roles))[:1] or [default]:
            work.name(instead.get(role, role), name)


def _name(element: Element) -> Name | None:
    pieces: dict[str, list[str]] = {}
    for part in element.findall("namePart"):
        pieces.setdefault(part.get("type") or "", []).append(text(part))
    family = " ".join(each for each in pieces.get("family", []) if each)
    given = " ".join(each for each in pieces.get("given", []) if each)
    whole = [each for each in pieces.get("", []) if each]
    suffix = next(iter(pieces.get("termsOfAddress", [])), "")
    if element.get("type") in {"corporate", "conference", "family"}:
        joined = (
            ". ".join(each.rstrip(".") for each in whole) or family or at(element, "displayForm")
        )
        return Name(literal=joined) if joined else None
    if family or given:
        return person(family, given, suffix if re.match(r"[JS]n?r|I", suffix) else None)
    personal = element.get("type") == "personal"
    shown = (whole[0] if whole else at(element, "displayForm")).rstrip(",")
    shown = re.sub(r",\s*(?:b\. |ca\. )?\d{4}\??\s*-.*$|,\s*\d{4}\??$", "", shown)
    return printed(shown) if personal or "," in shown else literal(shown)


def _host(work: Work, host: Element, type_: str) -> None:
    title = _title(host)
    work.put("container-title", title)
    for info in host.findall("titleInfo"):
        if info.get("type") == "abbreviated":
            work.put("container-title-short", _title_of(info))
    editor = "editor" if type_ in {"chapter", "paper-conference"} else "contributor"
    _names(work, host, {"author": "container-author"}, editor)


def _related(work: Work, related: Element, host: Element | None) -> None:
    kind = related.get("type")
    if kind == "series":
        _series(work, related)
    elif kind == "original":
        work.put("original-title", _title(related))
        work.put("original-publisher", at(related, "originInfo/publisher"))
        work.put("original-publisher-place", parts.place_of(related.findall("originInfo")))
        work.date("original-date", at(related, "originInfo/dateIssued"))
        _names(work, related, {"author": "original-author"}, "original-author")
    elif kind == "reviewOf":
        work.put("reviewed-title", _title(related))
        _names(work, related, {"author": "reviewed-author"}, "reviewed-author")
    elif related is not host:
        work.keep(f"related-{kind or 'item'}", _title(related) or at(related, "location/url"))


def _series(work: Work, series: Element) -> None:
    number = at(series, "part/detail/number") or at(series, "titleInfo/partNumber")
    numbers = [*series.findall("part/detail"), *series.findall("identifier")]
    kinds = {"volume", "issue number"}
    number = number or next((text(each) for each in numbers if each.get("type") in kinds), "")
    title = _title(series)
    if number and title.endswith(f". {number}"):
        title = title[: -len(number) - 2]
    if not number and (
        match := re.fullmatch(r"(.+?)\s*[;,]\s*(?:v(?:ol)?\.\s*|no\.\s*)?([\w-]*\d[\w-]*)", title)
    ):
        title, number = match[1], match[2]
    if "collection-title" in work.variables and work.variables["collection-title"] != title:
        work.keep("series", f"{title} ; {number}" if number else title)
        return
    work.put("collection-title", title)
    work.put("collection-number", number)
    _names(
        work,
        series,
        {"editor": "collection-editor", "author": "collection-editor"},
        "collection-editor",
    )


def _write(sources: Iterable[Source]) -> Iterator[str]:
    """A collection with each work as a record, its citation key as the record's ID."""
    records = (rest.written(source, written, _of) for source in sources)
    return document(_OPENING, records, "</modsCollection>")


def _recognises(head: str) -> float:
    if re.search(r"<(?:[\w.-]+:)?mods(?:Collection)?[\s>]", head):
        return 0.95
    return 0.5 if "http://www.loc.gov/mods" in head else 0.0


FORMAT = Format(
    "MODS", extensions=("mods", "xml"), write=_write, read=_read, recognises=_recognises
)
