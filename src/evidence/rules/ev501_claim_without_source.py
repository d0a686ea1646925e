"""EV501: a checkable claim that no citation serves."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Severity
from evidence.rules._claims import bearing_out
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for claim in paper.claims:
        if claim.checkable and not claim.services and not claim.quoted:
            yield Found(
                claim.key,
                "no citation serves this claim, neither in its sentence nor at its "
                f"paragraph's end: {claim.statement.rstrip('.')}",
                claim.location,
                bearing_out(paper, claim),
            )


RULE = Rule(
    code="EV501",
    name="claim-without-source",
    severity=Severity.WARNING,
    kind=SubjectKind.CLAIM,
    what=(
        "Reports each checkable claim that no citation serves, neither in its sentence nor, "
        "inferred, at its paragraph's end, and suggests works that would probably bear it out. "
        "It speaks of the paper's citations, not of the truth: it stays though outside "
        "evidence bears the claim out. Of quoted words EV401 speaks."
    ),
    why="A reader can neither check nor trust what stands without its source.",
    example="The two countries opened embassies in 1992.",
    mend="Cite a work that says so, or take the claim out.",
    look=look,
)
