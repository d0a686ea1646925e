"""RefWorks' tagged format."""

from __future__ import annotations

import pytest
from hypothesis import given
from tagged_works import (
    DOI,
    ISBN,
    ISSN,
    LINK,
    NUMERAL,
    PAGE,
    PARAGRAPHS,
    accounted,
    again,
    one,
    people,
    read,
    soup,
    works,
)

from evidence.domain.items import TYPES, Item
from evidence.domain.records import Source
from evidence.formats.base import Broken, Entry
from evidence.formats.refworks import FORMAT

_READ = read(FORMAT)

CHAPTER = """RT Book, Section
SR Print(0)
ID 271
A1 Kowalska,Maria
A1 Roe,Richard
T1 Careers, and
contingencies
YR 1993
FD Mar 3
SP 282
OP 300
K1 bridges
K1 rivers
A2 van der Meer,Jan
T2 Bridges through time
T3 Series of bridges
PB Bridge Press
PP London
SN 0306406152
DO 10.1000/bridge.12
UL https://example.org/a
RD 2010/05/06
NO A note
"""


def test_a_chapter_comes_in_whole() -> None:
    entry = one(FORMAT, CHAPTER)
    assert entry.item.type == "chapter"
    assert dict(entry.item.variables) == {
        "title": "Careers, and contingencies",
        "container-title": "Bridges through time",
        "collection-title": "Series of bridges",
        "publisher": "Bridge Press",
        "publisher-place": "London",
        "page": "282-300",
        "ISBN": "0306406152",
        "DOI": "10.1000/bridge.12",
        "URL": "https://example.org/a",
    }
    assert dict(entry.item.dates) == {"issued": "1993-03-03", "accessed": "2010-05-06"}
    assert people(entry) == ["Kowalska, Maria", "Roe, Richard"]
    assert people(entry, "editor") == ["van der Meer, Jan"]
    assert entry.tags == ("bridges", "rivers")
    assert entry.notes == ("A note",)
    assert entry.item.custom["refworks"] == {"SR": "Print(0)", "ID": "271"}


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("Journal Article", "article-journal"),
        ("Journal, Electronic", "article-journal"),
        ("Book, Whole", "book"),
        ("Dissertation/Thesis", "thesis"),
        ("Web Page", "webpage"),
        ("Case/Court Decisions", "legal_case"),
        ("Video/ DVD", "motion_picture"),
        ("Nothing Known", "document"),
    ],
)
def test_the_type_is_read(kind: str, type_: str) -> None:
    assert one(FORMAT, f"RT {kind}\nT1 T\n").item.type == type_


def test_the_people_of_an_edited_book_are_its_editors() -> None:
    assert people(one(FORMAT, "RT Book, Edited\nA1 Doe, Jane\n"), "editor") == ["Doe, Jane"]


def test_stray_text_is_reported() -> None:
    results = _READ("stray\n\nRT Journal Article\nT1 One\n\nRT Journal Article\nT1 Two\n")
    assert [each.raw for each in results if isinstance(each, Broken)] == ["stray"]
    assert [each.item.title for each in results if isinstance(each, Entry)] == ["One", "Two"]


_LINKS = {"DOI": DOI, "URL": LINK, "abstract": PARAGRAPHS}
_TEXTS = ("language", "title-short", "call-number", "archive_location", "archive", "source")
_SHAPES = {
    "article-journal": (
        ("author", "editor", "translator", "collection-editor"),
        (*_TEXTS, "container-title", "publisher"),
        {**_LINKS, "volume": NUMERAL, "issue": NUMERAL, "page": PAGE, "ISSN": ISSN},
    ),
    "book": (
        ("author", "editor", "translator", "compiler"),
        (*_TEXTS, "publisher", "publisher-place", "edition", "collection-title"),
        {**_LINKS, "number-of-pages": NUMERAL, "ISBN": ISBN, "collection-number": NUMERAL},
    ),
    "chapter": (
        ("author", "editor", "translator", "collection-editor"),
        (*_TEXTS, "container-title", "collection-title", "publisher", "edition"),
        {**_LINKS, "page": PAGE, "ISBN": ISBN},
    ),
    "thesis": (
        ("author",),
        (*_TEXTS, "publisher", "genre"),
        {**_LINKS, "number-of-pages": NUMERAL},
    ),
    "report": (("author",), (*_TEXTS, "publisher", "genre"), {**_LINKS, "number": NUMERAL}),
    "webpage": (("author",), (*_TEXTS, "container-title"), _LINKS),
}


@given(works(_SHAPES, ("issued", "accessed")))
def test_what_is_written_is_read_again(source: Source) -> None:
    (entry,) = again(FORMAT, [source])
    assert entry.item.type == source.item.type
    assert dict(entry.item.variables) == dict(source.item.variables)
    assert dict(entry.item.dates) == dict(source.item.dates)
    assert dict(entry.item.names) == dict(source.item.names)
    assert (entry.key, entry.tags) == (source.key, source.tags)
    assert not entry.item.custom


@given(soup("RT Journal", "RT ", "A1 ", "T1 ", "YR 2018", "FD ", "SP 1", "OP ", "NO doi 10.", "ER"))
def test_any_text_is_read_and_accounted_for(text: str) -> None:
    known = ("<", "refworks", "database:", "export")
    assert accounted(text, _READ(text), lambda line: line.strip().lower().startswith(known))


def test_a_file_is_recognised_by_its_content() -> None:
    recognises = FORMAT.recognises
    assert recognises is not None
    assert recognises(CHAPTER) > 0.9
    assert recognises("A1 RT") == 0


@pytest.mark.parametrize("type_", sorted(TYPES))
def test_every_type_survives(type_: str) -> None:
    work = Item(type_, {"title": "T", "container-title": "C", "volume": "2"}, {"issued": "2001"})
    (entry,) = again(FORMAT, [Source("K2001", work)])
    assert entry.item.type == type_
    assert entry.item.title == "T"
    assert not entry.item.custom
