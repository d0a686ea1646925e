from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.names import Name
from evidence.formats.base import Broken, Entry
from evidence.formats.datacite_json import read, recognises

ATTRIBUTES: dict[str, Any] = {
    "doi": "10.5281/zenodo.123",
    "identifiers": [{"identifier": "9783161484100", "identifierType": "ISBN"}],
    "creators": [
        {"name": "Doe, Jane", "nameType": "Personal", "givenName": "Jane", "familyName": "Doe"},
        {"name": "Ministry of Defence, India", "nameType": "Organizational"},
        {"name": "Roe, Richard"},
        {"name": "World Bank"},
        {"name": "Jan van der Berg", "nameType": "Personal"},
    ],
    "titles": [
        {"title": "Arms transfers"},
        {"title": "A dataset", "titleType": "Subtitle"},
        {"title": "Transferts", "titleType": "TranslatedTitle", "lang": "fr"},
    ],
    "publisher": {"name": "Zenodo"},
    "container": {},
    "publicationYear": 2019,
    "subjects": [{"subject": "arms"}, {"subject": "Central Asia"}],
    "contributors": [
        {"name": "Ed, A.", "contributorType": "Editor"},
        {"name": "Some Hosting", "contributorType": "HostingInstitution"},
        {"name": "Boss, B.", "contributorType": "Supervisor"},
    ],
    "dates": [
        {"date": "2019-05-03T10:00:00Z", "dateType": "Issued"},
        {"date": "2019-01", "dateType": "Submitted"},
    ],
    "language": "en",
    "types": {"resourceTypeGeneral": "Dataset", "citeproc": "dataset", "bibtex": "misc"},
    "relatedIdentifiers": [
        {"relatedIdentifier": "10.1/x", "relatedIdentifierType": "DOI", "relationType": "Cites"}
    ],
    "version": "1.2",
    "rightsList": [{"rights": "CC BY 4.0", "rightsUri": "https://creativecommons.org/"}],
    "descriptions": [
        {"description": "<p>All &amp; everything.</p>", "descriptionType": "Abstract"},
        {"description": "How it was done", "descriptionType": "Methods"},
    ],
    "url": "https://zenodo.org/record/123",
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}


def one(**data: Any) -> Entry:
    work = {"titles": [{"title": "T"}], "doi": "10.5555/x", **data}
    (found,) = read(json.dumps({"data": {"id": "10.5555/x", "type": "dois", "attributes": work}}))
    assert isinstance(found, Entry), found
    return found


def test_a_dataset_is_read_whole() -> None:
    found = one(**ATTRIBUTES)
    assert found.item.type == "dataset"
    assert dict(found.item.variables) == {
        "title": "Arms transfers: A dataset",
        "publisher": "Zenodo",
        "version": "1.2",
        "language": "en",
        "license": "CC BY 4.0",
        "abstract": "All & everything.",
        "DOI": "10.5281/zenodo.123",
        "ISBN": "9783161484100",
        "URL": "https://zenodo.org/record/123",
    }
    assert dict(found.item.dates) == {"issued": "2019-05-03", "submitted": "2019-01"}
    assert found.item.names["author"] == (
        Name("Doe", "Jane"),
        Name(literal="Ministry of Defence, India"),
        Name("Roe", "Richard"),
        Name(literal="World Bank"),
        Name("Berg", "Jan", non_dropping_particle="van der"),
    )
    assert found.item.names["editor"] == (Name("Ed", "A."),)
    assert found.item.names["contributor"] == (Name("Boss", "B."),)
    assert found.tags == ("arms", "Central Asia")
    assert found.notes == ("How it was done",)
    assert found.item.custom["datacite"]["TranslatedTitle"] == "Transferts"
    assert found.item.custom["datacite"]["relatedIdentifiers"] == ATTRIBUTES["relatedIdentifiers"]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(
            {"data": {"id": "10.5281/zenodo.123", "type": "dois", "attributes": ATTRIBUTES}}
        ),
        json.dumps({"data": [{"id": "x", "type": "dois", "attributes": ATTRIBUTES}], "meta": {}}),
        json.dumps(ATTRIBUTES),
        json.dumps([{"id": "https://doi.org/10.5281/zenodo.123", **ATTRIBUTES}]),
        json.dumps(ATTRIBUTES) + "\n" + json.dumps({"titles": []}),
    ],
)
def test_answers_and_plain_works_are_read(text: str) -> None:
    found = next(read(text))
    assert isinstance(found, Entry)
    assert found.item.variables["DOI"] == "10.5281/zenodo.123"
    assert recognises(text) >= 0.9


