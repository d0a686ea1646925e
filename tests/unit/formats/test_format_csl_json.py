from __future__ import annotations

import json
import re
from typing import Any

import pytest
from csl_works import ITEM, KEY, TEXT
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.items import DATES, NAMES, STRINGS, Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats.base import Broken, Entry
from evidence.formats.csl_json import FORMAT, read, recognises, write


def one(**data: Any) -> Entry:
    (found,) = read(json.dumps([data]))
    assert isinstance(found, Entry), found
    return found


@given(st.dictionaries(KEY, ITEM, max_size=3))
def test_what_is_written_is_read_back_unchanged(works: dict[str, Item]) -> None:
    found = list(read("".join(write(Source(key, item) for key, item in works.items()))))
    assert [(each.key, each.item) for each in found if isinstance(each, Entry)] == list(
        works.items()
    )
    assert len(found) == len(works)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(sorted(STRINGS | DATES | NAMES | {"id"})) | st.text(), inner
        )
    ),
)


@given(st.text() | JSON.map(json.dumps) | JSON.map(lambda value: json.dumps(value)[:-2]))
def test_any_text_is_read_without_an_error_and_accounted_for(text: str) -> None:
    found = list(read(text))
    assert all(isinstance(each, Entry | Broken) and each.line >= 1 for each in found)
    assert found or not re.sub(r"[\s\[\]},\x00\x1e\ufeff]", "", text)


def test_zotero_writes_its_own_address_as_id() -> None:
    found = one(
        id="http://zotero.org/users/12345/items/ABCD2345",
        type="article-journal",
        title="Defence Diplomacy",
        issued={"date-parts": [["2018", 9, 30]]},
        shortTitle="Defence",
        journalAbbreviation="SDQ",
        **{"container-title": "Security and Defence Quarterly"},
    )
    assert found.key is None
    assert found.item.variables["title-short"] == "Defence"
    assert found.item.variables["container-title-short"] == "SDQ"
    assert found.item.dates["issued"] == "2018-09-30"


def test_better_bibtex_writes_the_citation_key() -> None:
    found = one(
        id="http://zotero.org/users/1/items/A",
        type="book",
        title="T",
        **{"citation-key": "drab2018"},
    )
    assert found.key == "drab2018"
    assert one(id="drab2018", type="book", title="T").key == "drab2018"
    assert one(id=17, type="book", title="T").key == "17"


def test_lines_of_the_note_are_variables() -> None:
    found = one(
        type="document",
        title="T",
        note="DOI: https://doi.org/10.1093/IA/iiaa061\nPMID: 12345\nPMCID: PMC99\n"
        "Original Date: 1848\nEditor: Engels || Friedrich\nEditor: Marx || Karl\n"
        "Publication Title: The Journal\ntype: article-journal\nCitation Key: engels1848\n"
        "My own words: stay.\n{:event-place: London}",
    )
    assert found.item.type == "article-journal"
    assert dict(found.item.variables) == {
        "title": "T",
        "DOI": "10.1093/IA/iiaa061",
        "PMID": "12345",
        "PMCID": "PMC99",
        "container-title": "The Journal",
        "event-place": "London",
        "note": "My own words: stay.",
    }
    assert found.item.dates["original-date"] == "1848"
    assert found.item.names["editor"] == (Name("Engels", "Friedrich"), Name("Marx", "Karl"))
    assert found.key == "engels1848"


def test_a_line_of_the_note_overrides_nothing() -> None:
    found = one(type="book", title="T", DOI="10.1000/a", note="DOI: 10.1000/b\nDOI: 10.1000/a")
    assert found.item.variables["DOI"] == "10.1000/a"
    assert found.item.variables["note"] == "DOI: 10.1000/b"


def test_a_note_of_words_stays_as_it_is() -> None:
    note = "Read in May.\n\nSee also: chapter 3, and https://example.org/x"
    assert one(type="book", title="T", note=note).item.variables["note"] == note


def test_entities_are_characters() -> None:
    found = one(type="book", title="War &amp; Peace &#8211; &lt;i&gt;x", publisher="AT&T &copy=1")
    assert found.item.variables["title"] == "War & Peace – <i>x"
    assert found.item.variables["publisher"] == "AT&T &copy=1"


