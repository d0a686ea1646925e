from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.items import Item
from evidence.domain.keys import (
    KeyMaker,
    KeyPattern,
    citation_key,
    key_number,
    number_key,
    valid_key,
)
from evidence.domain.names import Name
from evidence.errors import BadInput


def _work(*names: Name, title: str | None = None, issued: str | None = "2018") -> Item:
    return Item(
        "article-newspaper",
        variables={"title": title} if title else {},
        dates={"issued": issued} if issued else {},
        names={"author": names},
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (Name("Drab", "Lech"), "drab2018"),
        (Name("Hill", "Rachel", "van der"), "vanderhill2018"),
        (Name("Cruz", "Juan", "de la", suffix="Jr."), "delacruz2018"),
        (Name("Humboldt", "Alexander", dropping_particle="von"), "humboldt2018"),
        (Name("O’Neill", "Tip"), "oneill2018"),
        (Name("Łukaszewicz-Øster", "Æ"), "lukaszewiczoster2018"),
        (Name("Großmann"), "grossmann2018"),
        (Name("Þórðarson"), "thordarson2018"),
        (Name("Yıldız"), "yildiz2018"),
        (Name("Đặng"), "dang2018"),
        (Name(literal="Press Trust of India (PTI)"), "pti2018"),
        (Name(literal="Ministry of External Affairs, Government of India"), "mea2018"),
        (Name(literal="Express News Service"), "ens2018"),
        (Name(literal="The Hindu"), "hindu2018"),
        (Name(literal="World Bank"), "world2018"),
        (Name(literal="Embassy of India (Tashkent)"), "embassy2018"),
        (Name(literal="Plato"), "plato2018"),
        (Name(given="Madonna"), "madonna2018"),
    ],
)
def test_a_key_begins_with_the_first_creator(name: Name, key: str) -> None:
    assert citation_key(_work(name, Name("Second")), ()) == key


@pytest.mark.parametrize(
    ("item", "key"),
    [
        (_work(title="The Hindu's View"), "hindus2018"),
        (_work(title="L'Europe en Formation"), "europe2018"),
        (_work(title="2018 in Review"), "20182018"),
        (_work(Name("毛", "泽东"), title="On Practice"), "practice2018"),
        (_work(Name(literal="Правда"), title="Газета"), "articlenewspaper2018"),
        (_work(), "articlenewspaper2018"),
        (Item("book", names={"editor": (Name("Drab"),)}), "drab-nd"),
    ],
)
def test_without_a_name_in_latin_letters_it_is_the_title_or_the_type(item: Item, key: str) -> None:
    assert citation_key(item, ()) == key


@pytest.mark.parametrize(
    ("issued", "key"),
    [
        (None, "drab-nd"),
        ("2018-03/2019-01", "drab2018"),
        ("0079", "drab79"),
        ("-0043", "drab44bce"),
        ("0000", "drab1bce"),
        ("Y12018", "drab12018"),
    ],
)
def test_a_key_ends_with_the_first_year(issued: str | None, key: str) -> None:
    assert citation_key(_work(Name("Drab"), issued=issued), ()) == key


def test_the_new_key_of_several_takes_the_first_free_letter() -> None:
    item, taken = _work(Name("Radjabov")), list[str]()
    for _ in range(30):
        taken.append(citation_key(item, taken))
    assert taken[:3] == ["radjabov2018", "radjabov2018a", "radjabov2018b"]
    assert taken[26:] == ["radjabov2018z", "radjabov2018aa", "radjabov2018ab", "radjabov2018ac"]


def test_what_is_taken_may_be_asked_of_a_function() -> None:
    asked: list[str] = []

    def is_taken(key: str) -> bool:
        asked.append(key)
        return key == "drab2018"

    assert citation_key(_work(Name("Drab")), is_taken) == "drab2018a"
    assert asked == ["drab2018", "drab2018a"]


def test_no_citation_key_looks_like_a_numbered_key() -> None:
    assert citation_key(_work(Name("D.")), ()) == "d2018"
    shouting = KeyPattern("{Author}{year}")
    assert citation_key(_work(Name("D.")), (), shouting) == "D-2018"


def test_a_hundred_works_of_one_name_and_year_get_the_letters_in_turn() -> None:
    taken: set[str] = set()
    maker = KeyMaker(taken)
    for _ in range(100):
        taken.add(maker.make(_work(Name("Drab"))))
    assert {"drab2018", "drab2018a", "drab2018z", "drab2018aa", "drab2018cu"} <= taken
    assert len(taken) == 100


@given(
    st.builds(Name, family=st.text(min_size=1), given=st.text())
    | st.builds(Name, literal=st.text(min_size=1)),
    st.text(),
    st.none() | st.just("-0043") | st.just("2018"),
    st.integers(0, 800),
)
def test_every_citation_key_is_one_that_may_be_given(
    name: Name, title: str, issued: str | None, collisions: int
) -> None:
    left = iter(range(collisions))
    key = citation_key(
        _work(name, title=title, issued=issued), lambda _: next(left, None) is not None
    )
    assert valid_key(key) == key
    assert key.isascii()
    assert key == key.lower()


@pytest.mark.parametrize(
    "key",
    [
        "drab2018",
        "Drab_2018",
        "DBLP:conf/x/Drab18",
        "a+b",
        "łódź.2018",
        "C",
        "CC001",
        "42",
        "x" * 100,
    ],
)
def test_keys_that_people_may_give(key: str) -> None:
    assert valid_key(key) == key


@pytest.mark.parametrize(
    "key",
    [
        "",
        " ",
        "a b",
        "-drab",
        "a\n",
        "drab{2018}",
        "drab,2018",
        "x" * 101,
        "C001",
        "T01",
        "R05",
        "Q03",
        "L001",
        "D12",
        unicodedata.normalize("NFD", "łódź"),
    ],
)
def test_keys_that_nobody_may_give(key: str) -> None:
    with pytest.raises(BadInput) as caught:
        valid_key(key)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("prefix", "number", "key"),
    [
        ("C", 1, "C001"),
        ("L", 1, "L001"),
        ("T", 1, "T01"),
        ("R", 5, "R05"),
        ("Q", 3, "Q03"),
        ("D", 1, "D01"),
        ("T", 100, "T100"),
        ("C", 1000, "C1000"),
    ],
)
def test_numbered_keys_have_the_width_of_their_kind_and_grow(
    prefix: str, number: int, key: str
) -> None:
    assert number_key(prefix, number) == key
    assert key_number(key) == number


@pytest.mark.parametrize("key", ["", "C", "001", "X01", "drab2018", "C-1", "C000", "C٠١"])
def test_what_is_no_numbered_key_has_no_number(key: str) -> None:
    with pytest.raises(BadInput):
        key_number(key)


@pytest.mark.parametrize(("prefix", "number"), [("X", 1), ("C", 0), ("C", -1)])
def test_no_record_has_another_numbered_key(prefix: str, number: int) -> None:
    with pytest.raises(ValueError, match="no record"):
        number_key(prefix, number)
