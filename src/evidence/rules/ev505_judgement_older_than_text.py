"""EV505: what was judged has been worded anew since."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Judgement, Paper
from evidence.domain.vocabulary import Severity
from evidence.rules._works import shortened
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for claim in paper.claims:
        judged = claim.judgement
        if judged is not None and judged.outdated:
            yield Found(
                claim.key,
                f"{_judged(judged)} before the claim, its quoted words or its sentence were "
                f"changed; it now reads: {shortened(claim.statement.rstrip('.'), 240)}",
                claim.location,
            )
        for link in claim.evidence:
            judged = link.judgement
            if judged is not None and judged.outdated:
                yield Found(
                    claim.key,
                    f"{_judged(judged)} on link {link.key} to {link.source} before the link or "
                    "the claim were changed",
                    claim.location,
                )


def _judged(judgement: Judgement) -> str:
    return (
        f"{judgement.agent.name} judged {judgement.rating} on {judgement.time.date().isoformat()}"
    )


RULE = Rule(
    code="EV505",
    name="judgement-older-than-text",
    severity=Severity.WARNING,
    kind=SubjectKind.CLAIM,
    what=(
        "Reports each claim and each evidence link whose latest judgement is about other words "
        "than those that stand there now: the statement, the quoted words or the paper's "
        "sentence were changed, of a link also its quotation, place or stance. Typography does "
        "not count. Of judgements made before the program kept what was judged, only a changed "
        "statement is known."
    ),
    why="A judgement holds for what its author read. Of the new wording nobody has said anything.",
    example="“The treaty was signed in 1994”, judged refuted; the claim now says 1996.",
    mend=(
        "Judge the new wording: 'evidence next' shows it again, 'evidence claim history' tells "
        "what was changed when."
    ),
    look=look,
)
