"""EV504: only the citation at its paragraph's end serves a claim."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Severity
from evidence.rules._claims import inferred, serving
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for claim in paper.claims:
        if inferred(claim):
            told = ", ".join(each.text for each in serving(paper, claim))
            yield Found(
                claim.key,
                f"only {told or 'a citation'} at its paragraph's end serves this claim: "
                f"{claim.statement.rstrip('.')}",
                claim.location,
            )


RULE = Rule(
    code="EV504",
    name="claim-source-inferred",
    severity=Severity.NOTE,
    kind=SubjectKind.CLAIM,
    what=(
        "Names each claim that no citation in its own sentence serves, only one at the end of "
        "its paragraph."
    ),
    why="Whether that citation is meant for the whole paragraph is a guess until somebody looks.",
    example="A paragraph of five sentences ends with “(Silva 2012, 14)”; the first four have none.",
    mend=(
        "Look whether the work bears the claim out; if so, cite it in the sentence or make "
        "plain that one citation serves the paragraph."
    ),
    look=look,
)
