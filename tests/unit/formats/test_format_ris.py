"""RIS: every dialect that is met comes in, and what it can hold goes out and comes back."""

from __future__ import annotations

import time

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
    same,
    soup,
    works,
)

from evidence.domain.items import TYPES, Item
from evidence.domain.records import Source
from evidence.formats.base import Broken, Entry
from evidence.formats.ris import FORMAT

_READ = read(FORMAT)

ARTICLE = """TY  - JOUR
TI  - Bridges &amp; barriers: an <i>annotated</i> history
AU  - Kowalska, Maria
AU  - van der Meer, Jan, Jr.
AU  - World Bank
PY  - 2018
DA  - 2018/03/20/
T2  - International Journal of Bridges
JO  - Int. J. Bridges
VL  - 12
IS  - 3-4
SP  - 57
EP  - 71
SN  - 0378-5955
DO  - https://doi.org/10.1000/Bridge.12
UR  - https://example.org/bridge
UR  - https://example.org/bridge.pdf
KW  - bridges; history
KW  - rivers
LA  - en
DB  - JSTOR
AB  - First paragraph
over two lines.
N1  - Read twice.
Y2  - 2020/01/02/10:11:12
ZZ  - nobody knows
ER  -
"""


def test_an_article_comes_in_whole() -> None:
    entry = one(FORMAT, ARTICLE)
    item = entry.item
    assert item.type == "article-journal"
    assert item.title == "Bridges & barriers: an <i>annotated</i> history"
    assert people(entry) == ["Kowalska, Maria", "van der Meer, Jan, Jr.", "World Bank"]
    assert dict(item.dates) == {"issued": "2018-03-20", "accessed": "2020-01-02"}
    assert dict(item.variables) == {
        "title": "Bridges & barriers: an <i>annotated</i> history",
        "container-title": "International Journal of Bridges",
        "container-title-short": "Int. J. Bridges",
        "volume": "12",
        "issue": "3-4",
        "page": "57-71",
        "ISSN": "0378-5955",
        "DOI": "10.1000/Bridge.12",
        "URL": "https://example.org/bridge",
        "language": "en",
        "archive": "JSTOR",
        "abstract": "First paragraph\nover two lines.",
    }
    assert entry.tags == ("bridges", "history", "rivers")
    assert entry.notes == ("Read twice.",)


def test_what_has_no_variable_is_kept_and_written_back() -> None:
    entry = one(FORMAT, ARTICLE)
    kept = {"ris": {"UR": "https://example.org/bridge.pdf", "ZZ": "nobody knows"}}
    assert dict(entry.item.custom) == kept
    (back,) = again(FORMAT, [Source("K2018", entry.item, entry.tags)])
    assert dict(back.item.custom) == kept
    assert same(back.item, entry.item)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("TY  - BOOK", "book"),
        ("TY  - CHAP", "chapter"),
        ("TY  - CPAPER", "paper-conference"),
        ("TY  - EJOUR", "article-journal"),
        ("TY  - Journal Article", "article-journal"),
        ("TY  - STAND", "standard"),
        ("TY  - DATA", "dataset"),
        ("TY  - THES", "thesis"),
        ("TY  - GEN", "document"),
        ("TY  - GEN\nJF  - Journal", "article-journal"),
        ("ty  - rprt", "report"),
        ("TY - NEWS", "article-newspaper"),
        ("TY  -MGZN", "article-magazine"),
        ("  TY  - PAT", "patent"),
        ("TY  - QQQQ", "document"),
    ],
)
def test_the_type_is_read_in_every_writing(text: str, type_: str) -> None:
    assert one(FORMAT, f"\ufeff\n\n{text}\nER  - \n").item.type == type_


def test_lower_case_tags_without_the_second_space_are_read() -> None:
    entry = one(FORMAT, "ty - JOUR\nti - Small tags\nau - Doe, Jane\npy - 2001\njf - Tags\ner - \n")
    assert entry.item.title == "Small tags"
    assert people(entry) == ["Doe, Jane"]
    assert entry.item.variables["container-title"] == "Tags"


