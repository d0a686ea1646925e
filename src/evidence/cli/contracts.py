"""Records as the JSON that other programs read: names and order of members are a contract.

Each function gives one object of the listings (`claim list --format json` and so on). A new
member goes to the end; none is renamed or taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from evidence.cli.escape import utc

if TYPE_CHECKING:
    from evidence.domain.findings import Finding, Hint
    from evidence.domain.records import (
        Agent,
        Annotation,
        Citation,
        CitationItem,
        Claim,
        Document,
        Evidence,
        Judgement,
        LookUp,
        Reference,
        Source,
        Statement,
    )
    from evidence.domain.vocabulary import Severity
    from evidence.services.broken import BrokenEntry
    from evidence.services.duplicates import Duplicate
    from evidence.services.history import Entry
    from evidence.services.waivers import Waiver
    from evidence.store.queries.papers import PaperSummary

Record = dict[str, Any]


def source(record: Source) -> Record:
    """A work: its key, type and title, every other CSL variable, its tags, whether it is cited.

    Names come first among the variables, then dates.
    """
    csl = record.item.to_csl(record.key)
    first = (*record.item.names, *record.item.dates)
    return {
        "key": csl.pop("id"),
        "type": csl.pop("type"),
        "title": csl.pop("title", None),
        **{variable: csl.pop(variable) for variable in first},
        **csl,
        "tags": list(record.tags),
        "cited": record.cited,
    }


def statement(record: Statement) -> Record:
    """What one origin said of a variable of a work."""
    return {
        "origin": record.origin,
        "variable": record.variable,
        "value": record.value,
        "url": record.url,
        "note": record.note,
    }


def reference(record: Reference) -> Record:
    """An entry of a reference list."""
    return {
        "key": record.key,
        "paper": record.paper,
        "section": record.section,
        "position": record.position,
        "raw": record.raw,
        "sources": list(record.sources),
    }


def citation(record: Citation) -> Record:
    """A citation as printed; in a conflict `source` is null and the likely work a candidate."""
    return {
        "key": record.key,
        "text": record.text,
        "section": record.location.section,
        "paragraph": record.location.paragraph,
        "sentence": record.location.sentence,
        "items": [_citation_item(item) for item in record.items],
        "paper": record.paper,
    }


def _citation_item(item: CitationItem) -> Record:
    return {
        "source": item.source,
        "locator": item.locator,
        "label": item.label,
        "resolution": item.resolution,
        "candidates": list(item.candidates),
        "names": list(item.names),
        "year": item.year,
        "prefix": item.prefix,
        "suffix": item.suffix,
    }


def claim(record: Claim, citations: Mapping[str, Citation]) -> Record:
    """A claim with what serves it: one row of `citations` for each work a citation names.

    Args:
        record: the claim.
        citations: at least those that serve it, by key.
    """
    links = [judgement for link in record.evidence for judgement in link.judgements]
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
                "text": citations[service.citation].text,
                "source": item.source,
                "locator": item.locator,
                "label": item.label,
                "resolution": item.resolution,
                "inferred": service.inferred,
                "citation": service.citation,
                "candidates": list(item.candidates),
            }
            for service in record.services
            for item in citations[service.citation].items
        ],
        "suggested": [suggestion.source for suggestion in record.suggestions],
        "evidence": [_evidence(link) for link in record.evidence],
        "veracity": record.veracity,
        "judgements": [judgement(each) for each in (*record.judgements, *links)],
        "paper": record.paper,
        "suggestions": [
            {"source": each.source, "reason": each.reason, "agent": each.agent.name}
            for each in record.suggestions
        ],
        "found": [
            {
                "source": each.source,
                "status": each.match.status,
                "page_label": each.page_label,
                "difference": each.match.difference,
            }
            for each in record.verified
            if each.current
        ],
    }


def _evidence(record: Evidence) -> Record:
    return {
        "source": record.source,
        "locator": record.locator,
        "label": record.label,
        "stance": record.stance,
        "quotation": record.quotation,
        "match": _match(record),
        "fidelity": record.judgement.rating if record.judgement else None,
        "key": record.key,
        "note": record.note,
    }


def link(record: Evidence) -> Record:
    """An evidence link; `match` is null while nobody has looked for its quotation."""
    return {
        "key": record.key,
        "claim": record.claim,
        "source": record.source,
        "locator": record.locator,
        "label": record.label,
        "stance": record.stance,
        "quotation": record.quotation,
        "match": _match(record),
        "fidelity": record.judgement.rating if record.judgement else None,
        "note": record.note,
        "judgements": [judgement(each) for each in record.judgements],
    }


def _match(record: Evidence) -> str | None:
    """What became of a link's quotation; null where that is not known, or out of date."""
    verified = record.verified
    return verified.match.status if verified is not None and verified.current else None


