"""What a person's citation says, read from how it is printed."""

from __future__ import annotations

import pytest

from evidence.manuscript.author_date import Cite, cites


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Drab 2018)", [Cite(("Drab",), "2018", None)]),
        ("(Drab 2018, 59-61)", [Cite(("Drab",), "2018", "59-61")]),
        ("(Thomas 2021,10-11)", [Cite(("Thomas",), "2021", "10-11")]),
        ("(Burnashev 2015, pp. 110–111)", [Cite(("Burnashev",), "2015", "pp. 110–111")]),
        ("Drab (2018, p. 59)", [Cite(("Drab",), "2018", "p. 59")]),
        ("Drab (2018)", [Cite(("Drab",), "2018", None)]),
        (
            "(Vanderhill, Joireman, and Tulepbayeva 2020, 978)",
            [Cite(("Vanderhill", "Joireman", "Tulepbayeva"), "2020", "978")],
        ),
        ("(Nguyen et al., 2014)", [Cite(("Nguyen",), "2014", None)]),
        (
            "(see Das 2019, 15; Ng & Roy 2020b: 3)",
            [Cite(("Das",), "2019", "15"), Cite(("Ng", "Roy"), "2020b", "3")],
        ),
        ("(Das 2018, 2019)", [Cite(("Das",), "2018", None), Cite(("Das",), "2019", None)]),
        ("[Ng n.d., chap. 3]", [Cite(("Ng",), "n.d.", "chap. 3")]),
        ("(Press Trust of India 2016)", [Cite(("Press Trust of India",), "2016", None)]),
        ("(SCO)", []),
        ("", []),
    ],
)
def test_a_citation_gives_its_names_years_and_locators(text: str, expected: list[Cite]) -> None:
    assert list(cites(text)) == expected


@pytest.mark.parametrize(
    ("text", "year"),
    [("(Silva 1958/2012)", "1958/2012"), ("(Silva [1958] 2012, 5)", "[1958] 2012")],
)
def test_the_year_of_a_first_edition_stays_with_that_of_the_one_used(text: str, year: str) -> None:
    assert [cite.year for cite in cites(text)] == [year]


def test_a_year_without_a_name_is_no_citation() -> None:
    assert cites("(see the 1998 review)") == ()
