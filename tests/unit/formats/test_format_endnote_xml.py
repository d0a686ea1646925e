"""EndNote XML: what EndNote and others write comes in, and goes out and comes back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tagged_works import (
    DOI,
    ISBN,
    ISSN,
    LINK,
    NUMERAL,
    PAGE,
    PARAGRAPHS,
    Shape,
    again,
    one,
    people,
    same,
    works,
)
from xml_works import without_suffixes_for_given_names

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats.endnote_xml import FORMAT


def _record(type_: str, *fields: str, number: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" ?><xml><records><record>'
        '<database name="My.enl" path="C:\\My.enl">My.enl</database>'
        '<source-app name="EndNote" version="19.3">EndNote</source-app><rec-number>3</rec-number>'
        '<foreign-keys><key app="EN" db-id="a0" timestamp="1">3</key></foreign-keys>'
        f'<ref-type name="{type_}">{number}</ref-type>{"".join(fields)}</record></records></xml>'
    )


def _styled(text: str, face: str = "normal") -> str:
    return f'<style face="{face}" font="default" size="100%">{text}</style>'


def _people(list_: str, *names: str) -> str:
    authors = "".join(f"<author>{_styled(name)}</author>" for name in names)
    return f"<contributors><{list_}>{authors}</{list_}></contributors>"


ARTICLE = _record(
    "Journal Article",
    _people("authors", "Kowalska, Maria", "van der Meer, J., Jr.", "World Bank,"),
    "<auth-address>Dept of Rivers</auth-address>",
    f"<titles><title>{_styled('On ')}{_styled('E. coli', 'italic')}{_styled(' in rivers')}</title>"
    f"<secondary-title>{_styled('Riv Aff')}</secondary-title></titles>",
    "<periodical><full-title>River Affairs</full-title><abbr-1>Riv. Aff.</abbr-1></periodical>",
    f"<pages>{_styled('435-452')}</pages><volume>96</volume><number>2</number>",
    "<keywords><keyword>rivers</keyword><keyword>bridges&#xD;banks</keyword></keywords>",
    "<dates><year>2020</year><pub-dates><date>Mar 15</date></pub-dates></dates>",
    "<isbn>0378-5955 (Print)&#xD;1050-124X (Electronic)</isbn>",
    "<accession-num>31234567</accession-num><abstract>One.&#xD;Two.</abstract>",
    "<notes>Read &amp; liked</notes><research-notes>Mine</research-notes>",
    "<urls><related-urls><url>https://example.org/a</url><url>https://example.org/b</url>"
    "</related-urls><pdf-urls><url>internal-pdf://0123/a.pdf</url></pdf-urls></urls>",
    "<custom2>PMC123</custom2><custom7>seven</custom7>",
    "<electronic-resource-num>doi: 10.1093/ia/iiaa061</electronic-resource-num>",
    "<remote-database-name>PubMed</remote-database-name><language>eng</language>",
    number="17",
)


def test_an_article_with_all_its_fields() -> None:
    entry = one(FORMAT, ARTICLE)
    item = entry.item
    assert item.type == "article-journal"
    assert dict(item.variables) == {
        "title": "On <i>E. coli</i> in rivers",
        "container-title": "River Affairs",
        "container-title-short": "Riv. Aff.",
        "page": "435-452",
        "volume": "96",
        "issue": "2",
        "ISSN": "0378-5955",
        "PMID": "31234567",
        "PMCID": "PMC123",
        "DOI": "10.1093/ia/iiaa061",
        "URL": "https://example.org/a",
        "abstract": "One.\nTwo.",
        "language": "eng",
        "source": "PubMed",
    }
    assert dict(item.dates) == {"issued": "2020-03-15"}
    assert people(entry) == ["Kowalska, Maria", "van der Meer, J., Jr.", "World Bank"]
    assert item.names["author"][2] == Name(literal="World Bank")
    assert entry.tags == ("rivers", "bridges", "banks")
    assert entry.notes == ("Read & liked", "Mine")
    assert entry.files == ("internal-pdf://0123/a.pdf",)
    assert item.custom["endnote"] == {
        "auth-address": "Dept of Rivers",
        "urls": "https://example.org/b",
        "custom7": "seven",
        "isbn": "1050-124X",
        "pdf-urls": "internal-pdf://0123/a.pdf",
    }


@pytest.mark.parametrize(
    ("name", "number", "type_"),
    [
        ("Journal Article", "17", "article-journal"),
        ("Book Section", "5", "chapter"),
        ("Conference Proceedings", "10", "paper-conference"),
        ("Conference Paper", "47", "paper-conference"),
        ("Thesis", "32", "thesis"),
        ("Report", "27", "report"),
        ("Newspaper Article", "23", "article-newspaper"),
        ("Web Page", "12", "webpage"),
        ("Patent", "25", "patent"),
        ("", "6", "book"),
        ("newspaper article", "", "article-newspaper"),
        ("My own type", "13", "document"),
        ("Dataset", "59", "dataset"),
        ("Unpublished Work", "34", "manuscript"),
    ],
)
def test_types_are_known_by_name_and_by_number(name: str, number: str, type_: str) -> None:
    text = _record(name, "<titles><title>T</title></titles>", number=number)
    assert one(FORMAT, text).item.type == type_


def test_a_book_section_names_its_book_its_editors_and_its_series() -> None:
    entry = one(
        FORMAT,
        _record(
            "Book Section",
            "<contributors><authors><author>Bird, Tom</author></authors><secondary-authors>"
            "<author>Adam, Ewa</author></secondary-authors><tertiary-authors><author>Fox, Al"
            "</author></tertiary-authors><subsidiary-authors><author>Wolf, Ida</author>"
            "</subsidiary-authors></contributors>",
            "<titles><title>Fish</title><secondary-title>Rivers</secondary-title>"
            "<tertiary-title>River Studies</tertiary-title></titles>",
            "<pages>1-9</pages><number>4</number><section>3</section><edition>2nd</edition>",
            "<pub-location>London</pub-location><publisher>Sage</publisher>",
            "<isbn>9780306406157 (hbk.)</isbn>",
        ),
    )
    assert dict(entry.item.variables) == {
        "title": "Fish",
        "container-title": "Rivers",
        "collection-title": "River Studies",
        "collection-number": "4",
        "chapter-number": "3",
        "page": "1-9",
        "edition": "2nd",
        "publisher-place": "London",
        "publisher": "Sage",
        "ISBN": "9780306406157",
    }
    assert {role: people(entry, role) for role in entry.item.names} == {
        "author": ["Bird, Tom"],
        "editor": ["Adam, Ewa"],
        "collection-editor": ["Fox, Al"],
        "translator": ["Wolf, Ida"],
    }


def test_an_edited_books_authors_are_its_editors_and_its_pages_are_counted() -> None:
    entry = one(
        FORMAT,
        _record(
            "Edited Book",
            _people("authors", "Adam, Ewa"),
            "<titles><title>Rivers</title><secondary-title>Studies</secondary-title></titles>",
            "<pages>xii, 320 p.</pages>",
        ),
    )
    assert people(entry, "editor") == ["Adam, Ewa"]
    assert entry.item.variables["collection-title"] == "Studies"
    assert entry.item.variables["number-of-pages"] == "320"


@pytest.mark.parametrize(
    ("year", "date", "edtf"),
    [
        ("2020", "", "2020"),
        ("2020", "Mar", "2020-03"),
        ("2020", "Mar-Apr", "2020-03/2020-04"),
        ("2020", "2020/03/15", "2020-03-15"),
        ("2020", "15 March 2020", "2020-03-15"),
        ("", "2020-03-15", "2020-03-15"),
        ("2020", "first week", "2020"),
    ],
)
def test_a_day_stands_beside_its_year(year: str, date: str, edtf: str) -> None:
    dates = f"<dates><year>{year}</year><pub-dates><date>{date}</date></pub-dates></dates>"
    text = _record("Journal Article", "<titles><title>T</title></titles>", dates)
    assert one(FORMAT, text).item.dates["issued"] == edtf


def test_one_face_for_a_whole_title_is_no_markup() -> None:
    text = _record("Book", f"<titles><title>{_styled('Rivers', 'bold italic')}</title></titles>")
    assert one(FORMAT, text).item.title == "Rivers"


def test_what_endnote_alone_has_goes_out_again() -> None:
    entry = one(FORMAT, ARTICLE)
    (again_,) = again(FORMAT, [Source("k", entry.item, entry.tags)])
    assert again_.key == "k"
    assert again_.item.custom == entry.item.custom
    assert same(again_.item, entry.item)


_ARTICLE: Shape = (
    ["author", "editor", "translator"],
    ["container-title", "container-title-short", "publisher", "publisher-place", "title-short",
     "call-number", "language", "genre"],
    {"abstract": PARAGRAPHS, "volume": NUMERAL, "issue": NUMERAL, "page": PAGE, "DOI": DOI,
     "ISSN": ISSN, "URL": LINK, "edition": NUMERAL},
)  # fmt: skip
_SHAPES: dict[str, Shape] = {
    "article-journal": _ARTICLE,
    "article-newspaper": (_ARTICLE[0], [*_ARTICLE[1], "section"], _ARTICLE[2]),
    "book": (
        ["author", "editor", "collection-editor", "translator"],
        ["collection-title", "publisher", "publisher-place", "title-short", "edition", "source"],
        {"collection-number": NUMERAL, "volume": NUMERAL, "number-of-volumes": NUMERAL,
         "number-of-pages": NUMERAL, "ISBN": ISBN, "DOI": DOI, "URL": LINK},
    ),
    "chapter": (
        ["author", "editor", "collection-editor", "translator"],
        ["container-title", "collection-title", "publisher", "publisher-place", "edition"],
        {"page": PAGE, "collection-number": NUMERAL, "chapter-number": NUMERAL, "ISBN": ISBN,
         "ISSN": ISSN, "volume": NUMERAL},
    ),
    "paper-conference": (
        ["author", "editor", "collection-editor"],
        ["event-title", "container-title", "collection-title", "publisher", "event-place"],
        {"page": PAGE, "ISBN": ISBN, "DOI": DOI},
    ),
    "thesis": (
        ["author", "contributor"],
        ["publisher", "publisher-place", "genre", "division"],
        {"number-of-pages": NUMERAL, "URL": LINK},
    ),
    "report": (
        ["author", "collection-editor"],
        ["publisher", "collection-title", "genre"],
        {"number": NUMERAL, "page": PAGE},
    ),
    "webpage": (["author"], ["container-title", "genre"], {"URL": LINK}),
    "patent": (["author"], ["publisher", "container-title"], {"number": NUMERAL}),
    "motion_picture": (["director", "producer"], ["publisher", "genre"], {"URL": LINK}),
}  # fmt: skip


@settings(deadline=None)
@given(
    works(_SHAPES, ["issued", "accessed", "original-date"]).filter(without_suffixes_for_given_names)
)
def test_what_it_can_hold_comes_back(source: Source) -> None:
    (entry,) = again(FORMAT, [source])
    assert same(entry.item, source.item)
    assert entry.key == source.key
    assert entry.tags == source.tags


def test_a_type_that_endnote_has_not_comes_back_as_it_was() -> None:
    item = Item("treaty", {"title": "Peace", "note": "Signed"}, {"issued": "1648-10-24"})
    (entry,) = again(FORMAT, [Source("peace1648", item)])
    assert entry.item == item


def test_it_is_recognised_by_content() -> None:
    assert FORMAT.recognises is not None
    assert FORMAT.recognises(ARTICLE) == 1
    assert FORMAT.recognises("<collection><record><leader/></record></collection>") == 0
