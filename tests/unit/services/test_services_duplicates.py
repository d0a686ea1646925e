"""Sources that are, or may be, the same work: found without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.errors import NotFound
from evidence.services import duplicates, sources
from evidence.services.duplicates import Duplicate
from evidence.services.work import reading, writing
from evidence.store.sources import NewSource, insert
from support import ACTOR, article

TITLE = "The discovery of radium"


def entered(path: Path, **items: Item) -> None:
    """Works under keys, whether or not they are there already."""
    with writing(path, ACTOR) as work:
        insert(work.connection(), work.ledger, [NewSource(key, i) for key, i in items.items()])


def found(path: Path, key: str | None = None, **options: Any) -> tuple[Duplicate, ...]:
    with reading(path) as session:
        return duplicates.duplicates(session, key, **options)


def pairs(path: Path, **options: Any) -> list[tuple[set[str], str]]:
    return [(set(each.keys), each.reason) for each in found(path, **options)]


@contextmanager
def counting(session: Session) -> Iterator[list[str]]:
    queries: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        queries.append(statement)

    bind = session.connection().engine
    event.listen(bind, "before_cursor_execute", note)
    yield queries
    event.remove(bind, "before_cursor_execute", note)


def test_the_seed_has_no_sure_duplicates(seeded: Path) -> None:
    assert found(seeded, least=duplicates.LIKELY) == ()


def test_pairs_come_with_their_reason_the_surest_first(empty: Path) -> None:
    entered(
        empty,
        a=article(TITLE, DOI="10.1000/RADIUM"),
        b=article("Discovery", family="Sklodowska", year="1904", DOI="10.1000/other"),
        c=article(TITLE + ": A Memoir", DOI="https://doi.org/10.1000/radium", year="1904"),
        d=article("Polonium and its rays"),
        e=article("POLONIUM AND ITS RAYS", volume="3"),
        f=article("Actinium and its discoverers"),
        g=article("Actinum and its discoverers"),
        h=article("Something else altogether"),
    )
    assert pairs(empty) == [
        ({"a", "c"}, "same DOI"),
        ({"d", "e"}, "same title, author and year"),
        ({"f", "g"}, "alike"),
    ]
    scores = [each.score for each in found(empty)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0
    assert all(0.8 <= score <= 1.0 for score in scores)


def test_a_pair_tells_what_is_apart_and_the_fuller_record_comes_first(empty: Path) -> None:
    entered(
        empty,
        poor=article(TITLE, volume="1", DOI="10.1000/radium"),
        rich=article(TITLE, volume="2", DOI="10.1000/radium", page="5-9"),
    )
    (pair,) = found(empty)
    assert pair.keys == ("rich", "poor")
    assert [(d.variable, d.held, d.given) for d in pair.differences] == [("volume", "2", "1")]


def test_a_paper_s_record_and_cited_works_come_first(seeded: Path) -> None:
    with reading(seeded) as session:
        cited = sources.get(session, "drab2018").item
        paper = sources.get(session, "yadav-nd").item
    more = {"DOI": "10.1/x", "abstract": "More", "note": "more"}
    entered(
        seeded,
        again=replace(cited, variables={**cited.variables, **more}),
        twice=replace(paper, variables={**paper.variables, **more}),
    )
    likely = {each.keys for each in found(seeded, least=duplicates.LIKELY)}
    assert ("drab2018", "again") in likely
    assert ("yadav-nd", "twice") in likely


def test_a_doi_on_two_works_is_told_even_where_they_are_not_one(empty: Path) -> None:
    entered(
        empty,
        a=article(TITLE, DOI="10.1000/radium"),
        b=article("On piezoelectricity", family="Langevin", year="1920", DOI="10.1000/radium"),
    )
    (pair,) = found(empty)
    assert (pair.reason, pair.score < duplicates.LIKELY) == ("same DOI only", True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article("Editorial", volume="1"), article("Editorial", volume="2")),
        (article("Editorial"), article("Editorial", year="1904")),
        (article("Report on rays for 1903"), article("Report on rays for 1904")),
        (article("On rays, part 1"), article("On rays, part 2")),
        (article(TITLE), article(TITLE, family="Rutherford", year="1908")),
        (
            Item("chapter", {"title": "Rays", "ISBN": "9780198526636", "page": "1"}),
            Item("chapter", {"title": "Atoms", "ISBN": "9780198526636", "page": "9"}),
        ),
        (
            Item("webpage", {"title": "Home", "URL": "https://a.example"}),
            Item("webpage", {"title": "About", "URL": "https://a.example"}),
        ),
        (Item("book", {"publisher": "Press"}), Item("book", {"publisher": "Other"})),
    ],
)  # fmt: skip
def test_what_is_only_like_another_by_its_kind_is_not_told(
    empty: Path, one: Item, other: Item
) -> None:
    entered(empty, a=one, b=other)
    assert found(empty) == ()


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (article(TITLE, year="1904"), "online first"),
        (Item("article-journal", {"title": TITLE}, {"issued": "1903"}), "no author"),
        (replace(article(TITLE), dates={}), "no date"),
        (article(TITLE + ": A Memoir"), "a subtitle"),
        (article("Teh discovery of radium"), "a misprint at the beginning"),
        (article("The discovery of radiun"), "a misprint at the end"),
        (replace(article(TITLE), names={"author": (Name(family="M.", given="Curie"),)}), "swapped"),
        (replace(article(TITLE, DOI="10.48550/arXiv.2101.12345"), type="article"), "a preprint"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_near_misses_are_told(empty: Path, other: Item, why: str) -> None:
    crowd = {f"k{n}": article(f"Letter {n} on the rays", year=str(1800 + n)) for n in range(99)}
    entered(empty, a=article(TITLE, DOI="10.1000/a"), b=other, **crowd)
    assert {"a", "b"} in [set(each.keys) for each in found(empty)], why


def test_three_of_a_kind_are_three_pairs(empty: Path) -> None:
    entered(empty, **{key: article(TITLE) for key in "abc"})
    assert [each.keys for each in found(empty)] == [("a", "b"), ("a", "c"), ("b", "c")]


def test_of_one_work_only_its_own_pairs_are_told(empty: Path) -> None:
    entered(empty, **{key: article(TITLE) for key in "abc"}, d=article("Else"), e=article("Else"))
    assert [each.keys for each in found(empty, "b")] == [("a", "b"), ("b", "c")]
    whole = {each.keys: each for each in found(empty)}
    assert all(whole[each.keys] == each for key in "abcde" for each in found(empty, key))
    with pytest.raises(NotFound):
        found(empty, "z")


def test_a_threshold_leaves_out_what_is_less_sure(empty: Path) -> None:
    entered(empty, a=article(TITLE), b=article("Discovery of radium", family="Curie-Joliot"))
    entered(empty, c=article("Polonium and its rays"), d=article("Polonium and its rays"))
    assert pairs(empty, least=duplicates.LIKELY) == [({"c", "d"}, "same title, author and year")]


def test_a_hundred_editorials_are_compared_with_neighbours_only(empty: Path) -> None:
    crowd = {f"k{n}": article("Editorial", volume=str(n), DOI="10.1/same") for n in range(300)}
    entered(empty, **crowd)
    assert len(found(empty)) <= 300 * 10


def test_works_are_read_in_a_constant_number_of_queries(seeded: Path) -> None:
    def queries() -> int:
        with reading(seeded) as session, counting(session) as noted:
            duplicates.duplicates(session)
        return len(noted)

    before = queries()
    entered(seeded, **{f"k{n}": article(f"Work {n} on rays", year="1904") for n in range(200)})
    assert queries() == before
