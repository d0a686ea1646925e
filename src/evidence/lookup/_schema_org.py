"""What a page's JSON-LD says in schema.org's words, as CSL-JSON.

Source: schema.org, CreativeWork and its kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from evidence.domain import identifiers
from evidence.domain.vocabulary import IdentifierScheme
from evidence.lookup._page import Page
from evidence.lookup._payloads import csl_date, csl_name, squeezed

_TYPES = MappingProxyType(
    {
        "ScholarlyArticle": "article-journal",
        "MedicalScholarlyArticle": "article-journal",
        "Chapter": "chapter",
        "Book": "book",
        "Thesis": "thesis",
        "Report": "report",
        "Dataset": "dataset",
        "SoftwareSourceCode": "software",
        "SoftwareApplication": "software",
        "Legislation": "legislation",
        "NewsArticle": "article-newspaper",
        "ReportageNewsArticle": "article-newspaper",
        "AnalysisNewsArticle": "article-newspaper",
        "OpinionNewsArticle": "article-newspaper",
        "BackgroundNewsArticle": "article-newspaper",
        "ReviewNewsArticle": "article-newspaper",
        "BlogPosting": "post-weblog",
        "SocialMediaPosting": "post",
        "DiscussionForumPosting": "post",
        "Movie": "motion_picture",
        "VideoObject": "motion_picture",
        "PodcastEpisode": "broadcast",
        "TVEpisode": "broadcast",
        "RadioEpisode": "broadcast",
        "Map": "map",
        "Review": "review",
        "PresentationDigitalDocument": "speech",
        "TechArticle": "webpage",
        "Article": "webpage",
        "WebPage": "webpage",
        "AboutPage": "webpage",
        "FAQPage": "webpage",
        "ItemPage": "webpage",
    }
)
"""CSL's types for schema.org's, the more telling first: a page holds objects of several."""
_ORDER = tuple(_TYPES)


def schema_org(page: Page) -> dict[str, Any]:
    """The work that a page's JSON-LD describes; empty where it describes none."""
    ranked = [(_rank(each), at, each) for at, each in enumerate(page.objects) if _title(each)]
    known = [each for each in ranked if each[0] < len(_ORDER)]
    if not known:
        return {}
    work = min(known, key=lambda each: each[:2])[2]
    type_ = _TYPES[_ORDER[_rank(work)]]
    parents = dict(_parents(work.get("isPartOf")))
    publisher = _first_name(work.get("publisher"))
    journal = parents.get("Periodical", "")
    container = journal or parents.get("Book", "")
    if not container and type_ in {"article-newspaper", "post-weblog", "webpage"}:
        container = publisher
        publisher = ""
    if type_ == "article-journal" and not container:
        container = parents.get("PublicationVolume", "") or parents.get("PublicationIssue", "")
    start, end = _text(work.get("pageStart")), _text(work.get("pageEnd"))
    given = list(_identifiers(work))
    return {
        "type": type_,
        "title": _title(work),
        "author": _people(work.get("author") or work.get("creator")),
        "editor": _people(work.get("editor")),
        "translator": _people(work.get("translator")),
        "container-title": container,
        "issued": csl_date(_text(work.get("datePublished")) or _text(work.get("dateCreated"))),
        "volume": parents.get("volumeNumber", "") or _text(work.get("volumeNumber")),
        "issue": parents.get("issueNumber", "") or _text(work.get("issueNumber")),
        "page": _text(work.get("pagination"))
        or (f"{start}-{end}" if start and end and start != end else start),
        "number-of-pages": _text(work.get("numberOfPages")) if type_ == "book" else "",
        "edition": _text(work.get("bookEdition")),
        "version": _text(work.get("version")) if type_ in {"software", "dataset"} else "",
        "publisher": publisher,
        "language": _text(work.get("inLanguage")) or _first_name(work.get("inLanguage")),
        "abstract": _text(work.get("abstract")) or _text(work.get("description")),
        "DOI": _first(IdentifierScheme.DOI, given),
        "ISBN": _first(IdentifierScheme.ISBN, _texts(work.get("isbn"))),
        "ISSN": _first(IdentifierScheme.ISSN, [parents.get("issn", ""), *_texts(work.get("issn"))]),
    }


def _rank(each: Mapping[str, Any]) -> int:
    kinds = [re.sub(r"^https?://schema\.org/", "", kind) for kind in _texts(each.get("@type"))]
    return min((_ORDER.index(kind) for kind in kinds if kind in _TYPES), default=len(_ORDER))


def _title(each: Mapping[str, Any]) -> str:
    return _text(each.get("headline")) or _text(each.get("name"))


def _parents(value: Any) -> Iterator[tuple[str, str]]:
    """Names by kind, and numbers, of what a work is part of, however deep."""
    level = [value]
    for _ in range(6):
        inner: list[Any] = []
        for each in level:
            if isinstance(each, list):
                inner.extend(each)
            elif isinstance(each, Mapping):
                for kind in _texts(each.get("@type")):
                    yield kind, _title(each)
                for number in ("volumeNumber", "issueNumber", "issn"):
                    if said := next(iter(_texts(each.get(number))), ""):
                        yield number, said
                inner.append(each.get("isPartOf"))
        level = inner


def _identifiers(work: Mapping[str, Any]) -> Iterator[str]:
    """What may be a DOI: of `identifier`, in each of its forms, `sameAs` and the like."""
    for name in ("doi", "identifier", "sameAs", "@id", "url"):
        value = work.get(name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, Mapping):
                yield from _texts(each.get("value"))
                yield from _texts(each.get("@id"))
            elif isinstance(each, str) and re.search(r"(?i)\bdoi\b|^10\.", each):
                yield each


def _people(value: Any) -> list[dict[str, str]]:
    found = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and each.strip() and "://" not in each:
            found.append(csl_name(each))
        elif isinstance(each, Mapping):
            family, given = _text(each.get("familyName")), _text(each.get("givenName"))
            name = _text(each.get("name"))
            if family:
                found.append({"family": family, **({"given": given} if given else {})})
            elif name and "Person" in _texts(each.get("@type")):
                found.append(csl_name(name))
            elif name:
                found.append({"literal": name})
    return [name for at, name in enumerate(found) if name not in found[:at]]


def _first_name(value: Any) -> str:
    for each in value if isinstance(value, list) else [value]:
        name = _text(each.get("name")) if isinstance(each, Mapping) else _text(each)
        if name:
            return name
    return ""


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [squeezed(str(each)) for each in values if _is_text(each) and str(each).strip()]


def _text(value: Any) -> str:
    """A text or number, or the first of a list; of JSON-LD's value objects the value."""
    if isinstance(value, Mapping):
        value = value.get("@value")
    return next(iter(_texts(value)), "")


def _is_text(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _first(scheme: IdentifierScheme, texts: list[str]) -> str:
    for text in texts:
        normal = identifiers.normalise_or_none(scheme, text)
        if normal:
            return normal
    return ""
