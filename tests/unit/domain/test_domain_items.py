from __future__ import annotations

import json
from collections.abc import MutableMapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.items import DATES, NAMES, STRINGS, TYPES, Item, attribute
from evidence.domain.names import Name
from evidence.errors import BadInput

_texts = st.text(min_size=1).map(str.strip).filter(bool)
_items = st.builds(
    Item,
    type=st.sampled_from(sorted(TYPES)),
    variables=st.dictionaries(st.sampled_from(sorted(STRINGS)), _texts, max_size=5),
    dates=st.dictionaries(
        st.sampled_from(sorted(DATES)), st.dates().map(lambda day: day.isoformat()), max_size=3
    ),
    names=st.dictionaries(
        st.sampled_from(sorted(NAMES)),
        st.lists(st.builds(Name, family=_texts, given=_texts), min_size=1, max_size=3).map(tuple),
        max_size=3,
    ),
    custom=st.dictionaries(_texts.map(lambda key: f"x-{key}"), st.integers(), max_size=2),
)


@given(_items)
def test_a_work_comes_back_from_csl_json_unchanged(item: Item) -> None:
    assert Item.from_csl(json.loads(json.dumps(item.to_csl("key")))) == item


def test_csl_json_as_reference_managers_write_it_is_read() -> None:
    data = {
        "id": "drab2018",
        "type": "article-journal",
        "title": "Defence Diplomacy",
        "author": [{"family": "Drab", "given": "Lech"}],
        "issued": {"date-parts": [["2018", 9, 30]]},
        "volume": 20,
        "journalAbbreviation": "SDQ",
        "abstract": "",
        "editor": [],
        "x-rank": 3,
    }
    item = Item.from_csl(data)
    assert item.type == "article-journal"
    assert dict(item.variables) == {
        "title": "Defence Diplomacy",
        "volume": "20",
        "container-title-short": "SDQ",
    }
    assert dict(item.dates) == {"issued": "2018-09-30"}
    assert dict(item.names) == {"author": (Name("Drab", "Lech"),)}
    assert dict(item.custom) == {"x-rank": 3}
    assert (item.title, item.year) == ("Defence Diplomacy", 2018)


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "journal-article"},
        {"type": "book", "issued": {"literal": "forthcoming"}},
        {"type": "book", "author": ["Drab, Lech"]},
    ],
)
def test_what_is_no_csl_item_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        Item.from_csl(wrong)


def test_a_citation_names_the_authors_else_the_editors_else_the_translators() -> None:
    author, editor, translator = Name("A"), Name("E"), Name("T")
    names = {"translator": (translator,), "editor": (editor,), "author": (author,)}
    assert Item("book", names=names).creators == (author,)
    assert Item("book", names={**names, "author": ()}).creators == (editor,)
    assert Item("book", names={"translator": (translator,)}).creators == (translator,)
    assert Item("book").creators == ()


def test_a_work_without_a_date_has_no_year() -> None:
    assert Item("book").year is None


def test_a_work_cannot_be_changed() -> None:
    given = {"title": "T"}
    item = Item("book", given)
    given["title"] = "U"
    assert item.title == "T"
    assert not isinstance(item.variables, MutableMapping)


def test_no_two_variables_have_one_attribute() -> None:
    every = STRINGS | DATES | NAMES
    assert len({attribute(variable) for variable in every}) == len(every)
    assert attribute("container-title") == "container_title"
    assert attribute("DOI") == "doi"


@pytest.mark.parametrize("parts", [[[None]], [[]], [], [["", None]], [[0]], None])
def test_a_csl_date_that_names_no_year_is_no_date(parts: object) -> None:
    item = Item.from_csl({"type": "book", "title": "T", "issued": {"date-parts": parts}})
    assert not item.dates
    assert not item.custom


def test_a_csl_date_in_words_counts_beside_empty_parts() -> None:
    item = Item.from_csl({"type": "book", "issued": {"date-parts": [[None]], "raw": "2018"}})
    assert item.dates == {"issued": "2018"}
