"""EV402: quoted and cited, but no page."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Citation, Paper
from evidence.domain.vocabulary import Severity
from evidence.rules._claims import inferred, quotation, serving
from evidence.rules._works import cited_work
from evidence.rules.base import Found, Rule

_UNPAGED = frozenset(
    {
        "broadcast",
        "dataset",
        "interview",
        "motion_picture",
        "performance",
        "personal_communication",
        "post",
        "post-weblog",
        "software",
        "song",
        "speech",
        "webpage",
    }
)
"""Types of works that have no pages to point to."""


def look(paper: Paper) -> Iterator[Found]:
    for claim in paper.claims:
        citations = serving(paper, claim)
        if not claim.quoted or not citations or not all(_lacks(paper, each) for each in citations):
            continue
        key, kind = quotation(claim)
        told = ", ".join(each.text for each in citations)
        only = ", which only ends their paragraph" if inferred(claim) else ""
        yield Found(
            key,
            f"the quoted words “{claim.quoted}” are cited to {told}{only}, without a page "
            f"(claim {claim.key})",
            claim.location,
            kind=kind,
        )


def _lacks(paper: Paper, citation: Citation) -> bool:
    """Whether a citation names no place, though one of its works may have pages to name."""
    if any(item.locator for item in citation.items):
        return False
    works = [cited_work(paper, item) for item in citation.items]
    return any(work is None or work.item.type not in _UNPAGED for work in works)


RULE = Rule(
    code="EV402",
    name="quotation-without-locator",
    severity=Severity.WARNING,
    kind=SubjectKind.QUOTATION,
    what=(
        "Reports words in quotation marks whose citations give no page or other locator. Works "
        "without pages, such as web pages and broadcasts, are left alone."
    ),
    why="A quotation can only be checked on its page; without it the whole work must be read.",
    example="Silva calls the river a “liquid border” (Silva 2012).",
    mend="Add the page on which the words stand.",
    look=look,
)
