"""RDF that others than Zotero write: repositories', publishers' and libraries' ontologies."""

from __future__ import annotations

import pytest
from tagged_works import one

from evidence.domain.names import Name
from evidence.formats._markup import squeeze
from evidence.formats.base import Broken
from evidence.formats.zotero_rdf import FORMAT

_OPENING = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dct="http://purl.org/dc/terms/"
 xmlns:bibo="http://purl.org/ontology/bibo/" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmlns:schema="http://schema.org/">"""
_NG, _HILL = Name("Ng", "Ada"), Name("Hill", "Tom")
_PEOPLE = """<foaf:Person rdf:about="#ng"><foaf:givenName>Ada</foaf:givenName>
<foaf:familyName>Ng</foaf:familyName></foaf:Person>
<foaf:Person rdf:about="#hill"><foaf:name>Tom Hill</foaf:name></foaf:Person>"""


def _rdf(body: str) -> str:
    return f"{_OPENING}\n{body}\n</rdf:RDF>"


def test_people_elsewhere_in_the_file_are_found_and_are_no_works() -> None:
    body = '<dct:creator rdf:resource="#ng"/><dct:creator rdf:resource="#hill"/>'
    text = _rdf(f'<bibo:Book rdf:about="#1"><dct:title>T</dct:title>{body}</bibo:Book>{_PEOPLE}')
    assert one(FORMAT, text).item.names["author"] == (_NG, _HILL)


def test_a_list_says_the_order_of_authors() -> None:
    body = '<dct:creator rdf:resource="#ng"/><dct:creator rdf:resource="#hill"/>'
    order = '<rdf:Seq rdf:about="#s"><rdf:_1 rdf:resource="#hill"/><rdf:_2 rdf:resource="#ng"/>'
    text = _rdf(
        f'<bibo:Article rdf:about="#1"><dct:title>T</dct:title>{body}'
        f'<bibo:authorList rdf:resource="#s"/></bibo:Article>{order}</rdf:Seq>{_PEOPLE}'
    )
    assert one(FORMAT, text).item.names["author"] == (_HILL, _NG)


def test_a_person_whom_no_work_names_is_reported() -> None:
    assert FORMAT.read is not None
    found = list(FORMAT.read(_rdf(_PEOPLE)))
    assert [isinstance(each, Broken) for each in found] == [True, True]


def test_names_in_one_piece_are_parted_and_bodies_are_not() -> None:
    text = _rdf(
        '<bibo:Book rdf:about="#1"><dct:title>T</dct:title><dc:creator>Ada Ng</dc:creator>'
        "<bibo:editor><foaf:Organization><foaf:name>World Bank</foaf:name></foaf:Organization>"
        "</bibo:editor></bibo:Book>"
    )
    names = one(FORMAT, text).item.names
    assert dict(names) == {"author": (_NG,), "editor": (Name(literal="World Bank"),)}


def test_a_publishers_page_is_an_article_of_the_journal_that_it_names() -> None:
    text = _rdf(
        '<rdf:Description rdf:about="http://dx.doi.org/10.1000/x"><dc:title>T</dc:title>'
        "<dc:identifier>doi:10.1000/x</dc:identifier><dc:creator>Ng, Ada</dc:creator>"
        "<prism:publicationName>Optics</prism:publicationName><prism:volume>9</prism:volume>"
        "<prism:number>3</prism:number><prism:startingPage>11</prism:startingPage>"
        "<prism:endingPage>19</prism:endingPage></rdf:Description>"
    )
    item = one(FORMAT, text).item
    assert item.type == "article-journal"
    said = {"container-title": "Optics", "volume": "9", "issue": "3", "page": "11-19"}
    assert said.items() <= item.variables.items()
    assert item.variables["DOI"] == "10.1000/x"


_BOOK = """<bibo:EditedBook><dct:title>Rivers</dct:title><bibo:isbn10>0306406152</bibo:isbn10>
<dct:publisher>OUP</dct:publisher><dct:creator>Roe, Ann</dct:creator><bibo:editor><foaf:Person>
<foaf:name>Tom Hill</foaf:name></foaf:Person></bibo:editor></bibo:EditedBook>"""
_ISSUE = """<bibo:Issue><bibo:volume>7</bibo:volume><bibo:issue>5</bibo:issue><dct:isPartOf>
<bibo:Journal><dct:title>Lakes</dct:title></bibo:Journal></dct:isPartOf></bibo:Issue>"""


@pytest.mark.parametrize(
    ("kind", "held", "said"),
    [
        (
            "Chapter",
            _BOOK,
            {"container-title": "Rivers", "ISBN": "0306406152", "publisher": "OUP"},
        ),
        ("Article", _ISSUE, {"container-title": "Lakes", "volume": "7", "issue": "5"}),
    ],
)
def test_a_part_has_the_numbers_of_what_it_stands_in(
    kind: str, held: str, said: dict[str, str]
) -> None:
    body = f"<dct:title>T</dct:title><dct:isPartOf>{squeeze(held)}</dct:isPartOf>"
    item = one(FORMAT, _rdf(f'<bibo:{kind} rdf:about="#1">{body}</bibo:{kind}>')).item
    assert said.items() <= item.variables.items()
    if kind == "Chapter":
        people = {"container-author": (Name("Roe", "Ann"),), "editor": (_HILL,)}
        assert dict(item.names) == people


def test_schema_org_says_title_people_and_numbers() -> None:
    text = _rdf(
        '<schema:Book rdf:about="http://b.org/1"><schema:name>Rivers</schema:name>'
        "<schema:author><schema:Person><schema:name>Ada Ng</schema:name></schema:Person>"
        "</schema:author><schema:datePublished>2003</schema:datePublished>"
        "<schema:isbn>0306406152</schema:isbn></schema:Book>"
    )
    item = one(FORMAT, text).item
    assert (item.type, item.title, item.dates["issued"]) == ("book", "Rivers", "2003")
    assert (item.names["author"], item.variables["ISBN"]) == ((_NG,), "0306406152")
