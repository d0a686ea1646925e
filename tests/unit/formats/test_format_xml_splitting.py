"""XML files are cut at their records: one that is broken costs itself, and nothing is hidden."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from tagged_works import read
from xml_works import bomb, noise, words_kept

from evidence.formats import (
    crossref_xml,
    endnote_xml,
    marcxml,
    mods,
    pubmed_xml,
    zotero_rdf,
)
from evidence.formats.base import Broken, Entry

_FORMATS = {
    "pubmed": pubmed_xml.FORMAT,
    "endnote": endnote_xml.FORMAT,
    "mods": mods.FORMAT,
    "marc": marcxml.FORMAT,
    "crossref": crossref_xml.FORMAT,
    "zotero": zotero_rdf.FORMAT,
}
_EVERY = pytest.mark.parametrize("name", sorted(_FORMATS))
_RECORDS = {
    "pubmed": "PubmedArticle",
    "endnote": "record",
    "mods": "mods",
    "marc": "record",
    "crossref": "doi_record",
    "zotero": "rdf:Description",
}


def _mods(title: str) -> str:
    return f"<mods><titleInfo><title>{title}</title></titleInfo></mods>"


def _collection(*records: str) -> str:
    opening = '<?xml version="1.0"?>\n<modsCollection xmlns="http://www.loc.gov/mods/v3">'
    return "\n".join([opening, *records, "</modsCollection>"])


_mods_of = read(mods.FORMAT)


def _titles(text: str) -> list[str | None]:
    return [each.item.title for each in _mods_of(text) if isinstance(each, Entry)]


def _broken(text: str) -> list[Broken]:
    return [each for each in _mods_of(text) if isinstance(each, Broken)]


def test_an_ill_formed_record_costs_only_itself_and_is_named_with_its_line() -> None:
    text = _collection(_mods("One"), "<mods>\n<titleInfo></title></mods>", _mods("Three"))
    first, broken, third = _mods_of(text)
    assert isinstance(first, Entry)
    assert isinstance(third, Entry)
    assert isinstance(broken, Broken)
    assert broken.line == 5
    assert broken.raw == "<mods>\n<titleInfo></title></mods>"
    assert "tags do not match" in broken.reason
    assert third.line == 6
    assert third.raw == _mods("Three")


def test_a_record_without_end_costs_only_itself() -> None:
    text = _collection("<mods><titleInfo><title>One", _mods("Two"))
    assert _titles(text) == ["Two"]
    assert [each.reason for each in _broken(text)] == ["it has no end tag"]


@pytest.mark.parametrize("cut", [1, 10, 20, 40, 50])
def test_of_a_file_that_is_cut_off_the_whole_records_are_read(cut: int) -> None:
    whole = _collection(_mods("One"), _mods("Two"))
    text = whole[: len(whole) - len("\n</modsCollection>") - cut]
    assert _titles(text) == ["One"]
    assert len(_broken(text)) == 1


def test_a_file_that_lacks_its_end_between_records_is_said_to_be_cut_off() -> None:
    text = _collection(_mods("One")).removesuffix("</modsCollection>")
    assert _titles(text) == ["One"]
    (broken,) = _broken(text)
    assert "<modsCollection>" in broken.reason
    assert broken.line == 4


def test_text_and_elements_that_are_no_record_are_reported() -> None:
    text = _collection(
        _mods("One"), "stray words", "<book><title>Lost</title></book>", _mods("Two")
    )
    assert _titles(text) == ["One", "Two"]
    assert [(each.raw.strip(), each.line) for each in _broken(text)] == [
        ("stray words", 4),
        ("<book><title>Lost</title></book>", 5),
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(ends: str) -> None:
    text = _collection(_mods("One"), _mods("Two")).replace("\n", ends)
    assert [each.line for each in _mods_of(text)] == [3, 4]


def test_comments_instructions_and_cdata_hide_no_record_and_make_none() -> None:
    text = _collection(
        "<!-- <mods> -->",
        "<?php <mods> ?>",
        _mods("<!-- </mods> --><![CDATA[A </mods> b]]>"),
    )
    assert _titles(text) == ["A </mods> b"]
    assert not _broken(text)


def test_a_record_in_another_wrapping_is_found() -> None:
    record = f"<record><metadata>{_mods('One')}</metadata></record>"
    envelope = f"<responseDate>2020</responseDate><ListRecords>{record}</ListRecords>"
    wrapped = f"<OAI-PMH>{envelope}</OAI-PMH>"
    assert _titles(wrapped) == ["One"]
    assert not _broken(wrapped)


def test_prefixes_are_known_from_the_envelope_and_undeclared_ones_do_no_harm() -> None:
    record = "<m:mods><m:titleInfo><m:title>One</m:title></m:titleInfo></m:mods>"
    assert _titles(
        f'<m:modsCollection xmlns:m="http://www.loc.gov/mods/v3">{record}</m:modsCollection>'
    ) == ["One"]
    assert _titles(record) == ["One"]


def test_a_declared_encoding_does_not_matter_and_controls_are_dropped() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + _mods("Żółw\x0b a&#x1F;b\x00")
    assert _titles(text) == ["Żółw ab"]


def test_an_entity_that_nothing_defines_is_named() -> None:
    text = _collection(_mods("a&nbsp;b"), _mods("Two &amp; &#65;"))
    assert _titles(text) == ["Two & A"]
    assert [each.reason for each in _broken(text)] == [
        "it uses the entity &nbsp;, which nothing defines"
    ]


def test_a_document_type_without_entities_is_passed_over() -> None:
    text = f'<!DOCTYPE mods SYSTEM "http://example.org/x.dtd" [<!ELEMENT mods ANY>]>{_mods("One")}'
    assert _titles(text) == ["One"]
    assert not _broken(text)


@_EVERY
@pytest.mark.parametrize(
    "hostile",
    [
        bomb("<mods>&l29;</mods>"),
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><mods>&f;</mods>',
        '<!DOCTYPE x [<!ENTITY % f SYSTEM "http://127.0.0.1/x"> %f;]><mods/>',
    ],
)
def test_a_file_that_declares_entities_is_refused_with_one_reason(name: str, hostile: str) -> None:
    (broken,) = read(_FORMATS[name])(hostile)
    assert isinstance(broken, Broken)
    assert "declares entities" in broken.reason


def _hostile(record: str) -> dict[str, str]:
    n = 200_000
    return {
        "nested": f"<{record}>" + "<a>" * n,
        "nested outside": "<a>" * n,
        "records without end": f"<{record}>\n" * n,
        "ends without start": f"</{record}>\n" * n,
        "comments without end": f"<{record}>" + "<!--" * n,
        "attributes": f"<{record} " + "a='b' " * n,
        "quotes without end": f'<{record} a="' * n,
        "many names": "".join(f"<a{at}>" for at in range(n)),
        "a long line": f"<{record}><title>" + "x" * 20_000_000,
        "brackets": "<" * n,
        "references": f"<{record}>" + "&#65;" * n + f"</{record}>",
    }


@_EVERY
@pytest.mark.parametrize("what", sorted(_hostile("x")))
def test_hostile_files_are_broken_within_seconds(name: str, what: str) -> None:
    text = _hostile(_RECORDS[name])[what]
    before = time.perf_counter()
    results = read(_FORMATS[name])(text)
    if name == "zotero":
        wrapped = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' + text
        results += read(_FORMATS[name])(wrapped)
    assert results
    assert not [each for each in results if isinstance(each, Entry)]
    assert time.perf_counter() - before < 20


@_EVERY
def test_a_file_of_something_else_is_said_to_hold_no_record(name: str) -> None:
    (broken,) = read(_FORMATS[name])("<html><body><p>Hello</p></body></html>")
    assert isinstance(broken, Broken)
    assert broken.reason == "no record of this format is in it"
    assert read(_FORMATS[name])("") == []
    assert read(_FORMATS[name])(" \n ") == []


@settings(deadline=None)
@given(
    noise(
        "<modsCollection>", "</modsCollection>", "<mods>", "</mods>", "<titleInfo>", "<title>",
        "</title></titleInfo>", "<PubmedArticleSet>", "<PubmedArticle>", "</PubmedArticle>",
        "<records>", "<record>", "</record>", "<leader>", "<doi_records>", "<doi_record>",
        "</doi_record>", "<rdf:RDF>", "<rdf:Description rdf:about='a'>", "</rdf:Description>",
        " word1 ", " word2 ",
    )
)  # fmt: skip
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    for format_ in _FORMATS.values():
        results = read(format_)(text)
        assert results or not text.strip() or "<" in text
        assert all(1 <= each.line <= 1 + text.count("\n") + text.count("\r") for each in results)
        assert all(each.raw and each.raw in text for each in results)


@settings(deadline=None)
@given(
    noise(
        "<mods><titleInfo><title>word1</title></titleInfo></mods>",
        " word2 ",
        "<mods>word3",
        "</mods>",
    )
)
def test_words_of_a_collection_are_in_an_entry_or_reported(text: str) -> None:
    if "<!" not in text and "<?" not in text:
        assert words_kept(text, _mods_of(text))


def test_a_record_with_very_many_people_and_numbers_is_read_in_linear_time() -> None:
    n = 30_000
    people = "".join(f"<name><namePart>Drab, A{at}</namePart></name>" for at in range(n))
    numbers = "<identifier type='isbn'>0306406152 9780306406157</identifier>" * n
    topics = "".join(f"<subject><topic>t{at}</topic></subject>" for at in range(n))
    before = time.perf_counter()
    (entry,) = _mods_of(f"<mods>{people}{numbers}{topics}</mods>")
    assert isinstance(entry, Entry)
    assert (len(entry.item.names["author"]), len(entry.tags)) == (n, n)
    assert time.perf_counter() - before < 20


def test_an_element_that_stays_open_is_told_though_all_in_it_was_told_before() -> None:
    for format_ in _FORMATS.values():
        results = read(format_)("<titleInfo><modsCollection a='b'></title></titleInfo>")
        assert all(each.raw for each in results)
