"""OVID: numbered entries, with or without fields of their own for volume and pages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from tagged_works import accounted, one, people, read, soup

from evidence.formats.base import Broken, Entry
from evidence.formats.ovid import FORMAT

_READ = read(FORMAT)

EMBASE = """<1. >
VN  - Ovid Technologies
DB  - Embase
UI  - 600000001
TI  - Bridges and quality of life: A review.
SO  - Journal of Bridges. 12 (3 Supplement 1) (pp 57-71), 2018. Date of Publication: March 2018.
AU  - Kowalska M.A.
AU  - van der Meer J.
IN  - (Kowalska) Institute of Rivers
      (van der Meer) Institute of Roads
PB  - Bridge Press Ltd. (London, United Kingdom)
IS  - 0378-5955
DO  - http://dx.doi.org/10.1000/bridge.12
LG  - English
PT  - Review
SU  - Journal
YR  - 2018
AB  - First line
second line.
MH  - *bridge
MH  - human
"""


def test_an_article_comes_in_whole_though_its_source_line_alone_has_the_volume() -> None:
    entry = one(FORMAT, EMBASE)
    assert entry.item.type == "article-journal"
    variables = dict(entry.item.variables)
    assert variables.pop("publisher").startswith("Bridge Press Ltd.")
    assert variables.pop("abstract") == "First line\nsecond line."
    variables.pop("publisher-place", None)
    assert variables == {
        "title": "Bridges and quality of life: A review",
        "container-title": "Journal of Bridges",
        "volume": "12",
        "issue": "3 Supplement 1",
        "page": "57-71",
        "ISSN": "0378-5955",
        "DOI": "10.1000/bridge.12",
        "language": "English",
        "archive": "Embase",
    }
    assert people(entry) == ["Kowalska, M. A.", "van der Meer, J."]
    assert entry.item.year == 2018
    assert entry.tags == ("bridge", "human")


@pytest.mark.parametrize(
    ("source", "volume", "issue", "page", "issued"),
    [
        ("Ann Bridges. 12(3):45-50, 2004 Mar.", "12", "3", "45-50", "2004-03"),
        ("Journal of Bridges. Vol.12(3), Mar 2004, pp. 57-71.", "12", "3", "57-71", "2004-03"),
        ("Journal of Bridges. Vol.12, 2004, pp. 57-9.", "12", None, "57-59", "2004"),
        ("Bridges. 7(2):e12, 2010.", "7", "2", "e12", "2010"),
    ],
)
def test_the_source_line_is_read(
    source: str, volume: str, issue: str | None, page: str, issued: str
) -> None:
    item = one(FORMAT, f"<1>\nVN  - Ovid Technologies\nTI  - T.\nSO  - {source}\n").item
    assert item.variables.get("volume") == volume
    assert item.variables.get("issue") == issue
    assert item.variables.get("page") == page
    assert item.dates["issued"] == issued


def test_fields_of_their_own_win_over_the_source_line() -> None:
    text = (
        "<1>\nVN  - Ovid Technologies\nJN  - Real Name\nVI  - 9\nIP  - 1\nPG  - 5-6\n"
        "DP  - 2003 Apr\nSO  - Other. 12(3):45-50, 2004 Mar.\n"
    )
    item = one(FORMAT, text).item
    assert [item.variables[each] for each in ("container-title", "volume", "issue", "page")] == [
        "Real Name",
        "9",
        "1",
        "5-6",
    ]
    assert item.dates["issued"] == "2003-04"


def test_names_lose_degrees_numbers_and_roles() -> None:
    text = "<1>\nVN  - Ovid Technologies\nAU  - Doe, Jane PhD 1,2\nAU  - Roe, R. [Reprint Author]\n"
    assert people(one(FORMAT, text)) == ["Doe, Jane", "Roe, R."]


def test_the_long_form_has_labels_above_indented_values() -> None:
    text = (
        "<1>\nAuthors\n  Doe JA. Roe R.\nTitle\n  A long form.\nSource\n  Ann X. 1(2):3-4, 2004.\n"
    )
    entry = one(FORMAT, text)
    assert people(entry) == ["Doe, J. A.", "Roe, R."]
    assert entry.item.title == "A long form"
    assert entry.item.variables["page"] == "3-4"


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("Peer Reviewed Journal", "article-journal"),
        ("Chapter", "chapter"),
        ("Authored Book", "book"),
        ("Dissertation Abstract", "thesis"),
        ("Patent", "patent"),
        ("Newspaper Article", "article-newspaper"),
    ],
)
def test_the_type_is_the_publication_type(kind: str, type_: str) -> None:
    assert one(FORMAT, f"<1>\nVN  - Ovid\nTI  - T\nPT  - {kind}\n").item.type == type_


def test_stray_text_and_empty_entries_are_reported() -> None:
    results = _READ("stray\n\n<1>\nVN  - Ovid\nTI  - One\n\n<2>\nVN  - Ovid\n")
    assert [each.item.title for each in results if isinstance(each, Entry)] == ["One"]
    assert [each.line for each in results if isinstance(each, Broken)] == [1, 7]


@given(soup("<1>", "<2. >", "VN  - Ovid", "TI  - ", "SO  - A. 1(2):3", "AU  - ", "Title", "YR  - "))
def test_any_text_is_read_and_accounted_for(text: str) -> None:
    assert accounted(
        text, _READ(text), lambda line: line.lower().startswith(("database", "search", "ovid"))
    )


def test_a_file_is_recognised_by_its_content() -> None:
    recognises = FORMAT.recognises
    assert recognises is not None
    assert recognises(EMBASE) > 0.95
    assert recognises("TY  - JOUR\nER  - ") == 0


@pytest.mark.parametrize(
    "value", ["1 " * 300_000, "[a] " * 100_000, "A. " * 200_000, "(" * 300_000]
)
def test_hostile_values_are_read_in_seconds(value: str) -> None:
    began = time.perf_counter()
    for tag in ("AU", "SO", "TI", "PG"):
        assert len(_READ(f"<1>\nVN  - Ovid\n{tag}  - {value}\n")) == 1
    assert time.perf_counter() - began < 10
