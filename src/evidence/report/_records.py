"""The parts of a report as JSON objects: members as the listings of the program have them."""

from __future__ import annotations

from typing import Any

from evidence.domain.escape import utc
from evidence.domain.findings import Finding, Location
from evidence.domain.records import Citation, Evidence, Judgement, Reference, Source, Verified
from evidence.domain.reports import (
    LIMITS,
    QuotedWords,
    Report,
    ReportedClaim,
    Superseded,
    WaivedFinding,
    outcome,
)

Record = dict[str, Any]


def whole(report: Report) -> Record:
    """The report."""
    return {
        "paper": source(report.source),
        "time": utc(report.time),
        "version": report.version,
        "database": {
            "name": report.database.name,
            "ledger": report.database.ledger,
            "activities": report.database.activities,
            "sha256": report.database.sha256,
        },
        "file": None
        if report.file is None
        else {"name": report.file.name, "sha256": report.file.sha256},
        "summary": {
            "claims": len(report.claims),
            "states": {str(state): number for state, number in report.counted().items()},
            "quotations": {str(status): number for status, number in report.outcomes().items()},
            "findings": {str(each): number for each, number in report.severities().items()},
            "waived": len(report.waived),
        },
        "findings": [finding(each) for each in report.findings],
        "waived": [waived(each) for each in report.waived],
        "rules": [
            {
                "rule": rule.code,
                "name": rule.name,
                "severity": rule.severity,
                "what": rule.what,
                "why": rule.why,
                "mend": rule.mend,
            }
            for rule in report.rules.values()
        ],
        "sections": [
            {"heading": section.heading, "claims": [claim(each) for each in section.claims]}
            for section in report.sections
        ],
        "citations": [citation(each) for each in report.paper.citations],
        "references": [reference(each) for each in report.paper.references],
        "sources": [source(each) for each in report.paper.sources.values()],
        "documents": [
            {
                "key": file.key,
                "name": file.name,
                "sha256": file.sha256,
                "sources": list(file.sources),
            }
            for file in report.files
        ],
        "establishes": [{"about": heading, "text": text} for heading, text in LIMITS],
    }


def claim(reported: ReportedClaim) -> Record:
    """A claim with its state, its marks, and everything that stands around it."""
    record = reported.claim
    links = [each for link in record.evidence for each in link.judgements]
    return {
        "key": record.key,
        "statement": record.statement,
        "kind": record.kind,
        "section": record.location.section,
        "paragraph": record.location.paragraph,
        "sentence": record.location.sentence,
        "status": record.status,
        "quoted": record.quoted,
        "citations": [
            {
                "text": cited.text,
                "source": item.source,
                "locator": item.locator,
                "label": item.label,
                "resolution": item.resolution,
                "inferred": inferred,
                "citation": cited.key,
                "candidates": list(item.candidates),
            }
            for cited, inferred in reported.citations
            for item in cited.items
        ],
        "suggested": [each.source for each in record.suggestions],
        "evidence": [
            _evidence(link, reported.link_history.get(link.key, ())) for link in record.evidence
        ],
        "veracity": record.veracity,
        "judgements": [judgement(each) for each in (*record.judgements, *links)],
        "state": reported.state,
        "marks": list(reported.marks),
        "text": record.text,
        "quotations": [quotation(each) for each in reported.quotations],
        "history": [_superseded(each) for each in reported.history],
        "findings": [finding(each) for each in reported.findings],
    }


def _evidence(link: Evidence, history: tuple[Superseded, ...]) -> Record:
    return {
        "source": link.source,
        "locator": link.locator,
        "label": link.label,
        "stance": link.stance,
        "quotation": link.quotation,
        "match": None if link.verified is None else link.verified.match.status,
        "fidelity": link.judgement.rating if link.judgement else None,
        "key": link.key,
        "note": link.note,
        "judgements": [judgement(each) for each in link.judgements],
        "history": [_superseded(each) for each in history],
    }


