"""Crossref's JSON: the answer of its REST API for one work or a list, or the works alone.

Source: Crossref, "REST API: metadata format". Types and fields are taken as Zotero takes
them; notices of retraction and correction stand in `custom["crossref"]["update-to"]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from evidence.domain.names import Name
from evidence.errors import BadInput
from evidence.formats import _csl, _json
from evidence.formats._markup import abstract, rich
from evidence.formats._values import compact, members, texts
from evidence.formats._xml_work import Work, literal, lowered, person
from evidence.formats.base import Broken, Entry, Format, Read

_TYPES: Mapping[str, str] = MappingProxyType(
    {
        name: csl
        for csl, *names in (
            row.split()
            for row in """
article-journal journal-article
periodical journal journal-volume journal-issue
book book monograph edited-book reference-book book-set book-series book-track
book proceedings proceedings-series
chapter book-chapter book-part book-section reference-entry
paper-conference proceedings-article
report report report-series report-component
dataset dataset database
standard standard standard-series
thesis dissertation
article posted-content
manuscript peer-review
document component grant other
""".strip().splitlines()
        )
        for name in names
    }
)
POSTED: Mapping[str, str] = MappingProxyType({"blog": "post-weblog", "dissertation": "thesis"})
"""CSL types of posted content that is no preprint, by its subtype."""

_ROLES = MappingProxyType(
    {"author": "author", "editor": "editor", "translator": "translator", "chair": "chair"}
)
_ISSUED = (
    "published-print", "issued", "published", "published-online", "published-other", "posted",
    "approved",
)  # fmt: skip
_OTHER_DATES = MappingProxyType({"accepted": "accepted", "content-created": "content-created"})
_KEPT = (
    "alternative-id", "article-number", "award", "degree", "funder", "group-title", "isbn-type",
    "issn-type", "journal-issue", "license", "link", "member", "original-title", "prefix",
    "published-online", "published-print", "reference-count", "is-referenced-by-count",
    "relation", "review", "short-title", "standards-body", "subtype", "subtitle", "type",
    "update-to", "updated-by", "update-policy", "clinical-trial-number", "archive", "approved",
    "posted", "project", "special-numbering", "version", "free-to-read", "status",
)  # fmt: skip
"""Members kept in `custom` although (a part of) what they say has a variable, or has none."""

_SHAPE = _json.Shape(
    lambda work: "DOI" in work and bool(work.keys() & {"type", "title", "publisher"}),
    lists=frozenset({"items"}),
    wrappers=frozenset({"message"}),
)
_OWN = (
    "reference-count", "is-referenced-by-count", "content-domain", "references-count",
    "message-type", "message-version", "short-container-title", "published-print", "indexed",
    "published-online",
)  # fmt: skip


def read(text: str) -> Read:
    """The works of a Crossref answer."""
    for element in _json.elements(text, _SHAPE):
        if element.reason is not None:
            yield Broken(element.line, element.raw, element.reason)
            continue
        try:
            yield _entry(element)
        except BadInput as error:
            yield Broken(element.line, element.raw, error.message)


def _entry(element: _json.Element) -> Entry:
    data = element.value
    if not data.keys() & {"DOI", "title", "container-title", "author", "URL"}:
        raise BadInput("it says nothing of a work: it has no DOI, title, author or URL")
    work = Work("crossref")
    type_ = _type(data)
    _titles(work, data, type_)
    _names(work, data)
    _dates(work, data)
    _numbers(work, data)
    _publisher(work, data, type_)
    work.put("abstract", abstract(str(data.get("abstract") or "")))
    work.put("language", _text(data, "language"))
    work.put("license", next(texts(data.get("license"), "URL"), None))
    for subject in texts(data.get("subject")):
        work.tag(subject)
    for name in _KEPT:
        if (value := compact(data.get(name))) is not None:
            work.custom[name] = value
    return work.entry(type_, element.line, element.raw)


def _type(data: Mapping[str, Any]) -> str:
    given = _text(data, "type").lower()
    subtype = _text(data, "subtype").lower()
    if given == "posted-content":
        return POSTED.get(subtype, "article")
    if given == "other" and data.get("ISBN") and data.get("container-title"):
        return "chapter"
    return _TYPES.get(given, given if given in _TYPES.values() else "document")


def _text(data: Mapping[str, Any], member: str) -> str:
    """The first text of a member that is a text or a list of them."""
    return next(texts(data.get(member)), "")


def _titles(work: Work, data: Mapping[str, Any], type_: str) -> None:
    title, subtitle = rich(_text(data, "title")), rich(_text(data, "subtitle"))
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title.rstrip(':. ')}: {subtitle}" if title else subtitle
    work.put("title", title)
    work.put("original-title", rich(_text(data, "original-title")))
    work.put("title-short", rich(_text(data, "short-title")))
    holders = [rich(each) for each in texts(data.get("container-title"))]
    shorts = [rich(each) for each in texts(data.get("short-container-title"))]
    if type_ in {"book", "thesis", "report"}:
        work.put("collection-title", holders[0] if holders else "")
    elif type_ in {"chapter", "paper-conference"} and len(holders) > 1:
        work.put("collection-title", holders[0])
        work.put("container-title", holders[1])
    elif holders:
        work.put("container-title", holders[0])
    if shorts and shorts[0] not in holders and type_ not in {"book", "thesis", "report"}:
        work.put("container-title-short", shorts[0])
    if holders[2:]:
        work.keep("container-title", "; ".join(holders[2:]))
    if type_ == "periodical":
        work.put("title", holders[0] if holders else "")
    event = data.get("event")
    if isinstance(event, Mapping):
        work.put("event-title", rich(_text(event, "name")))
        work.put("event-place", _text(event, "location"))
        ends = [_edtf(event.get(end)) for end in ("start", "end")]
        work.date("event-date", "/".join(dict.fromkeys(each for each in ends if each)))
        work.keep("event-acronym", _text(event, "acronym"))
    elif isinstance(event, str):
        work.put("event-title", rich(event))
    if type_ == "article":
        work.put("genre", _text(data, "subtype").replace("_", " ").replace("-", " ").capitalize())
    if type_ == "manuscript":
        work.put("genre", "peer review")


def _names(work: Work, data: Mapping[str, Any]) -> None:
    for member, role in _ROLES.items():
        for each in members(data.get(member)):
            work.name(role, _name(each))
            orcid = _text(each, "ORCID")
            if orcid:
                work.keep("orcid", orcid)


def _name(data: Mapping[str, Any]) -> Name | None:
    """A contributor's name; of names in capitals the small letters are restored."""
    family, given = _text(data, "family"), _text(data, "given")
    if not family and not given:
        return literal(rich(_text(data, "name") or _text(data, "literal")))
    return person(lowered(rich(family)), lowered(rich(given)), _text(data, "suffix"))


