from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.names import Name
from evidence.formats.base import Broken, Entry
from evidence.formats.openalex_json import read, recognises

WORK: dict[str, Any] = {
    "id": "https://openalex.org/W123",
    "doi": "https://doi.org/10.1093/ia/iiaa061",
    "title": "Defence <i>diplomacy</i>",
    "display_name": "Defence diplomacy",
    "publication_year": 2018,
    "publication_date": "2018-09-30",
    "ids": {
        "pmid": "https://pubmed.ncbi.nlm.nih.gov/123",
        "pmcid": "https://x.nih.gov/pmc/articles/99",
    },
    "language": "en",
    "primary_location": {
        "landing_page_url": "https://doi.org/10.1093/ia/iiaa061",
        "source": {
            "display_name": "Security and Defence Quarterly",
            "issn_l": "0378-5955",
            "issn": ["0378-5955", "1050-124X"],
            "host_organization_name": "War Studies University",
            "type": "journal",
        },
    },
    "type": "article",
    "type_crossref": "journal-article",
    "authorships": [
        {"author": {"display_name": "Lech Drab"}, "raw_author_name": "Drab, L."},
        {"author": {"display_name": "Ludwig van der Rohe"}},
    ],
    "biblio": {"volume": "20", "issue": "3", "first_page": "57", "last_page": "71"},
    "is_retracted": True,
    "keywords": [{"display_name": "Diplomacy", "score": 0.5}],
    "abstract_inverted_index": {"is": [1, 4], "It": [0], "what": [2], "it": [3], "far": [10**15]},
}


def one(**data: Any) -> Entry:
    (found,) = read(json.dumps({**WORK, **data}))
    assert isinstance(found, Entry), found
    return found


def test_an_article_is_read_whole() -> None:
    found = one()
    assert found.item.type == "article-journal"
    assert dict(found.item.variables) == {
        "title": "Defence <i>diplomacy</i>",
        "container-title": "Security and Defence Quarterly",
        "publisher": "War Studies University",
        "ISSN": "0378-5955, 1050-124X",
        "volume": "20",
        "issue": "3",
        "page": "57-71",
        "DOI": "10.1093/ia/iiaa061",
        "PMID": "123",
        "PMCID": "PMC99",
        "language": "en",
        "abstract": "It is what it is far",
    }
    assert found.item.dates["issued"] == "2018-09-30"
    assert found.item.names["author"] == (
        Name("Drab", "Lech"),
        Name("Rohe", "Ludwig", non_dropping_particle="van der"),
    )
    assert found.tags == ("Diplomacy",)
    assert found.item.custom["openalex"]["is_retracted"] is True


def test_results_of_a_search_are_read() -> None:
    text = json.dumps({"meta": {"count": 2}, "results": [WORK, {**WORK, "title": "Other"}]})
    assert [each.item.title for each in read(text) if isinstance(each, Entry)] == [
        "Defence <i>diplomacy</i>",
        "Other",
    ]
    assert recognises(text) == 1.0


@pytest.mark.parametrize(
    ("given_type", "crossref", "venue", "csl"),
    [
        ("article", "journal-article", "journal", "article-journal"),
        ("article", "proceedings-article", "conference", "paper-conference"),
        ("article", "posted-content", "repository", "article"),
        ("preprint", "posted-content", "repository", "article"),
        ("review", "journal-article", "journal", "article-journal"),
        ("book-chapter", "book-chapter", "ebook platform", "chapter"),
        ("dissertation", "dissertation", "repository", "thesis"),
        ("reference-entry", "", "", "entry-encyclopedia"),
        ("libguides", "", "", "webpage"),
        ("new-type", "", "", "document"),
    ],
)
def test_types_are_told_by_the_place_too(
    given_type: str, crossref: str, venue: str, csl: str
) -> None:
    location = {"source": {"display_name": "J", "type": venue}}
    found = one(type=given_type, type_crossref=crossref, primary_location=location)
    assert found.item.type == csl


def test_what_is_null_is_not_there() -> None:
    found = one(primary_location=None, biblio={"volume": None}, doi=None, language=None,
                abstract_inverted_index=None, authorships=[{"author": None}])  # fmt: skip
    assert dict(found.item.variables) == {
        "title": "Defence <i>diplomacy</i>", "PMID": "123", "PMCID": "PMC99",
    }  # fmt: skip


def test_what_is_no_work_is_broken() -> None:
    assert [type(each) for each in read('{"results": [{"x": 1}, 3]}')] == [Broken, Broken]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["author", "source", "type"]) | st.text(), inner)
    ),
)


@given(st.text() | st.dictionaries(st.sampled_from(sorted(WORK)), JSON).map(json.dumps))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(isinstance(each, Entry | Broken) for each in read(text))
