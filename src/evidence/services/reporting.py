"""The report of a paper: everything that is known of it, gathered in one state of the database."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence import __version__, rules
from evidence.domain.findings import Finding, SubjectKind
from evidence.domain.records import Claim, Paper
from evidence.domain.reports import (
    DatabaseState,
    HeldFile,
    Report,
    ReportedClaim,
    ReportedSection,
    RuleNote,
    Superseded,
    WaivedFinding,
)
from evidence.errors import BadInput
from evidence.services import checking, papers, waivers
from evidence.store import models as m
from evidence.store.queries import documents, reports, sources
from evidence.store.queries.sources import SourceFilter


def report(session: Session, database: Path, paper: str | None = None) -> Report:
    """The report of a paper, by default of the only one; a constant number of queries.

    Args:
        database: the file, whose hash the report names.

    Raises:
        NotFound: no paper has that key.
        BadInput: there is no paper, or there are several and none is named.
    """
    key = _key(session, paper)
    checked = checking.check(session, (key,))
    (whole,) = checked.papers
    (own,) = sources.listing(session, SourceFilter(keys=(key,)))
    return Report(
        paper=whole,
        source=own,
        sections=_sections(whole, checked.findings, reports.superseded(session, key)),
        findings=checked.findings,
        waived=_waived(session, checked.waived),
        rules=_notes([*checked.findings, *checked.waived]),
        files=tuple(
            HeldFile(row.key, row.name, row.sha256, row.sources)
            for row in documents.listing(session)
            if not whole.sources.keys().isdisjoint(row.sources)
        ),
        database=_state(session, database),
        time=datetime.now(UTC),
        version=__version__,
        file=reports.paper_file(session, key),
    )


def _key(session: Session, paper: str | None) -> str:
    known = list(session.scalars(select(m.Paper.key).order_by(m.Paper.key)))
    if paper is None and len(known) > 1:
        raise BadInput("there are several papers", hint=f"name one of {', '.join(known)}")
    return papers.only(session, paper)


def _sections(
    paper: Paper, findings: tuple[Finding, ...], history: dict[str, list[Superseded]]
) -> tuple[ReportedSection, ...]:
    citations = {citation.key: citation for citation in paper.citations}
    quotations = dict(_quotations(paper))
    about: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.kind is SubjectKind.CLAIM:
            about[finding.key].append(finding)
        elif finding.kind is SubjectKind.QUOTATION:
            about[quotations.get(finding.key, finding.key)].append(finding)
    found: dict[str, list[ReportedClaim]] = {heading: [] for heading in paper.sections}
    for claim in paper.claims:
        found.setdefault(claim.location.section, []).append(
            ReportedClaim(
                claim=claim,
                citations=tuple(
                    (citations[service.citation], service.inferred) for service in claim.services
                ),
                findings=tuple(about.get(claim.key, ())),
                history=tuple(history.get(claim.key, ())),
                link_history=_of_links(claim, history),
            )
        )
    return tuple(ReportedSection(heading, tuple(claims)) for heading, claims in found.items())


def _quotations(paper: Paper) -> Iterator[tuple[str, str]]:
    """The key of each quotation, the paper's and its evidence's, with that of its claim."""
    for claim in paper.claims:
        if claim.quotation is not None:
            yield claim.quotation, claim.key
        for link in claim.evidence:
            if link.verified is not None:
                yield link.verified.quotation, claim.key


def _of_links(
    claim: Claim, history: dict[str, list[Superseded]]
) -> dict[str, tuple[Superseded, ...]]:
    return {link.key: tuple(history[link.key]) for link in claim.evidence if link.key in history}


def _waived(session: Session, found: tuple[Finding, ...]) -> tuple[WaivedFinding, ...]:
    given = {(each.rule, each.paper, each.key): each for each in waivers.listing(session)}
    return tuple(
        WaivedFinding(finding, waiver.reason, waiver.agent, waiver.time)
        for finding in found
        if (waiver := given[finding.rule, finding.paper, finding.key])
    )


def _notes(findings: list[Finding]) -> dict[str, RuleNote]:
    notes = {}
    for code in sorted({finding.rule for finding in findings}):
        rule = rules.rule(code)
        notes[code] = RuleNote(code, rule.name, rule.severity, rule.what, rule.why, rule.mend)
    return notes


def _state(session: Session, database: Path) -> DatabaseState:
    ledger, activities = reports.ledger_head(session)
    return DatabaseState(database.name, ledger, activities, _sha256(database))


def _sha256(database: Path) -> str | None:
    """The hash of the file; None where part of its content stands in a journal beside it."""
    journal = database.with_name(f"{database.name}-wal")
    if journal.is_file() and journal.stat().st_size:
        return None
    with database.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
