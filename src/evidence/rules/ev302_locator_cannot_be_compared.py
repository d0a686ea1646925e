"""EV302: a page locator has no page range to be compared with."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.items import Item
from evidence.domain.locators import Comparison
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Severity
from evidence.rules._held import labelled
from evidence.rules._pages import WHOLE, compared, look_ups
from evidence.rules._works import cited_work, named, page_items, printed
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for citation, item, locator in page_items(paper):
        source = cited_work(paper, item)
        if source is None or compared(locator, source.item) is not Comparison.CANNOT_COMPARE:
            continue
        if labelled(paper, source.key):
            continue  # the file's own pages were compared with: see EV304
        yield Found(
            citation.key,
            f"{locator} in {printed(citation, item)} cannot be compared: {named(source)} "
            + _why(source.item)
            + look_ups(source, locator),
            citation.location,
        )


def _why(item: Item) -> str:
    pages = item.variables.get("page")
    if pages:
        return f"has only “{pages}” for pages in its entry"
    if item.type in WHOLE:
        return "is a whole work and has no range of pages"
    return "has no pages in its entry"


RULE = Rule(
    code="EV302",
    name="locator-cannot-be-compared",
    severity=Severity.NOTE,
    kind=SubjectKind.CITATION,
    what=(
        "Names each page locator that no page range can confirm: the entry gives no pages, only "
        "a first page or an article number, or the work is a whole book. Says what a look-up "
        "found, which stays beside the entry. Where a file of the work is held whose pages are "
        "all labelled, that is compared with (EV304)."
    ),
    why="Nothing is wrong here so far; but nobody has compared, and a reader should know that.",
    example="The text says “(Silva 2012, 14)”; the entry of Silva gives volume and number only.",
    mend="Add the pages to the entry; for a book, open it at the cited page.",
    look=look,
)
