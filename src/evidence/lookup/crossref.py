"""Crossref: the agency of most scholarly DOIs.

Source: Crossref REST API, /works/{doi}; its documentation, "Access and authentication"
(limits of the public and the polite pool).
"""

from __future__ import annotations

from urllib.parse import quote

from evidence.domain.vocabulary import IdentifierScheme
from evidence.lookup._payloads import json_object
from evidence.lookup.base import Answer, Enquiry, Failed, Outcome, Pace, Service


def ask(enquiry: Enquiry) -> Answer:
    """The record of a DOI; a DOI of another agency is not indexed here."""
    reply = enquiry.get(f"works/{quote(enquiry.value, safe='')}")
    if reply.status == 404:
        return enquiry.nothing(Outcome.NOT_INDEXED, reply, "Crossref has no such DOI")
    if not isinstance(json_object(reply).get("message"), dict):
        raise Failed("the answer holds no record")
    return enquiry.found(reply, "crossref-json", reply.text)


SERVICE = Service(
    title="Crossref",
    schemes=frozenset({IdentifierScheme.DOI}),
    base_url="https://api.crossref.org",
    ask=ask,
    pace=Pace(3, 0.1),
    unnamed_pace=Pace(1, 0.2),
    rank=10,
    address_parameter="mailto",
)
