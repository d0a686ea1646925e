"""Passages: ranked, cut out, explained; and the search through everything."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from evidence.domain.items import Item
from evidence.domain.passages import HitKind, Passage, PassageKind
from evidence.errors import BadInput, NotFound
from evidence.services import finding, searching, sources
from evidence.services.work import reading, writing
from evidence.store import models as m
from evidence.store.search import ranking
from evidence.store.search.stems import Stems
from held_pages import MARKET, RIVER, hold, make_library
from support import ACTOR, article


@pytest.fixture
def library(empty: Path) -> Path:
    """Two works: of one two pages are held, of the other an abstract and a note."""
    return make_library(empty)


def found(path: Path, text: str, **wanted: Any) -> tuple[Passage, ...]:
    with reading(path) as session:
        return finding.find(session, text, **wanted)


def test_pages_abstracts_and_annotations_are_ranked_together(library: Path) -> None:
    passages = found(library, "spring floods")
    assert {each.kind for each in passages} == set(PassageKind)
    assert [each.score for each in passages] == sorted(
        (each.score for each in passages), reverse=True
    )
    assert {each.source for each in passages} == {"omondi1903", "abebe1903"}


def test_the_best_sentence_is_shown_with_its_place_and_printed_page(library: Path) -> None:
    (best, *_) = found(library, "bridges carried away by floods in 1994")
    assert best.text == "In 1994 the bridges of Kenya were carried\naway by heavy floods."
    assert RIVER[best.start : best.end] == best.text
    assert (best.source, best.document, best.page, best.page_label) == (
        "omondi1903",
        "D01",
        1,
        "27",
    )


def test_why_it_was_found_is_told_in_the_passages_words(library: Path) -> None:
    (best, *_) = found(library, "In 1994 the bridge in Kenya was carried away by a flood")
    assert best.why.words == ("bridges", "Kenya", "carried", "away", "floods")
    assert best.why.numbers == ("1994",)
    assert best.why.dates == ("1994",)
    assert best.why.names == ("Kenya",)
    shown = [best.text[start:end] for start, end in best.why.spans]
    assert shown == ["1994", "bridges", "Kenya", "carried", "away", "floods"]


def test_what_differs_is_pointed_out(library: Path) -> None:
    (best, *_) = found(library, "In 1996 the bridges of Kenya were carried away by heavy floods")
    assert [each.message for each in best.warnings] == ["the claim says 1996, the passage 1994"]


def test_running_headers_and_footers_are_not_shown(library: Path) -> None:
    (best, *_) = found(library, "chapter 27", kinds=[PassageKind.PAGE])
    assert "Chapter" not in best.text


def test_a_work_without_abstract_is_no_passage(library: Path) -> None:
    assert all(each.source != "nobody1903" for each in found(library, "floods and bridges"))


def test_a_claims_key_asks_for_what_it_says(seeded: Path) -> None:
    with writing(seeded, ACTOR) as work:
        statement = work.scalars(select(m.Claim.statement).where(m.Claim.key == "C026")).one()
        hold(work, "drab2018", [MARKET, statement])
    (best, *_) = found(seeded, "C026")
    assert (best.source, best.page, best.page_label) == ("drab2018", 1, None)
    assert best.text == statement
    assert best.warnings == ()
    with pytest.raises(NotFound):
        found(seeded, "C999")


def test_what_only_looks_like_a_key_is_a_word(library: Path) -> None:
    assert found(library, "C60") == ()


def test_it_keeps_to_works_and_kinds(library: Path) -> None:
    assert {each.source for each in found(library, "spring floods", sources=["abebe1903"])} == {
        "abebe1903"
    }
    kinds = found(library, "spring floods", kinds=[PassageKind.ABSTRACT])
    assert {each.kind for each in kinds} == {PassageKind.ABSTRACT}
    assert len(found(library, "spring floods", limit=1)) == 1
    with pytest.raises(NotFound):
        found(library, "floods", sources=["nobody"])


def test_a_page_of_several_works_belongs_to_the_one_that_numbers_it(empty: Path) -> None:
    with writing(empty, ACTOR) as work:
        one = sources.add(work, article("One", family="Abebe"))
        two = sources.add(work, article("Two", family="Omondi"))
        key = hold(work, one, [MARKET, RIVER], [[0, 1, "5"]])
        document = work.scalars(select(m.Document).where(m.Document.key == key)).one()
        held = work.scalars(select(m.Source).where(m.Source.key == two)).one()
        document.works.append(m.DocumentSource(source=held, page_map=[[1, 2, "xii"]]))
    assert [(each.source, each.page_label) for each in found(empty, "market")] == [(one, "5")]
    assert [(each.source, each.page_label) for each in found(empty, "bridges")] == [(two, "xii")]


def test_a_text_of_one_endless_line_is_cut(empty: Path) -> None:
    text = "filler word " * 400 + "the needle stands here " + "more words " * 400
    with writing(empty, ACTOR) as work:
        key = sources.add(work, article("Long"))
        hold(work, key, [text])
    (best,) = found(empty, "needle stands")
    assert "needle stands" in best.text
    assert len(best.text) <= 500
    assert text[best.start : best.end] == best.text


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", '"', "-- !", "AND OR NOT", "title:x*", "a\0b", "\ud800"),
        *("ñ 漢字 ไทย", "a_b", "x" * 99_999),
    ],
)
def test_no_text_is_read_as_a_query_language(library: Path, text: str) -> None:
    assert isinstance(found(library, text), tuple)


def test_ten_thousand_words_are_looked_for(library: Path) -> None:
    words = " ".join(f"word{number}" for number in range(10_000))
    assert found(library, f"{words} market")[0].text == "The market of the town opens at dawn."


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_it(made_seeded: Path, text: str) -> None:
    with reading(made_seeded) as session, finding.finder(session) as finder:
        finder.passages(finding.Question(text, text))


def test_nothing_is_held(empty: Path) -> None:
    assert found(empty, "anything") == ()


def test_abstracts_keep_the_order_of_the_index(empty: Path) -> None:
    chance = random.Random(4)
    words = [f"w{number}x" for number in range(300)]
    texts = [
        (
            " ".join(chance.choices(words[:100], k=6)),
            " ".join(chance.choices(words, range(300, 0, -1), k=chance.randint(10, 60))) + ".",
        )
        for _ in range(600)
    ]
    with writing(empty, ACTOR) as work:
        items = [Item("article-journal", {"title": t, "abstract": a}) for t, a in texts]
        sources.add_many(work, items)
    with reading(empty) as session, finding.finder(session) as finder:
        connection = session.connection()
        keys = list(connection.exec_driver_sql("SELECT key FROM source ORDER BY id").scalars())
        for _ in range(40):
            asked = chance.choices(words, k=7)
            rows = connection.exec_driver_sql(
                "SELECT rowid FROM source_search WHERE source_search MATCH ?"
                " ORDER BY bm25(source_search, 2, 0, 0, 1), rowid LIMIT 30",
                (" OR ".join(asked),),
            )
            plain = [keys[each - 1] for each in rows.scalars()]
            text = " ".join(asked)
            got = finder.passages(finding.Question(text, text), 30, explained=False)
            assert [each.source for each in got] == plain


def test_names_and_containers_do_not_count(empty: Path) -> None:
    with writing(empty, ACTOR) as work:
        abstract = "Rain falls in spring."
        long = {"container-title": "Annals of the weather and of many other things of the sky"}
        one = sources.add(work, article("Rain", family="Zuma", abstract=abstract, **long))
        two = sources.add(work, article("Rain", family="Abebe", abstract=abstract))
    passages = found(empty, "rain in spring")
    assert [each.source for each in passages] == [one, two]
    assert passages[0].score == passages[1].score
    assert found(empty, "Zuma annals") == ()


def test_stems_are_those_of_the_index() -> None:
    with Stems() as stems:
        text = "Élan, the FLOODS of co-operation"
        assert [stem for stem, _, _ in stems(text)] == ["elan", "the", "flood", "of", "co", "oper"]
        assert [text[start:end] for _, start, end in stems(text)][:3] == ["Élan", "the", "FLOODS"]


def test_a_common_word_is_counted_by_estimate(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(library, ACTOR) as work:
        hold(work, "omondi1903", [f"rain number{each}" for each in range(200)])
    monkeypatch.setattr(ranking, "RANKED", 50)
    with reading(library) as session:
        connection = session.connection()
        shelf = ranking.SHELVES[0]
        held = ranking.size(connection, shelf.index)
        counted = ranking.frequency(connection, shelf.index, held, shelf.query(["rain"]))
    assert held.rows == 202
    assert counted == pytest.approx(200, abs=10)
    assert len(found(library, "rain", kinds=[PassageKind.PAGE], limit=5)) == 5
    assert found(library, "rain number177")[0].text == "rain number177"


def kinds(path: Path, words: str, **wanted: Any) -> dict[str, list[str]]:
    with reading(path) as session:
        groups = searching.search(session, words, **wanted)
    return {str(group.kind): [hit.key for hit in group.hits] for group in groups}


def test_a_search_goes_through_everything(library: Path) -> None:
    assert kinds(library, "floods") == {
        "source": ["omondi1903", "nobody1903", "abebe1903"],
        "annotation": ["A01"],
        "page": ["D01"],
    }
    assert kinds(library, "floods", kinds=[HitKind.PAGE]) == {"page": ["D01"]}
    assert kinds(library, "floods", limit=1)["source"] == ["omondi1903"]


def test_a_search_wants_every_word_and_the_last_one_as_a_beginning(library: Path) -> None:
    assert kinds(library, "heavy brid") == {"page": ["D01"]}
    assert kinds(library, "heavy market") == {}
    assert kinds(library, "heavy market", every=False) == {"page": ["D01", "D01"]}
    with pytest.raises(BadInput):
        kinds(library, "*")


def test_a_hit_shows_where_the_words_stand(library: Path) -> None:
    with reading(library) as session:
        (group,) = searching.search(session, "heavy floods", kinds=[HitKind.PAGE])
    (hit,) = group.hits
    assert (hit.about, hit.key, hit.page, hit.page_label) == ("omondi1903", "D01", 1, "27")
    assert {hit.snippet[start:end] for start, end in hit.spans} == {"floods", "heavy"}


@pytest.mark.parametrize("ranked", [1, 50])
def test_a_search_of_much_is_bounded(
    library: Path, monkeypatch: pytest.MonkeyPatch, ranked: int
) -> None:
    from evidence.store.queries import everything

    with writing(library, ACTOR) as work:
        hold(work, "omondi1903", [f"rain number{each}" for each in range(200)])
    for module in (ranking, everything):
        monkeypatch.setattr(module, "RANKED", ranked)
    assert kinds(library, "rain", kinds=[HitKind.PAGE], limit=1) == {"page": ["D02"]}
    assert kinds(library, "number177", kinds=[HitKind.PAGE]) == {"page": ["D02"]}
    assert kinds(library, "heavy brid") == {"page": ["D01"]}
    assert kinds(library, "nowhere rain") == {}
