"""What one record of a work adds to another, and where both disagree."""

from __future__ import annotations

import timeit
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.items import Item
from evidence.domain.merging import Difference, Merge, merge, take
from evidence.domain.names import Name

DRAB = Name(family="Drab", given="Lech")
ROY = Name(family="Roy", given="Ada Maria")
OTHERS = Name(literal="et al.")


def one(type_: str = "article-journal", **variables: str) -> Item:
    """A record that says these variables and no more; two underscores are one."""
    return Item(type_, {name.replace("_", "-"): value for name, value in variables.items()})


def dated(issued: str, variable: str = "issued") -> Item:
    return Item("book", {}, {variable: issued})


def by(*names: Name, role: str = "author") -> Item:
    return Item("book", {}, {}, {role: names})


def told(merged: Merge) -> list[tuple[str, str, str]]:
    """The differences as people see them."""
    return [(each.variable, each.held, each.given) for each in merged.differences]


def test_what_is_missing_is_added() -> None:
    held = Item("book", {"title": "Rivers"}, {}, {"author": (DRAB,)})
    other = Item(
        "book", {"title": "Rivers", "DOI": "10.1/x"}, {"issued": "2018"}, {"editor": (ROY,)},
        {"bibtex": {"file": "a.pdf"}},
    )  # fmt: skip
    merged = merge(held, other)
    assert merged.added == ("DOI", "issued", "editor", "bibtex")
    assert (merged.refined, merged.differences, merged.changed) == ((), (), True)
    assert merged.item == Item(
        "book",
        {"title": "Rivers", "DOI": "10.1/x"},
        {"issued": "2018"},
        {"author": (DRAB,), "editor": (ROY,)},
        {"bibtex": {"file": "a.pdf"}},
    )


def test_what_disagrees_is_told_and_not_taken() -> None:
    held = Item("book", {"title": "Rivers", "volume": "2"}, {"issued": "2018"}, {"author": (DRAB,)})
    other = Item(
        "thesis", {"title": "Roads", "volume": "3"}, {"issued": "2019"}, {"author": (ROY,)}
    )
    merged = merge(held, other)
    assert merged.item == held
    assert not merged.changed
    assert told(merged) == [
        ("type", "book", "thesis"),
        ("title", "Rivers", "Roads"),
        ("volume", "2", "3"),
        ("issued", "2018", "2019"),
        ("author", "Drab, Lech", "Roy, Ada Maria"),
    ]
    for difference in merged.differences:
        held = take(held, difference)
    assert held == other


@pytest.mark.parametrize(
    ("variable", "held", "other"),
    [
        ("title", "Defence Diplomacy – a Tool", "Defence diplomacy: A tool."),
        ("title", "Law &amp; <i>Order</i>", "Law and Order"),
        ("title", "Łódź", "Lodz"),
        ("DOI", "10.1093/ia/iiaa061", "https://doi.org/10.1093/IA/IIAA061"),
        ("ISBN", "978-0-19-852663-6", "0198526636"),
        ("page", "110-111", "pp. 110–11"),
        ("volume", "II", "Vol. 2"),
        ("edition", "2nd ed.", "Second edition"),
        ("publisher", "M. E. Sharpe", "M.E. Sharpe"),
    ],
)
def test_typography_is_no_difference(variable: str, held: str, other: str) -> None:
    for a, b in ((held, other), (other, held)):
        merged = merge(one(**{variable: a}), one(**{variable: b}))
        assert merged.item == one(**{variable: a}), "what is held stays as it is written"
        assert merged.differences == ()


