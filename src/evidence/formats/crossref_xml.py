"""Crossref's XML: Unixref, Unixsd and the answers to XML queries.

Source: Crossref, "XML formats: UNIXREF, UNIXSD" and the schemas `unixref1.1` and
`crossref5.3.1`, whose element names the older ones share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from evidence.errors import BadInput
from evidence.formats import _markup as markup
from evidence.formats._xml import Layout, Record, read
from evidence.formats._xml_tree import Element, at, attribute, every, first, rich, text
from evidence.formats._xml_work import Work, literal, lowered, pages, person
from evidence.formats.base import Entry, Format, Read
from evidence.formats.crossref_json import POSTED

_ENVELOPES = frozenset({"doi_records"})
_RECORDS = Layout("doi_record", _ENVELOPES)
_QUERIES = Layout("query", frozenset())
_BATCH = Layout(
    "journal|book|conference|dissertation|posted_content|report-paper|standard|database|peer_review",
    frozenset(),
)
_BATCH_ENVELOPES = re.compile(r"<(?:\w+:)?doi_batch[\s>]")

_KINDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "journal_article": "article-journal",
        "conference_paper": "paper-conference",
        "content_item": "chapter",
        "dataset": "dataset",
        "journal": "periodical",
        "book": "book",
        "conference": "book",
        "dissertation": "thesis",
        "posted_content": "article",
        "report-paper": "report",
        "standard": "standard",
        "database": "dataset",
        "peer_review": "manuscript",
        "sa_component": "document",
    }
)
"""CSL types, as `crossref_json` has them for the same kinds of works."""

_WHOLES = tuple(each for each in _KINDS if each not in {"content_item", "dataset"})
_PARTS = ("journal_article", "conference_paper", "content_item", "dataset")
_ROLES: MappingProxyType[str, str] = MappingProxyType(
    {
        "author": "author",
        "editor": "editor",
        "translator": "translator",
        "chair": "chair",
        "reviewer": "author",
        "review-assistant": "contributor",
        "stats-reviewer": "contributor",
        "reviewer-external": "author",
        "reader": "contributor",
    }
)
_DATES = (
    "publication_date",
    "posted_date",
    "approval_date",
    "review_date",
    "approved_date",
    "creation_date",
)
_COMPONENTS: MappingProxyType[str, str] = MappingProxyType(
    {"dataset": "dataset", "report": "report"}
)
_MARKUP: MappingProxyType[str, str] = MappingProxyType(
    {"i": "i", "b": "b", "sub": "sub", "sup": "sup", "em": "i", "strong": "b", "italic": "i"}
)


def _read(source: str) -> Read:
    """The works of Crossref's answer; a query that it did not resolve is broken."""
    if re.search(r"<(?:\w+:)?query\s[^<>]*status=", source):
        return read(source, _QUERIES, _query)
    if "doi_record" not in source and _BATCH_ENVELOPES.search(source):
        return read(source, _BATCH, _batch)
    return read(source, _RECORDS, _record)


def _query(element: Element, record: Record) -> Iterator[Entry]:
    if attribute(element, "status") not in {"resolved", "multiresolved", ""}:
        said = at(element, "msg") or at(element, "doi") or attribute(element, "status")
        raise BadInput(f"Crossref did not resolve it: {said}")
    yield from _record(element, record)


def _record(element: Element, record: Record) -> Iterator[Entry]:
    error = at(element, ".//error")
    if error:
        raise BadInput(f"Crossref knows no such work: {error}")
    whole = next((each for each in element.iter() if each.tag in _WHOLES), None)
    if whole is None:
        raise BadInput("it holds no work")
    part = next((each for each in whole.iter() if each.tag in _PARTS), None)
    yield _entry(element, whole, part, record)


def _batch(element: Element, record: Record) -> Iterator[Entry]:
    """A deposit: one journal, book or conference with any number of parts."""
    parts: list[Element | None] = [each for each in element.iter() if each.tag in _PARTS]
    for part in parts or [None]:
        yield _entry(element, element, part, record)


def _entry(element: Element, whole: Element, part: Element | None, record: Record) -> Entry:
    work = Work("crossref")
    own = whole if part is None else part
    metadata = _metadata(whole)
    type_ = _type(own)
    _titles(work, own, whole, metadata, separate=part is not None)
    _contributors(work, own, whole, metadata)
    _numbers(work, own, whole, metadata)
    _dates(work, own, whole)
    _publisher(work, whole, metadata)
    _event(work, whole)
    _identify(work, own, whole, element)
    abstracts = own.findall(".//abstract") or (metadata.findall("abstract") if part is None else [])
    if abstracts:
        work.put("abstract", _abstract(abstracts[0]))
    work.put("language", attribute(own, "language") or attribute(metadata, "language"))
    for degree in every(whole, ".//degree"):
        work.put("genre", degree)
    for each in own.iterfind(".//license_ref"):
        work.keep("license", text(each))
    for item in element.iterfind(".//crm-item"):
        _remark(work, item)
    if whole.tag == "posted_content":
        if type_ == "article":
            work.put("genre", attribute(whole, "type").replace("_", " ").capitalize())
        work.keep("group-title", at(whole, "group_title"))
    elif whole.tag == "peer_review":
        work.put("genre", "peer review")
        work.keep("subtype", attribute(whole, "type"))
    return work.entry(type_, record.line, record.raw)


