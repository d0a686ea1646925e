"""What rules ask of quotations that were looked for: the one outcome of a claim that counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.domain.records import Claim, HeldText, Paper, Verified
from evidence.domain.verification import best
from evidence.domain.vocabulary import DocumentStatus, MatchStatus
from evidence.rules._claims import serving
from evidence.rules._works import named

_UNREAD = frozenset({MatchStatus.UNREADABLE, MatchStatus.UNCHECKED})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claim's quotation in the works that are cited for it.

    Args:
        claim: whose words they are.
        verified: the outcome that counts: words that stand in one of the works are found.
        all_read: whether every work that may be meant is known, and was read.
    """

    claim: Claim
    verified: Verified
    all_read: bool


def outcomes(paper: Paper) -> Iterator[Outcome]:
    """The quotations of a paper's claims that were looked for; what is out of date is left out."""
    for claim in paper.claims:
        wanted, settled = works(paper, claim)
        found = [each for each in claim.verified if each.current and each.source in wanted]
        if not claim.quoted or not found:
            continue
        read = {each.source for each in found if each.match.status not in _UNREAD}
        counts = found[best(each.match for each in found)]
        yield Outcome(claim, counts, settled and read >= wanted)


def works(paper: Paper, claim: Claim) -> tuple[set[str], bool]:
    """The works that a claim's citations name or may name, and whether each names one."""
    items = [item for citation in serving(paper, claim) for item in citation.items]
    return {key for item in items for key in item.likely}, all(item.likely for item in items)


def readable(paper: Paper, source: str) -> tuple[HeldText, ...]:
    """The held files of a work whose text is held."""
    files = paper.held.get(source, ())
    return tuple(each for each in files if each.status is DocumentStatus.READ)


def work(paper: Paper, key: str) -> str:
    """A work as a reader of the list looks for it."""
    source = paper.sources.get(key)
    return key if source is None else named(source)


def where(verified: Verified) -> str:
    """The page on which words stand: by its printed label, else by its place in the file."""
    if verified.page_label is not None:
        return f"p. {verified.page_label}"
    if verified.match.place is None:
        return "no page"
    return f"the file's page {verified.match.place.page + 1}"


def cited_place(paper: Paper, claim: Claim, source: str) -> str | None:
    """What a claim's citations give as the place in a work, None where they give none."""
    places = [
        item.locator
        for citation in serving(paper, claim)
        for item in citation.items
        if source in item.likely and item.locator
    ]
    return ", ".join(dict.fromkeys(places)) or None


def spliced(verified: Verified) -> str:
    """The part of a message about words joined that stand apart, "" where none were."""
    if not verified.match.splice:
        return ""
    return "; it joins passages that stand apart there"


def unread(outcome: Outcome) -> str:
    """The end of a message where not every cited work could be read."""
    return "" if outcome.all_read else "; not every work cited for it could be read"
