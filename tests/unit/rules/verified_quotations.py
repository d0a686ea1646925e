"""Papers with a quotation that was looked for, for the tests of the rules that speak of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace as _with

from rule_papers import cite, claim, item, paper, work

from evidence.domain.pages import PageMap, map_from
from evidence.domain.quotations import Change, Edit, Match, Place
from evidence.domain.records import CitationItem, HeldText, Paper, Verified
from evidence.domain.vocabulary import (
    DifferenceSeverity,
    DocumentStatus,
    MatchStatus,
    PageMapOrigin,
)

QUOTED = "trade fell by 40 per cent"


def held(
    key: str = "D01",
    first: str | None = "106",
    *,
    count: int = 17,
    origin: PageMapOrigin | None = PageMapOrigin.PRINTED_NUMBERS,
    status: DocumentStatus = DocumentStatus.READ,
    reflowable: bool = False,
) -> HeldText:
    """A held file of 17 pages, labelled 106 to 122."""
    page_map = PageMap() if first is None else map_from(first, count)
    return HeldText(key, status, count, page_map, origin, reflowable)


def match(
    status: MatchStatus,
    *,
    severity: DifferenceSeverity | None = None,
    on_page: bool | None = True,
    why: str = "number",
    splice: bool = False,
) -> Match:
    """What became of looking; what differs is a number."""
    somewhere = status in (MatchStatus.EXACT, MatchStatus.DIFFERS, MatchStatus.OTHER_PAGE)
    changes = (
        Change(Edit.KEPT, "trade fell by", "trade fell by"),
        Change(Edit.CHANGED, "40", "14", severity, why),
        Change(Edit.KEPT, "per cent", "per cent"),
    )
    return Match(
        status,
        Place(4, 4, 10, 40, "trade fell by 14 per cent", "", "") if somewhere else None,
        on_page if somewhere else None,
        changes if severity else (),
        severity,
        splice,
    )


def looked(
    found: Match, source: str = "a", *, current: bool = True, label: str | None = "110"
) -> Verified:
    """That quotation `Q01` was looked for in a work."""
    stands = label if found.place is not None else None
    return Verified("Q01", source, found, "D01", stands, current)


def quoting(
    *verified: Verified,
    items: tuple[CitationItem, ...] = (item("Drab", "2018", "a", locator="110"),),
    held_of: Mapping[str, tuple[HeldText, ...]] | None = None,
    inferred: bool = False,
) -> Paper:
    """A paper of one claim that quotes, and cites `items` for it."""
    of_sentence, of_paragraph = ((), ("T01",)) if inferred else (("T01",), ())
    made = claim(quoted=QUOTED, quotation="Q01", served=of_sentence, inferred=of_paragraph)
    made = _with(made, verified=verified)
    plain = paper(work("a"), work("b", "Roe, Jo"), citations=[cite("T01", *items)], claims=[made])
    return _with(plain, held=held_of or {})
