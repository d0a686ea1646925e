"""Running the rules over papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence import rules
from evidence.domain.findings import Finding
from evidence.domain.records import Paper
from evidence.domain.vocabulary import ClaimStatus, Severity
from evidence.services import find, waivers
from evidence.store import models as m
from evidence.store.queries import papers as queries


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: what counts, what was set aside, and the papers that were read."""

    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    papers: tuple[Paper, ...]

    @property
    def summary(self) -> Mapping[Severity, int]:
        """How many findings of each severity, the waived ones left out."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in Severity}

    @property
    def failed(self) -> bool:
        """Whether there is an error or a warning."""
        return any(finding.severity is not Severity.NOTE for finding in self.findings)


def check(
    session: Session,
    papers: Sequence[str] = (),
    *,
    select_rules: Sequence[str] = (),
    ignore_rules: Sequence[str] = (),
) -> Checked:
    """Check papers, by default all, with the rules selected, by default all.

    Args:
        papers: keys.
        select_rules, ignore_rules: codes, names or beginnings of codes ("EV2").

    Raises:
        NotFound: a paper or a rule is not there.
    """
    for key in papers:
        find.require(session, m.Paper, key)
    rules.rules(select_rules, ignore_rules)
    keys = list(papers) or list(session.scalars(select(m.Paper.key).order_by(m.Paper.key)))
    read = tuple(queries.whole(session, key) for key in dict.fromkeys(keys))
    aside = {(each.rule, each.paper, each.key) for each in waivers.listing(session)}
    found = [
        finding
        for paper in map(_confirmed, read)
        for finding in rules.run(paper, select=select_rules, ignore=ignore_rules)
    ]
    waived = [each for each in found if (each.rule, each.paper, each.key) in aside]
    return Checked(
        findings=tuple(each for each in found if (each.rule, each.paper, each.key) not in aside),
        waived=tuple(waived),
        papers=read,
    )


def _confirmed(paper: Paper) -> Paper:
    """A paper with the claims that a person stands behind: proposals accuse nobody."""
    stated = tuple(each for each in paper.claims if each.status is ClaimStatus.CONFIRMED)
    return paper if len(stated) == len(paper.claims) else replace(paper, claims=stated)
