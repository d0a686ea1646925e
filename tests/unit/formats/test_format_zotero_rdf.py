"""Zotero's RDF: items with their journals, notes, files and collections; and other RDF."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tagged_works import again, any_works, one, people, read, same, works
from xml_works import core, everything, without_suffixes_for_given_names

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats.base import Broken, Entry
from evidence.formats.zotero_rdf import FORMAT

_OPENING = """<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:bibo="http://purl.org/ontology/bibo/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/"
 xmlns:vcard="http://nwalsh.com/rdf/vCard#">
"""


def _rdf(*nodes: str) -> str:
    return _OPENING + "\n".join(nodes) + "\n</rdf:RDF>"


def _seq(*people: str) -> str:
    members = "".join(f"<rdf:li><foaf:Person>{each}</foaf:Person></rdf:li>" for each in people)
    return f"<rdf:Seq>{members}</rdf:Seq>"


_BANK = "<foaf:surname>World Bank</foaf:surname>"
_PERSON = "<foaf:surname>{}</foaf:surname><foaf:givenName>{}</foaf:givenName>"

ARTICLE = _rdf(
    '<z:Collection rdf:about="#collection_1"><dc:title>Rivers</dc:title>'
    '<dcterms:hasPart rdf:resource="https://example.org/a"/></z:Collection>',
    f"""<bib:Article rdf:about="https://example.org/a"><z:itemType>journalArticle</z:itemType>
    <dcterms:isPartOf rdf:resource="urn:issn:0378-5955"/>
    <bib:authors>{_seq(_PERSON.format("van der Meer", "Jan"), _BANK)}</bib:authors>
    <z:translators>{_seq(_PERSON.format("Wolf", "Ida"))}</z:translators>
    <dcterms:isReferencedBy rdf:resource="#item_3"/><link:link rdf:resource="#item_2"/>
    <dc:subject>water</dc:subject>
    <dc:subject><z:AutomaticTag><rdf:value>banks</rdf:value></z:AutomaticTag></dc:subject>
    <dc:title>On rivers</dc:title><dcterms:abstract>About.</dcterms:abstract>
    <dc:date>2020-03-15</dc:date><z:language>en</z:language><z:shortTitle>Rivers</z:shortTitle>
    <z:libraryCatalog>DOI.org (Crossref)</z:libraryCatalog>
    <dc:identifier><dcterms:URI><rdf:value>https://example.org/a?b&amp;c</rdf:value></dcterms:URI>
    </dc:identifier><dcterms:dateSubmitted>2021-01-02 10:11:12</dcterms:dateSubmitted>
    <bib:pages>435-452</bib:pages>
    <dc:description>PMID: 31234567
