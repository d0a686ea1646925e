"""MODS in the dress of catalogues, repositories and reference managers, and what it means."""

from __future__ import annotations

import pytest
from tagged_works import one
from xml_works import core

from evidence.formats.mods import FORMAT

_HEAD = '<mods xmlns="http://www.loc.gov/mods/v3" version="3.5">'


def _mods(*elements: str) -> str:
    return f"{_HEAD}{''.join(elements)}</mods>"


def _person(given: str, family: str, role: str) -> str:
    return (
        f'<name type="personal"><namePart type="given">{given}</namePart>'
        f'<namePart type="family">{family}</namePart><role><roleTerm authority="marcrelator"'
        f' type="text">{role}</roleTerm></role></name>'
    )


_LIBRARY_OF_CONGRESS = _mods(
    "<titleInfo><nonSort>The </nonSort><title>making of maps :</title><subTitle>a study of"
    " atlases /</subTitle></titleInfo>",
    '<name type="personal"><namePart>Fox, Al,</namePart><namePart type="date">1909-1982</namePart>'
    '<role><roleTerm authority="marcrelator" type="text">creator</roleTerm></role></name>',
    '<typeOfResource>text</typeOfResource><genre authority="marc">bibliography</genre>',
    '<originInfo><place><placeTerm authority="marccountry" type="code">enk</placeTerm></place>',
    '<place><placeTerm type="text">London :</placeTerm></place><publisher>Sage,</publisher>',
    '<dateIssued>c1959.</dateIssued><dateIssued encoding="marc">1959</dateIssued>',
    "<issuance>monographic</issuance></originInfo>",
    '<identifier type="isbn">0801486394 (pbk. : acid-free)</identifier>',
    '<identifier type="lccn">99042030</identifier>',
)
_BIBUTILS_CHAPTER = _mods(
    "<titleInfo><title>Fish</title></titleInfo>",
    _person("T</namePart><namePart type='given'>K", "Bird", "author"),
    '<typeOfResource>text</typeOfResource><relatedItem type="host"><titleInfo><title>Rivers',
    "</title></titleInfo>",
    _person("E", "Adam", "editor"),
    "<originInfo><dateIssued>1999</dateIssued><publisher>Springer</publisher><issuance>monographic"
    '</issuance></originInfo><genre authority="marcgt">book</genre></relatedItem>',
    '<part><extent unit="page"><start>1</start><end>9</end></extent></part>',
)
_BIBUTILS_THESIS = _mods(
    "<titleInfo><title>On bridges</title></titleInfo>",
    _person("Ann", "Lee", "author"),
    '<name type="corporate"><namePart>University of X</namePart><namePart>Bridges</namePart><role>'
    '<roleTerm authority="marcrelator" type="text">degree grantor</roleTerm></role></name>',
    '<originInfo><dateIssued>2001</dateIssued></originInfo><genre authority="marcgt">thesis',
    '</genre><genre authority="bibutilsgt">Ph.D. thesis</genre>',
)
_EPRINTS = (
    '<mods:mods version="3.3" xmlns:mods="http://www.loc.gov/mods/v3"><mods:titleInfo><mods:title>'
    'Deep fish</mods:title></mods:titleInfo><mods:name type="personal"><mods:namePart type="given">'
    'Tom</mods:namePart><mods:namePart type="family">Bird</mods:namePart><mods:role><mods:roleTerm'
    ' type="text">author</mods:roleTerm></mods:role></mods:name><mods:originInfo><mods:dateIssued'
    ' encoding="iso8601">2012-06</mods:dateIssued></mods:originInfo><mods:originInfo>'
    "<mods:publisher>IEEE</mods:publisher></mods:originInfo><mods:genre>Conference or Workshop Item"
    "</mods:genre></mods:mods>"
)
_DIVA = _mods(
    '<genre authority="diva" type="publicationTypeCode">comprehensiveDoctoralThesis</genre>',
    '<genre authority="svep" type="publicationType">dok</genre>',
    _person("Eva", "Berg", "aut").replace('type="text"', 'type="code"'),
    _person("Sven", "Chef", "ths").replace('type="text"', 'type="code"'),
    "<titleInfo><title>Lakes</title><subTitle>A history</subTitle></titleInfo><originInfo>",
    "<publisher>Acta</publisher><dateIssued>2014</dateIssued></originInfo>",
    '<identifier type="uri">http://urn.example.org/diva-1</identifier>',
    '<relatedItem type="series"><titleInfo><title>Summaries</title></titleInfo>',
    '<identifier type="issue number">1125</identifier></relatedItem>',
)
_PROCEEDINGS = _mods(
    "<titleInfo><title>Nets</title></titleInfo><genre>conference paper</genre>",
    _person("Ann", "Lee", "author"),
    '<name type="conference"><namePart>NetConf</namePart></name>',
    '<originInfo><publisher>ACM</publisher><dateIssued encoding="w3cdtf">2013</dateIssued>',
    '</originInfo><relatedItem type="host"><titleInfo><title>Proc. NetConf</title></titleInfo>',
    '<identifier type="isbn">978-3-16-148410-0</identifier><part><detail type="volume"><number>7',
    '</number></detail><extent unit="pages">12-17</extent></part></relatedItem>',
)
_NEWSPAPER = _mods(
    "<titleInfo><title>Storm</title></titleInfo><genre>article</genre>",
    '<relatedItem type="host"><titleInfo><title>The Evening Star</title></titleInfo><genre>',
    'newspaper</genre><part><date encoding="iso8601">1912-04-16</date><extent unit="page">',
    "<start>A1</start></extent></part></relatedItem>",
)
_PRINTED_PART = _mods(
    "<titleInfo><title>Gold</title></titleInfo><genre>journal article</genre>",
    '<relatedItem type="host"><titleInfo><title>Quadrant</title></titleInfo><part><text>Vol. 12,'
    " no. 3 (May 2001), p. 12-15</text></part></relatedItem>",
)
_LETTER = _mods(
    "<titleInfo><title>Letter to Ann Lee</title></titleInfo>",
    _person("Al", "Fox", "correspondent"),
    _person("Ann", "Lee", "addressee"),
    '<typeOfResource manuscript="yes">text</typeOfResource><genre authority="aat">correspondence'
    "</genre><originInfo><dateCreated>1862 March 4</dateCreated></originInfo>",
)
_VERSION_3_8 = _mods(
    "<titleInfo><title>T</title></titleInfo><typeOfResource>Text</typeOfResource><genre>Working "
    'paper</genre><originInfo eventType="publication"><agent><namePart>Sage</namePart><role>'
    "<roleTerm>publisher</roleTerm></role></agent><dateIssued>2021</dateIssued></originInfo>"
)
_OLD_MAP = _mods(
    "<titleInfo><title>Carte de Pologne</title></titleInfo><typeOfResource>cartographic"
    "</typeOfResource><originInfo><place><placeTerm>[Paris]</placeTerm></place><publisher>[s.n.]"
    "</publisher><dateIssued>[17--?]</dateIssued></originInfo><subject><cartographics><scale>"
    "1:230,000</scale></cartographics></subject>"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_LIBRARY_OF_CONGRESS,
         {"type": "book", "title": "The making of maps: a study of atlases", "author": "Fox, Al",
          "issued": "1959", "publisher": "Sage", "ISBN": "0801486394"}),
        (_BIBUTILS_CHAPTER,
         {"type": "chapter", "title": "Fish", "author": "Bird, T K", "editor": "Adam, E",
          "container-title": "Rivers", "issued": "1999", "publisher": "Springer", "page": "1-9"}),
        (_BIBUTILS_THESIS,
         {"type": "thesis", "title": "On bridges", "author": "Lee, Ann", "issued": "2001",
          "publisher": "University of X"}),
        (_EPRINTS,
         {"type": "paper-conference", "title": "Deep fish", "author": "Bird, Tom",
          "issued": "2012-06", "publisher": "IEEE"}),
        (_DIVA,
         {"type": "thesis", "title": "Lakes: A history", "author": "Berg, Eva", "issued": "2014",
          "publisher": "Acta", "URL": "http://urn.example.org/diva-1"}),
        (_PROCEEDINGS,
         {"type": "paper-conference", "title": "Nets", "author": "Lee, Ann", "publisher": "ACM",
          "issued": "2013", "container-title": "Proc. NetConf", "ISBN": "978-3-16-148410-0",
          "volume": "7", "page": "12-17"}),
        (_NEWSPAPER,
         {"type": "article-newspaper", "title": "Storm", "container-title": "The Evening Star",
          "issued": "1912-04-16", "page": "A1"}),
        (_PRINTED_PART,
         {"type": "article-journal", "title": "Gold", "container-title": "Quadrant",
          "volume": "12", "issue": "3", "page": "12-15", "issued": "2001-05"}),
        (_LETTER,
         {"type": "personal_communication", "title": "Letter to Ann Lee", "author": "Fox, Al",
          "recipient": "Lee, Ann", "issued": "1862-03-04"}),
        (_VERSION_3_8, {"type": "report", "title": "T", "publisher": "Sage", "issued": "2021"}),
        (_OLD_MAP, {"type": "map", "title": "Carte de Pologne", "issued": "17XX?"}),
    ],
)  # fmt: skip
def test_records_mean_what_a_careful_editor_would_say(text: str, expected: dict[str, str]) -> None:
    assert core(one(FORMAT, text)) == expected


