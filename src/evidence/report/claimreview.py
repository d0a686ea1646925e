"""ClaimReview: people's judgements of claims as schema.org's JSON-LD, for search engines.

Only what people and organizations judged is said: no state that follows from nothing, no
program's rating. Ratings that decide nothing have a name and no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.domain.escape import as_json, utc
from evidence.domain.names import Name
from evidence.domain.records import Agent, Evidence, Judgement, Source
from evidence.domain.reports import Report, ReportedClaim, by_people
from evidence.domain.vocabulary import AgentKind, Axis, Veracity
from evidence.report import _words, _works
from evidence.report.base import ReportFormat

_SCALE = {str(Veracity.REFUTED): 1, str(Veracity.CONFLICTING): 2, str(Veracity.SUPPORTED): 3}


def _write(report: Report) -> Iterator[str]:
    reviews = [
        _review(report, each, judged)
        for each in report.claims
        for judged in by_people(each.claim.judgements)
        if judged.axis is Axis.VERACITY
    ]
    yield as_json({"@context": "https://schema.org", "@graph": reviews}, indent=2)
    yield "\n"


REPORT = ReportFormat(
    title="ClaimReview", extensions=("claimreview.json", "claimreview.jsonld"), write=_write
)


def _review(report: Report, each: ReportedClaim, judged: Judgement) -> dict[str, Any]:
    paper = _paper(report)
    claim: dict[str, Any] = {
        "@type": "Claim",
        "text": each.claim.statement,
        "identifier": each.claim.key,
        "appearance": {**paper, **_passage(each)},
    }
    if "author" in paper:
        claim["author"] = paper["author"]
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "identifier": f"{report.paper.key}/{each.claim.key}",
        "datePublished": judged.time.date().isoformat(),
        "dateCreated": utc(judged.time),
        "claimReviewed": each.claim.statement,
        "itemReviewed": claim,
        "author": _agent(judged.agent),
        "reviewRating": _rating(judged),
        "reviewBody": judged.reason,
    }
    based_on = [_evidence(link, report) for link in each.claim.evidence]
    if based_on:
        review["isBasedOn"] = based_on
    return review


def _rating(judged: Judgement) -> dict[str, Any]:
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": _words.RATINGS[judged.rating],
        "ratingExplanation": judged.reason,
    }
    if judged.rating in _SCALE:
        rating |= {
            "ratingValue": _SCALE[judged.rating],
            "worstRating": min(_SCALE.values()),
            "bestRating": max(_SCALE.values()),
        }
    return rating


def _agent(agent: Agent) -> dict[str, Any]:
    name = agent.name.partition(" <")[0].strip() or agent.name
    organization = agent.kind is AgentKind.ORGANIZATION
    return {"@type": "Organization" if organization else "Person", "name": name}


def _paper(report: Report) -> dict[str, Any]:
    work = _work(report.source)
    work["name"] = report.paper.title or report.paper.key
    return work


def _passage(each: ReportedClaim) -> dict[str, Any]:
    place = each.claim.location
    said = ", ".join(filter(None, [place.section, _words.where(place)]))
    passage: dict[str, Any] = {"@type": "CreativeWork"}
    if said:
        passage["pagination"] = said
    if each.claim.text:
        passage["text"] = each.claim.text
    return passage


def _evidence(link: Evidence, report: Report) -> dict[str, Any]:
    source = report.paper.sources.get(link.source)
    work = {"@type": "CreativeWork", "name": link.source} if source is None else _work(source)
    if link.locator:
        work["pagination"] = _words.of_link(link)
    if link.quotation:
        work["text"] = link.quotation
    return work


def _work(source: Source) -> dict[str, Any]:
    item = source.item
    work: dict[str, Any] = {"@type": "CreativeWork", "name": item.title or source.key}
    if item.creators:
        work["author"] = [_person(name) for name in item.creators]
    if "issued" in item.dates:
        work["datePublished"] = item.dates["issued"]
    if link := _works.line(item).link:
        work["url"] = link
    return work


def _person(name: Name) -> dict[str, Any]:
    if name.literal is not None:
        return {"@type": "Organization", "name": name.literal}
    return {"@type": "Person", "name": name.text}
