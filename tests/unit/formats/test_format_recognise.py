from __future__ import annotations

import json

import pytest

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.errors import BadInput
from evidence.formats import REGISTRY
from evidence.formats._recognise import recognise

WORK = Source(
    "drab2018",
    Item(
        "article-journal",
        {
            "title": "Defence Diplomacy",
            "container-title": "Security and Defence Quarterly",
            "volume": "20",
            "page": "57-71",
            "DOI": "10.1000/x",
        },
        {"issued": "2018"},
        {"author": (Name("Drab", "Lech"),)},
    ),
)
READ_AND_WRITTEN = [
    name for name, format_ in REGISTRY.items() if format_.read is not None and format_.write
]


@pytest.mark.parametrize("name", READ_AND_WRITTEN)
def test_each_format_knows_what_it_writes(name: str) -> None:
    format_ = REGISTRY.get(name)
    assert format_.write is not None
    text = "".join(format_.write([WORK]))
    found = recognise(text, f"works.{format_.extensions[0]}")
    assert {found, name} in ({name}, {"bibtex", "biblatex"})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (json.dumps([{"id": "a", "type": "book", "title": "T"}]), "csl-json"),
        (json.dumps({"message-type": "work", "message": {"DOI": "10.1/x"}}), "crossref-json"),
        (json.dumps({"data": {"type": "dois", "attributes": {"titles": []}}}), "datacite-json"),
        (json.dumps({"id": "https://openalex.org/W1", "ids": {}}), "openalex-json"),
        ("references:\n- id: a\n  type: book\n", "csl-yaml"),
        ("SQLite format 3\0", "zotero"),
    ],
)
@pytest.mark.parametrize("file_name", [None, "works.txt", "works.ris", "works.json"])
def test_the_content_decides_whatever_the_file_is_called(
    text: str, name: str, file_name: str | None
) -> None:
    assert recognise(text, file_name) == name


def test_the_ending_decides_for_an_empty_file() -> None:
    assert recognise("", "works.ris") == "ris"
    assert recognise(" \n", "works.BIB") in {"bibtex", "biblatex"}


@pytest.mark.parametrize("text", ["", "Dear Sir or Madam,\nthis is a letter.\n", "%!PS-Adobe"])
def test_what_nobody_knows_is_refused_with_the_formats_that_are_read(text: str) -> None:
    with pytest.raises(
        BadInput, match=r"letter\.txt is in none of the formats that are read"
    ) as bad:
        recognise(text, "/some/where/letter.txt")
    assert "csl-json" in bad.value.message
    assert "hayagriva" not in bad.value.message