def _metadata(whole: Element) -> Element:
    """Where a journal, book, … tells of itself."""
    for child in whole:
        if child.tag.endswith("_metadata") and child.tag != "event_metadata":
            return child
    return whole


def _type(own: Element) -> str:
    if own.tag == "content_item":
        return _COMPONENTS.get(attribute(own, "component_type"), "chapter")
    if own.tag == "posted_content":
        return POSTED.get(attribute(own, "type"), "article")
    if own.tag == "journal":
        return "periodical"
    return _KINDS.get(own.tag, "document")


def _titles(work: Work, own: Element, whole: Element, metadata: Element, *, separate: bool) -> None:
    title = _title(first(own, "titles"))
    holder = _title(first(metadata, "titles"))
    proceedings = at(metadata, "proceedings_title") or at(whole, ".//proceedings_title")
    journal = at(metadata, "full_title")
    series = first(metadata, "series_metadata")
    series = first(whole, ".//series_metadata") if series is None else series
    work.put("title", title or ("" if separate else holder or proceedings or journal))
    work.put("original-title", _rich(first(own, "titles/original_language_title")))
    if separate:
        work.put("container-title", journal or proceedings or holder)
    work.put("container-title-short", at(metadata, "abbrev_title"))
    work.put("collection-title", _title(first(series, "titles")) or at(series, "full_title"))
    work.put("collection-number", at(metadata, "series_number") or at(whole, ".//series_number"))
    work.put("edition", at(metadata, "edition_number"))


def _title(titles: Element | None) -> str:
    """A title with its subtitle."""
    title, subtitle = (_rich(first(titles, each)) for each in ("title", "subtitle"))
    if not subtitle or subtitle.lower() in title.lower():
        return title
    return f"{title.rstrip(':').rstrip()}: {subtitle}" if title else subtitle


def _rich(element: Element | None) -> str:
    """An element's text with its markup, also with what was escaped once too often."""
    return markup.rich(rich(element, _MARKUP))


def _contributors(work: Work, own: Element, whole: Element, metadata: Element) -> None:
    _names(work, own.find("contributors"), {})
    if own.tag == "dissertation":
        _names(work, own, {})
    if own.tag == "journal_article":
        return
    if own is not whole:
        _names(work, whole.find("contributors"), {"author": "container-author"})
    if metadata is not own:
        author = "author" if own is whole else "container-author"
        _names(work, metadata.find("contributors"), {"author": author})
        series = {"editor": "collection-editor", "author": "collection-editor"}
        _names(work, metadata.find("series_metadata/contributors"), series)


def _names(work: Work, contributors: Element | None, instead: dict[str, str]) -> None:
    for each in contributors if contributors is not None else ():
        given_role = attribute(each, "contributor_role")
        role = _ROLES.get(given_role, "contributor" if given_role else "author")
        role = instead.get(role, role)
        if each.tag == "person_name":
            family, given = (lowered(at(each, part)) for part in ("surname", "given_name"))
            work.name(role, person(family, given, at(each, "suffix")))
            work.keep("orcid", at(each, "ORCID"))
        elif each.tag == "organization":
            work.name(role, literal(text(each)))
        elif each.tag == "anonymous":
            work.keep("anonymous", given_role or "author")


def _numbers(work: Work, own: Element, whole: Element, metadata: Element) -> None:
    issue = first(whole, "journal_issue")
    volumes = (at(issue, "journal_volume/volume"), at(metadata, "volume"))
    work.put("volume", next(filter(None, volumes), at(whole, ".//journal_volume/volume")))
    work.put("issue", at(issue, "issue"))
    work.put("page", _pages(own.find("pages")))
    for item in own.iterfind("publisher_item/item_number"):
        kind = attribute(item, "item_number_type")
        if "page" not in work.variables and kind in {
            "article-number",
            "article_number",
            "elocation-id",
        }:
            work.put("page", text(item))
        else:
            work.keep("item-number", text(item))
    for item in own.iterfind("publisher_item/identifier"):
        work.keep(attribute(item, "id_type") or "identifier", text(item))
    work.put("chapter-number", at(own, "component_number"))
    for path in ("publisher_item/item_number", "institution_report_number", "contract_number"):
        if own.tag in {"report-paper", "dissertation"} or metadata is own:
            work.put("number", at(metadata, path))
    work.put("number", at(metadata, "designators/as_published/std_designator"))
    own_isbns = metadata.findall("isbn") or whole.findall(".//isbn")
    for isbn in own_isbns:
        work.isbn(text(isbn))
    for issn in metadata.findall("issn") or whole.findall(".//issn"):
        work.issn(text(issn))


