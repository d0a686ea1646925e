"""MARCXML: catalogue records without their punctuation, articles in their journals, UNIMARC."""

from __future__ import annotations

import pytest
from tagged_works import one, people, read

from evidence.domain.names import Name
from evidence.formats.base import Broken, Entry
from evidence.formats.marcxml import FORMAT


def _field(tag: str, *subfields: str, first: str = " ", second: str = " ") -> str:
    inner = "".join(
        f'<subfield code="{each[0]}">{each[1:].strip()}</subfield>' for each in subfields
    )
    return f'<datafield tag="{tag}" ind1="{first}" ind2="{second}">{inner}</datafield>'


def _record(*fields: str, leader: str = "01142cam a2200301 a 4500", fixed: str = "") -> str:
    control = f'<controlfield tag="008">{fixed}</controlfield>' if fixed else ""
    return f"<record><leader>{leader}</leader>{control}{''.join(fields)}</record>"


def _collection(*records: str) -> str:
    return (
        '<?xml version="1.0"?><collection xmlns="http://www.loc.gov/MARC21/slim">'
        f"{''.join(records)}</collection>"
    )


BOOK = _record(
    _field("020", "a 0306406152 (hbk.) :", "c $15.95"),
    _field("024", "a 10.1000/rivers", "2 doi", first="7"),
    _field("050", "a PS3537.A618", "b A88 1993"),
    _field("100", "a Humboldt, Alexander von,", "d 1769-1859,", "e author.", first="1"),
    _field("245", "a Rivers", "h [electronic resource] :", "b a study of banks.", "n Part 2,",
           "p Fish /", "c A. von Humboldt."),
    _field("250", "a 2nd ed."),
    _field("264", "a London ;", "a New York :", "b Sage,", "c [2011]", second="1"),
    _field("264", "c ©2010", second="4"),
    _field("300", "a xii, 345 pages :", "b illustrations ;", "c 24 cm."),
    _field("490", "a River studies ;", "v 7", first="1"),
    _field("520", "a About rivers."),
    _field("500", "a Includes index."),
    _field("650", "a Rivers", "x History", "z Poland.", second="0"),
    _field("700", "a Adam, Ewa,", "e editor.", first="1"),
    _field("700", "a Wolf, Ida.", "4 trl", first="1"),
    _field("700", "a Fox, Al", "d 1950-", first="1"),
    _field("700", "a Old, Tom.", "t Another work.", first="1", second="2"),
    _field("710", "a River Board.", "b Fish Unit.", first="2"),
    _field("856", "u https://example.org/toc", "3 Table of contents", first="4", second="2"),
    _field("856", "u https://example.org/a", first="4", second="0"),
    _field("880", "6 245-01", "a Реки"),
    fixed="920219s2011    enk           000 0 eng  ",
)  # fmt: skip


def test_a_book_with_all_its_fields() -> None:
    entry = one(FORMAT, _collection(BOOK))
    item = entry.item
    assert item.type == "book"
    assert dict(item.variables) == {
        "title": "Rivers: a study of banks. Part 2: Fish",
        "edition": "2nd ed.",
        "publisher-place": "London",
        "publisher": "Sage",
        "number-of-pages": "345",
        "collection-title": "River studies",
        "collection-number": "7",
        "ISBN": "0306406152",
        "DOI": "10.1000/rivers",
        "call-number": "PS3537.A618 A88 1993",
        "abstract": "About rivers.",
        "URL": "https://example.org/a",
        "language": "eng",
    }
    assert dict(item.dates) == {"issued": "2011"}
    assert item.names["author"] == (Name("Humboldt", "Alexander", dropping_particle="von"),)
    assert people(entry, "editor") == ["Adam, Ewa"]
    assert people(entry, "translator") == ["Wolf, Ida"]
    assert people(entry, "contributor") == ["Fox, Al", "River Board. Fish Unit"]
    assert entry.tags == ("Rivers -- History -- Poland",)
    assert entry.notes == ("Includes index.",)
    assert item.custom["marc"]["880"] == "Реки"
    assert item.custom["marc"]["publisher-place"] == "New York"


@pytest.mark.parametrize(
    ("leader", "field", "type_"),
    [
        ("00000cam a2200000 a 4500", "", "book"),
        ("00000cas a2200000 a 4500", "", "periodical"),
        ("00000cem a2200000 a 4500", "", "map"),
        ("00000cgm a2200000 a 4500", "", "motion_picture"),
        ("00000cjm a2200000 a 4500", "", "song"),
        ("00000ctm a2200000 a 4500", "", "manuscript"),
        ("00000ckm a2200000 a 4500", "", "graphic"),
        ("00000cmm a2200000 a 4500", "", "software"),
        ("00000cam a2200000 a 4500", _field("502", "a Thesis (Ph. D.)--X, 1998."), "thesis"),
        ("00000caa a2200000 a 4500", _field("773", "t J", "g Vol. 1"), "article-journal"),
        ("00000caa a2200000 a 4500", _field("773", "t B", "z 0306406152"), "chapter"),
    ],
)  # fmt: skip
def test_types_follow_the_leader(leader: str, field: str, type_: str) -> None:
    text = _collection(_record(_field("245", "a T /"), field, leader=leader))
    assert one(FORMAT, text).item.type == type_