@pytest.mark.parametrize(
    ("variable", "less", "more"),
    [
        ("title", "Out of Africa", "Out of Africa: A Memoir"),
        ("page", "57", "57-71"),
        ("publisher", "Oxford U. Press", "Oxford University Press"),
        ("publisher", "Oxford UP", "Oxford University Press (India)"),
        ("publisher", "Springer", "Springer International Publishing"),
        ("container_title", "J. Slavic Mil. Stud.", "The Journal of Slavic Military Studies"),
        ("container_title", "Proc. Natl. Acad. Sci.", "Proceedings National Academy of Sciences"),
        ("container_title", "PNAS", "Proceedings of the National Academy of Sciences"),
    ],
)
def test_the_fuller_form_stays_whichever_comes_first(variable: str, less: str, more: str) -> None:
    refined = merge(one(**{variable: less}), one(**{variable: more}))
    assert refined.item == one(**{variable: more})
    assert refined.refined == (variable.replace("_", "-"),)
    kept = merge(one(**{variable: more}), one(**{variable: less}))
    assert kept.item == one(**{variable: more})
    assert (kept.changed, kept.differences) == (False, ())


@pytest.mark.parametrize(
    ("variable", "held", "other"),
    [
        ("title", "Rivers of Asia", "Rivers of Asia 2"),
        ("title", "Out of Africa", "Out of Africa and Back"),
        ("title", "C", "C++"),
        ("container_title", "Nature", "Nature Communications"),
        ("container_title", "Cell", "Cellular"),
        ("page", "57", "58-71"),
        ("page", "57-71", "57-72"),
        ("edition", "2", "3"),
        ("ISBN", "978-0-19-852663-6", "978-3-16-148410-0"),
        ("DOI", "10.1093/ia/iiaa061", "10.1093/ia/iiaa062"),
        ("number", "12", "12A"),
    ],
)
def test_what_only_looks_fuller_is_a_difference(variable: str, held: str, other: str) -> None:
    for a, b in ((held, other), (other, held)):
        merged = merge(one(**{variable: a}), one(**{variable: b}))
        assert merged.item == one(**{variable: a})
        assert told(merged) == [(variable.replace("_", "-"), a, b)]


@pytest.mark.parametrize(
    ("held", "other", "wanted"),
    [
        ("2018", "2018-03", "2018-03"),
        ("2018-03", "2018-03-20", "2018-03-20"),
        ("2018-03", "2018", "2018-03"),
        ("2018-03", "2018-04", None),
        ("2018", "2018-03/2019-02", None),
        ("2018-03", "2018-03-02/2018-05-01", None),
        ("2018", "2018~", None),
    ],
)
def test_a_date_gets_its_month_and_day(held: str, other: str, wanted: str | None) -> None:
    merged = merge(dated(held), dated(other))
    assert merged.item == dated(wanted or held)
    assert bool(merged.differences) is (wanted is None)


def test_when_and_where_each_looked_is_no_difference() -> None:
    held = Item("book", {"URL": "https://a.example", "abstract": "A"}, {"accessed": "2020"})
    other = Item("book", {"URL": "https://b.example", "abstract": "B"}, {"accessed": "2021"})
    assert merge(held, other) == Merge(held)


@pytest.mark.parametrize(
    ("held", "other", "wanted"),
    [
        ("document", "book", "book"),
        ("book", "document", "book"),
        ("article", "article-journal", "article-journal"),
        ("book", "chapter", None),
    ],
)
def test_a_vague_type_gives_way(held: str, other: str, wanted: str | None) -> None:
    merged = merge(Item(held), Item(other))
    assert merged.item.type == (wanted or held)
    assert bool(merged.differences) is (wanted is None)


