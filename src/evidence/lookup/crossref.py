"""Crossref: the agency of most scholarly DOIs, and whom publishers tell of retractions.

Source: Crossref REST API, /works/{doi} and /works with the filter `updates`; its
documentation, "Access and authentication" (limits of the public and the polite pool).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from evidence.domain.vocabulary import IdentifierScheme
from evidence.lookup._notices import in_crossrefs_list, merged, of_crossref
from evidence.lookup._payloads import json_object
from evidence.lookup.base import Answer, Enquiry, Failed, Offline, Outcome, Pace, Reply, Service

_MOST_NOTICES = "1000"


def ask(enquiry: Enquiry) -> Answer:
    """The record of a DOI; a DOI of another agency is not indexed here."""
    reply = enquiry.get(f"works/{quote(enquiry.value, safe='')}")
    if reply.status == 404:
        return enquiry.nothing(Outcome.NOT_INDEXED, reply, "Crossref has no such DOI")
    about, updates = of_crossref(_message(reply), enquiry.value)
    return enquiry.found(reply, "crossref-json", reply.text, notices=about, updates=updates)


def notices(enquiry: Enquiry) -> Answer:
    """The notices about a work: a notice's own record says what it is about."""
    record = replace(ask(enquiry), format=None, payload=None)
    if record.outcome is not Outcome.FOUND:
        return record
    try:
        listed = _listed(enquiry)
    except Failed as error:
        if isinstance(error, Offline) or not record.notices:
            raise
        return replace(record, detail=error.detail)
    works = _message(listed).get("items")
    if not isinstance(works, list):
        raise Failed("the answer holds no list of works")
    about = merged([*record.notices, *in_crossrefs_list(works, enquiry.value)])
    if not about and not record.updates:
        return enquiry.nothing(Outcome.NO_MATCH, listed, "Crossref knows of no notice")
    return replace(record, endpoint=listed.url, time=listed.time, notices=about)


def _listed(enquiry: Enquiry) -> Reply:
    """The works that say that they update this one."""
    if "," in enquiry.value:  # it would begin another filter, and cannot be escaped
        raise Failed("Crossref cannot be asked for notices about a DOI with a comma")
    return enquiry.get(
        "works",
        {
            "filter": f"updates:{enquiry.value}",
            "select": "DOI,title,update-to",
            "rows": _MOST_NOTICES,
        },
        expected=frozenset(),
    )


def _message(reply: Reply) -> Mapping[str, Any]:
    """What the answer holds.

    Raises:
        Failed: nothing.
    """
    message = json_object(reply).get("message")
    if not isinstance(message, Mapping):
        raise Failed("the answer holds no record")
    return message


SERVICE = Service(
    title="Crossref",
    schemes=frozenset({IdentifierScheme.DOI}),
    base_url="https://api.crossref.org",
    ask=ask,
    notices=notices,
    pace=Pace(3, 0.1),
    unnamed_pace=Pace(1, 0.2),
    rank=10,
    address_parameter="mailto",
)
