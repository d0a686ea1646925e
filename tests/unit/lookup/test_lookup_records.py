"""Services' own records as CSL-JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from evidence.domain.items import Item
from evidence.lookup._payloads import csl_text
from evidence.lookup.doi_org import cleaned
from evidence.lookup.open_library import book


def valid(item: dict[str, Any]) -> Item:
    """The item, as whoever reads the payload will read it."""
    return Item.from_csl(json.loads(csl_text(item))[0])


DATA = {
    "title": "Connectivity in Eurasia",
    "subtitle": "roads and ports",
    "authors": [{"name": "Lech Drab"}, {"name": "Nargis Kassenova"}],
    "publishers": [{"name": "Rowman & Littlefield"}],
    "publish_places": [{"name": "Lanham"}],
    "publish_date": "March 2018",
    "number_of_pages": 312,
    "url": "https://openlibrary.org/books/OL1M/Connectivity",
}


def test_open_library_gives_a_book() -> None:
    item = valid(book(DATA, {}, "9780306406157"))
    assert item.type == "book"
    assert item.title == "Connectivity in Eurasia: roads and ports"
    assert [name.family for name in item.names["author"]] == ["Drab", "Kassenova"]
    assert item.dates["issued"] == "2018-03"
    assert item.variables["publisher"] == "Rowman & Littlefield"
    assert item.variables["publisher-place"] == "Lanham"
    assert item.variables["number-of-pages"] == "312"
    assert item.variables["ISBN"] == "9780306406157"


def test_open_librarys_details_add_edition_series_language_and_roles() -> None:
    details = {
        "edition_name": "2nd ed.",
        "series": ["Asia Today", "Second series"],
        "languages": [{"key": "/languages/eng"}],
        "contributions": ["Kassenova, Nargis (Editor)", "J. Doe (Cover design)", "Somebody"],
    }
    item = valid(book(DATA, details, "9780306406157"))
    assert item.variables["edition"] == "2nd ed."
    assert item.variables["collection-title"] == "Asia Today"
    assert item.variables["language"] == "en"
    assert [name.family for name in item.names["editor"]] == ["Kassenova"]
    assert [name.family for name in item.names["author"]] == ["Drab"]


def test_a_date_that_open_library_has_as_words_is_kept() -> None:
    item = valid(book({"title": "T", "publish_date": "n.d. [after the war]"}, {}, "9780306406157"))
    assert "issued" not in item.dates
    assert item.custom["open-library"]["publish_date"] == "n.d. [after the war]"


@pytest.mark.parametrize(
    "data",
    [
        {"title": "T", "authors": None, "publishers": "x", "number_of_pages": None},
        {"title": {"value": "T"}, "authors": [{"name": None}, 5], "publish_date": 1999},
    ],
)
def test_odd_answers_of_open_library_are_read_as_far_as_they_go(data: dict[str, Any]) -> None:
    assert valid(book(data, {"languages": [None], "series": "x"}, "9780306406157")).title == "T"


def test_an_agencys_own_words_become_csls() -> None:
    item = valid(
        cleaned(
            {
                "type": "journal-article",
                "title": ["A finding"],
                "container-title": [],
                "ISSN": ["0378-5955", "1234-5679"],
                "author": [
                    {"family": "Noether", "given": "Emmy", "affiliation": [], "sequence": "first"},
                    {"name": "A Consortium", "sequence": "additional"},
                    {"affiliation": []},
                ],
                "issued": {"date-parts": [[None]]},
                "published": {"date-parts": [[2020]]},
                "member": "286",
            }
        )
    )
    assert item.type == "article-journal"
    assert item.title == "A finding"
    assert item.variables["ISSN"] == "0378-5955 1234-5679"
    assert [name.text for name in item.names["author"]] == ["Emmy Noether", "A Consortium"]
    assert "issued" not in item.dates
    assert item.custom["member"] == "286"


def test_csls_own_record_is_left_as_it_is() -> None:
    given = {"type": "dataset", "title": "Data", "issued": {"date-parts": [[2020, 1]]}}
    assert cleaned(given) == given


def test_a_type_that_nobody_knows_is_a_document() -> None:
    assert cleaned({"type": "hologram", "title": "T"})["type"] == "document"