def quotation(quoted: QuotedWords) -> Record:
    """Quoted words and what became of looking for them."""
    return {
        "key": quoted.key,
        "exact": quoted.words,
        "link": quoted.link,
        "source": quoted.source,
        "outcome": outcome(quoted),
        "matches": [match(each) for each in quoted.outcomes],
    }


def match(verified: Verified) -> Record:
    """What became of looking for words in one work; `page` is physical and counts from 1."""
    found, spot = verified.match, verified.match.place
    return {
        "source": verified.source,
        "document": verified.document,
        "status": found.status,
        "page": None if spot is None else spot.page + 1,
        "page_label": verified.page_label,
        "severity": found.severity,
        "difference": found.difference,
        "splice": found.splice,
        "on_page": found.on_page,
        "reason": found.reason,
        "current": verified.current,
        "time": None if verified.time is None else utc(verified.time),
        "place": None
        if spot is None
        else {
            "index": spot.page,
            "end_index": spot.end_page,
            "start": spot.start,
            "end": spot.end,
            "exact": spot.exact,
            "prefix": spot.prefix,
            "suffix": spot.suffix,
        },
        "changes": [
            {
                "edit": change.edit,
                "quoted": change.quoted,
                "source": change.source,
                "severity": change.severity,
                "why": change.why,
            }
            for change in found.changes
        ],
    }


def judgement(record: Judgement) -> Record:
    """One judgement; `agent` is a name, `agent_kind` person, organization or software."""
    return {
        "axis": record.axis,
        "rating": record.rating,
        "reason": record.reason,
        "agent": record.agent.name,
        "time": utc(record.time),
        "agent_kind": record.agent.kind,
        "outdated": record.outdated,
        "confidence": record.confidence,
    }


def _superseded(each: Superseded) -> Record:
    until = None if each.until is None else utc(each.until)
    return {**judgement(each.judgement), "superseded": until}


def finding(record: Finding) -> Record:
    """One finding, as `check` gives it."""
    return {
        "rule": record.rule,
        "name": record.name,
        "severity": record.severity,
        "message": record.message,
        "paper": record.paper,
        "subject": {"kind": record.kind, "key": record.key},
        "location": _location(record.location),
        "suggestions": [
            {"source": hint.source, "title": hint.title, "reason": hint.reason}
            for hint in record.suggestions
        ],
    }


def waived(record: WaivedFinding) -> Record:
    """A finding set aside, by whom and why."""
    return {
        **finding(record.finding),
        "reason": record.reason,
        "agent": record.agent.name,
        "time": utc(record.time),
    }


def _location(place: Location | None) -> Record | None:
    if place is None:
        return None
    return {
        "section": place.section,
        "paragraph": place.paragraph,
        "sentence": place.sentence,
        "start": place.start,
        "end": place.end,
    }


def citation(record: Citation) -> Record:
    """A citation as printed, and the works that it names."""
    return {
        "key": record.key,
        "text": record.text,
        "section": record.location.section,
        "paragraph": record.location.paragraph,
        "sentence": record.location.sentence,
        "items": [
            {
                "source": item.source,
                "locator": item.locator,
                "label": item.label,
                "resolution": item.resolution,
                "candidates": list(item.candidates),
            }
            for item in record.items
        ],
    }


def reference(record: Reference) -> Record:
    """An entry of a reference list as printed."""
    return {
        "key": record.key,
        "section": record.section,
        "position": record.position,
        "raw": record.raw,
        "sources": list(record.sources),
    }


def source(record: Source) -> Record:
    """A work: its key, its CSL variables, its tags, whether it is cited."""
    csl = record.item.to_csl(record.key)
    return {
        "key": csl.pop("id"),
        "type": csl.pop("type"),
        "title": csl.pop("title", None),
        **csl,
        "tags": list(record.tags),
        "cited": record.cited,
    }
