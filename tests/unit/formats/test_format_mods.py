"""MODS: libraries' and repositories' records come in, and every work goes out and comes back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tagged_works import again, any_works, one, people, same, works
from xml_works import everything, without_suffixes_for_given_names

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats.mods import FORMAT


def _mods(*elements: str) -> str:
    return f'<mods xmlns="http://www.loc.gov/mods/v3" version="3.5">{"".join(elements)}</mods>'


def _name(name: str, *roles: str, kind: str = "personal") -> str:
    terms = "".join(f'<roleTerm type="text">{role}</roleTerm>' for role in roles)
    return f'<name type="{kind}">{name}<role>{terms}</role></name>'


ARTICLE = _mods(
    "<titleInfo><nonSort>The</nonSort><title>rivers</title><subTitle>a study</subTitle>"
    "</titleInfo>",
    '<titleInfo type="abbreviated"><title>Rivers</title></titleInfo>',
    '<name type="personal"><namePart type="given">Lech</namePart><namePart type="family">Drab'
    '</namePart><role><roleTerm type="code" authority="marcrelator">aut</roleTerm></role></name>',
    '<name type="corporate"><namePart>River Board</namePart><namePart>Fish Unit</namePart></name>',
    _name("<namePart>Doe, Jane, 1940-</namePart>", "Translator"),
    '<typeOfResource>text</typeOfResource><genre authority="marcgt">article</genre>',
    '<language><languageTerm type="code" authority="iso639-2b">eng</languageTerm></language>',
    "<abstract>About rivers.</abstract><note>Read twice</note>",
    "<subject><topic>Water</topic><geographic>Poland</geographic></subject>",
    '<relatedItem type="host"><titleInfo><title>River Affairs</title></titleInfo>'
    '<titleInfo type="abbreviated"><title>Riv. Aff.</title></titleInfo>'
    "<originInfo><publisher>Sage</publisher><issuance>continuing</issuance></originInfo>"
    '<identifier type="issn">0378-5955</identifier><part><detail type="volume"><number>96</number>'
    '</detail><detail type="issue"><caption>no.</caption><number>2</number></detail>'
    '<extent unit="page"><start>435</start><end>452</end></extent><date>2020-03</date></part>'
    "</relatedItem>",
    '<identifier type="doi">https://doi.org/10.1093/ia/iiaa061</identifier>',
    '<location><url usage="primary display" dateLastAccessed="2021-01-02">https://example.org/a'
    '</url><url access="raw object">https://example.org/a.pdf</url></location>',
    "<location><physicalLocation>City Archive</physicalLocation><shelfLocator>A 1</shelfLocator>"
    "</location><accessCondition>CC BY</accessCondition>",
)


def test_an_article_with_all_its_fields() -> None:
    entry = one(FORMAT, ARTICLE)
    item = entry.item
    assert item.type == "article-journal"
    assert dict(item.variables) == {
        "title": "The rivers: a study",
        "title-short": "Rivers",
        "container-title": "River Affairs",
        "container-title-short": "Riv. Aff.",
        "publisher": "Sage",
        "ISSN": "0378-5955",
        "volume": "96",
        "issue": "2",
        "page": "435-452",
        "DOI": "10.1093/ia/iiaa061",
        "URL": "https://example.org/a",
        "archive": "City Archive",
        "archive_location": "A 1",
        "abstract": "About rivers.",
        "language": "eng",
        "license": "CC BY",
    }
    assert dict(item.dates) == {"issued": "2020-03", "accessed": "2021-01-02"}
    assert people(entry) == ["Drab, Lech", "River Board. Fish Unit"]
    assert people(entry, "translator") == ["Doe, Jane"]
    assert entry.tags == ("Water", "Poland")
    assert entry.notes == ("Read twice",)
    assert entry.files == ("https://example.org/a.pdf",)


_HOST = '<relatedItem type="host"><titleInfo><title>H</title></titleInfo>{}</relatedItem>'


@pytest.mark.parametrize(
    ("elements", "type_"),
    [
        ('<genre authority="marcgt">book</genre>', "book"),
        ('<genre authority="local">conferencePaper</genre>', "paper-conference"),
        ("<genre>Doctoral Thesis</genre>", "thesis"),
        ("<genre>Journal Article</genre>", "article-journal"),
        ('<genre authority="marcgt">technical report</genre>', "report"),
        ("<typeOfResource>cartographic</typeOfResource>", "map"),
        ("<typeOfResource>moving image</typeOfResource>", "motion_picture"),
        ("<originInfo><issuance>monographic</issuance></originInfo>", "book"),
        ("<originInfo><publisher>P</publisher></originInfo>", "book"),
        ('<genre authority="marcgt">book</genre>' + _HOST.format(""), "chapter"),
        (_HOST.format("<originInfo><issuance>monographic</issuance></originInfo>"), "chapter"),
        (
            _HOST.format("<originInfo><issuance>continuing</issuance></originInfo>"),
            "article-journal",
        ),
        (_HOST.format("<genre>newspaper</genre>"), "article-newspaper"),
        (_HOST.format('<identifier type="issn">0378-5955</identifier>'), "article-journal"),
        (_HOST.format("<genre>conference publication</genre>"), "paper-conference"),
        ("", "document"),
    ],
)
def test_types_follow_genre_then_resource_then_host(elements: str, type_: str) -> None:
    text = _mods("<titleInfo><title>T</title></titleInfo>", elements)
    assert one(FORMAT, text).item.type == type_


@pytest.mark.parametrize(
    ("name", "role", "expected"),
    [
        (_name("<namePart>Adam, Ewa</namePart>", "editor"), "editor", "Adam, Ewa"),
        (_name("<namePart>Adam, Ewa</namePart>", "Herausgeber"), "editor", "Adam, Ewa"),
        (_name("<namePart>Adam, Ewa</namePart>", "illustrator"), "illustrator", "Adam, Ewa"),
        (_name("<namePart>Adam, Ewa</namePart>", "gardener"), "contributor", "Adam, Ewa"),
        (_name("<namePart>Ewa Adam</namePart>", "creator"), "author", "Adam, Ewa"),
        ("<name><namePart>Adam, Ewa, 1902-1980</namePart></name>", "author", "Adam, Ewa"),
        ("<name><namePart>River Board</namePart></name>", "author", "River Board"),
    ],
)
def test_names_have_the_role_that_is_said(name: str, role: str, expected: str) -> None:
    entry = one(FORMAT, _mods("<titleInfo><title>T</title></titleInfo>", name))
    assert people(entry, role) == [expected]


def test_those_who_only_paid_or_judged_are_no_contributors() -> None:
    text = _mods(
        "<titleInfo><title>T</title></titleInfo>",
        _name("<namePart>Adam, Ewa</namePart>", "thesis advisor"),
    )
    entry = one(FORMAT, text)
    assert not entry.item.names
    assert entry.item.custom["mods"]["names"] == "Ewa Adam (thesis advisor)"


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("<dateIssued>c1998.</dateIssued>", "1998"),
        ("<dateIssued>[1998?]</dateIssued>", "1998?"),
        ('<dateIssued encoding="marc">1998</dateIssued><dateIssued>1999?</dateIssued>', "1998"),
        ('<dateIssued encoding="iso8601">19980315</dateIssued>', "1998-03-15"),
        ('<dateIssued encoding="w3cdtf">1998-03-15T10:00:00Z</dateIssued>', "1998-03-15"),
        (
            '<dateIssued point="start">1998</dateIssued><dateIssued point="end">2001</dateIssued>',
            "1998/2001",
        ),
        ("<copyrightDate>2001</copyrightDate><dateCreated>1998</dateCreated>", "2001"),
        ("<dateCreated>1998</dateCreated>", "1998"),
    ],
)
def test_dates_as_cataloguers_write_them(printed: str, edtf: str) -> None:
    text = _mods("<titleInfo><title>T</title></titleInfo>", f"<originInfo>{printed}</originInfo>")
    assert one(FORMAT, text).item.dates["issued"] == edtf


def test_a_series_its_number_parts_of_titles_and_extent() -> None:
    item = one(
        FORMAT,
        _mods(
            "<titleInfo><title>Rivers</title><partNumber>Part 2</partNumber>"
            "<partName>Fish</partName></titleInfo>",
            "<originInfo><place><placeTerm type='code'>enk</placeTerm></place><place>"
            "<placeTerm type='text'>London :</placeTerm></place><publisher>Sage,</publisher>"
            "<edition>2nd ed.</edition></originInfo>",
            '<relatedItem type="series"><titleInfo><title>River studies ; 7</title></titleInfo>'
            "</relatedItem><physicalDescription><extent>xii, 345 p. ; 24 cm</extent>"
            "</physicalDescription><identifier type='isbn'>0306406152 (pbk.)</identifier>",
        ),
    ).item
    assert item.title == "Rivers. Part 2: Fish"
    assert item.variables["collection-title"] == "River studies"
    assert item.variables["collection-number"] == "7"
    assert item.variables["number-of-pages"] == "345"
    assert item.variables["publisher-place"] == "London"
    assert item.variables["publisher"] == "Sage"
    assert item.variables["edition"] == "2nd ed."
    assert item.variables["ISBN"] == "0306406152"


@settings(deadline=None)
@given(
    works(everything(), ["issued", "accessed", "original-date", "event-date", "submitted"]).filter(
        without_suffixes_for_given_names
    )
)
def test_every_work_comes_back(source: Source) -> None:
    (entry,) = again(FORMAT, [source])
    assert same(entry.item, source.item)
    assert entry.key == source.key
    assert entry.tags == source.tags


@settings(deadline=None)
@given(any_works())
def test_any_work_comes_back_with_tags_and_notes(source: Source) -> None:
    (entry,) = again(FORMAT, [source])
    assert same(entry.item, source.item)
    assert (entry.key, entry.tags, entry.notes) == (source.key, source.tags, source.notes)


@pytest.mark.parametrize("text", ["A river :", "[s.n.]", "a  b", "one\ntwo\n\nthree", "X /"])
def test_what_looks_like_a_cataloguers_mark_comes_back_from_our_own_records(text: str) -> None:
    source = Source("k", Item("book", {"title": text, "publisher": text}), notes=(text,))
    (entry,) = again(FORMAT, [source])
    assert same(entry.item, source.item)
    assert entry.notes == (text,)


def test_a_file_stays_with_its_work() -> None:
    entry = one(FORMAT, ARTICLE)
    (again_,) = again(FORMAT, [Source("k", entry.item)])
    assert again_.files == entry.files == ("https://example.org/a.pdf",)
    assert again_.item.custom == entry.item.custom


def test_what_mods_alone_has_goes_out_again() -> None:
    text = _mods("<titleInfo><title>T</title></titleInfo><targetAudience>adult</targetAudience>")
    entry = one(FORMAT, text)
    (again_,) = again(FORMAT, [Source("k", entry.item)])
    assert again_.item.custom == {"mods": {"audience": "adult"}}


def test_a_family_name_alone_is_kept() -> None:
    text = _mods('<name type="personal"><namePart type="family">Drab</namePart></name>')
    assert one(FORMAT, text).item.names["author"] == (Name("Drab"),)


def test_it_is_recognised_by_content() -> None:
    assert FORMAT.recognises is not None
    assert FORMAT.recognises("<m:modsCollection xmlns:m='http://www.loc.gov/mods/v3'>") > 0.9
    assert FORMAT.recognises("<collection>") == 0
