"""Retractions, corrections and other notices, as services' records tell of them.

Sources: Crossref REST API, `update-to` and `updated-by` of a work; NLM, "MEDLINE/PubMed XML
Element Descriptions", CommentsCorrections.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from lxml import etree

from evidence.domain.dates import edtf_from_csl, from_text
from evidence.domain.identifiers import normalise_or_none
from evidence.domain.vocabulary import IdentifierScheme
from evidence.errors import BadInput
from evidence.lookup._payloads import squeezed
from evidence.lookup.base import Notice

Both = tuple[tuple[Notice, ...], tuple[Notice, ...]]
"""The notices about a work, and what it says as a notice of others."""

_PUBLISHER = "publisher"
_PUBMED = "pubmed"
_NOTICES = MappingProxyType(
    {
        "RetractionIn": "retraction",
        "PartialRetractionIn": "partial-retraction",
        "RetractedandRepublishedIn": "retraction-and-republication",
        "ExpressionOfConcernIn": "expression-of-concern",
        "ErratumIn": "erratum",
        "CorrectedandRepublishedIn": "correction-and-republication",
        "UpdateIn": "update",
    }
)
"""What PubMed calls the notices about an article."""
_UPDATES = MappingProxyType(
    {
        "RetractionOf": "retraction",
        "PartialRetractionOf": "partial-retraction",
        "RetractedandRepublishedFrom": "retraction-and-republication",
        "ExpressionOfConcernFor": "expression-of-concern",
        "ErratumFor": "erratum",
        "CorrectedandRepublishedFrom": "correction-and-republication",
        "UpdateOf": "update",
    }
)
"""What PubMed calls the articles that a notice is about."""
_CITED_DOI = re.compile(r"(?i)\bdoi:\s*(10\.\S+)")
_CITED_DATE = re.compile(
    r"[.\])]\s+((?:1[89]|20)\d\d(?: [A-Z][a-z]{2}(?: \d{1,2})?)?)\s*(?=[;.:]|$)"
)


def of_crossref(record: Mapping[str, Any], doi: str) -> Both:
    """What Crossref's record of a work says; a notice that stands in the work's own record,
    as of a paper withdrawn in its place, is about the work.

    Args:
        record: the work's.
        doi: what was asked for, in its normal form.
    """
    names = {doi, _doi(record.get("DOI"))}  # a DOI may be another's alias
    updates = list(_crossref(record.get("update-to"), None))
    own = [notice for notice in updates if notice.doi in names]
    return (
        merged([*_crossref(record.get("updated-by"), None), *own]),
        merged(notice for notice in updates if notice not in own),
    )


def in_crossrefs_list(works: Iterable[Any], doi: str) -> Iterator[Notice]:
    """The notices about the work with that DOI among others' records; the rest is passed over."""
    for work in works:
        if not isinstance(work, Mapping):
            continue
        own = _doi(work.get("DOI"))
        titles = work.get("title")
        title = titles[0] if isinstance(titles, list) and titles else titles
        for said in _crossref(work.get("update-to"), title):
            if said.doi == doi:
                yield Notice(said.type, own, said.date, said.title, said.source)


def of_pubmed(article: etree._Element) -> Both:
    """What PubMed's record of an article says.

    Args:
        article: the element `PubmedArticle`.
    """
    path = "MedlineCitation/CommentsCorrectionsList/CommentsCorrections"
    links = article.findall(path)
    return (
        merged(_pubmed(each, _NOTICES) for each in links if each.get("RefType") in _NOTICES),
        merged(_pubmed(each, _UPDATES) for each in links if each.get("RefType") in _UPDATES),
    )


def merged(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each notice once, the oldest first, with what any of its mentions knows.

    One and the same notice may be told of by several sources, and stays several then.
    """
    found: dict[tuple[str, str | None, str | None, str], Notice] = {}
    for notice in notices:
        identity = (notice.type, notice.doi, notice.pmid, notice.source)
        known = found.get(identity, notice)
        found[identity] = Notice(
            notice.type,
            notice.doi,
            known.date or notice.date,
            known.title or notice.title,
            notice.source,
            notice.pmid,
        )
    return tuple(sorted(found.values(), key=lambda each: (each.date or "9999", each.type)))


def _crossref(updates: Any, title: Any) -> Iterator[Notice]:
    """Entries of `update-to` or `updated-by`; one that does not say what it is, is none."""
    for update in updates if isinstance(updates, list) else ():
        kind = update.get("type") if isinstance(update, Mapping) else None
        if not isinstance(kind, str) or not kind.strip():
            continue
        source = update.get("source")  # older entries have none: all came from publishers
        yield Notice(
            re.sub(r"[\s_-]+", "-", kind.strip().lower()),
            _doi(update.get("DOI")),
            _date(update.get("updated")),
            (squeezed(title) or None) if isinstance(title, str) else None,
            source if isinstance(source, str) and source else _PUBLISHER,
        )


def _doi(value: Any) -> str | None:
    return normalise_or_none(IdentifierScheme.DOI, value) if isinstance(value, str) else None


def _date(value: Any) -> str | None:
    """The EDTF of Crossref's date: with parts, or with a moment alone."""
    if not isinstance(value, Mapping):
        return None
    moment = value.get("date-time")
    try:
        if value.get("date-parts"):
            return edtf_from_csl(value)
        return from_text(moment[:10]) if isinstance(moment, str) else None
    except BadInput:
        return None


def _pubmed(link: etree._Element, types: Mapping[str, str]) -> Notice:
    cited = squeezed(link.findtext("RefSource"))
    doi = _CITED_DOI.search(cited)
    date = _CITED_DATE.search(cited)
    return Notice(
        types[link.get("RefType") or ""],
        _doi(doi[1]) if doi else None,
        _cited_date(date[1]) if date else None,
        cited or None,
        _PUBMED,
        normalise_or_none(IdentifierScheme.PMID, link.findtext("PMID") or ""),
    )


def _cited_date(text: str) -> str | None:
    try:
        return from_text(text)
    except BadInput:
        return None
