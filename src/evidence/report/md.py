"""Markdown: the report as plain text that reads well, for an issue or a repository."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidence.domain.escape import markdown
from evidence.domain.findings import Finding
from evidence.domain.records import Judgement, Verified
from evidence.domain.reports import (
    LIMITS,
    Report,
    ReportedClaim,
    Superseded,
    by_people,
    by_software,
    outcome,
)
from evidence.domain.vocabulary import MatchStatus, Severity
from evidence.report import _words, _works
from evidence.report.base import ReportFormat

_BLOCK = re.compile(r"\A\s*(\d*[#+=.)-])")


def _write(report: Report) -> Iterator[str]:
    for line in _lines(report):
        yield f"{line}\n"


REPORT = ReportFormat(title="Markdown", extensions=("md", "markdown"), write=_write)


def _lines(report: Report) -> Iterator[str]:
    yield f"# Evidence report: {_text(report.paper.title or report.paper.key)}"
    yield ""
    yield f"Made on {_words.moment(report.time)} by evidence {report.version}."
    yield ""
    yield from _table("State", "Claims", {
        f"{_words.STATES[state].sign} {_words.STATES[state].word}": number
        for state, number in report.counted().items()
    })  # fmt: skip
    yield from _table("Quotations", "Number", {
        f"{_words.OUTCOMES[status].sign} {_words.OUTCOMES[status].word}": number
        for status, number in report.outcomes().items()
    })  # fmt: skip
    yield from _problems(report)
    names = _works.shorts(report.paper.sources)
    yield "## Claims"
    yield ""
    for section in report.sections:
        yield f"### {_text(section.heading or 'Before the first heading')}"
        yield ""
        for each in section.claims:
            yield from _claim(names, each)
    yield from _references(report)
    yield "## What this check does and does not establish"
    yield ""
    for heading, text in LIMITS:
        yield f"**{heading}.** {text}"
        yield ""
    state = report.database
    file = state.sha256 or "changes stand in a journal beside it"
    yield f"Database {_text(state.name)}: ledger `{state.ledger}`, SHA-256 of the file `{file}`."


def _table(first: str, second: str, counts: dict[str, int]) -> Iterator[str]:
    held = {word: number for word, number in counts.items() if number}
    if held:
        yield f"| {first} | {second} |"
        yield "|---|---:|"
        yield from (f"| {word} | {number} |" for word, number in held.items())
        yield ""


def _problems(report: Report) -> Iterator[str]:
    yield "## Problems"
    yield ""
    if not report.findings:
        yield "The rules found nothing."
        yield ""
    for severity in Severity:
        groups: dict[str, list[Finding]] = {}
        for finding in report.findings:
            if finding.severity is severity:
                groups.setdefault(finding.rule, []).append(finding)
        if groups:
            yield f"### {_words.SEVERITIES[severity].word}s"
            yield ""
        for code, found in sorted(groups.items()):
            rule = report.rules[code]
            yield f"**{code} {_words.titled(rule.name)}** ({len(found)}). {_text(rule.mend)}"
            yield ""
            yield from (_finding(each) for each in found)
            yield ""
    if report.waived:
        yield "### Set aside"
        yield ""
        for each in report.waived:
            yield f"{_finding(each.finding)} ({each.finding.rule}: {_text(each.reason)})"
        yield ""


def _finding(finding: Finding) -> str:
    place = finding.location
    section = place.section if place is not None and place.section != finding.key else ""
    where = ", ".join(filter(None, [section, _words.where(place)]))
    about = f"{_text(finding.key)}{f' ({_text(where)})' if where else ''}"
    hints = "".join(
        f"\n  - perhaps {_text(hint.source)}: {_text(hint.reason)}" for hint in finding.suggestions
    )
    return f"- {about}: {_text(_words.of_finding(finding))}{hints}"


def _claim(names: Mapping[str, str], each: ReportedClaim) -> Iterator[str]:
    claim, state = each.claim, _words.STATES[each.state]
    yield f"#### {claim.key} · {state.sign} {state.word}"
    yield ""
    yield f"{_text(claim.statement)}"
    yield ""
    said = filter(None, [_words.where(claim.location), claim.kind])
    marks = [f"{_words.MARKS[mark].sign} {_words.MARKS[mark].word}" for mark in each.marks]
    yield f"- {', '.join(said)}" + (f"; {', '.join(marks)}" if marks else "")
    for citation, inferred in each.citations:
        works = [
            _short(names, item.source)
            if item.source
            else f"{item.resolution}: {' or '.join(_short(names, key) for key in item.candidates)}"
            for item in citation.items
        ]
        rest = ", inferred" if inferred else ""
        yield f"- Cited: {_text(citation.text)} → {'; '.join(works)}{rest}"
    for quoted in each.quotations:
        if quoted.link is None:
            yield f"- The paper quotes “{_text(quoted.words)}”"
            yield from (f"  - {_found(names, found)}" for found in quoted.outcomes)
            if not quoted.outcomes:
                yield f"  - {_words.OUTCOMES[outcome(quoted)].word}"
    for link in claim.evidence:
        at = f", {_words.of_link(link)}" if link.locator else ""
        words = f": “{_text(link.quotation)}”" if link.quotation else ""
        yield f"- {_words.STANCES[link.stance].word}: {_short(names, link.source)}{at}{words}"
        if link.verified is not None:
            yield f"  - {_found(names, link.verified)}"
        if link.note:
            yield f"  - {_text(link.note)}"
        yield from _judgements("  - ", link.judgements, each.link_history.get(link.key, ()))
    yield from _judgements("- ", claim.judgements, each.history)
    yield from (
        f"- {_words.SEVERITIES[found.severity].word} {found.rule}: {_words.spoken(found.name)}"
        for found in each.findings
    )
    yield ""


def _judgements(
    indent: str, live: tuple[Judgement, ...], history: tuple[Superseded, ...]
) -> Iterator[str]:
    for judged in by_people(live):
        yield f"{indent}**{_rated(judged)}"
    for judged in by_software(live):
        yield f"{indent}By software, no verdict: **{_rated(judged)}"
    for earlier in history:
        yield f"{indent}Earlier: **{_rated(earlier.judgement)}"


def _rated(judged: Judgement) -> str:
    changed = "; what was judged has changed since" if judged.outdated else ""
    who = f"{_text(_words.judged_by(judged))}, {_words.day(judged.time)}{changed}"
    return f"{_words.RATINGS[judged.rating]}** ({who}): {_text(judged.reason)}"


def _found(names: Mapping[str, str], verified: Verified) -> str:
    where = _words.found_at(verified)
    parts = [f"{_words.verdict(verified)} in {_short(names, verified.source)}", _text(where)]
    if verified.match.status is MatchStatus.DIFFERS and verified.match.difference:
        parts.append(_text(verified.match.difference))
    if verified.match.reason:
        parts.append(_text(verified.match.reason))
    if not verified.current:
        parts.append("to be looked for anew")
    return "; ".join(filter(None, parts))


def _references(report: Report) -> Iterator[str]:
    yield "## References"
    yield ""
    for entry in report.paper.references:
        yield f"- {entry.key} {_text(entry.raw)} → {', '.join(map(_text, entry.sources))}"
    outside = sorted(report.paper.sources.keys() - report.listed)
    if outside:
        yield ""
        yield "### Not in the paper’s list"
        yield ""
        for key in outside:
            yield f"- {_text(key)}: {_text(_works.text(report.paper.sources[key].item))}"
    yield ""


def _short(names: Mapping[str, str], key: str) -> str:
    return _text(names.get(key, key))


def _text(text: str) -> str:
    """Text on one line that Markdown shows as it is: no markup, no list, no heading."""
    return _BLOCK.sub(_quoted, markdown(text))


def _quoted(match: re.Match[str]) -> str:
    """What begins a block, so that it does not: the backslash stands before punctuation only."""
    begins = match[1]
    return f"{begins[:-1]}\\{begins[-1]}"
