"""A report as rows of cells: what its tables, be they CSV or a spreadsheet's, hold."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.records import Judgement, Verified, latest
from evidence.domain.reports import (
    Report,
    ReportedClaim,
    by_people,
    by_software,
    outcome,
)
from evidence.report import _words, _works

Cell = str | int | None
Row = tuple[Cell, ...]

EVIDENCE = (
    "Claim", "Section", "Paragraph", "Sentence", "Kind", "Statement", "State", "To be noted",
    "Cited in the paper", "Judgement", "Judged by", "Judged on", "Reason", "Evidence", "Stance",
    "Source", "Work", "Locator", "Quotation", "Outcome", "Found on page", "Difference",
    "Source represented", "Reason for that", "Note",
)  # fmt: skip
"""Headings of `evidence`."""


def evidence(report: Report) -> Iterator[Row]:
    """One row for each claim and each piece of its evidence; one for a claim that has none."""
    for each in report.claims:
        claim = claim_cells(each)
        for link in each.claim.evidence:
            source = report.paper.sources.get(link.source)
            judged = latest(by_people(link.judgements))
            yield (
                *claim,
                link.key,
                _words.STANCES[link.stance].word,
                link.source,
                "" if source is None else _works.text(source.item),
                _words.of_link(link),
                link.quotation,
                *_found(link.verified),
                "" if judged is None else _words.RATINGS[judged.rating],
                "" if judged is None else judged.reason,
                link.note,
            )
        if not each.claim.evidence:
            yield (*claim, *[None] * (len(EVIDENCE) - len(claim)))


def claim_cells(each: ReportedClaim) -> Row:
    """The cells of a claim: the first thirteen of `EVIDENCE`."""
    claim, judged = each.claim, latest(by_people(each.claim.judgements))
    return (
        claim.key,
        claim.location.section,
        claim.location.paragraph,
        claim.location.sentence,
        claim.kind,
        claim.statement,
        _words.STATES[each.state].word,
        "; ".join(_words.MARKS[mark].word for mark in each.marks),
        "; ".join(cited(each)),
        *_judged(judged),
    )


def cited(each: ReportedClaim) -> Iterator[str]:
    """The citations that serve a claim, as printed, each with the works it names."""
    for citation, inferred in each.citations:
        works = [
            ", ".join(filter(None, [item.source, _words.place(item.locator, item.label)]))
            if item.source
            else f"{item.resolution}: {' or '.join(item.candidates) or 'no work'}"
            for item in citation.items
        ]
        said = f"{citation.text} [{'; '.join(works)}]"
        yield f"{said} (ends the paragraph)" if inferred else said


def software(each: ReportedClaim) -> str:
    """What programs said of a claim: never its state."""
    return "; ".join(
        f"{_words.RATINGS[judged.rating]} ({judged.agent.name})"
        for judged in by_software(each.claim.judgements)
    )


QUOTATIONS = (
    "Quotation", "Claim", "Whose words", "Words", "Outcome", "Source", "Printed page", "File page",
    "File", "Difference", "What differs", "Weight", "Remark", "Up to date", "Looked for on",
)  # fmt: skip


def quotations(report: Report) -> Iterator[Row]:
    """One row for each quotation and each work that it was looked for in."""
    names = {file.key: file.name for file in report.files}
    for quoted in report.quotations:
        whose = "the paper’s" if quoted.link is None else f"evidence {quoted.link}"
        start = (quoted.key, quoted.claim, whose, quoted.words)
        if not quoted.outcomes:
            yield (*start, _words.OUTCOMES[outcome(quoted)].word, quoted.source, *[None] * 9)
        for each in quoted.outcomes:
            spot, match = each.match.place, each.match
            changes = [change for change in match.changes if change.why]
            yield (
                *start,
                _words.verdict(each),
                each.source,
                each.page_label,
                None if spot is None else spot.page + 1,
                names.get(each.document or "", each.document),
                match.difference,
                "; ".join(_change(change.source, change.quoted, change.why) for change in changes),
                match.severity,
                match.reason,
                "yes" if each.current else "no",
                None if each.time is None else each.time.date().isoformat(),
            )


FINDINGS = (
    "Severity", "Rule", "Finding", "About", "Section", "Paragraph", "Sentence", "Message",
    "Perhaps", "To mend it", "Set aside because",
)  # fmt: skip


def findings(report: Report) -> Iterator[Row]:
    """One row for each finding, those set aside last."""
    aside = [(each.finding, each.reason) for each in report.waived]
    for finding, reason in [*((each, None) for each in report.findings), *aside]:
        place = finding.location
        yield (
            finding.severity,
            finding.rule,
            _words.titled(finding.name),
            f"{finding.kind} {finding.key}",
            None if place is None else place.section,
            None if place is None else place.paragraph,
            None if place is None else place.sentence,
            _words.of_finding(finding),
            "\n".join(f"{hint.source}: {hint.reason}" for hint in finding.suggestions),
            report.rules[finding.rule].mend,
            reason,
        )


SOURCES = (
    "Source", "Work", "Year", "Type", "In the list as", "Entry as printed", "Claims",
    "Number of claims", "Files held",
)  # fmt: skip


def sources(report: Report) -> Iterator[Row]:
    """One row for each work, those of the reference lists first, in their order."""
    entries = {key: entry for entry in reversed(report.paper.references) for key in entry.sources}
    order = dict.fromkeys(key for entry in report.paper.references for key in entry.sources)
    claims: dict[str, list[str]] = {}
    for each in report.claims:
        for key in each.sources:
            claims.setdefault(key, []).append(each.claim.key)
    for key in [*order, *sorted(report.paper.sources.keys() - order.keys())]:
        source = report.paper.sources.get(key)
        entry = entries.get(key)
        if source is not None:
            yield (
                key,
                _works.text(source.item),
                source.item.year,
                source.item.type,
                None if entry is None else f"{entry.section} {entry.position}",
                None if entry is None else entry.raw,
                ", ".join(claims.get(key, ())),
                len(claims.get(key, ())),
                ", ".join(file.name for file in report.files if key in file.sources),
            )


def _judged(judged: Judgement | None) -> Row:
    if judged is None:
        return ("", "", "", "")
    return (
        _words.RATINGS[judged.rating],
        _words.judged_by(judged),
        judged.time.date().isoformat(),
        judged.reason,
    )


def _found(verified: Verified | None) -> Row:
    if verified is None:
        return ("", "", "")
    return (_words.verdict(verified), _words.found_at(verified), verified.match.difference)


def _change(source: str, quoted: str, why: str | None) -> str:
    said = (
        f"“{source}” became “{quoted}”"
        if source and quoted
        else f"“{source}” is left out"
        if source
        else f"“{quoted}” is added"
    )
    return f"{said} ({why})"