@pytest.mark.parametrize(
    ("genre", "type_"),
    [
        ("bookSection", "chapter"), ("magazineArticle", "article-magazine"),
        ("letter", "personal_communication"), ("film", "motion_picture"),
        ("case", "legal_case"), ("statute", "legislation"), ("blogPost", "post-weblog"),
        ("forumPost", "post"), ("audioRecording", "song"), ("presentation", "speech"),
        ("podcast", "broadcast"), ("computerProgram", "software"), ("preprint", "article"),
        ("encyclopediaArticle", "entry-encyclopedia"), ("standard", "standard"),
        ("Thesis or Dissertation", "thesis"), ("Article in journal", "article-journal"),
        ("Doctoral thesis, monograph", "thesis"), ("Book Section", "chapter"),
        ("Technical Report Series No. 3", "report"), ("Photographs", "graphic"),
    ],
)  # fmt: skip
def test_genres_of_zotero_and_of_repositories_are_known(genre: str, type_: str) -> None:
    text = _mods(f'<titleInfo><title>T</title></titleInfo><genre authority="local">{genre}</genre>')
    assert one(FORMAT, text).item.type == type_


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("<namePart>Smith, John, 1940-2001</namePart>", "Smith, John"),
        ("<namePart type='family'>King</namePart><namePart type='given'>Martin Luther</namePart>"
         "<namePart type='termsOfAddress'>Jr.</namePart>", "King, Martin Luther, Jr."),
        ("<namePart>Plato</namePart>", "{Plato}"),
        ("<displayForm>Jane Q. Roe</displayForm><namePart>Roe, Jane Q.</namePart>", "Roe, Jane Q."),
        ("<namePart type='given'>Vincent</namePart><namePart type='family'>van Gogh</namePart>",
         "van Gogh, Vincent"),
        ("<namePart>Müller, Ida</namePart><role><roleTerm>VerfasserIn</roleTerm></role>",
         "Müller, Ida"),
        ("<namePart>Smith, John</namePart><role><text>creator</text></role>", "Smith, John"),
    ],
)  # fmt: skip
def test_names_in_every_form(name: str, expected: str) -> None:
    text = _mods(f'<titleInfo><title>T</title></titleInfo><name type="personal">{name}</name>')
    assert core(one(FORMAT, text))["author"] == expected


def test_a_volume_of_proceedings_is_a_book_and_its_papers_are_not() -> None:
    volume = (
        "<titleInfo><title>T</title></titleInfo><genre authority='marcgt'>conference {}</genre>"
    )
    assert one(FORMAT, _mods(volume.format("publication"))).item.type == "book"
    host = "<relatedItem type='host'><titleInfo><title>H</title></titleInfo></relatedItem>"
    paper = _mods(volume.format("publication"), host)
    assert one(FORMAT, paper).item.type == "paper-conference"
