from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.names import Name, parse
from evidence.errors import BadInput

_words = st.text(min_size=1).map(str.strip).filter(bool)
_maybe = st.none() | _words


@given(
    st.builds(Name, _maybe, _maybe, _maybe, _maybe, _maybe, _maybe).filter(
        lambda name: name.family or name.given or name.literal
    )
)
def test_a_name_comes_back_from_csl_unchanged(name: Name) -> None:
    assert Name.from_csl(name.to_csl()) == name


def test_csl_members_that_are_no_name_part_are_left_out() -> None:
    given = {
        "family": " Drab ",
        "given": "Lech",
        "suffix": "",
        "ORCID": "0000",
        "sequence": "first",
    }
    assert Name.from_csl(given) == Name("Drab", "Lech")
    assert Name.from_csl(given).to_csl() == {"family": "Drab", "given": "Lech"}


@pytest.mark.parametrize(
    "wrong",
    [
        "Drab, Lech",
        None,
        [],
        {},
        {"family": ""},
        {"suffix": "Jr."},
        {"family": 3},
        {"literal": ["x"]},
    ],
)
def test_what_is_no_csl_name_is_refused(wrong: Any) -> None:
    with pytest.raises(BadInput):
        Name.from_csl(wrong)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Drab, Lech", Name("Drab", "Lech")),
        ("Lech Drab", Name("Drab", "Lech")),
        ("  Lech   Drab ", Name("Drab", "Lech")),
        ("Drab,", Name("Drab")),
        ("Fazendeiro, Bernardo Teles", Name("Fazendeiro", "Bernardo Teles")),
        ("J. R. R. Tolkien", Name("Tolkien", "J. R. R.")),
        ("de la Cruz, Juan, Jr.", Name("Cruz", "Juan", "de la", suffix="Jr.")),
        ("de la Cruz, Jr., Juan", Name("Cruz", "Juan", "de la", suffix="Jr.")),
        ("Juan de la Cruz", Name("Cruz", "Juan", "de la")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
        ("van Gogh", Name("Gogh", None, "van")),
        ("Alexander von Humboldt", Name("Humboldt", "Alexander", None, "von")),
        ("Humboldt, Alexander von", Name("Humboldt", "Alexander", None, "von")),
        ("d'Alembert, Jean", Name("Alembert", "Jean", "d'")),
        ("Guillaume de l’Hôpital", Name("Hôpital", "Guillaume", "de l’")),
        ("Muhammad al-Bukhari", Name("Bukhari", "Muhammad", "al-")),
        ("Tip O'Neill", Name("O'Neill", "Tip")),
        ("Jean-Paul Sartre", Name("Sartre", "Jean-Paul")),
        ("José Ortega y Gasset", Name("Ortega y Gasset", "José")),
        ("bell hooks", Name("hooks", "bell")),
        ("hooks, bell", Name("hooks", "bell")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Martin Luther King, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("de Souza, V", Name("Souza", "V", "de")),
        ("Islam, Md.", Name("Islam", "Md.")),
        ("{van Beethoven}, Ludwig", Name("van Beethoven", "Ludwig")),
        ("{World Health Organization}", Name(literal="World Health Organization")),
        ("{Ministry of X, Government of Y}", Name(literal="Ministry of X, Government of Y")),
        ("The {World Bank}", Name(literal="The World Bank")),
        ("Press Trust of India (PTI)", Name(literal="Press Trust of India (PTI)")),
        ("Plato", Name(literal="Plato")),
        ("毛泽东", Name(literal="毛泽东")),
    ],
)
def test_names_are_read_as_people_type_them(text: str, name: Name) -> None:
    assert parse(text) == name


@pytest.mark.parametrize(
    "text", ["", " ", ",", "{}", ", Lech", "a, b, c, d", "{Drab, Lech", "Drab}, Lech"]
)
def test_what_cannot_be_read_as_one_name_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "text", "inverted", "citation"),
    [
        (Name("Drab", "Lech"), "Lech Drab", "Drab, Lech", "Drab"),
        (
            Name("Cruz", "Juan", "de la", suffix="Jr."),
            "Juan de la Cruz Jr.",
            "de la Cruz, Juan, Jr.",
            "de la Cruz",
        ),
        (
            Name("Humboldt", "Alexander", dropping_particle="von"),
            "Alexander von Humboldt",
            "Humboldt, Alexander von",
            "Humboldt",
        ),
        (Name("Alembert", "Jean", "d’"), "Jean d’Alembert", "d’Alembert, Jean", "d’Alembert"),
        (Name(given="Plato"), "Plato", "Plato", "Plato"),
        (
            Name(literal="Press Trust of India (PTI)"),
            "Press Trust of India (PTI)",
            "Press Trust of India (PTI)",
            "Press Trust of India (PTI)",
        ),
    ],
)
def test_a_name_is_written_as_it_is_read_sorted_and_cited(
    name: Name, text: str, inverted: str, citation: str
) -> None:
    assert (name.text, name.inverted, name.citation_name) == (text, inverted, citation)


_capitalised = st.from_regex(r"[A-Z][a-zé]{2,8}", fullmatch=True)
_particles = st.none() | st.sampled_from(["van", "de la", "d'", "al-"])


@given(_capitalised, _capitalised, _particles, st.none() | st.sampled_from(["Jr.", "III"]))
def test_an_inverted_name_is_read_back(
    family: str, given: str, particle: str | None, suffix: str | None
) -> None:
    name = Name(family, given, particle, suffix=suffix)
    assert parse(name.inverted) == name


@given(st.text())
def test_any_text_is_read_as_a_name_or_refused(text: str) -> None:
    try:
        name = parse(text)
    except BadInput:
        return
    assert name.text
    assert Name.from_csl(name.to_csl()) == name
