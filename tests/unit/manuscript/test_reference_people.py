"""Author lists as papers print them."""

from __future__ import annotations

import pytest

from evidence.manuscript.references.people import people


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Drab, L., & Roy, K. A.", "Drab|Roy"),
        ("Drab L, Roy KA.", "Drab|Roy"),
        ("L. Drab and K. A. Roy", "Drab|Roy"),
        ("DRAB, Lech; ROY, Karan", "DRAB|ROY"),
        ("Drab, Lech, and Karan Roy", "Drab|Roy"),
        ("DrabL, RoyKA, et al.", "Drab|Roy"),
        ("Drab L Roy KA:", "Drab|Roy"),
        ("Carvalho, M. A. da C., & Rocha, A. C. dos S.", "Carvalho|Rocha"),
        ("van der Berg J, Roy K, et al", "van der Berg|Roy"),
        ("King, M. L., Jr., & Roy, K.", "King|Roy"),
        ("World Health Organization", "World Health Organization"),
        ("Ministério da Saúde (BR).", "Ministério da Saúde (BR)"),
        ("Press Trust of India (PTI)", "Press Trust of India (PTI)"),
        ("Siqueira JS de, Fernandes RP", "Siqueira|Fernandes"),
        ("Roy, K. (Ed.)", "Roy"),
        ("et al.", ""),
        ("", ""),
    ],
)
def test_a_list_gives_its_family_and_literal_names(printed: str, expected: str) -> None:
    assert "|".join(name.citation_name for name in people(printed)) == expected


def test_given_names_stay_as_printed() -> None:
    drab, roy = people("Drab, L. M., & Roy, Karan A.")
    assert (drab.given, roy.given) == ("L. M.", "Karan A.")


def test_a_suffix_is_no_author() -> None:
    (king, _) = people("King, M. L., Jr., & Roy, K.")
    assert king.suffix == "Jr."


@pytest.mark.parametrize("sign", ["(", ",", "A. ", "a ", "Aa B, ", "; ", "é", "and "])
def test_rubbish_is_read_in_a_moment(sign: str) -> None:
    people(sign * 1500)
