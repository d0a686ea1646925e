"""Reference strings read into CSL fields."""

from __future__ import annotations

import pytest

from evidence.manuscript.references.fields import Fields, fields

PORTS = "The quiet harbour: trade and tide"


@pytest.mark.parametrize(
    "text",
    [
        f"Aster, L., & Roy, K. (2018). {PORTS}. Journal of Ports, 20(3), 57–71.",
        f"1. Aster L, Roy K. {PORTS}. Journal of Ports. 2018;20(3):57-71.",
        f"[12] L. Aster and K. Roy, “{PORTS},” Journal of Ports 20 (3), 57-71 (2018).",
        f"ASTER, L.; ROY, K. {PORTS}. Journal of Ports, v. 20, n. 3, p. 57-71, 2018.",
    ],
)
def test_an_article_whatever_its_style(text: str) -> None:
    read = fields(text)
    assert [name.citation_name.title() for name in read.authors] == ["Aster", "Roy"]
    assert (read.title, read.container) == (PORTS, "Journal of Ports")
    assert (read.volume, read.issue, read.pages, read.year) == ("20", "3", "57-71", "2018")


def test_a_year_keeps_its_letter_apart() -> None:
    read = fields("Aster, L. (2018b). The quiet harbour. Journal of Ports, 20, 57-71.")
    assert (read.year, read.letter) == ("2018", "b")


def test_a_doi_is_read_from_an_address_and_is_no_url() -> None:
    read = fields("Aster, L. (2018). Tides. Ports, 2, 1-9. https://doi.org/10.1234/abc.def(5)6.")
    assert (read.doi, read.url) == ("10.1234/abc.def(5)6", "")


def test_an_address_and_the_day_it_was_seen() -> None:
    read = fields(
        "World Health Organization. (2020). Harbour health. https://example.org/h.html. "
        "Accessed 5 July 2021."
    )
    assert read.url == "https://example.org/h.html"
    assert (read.year, read.accessed) == ("2020", "5 July 2021")
    assert read.authors[0].literal == "World Health Organization"


def test_a_book_has_place_publisher_and_edition() -> None:
    read = fields("Aster, L. (2018). Harbours of the north (2nd ed.). London: Routledge.")
    assert (read.place, read.publisher, read.edition) == ("London", "Routledge", "2")


@pytest.mark.parametrize("text", ["", ".", "2018", "(((((", "Smith, " * 900, "10.1234/" * 700])
def test_what_is_no_reference_gives_fields_all_the_same(text: str) -> None:
    assert isinstance(fields(text), Fields)