@pytest.mark.parametrize(
    ("related", "volume", "issue", "pages"),
    [
        ("Vol. 24, no. 9 (Sept. 1993), p. 235-48", "24", "9", "235-48"),
        ("24 (1993), 9, S. 235-248", "24", "9", "235-248"),
        ("Bd. 12 (1993), H. 3, S. 1-9", "12", "3", "1-9"),
    ],
)
def test_an_article_stands_in_its_journal(
    related: str, volume: str, issue: str, pages: str
) -> None:
    host = _field("773", "t River Affairs.", f"g {related}", "x 0378-5955")
    leader = "00000caa a2200000 a 4500"
    item = one(FORMAT, _collection(_record(_field("245", "a T /"), host, leader=leader))).item
    assert item.variables["container-title"] == "River Affairs"
    assert item.variables["volume"] == volume
    assert item.variables["issue"] == issue
    assert item.variables["page"] == pages
    assert item.variables["ISSN"] == "0378-5955"
    assert (item.year, item.type) == (1993, "article-journal")


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("c1993.", "1993"),
        ("[1993?]", "1993?"),
        ("1993-1995.", "1993/1995"),
        ("[199-]", "199X"),
        ("MCMXCIII [1993]", "1993"),
        ("©2004.", "2004"),
    ],
)
def test_dates_as_cataloguers_write_them(printed: str, edtf: str) -> None:
    text = _collection(_record(_field("245", "a T"), _field("260", "a [S.l.] :", f"c {printed}")))
    item = one(FORMAT, text).item
    assert item.dates["issued"] == edtf
    assert "publisher-place" not in item.variables


def test_a_thesis_names_its_university_and_degree() -> None:
    note = _field("502", "a Thesis (Ph. D.)--University of Rivers, 1998.")
    item = one(FORMAT, _collection(_record(_field("245", "a T"), note))).item
    assert item.variables["genre"] == "Thesis (Ph. D.)"
    assert item.variables["publisher"] == "University of Rivers"
    assert item.dates["issued"] == "1998"


def test_people_whom_the_title_page_calls_editors_are_editors_where_nobody_is_author() -> None:
    text = _collection(
        _record(
            _field("245", "a Rivers /", "c edited by Ewa Adam."),
            _field("700", "a Adam, Ewa.", first="1"),
        )
    )
    assert people(one(FORMAT, text), "editor") == ["Adam, Ewa"]


def test_records_in_an_answer_of_a_catalogue_are_found() -> None:
    text = (
        '<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:records><zs:record>'
        "<zs:recordSchema>marcxml</zs:recordSchema><zs:recordData>"
        f"{_record(_field('245', 'a One'))}</zs:recordData></zs:record><zs:record><zs:recordData>"
        f"{_record(_field('245', 'a Two'))}</zs:recordData></zs:record></zs:records>"
        "</zs:searchRetrieveResponse>"
    )
    entries = read(FORMAT)(text)
    assert [each.item.title for each in entries if isinstance(each, Entry)] == ["One", "Two"]
    assert len(entries) == 2


def test_unimarc_is_read_too() -> None:
    entry = one(
        FORMAT,
        _collection(
            _record(
                _field("010", "a 978-3-16-148410-0"),
                _field("101", "a fre"),
                _field("200", "a Fleuves", "e une étude", "f Tom Oiseau"),
                _field("210", "a Paris", "c Seuil", "d DL 2011"),
                _field("215", "a 345 p."),
                _field("225", "a Études", "v 7"),
                _field("700", "a Oiseau", "b Tom", "4 070"),
                _field("702", "a Loup", "b Ida", "4 730"),
            )
        ),
    )
    assert dict(entry.item.variables) == {
        "title": "Fleuves: une étude",
        "publisher-place": "Paris",
        "publisher": "Seuil",
        "number-of-pages": "345",
        "collection-title": "Études",
        "collection-number": "7",
        "ISBN": "978-3-16-148410-0",
        "language": "fre",
    }
    assert entry.item.dates["issued"] == "2011"
    assert people(entry) == ["Oiseau, Tom"]
    assert people(entry, "translator") == ["Loup, Ida"]


def test_a_record_without_fields_is_broken() -> None:
    (broken,) = read(FORMAT)(_collection(_record()))
    assert isinstance(broken, Broken)
    assert broken.reason == "it has no fields"


def test_it_is_recognised_by_content() -> None:
    assert FORMAT.recognises is not None
    assert FORMAT.recognises(_collection(BOOK)) > 0.9
    assert FORMAT.recognises("<xml><records><record><ref-type/></record></records></xml>") == 0
