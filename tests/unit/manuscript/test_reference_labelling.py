"""Reference strings labelled by the model that travels with the program."""

from __future__ import annotations

import pytest

from evidence.manuscript.references.labelling import labels


def labelled(text: str) -> dict[str, str]:
    return {each.label: text[each.start : each.end] for each in labels(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Aster, L. (2018). The quiet harbour: trade and tide. Journal of Ports, 20(3), 57-71.",
        "Aster L. The quiet harbour: trade and tide. Journal of Ports. 2018;20(3):57-71.",
        "ASTER, Lena. The quiet harbour: trade and tide. Journal of Ports, v. 20, n. 3, p. 57-71, "
        "2018.",
        "L. Aster, “The quiet harbour: trade and tide,” Journal of Ports 20 (3), 57-71 (2018).",
    ],
)
def test_an_article_in_much_used_styles(text: str) -> None:
    found = labelled(text)
    assert "ster" in found["author"].lower()
    assert found["title"].startswith("The quiet harbour: trade and tide")
    assert found["container"].strip(".") == "Journal of Ports"
    assert (found["volume"], found["issue"], found["pages"]) == ("20", "3", "57-71")
    assert "2018" in found["date"]


def test_a_book_has_its_place_and_publisher() -> None:
    found = labelled("Aster, L. (2018). Harbours of the north. London: Routledge.")
    assert found["title"].strip(".") == "Harbours of the north"
    assert (found["place"], found["publisher"].strip(".")) == ("London", "Routledge")


def test_offsets_lie_in_the_string() -> None:
    text = "Aster, L. (2018). The quiet harbour. Journal of Ports, 20(3), 57-71."
    spans = [(each.start, each.end) for each in labels(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize("text", ["", " ", "???", "((((" * 3000, "a " * 5000, "\0\ud800"])
def test_what_is_no_reference_breaks_nothing(text: str) -> None:
    labels(text)
