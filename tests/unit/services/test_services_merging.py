"""Two records of one work made one, with all that names them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evidence.domain.names import Name
from evidence.domain.records import CitationItem, Source, Statement
from evidence.domain.vocabulary import (
    AnnotationKind,
    Fidelity,
    Origin,
    Resolution,
    Stance,
)
from evidence.errors import BadInput, NotFound, Refused
from evidence.services import annotations as notes
from evidence.services import (
    citations,
    claims,
    links,
    merging,
    papers,
    references,
    sources,
)
from evidence.services.merging import Merged
from evidence.services.work import reading, writing
from evidence.store import models as m
from evidence.store.queries.sources import SourceFilter
from support import ACTOR, PAPER, article, assert_sound, everything, raw, records, undo


def added(path: Path, key: str, **variables: Any) -> str:
    """A work of its own in the database."""
    with writing(path, ACTOR) as work:
        return sources.add(work, article("Radium", **variables), key=key)


def merged(path: Path, keep: str, gone: str, *take: str) -> Merged:
    with writing(path, ACTOR) as work:
        return merging.merge(work, keep, gone, take=take)


def shown(path: Path, key: str) -> Source:
    with reading(path) as session:
        return sources.get(session, key)


def naming(path: Path, table: str, key: str) -> int:
    """How many rows of a table name a work."""
    with raw(path) as connection:
        (number,) = connection.execute(
            f"SELECT count(*) FROM {table} WHERE source_id = (SELECT id FROM source WHERE key = ?)",
            (key,),
        ).fetchone()
    return int(number)


def possible(*keys: str) -> CitationItem:
    return CitationItem(
        ("Curie",), "1903", None, None, None, Resolution.AMBIGUOUS, None, candidates=keys
    )


def cited(path: Path, *items: CitationItem) -> str:
    with writing(path, ACTOR) as work:
        return citations.add(
            work,
            paper=PAPER,
            text="(Curie 1903)",
            section="Introduction",
            paragraph=1,
            sentence=1,
            items=list(items),
        )


def test_a_record_gets_what_it_lacks_and_keeps_its_own_word(seeded: Path) -> None:
    added(seeded, "one", volume="1")
    added(seeded, "two", volume="2", DOI="10.1000/radium")
    report = merged(seeded, "one", "two")
    assert (report.keep, report.gone, report.added) == ("one", "two", ("DOI",))
    assert [(d.variable, d.held, d.given) for d in report.differences] == [("volume", "1", "2")]
    item = shown(seeded, "one").item
    assert (item.variables["DOI"], item.variables["volume"]) == ("10.1000/radium", "1")
    with pytest.raises(NotFound):
        shown(seeded, "two")
    assert_sound(seeded)


def test_what_the_other_record_said_stays_readable(seeded: Path) -> None:
    added(seeded, "one", volume="1")
    added(seeded, "two", volume="2")
    merged(seeded, "one", "two")
    said = shown(seeded, "one").statements
    of_record = [each for each in said if each.note == "the record two before the merge"]
    assert {each.origin for each in of_record} == {Origin.PERSON}, "somebody keeps it by hand"
    assert {each.variable: each.value for each in of_record} == {
        "type": "article-journal",
        "title": "Radium",
        "author": [{"family": "Curie", "given": "M."}],
        "issued": "1903",
        "volume": "2",
        "citation-key": "two",
    }


@pytest.mark.parametrize(
    ("origins", "kept"),
    [
        ((Origin.FILE,), Origin.FILE),
        ((Origin.LOOK_UP,), Origin.LOOK_UP),
        ((Origin.FILE, Origin.PERSON), Origin.PERSON),
        ((Origin.REFERENCE_LIST,), Origin.PERSON),
    ],
)
def test_the_record_that_goes_is_said_by_whom_it_came_from(
    seeded: Path, origins: tuple[Origin, ...], kept: Origin
) -> None:
    added(seeded, "one")
    with writing(seeded, ACTOR) as work:
        sources.add_many(work, [article("Polonium", volume="7")])
        for origin in origins:
            sources.state(work, "curie1903", origin, {"volume": "7"})
    merged(seeded, "one", "curie1903")
    notes = [each for each in shown(seeded, "one").statements if "before" in (each.note or "")]
    assert {each.origin for each in notes} == {kept}


def test_a_whole_record_that_is_kept_already_is_not_kept_twice(seeded: Path) -> None:
    added(seeded, "one", volume="1")
    with writing(seeded, ACTOR) as work:
        sources.add_many(work, [article("Polonium", volume="7")])
        source = work.query(m.Source).filter_by(key="curie1903").one()
        whole = article("Polonium", volume="7").to_csl("as-its-file-calls-it")
        source.statements.append(m.SourceStatement(origin="file", value=whole))
    merged(seeded, "one", "curie1903")
    titles = [s for s in shown(seeded, "one").statements if s.value == "Polonium"]
    assert titles == [Statement(Origin.FILE, "title", "Polonium")]


def test_a_whole_record_is_shown_as_one_statement_a_variable(seeded: Path) -> None:
    whole = {
        "id": "x",
        "type": "book",
        "title": "Radium",
        "author": [{"family": "Curie", "given": "Marie"}],
        "issued": {"date-parts": [[1903, 5]]},
        "custom": {"shelf": "B 12"},
    }
    with writing(seeded, ACTOR) as work:
        source = work.query(m.Source).filter_by(key="drab2018").one()
        source.statements.clear()
        for value in (whole, {"type": "no such type"}, None):
            source.statements.append(
                m.SourceStatement(origin="file", value=value, url="https://a.example", note="n")
            )
    said = [
        ("type", "book"),
        ("title", "Radium"),
        ("author", [{"family": "Curie", "given": "Marie"}]),
        ("issued", "1903-05"),
        ("citation-key", "x"),
        (None, {"type": "no such type"}),
        (None, None),
    ]
    assert shown(seeded, "drab2018").statements == tuple(
        Statement(Origin.FILE, variable, value, "https://a.example", "n")
        for variable, value in said
    )


def test_the_word_of_the_record_that_goes_can_be_taken(seeded: Path) -> None:
    added(seeded, "one", volume="1", issue="3")
    added(seeded, "two", family="Skłodowska", year="1904", volume="2", issue="4")
    report = merged(seeded, "one", "two", "volume", "issued", "author", "type")
    assert [each.variable for each in report.taken] == ["volume", "issued", "author"]
    assert [each.variable for each in report.differences] == ["issue"]
    item = shown(seeded, "one").item
    assert (item.variables["volume"], item.variables["issue"]) == ("2", "3")
    assert item.dates["issued"] == "1904"
    assert item.names["author"] == (Name(family="Skłodowska", given="M."),)
    before = [each for each in shown(seeded, "one").statements if each.value == "1"]
    assert "the record one before the merge" in {each.note for each in before}


def test_what_the_other_record_does_not_say_cannot_be_taken(seeded: Path) -> None:
    added(seeded, "one")
    added(seeded, "two", year="1904")
    before = everything(seeded)
    with pytest.raises(BadInput, match="two says nothing of 'volume'"):
        merged(seeded, "one", "two", "volume")
    assert everything(seeded) == before


def test_evidence_annotations_and_tags_follow(seeded: Path) -> None:
    added(seeded, "one")
    added(seeded, "two")
    with writing(seeded, ACTOR) as work:
        link = links.add(work, claim="C026", source="two", stance=Stance.SUPPORTS, quotation="so")
        links.assess(work, link, Fidelity.ACCURATE, "It says so.")
        note = notes.add(work, source="two", kind=AnnotationKind.NOTE, text="Mine.")
        sources.tag(work, "two", ["physics", "both"])
        sources.tag(work, "one", ["both"])
    report = merged(seeded, "one", "two")
    assert report.follows == {"links": 1, "annotations": 1, "tags": 1}
    assert shown(seeded, "one").tags == ("both", "physics")
    with reading(seeded) as session:
        found = links.get(session, link)
        assert (found.source, found.quotation) == ("one", "so")
        assert found.judgement is not None
        assert notes.get(session, note).source == "one"
    assert_sound(seeded)


def test_an_entry_that_names_both_names_the_one_once(seeded: Path) -> None:
    added(seeded, "one")
    added(seeded, "two")
    with writing(seeded, ACTOR) as work:
        both = references.add(
            work, paper=PAPER, section="References", raw="C.", sources=["one", "two", "drab2018"]
        )
        single = references.add(
            work, paper=PAPER, section="References", raw="D.", sources=["two", "drab2018"]
        )
    report = merged(seeded, "one", "two")
    assert (report.follows, report.doubled) == ({"references": 1}, {"references": 1})
    with reading(seeded) as session:
        assert references.get(session, both).sources == ("one", "drab2018")
        assert references.get(session, single).sources == ("one", "drab2018")


def test_a_citation_that_may_have_meant_either_means_the_one(seeded: Path) -> None:
    for key in ("one", "two", "three"):
        added(seeded, key)
    either = cited(seeded, possible("one", "two"))
    several = cited(seeded, possible("two", "one", "three"))
    other = cited(seeded, possible("two", "three"))
    named = cited(
        seeded,
        CitationItem(("Curie",), "1903", None, None, None, Resolution.RESOLVED, "two"),
    )
    with raw(seeded) as connection:
        open_before = connection.execute(
            "SELECT count(*) FROM citation_item WHERE resolution <> 'resolved'"
        ).fetchone()
    report = merged(seeded, "one", "two")
    assert report.settled == 1
    assert report.follows == {"citations": 1, "possible citations": 1}
    assert report.doubled == {"possible citations": 2}
    with reading(seeded) as session:

        def item(key: str) -> CitationItem:
            return citations.get(session, key).items[0]

        assert (item(either).resolution, item(either).source) == (Resolution.RESOLVED, "one")
        assert item(either).candidates == ()
        assert (item(several).resolution, item(several).candidates) == (
            Resolution.AMBIGUOUS,
            ("one", "three"),
        )
        assert item(other).candidates == ("one", "three")
        assert item(named).source == "one"
    with raw(seeded) as connection:
        open_after = connection.execute(
            "SELECT count(*) FROM citation_item WHERE resolution <> 'resolved'"
        ).fetchone()
    assert open_after[0] == open_before[0] - 1, "no other citation is settled"
    assert_sound(seeded)


def test_suggestions_of_one_agent_are_not_doubled(seeded: Path) -> None:
    with reading(seeded) as session:
        claim = next(each for each in claims.listing(session) if each.suggestions)
    suggested = claim.suggestions[0].source
    added(seeded, "one")
    before = naming(seeded, "suggestion", suggested)
    report = merged(seeded, "one", suggested)
    assert report.follows["suggestions"] == naming(seeded, "suggestion", "one") == before
    assert_sound(seeded)


def test_nothing_names_the_record_that_went(full: Path) -> None:
    tables = ("evidence_link", "citation_item", "citation_candidate", "reference_source")
    with raw(full) as connection:
        (went,) = connection.execute("SELECT id FROM source WHERE key = 'drab2018'").fetchone()
        with_source = [
            table
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            if any(
                row[2] == "source"
                for row in connection.execute(f"PRAGMA foreign_key_list({table})")
            )
        ]
    assert set(tables) < set(with_source)
    merged(full, "thomas2021", "drab2018")
    with raw(full) as connection:
        for table in with_source:
            assert not connection.execute(
                f"SELECT 1 FROM {table} WHERE source_id = ?", (went,)
            ).fetchall(), table
    assert_sound(full)


@pytest.mark.parametrize("pair", [("thomas2021", "drab2018"), ("radjabov2025b", "radjabov2025a")])
def test_undo_brings_both_back(full: Path, pair: tuple[str, str]) -> None:
    before = records(full)
    merged(full, *pair)
    assert records(full) != before
    undo(full)
    assert records(full) == before
    assert_sound(full)


def test_a_key_that_went_is_given_to_nobody_again(seeded: Path) -> None:
    added(seeded, "one")
    added(seeded, "two")
    merged(seeded, "one", "two")
    with writing(seeded, ACTOR) as work, pytest.raises(Refused, match="since removed"):
        sources.add(work, article("Polonium"), key="two")


def test_a_paper_s_own_record_can_only_be_kept(seeded: Path) -> None:
    added(seeded, "one")
    with pytest.raises(Refused, match="record of a paper") as refused:
        merged(seeded, "one", PAPER)
    assert refused.value.hint == f"evidence source merge {PAPER} one"
    merged(seeded, PAPER, "one")
    with reading(seeded) as session:
        assert papers.listing(session)[0].key == PAPER
    assert_sound(seeded)


@pytest.mark.parametrize(
    ("keep", "gone", "error"),
    [("drab2018", "nobody", NotFound), ("nobody", "drab2018", NotFound),
     ("drab2018", "drab2018", BadInput)],
)  # fmt: skip
def test_what_is_not_two_works_is_refused(
    seeded: Path, keep: str, gone: str, error: type[Exception]
) -> None:
    before = everything(seeded)
    with pytest.raises(error):
        merged(seeded, keep, gone)
    assert everything(seeded) == before


def test_a_search_finds_the_merged_record_only(seeded: Path) -> None:
    added(seeded, "one")
    with writing(seeded, ACTOR) as work:
        sources.add(work, article("Radium", abstract="Quokkas glow."), key="two")
    merged(seeded, "one", "two")
    with reading(seeded) as session:
        wanted = SourceFilter(text="quokkas")
        assert [each.key for each in sources.listing(session, wanted)] == ["one"]