@pytest.mark.parametrize(
    ("types", "csl"),
    [
        ({"resourceTypeGeneral": "JournalArticle"}, "article-journal"),
        ({"resourceTypeGeneral": "Text", "resourceType": "Doctoral thesis"}, "thesis"),
        ({"resourceTypeGeneral": "Text", "resourceType": "Conference paper"}, "paper-conference"),
        ({"resourceTypeGeneral": "Text", "resourceType": "JournalArticle"}, "article-journal"),
        ({"resourceTypeGeneral": "Text", "resourceType": "Working Paper"}, "report"),
        ({"resourceTypeGeneral": "Text", "citeproc": "article-journal"}, "article-journal"),
        ({"resourceTypeGeneral": "Preprint"}, "article"),
        ({"resourceTypeGeneral": "BookChapter"}, "chapter"),
        ({"resourceTypeGeneral": "ComputationalNotebook"}, "software"),
        ({"resourceTypeGeneral": "Image"}, "graphic"),
        ({"resourceTypeGeneral": "Audiovisual"}, "motion_picture"),
        ({"resourceTypeGeneral": "Other"}, "document"),
        ({}, "document"),
    ],
)
def test_types_are_told_by_the_general_one_and_the_words_of_the_other(
    types: dict[str, str], csl: str
) -> None:
    assert one(types=types).item.type == csl


def test_an_article_stands_in_its_container() -> None:
    found = one(
        types={"resourceTypeGeneral": "JournalArticle"},
        container={
            "type": "Journal", "title": "The Journal", "volume": "3", "issue": "2",
            "firstPage": "10", "lastPage": "20", "identifier": "0378-5955",
            "identifierType": "ISSN",
        },
    )  # fmt: skip
    assert dict(found.item.variables) == {
        "title": "T", "container-title": "The Journal", "volume": "3", "issue": "2",
        "page": "10-20", "ISSN": "0378-5955", "DOI": "10.5555/x",
    }  # fmt: skip


def test_a_related_item_says_where_it_was_published() -> None:
    found = one(
        types={"resourceTypeGeneral": "BookChapter"},
        relatedItems=[{
            "relationType": "IsPublishedIn", "relatedItemType": "Book",
            "titles": [{"title": "The Book"}], "firstPage": "1", "lastPage": "9", "edition": "2",
            "relatedItemIdentifier": {
                "relatedItemIdentifier": "9783161484100", "relatedItemIdentifierType": "ISBN"},
            "contributors": [{"name": "Ed, It", "contributorType": "Editor"}],
        }],
    )  # fmt: skip
    assert found.item.variables["container-title"] == "The Book"
    assert found.item.variables["page"] == "1-9"
    assert found.item.variables["ISBN"] == "9783161484100"
    assert found.item.names["editor"] == (Name("Ed", "It"),)


def test_what_is_no_work_is_broken() -> None:
    found = list(read(json.dumps({"data": [{"attributes": {"x": 1}}, 3]})))
    assert [type(each) for each in found] == [Broken, Broken]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["name", "title", "date", "type"]) | st.text(), inner)
    ),
)


@given(st.text() | st.dictionaries(st.sampled_from(sorted(ATTRIBUTES)), JSON).map(json.dumps))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(isinstance(each, Entry | Broken) for each in read(text))
