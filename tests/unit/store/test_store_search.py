"""Searching for words: what a person types is never read as a query language."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.services import claims, sources
from evidence.services.work import reading, writing
from evidence.store.queries.claims import ClaimFilter
from evidence.store.queries.sources import SourceFilter
from evidence.store.search import match_words
from support import ACTOR, article


@pytest.mark.parametrize("text", ["", " ", "-- !", '"', "*", "()"])
def test_a_text_without_words_finds_nothing(seeded: Path, text: str) -> None:
    assert match_words(text) is None
    with reading(seeded) as session:
        assert sources.listing(session, SourceFilter(text=text)) == ()
        assert claims.listing(session, ClaimFilter(text=text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "defence AND",
        'defence "',
        "defence*",
        "title:defence",
        "NEAR(defence)",
        "-defence",
        "^defence",
    ],
)
def test_the_signs_of_the_index_are_no_signs_for_a_person(seeded: Path, text: str) -> None:
    with reading(seeded) as session:
        sources.listing(session, SourceFilter(text=text))
        assert claims.listing(session, ClaimFilter(text=text)) is not None


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_search(made_seeded: Path, text: str) -> None:
    with reading(made_seeded) as session:
        sources.listing(session, SourceFilter(text=text, limit=1))


@pytest.mark.parametrize(
    "words", ["radium", "RADIUM", "Radium rays", "rays radium", "radi", "curie", "annales", "élan"]
)
def test_a_work_is_found_by_words_of_title_names_and_container(empty: Path, words: str) -> None:
    item = article("Radium and its rays, with elan", **{"container-title": "Les Annales"})
    with writing(empty, ACTOR) as work:
        key = sources.add(work, item)
        sources.add(work, article("Something else", family="Nobody"))
    with reading(empty) as session:
        found = sources.listing(session, SourceFilter(text=words))
    assert [each.key for each in found] == [key]


def test_every_word_must_be_there(empty: Path) -> None:
    with writing(empty, ACTOR) as work:
        sources.add(work, article("Radium"))
    with reading(empty) as session:
        assert sources.listing(session, SourceFilter(text="radium polonium")) == ()
