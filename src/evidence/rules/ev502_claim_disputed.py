"""EV502: a claim was judged refuted or conflicting."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import Hint, SubjectKind
from evidence.domain.records import Evidence, Paper
from evidence.domain.vocabulary import Severity, Veracity
from evidence.rules._works import hint, shortened
from evidence.rules.base import Found, Rule

_DISPUTED = (Veracity.REFUTED, Veracity.CONFLICTING)


def look(paper: Paper) -> Iterator[Found]:
    for claim in paper.claims:
        judged = claim.judgement
        if judged is not None and judged.rating in _DISPUTED:
            yield Found(
                claim.key,
                f"{claim.statement.rstrip('.')} — judged {judged.rating} by "
                f"{judged.agent.name}: {judged.reason.rstrip('.')}",
                claim.location,
                tuple(_told(paper, link) for link in claim.evidence),
            )


def _told(paper: Paper, link: Evidence) -> Hint:
    words = f": “{shortened(link.quotation, 240)}”" if link.quotation else ""
    return hint(paper, link.source, f"{link.stance} it{words}")


RULE = Rule(
    code="EV502",
    name="claim-disputed",
    severity=Severity.ERROR,
    kind=SubjectKind.CLAIM,
    what=(
        "Reports each claim whose latest judgement of veracity is refuted or conflicting, with "
        "the reason, who judged, and what the evidence says."
    ),
    why="Somebody looked and found sources against the claim.",
    example="“The treaty was signed in 1994”, judged refuted: the gazette prints it in 1996.",
    mend=(
        "Read the evidence; correct the claim or take it out. Where the judgement is wrong, "
        "judge again with the reason: the new judgement supersedes the old."
    ),
    look=look,
)