def test_a_line_of_prose_with_a_dash_continues_its_field() -> None:
    text = "TY  - JOUR\nAB  - Cells were kept\nin - vitro, and\nIT - systems too.\nER  - \n"
    abstract = one(FORMAT, text).item.variables["abstract"]
    assert abstract == "Cells were kept\nin - vitro, and\nIT - systems too."


def test_old_and_new_tags_of_one_person_name_one_person() -> None:
    text = "TY  - JOUR\nA1  - Doe, Jane\nA1  - Roe, R\nAU  - Doe, Jane\nAU  - Roe, R\nER  - "
    assert people(one(FORMAT, text)) == ["Doe, Jane", "Roe, R"]


@pytest.mark.parametrize(
    ("type_", "tag", "role"),
    [
        ("CHAP", "A2", "editor"),
        ("CHAP", "ED", "editor"),
        ("CHAP", "A3", "collection-editor"),
        ("BOOK", "A2", "collection-editor"),
        ("BOOK", "A3", "editor"),
        ("BOOK", "A4", "translator"),
        ("EDBOOK", "AU", "editor"),
        ("MPCT", "A1", "author"),
        ("SOUND", "AU", "author"),
        ("SOUND", "A2", "composer"),
        ("PCOMM", "A2", "recipient"),
        ("PAT", "AU", "author"),
    ],
)
def test_contributors_have_the_role_of_their_tag_in_that_type(
    type_: str, tag: str, role: str
) -> None:
    entry = one(FORMAT, f"TY  - {type_}\n{tag}  - Doe, Jane\nER  - \n")
    assert {each: people(entry, each) for each in entry.item.names} == {role: ["Doe, Jane"]}


@pytest.mark.parametrize(
    ("lines", "issued"),
    [
        ("Y1  - 2018/03/20/", "2018-03-20"),
        ("Y1  - 2018///", "2018"),
        ("Y1  - 2018/03//", "2018-03"),
        ("Y1  - 2018///Spring", "2018-21"),
        ("Y1  - 2018/03/20/Spring", "2018-03-20"),
        ("PY  - 2018\nDA  - Mar 20", "2018-03-20"),
        ("PY  - 2018\nDA  - MAR-APR", "2018-03/2018-04"),
        ("DA  - 2018-03-20\nPY  - 2018", "2018-03-20"),
        ("PY  - 2018\nDA  - 2017/12/01", "2018"),
        ("PY  - 20180320", "2018-03-20"),
        ("PY  - March 20, 2018", "2018-03-20"),
        ("PY  - [in print, 2018?, maybe]", "2018"),
    ],
)
def test_dates_are_read_as_they_are_written(lines: str, issued: str) -> None:
    assert one(FORMAT, f"TY  - JOUR\n{lines}\nER  - \n").item.dates["issued"] == issued


@pytest.mark.parametrize(
    ("lines", "page"),
    [
        ("SP  - 57\nEP  - 71", "57-71"),
        ("SP  - 57-71\nEP  - 71", "57-71"),
        ("SP  - 57–71", "57-71"),
        ("SP  - 57\nEP  - 57-71", "57-71"),
        ("SP  - 57\nEP  - 57", "57"),
        ("SP  - pp. 57--71", "57-71"),
        ("SP  - S1\nEP  - S5", "S1-S5"),
        ("SP  - e12\nEP  - ", "e12"),
        ("C7  - 1043", "1043"),
    ],
)
def test_pages_are_a_range_with_one_hyphen(lines: str, page: str) -> None:
    assert one(FORMAT, f"TY  - JOUR\n{lines}\nER  - \n").item.variables["page"] == page


def test_a_books_start_page_is_its_number_of_pages() -> None:
    variables = one(FORMAT, "TY  - BOOK\nSP  - 312\nSN  - 9783161484100\nER  - \n").item.variables
    assert dict(variables) == {"number-of-pages": "312", "ISBN": "9783161484100"}