@pytest.mark.parametrize(
    ("held", "other", "wanted"),
    [
        ((Name(family="Drab", given="L."),), (DRAB,), (DRAB,)),
        ((DRAB,), (Name(family="Drab", given="L."),), (DRAB,)),
        ((Name(family="Drab"),), (DRAB,), (DRAB,)),
        ((Name(family="Roy", given="AM"),), (ROY,), (ROY,)),
        ((Name(family="Roy", given="Ada"),), (ROY,), (ROY,)),
        (
            (Name(family="Roy", given="Ada"),),
            (Name(family="Roy", given="A. Maria"),),
            (Name(family="Roy", given="Ada"),),
        ),
        ((DRAB,), (Name(family="Lech", given="Drab"),), (DRAB,)),
        ((ROY,), (Name(family="Ada Maria", given="Roy"),), (ROY,)),
        ((DRAB,), (Name(literal="Lech Drab"),), (DRAB,)),
        ((DRAB,), (Name(family="Drab", given="Lech", suffix="Jr."),),
         (Name(family="Drab", given="Lech", suffix="Jr."),)),
        ((DRAB, ROY), (DRAB, OTHERS), (DRAB, ROY)),
        ((DRAB, OTHERS), (DRAB, ROY), (DRAB, ROY)),
        ((DRAB, OTHERS), (Name(family="Drab", given="L."), ROY, OTHERS), (DRAB, ROY, OTHERS)),
        (
            (Name(family="Cruz", given="J.", non_dropping_particle="de la"),),
            (Name(family="de la Cruz", given="Juan"),),
            (Name(family="Cruz", given="Juan", non_dropping_particle="de la"),),
        ),
    ],
)  # fmt: skip
def test_names_become_fuller(
    held: tuple[Name, ...], other: tuple[Name, ...], wanted: tuple[Name, ...]
) -> None:
    merged = merge(by(*held), by(*other))
    assert merged.item == by(*wanted)
    assert merged.differences == ()
    assert merged.refined == (() if wanted == held else ("author",))


@pytest.mark.parametrize(
    ("held", "other"),
    [
        ((DRAB,), (ROY,)),
        ((DRAB,), (Name(family="Drab", given="Jan"),)),
        ((DRAB, ROY), (DRAB,)),
        ((DRAB,), (DRAB, ROY)),
        ((DRAB, ROY), (ROY, OTHERS)),
        ((DRAB, ROY), (ROY, DRAB)),
        ((Name(family="King", suffix="Jr."),), (Name(family="King", suffix="Sr."),)),
        ((Name(literal="World Bank"),), (Name(literal="IMF"),)),
        ((Name(literal="???"),), (Name(literal="!!!"),)),
    ],
)
def test_other_people_are_a_difference(held: tuple[Name, ...], other: tuple[Name, ...]) -> None:
    merged = merge(by(*held), by(*other))
    assert merged.item == by(*held)
    (difference,) = merged.differences
    assert difference.variable == "author"
    assert take(by(*held), difference) == by(*other)


def test_editors_given_as_authors_are_not_added_as_authors() -> None:
    merged = merge(by(ROY, role="editor"), by(Name(family="Roy", given="A.")))
    assert merged.item == by(ROY, role="editor")
    assert told(merged) == [("author", "Roy, Ada Maria (editor)", "Roy, A.")]
    both = Item("book", {}, {}, {"author": (ROY,), "editor": (ROY,)})
    assert merge(by(ROY, role="editor"), both).added == ("author",)


def test_several_numbers_of_one_work_stand_side_by_side() -> None:
    merged = merge(one(ISSN="0378-5955"), one(ISSN="1234-5679"))
    assert merged.item == one(ISSN="0378-5955 1234-5679")
    held = one("book", ISBN="978-0-19-852663-6")
    both = one("book", ISBN="0198526636 (hbk), 978-3-16-148410-0 (pbk)")
    assert merge(held, both).item.variables["ISBN"] == "978-0-19-852663-6 9783161484100"


def test_fields_that_csl_has_not_are_filled_and_never_replaced() -> None:
    held = Item("book", custom={"ris": {"U1": "mine"}, "shelf": "B 12"})
    other = Item("book", custom={"ris": {"U1": "yours", "U2": "new"}, "shelf": "C 1", "x": 1})
    merged = merge(held, other)
    assert merged.item.custom == {"ris": {"U1": "mine", "U2": "new"}, "shelf": "B 12", "x": 1}
    assert merged.added == ("ris U2", "x")


def test_a_difference_is_taken_in_its_own_form() -> None:
    held = Item("book", {"title": "Rivers"}, {"issued": "2018"}, {"author": (DRAB,)})
    assert take(held, Difference("issued", "2018", "2019", "2019")).dates == {"issued": "2019"}
    assert take(held, Difference("type", "book", "thesis", "thesis")).type == "thesis"
    assert take(held, Difference("title", "", "", "Roads")).title == "Roads"
    assert take(held, Difference("author", "", "", (ROY,))).names == {"author": (ROY,)}


# Properties