def _pages(found: Element | None) -> str:
    start, end, other = (at(found, each) for each in ("first_page", "last_page", "other_pages"))
    span = "-".join(part for part in (pages(start), pages(end) if end != start else "") if part)
    return ", ".join(part for part in (span, other) if part)


def _dates(work: Work, own: Element, whole: Element) -> None:
    """The date of print before any other, the part's own before its journal's or book's."""
    for place in (own, first(whole, "journal_issue"), _metadata(whole), whole):
        within = [] if place is None else list(place.iter(*_DATES))
        for kind in _DATES if within else ():
            found = [each for each in within if each.tag == kind]
            direct = [each for each in found if each.getparent() is place]
            print_first = sorted(
                direct or found, key=lambda each: each.get("media_type") != "print"
            )
            for each in print_first:
                date = _date(each)
                if date and "issued" not in work.dates:
                    work.date("issued", date)
                elif each.get("media_type") == "online" and "available-date" not in work.dates:
                    work.date("available-date", date)
            if "issued" in work.dates:
                return


def _date(date: Element) -> str:
    year, month, day = at(date, "year"), at(date, "month"), at(date, "day")
    number = int(month) if re.fullmatch(r"\d{1,2}", month, re.ASCII) else 0
    if 21 <= number <= 24 or not 1 <= number <= 12:
        return f"{year}-{number}" if 21 <= number <= 24 else year
    return "-".join([year, f"{number:02}", *([day.zfill(2)] if day else [])])


def _publisher(work: Work, whole: Element, metadata: Element) -> None:
    for place in (metadata, whole):
        work_publisher = first(place, "publisher")
        work_publisher = place.find(".//publisher") if work_publisher is None else work_publisher
        if work_publisher is not None:
            work.put("publisher", at(work_publisher, "publisher_name"))
            work.put("publisher-place", at(work_publisher, "publisher_place"))
            return
    institution = metadata.find("institution")
    institution = whole.find(".//institution") if institution is None else institution
    standards_body = whole.find(".//standards_body")
    work.put(
        "publisher",
        at(institution, "institution_name") or at(standards_body, "standards_body_name"),
    )
    work.put("publisher-place", at(institution, "institution_place"))


def _event(work: Work, whole: Element) -> None:
    event = whole.find("event_metadata")
    if event is None:
        return
    work.put("event-title", at(event, "conference_name"))
    work.put("event-place", at(event, "conference_location"))
    work.keep("conference-acronym", at(event, "conference_acronym"))
    date = event.find("conference_date")
    if date is not None:
        ends = []
        for end in ("start", "end"):
            parts = [date.get(f"{end}_{unit}") or "" for unit in ("year", "month", "day")]
            if parts[0]:
                known = parts[: next((at for at, part in enumerate(parts) if not part), 3)]
                ends.append("-".join([known[0], *(part.zfill(2) for part in known[1:])]))
        work.date("event-date", "/".join(dict.fromkeys(ends)) or text(date))


def _identify(work: Work, own: Element, whole: Element, element: Element) -> None:
    data = first(own, "doi_data")
    if data is None and own is whole:
        data = own.find(".//doi_data")
    work.doi(at(data, "doi") or (at(element, "doi") if element.tag != "doi" else ""))
    work.put("URL", at(data, "resource"))


def _abstract(abstract: Element) -> str:
    """An abstract's titles and paragraphs, one a line."""
    blocks = [each for each in abstract.iter() if each.tag in {"p", "title"}]
    lines = [text(each) for each in blocks] or [text(abstract)]
    if len(lines) > 1 and lines[0].casefold() in {"abstract", "summary"}:
        lines = lines[1:]
    return "\n".join(line for line in lines if line)


def _remark(work: Work, item: Element) -> None:
    """What Crossref adds of its own: the publisher's name, dates, updates."""
    name, value = attribute(item, "name"), text(item)
    if name == "publisher-name":
        if "publisher" not in work.variables:
            work.put("publisher", value)
    elif name in {"citation-id", "journal-id", "member-id", "owner-prefix", "citedby-count"}:
        work.keep(name, value)


def _recognises(head: str) -> float:
    if re.search(r"<(?:\w+:)?(?:doi_records|doi_record|crossref_result|doi_batch)[\s>]", head):
        return 1.0
    return 0.8 if re.search(r"crossref\.org/(?:xschema|qrschema|schema)", head) else 0.0


FORMAT = Format("Crossref XML", extensions=("xml",), read=_read, recognises=_recognises)
