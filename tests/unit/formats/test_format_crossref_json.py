from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.names import Name
from evidence.formats.base import Broken, Entry
from evidence.formats.crossref_json import read, recognises

ARTICLE = {
    "indexed": {"date-parts": [[2024, 1, 2]], "date-time": "2024-01-02T03:04:05Z"},
    "reference-count": 12,
    "publisher": "Oxford University Press (OUP)",
    "issue": "2",
    "content-domain": {"domain": [], "crossmark-restriction": False},
    "short-container-title": ["Int Aff"],
    "published-print": {"date-parts": [[2020, 3, 1]]},
    "published-online": {"date-parts": [[2019, 12, 20]]},
    "DOI": "10.1093/IA/iiaa061",
    "type": "journal-article",
    "page": "409\u2013427",
    "update-to": [{"type": "retraction", "DOI": "10.1093/ia/old", "label": "Retraction"}],
    "title": ["Uzbekistan's <i>defensive</i> self&amp;reliance"],
    "subtitle": ["a legacy"],
    "volume": "96",
    "author": [
        {"given": "BERNARDO", "family": "FAZENDEIRO", "sequence": "first", "affiliation": []},
        {"given": "Martin Luther", "family": "King", "suffix": "Jr", "sequence": "additional"},
        {"name": "The Central Asia Group", "sequence": "additional"},
        {"given": "Ludwig", "family": "van der Rohe"},
    ],
    "editor": [{"given": "A. B.", "family": "Editor"}],
    "container-title": ["International Affairs"],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>One &lt; two.</jats:p>"
    "<jats:p>Next <jats:italic>line</jats:italic>.</jats:p>",
    "language": "en",
    "resource": {"primary": {"URL": "https://academic.oup.com/ia/article/96/2/409"}},
    "issued": {"date-parts": [[2019, 12, 20]]},
    "URL": "http://dx.doi.org/10.1093/ia/iiaa061",
    "ISSN": ["0020-5850", "1468-2346"],
    "subject": ["Political Science"],
    "license": [{"URL": "https://creativecommons.org/licenses/by/4.0/"}],
}


def one(**data: Any) -> Entry:
    (found,) = read(json.dumps({"status": "ok", "message": {"DOI": "10.5555/x", **data}}))
    assert isinstance(found, Entry), found
    return found


def test_an_article_is_read_whole() -> None:
    found = one(**ARTICLE)
    assert found.item.type == "article-journal"
    assert dict(found.item.variables) == {
        "title": "Uzbekistan's <i>defensive</i> self&reliance: a legacy",
        "container-title": "International Affairs",
        "container-title-short": "Int Aff",
        "volume": "96",
        "issue": "2",
        "page": "409-427",
        "publisher": "Oxford University Press (OUP)",
        "DOI": "10.1093/IA/iiaa061",
        "ISSN": "0020-5850, 1468-2346",
        "URL": "https://academic.oup.com/ia/article/96/2/409",
        "abstract": "One < two.\nNext line.",
        "language": "en",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert dict(found.item.dates) == {"issued": "2020-03-01", "available-date": "2019-12-20"}
    assert found.item.names["author"] == (
        Name("Fazendeiro", "Bernardo"),
        Name("King", "Martin Luther", suffix="Jr"),
        Name(literal="The Central Asia Group"),
        Name("Rohe", "Ludwig", non_dropping_particle="van der"),
    )
    assert found.item.names["editor"] == (Name("Editor", "A. B."),)
    assert found.tags == ("Political Science",)


def test_a_notice_of_retraction_is_kept() -> None:
    kept = one(**ARTICLE).item.custom["crossref"]
    assert kept["update-to"] == ARTICLE["update-to"]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ARTICLE),
        json.dumps([ARTICLE]),
        json.dumps({"message-type": "work", "message": ARTICLE}),
        json.dumps(
            {"message-type": "work-list", "message": {"total-results": 1, "items": [ARTICLE]}}
        ),
        json.dumps({"items": [ARTICLE]}),
    ],
)
def test_one_work_and_lists_are_read_in_every_dress(text: str) -> None:
    assert [each.item.title for each in read(text) if isinstance(each, Entry)] == [
        "Uzbekistan's <i>defensive</i> self&reliance: a legacy"
    ]
    assert recognises(text) >= 0.9