def test_crossref_answers_with_lists_and_empty_dates() -> None:
    found = one(
        type="journal-article",
        title=["A title"],
        ISSN=["0378-5955", "1050-124X"],
        author=[{"given": "Lech", "family": "Drab", "sequence": "first", "affiliation": []}],
        issued={"date-parts": [[None]]},
        volume=20,
        DOI="https://doi.org/10.1000/X",
        score=1.0,
    )
    assert found.item.type == "article-journal"
    assert found.item.variables["title"] == "A title"
    assert found.item.variables["ISSN"] == "0378-5955, 1050-124X"
    assert found.item.variables["DOI"] == "10.1000/X"
    assert found.item.names["author"] == (Name("Drab", "Lech"),)
    assert "issued" not in found.item.dates
    assert found.item.custom["score"] == 1.0


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2018-03", "2018-03"),
        (2018, "2018"),
        ({"raw": "20 March 2018"}, "2018-03-20"),
        ({"literal": "2018-03-00"}, "2018-03"),
        ({"date-parts": [["2018", "3", ""]]}, "2018-03"),
        ({"date-parts": [2018, 3]}, "2018-03"),
        ({"date-parts": [[2018], [2019]]}, "2018/2019"),
        ({"date-parts": [[2018]], "season": "2"}, "2018-22"),
        ({"date-parts": [[2018]], "circa": True}, "2018~"),
        ([{"year": "2018", "month": "3"}], "2018-03"),
        ([[2018, 3]], "2018-03"),
        ({"date-parts": [[-44]]}, "-0043"),
    ],
)
def test_dates_are_read_as_programs_write_them(value: Any, edtf: str) -> None:
    found = one(type="book", title="T", issued=value)
    assert found.item.dates["issued"] == edtf
    assert not found.item.custom


def test_a_date_that_is_none_is_kept() -> None:
    found = one(type="book", title="T", issued={"literal": "in press"})
    assert not found.item.dates
    assert found.item.custom["issued"] == {"literal": "in press"}
    found = one(type="book", title="T", issued={"date-parts": [[2018, 13, 45]]})
    assert found.item.dates["issued"] == "2018"
    assert found.item.custom["issued"] == {"date-parts": [[2018, 13, 45]]}


def test_names_are_read_as_programs_write_them() -> None:
    found = one(type="book", title="T", author=[
        {"name": "World Bank"}, "Drab, Lech", {"family": "King", "given": "M. L.", "suffix": "Jr."},
        {"family": "", "given": ""}, {"literal": "UNESCO", "family": ""},
    ])  # fmt: skip
    assert found.item.names["author"] == (
        Name(literal="World Bank"), Name("Drab", "Lech"), Name("King", "M. L.", suffix="Jr."),
        Name(literal="UNESCO"),
    )  # fmt: skip


def test_a_type_that_csl_has_not_is_kept() -> None:
    found = one(type="hologram", title="T")
    assert (found.item.type, found.item.custom["type"]) == ("document", "hologram")


def test_what_a_variable_cannot_hold_is_kept() -> None:
    found = one(type="book", title="T", volume={"a": 1}, author=3, **{"x-y": [1]})
    assert dict(found.item.custom) == {"volume": {"a": 1}, "author": 3, "x-y": [1]}


def test_categories_are_tags_and_keywords_a_variable() -> None:
    entry = one(type="book", title="T", keyword="a, b", categories=["c", " d ", "c"])
    assert entry.tags == ("c", "d")
    assert entry.item.variables["keyword"] == "a, b"


def test_an_object_without_a_work_is_broken() -> None:
    (found,) = read('[{"id": "x", "type": "book"}]')
    assert isinstance(found, Broken)


@pytest.mark.parametrize(
    ("head", "least", "most"),
    [
        ('[{"id": "a", "type": "book", "issued": {"date-parts": [[2018]]}', 0.9, 1),
        ('{"items": [{"id": "a", "type": "article-journal", "title": "T"', 0.6, 1),
        ('{"message": {"title": ["A"], "type": "journal-article"', 0, 0.2),
        ("@book{a, title = {T}}", 0, 0),
        ("TY  - JOUR", 0, 0),
        ("- id: a", 0, 0),
        ("", 0, 0),
    ],
)
def test_it_is_recognised_by_its_content(head: str, least: float, most: float) -> None:
    assert least <= recognises(head) <= most
    assert FORMAT.recognises is recognises


@given(
    st.lists(TEXT, max_size=3, unique=True),
    st.lists(TEXT | TEXT.map(lambda text: f"{text}\n\n{text}"), max_size=3),
    st.booleans(),
)
def test_tags_and_notes_come_back(tags: list[str], notes: list[str], keyword: bool) -> None:
    variables = {"title": "T", "keyword": "a, b"} if keyword else {"title": "T"}
    source = Source("k", Item("book", variables), tuple(tags), notes=tuple(notes))
    (found,) = read("".join(write([source])))
    assert isinstance(found, Entry)
    assert (found.tags, found.notes, found.item) == (source.tags, source.notes, source.item)


def test_tags_are_csls_own_categories_and_notes_stand_in_custom() -> None:
    item = Item("book", {"title": "T"}, custom={"ris": {"U1": "x"}})
    (written,) = json.loads("".join(write([Source("k", item, ("x, y",), notes=("n",))])))
    assert written["categories"] == ["x, y"]
    assert written["custom"] == {"ris": {"U1": "x"}, "notes": ["n"]}


def test_categories_that_are_no_texts_are_kept() -> None:
    found = one(type="book", title="T", categories=[{"a": 1}], custom={"notes": "one"})
    assert found.item.custom == {"categories": [{"a": 1}], "notes": "one"}
    assert (found.tags, found.notes) == ((), ())


def test_a_date_without_a_year_is_none() -> None:
    found = one(type="book", title="T", issued={"date-parts": [[None]]})
    assert (dict(found.item.dates), dict(found.item.custom)) == ({}, {})
