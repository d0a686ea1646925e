"""Which claim a person judges next: the riskiest that is left, with what is needed to judge it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from evidence import rules
from evidence.domain import risk
from evidence.domain.findings import Finding, SubjectKind
from evidence.domain.passages import Passage
from evidence.domain.records import Agent, Citation, Claim, HeldText, Paper
from evidence.domain.risk import Risk
from evidence.services import checking, find, finding

PASSAGES = 5
"""How many passages a claim is shown with."""


@dataclass(frozen=True, slots=True)
class Due:
    """A claim that is to be judged.

    Args:
        claim: the claim.
        risk: why it comes now.
        citations: those that serve it.
        findings: what checks found about it that made it risky.
        held: the files of the works that are cited for it or linked to it, by the work's key;
            a work without files is there too.
        passages: of the held texts those that bear most on it, the best first.
    """

    claim: Claim
    risk: Risk
    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...]
    held: Mapping[str, tuple[HeldText, ...]]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Worklist:
    """The claims whose turn it is, and how many are left with them, of how many in all."""

    due: tuple[Due, ...]
    left: int
    claims: int


@dataclass(frozen=True, slots=True)
class _Open:
    paper: Paper
    claim: Claim
    risk: Risk
    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...]


def worklist(
    session: Session,
    agent: Agent,
    *,
    paper: str | None = None,
    section: str | None = None,
    limit: int = 1,
) -> Worklist:
    """The claims that somebody is to judge next, the riskiest first.

    None comes that the same person has judged, unless it was worded anew since; of equal ones
    the first in the paper. Findings that were waived make nothing risky.

    Args:
        session: reads the database.
        agent: who is to judge.
        paper: only its claims; section: only under this heading.
        limit: how many at most.

    Raises:
        NotFound: the paper or the section is not there.
    """
    heading = find.section(session, section, paper)
    codes = [code for code in rules.codes() if code in risk.SUSPICIOUS]
    checked = checking.check(session, [paper] if paper else [], select_rules=codes)
    left: list[_Open] = []
    claims = 0
    for each in checked.papers:
        told = _by_claim(each, checked.findings)
        by_key = {citation.key: citation for citation in each.citations}
        for claim in each.claims:
            if heading is not None and claim.location.section != heading:
                continue
            claims += 1
            serving = tuple(
                by_key[service.citation] for service in claim.services if service.citation in by_key
            )
            found = told[claim.key]
            risky = risk.of(claim, serving, {finding.rule for finding in found}, agent)
            if risky is not None:
                left.append(_Open(each, claim, risky, serving, tuple(found)))
    left.sort(key=lambda each: each.risk.order)
    due = [_due(session, each) for each in left[:limit]]
    return Worklist(tuple(due), len(left), claims)


def _due(session: Session, each: _Open) -> Due:
    works = [key for citation in each.citations for item in citation.items for key in item.likely]
    works += [link.source for link in each.claim.evidence]
    held = {key: each.paper.held.get(key, ()) for key in works}
    passages = finding.find(session, each.claim.key, limit=PASSAGES)
    return Due(each.claim, each.risk, each.citations, each.findings, held, passages)


def _by_claim(paper: Paper, findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """What was found about each claim, its quotation or a citation in its own sentence."""
    claims: dict[tuple[SubjectKind, str], list[str]] = defaultdict(list)
    for claim in paper.claims:
        claims[SubjectKind.CLAIM, claim.key].append(claim.key)
        if claim.quotation is not None:
            claims[SubjectKind.QUOTATION, claim.quotation].append(claim.key)
        for service in claim.services:
            claims[SubjectKind.CITATION, service.citation].append(claim.key)
    told: dict[str, list[Finding]] = defaultdict(list)
    for each in findings:
        if each.paper == paper.key:
            for key in claims[each.kind, each.key]:
                told[key].append(each)
    return told
