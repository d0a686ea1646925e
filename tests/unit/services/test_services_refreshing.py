"""What a look-up may change of a record: what is wanted, and nothing that changed meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.vocabulary import IdentifierScheme, LookUpOutcome, Origin
from evidence.errors import BadInput
from evidence.lookup import Answer
from evidence.services import refreshing, sources
from evidence.services.importing import Given
from evidence.services.looking_up import Asked, Looked
from evidence.services.refreshing import Comparison, Target
from evidence.services.work import reading, writing
from support import ACTOR, article

HELD = article("The discovery of radium", volume="11")
SAID = Item(
    "article-journal",
    {"title": "The discovery of radium", "volume": "12", "page": "1-9"},
    {"issued": "1903-05"},
    {"author": (Name(family="Curie", given="Marie"),)},
    {"crossref": {"is-referenced-by-count": 7}},
)


def compared(held: Item, said: Item | None, *, key: str = "curie1903") -> Comparison:
    """A work beside what Crossref says of it."""
    outcome = LookUpOutcome.FOUND if said else LookUpOutcome.NO_MATCH
    answer = Answer(outcome, "crossref", "https://x.example", datetime(2026, 3, 1, tzinfo=UTC))
    given = (
        Given(said, Origin.LOOK_UP, "Crossref, 2026-03-01", "https://x.example") if said else None
    )
    asked = Asked(IdentifierScheme.DOI, "10.5555/x", answer)
    looked = Looked("10.5555/x", IdentifierScheme.DOI, "10.5555/x", (asked,), given, outcome)
    return Comparison(Target(key, held, ()), (looked,))


def test_what_is_missing_and_what_disagrees_are_kept_apart() -> None:
    comparison = compared(HELD, SAID)
    assert set(refreshing.missing(comparison)) == {"page", "issued", "author"}
    assert set(refreshing.whole(comparison)) == {"page", "issued", "author", "volume"}
    assert not comparison.another


@pytest.mark.parametrize(
    ("said", "another"),
    [
        (SAID, False),
        (replace(SAID, variables={"title": "The physics of snow"}), True),
        (replace(SAID, variables={"title": "Le radium découvert"}), False),
        (replace(SAID, variables={"title": "Quite other"}, names={}), True),
        (replace(SAID, variables={}, names={}, dates={}), False),
    ],
    ids=["same", "other title", "translated", "nothing alike", "nothing to compare"],
)
def test_a_work_is_plainly_another_by_title_and_author_or_year(said: Item, another: bool) -> None:
    held = replace(HELD, dates={"issued": "1903-01"})
    if said.variables.get("title") == "The physics of snow":
        said = replace(said, dates={"issued": "1950"})
    comparison = compared(held, said)
    assert comparison.another is another
    if another:
        assert refreshing.missing(comparison) == ()


def test_only_what_is_wanted_is_taken(empty: Path) -> None:
    with writing(empty, ACTOR) as work:
        sources.add(work, HELD)
    with writing(empty, ACTOR) as work:
        (done,) = refreshing.refresh(work, [compared(HELD, SAID)], lambda _: ["author", "volume"])
    assert (done.changed, done.meanwhile) == (("author", "volume"), False)
    with reading(empty) as session:
        item = sources.get(session, "curie1903").item
    assert item == replace(
        HELD,
        variables={**HELD.variables, "volume": "12"},
        names={"author": (Name(family="Curie", given="Marie"),)},
    )


def test_a_record_that_changed_since_it_was_shown_is_left_alone(empty: Path) -> None:
    with writing(empty, ACTOR) as work:
        sources.add(work, HELD)
    comparison = compared(HELD, SAID)
    with writing(empty, ACTOR) as work:
        sources.edit(work, "curie1903", values={"volume": "13"})
    with writing(empty, ACTOR) as work:
        (done,) = refreshing.refresh(work, [comparison], refreshing.whole)
    assert (done.changed, done.meanwhile) == ((), True)
    with reading(empty) as session:
        source = sources.get(session, "curie1903")
    assert source.item.variables["volume"] == "13"
    assert (Origin.LOOK_UP, "12") in {(each.origin, str(each.value)) for each in source.statements}


def test_identifiers_are_tried_from_the_surest_on(empty: Path) -> None:
    named = {"ISBN": "9780521880329", "URL": "https://x.example/a", "PMID": "123"}
    with writing(empty, ACTOR) as work:
        book = sources.add(work, Item("book", {"title": "A book", "DOI": "10.5555/X", **named}))
        part = sources.add(work, Item("chapter", {"title": "A part", "ISBN": "0306406152"}))
        bare = sources.add(work, Item("book", {"title": "Bare"}))
    with reading(empty) as session:
        found = refreshing.targets(session, (book, part, bare))
    assert [[each.scheme.value for each in target.identified] for target in found] == [
        ["doi", "pmid", "isbn", "url"],
        [],
        [],
    ]
    assert [each.reason for each in found] == [
        None,
        "its ISBN is of the book that it stands in",
        "it has no identifier",
    ]


def test_variables_are_known_as_people_type_them() -> None:
    typed = ("doi", "container_title", "Archive-Collection", "type")
    assert [refreshing.known_variable(each) for each in typed] == [
        "DOI",
        "container-title",
        "archive_collection",
        "type",
    ]
    with pytest.raises(BadInput, match="'titel'"):
        refreshing.known_variable("titel")
