"""EV404: quoted words that stand in the work, but not on the cited page."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import DifferenceSeverity, MatchStatus, Severity
from evidence.rules._claims import quotation
from evidence.rules._verified import cited_place, outcomes, unread, where, work
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for outcome in outcomes(paper):
        claim, verified = outcome.claim, outcome.verified
        match = verified.match
        nearly = match.on_page is False and match.severity is DifferenceSeverity.MINOR
        if match.status is not MatchStatus.OTHER_PAGE and not nearly:
            continue
        key, kind = quotation(claim)
        cited = cited_place(paper, claim, verified.source)
        yield Found(
            key,
            f"the quoted words “{claim.quoted}” stand on {where(verified)} of "
            f"{work(paper, verified.source)}, not on p. {cited}{unread(outcome)} "
            f"(claim {claim.key})",
            claim.location,
            kind=kind,
        )


RULE = Rule(
    code="EV404",
    name="quotation-on-other-page",
    severity=Severity.WARNING,
    kind=SubjectKind.QUOTATION,
    what=(
        "Reports quoted words that 'evidence verify' found on another printed page of the work "
        "than the citation names. A warning, since how the file's pages are labelled may be "
        "wrong: 'evidence document pages' shows it."
    ),
    why="A reader who turns to the cited page does not find the words.",
    example="“A liquid border” (Silva 2012, 112), which stands on p. 110.",
    mend=(
        "Correct the page in the citation, or the labels of the file's pages with 'evidence "
        "document relabel'."
    ),
    look=look,
)