@pytest.mark.parametrize(
    ("given_type", "csl"),
    [
        ("monograph", "book"), ("edited-book", "book"), ("reference-book", "book"),
        ("book-chapter", "chapter"), ("reference-entry", "chapter"),
        ("proceedings-article", "paper-conference"), ("dissertation", "thesis"),
        ("report", "report"), ("dataset", "dataset"), ("standard", "standard"),
        ("posted-content", "article"), ("journal", "periodical"), ("component", "document"),
        ("peer-review", "manuscript"), ("something-new", "document"), ("", "document"),
    ],
)  # fmt: skip
def test_types_are_those_of_zotero(given_type: str, csl: str) -> None:
    assert one(type=given_type, title=["T"]).item.type == csl


def test_a_chapter_stands_in_a_book_of_a_series() -> None:
    found = one(
        type="book-chapter",
        title=["C"],
        **{
            "container-title": ["Lecture Notes", "The Book"],
            "ISBN": ["http://id.crossref.org/isbn/978-3-16-148410-0", "9783161484100"],
            "publisher-location": "Berlin",
            "publisher": "Springer",
            "event": {
                "name": "A Conference",
                "location": "Goa",
                "start": {"date-parts": [[2020, 5, 1]]},
            },
        },
    )
    assert dict(found.item.variables) == {
        "title": "C", "collection-title": "Lecture Notes", "container-title": "The Book",
        "ISBN": "978-3-16-148410-0", "publisher": "Springer", "publisher-place": "Berlin",
        "event-title": "A Conference", "event-place": "Goa", "DOI": "10.5555/x",
    }  # fmt: skip
    assert found.item.dates["event-date"] == "2020-05-01"


def test_a_thesis_is_published_by_its_institution() -> None:
    found = one(
        type="dissertation", title=["T"], publisher="ProQuest", degree=["PhD (History)"],
        institution=[{"name": "University of Delhi", "place": ["Delhi"]}],
        approved={"date-parts": [[2011]]},
    )  # fmt: skip
    assert found.item.variables["publisher"] == "University of Delhi"
    assert found.item.variables["publisher-place"] == "Delhi"
    assert found.item.variables["genre"] == "PhD"
    assert found.item.dates["issued"] == "2011"


@pytest.mark.parametrize("issued", [{"date-parts": [[None]]}, {"date-parts": [[]]}, None, {}])
def test_a_date_without_a_year_is_none(issued: Any) -> None:
    assert not one(type="book", title=["T"], issued=issued).item.dates


def test_dates_may_be_texts() -> None:
    found = one(type="book", title="T", issued={"date-parts": [["2018", "03"]]})
    assert found.item.dates["issued"] == "2018-03"


def test_formulas_in_titles_keep_what_csl_can_show() -> None:
    title = (
        'Search for <mml:math xmlns:mml="x" display="inline"><mml:mrow>\n <mml:msub>'
        "<mml:mi>H</mml:mi>"
        "<mml:mn>2</mml:mn></mml:msub>\n<mml:mi>O</mml:mi></mml:mrow></mml:math> and "
        "<jats:sup>13</jats:sup>C in <scp>DNA</scp>"
    )
    assert one(type="book", title=[title]).item.title == (
        "Search for H<sub>2</sub>O and <sup>13</sup>C in "
        '<span style="font-variant:small-caps;">DNA</span>'
    )


def test_what_is_no_work_is_broken() -> None:
    found = list(read(json.dumps({"message": {"items": [ARTICLE, {"x": 1}, 5]}})))
    assert [type(each) for each in found] == [Entry, Broken, Broken]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(sorted(ARTICLE)) | st.text(), inner)
    ),
)


@given(st.text() | st.dictionaries(st.sampled_from(sorted(ARTICLE)), JSON).map(json.dumps))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(isinstance(each, Entry | Broken) for each in read(text))
