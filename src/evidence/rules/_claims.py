"""What rules ask of a claim: what serves it, what might, and where its quotation stands."""

from __future__ import annotations

from evidence.domain.findings import Hint, SubjectKind
from evidence.domain.records import Citation, Claim, Paper
from evidence.domain.vocabulary import Stance
from evidence.rules._works import hint, shortened


def serving(paper: Paper, claim: Claim) -> tuple[Citation, ...]:
    """The citations that serve a claim."""
    held = {citation.key: citation for citation in paper.citations}
    return tuple(held[service.citation] for service in claim.services if service.citation in held)


def inferred(claim: Claim) -> bool:
    """Whether only citations at its paragraph's end serve it."""
    return bool(claim.services) and all(service.inferred for service in claim.services)


def quotation(claim: Claim) -> tuple[str, SubjectKind]:
    """The subject of a finding about a claim's quoted words: the quotation, else the claim."""
    if claim.quotation is not None:
        return claim.quotation, SubjectKind.QUOTATION
    return claim.key, SubjectKind.CLAIM


def bearing_out(paper: Paper, claim: Claim) -> tuple[Hint, ...]:
    """The works that would probably bear a claim out: suggested ones, then what supports it."""
    hints = {each.source: hint(paper, each.source, each.reason) for each in claim.suggestions}
    for link in claim.evidence:
        if link.stance is Stance.SUPPORTS and link.source not in hints:
            words = f": “{shortened(link.quotation)}”" if link.quotation else ""
            hints[link.source] = hint(paper, link.source, f"evidence {link.key} supports it{words}")
    return tuple(hints.values())
