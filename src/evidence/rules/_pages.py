"""Page locators against the pages of works."""

from __future__ import annotations

from evidence.domain.items import Item
from evidence.domain.locators import Comparison, compare
from evidence.domain.page_spans import is_first_page_only
from evidence.domain.records import Source
from evidence.domain.vocabulary import Origin
from evidence.rules._works import said

WHOLE = frozenset(
    {
        "book",
        "classic",
        "collection",
        "manuscript",
        "musical_score",
        "pamphlet",
        "periodical",
        "report",
        "standard",
        "thesis",
    }
)
"""Types of works that are not part of another, and so have no range of pages in it."""

_SAID = {
    Comparison.INSIDE: "and {locator} lies inside",
    Comparison.OUTSIDE: "and {locator} lies outside",
    Comparison.CANNOT_COMPARE: "which cannot be compared either",
}


def compared(locator: str, item: Item) -> Comparison:
    """Where a page locator stands in the page range of a work, if that can be said.

    A lone number in the entry of a whole work is not where it begins but, as often as not,
    how many pages it has: nothing is compared with it.
    """
    pages = item.variables.get("page")
    if not pages or (item.type in WHOLE and is_first_page_only(pages)):
        return Comparison.CANNOT_COMPARE
    return compare(locator, pages)


def look_ups(source: Source, locator: str) -> str:
    """The end of a message: what look-ups said of the pages, kept beside the entry."""
    return "".join(
        f"; a look-up found {pages}, kept beside the entry, "
        + _SAID[compare(locator, pages)].format(locator=locator)
        for pages in said(source, Origin.LOOK_UP, "page")
    )