def judgement(record: Judgement) -> Record:
    """One live judgement; `agent` is its name, `outdated` whether its subject changed since."""
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


def agent(record: Agent) -> Record:
    """Who acted."""
    return {"name": record.name, "kind": record.kind}


def entry(record: Entry) -> Record:
    """One activity of the log."""
    return {
        "activity": record.activity,
        "time": utc(record.time),
        "agent": agent(record.agent),
        "command": record.command,
        "changes": record.changes,
        "kind": record.kind,
        "undone_by": record.undone_by,
        "summary": record.summary,
    }


def paper(record: PaperSummary) -> Record:
    """A paper under check, with how much of its apparatus is held."""
    return {
        "key": record.key,
        "title": record.title,
        "citations": record.citations,
        "references": record.references,
        "works": record.works,
        "claims": record.claims,
        "passages": record.passages,
    }


def waiver(record: Waiver) -> Record:
    """A finding set aside."""
    return {
        "rule": record.rule,
        "key": record.key,
        "paper": record.paper,
        "reason": record.reason,
        "agent": record.agent.name,
        "time": utc(record.time),
    }


def finding(record: Finding) -> Record:
    """One finding of `check`."""
    place = record.location
    return {
        "rule": record.rule,
        "name": record.name,
        "severity": record.severity,
        "message": record.message,
        "paper": record.paper,
        "subject": {"kind": record.kind, "key": record.key},
        "location": None
        if place is None
        else {
            "section": place.section,
            "paragraph": place.paragraph,
            "sentence": place.sentence,
            "start": place.start,
            "end": place.end,
        },
        "suggestions": [_hint(hint) for hint in record.suggestions],
    }


def _hint(record: Hint) -> Record:
    return {"source": record.source, "title": record.title, "reason": record.reason}


def check(
    paper: str | None,
    summary: Mapping[Severity, int],
    findings: Iterable[Finding],
    waived: Iterable[Finding] | None,
) -> Record:
    """The report of `check`.

    Args:
        paper: the key of the one paper checked, None where there were none or several.
        summary: how many findings of each severity.
        findings: those that stand.
        waived: those set aside, None where they were not asked for.
    """
    report: Record = {
        "paper": paper,
        "summary": {str(severity): number for severity, number in summary.items()},
        "findings": [finding(each) for each in findings],
    }
    if waived is not None:
        report["waived"] = [finding(each) for each in waived]
    return report


def annotation(record: Annotation) -> Record:
    """An annotation of a work; `agent` is the name of who wrote it."""
    return {
        "key": record.key,
        "source": record.source,
        "kind": record.kind,
        "text": record.text,
        "agent": record.agent.name,
        "time": utc(record.time),
    }


def note(record: Annotation) -> Record:
    """An annotation as a part of its work."""
    return {"key": record.key, "kind": record.kind, "text": record.text}


def document(record: Document) -> Record:
    """A held file: `source` is its first work, `pages` null where none could be read yet."""
    return {
        "key": record.key,
        "source": next(iter(record.sources), None),
        "file": str(record.file),
        "media_type": record.media_type,
        "pages": record.pages,
        "status": record.status,
        "sources": list(record.sources),
        "name": record.name,
        "size": record.size,
        "sha256": record.sha256,
        "linked": record.linked,
    }


def broken_entry(record: BrokenEntry) -> Record:
    """An entry of a file that could not be read; `file` is null for stdin."""
    return {
        "key": record.key,
        "file": record.file,
        "line": record.line,
        "format": record.format,
        "reason": record.reason,
        "raw": record.raw,
        "time": utc(record.time),
    }


def look_up(record: LookUp) -> Record:
    """A service that was asked about an identifier of a work; null where nobody was asked."""
    return {
        "scheme": record.scheme,
        "value": record.value,
        "service": record.service,
        "outcome": record.outcome,
        "detail": record.detail,
        "time": utc(record.time),
    }


def duplicate(record: Duplicate) -> Record:
    """Two works that are or may be one; the values of `differences` stand as `keys` do."""
    return {
        "keys": list(record.keys),
        "reason": record.reason,
        "score": record.score,
        "differences": [
            {"variable": each.variable, "values": [each.held, each.given]}
            for each in record.differences
        ],
    }