Citation Key: meer2020
Seen in print.</dc:description></bib:Article>""",
    """<bib:Journal rdf:about="urn:issn:0378-5955"><prism:volume>96</prism:volume>
    <dc:title>River Affairs</dc:title><dc:identifier>DOI 10.1093/ia/iiaa061</dc:identifier>
    <prism:number>2</prism:number><dcterms:alternative>Riv. Aff.</dcterms:alternative>
    <dc:identifier>ISSN 0378-5955</dc:identifier></bib:Journal>""",
    """<z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType>
    <rdf:resource rdf:resource="files/2/a.pdf"/><dc:title>Full Text</dc:title></z:Attachment>""",
    """<bib:Memo rdf:about="#item_3"><rdf:value>&lt;p&gt;One &amp;amp; two&lt;/p&gt;&lt;p&gt;Three
    &lt;/p&gt;</rdf:value></bib:Memo>""",
)


def test_an_article_with_journal_notes_files_and_collections() -> None:
    entry = one(FORMAT, ARTICLE)
    item = entry.item
    assert item.type == "article-journal"
    assert dict(item.variables) == {
        "title": "On rivers",
        "title-short": "Rivers",
        "container-title": "River Affairs",
        "container-title-short": "Riv. Aff.",
        "volume": "96",
        "issue": "2",
        "page": "435-452",
        "DOI": "10.1093/ia/iiaa061",
        "ISSN": "0378-5955",
        "PMID": "31234567",
        "URL": "https://example.org/a?b&c",
        "abstract": "About.",
        "language": "en",
        "source": "DOI.org (Crossref)",
        "note": "Seen in print.",
    }
    assert dict(item.dates) == {"issued": "2020-03-15", "accessed": "2021-01-02"}
    assert people(entry) == ["van der Meer, Jan", "World Bank"]
    assert item.names["author"][1] == Name(literal="World Bank")
    assert people(entry, "translator") == ["Wolf, Ida"]
    assert entry.key == "meer2020"
    assert entry.tags == ("water", "banks", "Rivers")
    assert entry.notes == ("One & two\nThree",)
    assert entry.files == ("files/2/a.pdf",)


def test_a_chapter_its_book_series_and_publisher() -> None:
    entry = one(
        FORMAT,
        _rdf(
            f"""<bib:BookSection rdf:about="#item_1"><z:itemType>bookSection</z:itemType>
            <dcterms:isPartOf><bib:Book><prism:volume>3</prism:volume><dcterms:isPartOf><bib:Series>
            <dc:title>River Studies</dc:title><dc:identifier>7</dc:identifier></bib:Series>
            </dcterms:isPartOf><dc:identifier>ISBN 978-3-16-148410-0</dc:identifier>
            <dc:title>Rivers</dc:title></bib:Book></dcterms:isPartOf><dc:publisher>
            <foaf:Organization><vcard:adr><vcard:Address><vcard:locality>London</vcard:locality>
            </vcard:Address></vcard:adr><foaf:name>Sage</foaf:name></foaf:Organization>
            </dc:publisher><bib:editors>{_seq(_PERSON.format("Adam", "Ewa"))}</bib:editors>
            <dc:title>Fish</dc:title><dc:date>May 2011</dc:date></bib:BookSection>"""
        ),
    )
    assert entry.item.type == "chapter"
    assert dict(entry.item.variables) == {
        "title": "Fish",
        "container-title": "Rivers",
        "collection-title": "River Studies",
        "collection-number": "7",
        "volume": "3",
        "ISBN": "978-3-16-148410-0",
        "publisher": "Sage",
        "publisher-place": "London",
    }
    assert entry.item.dates["issued"] == "2011-05"
    assert people(entry, "editor") == ["Adam, Ewa"]


@pytest.mark.parametrize(
    ("zotero", "element", "variable"),
    [
        ("thesis", "<z:type>PhD</z:type>", "genre"),
        ("report", "<prism:number>PhD</prism:number>", "number"),
        ("conferencePaper", "<bib:presentedAt><bib:Conference><dc:title>PhD</dc:title>"
         "</bib:Conference></bib:presentedAt>", "event-title"),
        ("book", "<z:numPages>PhD</z:numPages>", "number-of-pages"),
        ("computerProgram", "<z:version>PhD</z:version>", "version"),
        ("webpage", "<dcterms:isPartOf><z:Website><dc:title>PhD</dc:title></z:Website>"
         "</dcterms:isPartOf>", "container-title"),
        ("statute", "<dcterms:isPartOf><bib:Code><prism:number>PhD</prism:number></bib:Code>"
         "</dcterms:isPartOf>", "volume"),
        ("book", "<dc:subject><dcterms:LCC><rdf:value>PhD</rdf:value></dcterms:LCC></dc:subject>",
         "call-number"),
    ],
)  # fmt: skip
def test_fields_of_other_items(zotero: str, element: str, variable: str) -> None:
    inner = f"<z:itemType>{zotero}</z:itemType>{element}"
    text = _rdf(f'<rdf:Description rdf:about="#item_1">{inner}</rdf:Description>')
    assert dict(one(FORMAT, text).item.variables) == {variable: "PhD"}


def test_rdf_that_is_not_zoteros() -> None:
    entry = one(
        FORMAT,
        _rdf(
            """<rdf:Description rdf:about="http://example.org/1" dc:title="Bridges">
            <rdf:type rdf:resource="http://purl.org/ontology/bibo/Thesis"/>
            <dc:creator>Drab, Lech</dc:creator><dc:date>1999</dc:date>
            <bibo:doi>10.1000/x</bibo:doi></rdf:Description>"""
        ),
    )
    assert (entry.item.type, entry.item.title) == ("thesis", "Bridges")
    assert people(entry) == ["Drab, Lech"]
    assert entry.item.variables["DOI"] == "10.1000/x"


def test_an_article_in_the_bibliographic_ontology() -> None:
    entry = one(
        FORMAT,
        _rdf(
            """<bibo:AcademicArticle rdf:about="http://example.org/1"><dc:title>T</dc:title>
            <bibo:pageStart>12</bibo:pageStart><bibo:pageEnd>15</bibo:pageEnd>
            <dcterms:isPartOf><bibo:Journal><dc:title>J</dc:title></bibo:Journal>
            </dcterms:isPartOf><dcterms:creator><foaf:Person><foaf:givenName>Ann</foaf:givenName>
            <foaf:familyName>Lee</foaf:familyName></foaf:Person></dcterms:creator>
            <prism:teaser>!</prism:teaser></bibo:AcademicArticle>"""
        ),
    )
    assert core(entry) == {
        "type": "article-journal",
        "title": "T",
        "container-title": "J",
        "page": "12-15",
        "author": "Lee, Ann",
        "URL": "http://example.org/1",
    }
    assert entry.item.custom == {"zotero": {"prism:teaser": "!"}}


def test_those_who_speak_in_a_hearing_are_its_authors() -> None:
    people_ = f"<bib:contributors>{_seq(_PERSON.format('Lee', 'Ann'))}</bib:contributors>"
    inner = f"<z:itemType>hearing</z:itemType>{people_}"
    assert people(one(FORMAT, _rdf(f'<bib:Report rdf:about="#1">{inner}</bib:Report>'))) == [
        "Lee, Ann"
    ]


def test_a_note_of_its_own_is_reported_and_a_file_of_its_own_is_kept() -> None:
    memo = '<bib:Memo rdf:about="#item_3"><rdf:value>Buy milk</rdf:value></bib:Memo>'
    file = """<z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType>
    <rdf:resource rdf:resource="files/2/a.pdf"/><dc:title>Scan</dc:title></z:Attachment>"""
    broken, entry = read(FORMAT)(_rdf(memo, file))
    assert isinstance(broken, Broken)
    assert isinstance(entry, Entry)
    assert (entry.item.title, entry.files) == ("Scan", ("files/2/a.pdf",))


def test_an_item_without_end_costs_only_itself() -> None:
    first = '<bib:Book rdf:about="#1"><z:itemType>book</z:itemType><dc:title>One</dc:title>'
    second = first.replace("#1", "#2").replace("One", "Two") + "</bib:Book>"
    broken, entry = read(FORMAT)(_rdf(first, second, second.replace("#2", "#3")))[:2]
    assert isinstance(broken, Broken)
    assert isinstance(entry, Entry)
    assert entry.item.title == "Two"


@settings(deadline=None)
@given(
    works(everything(), ["issued", "accessed", "submitted", "original-date", "event-date"]).filter(
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


def test_notes_and_files_are_nodes_as_zotero_has_them() -> None:
    marks = [{"page": "59", "text": "quoted"}]
    kept = {"zotero": {"files": ["files/2/a.pdf"], "annotations": marks, "prism:teaser": "!"}}
    source = Source(
        "k", Item("book", {"title": "T"}, custom=kept), notes=("One & a < b\nTwo", "Three")
    )
    assert FORMAT.write is not None
    text = "".join(FORMAT.write([source, source]))
    assert text.count("<bib:Memo ") == 4
    assert text.count("<z:Attachment ") == 2
    assert "<z:csl>" not in text
    for entry in again(FORMAT, [source, source]):
        assert (entry.notes, entry.files) == (source.notes, ("files/2/a.pdf",))
        assert entry.item.custom == kept


def test_a_note_comes_back_beside_lines_of_variables() -> None:
    item = Item("book", {"title": "T", "note": "Two: lines\nof a note", "event-place": "Kraków"})
    (entry,) = again(FORMAT, [Source("k", item)])
    assert same(entry.item, item)


def test_it_is_recognised_by_content() -> None:
    assert FORMAT.recognises is not None
    assert FORMAT.recognises(ARTICLE) == 1
    assert FORMAT.recognises("<mods/>") == 0
