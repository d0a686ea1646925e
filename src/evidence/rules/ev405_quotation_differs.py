"""EV405: quoted words that differ from those of the work."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.quotations import Match
from evidence.domain.records import Paper
from evidence.domain.vocabulary import DifferenceSeverity, MatchStatus, Severity
from evidence.rules._claims import quotation
from evidence.rules._verified import outcomes, spliced, unread, where, work
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for outcome in outcomes(paper):
        claim, verified = outcome.claim, outcome.verified
        match = verified.match
        if match.status is not MatchStatus.DIFFERS:
            continue
        key, kind = quotation(claim)
        yield Found(
            key,
            f"the quoted words differ from {where(verified)} of "
            f"{work(paper, verified.source)}{_why(match)}: {match.difference or claim.quoted}"
            f"{spliced(verified)}{unread(outcome)} (claim {claim.key})",
            claim.location,
            kind=kind,
            severity=_severity(match, all_read=outcome.all_read),
        )


def _severity(match: Match, *, all_read: bool) -> Severity:
    if match.severity is not DifferenceSeverity.MATERIAL:
        return Severity.NOTE
    return Severity.ERROR if all_read else Severity.WARNING


def _why(match: Match) -> str:
    """What the gravest changes are of: "a number", "a name" and so on."""
    kinds = dict.fromkeys(
        change.why for change in match.changes if change.why and change.severity is match.severity
    )
    return f" ({', '.join(str(kind) for kind in kinds)})" if kinds else ""


RULE = Rule(
    code="EV405",
    name="quotation-differs",
    severity=Severity.ERROR,
    kind=SubjectKind.QUOTATION,
    what=(
        "Reports quoted words that 'evidence verify' found in the work with other words among "
        "them: an error where a number, a negation, a name or another word that carries the "
        "sense differs or passages are joined that stand apart, a note where the difference is "
        "minor. A warning where another work is cited for them too that could not be read."
    ),
    why="Quotation marks promise the source's own words; one changed word may turn the sense.",
    example="Quoted: “trade fell by 40 %”; on the page: “trade fell by 14 %”.",
    mend=(
        "Quote as the page has it; mark what you leave out by an ellipsis and what you put in by "
        "brackets."
    ),
    look=look,
)
