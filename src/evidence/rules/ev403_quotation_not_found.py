"""EV403: quoted words that stand in none of the works cited for them."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import MatchStatus, Severity
from evidence.rules._claims import bearing_out, inferred, quotation
from evidence.rules._verified import outcomes, work, works
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for outcome in outcomes(paper):
        if outcome.verified.match.status is not MatchStatus.NOT_FOUND or not outcome.all_read:
            continue
        claim = outcome.claim
        key, kind = quotation(claim)
        cited = sorted(works(paper, claim)[0])
        where = " nor in ".join(work(paper, each) for each in cited)
        only_ends = inferred(claim)
        guess = ", whose citation only ends their paragraph" if only_ends else ""
        reason = outcome.verified.match.reason if len(cited) == 1 else None
        more = f"; {reason}" if reason else ""
        yield Found(
            key,
            f"the quoted words “{claim.quoted}” were not found in {where}{guess}{more} "
            f"(claim {claim.key})",
            claim.location,
            bearing_out(paper, claim),
            kind,
            Severity.WARNING if only_ends else None,
        )


RULE = Rule(
    code="EV403",
    name="quotation-not-found",
    severity=Severity.ERROR,
    kind=SubjectKind.QUOTATION,
    what=(
        "Reports quoted words that 'evidence verify' found in none of the works cited for them, "
        "provided that all of these are held and could be read. A warning where the citation "
        "only ends the paragraph and may not be meant for them."
    ),
    why=(
        "Words in quotation marks are somebody's own. If they stand nowhere in the work, they "
        "are misattributed, taken from another edition or translation, or made up."
    ),
    example="“A border is a promise” (Silva 2012, 110), which Silva 2012 nowhere says.",
    mend=(
        "Search the work yourself, then its other editions; correct the words or the citation, "
        "or take the quotation marks away."
    ),
    look=look,
)
