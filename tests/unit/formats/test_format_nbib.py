"""NBIB: PubMed's records, with what they abbreviate written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tagged_works import (
    DOI,
    ISBN,
    ISSN,
    NUMERAL,
    PAGE,
    accounted,
    again,
    one,
    people,
    read,
    soup,
    works,
)

from evidence.domain.records import Source
from evidence.formats.base import Broken, Entry
from evidence.formats.nbib import FORMAT

_READ = read(FORMAT)

ARTICLE = """
PMID- 30000001
OWN - NLM
STAT- MEDLINE
IS  - 1050-124X (Electronic)
IS  - 0378-5955 (Linking)
VI  - 12
IP  - 3 Suppl 1
DP  - 2018 Mar-Apr
TI  - A cohort of bridges: findings that need
      a second line.
PG  - 123-8
LID - 10.1000/bridge.12 [doi]
AB  - BACKGROUND: One. METHODS:
      Two.
FAU - Kowalska, Maria Anna
AU  - Kowalska MA
AUID- ORCID: 0000-0002-1825-0097
AD  - Institute of Rivers.
FAU - van der Meer, Jan Jr
AU  - van der Meer J Jr
CN  - BRIDGE Study Group
AU  - Roe RS
LA  - eng
PT  - Journal Article
PT  - Review
TA  - J Bridges
JT  - Journal of bridges
MH  - *Rivers
MH  - Humans
OT  - span
PMC - PMC7654321
QQQ - nobody knows
SO  - J Bridges. 2018 Mar-Apr;12(3 Suppl 1):123-8. doi: 10.1000/bridge.12.
"""


def test_an_article_comes_in_whole() -> None:
    entry = one(FORMAT, ARTICLE)
    assert entry.item.type == "article-journal"
    assert dict(entry.item.variables) == {
        "title": "A cohort of bridges: findings that need a second line",
        "container-title": "Journal of bridges",
        "container-title-short": "J Bridges",
        "volume": "12",
        "issue": "3 Suppl 1",
        "page": "123-128",
        "ISSN": "1050-124X",
        "DOI": "10.1000/bridge.12",
        "PMID": "30000001",
        "PMCID": "PMC7654321",
        "language": "eng",
        "abstract": "BACKGROUND: One. METHODS: Two.",
    }
    assert dict(entry.item.dates) == {"issued": "2018-03/2018-04"}
    assert people(entry) == [
        "Kowalska, Maria Anna",
        "van der Meer, Jan, Jr",
        "BRIDGE Study Group",
        "Roe, R. S.",
    ]
    assert entry.tags == ("Rivers", "Humans", "span")
    assert entry.item.custom["nbib"]["QQQ"] == "nobody knows"


def test_a_chapter_has_its_book_as_container() -> None:
    text = (
        "PMID- 2\nBTI - Book of bridges\nTI  - A chapter.\nFED - Roe, Richard\nED  - Roe R\n"
        "PT  - Book Chapter\nDP  - 1993\n"
    )
    entry = one(FORMAT, text)
    assert entry.item.type == "chapter"
    assert entry.item.title == "A chapter"
    assert entry.item.variables["container-title"] == "Book of bridges"
    assert people(entry, "editor") == ["Roe, Richard"]


@pytest.mark.parametrize(
    ("given_", "issued"),
    [
        ("2018 Mar 15", "2018-03-15"),
        ("2018 Winter", "2018-24"),
        ("2018", "2018"),
        ("2017 Dec-2018 Jan", "2017-12/2018-01"),
        ("1998-1999", "1998/1999"),
        ("2018 1st Quart", "2018"),
    ],
)
def test_dates_of_publication_are_read(given_: str, issued: str) -> None:
    assert one(FORMAT, f"PMID- 1\nDP  - {given_}\n").item.dates["issued"] == issued


@pytest.mark.parametrize(
    ("given_", "page"),
    [
        ("123-8", "123-128"),
        ("S12-9", "S12-9"),
        ("e12", "e12"),
        ("1-9; quiz 10-1", "1-9; quiz 10-11"),
    ],
)
def test_page_ranges_are_written_out(given_: str, page: str) -> None:
    expected = "S12-19" if given_ == "S12-9" else page
    assert one(FORMAT, f"PMID- 1\nPG  - {given_}\n").item.variables["page"] == expected


def test_records_are_told_apart_with_and_without_blank_lines() -> None:
    results = _READ("stray\n\nPMID- 1\nTI  - One.\nPMID- 2\nTI  - Two.\n\n\nPMC - PMC3\nPMID- 3\n")
    assert [each.item.variables["PMID"] for each in results if isinstance(each, Entry)] == [
        "1",
        "2",
        "3",
    ]
    assert [each.raw for each in results if isinstance(each, Broken)] == ["stray"]


_TEXTS = ("container-title", "container-title-short", "abstract", "language", "publisher-place")
_SHAPES = {
    "article-journal": (
        ("author", "editor"),
        _TEXTS,
        {
            "DOI": DOI,
            "volume": NUMERAL,
            "issue": NUMERAL,
            "page": PAGE,
            "ISSN": ISSN,
            "PMID": st.integers(1, 10**8).map(str),
            "PMCID": st.integers(1, 10**7).map("PMC{}".format),
        },
    ),
    "book": (
        ("author", "editor"),
        ("publisher", "publisher-place", "edition", "collection-title"),
        {"ISBN": ISBN, "DOI": DOI},
    ),
    "chapter": (
        ("author", "editor"),
        ("container-title", "publisher", "abstract"),
        {"page": PAGE, "ISBN": ISBN},
    ),
    "report": (("author",), ("publisher",), {"DOI": DOI}),
}


def _has_whole_title(source: Source) -> bool:
    """Whether a short title of its journal stands beside the whole one, as in PubMed always."""
    variables = source.item.variables
    return "container-title-short" not in variables or "container-title" in variables


@given(works(_SHAPES, ("issued",)).filter(_has_whole_title))
def test_what_is_written_is_read_again(source: Source) -> None:
    (entry,) = again(FORMAT, [source])
    assert entry.item.type == source.item.type
    assert dict(entry.item.variables) == dict(source.item.variables)
    assert dict(entry.item.dates) == dict(source.item.dates)
    for role, names in source.item.names.items():
        assert set(entry.item.names[role]) == set(names)
    assert entry.tags == source.tags


def test_the_order_of_authors_stays_where_groups_are_among_them() -> None:
    entry = one(FORMAT, ARTICLE)
    (back,) = again(FORMAT, [Source("K", entry.item, entry.tags)])
    assert back.item.names == entry.item.names
    assert back.item.custom == entry.item.custom


@given(soup("PMID- ", "TI  - ", "DP  - ", "FAU - ", "      ", "PG  - 1-", "BTI - ", "AID - [doi]"))
def test_any_text_is_read_and_accounted_for(text: str) -> None:
    assert accounted(text, _READ(text), lambda _line: False)


def test_a_file_is_recognised_by_its_content() -> None:
    recognises = FORMAT.recognises
    assert recognises is not None
    assert recognises(ARTICLE) > 0.9
    assert recognises("TY  - JOUR\nAN  - PMID- 3\nER  - \n") < 0.2
