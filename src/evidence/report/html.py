"""HTML: one file that needs nothing else, for reading on a screen, aloud, and on paper."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from evidence.domain import reports
from evidence.domain.findings import Finding, SubjectKind
from evidence.domain.quotations import Edit
from evidence.domain.records import Source
from evidence.domain.reports import Report
from evidence.domain.vocabulary import Severity
from evidence.report import _charts, _words, _works
from evidence.report.base import ReportFormat

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What a page would act on, or hide; joiners and soft hyphens belong to many scripts."""
_ANCHOR = re.compile(r"[^\w.-]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Group(NamedTuple):
    """The findings of one rule."""

    rule: reports.RuleNote
    findings: list[Finding]


def _write(report: Report) -> Iterator[str]:
    environment = _environment()
    style = _read("report.css")
    yield from environment.get_template("report.html").generate(
        report=report,
        style=Markup(style),
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        problems=_problems(report),
        keys=_Keys(report),
        counts=report.counted(),
        severities=report.severities(),
        outcomes=report.outcomes(),
        listed=report.listed,
        states_chart=_charts.states(report),
        sources_chart=_charts.sources(report),
        years_chart=_charts.years(report),
        file_names={file.key: file.name for file in report.files},
        limits=reports.LIMITS,
    )


REPORT = ReportFormat(title="HTML", extensions=("html", "htm"), write=_write)


class _Keys:
    """Where the things of a report stand on the page."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._names = _works.shorts(report.paper.sources)
        self._claims = {each.claim.key for each in report.claims}
        self._of_quotation = {
            quoted.key: quoted.claim for quoted in report.quotations if quoted.key is not None
        }
        self._entries = {entry.key for entry in report.paper.references}
        self._citations = {citation.key: citation for citation in report.paper.citations}
        self._cited_for: dict[str, list[str]] = defaultdict(list)
        for each in report.claims:
            for key in each.sources:
                self._cited_for[key].append(each.claim.key)

    def source(self, key: str) -> Source | None:
        """A work, None where the paper names none by that key."""
        return self._report.paper.sources.get(key)

    def short(self, key: str) -> str:
        """A work as a citation names it."""
        return self._names.get(key, key)

    def claims_of(self, source: str) -> list[str]:
        """Keys of the claims that a work is cited for or linked to."""
        return self._cited_for[source]

    def target(self, finding: Finding) -> str | None:
        """The anchor of what a finding is about."""
        match finding.kind:
            case SubjectKind.CLAIM | SubjectKind.QUOTATION:
                key = self._of_quotation.get(finding.key, finding.key)
                return _anchor("claim", key) if key in self._claims else None
            case SubjectKind.SOURCE:
                return _anchor("work", finding.key) if self.source(finding.key) else None
            case SubjectKind.REFERENCE:
                return _anchor("entry", finding.key) if finding.key in self._entries else None
            case SubjectKind.SECTION:
                return _anchor("section", finding.key)
            case _:
                return None

    def subject(self, finding: Finding) -> str:
        """What a finding is about, as people call it."""
        match finding.kind:
            case SubjectKind.CITATION if finding.key in self._citations:
                return f"{finding.key} {self._citations[finding.key].text}"
            case SubjectKind.SOURCE:
                return self.short(finding.key)
            case _:
                return finding.key


def _problems(report: Report) -> dict[Severity, list[Group]]:
    """The findings by severity, then by rule."""
    groups: dict[Severity, dict[str, list[Finding]]] = {each: {} for each in Severity}
    for finding in report.findings:
        groups[finding.severity].setdefault(finding.rule, []).append(finding)
    return {
        severity: [Group(report.rules[code], found) for code, found in sorted(by_rule.items())]
        for severity, by_rule in groups.items()
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_read),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    environment.filters |= {
        "spoken": _words.spoken,
        "titled": _words.titled,
        "stopped": _words.stopped,
        "day": _words.day,
        "moment": _words.moment,
        "where": _words.where,
        "sentence": _words.of_finding,
        "judged_by": _words.judged_by,
        "verdict": _words.verdict,
        "found_at": _words.found_at,
        "work": _works.line,
    }
    environment.globals |= {
        "Edit": Edit,
        "RATINGS": _words.RATINGS,
        "STATES": _words.STATES,
        "MARKS": _words.MARKS,
        "SEVERITIES": _words.SEVERITIES,
        "OUTCOMES": _words.OUTCOMES,
        "STANCES": _words.STANCES,
        "anchor": _anchor,
        "counted": _words.counted,
        "language": _language,
        "by_people": reports.by_people,
        "by_software": reports.by_software,
        "outcome": reports.outcome,
        "place": _words.place,
    }
    return environment


def _read(name: str) -> str:
    return (files("evidence.report") / "templates" / name).read_text(encoding="utf-8")


def _visible(value: Any) -> Any:
    """Text with what a page would act on, or hide, as a visible escape."""
    if isinstance(value, str) and not isinstance(value, Markup) and not value.isprintable():
        return _UNSAFE.sub(_escape, value)
    return "" if value is None else value


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _anchor(kind: str, key: str) -> str:
    """A fragment identifier: what neither HTML nor a URL minds in one."""
    return f"{kind}-{_ANCHOR.sub(lambda match: f'_{ord(match[0]):x}_', key)}"


def _language(source: Source | None) -> str | None:
    """The language of a work's title as HTML names it, None where the record has none such."""
    said = source.item.variables.get("language", "") if source is not None else ""
    return said if _LANGUAGE.fullmatch(said) else None
