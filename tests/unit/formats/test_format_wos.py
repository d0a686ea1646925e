"""Web of Science: plain text and CIW."""

from __future__ import annotations

import pytest
from hypothesis import given
from tagged_works import accounted, one, people, read, soup

from evidence.formats.base import Broken, Entry
from evidence.formats.wos import FORMAT

_READ = read(FORMAT)

ARTICLE = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Kowalska, MA
   Roe, R
AF Kowalska, Maria Anna
   Roe, Richard
CA BRIDGE Grp
TI Bridges and barriers: A long
   title
SO JOURNAL OF BRIDGES AND THE RIVER
LA English
DT Article
DE bridges; rivers
ID SPAN; FLOOD
AB An abstract.
PU ELSEVIER SCIENCE BV
PI AMSTERDAM
SN 0378-5955
EI 1050-124X
JI J. Bridges
PD MAR 15
PY 2018
VL 12
IS 3
BP 57
EP 71
DI 10.1000/Bridge.12
UT WOS:000000000000001
PM 30000001
ER

EF
"""


def test_an_article_comes_in_whole() -> None:
    entry = one(FORMAT, ARTICLE)
    assert entry.item.type == "article-journal"
    assert dict(entry.item.variables) == {
        "title": "Bridges and barriers: A long title",
        "container-title": "Journal of Bridges and the River",
        "container-title-short": "J. Bridges",
        "volume": "12",
        "issue": "3",
        "page": "57-71",
        "ISSN": "0378-5955",
        "DOI": "10.1000/Bridge.12",
        "PMID": "30000001",
        "publisher": "Elsevier Science Bv",
        "publisher-place": "Amsterdam",
        "language": "English",
        "abstract": "An abstract.",
    }
    assert dict(entry.item.dates) == {"issued": "2018-03-15"}
    assert people(entry) == ["Kowalska, Maria Anna", "Roe, Richard", "BRIDGE Grp"]
    assert entry.tags == ("bridges", "rivers", "SPAN", "FLOOD")
    assert entry.item.custom["wos"]["UT"] == "WOS:000000000000001"


@pytest.mark.parametrize(
    ("lines", "type_"),
    [
        ("PT B\nTI Whole\nSO WHOLE", "book"),
        ("PT B\nTI Part\nSO WHOLE\nBP 3", "chapter"),
        ("PT B\nTI Part\nSO WHOLE\nBP 3\nDT Proceedings Paper", "paper-conference"),
        ("PT S\nTI Part\nSO SERIES\nCT 3rd Conference", "paper-conference"),
        ("PT S\nTI Part\nSO SERIES", "chapter"),
        ("PT P\nTI Thing", "patent"),
    ],
)
def test_the_type_follows_from_what_the_record_says(lines: str, type_: str) -> None:
    assert one(FORMAT, f"{lines}\nER\n").item.type == type_


def test_short_names_have_initials_with_points() -> None:
    assert people(one(FORMAT, "PT J\nAU van Dam, JK\nER\n")) == ["van Dam, J. K."]


def test_an_article_number_stands_for_pages() -> None:
    assert one(FORMAT, "PT J\nAR 1043\nER\n").item.variables == {"page": "1043"}


def test_stray_text_is_reported() -> None:
    results = _READ("FN x\nVR 1.0\nTI lost\nER\n\nPT J\nTI Kept\nER\nEF")
    assert [each.raw for each in results if isinstance(each, Broken)] == ["TI lost\nER"]
    assert [each.item.title for each in results if isinstance(each, Entry)] == ["Kept"]


@given(soup("PT J", "PT ", "AU ", "ER\n", "   ", "PY 2018", "PD ", "BP 1", "SO ", "DI 10."))
def test_any_text_is_read_and_accounted_for(text: str) -> None:
    assert accounted(text, _READ(text), lambda line: line.strip("\ufeff")[:2] in {"FN", "VR", "EF"})


def test_a_file_is_recognised_by_its_content() -> None:
    recognises = FORMAT.recognises
    assert recognises is not None
    assert recognises(ARTICLE) > 0.95
    assert recognises("PT is a tag") == 0
