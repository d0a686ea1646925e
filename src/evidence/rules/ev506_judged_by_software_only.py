"""EV506: a program judged, and no person did."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Judgement, Paper
from evidence.domain.vocabulary import AgentKind, Severity
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for claim in paper.claims:
        if told := _by_software(claim.judgement):
            yield Found(
                claim.key, f"only software judged this claim: {told}; no person has", claim.location
            )
        for link in claim.evidence:
            if told := _by_software(link.judgement):
                yield Found(
                    claim.key,
                    f"only software judged link {link.key} to {link.source}: {told}; no person has",
                    claim.location,
                )


def _by_software(judgement: Judgement | None) -> str | None:
    """What a program said, None where the judgement that counts is somebody else's."""
    if judgement is None or judgement.agent.kind is not AgentKind.SOFTWARE:
        return None
    return f"{judgement.agent.name} says {judgement.rating}"


RULE = Rule(
    code="EV506",
    name="judged-by-software-only",
    severity=Severity.NOTE,
    kind=SubjectKind.CLAIM,
    what=(
        "Names each claim, and each evidence link, on which a program gave a rating and no "
        "person or organization did."
    ),
    why=(
        "A program's rating is a hint where to look. It may be wrong with confidence, and "
        "nobody answers for it."
    ),
    example="“The treaty was signed in 1994”, rated supported by a language model only.",
    mend="Read the passages it quotes and judge yourself: your judgement goes before its.",
    look=look,
)
