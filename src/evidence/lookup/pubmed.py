"""PubMed: its records by PMID, and by PMCID where the article is in PubMed too.

Source: Entrez Programming Utilities Help, EFetch, and its usage guidelines (three requests
a second; tool and email); PMC ID Converter API. An article's record lists its notices.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evidence.domain.identifiers import normalise_or_none
from evidence.domain.vocabulary import IdentifierScheme
from evidence.lookup._notices import of_pubmed
from evidence.lookup._payloads import json_object, xml_root
from evidence.lookup.base import Answer, Enquiry, Failed, Outcome, Pace, Reply, Service

_CONVERTER = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles"
_RECORD = re.compile(r"<(?:PubmedArticle|PubmedBookArticle)[\s>]")
_PMID = re.compile(r"<PMID(?:\s[^>]*)?>\s*0*(\d+)\s*</PMID>")
_ABSENT = re.compile(r"id list is empty|invalid uid|cannot get document", re.IGNORECASE)
_ERROR = re.compile(r"<ERROR>([^<]*)</ERROR>|\"error\"\s*:\s*\"([^\"]*)\"")


def ask(enquiry: Enquiry) -> Answer:
    """The record with that PMID, or of the article with that PMCID."""
    if enquiry.scheme is IdentifierScheme.PMCID:
        return _by_pmcid(enquiry, enquiry.value)
    return _by_pmid(enquiry, enquiry.value)


def notices(enquiry: Enquiry) -> Answer:
    """The notices about an article, which stand in its own record."""
    record = replace(ask(enquiry), format=None, payload=None)
    if record.outcome is Outcome.NO_MATCH:
        return replace(record, outcome=Outcome.NOT_INDEXED)
    if record.outcome is Outcome.FOUND and not (record.notices or record.updates):
        return replace(record, outcome=Outcome.NO_MATCH, detail="PubMed knows of no notice")
    return record


def _by_pmid(enquiry: Enquiry, pmid: str) -> Answer:
    reply = enquiry.get(
        "efetch.fcgi",
        {"db": "pubmed", "id": pmid, "retmode": "xml"},
        accept="application/xml",
        expected=frozenset({400, 404}),
    )
    text = reply.text
    if _RECORD.search(text):
        first = _PMID.search(text)
        if first is None or first[1] != pmid:
            raise Failed("the answer is of another article")
        article = xml_root(reply).find("PubmedArticle")
        about, updates = of_pubmed(article) if article is not None else ((), ())
        return enquiry.found(reply, "pubmed-xml", text, notices=about, updates=updates)
    error = _ERROR.search(text)
    said = (error[1] or error[2] or "").strip() if error else ""
    if _ABSENT.search(said) or (reply.status == 200 and not said and "<PubmedArticleSet" in text):
        return enquiry.nothing(Outcome.NO_MATCH, reply, "PubMed has no such PMID")
    raise Failed(f"PubMed says: {said[:200]}" if said else "the answer holds no record")


def _by_pmcid(enquiry: Enquiry, pmcid: str) -> Answer:
    url = enquiry.base_urls.get("pubmed-idconv", _CONVERTER).rstrip("/") + "/"
    reply = enquiry.get(url, {"ids": pmcid, "format": "json"}, expected=frozenset({400, 404}))
    record = _record(reply)
    if record.get("status") == "error" or not record:
        return enquiry.nothing(Outcome.NO_MATCH, reply, "PubMed Central has no such PMCID")
    pmid = normalise_or_none(IdentifierScheme.PMID, str(record.get("pmid") or ""))
    doi = normalise_or_none(IdentifierScheme.DOI, str(record.get("doi") or ""))
    if pmid is None:
        detail = "the article is in PubMed Central, but not in PubMed"
        return enquiry.nothing(Outcome.NOT_INDEXED, reply, detail, follow=doi)
    return _by_pmid(enquiry, pmid)


def _record(reply: Reply) -> Mapping[str, Any]:
    """The converter's one record; empty where it has none."""
    data = json_object(reply)
    records = data.get("records")
    if isinstance(records, list) and records and isinstance(records[0], Mapping):
        return records[0]
    if reply.status != 200 or data.get("status") == "error":
        said = data.get("message") or data.get("errmsg") or f"HTTP {reply.status}"
        raise Failed(f"the converter of PMCIDs says: {str(said)[:200]}")
    return {}


SERVICE = Service(
    title="PubMed",
    schemes=frozenset({IdentifierScheme.PMID, IdentifierScheme.PMCID}),
    base_url="https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    ask=ask,
    notices=notices,
    pace=Pace(3, 0.34),
    address_parameter="email",
    tool_parameter="tool",
)
