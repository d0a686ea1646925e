"""EV302: locator-cannot-be-compared."""

from __future__ import annotations

import pytest
from rule_papers import check, cite, item, keys, paper, work

from evidence.domain.records import Source
from evidence.domain.vocabulary import Severity


def message(source: Source, locator: str = "59-61") -> str:
    cited = [cite("T01", item("Drab", "2018", source.key, locator=locator))]
    (finding,) = check("EV302", paper(source, citations=cited))
    assert finding.key == "T01"
    assert finding.severity is Severity.NOTE
    return finding.message


def test_an_entry_without_pages_is_a_note_not_an_accusation() -> None:
    assert message(work("a")).endswith("has no pages in its entry")
    assert "59-61 in (Drab 2018, 59-61) cannot be compared" in message(work("a"))


def test_what_a_look_up_found_stays_beside_the_entry() -> None:
    found = message(work("a", looked_up=[("page", "57-71")]))
    assert found.endswith("a look-up found 57-71, kept beside the entry, and 59-61 lies inside")


def test_a_look_up_that_disagrees_is_told_as_well() -> None:
    assert message(work("a", looked_up=[("page", "1-9")])).endswith("59-61 lies outside")


def test_a_look_up_that_found_nothing_adds_nothing() -> None:
    assert message(work("a", looked_up=[("page", None)])).endswith("has no pages in its entry")


@pytest.mark.parametrize("type_", ["book", "report", "thesis"])
def test_a_whole_book_has_no_range(type_: str) -> None:
    assert message(work("a", type_=type_)).endswith("is a whole work and has no range of pages")


@pytest.mark.parametrize("pages", ["e0123456", "57"])
def test_an_article_number_or_a_first_page_is_no_range(pages: str) -> None:
    assert message(work("a", page=pages)).endswith(f"has only “{pages}” for pages in its entry")


def test_a_citation_without_locator_has_nothing_to_compare() -> None:
    cited = [cite("T01", item("Drab", "2018", "a"))]
    assert keys("EV302", paper(work("a"), citations=cited)) == []