_TEXTS = st.sampled_from(
    ["1", "II", "2nd ed.", "Rivers", "Rivers: A Memoir", "Rivers of Asia", "R. Asia", "57", "57-71",
     "pp. 57–71", "10.1/x", "https://doi.org/10.1093/ia/1", "0378-5955", "1234-5679 x",
     "9780198526636", "0198526636 9783161484100", "?", "!", "C++", "Oxford UP",
     "Oxford University Press", "abc"]
)  # fmt: skip
_NAMES = st.builds(
    Name,
    family=st.sampled_from(["Drab", "Roy", "Ada", "—"]),
    given=st.sampled_from([None, "A", "A.", "Ada", "Ada M.", "AM", "A. Maria", "Roy", "Drab"]),
    suffix=st.sampled_from([None, "Jr.", "Sr."]),
) | st.builds(Name, literal=st.sampled_from(["Ada Roy", "et al.", "World Bank", "?"]))
_PEOPLE = st.lists(_NAMES, min_size=1, max_size=3).map(tuple)
_ITEMS = st.builds(
    Item,
    st.sampled_from(["book", "chapter", "document", "webpage", "article-journal"]),
    st.dictionaries(
        st.sampled_from(
            ["title", "container-title", "publisher", "page", "volume", "edition", "DOI", "ISBN",
             "ISSN", "URL", "number", "abstract"]
        ),
        _TEXTS,
    ),
    st.dictionaries(
        st.sampled_from(["issued", "accessed", "original-date"]),
        st.sampled_from(["2018", "2018-03", "2018-03-20", "2018/2019", "2018-03/2018-04", "2018~"]),
    ),
    st.dictionaries(st.sampled_from(["author", "editor", "translator"]), _PEOPLE, max_size=2),
    st.dictionaries(
        st.sampled_from(["ris", "bibtex"]),
        st.dictionaries(st.sampled_from("abc"), st.integers(0, 2)) | st.just("text"),
    ),
)  # fmt: skip


@given(_ITEMS)
def test_a_record_adds_nothing_to_itself(item: Item) -> None:
    assert merge(item, item) == Merge(item)


@given(_ITEMS, _ITEMS)
def test_nothing_that_is_held_is_lost(held: Item, other: Item) -> None:
    merged = merge(held, other)
    for part in ("variables", "dates", "names"):
        before: dict[str, Any] = dict(getattr(held, part))
        after = getattr(merged.item, part)
        for variable, value in before.items():
            assert after[variable] == value or variable in merged.refined
        assert set(after) - set(before) <= set(merged.added)
    for family, fields in held.custom.items():
        kept = merged.item.custom[family]
        assert kept == fields or kept == {**kept, **fields}
    told_of = {each.variable for each in merged.differences}
    assert not told_of & {*merged.added, *merged.refined}
    assert merged.changed is (merged.item != held)


@given(_ITEMS, _ITEMS)
def test_what_was_merged_once_adds_nothing_again(held: Item, other: Item) -> None:
    merged = merge(held, other)
    again = merge(merged.item, other)
    assert (again.item, again.changed) == (merged.item, False)
    assert [each.variable for each in again.differences] == [
        each.variable for each in merged.differences
    ]


@given(_ITEMS, _ITEMS)
def test_what_is_taken_is_no_difference_any_more(held: Item, other: Item) -> None:
    merged = merge(held, other)
    item = merged.item
    for difference in merged.differences:
        item = take(item, difference)
    left = merge(item, other).differences
    assert {each.variable for each in left}.isdisjoint(e.variable for e in merged.differences)


def test_equal_records_are_merged_fast_enough_for_a_hundred_thousand() -> None:
    def item() -> Item:
        return Item(
            "article-journal",
            {name: f"{name} of it" for name in ("title", "volume", "page", "DOI", "publisher")},
            {"issued": "2018-03"},
            {"author": (Name(family="Drab", given="Lech"), Name(family="Roy", given="Ada"))},
        )

    held, other = item(), item()
    best = min(timeit.repeat(lambda: merge(held, other), number=500, repeat=5)) / 500
    assert best < 100e-6
