"""DataCite: the agency of data sets, software, preprints, reports and theses.

Source: DataCite REST API, /dois/{id}; its support pages, "Rate limit".
"""

from __future__ import annotations

from urllib.parse import quote

from evidence.domain.vocabulary import IdentifierScheme
from evidence.lookup._payloads import json_object
from evidence.lookup.base import Answer, Enquiry, Failed, Outcome, Pace, Service


def ask(enquiry: Enquiry) -> Answer:
    """The record of a DOI; a DOI of another agency is not indexed here."""
    reply = enquiry.get(f"dois/{quote(enquiry.value, safe='')}", accept="application/vnd.api+json")
    if reply.status == 404:
        return enquiry.nothing(Outcome.NOT_INDEXED, reply, "DataCite has no such DOI")
    if not isinstance(json_object(reply).get("data"), dict):
        raise Failed("the answer holds no record")
    return enquiry.found(reply, "datacite-json", reply.text)


SERVICE = Service(
    title="DataCite",
    schemes=frozenset({IdentifierScheme.DOI}),
    base_url="https://api.datacite.org",
    ask=ask,
    pace=Pace(2, 0.3),
    unnamed_pace=Pace(1, 0.6),
    rank=20,
    address_parameter="mailto",
)
