"""EV501: a checkable claim that no citation serves."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Severity, Veracity
from evidence.rules._claims import bearing_out
from evidence.rules.base import Found, Rule

_DISPUTED = (Veracity.REFUTED, Veracity.CONFLICTING)


def look(paper: Paper) -> Iterator[Found]:
    for claim in paper.claims:
        if claim.checkable and not claim.services and not claim.quoted:
            disputed = claim.veracity in _DISPUTED
            yield Found(
                claim.key,
                "no citation serves this claim, neither in its sentence nor at its "
                f"paragraph's end: {claim.statement.rstrip('.')}"
                + (f" (judged {claim.veracity}: see EV502)" if disputed else ""),
                claim.location,
                # Who would look for a work to cite for a claim that was found wrong?
                () if disputed else bearing_out(paper, claim),
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
        "evidence bears the claim out. Of quoted words EV401 speaks. An interpretation is the "
        "paper's own reading, for which no source is asked."
    ),
    why="A reader can neither check nor trust what stands without its source.",
    example="The two countries opened embassies in 1992.",
    mend="Cite a work that says so, or take the claim out.",
    look=look,
)
