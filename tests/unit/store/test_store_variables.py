"""Each CSL variable is kept in exactly one place, and comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from evidence.domain.identifiers import VARIABLE_SCHEMES
from evidence.domain.items import DATES, NAMES, STRINGS, Item
from evidence.domain.names import Name
from evidence.services import sources
from evidence.services.work import reading, writing
from evidence.store import models as m
from evidence.store.variables import COLUMNS, column_values
from support import ACTOR, assert_sound

FULL = Item(
    "article-journal",
    {variable: f"value of {variable}" for variable in sorted(STRINGS)},
    {variable: f"20{number:02}-03" for number, variable in enumerate(sorted(DATES), 10)},
    {
        variable: (
            Name(family=f"Of {variable}", given="A.", suffix="Jr", dropping_particle="von"),
            Name(literal=f"The {variable}"),
        )
        for variable in sorted(NAMES)
    },
    {"x-of-ours": [1, {"a": None}], "name": "Ж"},
)


def test_a_variable_with_a_column_has_no_other_place() -> None:
    values = column_values(FULL)
    rest = values.pop("variables")
    assert set(rest) == (STRINGS | DATES) - COLUMNS.keys() - VARIABLE_SCHEMES.keys()
    assert all(values.values())


@pytest.mark.parametrize("item", [FULL, Item("book", {"title": "A title alone"})])
def test_every_variable_comes_back_as_it_was_entered(empty: Path, item: Item) -> None:
    with writing(empty, ACTOR) as work:
        key = sources.add(work, item)
    with reading(empty) as session:
        held = sources.get(session, key).item
    assert held == item
    assert_sound(empty)


def test_every_variable_comes_back_as_it_was_edited(empty: Path) -> None:
    with writing(empty, ACTOR) as work:
        key = sources.add(work, Item("book", {"title": "A title alone"}))
    with writing(empty, ACTOR) as work:
        sources.replace(work, key, FULL)
    with reading(empty) as session:
        assert sources.get(session, key).item == FULL
    assert_sound(empty)
    with writing(empty, ACTOR) as work:
        sources.edit(work, key, clear=(STRINGS | DATES | NAMES) - {"title"})
    with reading(empty) as session:
        held = sources.get(session, key).item
    assert (held.variables, held.dates, held.names) == ({"title": "value of title"}, {}, {})
    assert_sound(empty)


def test_an_entry_made_in_bulk_is_the_same_as_one_made_alone(empty: Path) -> None:
    with writing(empty, ACTOR) as work:
        sources.add_many(work, [FULL, FULL])
    with reading(empty) as session:
        assert [each.item for each in sources.listing(session)] == [FULL, FULL]
    assert_sound(empty)


def test_the_year_is_kept_for_sorting(empty: Path) -> None:
    with writing(empty, ACTOR) as work:
        sources.add(work, Item("book", {"title": "Old"}, {"issued": "-0043"}))
    with reading(empty) as session:
        assert session.scalars(select(m.Source.issued_year)).all() == [-43]


@pytest.mark.parametrize(
    "title",
    [
        '‘Quotes’ “and” quotes\' "and"',
        "tab\tand\nline",
        "Ω ≠ ω; e\u0301 \U0001f9ea \u200f rtl",
        "'; DROP TABLE source; --",
        "   ",
        "x" * 100_000,
    ],
)
def test_any_text_is_kept_and_found_in_the_index(empty: Path, title: str) -> None:
    item = Item("book", {"title": title, "publisher": "P"}, names={"author": (Name(given=title),)})
    with writing(empty, ACTOR) as work:
        key = sources.add(work, item)
    with reading(empty) as session:
        assert sources.get(session, key).item.title == title
    with writing(empty, ACTOR) as work:
        sources.edit(work, key, values={"title": f"{title} again"})
    assert_sound(empty)
