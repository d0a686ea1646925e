"""EV401: quoted words that no citation serves."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Severity
from evidence.rules._claims import bearing_out, quotation
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for claim in paper.claims:
        if claim.quoted and not claim.services:
            key, kind = quotation(claim)
            yield Found(
                key,
                f"no citation serves the quoted words “{claim.quoted}”, neither in their "
                f"sentence nor at their paragraph's end (claim {claim.key})",
                claim.location,
                bearing_out(paper, claim),
                kind,
            )


RULE = Rule(
    code="EV401",
    name="quotation-without-citation",
    severity=Severity.ERROR,
    kind=SubjectKind.QUOTATION,
    what=(
        "Reports words in quotation marks that no citation serves, neither in their sentence "
        "nor, inferred, at their paragraph's end. Suggests works that may hold them."
    ),
    why="Quotation marks say that somebody else wrote these words; the reader must learn who.",
    example="The doctrine of “armed patience” has guided the country ever since.",
    mend="Cite the work and page the words come from, or put the thought in words of your own.",
    look=look,
)
