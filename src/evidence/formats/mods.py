"""MODS, the Library of Congress's Metadata Object Description Schema, versions 3.0 to 3.8.

Source: "MODS User Guidelines", version 3; the schema `mods-3-8`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence.domain.items import DATES, STRINGS, TYPES
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats import _marc_codes as marc
from evidence.formats import _mods_parts as parts
from evidence.formats._mods_writing import KEPT, NOTE, written
from evidence.formats._xml import Layout, Record, read
from evidence.formats._xml_tree import Element, at, document, every, squeeze, text
from evidence.formats._xml_work import Work, literal, person, printed
from evidence.formats.base import Entry, Format, Read

_LAYOUT = Layout("mods", frozenset({"modsCollection"}))
_OPENING = (
    '<modsCollection xmlns="http://www.loc.gov/mods/v3"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
    '"http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-8.xsd">'
)
_PERIODICAL = re.compile(
    r"\b(?:journal|periodical|magazine|newspaper|series|continuing|serial)\b", re.IGNORECASE
)


def _read(source: str) -> Read:
    """The records of a MODS collection, a single one, or those in an OAI or SRU answer."""
    return read(source, _LAYOUT, _of)


def _of(mods: Element, record: Record) -> Iterator[Entry]:
    work = Work("mods")
    hosts = [each for each in mods.findall("relatedItem") if each.get("type") == "host"]
    host = hosts[0] if hosts else None
    type_ = _type(mods, host)
    work.put("title", _title(mods))
    _other_titles(work, mods)
    _names(work, mods, {})
    if host is not None:
        _host(work, host, type_)
    for related in mods.findall("relatedItem"):
        _related(work, related, host)
    parts.origin(work, mods)
    for place in (mods, host):
        parts.part(work, place)
    for place in mods.findall("relatedItem/relatedItem"):
        if place.get("type") == "series":
            _series(work, place)
    parts.physical(work, mods)
    parts.identifiers(work, mods)
    if host is not None:
        parts.identifiers(work, host, hosting=True)
    parts.places(work, mods)
    _words(work, mods, type_)
    yield work.entry(type_, record.line, record.raw, key=_key(mods))


def _key(mods: Element) -> str | None:
    for identifier in mods.findall("identifier"):
        if identifier.get("type") == "citekey":
            return text(identifier) or None
    return squeeze(mods.get("ID")) or None


def _type(mods: Element, host: Element | None) -> str:
    genres = mods.findall("genre")
    for authority in ("csl", "local", "marcgt", "marc", "dct", None):
        for genre in genres:
            given = (genre.get("authority") or "").removeprefix("marcgt-") or None
            if authority == "csl" and given == "csl" and text(genre) in TYPES:
                return text(genre)
            if authority is None or given == authority:
                found = marc.genre_type(text(genre))
                if found and not (found == "periodical" and host is not None):
                    return _hosted(found, host)
    for term in every(mods, "typeOfResource"):
        if term.lower() in marc.RESOURCES:
            return marc.RESOURCES[term.lower()]
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


def _hosted(type_: str, host: Element | None) -> str:
    """A book in a host is a chapter of it; an article in none is still an article."""
    if type_ == "book" and host is not None:
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
    title = at(info, "title") or (text(info) if len(info) == 0 else "")
    article, subtitle = at(info, "nonSort"), at(info, "subTitle")
    if article:
        joint = "" if article.endswith(("'", "’", "-")) else " "
        title = f"{article}{joint}{title}"
    title = re.sub(r"\s*[/:;=]$", "", title)
    if subtitle:
        joint = " " if title.endswith(("?", "!")) else ": "
        title = f"{title}{joint}{subtitle}" if title else subtitle
    number, name = at(info, "partNumber"), at(info, "partName")
    part = ": ".join(each for each in (number, name) if each)
    return f"{title}. {part}" if part and title else title or part


def _other_titles(work: Work, mods: Element) -> None:
    for info in mods.findall("titleInfo"):
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
    number = number or next(
        (text(each) for each in series.findall("part/detail") if each.get("type") == "volume"), ""
    )
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


def _words(work: Work, mods: Element, type_: str) -> None:
    """Abstract, language, notes, subjects, rights, genres, and who made the record."""
    work.put("abstract", "\n".join(every(mods, "abstract")))
    terms = [each for each in mods.findall("language/languageTerm") if text(each)]
    terms.sort(key=lambda each: each.get("type") != "code")
    languages = [text(each) for each in terms] or every(mods, "language")
    work.put("language", languages[0] if languages else "")
    for note in mods.findall("note"):
        _note(work, note)
    for contents in every(mods, "tableOfContents"):
        work.keep("table-of-contents", contents)
    for audience in every(mods, "targetAudience"):
        work.keep("audience", audience)
    for subject in mods.findall("subject"):
        for each in subject:
            if each.tag in {"name", "titleInfo"}:
                work.tag(" ".join(every(each, "*")))
            elif each.tag == "hierarchicalGeographic":
                work.tag(", ".join(every(each, "*")))
            elif each.tag not in {"geographicCode", "cartographics"}:
                work.tag(text(each))
    for rights in every(mods, "accessCondition"):
        work.put("license", rights)
    for genre in mods.findall("genre"):
        value = text(genre)
        if genre.get("authority") == "csl" or value.lower() in {type_, "article", "book", "thesis"}:
            continue
        if type_ in {"thesis", "report", "manuscript", "map"} and genre.get("authority") is None:
            work.put("genre", value)
        elif marc.genre_type(value) != type_:
            work.keep("genre", value)
    work.put("source", at(mods, "recordInfo/recordContentSource"))
    work.keep("record-identifier", at(mods, "recordInfo/recordIdentifier"))


def _note(work: Work, note: Element) -> None:
    """A note; of those that our own writer made, the variable that it holds."""
    kind, value = squeeze(note.get("type")), text(note)
    variable = kind.removeprefix(NOTE) if kind.startswith(NOTE) else ""
    if variable in STRINGS:
        work.put(variable, value)
    elif variable in DATES:
        work.date(variable, value)
    elif kind.startswith(KEPT):
        work.keep(kind.removeprefix(KEPT), value)
    elif kind == "statement of responsibility":
        work.keep("statement-of-responsibility", value)
    elif kind == "thesis":
        work.put("genre", value)
    else:
        lines = [squeeze(line) for line in (note.text or "").splitlines()]
        work.note("\n".join(line for line in lines if line) if len(note) == 0 else value)


def _write(sources: Iterable[Source]) -> Iterator[str]:
    """A collection with each work as a record, its citation key as the record's ID."""
    return document(_OPENING, (written(source) for source in sources), "</modsCollection>")


def _recognises(head: str) -> float:
    if re.search(r"<(?:[\w.-]+:)?mods(?:Collection)?[\s>]", head):
        return 0.95
    return 0.5 if "http://www.loc.gov/mods" in head else 0.0


FORMAT = Format(
    "MODS", extensions=("mods", "xml"), write=_write, read=_read, recognises=_recognises
)
