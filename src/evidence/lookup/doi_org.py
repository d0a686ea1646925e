"""doi.org: sends a DOI on to its agency, whichever that is, for a record as CSL-JSON.

Source: DOI Citation Formatter, "DOI Content Negotiation".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from evidence.domain.items import DATES, NAMES, STRINGS, TYPES
from evidence.domain.vocabulary import IdentifierScheme
from evidence.lookup._payloads import csl_text, json_object
from evidence.lookup.base import Answer, Enquiry, Failed, Outcome, Pace, Service

_CSL = "application/vnd.citationstyles.csl+json"
_TYPES = MappingProxyType(
    {
        "journal-article": "article-journal",
        "proceedings-article": "paper-conference",
        "book-chapter": "chapter",
        "book-section": "chapter",
        "book-part": "chapter",
        "book-track": "chapter",
        "reference-entry": "entry",
        "monograph": "book",
        "edited-book": "book",
        "reference-book": "book",
        "book-set": "book",
        "book-series": "book",
        "proceedings": "book",
        "journal": "periodical",
        "journal-volume": "periodical",
        "journal-issue": "periodical",
        "dissertation": "thesis",
        "posted-content": "article",
        "peer-review": "review",
        "report-component": "report",
        "article-newspaper": "article-newspaper",
        "other": "document",
        "component": "document",
    }
)
"""CSL's types for the agencies' own, which some of them send."""


def ask(enquiry: Enquiry) -> Answer:
    """The record of a DOI of any agency; one that doi.org itself does not know is no DOI."""
    reply = enquiry.get(
        quote(enquiry.value, safe="/:;()."), accept=_CSL, expected=frozenset({404, 406, 410})
    )
    if reply.status == 404 and not reply.hops:
        return enquiry.nothing(Outcome.NO_MATCH, reply, "doi.org knows no such DOI")
    if reply.status != 200 or not reply.media_type.endswith("json"):
        detail = "the DOI exists, but its agency gives no record of it"
        return enquiry.nothing(Outcome.NOT_INDEXED, reply, detail)
    data = json_object(reply)
    if not data.get("title") and not data.get("author") and not data.get("container-title"):
        raise Failed("the answer holds no record")
    return enquiry.found(reply, "csl-json", csl_text(cleaned(data)))


def cleaned(data: Mapping[str, Any]) -> dict[str, Any]:
    """An agency's CSL-JSON as CSL has it: its types, texts where it has texts, no empty dates."""
    type_ = str(data.get("type") or "document")
    item: dict[str, Any] = {"type": type_ if type_ in TYPES else _TYPES.get(type_, "document")}
    for variable, value in data.items():
        if variable == "type":
            continue
        if variable in NAMES and isinstance(value, list):
            value = [_name(each) for each in value if isinstance(each, Mapping)]
            value = [each for each in value if each]
        elif variable in DATES and not _is_date(value):
            continue
        elif variable in STRINGS and isinstance(value, list):
            texts = [str(each) for each in value if isinstance(each, str | int)]
            value = " ".join(texts) if variable in {"ISSN", "ISBN"} else "".join(texts[:1])
        if value not in (None, "", [], {}):
            item[variable] = value
    return item


def _name(name: Mapping[str, Any]) -> dict[str, Any]:
    if not any(name.get(part) for part in ("family", "given", "literal")) and name.get("name"):
        return {"literal": name["name"]}
    return {part: value for part, value in name.items() if isinstance(value, str) and value}


def _is_date(value: Any) -> bool:
    if isinstance(value, Mapping) and "date-parts" in value:
        return "null" not in json.dumps(value["date-parts"]) and value["date-parts"] not in (
            [],
            [[]],
        )
    return bool(value)


SERVICE = Service(
    title="doi.org",
    schemes=frozenset({IdentifierScheme.DOI}),
    base_url="https://doi.org",
    ask=ask,
    pace=Pace(3, 0.1),
    unnamed_pace=Pace(1, 0.2),
    rank=30,
)