@pytest.mark.parametrize(
    "line",
    [
        "DO  - doi:10.1000/xyz",
        "M3  - doi: 10.1000/xyz",
        "M3  - 10.1000/xyz",
        "N1  - doi: 10.1000/xyz",
        "UR  - http://dx.doi.org/10.1000/xyz",
    ],
)
def test_a_doi_is_found_wherever_it_is_put(line: str) -> None:
    entry = one(FORMAT, f"TY  - JOUR\n{line}\nER  - \n")
    assert entry.item.variables["DOI"] == "10.1000/xyz"
    assert entry.notes == ()


def test_an_abbreviation_alone_is_the_container_title() -> None:
    assert one(FORMAT, "TY  - JOUR\nJA  - Bridges\nER  - ").item.variables == {
        "container-title": "Bridges"
    }


def test_a_missing_end_costs_nothing_and_stray_text_is_reported() -> None:
    text = "Provider: Shop\n\nstray\n\nTY  - JOUR\nTI  - One\nTY  - BOOK\nTI  - Two\nER  -\nlost\n"
    results = _READ(text)
    titles = [each.item.title for each in results if isinstance(each, Entry)]
    broken = [(each.line, each.raw) for each in results if isinstance(each, Broken)]
    assert titles == ["One", "Two"]
    assert broken == [(3, "stray"), (10, "lost")]


def test_keys_are_kept_but_record_numbers_are_not_keys() -> None:
    assert one(FORMAT, "TY  - JOUR\nID  - Doe2001\nER  - ").key == "Doe2001"
    numbered = one(FORMAT, "TY  - JOUR\nID  - 4711\nER  - ")
    assert numbered.key is None
    assert numbered.item.custom["ris"] == {"ID": "4711"}


_SHARED = (
    "language",
    "title-short",
    "archive",
    "archive_location",
    "call-number",
    "note",
    "source",
)
_LINKS = {"DOI": DOI, "URL": LINK, "abstract": PARAGRAPHS}
_SHAPES = {
    "article-journal": (
        ("author", "editor", "translator", "collection-editor"),
        (*_SHARED, "container-title", "collection-title", "publisher", "publisher-place"),
        {**_LINKS, "volume": NUMERAL, "issue": NUMERAL, "page": PAGE, "ISSN": ISSN},
    ),
    "book": (
        ("author", "editor", "translator", "collection-editor"),
        (*_SHARED, "collection-title", "publisher", "publisher-place", "edition"),
        {**_LINKS, "volume": NUMERAL, "number-of-pages": NUMERAL, "ISBN": ISBN}
        | {"number-of-volumes": NUMERAL, "collection-number": NUMERAL},
    ),
    "chapter": (
        ("author", "editor", "translator", "collection-editor", "container-author"),
        (*_SHARED, "container-title", "collection-title", "publisher", "edition", "section"),
        {**_LINKS, "volume": NUMERAL, "page": PAGE, "ISBN": ISBN, "collection-number": NUMERAL},
    ),
    "paper-conference": (
        ("author", "editor", "contributor", "collection-editor"),
        (
            *_SHARED,
            "container-title",
            "event-title",
            "event-place",
            "collection-title",
            "publisher",
        ),
        {**_LINKS, "volume": NUMERAL, "page": PAGE, "ISBN": ISBN, "ISSN": ISSN},
    ),
    "report": (
        ("author", "editor", "translator", "collection-editor"),
        (*_SHARED, "collection-title", "publisher", "publisher-place", "genre"),
        {**_LINKS, "number": NUMERAL, "page": PAGE, "volume": NUMERAL},
    ),
    "thesis": (
        ("author", "contributor"),
        (*_SHARED, "publisher", "publisher-place", "genre", "division"),
        {**_LINKS, "number-of-pages": NUMERAL},
    ),
    "webpage": (
        ("author", "editor", "translator"),
        (*_SHARED, "container-title", "publisher", "genre"),
        _LINKS,
    ),
    "patent": (("author",), (*_SHARED, "genre", "status"), {**_LINKS, "number": NUMERAL}),
    "personal_communication": (("author", "recipient"), (*_SHARED, "genre"), _LINKS),
    "motion_picture": (("director", "producer", "contributor"), (*_SHARED, "publisher"), _LINKS),
    "article-newspaper": (
        ("author",),
        (*_SHARED, "container-title", "edition", "section"),
        {**_LINKS, "page": PAGE, "ISSN": ISSN},
    ),
}