def _edtf(value: Any) -> str:
    """The EDTF of a Crossref date; "" where it has none (`[[null]]`)."""
    edtf, _ = _csl.date(value) if isinstance(value, Mapping) else (None, True)
    if edtf is None and isinstance(value, Mapping) and isinstance(value.get("date-time"), str):
        edtf, _ = _csl.date(value["date-time"][:10])
    return edtf or ""


def _dates(work: Work, data: Mapping[str, Any]) -> None:
    for member in _ISSUED:
        if (edtf := _edtf(data.get(member))) and "issued" not in work.dates:
            work.date("issued", edtf)
    issue = data.get("journal-issue")
    if "issued" not in work.dates and isinstance(issue, Mapping):
        of_issue = (_edtf(issue.get(f"published-{medium}")) for medium in ("print", "online"))
        work.date("issued", next(filter(None, of_issue), ""))
    online = _edtf(data.get("published-online"))
    if online and online != work.dates.get("issued"):
        work.date("available-date", online)
    for member in _OTHER_DATES:
        if edtf := _edtf(data.get(member)):
            work.keep(member, edtf)


def _numbers(work: Work, data: Mapping[str, Any]) -> None:
    issue = data.get("journal-issue")
    inner = issue if isinstance(issue, Mapping) else {}
    work.put("volume", _text(data, "volume"))
    work.put("issue", _text(data, "issue") or _text(inner, "issue"))
    work.pages(_text(data, "page") or _text(data, "article-number"))
    work.put("edition", _text(data, "edition-number"))
    work.put("number", _text(data, "report-number") or _text(data, "number"))
    work.put("part-number", _text(data, "part-number"))
    work.isbn("; ".join(isbn.rpartition("/")[2] for isbn in texts(data.get("ISBN"))))
    for issn in texts(data.get("ISSN")):
        work.issn(issn.rpartition("/")[2])
    work.doi(_text(data, "DOI"))
    resource = data.get("resource")
    primary = resource.get("primary") if isinstance(resource, Mapping) else None
    url = _text(primary, "URL") if isinstance(primary, Mapping) else ""
    given = _text(data, "URL")
    if not url and ("DOI" not in work.variables or "doi.org/" not in given):
        url = given
    work.put("URL", url)
    for variable in ("PMID", "PMCID"):
        work.put(variable, _text(data, variable))


def _publisher(work: Work, data: Mapping[str, Any], type_: str) -> None:
    institutions = list(members(data.get("institution")))
    if isinstance(data.get("institution"), Mapping):
        institutions = [data["institution"]]
    publisher, place = _text(data, "publisher"), _text(data, "publisher-location")
    if institutions:
        name = _text(institutions[0], "name")
        if type_ in {"thesis", "report", "article"} and name:
            work.keep("publisher", publisher if publisher != name else "")
            publisher = name
        elif name:
            work.keep("institution", name)
        place = place or ", ".join(texts(institutions[0].get("place")))
    work.put("publisher", rich(publisher))
    work.put("publisher-place", rich(place))
    if type_ == "thesis":
        work.put("genre", re.sub(r"\s*\(.*\)", "", _text(data, "degree")))
    standards = data.get("standards-body")
    if isinstance(standards, Mapping):
        work.put("authority", _text(standards, "name"))


def recognises(head: str) -> float:
    """Sure where it is an answer of the REST API, or has members that only it has."""
    if not _json.opens(head):
        return 0.0
    if _json.has(head, "message-type", "message"):
        return 1.0
    if not _json.has(head, "DOI"):
        return 0.0
    own = sum(_json.has(head, member) for member in _OWN)
    if not re.search(r'"(?:title|container-title)"\s*:\s*\[', head):
        # Crossref's CSL-JSON has its members too, but titles that are no lists
        return 0.6 if own and not re.search(r'"title"\s*:\s*"', head) else 0.0
    return 0.95 if own else 0.6


FORMAT = Format("Crossref JSON", extensions=("json",), read=read, recognises=recognises)
