from __future__ import annotations

from typing import Any

import yaml
from csl_works import ITEM, KEY
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats.hayagriva import FORMAT, write


def written(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load("".join(write([Source("key", item)])))
    return dict(found["key"])


def test_an_article_stands_in_its_periodical() -> None:
    item = Item(
        "article-journal",
        {
            "title": "Defence <i>diplomacy</i>",
            "title-short": "Defence",
            "container-title": "Security and Defence Quarterly",
            "volume": "20",
            "issue": "3-4",
            "page": "57-71",
            "publisher": "War Studies University",
            "publisher-place": "Warsaw",
            "DOI": "10.1000/x",
            "ISSN": "0378-5955",
            "URL": "https://example.org/",
            "language": "en",
        },
        {"issued": "2018-09", "accessed": "2020-01-02"},
        {"author": (Name("Drab", "Lech"), Name(literal="University of California, Irvine"))},
    )
    assert written(item) == {
        "type": "article",
        "title": {"value": "Defence diplomacy", "short": "Defence"},
        "author": ["Drab, Lech", {"name": "University of California, Irvine"}],
        "date": "2018-09",
        "page-range": "57-71",
        "serial-number": {"doi": "10.1000/x"},
        "url": {"value": "https://example.org/", "date": "2020-01-02"},
        "language": "en",
        "parent": {
            "type": "periodical",
            "title": "Security and Defence Quarterly",
            "serial-number": {"issn": "0378-5955"},
            "volume": 20,
            "issue": "3-4",
            "publisher": {"name": "War Studies University", "location": "Warsaw"},
        },
    }


def test_a_chapter_has_the_editors_of_its_book_and_a_series() -> None:
    item = Item(
        "chapter",
        {"title": "C", "container-title": "B", "collection-title": "S", "collection-number": "7"},
        {"issued": "-0043"},
        {
            "author": (Name("Rohe", "Ludwig", "van der", suffix="Jr."),),
            "editor": (Name("Ed", "A."),),
            "translator": (Name("Tr", "B."),),
        },
    )
    found = written(item)
    assert found["author"] == [
        {"name": "Rohe", "given-name": "Ludwig", "prefix": "van der", "suffix": "Jr."}
    ]
    assert found["date"] == "-0043"
    assert found["affiliated"] == [{"role": "translator", "names": ["Tr, B."]}]
    assert found["parent"] == [
        {"type": "book", "title": "B", "editor": ["Ed, A."]},
        {"type": "anthology", "title": "S", "volume": 7},
    ]


def test_a_book_keeps_its_own_publisher_edition_and_numbers() -> None:
    item = Item(
        "book", {"title": "{B} for $5", "publisher": "P", "edition": "2", "ISBN": "0306406152"}
    )
    assert written(item) == {
        "type": "book",
        "title": "\\{B\\} for \\$5",
        "edition": 2,
        "publisher": "P",
        "serial-number": {"isbn": "0306406152"},
    }


@given(st.dictionaries(KEY, ITEM, max_size=3))
def test_whatever_is_written_is_yaml_with_a_type_a_work(works: dict[str, Item]) -> None:
    text = "".join(write(Source(key, item) for key, item in works.items()))
    found = yaml.safe_load(text)
    assert list(found) == list(works)
    assert all(each["type"] for each in found.values())


def test_it_is_written_only() -> None:
    assert FORMAT.read is None
    assert "".join(write([])) == "{}\n"