@given(works(_SHAPES, ("issued", "accessed")))
def test_what_is_written_is_read_again(source: Source) -> None:
    (entry,) = again(FORMAT, [source])
    found = entry.item
    assert found.type == source.item.type
    assert dict(found.variables) == dict(source.item.variables)
    assert dict(found.dates) == dict(source.item.dates)
    assert dict(found.names) == dict(source.item.names)
    assert entry.tags == source.tags
    assert entry.key == source.key
    assert not found.custom


@given(
    soup("TY  - ", "ER  - ", "AU  - ", "DA  - ", "SP  - 1", "JOUR", "DO  - 10.1/", "N1  - ", "/")
)
def test_any_text_is_read_and_accounted_for(text: str) -> None:
    assert accounted(text, _READ(text), lambda line: line.startswith(("Date", "Source")))


def test_a_file_is_recognised_by_its_content() -> None:
    recognises = FORMAT.recognises
    assert recognises is not None
    assert recognises(ARTICLE) > 0.9
    assert recognises("@article{key, title = {TY}}") < 0.1
    assert recognises("") == 0


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\n" + "x" * 20_000_000,
        "TY  - JOUR\nAU  - " + ", " * 500_000,
        "TY  - JOUR\nDO  - 10.1000/" + ")" * 500_000,
        "TY  - JOUR\nSP  - " + " -" * 500_000,
        "TY  - JOUR\nTI  - a" + " " * 1_000_000 + "\nER  -",
        "TY  - JOUR\nKW  - " + "{" * 200_000,
        "TY  - " * 200_000,
        "TY  - JOUR\nAB  - x" + "\n" * 1_000_000 + "y",
    ],
)
def test_hostile_text_is_read_in_seconds(text: str) -> None:
    began = time.perf_counter()
    assert len(_READ(text)) >= 1
    assert time.perf_counter() - began < 10


def test_an_endless_line_is_reported_not_kept() -> None:
    (broken,) = _READ("TY  - JOUR\n" + "x" * 20_000_000)
    assert isinstance(broken, Broken)
    assert "too long" in broken.reason
    assert len(broken.raw) < 10_000


def test_works_without_anything_are_written() -> None:
    (entry,) = again(FORMAT, [Source("Nothing1", Item("document"))])
    assert entry.item == Item("document")


@pytest.mark.parametrize("type_", sorted(TYPES))
def test_every_type_survives(type_: str) -> None:
    work = Item(type_, {"title": "T", "container-title": "C", "volume": "2"}, {"issued": "2001"})
    (entry,) = again(FORMAT, [Source("K2001", work)])
    assert entry.item.type == type_
    assert entry.item.title == "T"
    assert not entry.item.custom


@pytest.mark.parametrize(
    ("lines", "variable", "value"),
    [
        ("CP  - 4", "issue", "4"),
        ("CP  - 5\nIS  - 4", "issue", "4"),
        ("CP  - Boston", "publisher-place", "Boston"),
    ],
)
def test_cp_is_an_issue_or_a_city(lines: str, variable: str, value: str) -> None:
    (entry,) = _READ(f"TY  - JOUR\nTI  - T\n{lines}\nER  - \n")
    assert isinstance(entry, Entry)
    assert entry.item.variables[variable] == value
