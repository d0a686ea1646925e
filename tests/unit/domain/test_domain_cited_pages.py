"""Which pages of a file a locator names."""

from __future__ import annotations

import pytest

from evidence.domain.cited_pages import PageLabels, cited_pages
from evidence.domain.locators import Locator
from evidence.domain.pages import read_map
from evidence.domain.vocabulary import LocatorLabel, PageMapOrigin

ARTICLE = PageLabels(read_map("1-17=106", 17).labels(17))
BOOK = PageLabels(read_map("1-4=i-iv,5-104=1-100", 104).labels(104))
SUPPLEMENT = PageLabels(read_map("1-6=S110", 6).labels(6))
AGAIN = PageLabels(read_map("1-3=1,4-6=1", 6).labels(6))
UNKNOWN = PageLabels([None, None])


def page(text: str) -> tuple[Locator, ...]:
    return (Locator(LocatorLabel.PAGE, text),)


@pytest.mark.parametrize(
    ("labels", "locator", "physical"),
    [
        (ARTICLE, "110", [5]),
        (ARTICLE, "p. 110", [5]),
        (ARTICLE, "110-111", [5, 6]),
        (ARTICLE, "pp. 110–11", [5, 6]),
        (ARTICLE, "110, 113-114", [5, 8, 9]),
        (ARTICLE, "110 n. 3", [5]),
        (ARTICLE, "110n3", [5]),
        (ARTICLE, "110f.", [5, 6]),
        (ARTICLE, "120ff.", [15, 16, 17]),
        (ARTICLE, "120+", [15, 16, 17]),
        (ARTICLE, "105-107", [1, 2]),
        (ARTICLE, "110, 12", [5, 7]),
        (BOOK, "iii", [3]),
        (BOOK, "III", [3]),
        (BOOK, "ii–iii", [2, 3]),
        (BOOK, "3", [7]),
        (BOOK, "iv-2", [4, 5, 6]),
        (SUPPLEMENT, "S112", [3]),
        (SUPPLEMENT, "s112", [3]),
        (SUPPLEMENT, "S112–S114", [3, 4, 5]),
        (AGAIN, "2", [2, 5]),
    ],
)
def test_printed_pages_are_told_in_the_file(
    labels: PageLabels, locator: str, physical: list[int]
) -> None:
    found = cited_pages(page(locator), labels)
    assert sorted(index + 1 for index in found.indices or ()) == physical
    assert found.reason is None


@pytest.mark.parametrize(
    ("locator", "label"),
    [
        ("3", LocatorLabel.CHAPTER),
        ("ch. 3", LocatorLabel.PAGE),
        ("n. 12", LocatorLabel.PAGE),
        ("§ 4", LocatorLabel.PAGE),
        ("12", LocatorLabel.NOTE),
    ],
)
def test_what_is_no_page_is_said_to_be_none(locator: str, label: LocatorLabel) -> None:
    found = cited_pages((Locator(label, locator),), ARTICLE)
    assert (found.indices, found.missing) == (None, ())
    assert "is no page" in (found.reason or "")


def test_a_page_that_the_file_has_not_is_named() -> None:
    found = cited_pages(page("204"), ARTICLE)
    assert (found.indices, found.missing) == (None, ("204",))
    assert found.reason == "the file has no page labelled 204"
    assert cited_pages(page("121-125"), ARTICLE).missing == ("123", "124", "125")


def test_without_labels_nothing_is_told_of_pages() -> None:
    found = cited_pages(page("4"), UNKNOWN)
    assert (found.indices, found.missing) == (None, ())
    assert "is not known" in (found.reason or "")


def test_the_places_of_several_citations_are_taken_together() -> None:
    found = cited_pages((*page("110"), *page("112")), ARTICLE)
    assert found.indices == frozenset({4, 6})
    assert cited_pages((*page("110"), Locator(LocatorLabel.CHAPTER, "3")), ARTICLE).indices is None
    assert cited_pages((), ARTICLE).reason is None


@pytest.mark.parametrize(
    ("labels", "origin", "certain"),
    [
        (ARTICLE, PageMapOrigin.PRINTED_NUMBERS, True),
        (ARTICLE, PageMapOrigin.PERSON, True),
        (ARTICLE, PageMapOrigin.PAGE_LABELS, True),
        (ARTICLE, PageMapOrigin.PAGE_RANGE, False),
        (ARTICLE, None, False),
        (PageLabels(["1", "2", "3"]), PageMapOrigin.PAGE_LABELS, False),
        (PageLabels(["1", "2", None]), PageMapOrigin.PERSON, False),
        (PageLabels([]), PageMapOrigin.PERSON, False),
    ],
)
def test_a_page_is_certainly_missing_only_by_complete_labels_that_were_printed(
    labels: PageLabels, origin: PageMapOrigin | None, *, certain: bool
) -> None:
    assert labels.certain(origin) is certain


def test_a_count_from_1_is_relied_on_where_the_printed_numbers_agree() -> None:
    counted = PageLabels(["1", "2", "3"])
    assert counted.trusted(PageMapOrigin.PAGE_LABELS, [None, "2", "3"])
    assert not counted.trusted(PageMapOrigin.PAGE_LABELS, ["106", "107", "108"])
