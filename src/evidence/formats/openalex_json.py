"""OpenAlex's JSON: one work, or the results of a search.

Source: OpenAlex, "Work object". What CSL has no variable for stands in
`custom["openalex"]`; its abstracts are turned back from the index of words that they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from evidence.domain.names import Name
from evidence.errors import BadInput
from evidence.formats import _csl, _json
from evidence.formats._markup import plain, rich
from evidence.formats._values import compact, members, texts
from evidence.formats._xml_work import Work, printed
from evidence.formats.base import Broken, Entry, Format, Read

_TYPES = MappingProxyType(
    {
        "article": "article-journal", "book": "book", "book-chapter": "chapter",
        "book-part": "chapter", "book-review": "review-book", "book-section": "chapter",
        "book-series": "book", "book-set": "book", "component": "document",
        "conference-abstract": "paper-conference", "conference-paper": "paper-conference",
        "conference-poster": "paper-conference", "conference-presentation": "speech",
        "data-paper": "article-journal", "database": "dataset", "dataset": "dataset",
        "dissertation": "thesis", "edited-book": "book", "editorial": "article-journal",
        "erratum": "article-journal", "grant": "document", "journal": "periodical",
        "journal-article": "article-journal", "letter": "article-journal",
        "libguides": "webpage", "monograph": "book", "other": "document",
        "paratext": "document", "peer-review": "manuscript", "posted-content": "article",
        "preprint": "article", "proceedings": "book",
        "proceedings-article": "paper-conference", "reference-book": "book",
        "reference-entry": "entry-encyclopedia", "report": "report",
        "report-component": "report", "report-series": "report", "retraction": "article-journal",
        "review": "article-journal", "software": "software", "software-paper": "article-journal",
        "standard": "standard", "supplementary-materials": "document", "thesis": "thesis",
    }
)  # fmt: skip
_KEPT = (
    "id", "type", "type_crossref", "is_retracted", "is_paratext", "open_access", "ids",
    "cited_by_count", "primary_topic", "grants", "referenced_works_count", "publication_date",
    "best_oa_location",
)  # fmt: skip
_SHAPE = _json.Shape(
    lambda work: bool(work.keys() & {"authorships", "display_name", "doi"} and "ids" in work),
    lists=frozenset({"results"}),
)
_ID = re.compile(r"https?://(?:[a-z-]+\.)?openalex\.org/(?:works/)?W\d+", re.IGNORECASE)
_LONGEST_ABSTRACT = 100_000


def read(text: str) -> Read:
    """The works of an OpenAlex answer."""
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
    if not data.keys() & {"title", "display_name", "authorships", "doi"}:
        raise BadInput("it says nothing of a work: it has no title, authorships or DOI")
    work = Work("openalex")
    type_ = _type(data)
    work.put("title", rich(_text(data, "title") or _text(data, "display_name")))
    for each in members(data.get("authorships")):
        work.name("author", _name(each))
    work.date("issued", _date(data))
    _location(work, data, type_)
    _numbers(work, data)
    work.put("abstract", _abstract(data.get("abstract_inverted_index")) or _text(data, "abstract"))
    work.put("language", _text(data, "language"))
    tags = list(texts(data.get("keywords"), "display_name")) or list(
        texts(data.get("keywords"), "keyword")
    )
    for tag in tags:
        work.tag(rich(tag))
    for name in _KEPT:
        if (value := compact(data.get(name))) is not None:
            work.custom[name] = value
    return work.entry(type_, element.line, element.raw)


def _text(data: Mapping[str, Any], member: str) -> str:
    return next(texts(data.get(member)), "")


def _object(data: Mapping[str, Any], *path: str) -> Mapping[str, Any]:
    """The object at a path of members; empty where there is none."""
    for member in path:
        inner = data.get(member)
        if not isinstance(inner, Mapping):
            return {}
        data = inner
    return data


def _source(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return _object(data, "primary_location", "source") or _object(data, "host_venue")


def _type(data: Mapping[str, Any]) -> str:
    """OpenAlex calls papers of conferences and preprints articles: the place tells them apart."""
    given, crossref = _text(data, "type").lower(), _text(data, "type_crossref").lower()
    venue = _text(_source(data), "type").lower()
    csl = _TYPES.get(given) or _TYPES.get(crossref) or "document"
    if csl == "article-journal" and given in {"article", "review", ""}:
        if crossref.startswith("proceedings") or venue == "conference":
            return "paper-conference"
        if crossref == "posted-content" or (venue == "repository" and not crossref.startswith("j")):
            return "article"
        if venue == "book series" and crossref == "book-chapter":
            return "chapter"
    return csl


def _name(authorship: Mapping[str, Any]) -> Name | None:
    shown = _text(_object(authorship, "author"), "display_name")
    raw = _text(authorship, "raw_author_name")
    return printed(rich(shown or raw))


def _date(data: Mapping[str, Any]) -> str:
    edtf, _ = _csl.date(_text(data, "publication_date") or None)
    return edtf or _text(data, "publication_year")


def _location(work: Work, data: Mapping[str, Any], type_: str) -> None:
    source, location = _source(data), _object(data, "primary_location")
    title = rich(_text(source, "display_name") or _text(location, "raw_source_name"))
    host = rich(_text(source, "host_organization_name") or _text(source, "publisher"))
    kind = _text(source, "type").lower()
    alone = type_ in {"article", "thesis", "report", "dataset", "software"}
    if alone and (not host or kind in {"", "repository"}):
        work.put("publisher", title or host)
    elif alone or type_ == "book":
        work.put("publisher", host)
        if "series" in kind or (alone and kind == "journal"):
            work.put("collection-title", title)
        else:
            work.keep("source", title)
    else:
        work.put("container-title", title)
        work.put("publisher", host)
    issns = list(texts(source.get("issn"))) or list(texts(source.get("issn_l")))
    for issn in issns:
        work.issn(issn)
    work.put("container-title-short", rich(_text(source, "abbreviated_title")))
    url = _text(location, "landing_page_url")
    if "doi.org/" not in url:
        work.put("URL", url)
    work.put("version", "" if type_ != "software" else _text(location, "version"))
    work.put("license", _text(location, "license"))


def _numbers(work: Work, data: Mapping[str, Any]) -> None:
    biblio, ids = _object(data, "biblio"), _object(data, "ids")
    work.put("volume", _text(biblio, "volume"))
    work.put("issue", _text(biblio, "issue"))
    first, last = _text(biblio, "first_page"), _text(biblio, "last_page")
    work.pages("-".join(each for each in (first, last if last != first else "") if each))
    doi = _text(data, "doi") or _text(ids, "doi")
    if doi:
        work.doi(doi)
    for variable in ("PMID", "PMCID"):
        value = _text(ids, variable.lower()).rstrip("/").rpartition("/")[2]
        if variable == "PMCID" and value.isdigit():
            value = f"PMC{value}"
        work.put(variable, value)
    work.isbn("; ".join(texts(ids.get("isbn"))))


def _abstract(index: Any) -> str:
    """The text of an abstract from the positions of its words."""
    if not isinstance(index, Mapping):
        return ""
    placed = [
        (position, str(word))
        for word, positions in index.items()
        for position in (positions if isinstance(positions, list) else [])
        if isinstance(position, int)
    ]
    text = " ".join(word for _, word in sorted(placed[:_LONGEST_ABSTRACT]))
    return plain(re.sub(r"^Abstract:?\s+(?=[A-Z])", "", text))


def recognises(head: str) -> float:
    """Sure where it names OpenAlex's works, or has members that only they have."""
    if not _json.opens(head):
        return 0.0
    if _ID.search(head) and (_json.has(head, "ids") or _json.has(head, "authorships")):
        return 1.0
    return (
        0.9 if _json.has(head, "authorships") or _json.has(head, "abstract_inverted_index") else 0.0
    )


FORMAT = Format("OpenAlex JSON", extensions=("json",), read=read, recognises=recognises)
