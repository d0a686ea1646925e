"""Refer: EndNote's export, and `refer`'s own files without reference types."""

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
from evidence.formats.refer import FORMAT

_READ = read(FORMAT)

ARTICLE = """%0 Journal Article
%A Kowalska, Maria
%A Richard Roe
%A World Bank,
%T Bridges &amp; barriers
%J Journal of Bridges
%V 12
%N 3
%P 57–71
%D 2018
%8 March 20
%@ 0378-5955
%R https://doi.org/10.1000/bridge.12
%U https://example.org/bridge
%K bridges
rivers
%X First.

Second.
%Z A note.
%G English
%F Kowalska2018
%1 own field
"""


def test_an_article_comes_in_whole() -> None:
    entry = one(FORMAT, ARTICLE)
    assert entry.item.type == "article-journal"
    assert dict(entry.item.variables) == {
        "title": "Bridges & barriers",
        "container-title": "Journal of Bridges",
        "volume": "12",
        "issue": "3",
        "page": "57-71",
        "ISSN": "0378-5955",
        "DOI": "10.1000/bridge.12",
        "URL": "https://example.org/bridge",
        "abstract": "First.\n\nSecond.",
        "language": "English",
    }
    assert dict(entry.item.dates) == {"issued": "2018-03-20"}
    assert people(entry) == ["Kowalska, Maria", "Roe, Richard", "World Bank"]
    assert entry.key == "Kowalska2018"
    assert entry.tags == ("bridges", "rivers")
    assert entry.notes == ("A note.",)
    assert entry.item.custom == {"refer": {"1": "own field"}}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("%0 Book Section\n%T x", "chapter"),
        ("%0 Conference Proceedings", "paper-conference"),
        ("%0 Thesis", "thesis"),
        ("%0 Web Page", "webpage"),
        ("%0 Generic", "document"),
        ("%0 Edited Book", "book"),
        ("%0 Newspaper Article", "article-newspaper"),
        ("%T x\n%J y", "article-journal"),
        ("%T x\n%B y", "chapter"),
        ("%T x\n%I y", "book"),
        ("%T x", "document"),
    ],
)
def test_the_type_is_named_or_follows_from_the_fields(text: str, type_: str) -> None:
    assert one(FORMAT, text).item.type == type_


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("%0 Book\n%E Roe, Richard", "editor"),
        ("%0 Edited Book\n%A Roe, Richard", "editor"),
        ("%0 Book Section\n%Y Roe, Richard", "collection-editor"),
        ("%0 Book\n%? Roe, Richard", "translator"),
        ("%0 Personal Communication\n%E Roe, Richard", "recipient"),
    ],
)
def test_contributors_have_the_role_of_their_tag_in_that_type(text: str, role: str) -> None:
    entry = one(FORMAT, text)
    assert {each: people(entry, each) for each in entry.item.names} == {role: ["Roe, Richard"]}


def test_an_organization_that_refer_gives_by_itself_is_the_author() -> None:
    assert people(one(FORMAT, "%T A report\n%Q Ministry of Bridges\n%R TR 7")) == [
        "Ministry of Bridges"
    ]


def test_blank_lines_part_entries_and_stray_text_is_reported() -> None:
    results = _READ("stray\n\n%A Doe, J\n%T One\n\n%A Doe, J\n%T Two\n\n%0 Book\n%T Three\n")
    assert [each.item.title for each in results if isinstance(each, Entry)] == [
        "One",
        "Two",
        "Three",
    ]
    assert [each.raw for each in results if isinstance(each, Broken)] == ["stray"]


_LINKS = {"DOI": DOI, "URL": LINK, "abstract": PARAGRAPHS}
_TEXTS = ("language", "title-short", "call-number", "archive_location", "archive", "source")
_SHAPES = {
    "article-journal": (
        ("author", "editor", "translator", "collection-editor"),
        (*_TEXTS, "container-title", "container-title-short", "publisher"),
        {**_LINKS, "volume": NUMERAL, "issue": NUMERAL, "page": PAGE, "ISSN": ISSN},
    ),
    "book": (
        ("author", "editor", "translator", "collection-editor"),
        (*_TEXTS, "publisher", "publisher-place", "edition", "collection-title", "note"),
        {**_LINKS, "number-of-pages": NUMERAL, "ISBN": ISBN, "collection-number": NUMERAL},
    ),
    "chapter": (
        ("author", "editor", "translator", "collection-editor"),
        (*_TEXTS, "container-title", "collection-title", "publisher", "edition"),
        {**_LINKS, "page": PAGE, "ISBN": ISBN, "number-of-volumes": NUMERAL},
    ),
    "paper-conference": (
        ("author", "editor"),
        (*_TEXTS, "container-title", "publisher", "publisher-place"),
        {**_LINKS, "page": PAGE, "volume": NUMERAL},
    ),
    "report": (
        ("author", "editor"),
        (*_TEXTS, "publisher", "genre"),
        {**_LINKS, "number": NUMERAL, "page": PAGE},
    ),
    "thesis": (
        ("author", "contributor"),
        (*_TEXTS, "publisher", "genre", "division"),
        {**_LINKS, "number-of-pages": NUMERAL},
    ),
    "webpage": (("author", "editor"), (*_TEXTS, "container-title", "genre"), _LINKS),
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


@given(soup("%0 ", "%A ", "%T ", "%D ", "%8 ", "%P 1-", "Book", "%", "%R 10.1/", "%Q "))
def test_any_text_is_read_and_accounted_for(text: str) -> None:
    assert accounted(text, _READ(text), lambda _line: False)


def test_a_file_is_recognised_by_its_content() -> None:
    recognises = FORMAT.recognises
    assert recognises is not None
    assert recognises(ARTICLE) > 0.9
    assert recognises("% a comment\n@book{x}") < 0.2


@pytest.mark.parametrize("type_", sorted(TYPES))
def test_every_type_survives(type_: str) -> None:
    work = Item(type_, {"title": "T", "container-title": "C", "volume": "2"}, {"issued": "2001"})
    (entry,) = again(FORMAT, [Source("K2001", work)])
    assert entry.item.type == type_
    assert entry.item.title == "T"
    assert not entry.item.custom


@pytest.mark.parametrize(("volume", "variable"), [("Ph.D.", "genre"), ("2", "volume")])
def test_a_thesis_has_its_degree_for_a_volume(volume: str, variable: str) -> None:
    (entry,) = _READ(f"%0 Thesis\n%T T\n%V {volume}\n")
    assert isinstance(entry, Entry)
    assert entry.item.variables == {"title": "T", variable: volume}
