"""Web annotations: quotations where they stand, with what was judged of them.

W3C Web Annotation Data Model: each quotation is an annotation of the passage in the file in
which it was found, else of the paper that quotes it. A page is a fragment (RFC 8118), and
positions count within its text; a file is named by its hash (RFC 6920).
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterator
from typing import Any

from evidence.domain.escape import as_json, utc
from evidence.domain.quotations import Place
from evidence.domain.records import Agent, Judgement, Verified
from evidence.domain.reports import QuotedWords, Report, ReportedClaim, outcome
from evidence.domain.vocabulary import AgentKind
from evidence.report import _words, _works
from evidence.report.base import ReportFormat

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PAGES = "http://tools.ietf.org/rfc/rfc3778"
"""As the model names PDF fragments (4.2.1); RFC 8118 has replaced it."""
_AGENTS = {
    AgentKind.PERSON: "Person",
    AgentKind.ORGANIZATION: "Organization",
    AgentKind.SOFTWARE: "Software",
}


def _write(report: Report) -> Iterator[str]:
    items = list(_annotations(report))
    program = {"type": "Software", "name": f"evidence {report.version}"}
    collection: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": _urn(report, "collection"),
        "type": "AnnotationCollection",
        "label": f"Quotations of {report.paper.title or report.paper.key} and of its evidence",
        "generator": program,
        "generated": utc(report.time),
        "total": len(items),
    }
    if items:
        page = {"id": _urn(report, "page"), "type": "AnnotationPage", "startIndex": 0}
        collection["first"] = {**page, "items": items}
    yield as_json(collection, indent=2)
    yield "\n"


REPORT = ReportFormat(
    title="Web Annotation",
    extensions=("annotation.json", "annotation.jsonld", "annotations.json"),
    write=_write,
)


def _annotations(report: Report) -> Iterator[dict[str, Any]]:
    for each in report.claims:
        for number, quoted in enumerate(each.quotations):
            name = quoted.key or f"{quoted.link or each.claim.key}/{number}"
            if not quoted.outcomes:
                yield _annotation(report, each, quoted, None, name)
            for found in quoted.outcomes:
                yield _annotation(report, each, quoted, found, f"{name}/{found.source}")


def _annotation(
    report: Report, each: ReportedClaim, quoted: QuotedWords, found: Verified | None, name: str
) -> dict[str, Any]:
    spot = found.match.place if found is not None else None
    annotation: dict[str, Any] = {
        "id": _urn(report, name),
        "type": "Annotation",
        "motivation": "assessing",
        "body": _bodies(each, quoted, found),
        "target": _in_paper(report, quoted)
        if found is None or spot is None
        else _in_file(report, found, spot),
    }
    if found is not None and found.time is not None:
        annotation["created"] = utc(found.time)
    return annotation


def _bodies(
    each: ReportedClaim, quoted: QuotedWords, found: Verified | None
) -> list[dict[str, Any]]:
    if found is None:
        said = _words.OUTCOMES[outcome(quoted)].word
    else:
        said = ", ".join(filter(None, [_words.verdict(found), _words.found_at(found)]))
        if found.match.difference:
            said += f": {found.match.difference}"
    bodies = [_text(said, "assessing"), _text(each.claim.statement, "describing")]
    if quoted.link is None:
        bodies += [_judgement(judged) for judged in each.claim.judgements]
    for link in each.claim.evidence:
        if link.key == quoted.link:
            bodies.append(_text(link.stance, "classifying"))
            bodies += [_judgement(judged) for judged in link.judgements]
    return bodies


def _judgement(judged: Judgement) -> dict[str, Any]:
    rating = _words.RATINGS[judged.rating]
    said = f"{judged.axis}: {rating}. {judged.reason}".strip()
    return {
        **_text(said, "assessing"),
        "creator": _agent(judged.agent),
        "created": utc(judged.time),
    }


def _agent(agent: Agent) -> dict[str, Any]:
    name = agent.name.partition(" <")[0].strip() or agent.name
    return {"type": _AGENTS[agent.kind], "name": name}


def _text(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _in_file(report: Report, found: Verified, spot: Place) -> dict[str, Any]:
    """The passage in the file: its words, and its place on its page."""
    files = {file.key: file.sha256 for file in report.files}
    digest = files.get(found.document or "")
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": _named_by_hash(digest) if digest else _urn(report, f"source/{found.source}"),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": spot.exact,
                "prefix": spot.prefix,
                "suffix": spot.suffix,
            },
            _position(spot),
        ],
    }
    if found.page_label is not None:
        target["label"] = f"printed page {found.page_label}"
    source = report.paper.sources.get(found.source)
    if source is not None and (link := _works.line(source.item).link):
        target["canonical"] = link
    return target


def _position(spot: Place) -> dict[str, Any]:
    if spot.page == spot.end_page:
        return _on_page(spot.page, spot.start, spot.end)
    return {
        "type": "RangeSelector",
        "startSelector": _on_page(spot.page, spot.start, spot.start),
        "endSelector": _on_page(spot.end_page, spot.end, spot.end),
    }


def _on_page(page: int, start: int, end: int) -> dict[str, Any]:
    return {
        "type": "FragmentSelector",
        "conformsTo": _PAGES,
        "value": f"page={page + 1}",
        "refinedBy": {"type": "TextPositionSelector", "start": start, "end": end},
    }


def _in_paper(report: Report, quoted: QuotedWords) -> dict[str, Any]:
    """The words where they are quoted: in the paper, or in evidence on a work."""
    key = quoted.source or report.paper.key
    source = report.source if quoted.source is None else report.paper.sources.get(key)
    link = None if source is None else _works.line(source.item).link
    selector = {"type": "TextQuoteSelector", "exact": quoted.words}
    return {
        "type": "SpecificResource",
        "source": link or _urn(report, f"source/{key}"),
        "selector": [selector],
    }


def _named_by_hash(digest: str) -> str:
    value = base64.urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip("=")
    return f"ni:///sha-256;{value}"


def _urn(report: Report, name: str) -> str:
    """A name of its own, the same whenever the report of that paper is made."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"evidence:{report.paper.key}/{name}").urn
