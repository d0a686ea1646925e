"""How rules name works and citations, and what they ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR

from evidence.domain.dates import parse
from evidence.domain.findings import Hint
from evidence.domain.records import Citation, CitationItem, Paper, Source
from evidence.domain.vocabulary import LocatorLabel, Origin, Resolution
from evidence.errors import BadInput


def named(source: Source) -> str:
    """A work as a reader of the list looks for it: "Drab 2018, “Defence Diplomacy…”"."""
    title = f"“{shortened(source.item.title)}”" if source.item.title else None
    creators = joined(name.citation_name for name in source.item.creators)
    year = str(source.item.year) if source.item.year is not None else "(undated)"
    who = " ".join(part for part in (creators, year) if part)
    return ", ".join(part for part in (who if creators else None, title) if part) or source.key


def joined(names: Iterable[str]) -> str:
    """Names as a citation joins them: two with "and", of four or more the first."""
    each = [name for name in names if name]
    if len(each) > 3:
        return f"{each[0]} et al."
    return " and ".join(part for part in (", ".join(each[:-1]), "".join(each[-1:])) if part)


def shortened(text: str, limit: int = 72) -> str:
    """`text` cut after a word where it has more than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def printed(citation: Citation, item: CitationItem) -> str:
    """A citation as printed; where it names several works, with the one that is meant."""
    if len(citation.items) == 1:
        return citation.text
    one = " ".join(part for part in (joined(item.names), item.year) if part)
    return f"{one} in {citation.text}" if one else citation.text


def items(paper: Paper) -> Iterator[tuple[Citation, CitationItem]]:
    """Every work that a citation names, in the order of the citations."""
    return ((citation, item) for citation in paper.citations for item in citation.items)


def cited_work(paper: Paper, item: CitationItem) -> Source | None:
    """The one work that an item names, or in a conflict probably names; None where several fit."""
    settled = item.resolution in (Resolution.RESOLVED, Resolution.CONFLICT)
    return paper.sources.get(item.likely[0]) if settled and len(item.likely) == 1 else None


def page_items(paper: Paper) -> Iterator[tuple[Citation, CitationItem, str]]:
    """Every item with a page locator, and the locator."""
    for citation, item in items(paper):
        if item.locator and item.label is LocatorLabel.PAGE:
            yield citation, item, item.locator


def said(source: Source, origin: Origin, variable: str) -> tuple[str, ...]:
    """What an origin said of a variable, each value once."""
    values = (
        statement.value
        for statement in source.statements
        if statement.origin is origin and statement.variable == variable
    )
    return tuple(dict.fromkeys(value for value in values if isinstance(value, str) and value))


def years(edtf: str) -> tuple[int, int] | None:
    """The first and the last year that a date may mean; None where it is no date."""
    try:
        date = parse(edtf)
    except BadInput:
        return None
    known = [point for point in (date.start, date.end) if point is not None]
    open_ended = date.interval and date.end is None
    return known[0].year, MAXYEAR if open_ended else known[-1].last_year


def agree(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans of years share a year."""
    return one[0] <= other[1] and other[0] <= one[1]


def hint(paper: Paper, key: str, reason: str) -> Hint:
    """The suggestion of a work, under its title."""
    source = paper.sources.get(key)
    return Hint(key, (source.item.title if source else None) or key, reason)
