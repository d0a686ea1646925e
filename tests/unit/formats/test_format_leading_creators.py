"""Who leads a citation: the first kind of creator of an item type is CSL's author, as in Zotero."""

from __future__ import annotations

from pathlib import Path

import pytest
from tagged_works import again, one

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats import marcxml, mods, zotero_rdf
from evidence.formats._zotero_items import Creator, Record, entry
from evidence.formats.base import Format

_NG = (Name("Ng", "Ada"),)
_ROE = (Name("Roe", "Tom"),)
_RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<rdf:Description rdf:about="#item_1"><z:itemType>{type_}</z:itemType><dc:title>T</dc:title>
<{kind}><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Ng</foaf:surname>
<foaf:givenName>Ada</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></{kind}>
</rdf:Description></rdf:RDF>"""

_CREATORS = [
    ("artwork", "artist", "author"),
    ("audioRecording", "performer", "author"),
    ("audioRecording", "composer", "composer"),
    ("bill", "sponsor", "author"),
    ("computerProgram", "programmer", "author"),
    ("film", "director", "author"),
    ("film", "producer", "producer"),
    ("film", "castMember", "performer"),
    ("hearing", "contributor", "author"),
    ("interview", "interviewee", "author"),
    ("interview", "interviewer", "interviewer"),
    ("journalArticle", "contributor", "contributor"),
    ("map", "cartographer", "author"),
    ("patent", "inventor", "author"),
    ("podcast", "podcaster", "author"),
    ("podcast", "guest", "guest"),
    ("presentation", "presenter", "author"),
    ("radioBroadcast", "director", "author"),
    ("tvBroadcast", "director", "author"),
    ("videoRecording", "director", "author"),
]


@pytest.mark.parametrize(("type_", "kind", "role"), _CREATORS)
def test_the_first_kind_of_creator_is_the_author_in_a_library(
    type_: str, kind: str, role: str
) -> None:
    creators = [Creator(kind, "Ada", "Ng", False)]
    record = Record(1, "KEY00001", type_, {"title": "T"}, creators)
    assert dict(entry(record, 1, Path("/zotero"), None).item.names) == {role: _NG}


@pytest.mark.parametrize(("type_", "kind", "role"), _CREATORS)
def test_the_first_kind_of_creator_is_the_author_in_rdf(type_: str, kind: str, role: str) -> None:
    prefix = "bib" if kind == "contributor" else "z"
    text = _RDF.format(type_=type_, kind=f"{prefix}:{kind}s")
    assert dict(one(zotero_rdf.FORMAT, text).item.names) == {role: _NG}


def test_the_body_that_issues_a_standard_is_not_its_publisher() -> None:
    fields = {"title": "Bolts", "organization": "ISO", "publisher": "Beuth"}
    variables = entry(Record(1, "K", "standard", fields), 1, Path("/z"), None).item.variables
    assert (variables["authority"], variables["publisher"]) == ("ISO", "Beuth")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo>'
            "<typeOfResource>moving image</typeOfResource><name type='personal'>"
            "<namePart>Ng, Ada</namePart><role><roleTerm>director</roleTerm></role></name></mods>",
            {"author": _NG},
        ),
        (
            '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo>'
            "<typeOfResource>sound recording</typeOfResource><name type='personal'>"
            "<namePart>Ng, Ada</namePart><role><roleTerm>performer</roleTerm></role></name>"
            "<name><namePart>Roe, Tom</namePart><role><roleTerm>composer</roleTerm></role></name>"
            "</mods>",
            {"author": _NG, "composer": _ROE},
        ),
    ],
)
def test_films_and_recordings_of_catalogues_are_led_by_the_same(
    text: str, names: dict[str, tuple[Name, ...]]
) -> None:
    assert dict(one(mods.FORMAT, text).item.names) == names


def test_a_film_in_marc_is_led_by_its_director() -> None:
    text = (
        '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000cgm a2200000 a 4500</leader>'
        '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">T</subfield></datafield>'
        '<datafield tag="700" ind1="1" ind2=" "><subfield code="a">Ng, Ada,</subfield>'
        '<subfield code="e">director.</subfield></datafield></record>'
    )
    assert dict(one(marcxml.FORMAT, text).item.names) == {"author": _NG}


@pytest.mark.parametrize("format_", [zotero_rdf.FORMAT, mods.FORMAT, marcxml.FORMAT])
@pytest.mark.parametrize(
    "names",
    [{"author": _NG}, {"director": _ROE}, {"author": _NG, "director": _ROE, "performer": _NG}],
)
@pytest.mark.parametrize("type_", ["motion_picture", "song", "broadcast", "map"])
def test_what_is_written_keeps_each_role(
    format_: Format, names: dict[str, tuple[Name, ...]], type_: str
) -> None:
    item = Item(type_, {"title": "T"}, {}, names)
    (found,) = again(format_, [Source("k", item)])
    assert dict(found.item.names) == names


def test_the_author_of_a_film_is_written_as_the_director_that_zotero_asks_for() -> None:
    item = Item("motion_picture", {"title": "T"}, {}, {"author": _NG})
    assert zotero_rdf.FORMAT.write is not None
    assert "<z:directors>" in "".join(zotero_rdf.FORMAT.write([Source("k", item)]))
