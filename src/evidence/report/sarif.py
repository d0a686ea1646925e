"""SARIF 2.1.0: the findings, for editors and services that show what a check found.

Specification: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from evidence.domain.escape import as_json, utc
from evidence.domain.findings import Finding
from evidence.domain.reports import Report, RuleNote
from evidence.domain.vocabulary import Severity
from evidence.report import _words
from evidence.report.base import ReportFormat

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_FINGERPRINT = "evidence/v1"


def _write(report: Report) -> Iterator[str]:
    yield as_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}, indent=2)
    yield "\n"


REPORT = ReportFormat(title="SARIF", extensions=("sarif", "sarif.json"), write=_write)


def _run(report: Report) -> dict[str, Any]:
    rules = {code: at for at, code in enumerate(report.rules)}
    results = [_result(each, rules, report) for each in report.findings]
    for waived in report.waived:
        # No "status": it would say "accepted", which its absence says in every version, too.
        suppression = {
            "kind": "external",
            "justification": waived.reason,
            "properties": {"agent": waived.agent.name, "time": utc(waived.time)},
        }
        results.append({**_result(waived.finding, rules, report), "suppressions": [suppression]})
    if report.waived:
        # 3.27.23: where one result tells of suppressions, the others say that they have none.
        results = [{"suppressions": [], **result} for result in results]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "evidence",
                "version": report.version,
                "semanticVersion": report.version,
                "rules": [_rule(rule) for rule in report.rules.values()],
            }
        },
        "automationDetails": {"id": f"evidence/{report.paper.key}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "endTimeUtc": utc(report.time)}],
        "results": results,
        "properties": {
            "paper": report.paper.key,
            "title": report.paper.title,
            "database": report.database.name,
            "ledger": report.database.ledger,
            "sha256": report.database.sha256,
        },
    }
    if report.file is not None:
        artifact: dict[str, Any] = {"location": {"uri": _uri(report.file.name)}}
        if report.file.sha256 is not None:
            artifact["hashes"] = {"sha-256": report.file.sha256}
        run["artifacts"] = [artifact]
    return run


def _rule(rule: RuleNote) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": _words.stopped(_words.titled(rule.name))},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "help": {
            "text": f"{rule.what}\n\n{rule.why}\n\nTo mend it: {rule.mend}",
            "markdown": f"{rule.what}\n\n{rule.why}\n\n**To mend it:** {rule.mend}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, rules: dict[str, int], report: Report) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "ruleIndex": rules[finding.rule],
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": _words.of_finding(finding)},
        "locations": [_location(finding, report)],
        "partialFingerprints": {_FINGERPRINT: _fingerprint(finding)},
        "properties": {
            "subject": {"kind": finding.kind, "key": finding.key},
            "suggestions": [
                {"source": hint.source, "reason": hint.reason} for hint in finding.suggestions
            ],
        },
    }


def _location(finding: Finding, report: Report) -> dict[str, Any]:
    """Where a finding stands: in the text's file, if that is known, and in the paper's order."""
    place = finding.location
    logical = [{"name": finding.key, "kind": finding.kind, "fullyQualifiedName": _path(finding)}]
    location: dict[str, Any] = {"logicalLocations": logical}
    if report.file is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(report.file.name), "index": 0}}
        if place is not None and place.start is not None and place.end is not None:
            length = place.end - place.start
            physical["region"] = {"charOffset": place.start, "charLength": length}
        location["physicalLocation"] = physical
    said = ", ".join(filter(None, [place.section if place else "", _words.where(place)]))
    if said:
        location["message"] = {"text": said}
    return location


def _path(finding: Finding) -> str:
    place = finding.location
    parts = [finding.paper]
    if place is not None:
        numbers = (("paragraph", place.paragraph), ("sentence", place.sentence))
        parts += [place.section, *(f"{name} {at}" for name, at in numbers if at is not None)]
    if parts[-1] != finding.key:
        parts.append(finding.key)
    return "/".join(part.replace("/", "∕") for part in parts)


def _fingerprint(finding: Finding) -> str:
    """The same for the same finding, wherever the text around it has moved."""
    content = "\n".join((finding.rule, finding.paper, finding.kind, finding.key))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _uri(name: str) -> str:
    """A file's name as a relative reference (RFC 3986)."""
    return quote(name.encode("utf-8", "surrogatepass"), safe="")
