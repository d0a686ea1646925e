"""Passages for a claim: shown in each form, answered in bulk, linked, refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from command_line import CommandLine
from evidence.services import databases
from evidence.services.work import writing
from evidence.store import models as m
from held_pages import MARKET, hold, make_library
from support import ACTOR, everything, records, undo
from terminal import ESCAPE, on_a_terminal, unix

QUERY = "In 1996 the bridges of Kenya were carried away by floods"
BEST = "In 1994 the bridges of Kenya were carried\naway by heavy floods."


@pytest.fixture
def library(on_empty: CommandLine, empty: Path) -> CommandLine:
    """The program on a database that holds pages, an abstract and a note."""
    make_library(empty)
    return on_empty


@pytest.fixture
def on_claims(on_seed: CommandLine, seeded: Path) -> CommandLine:
    """The program on the seed, of which one source holds what C026 says."""
    with writing(seeded, ACTOR) as work:
        statement = work.scalars(select(m.Claim.statement).where(m.Claim.key == "C026")).one()
        hold(work, "drab2018", [MARKET, f"One thing.\n\n{statement}"], [[0, 2, "57"]])
    return on_seed


def test_a_passage_in_json_has_place_reasons_and_warnings(library: CommandLine) -> None:
    best, *others = library.json("find", QUERY)
    assert best["rank"] == 1
    assert (best["source"], best["page"], best["page_label"]) == ("omondi1903", 2, "27")
    assert best["text"] == BEST
    assert best["why"] == {
        "words": ["bridges", "Kenya", "carried", "away", "floods"],
        "numbers": [],
        "names": ["Kenya"],
        "dates": [],
    }
    assert [each["message"] for each in best["warnings"]] == [
        "the claim says 1996, the passage 1994"
    ]
    assert (best["in"], best["document"], best["annotation"]) == ("page", "D01", None)
    assert [each["rank"] for each in others] == list(range(2, 2 + len(others)))
    scores = [best["score"], *(each["score"] for each in others)]
    assert scores == sorted(scores, reverse=True)


def test_a_pipe_gets_plain_rows_and_markdown_bold_words(library: CommandLine) -> None:
    (row, *_) = library.ok("find", QUERY).rows
    assert row["text"] == BEST.replace("\n", " ")
    assert row["warnings"] == "the claim says 1996, the passage 1994"
    shown = library.ok("find", QUERY, "--format", "md").out.splitlines()
    assert shown[0].startswith("1. omondi1903, p. 27 (page 2 of D01): In 1994 the **bridges** of")
    assert shown[1] == "   - the claim says 1996, the passage 1994"


@unix
def test_a_terminal_shows_what_matched_in_bold(library: CommandLine, empty: Path) -> None:
    status, shown = on_a_terminal(empty, "find", QUERY)
    assert status == 0
    assert "\x1b[1mbridges\x1b[0m" in shown
    plain = ESCAPE.sub("", shown)
    assert " 1  omondi1903, p. 27 (page 2 of D01)\n" in plain
    assert "! the claim says 1996, the passage 1994" in plain
    assert max(map(len, plain.splitlines())) <= 80
    assert "\x1b" not in on_a_terminal(empty, "find", QUERY, more={"NO_COLOR": "1"})[1]


def test_it_keeps_to_a_work_a_kind_and_a_number(library: CommandLine) -> None:
    assert {each["source"] for each in library.json("find", "floods", "--source", "abebe1903")} == {
        "abebe1903"
    }
    for name, kind in (("pages", "page"), ("abstracts", "abstract"), ("annotations", "annotation")):
        assert {each["in"] for each in library.json("find", "floods", "--in", name)} == {kind}
    assert len(library.json("find", "floods", "--limit", "1")) == 1


def test_a_text_comes_from_stdin(library: CommandLine) -> None:
    found = library.ok("find", "-", "--format", "json", stdin=QUERY).data
    assert found == library.json("find", QUERY)


def test_that_nothing_is_held_is_said(on_empty: CommandLine) -> None:
    ran = on_empty.ok("find", "xylophone", "--format", "json")
    assert ran.data == []
    assert "no page, abstract or annotation is held" in ran.err


def test_no_word_in_common_is_said(library: CommandLine) -> None:
    ran = library.ok("find", "xylophone", "--format", "json")
    assert (ran.data, ran.err) == ([], "no passage holds any of these words\n")


@pytest.mark.parametrize(
    ("status", "arguments", "message"),
    [
        (2, (), "missing argument 'QUERY'"),
        (2, ("...",), "no word to look for"),
        (2, ("floods", "--in", "books"), "--in"),
        (2, ("floods", "--limit", "0"), "--limit"),
        (2, ("floods", "--stance", "supports"), "--link N"),
        (2, ("floods", "--link", "1"), "--stance"),
        (2, ("floods", "--link", "1", "--stance", "supports"), "--claim"),
        (2, ("floods", "--queries", "-"), "--queries"),
        (3, ("floods", "--source", "abebe"), "did you mean abebe1903?"),
        (3, ("C999",), "no claim 'C999'"),
        (3, ("--queries", "missing.jsonl"), "missing.jsonl"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    library: CommandLine, empty: Path, status: int, arguments: tuple[str, ...], message: str
) -> None:
    before = everything(empty)
    assert message in library.refused(status, "find", *arguments)
    assert everything(empty) == before


def test_many_questions_are_answered_in_their_order(library: CommandLine) -> None:
    asked = [
        {"id": "q2", "text": QUERY},
        {"id": 1, "text": 'title:"* NEAR( \0 \ud800'},
        {"id": "long", "text": "market " * 10_000},
    ]
    lines = "\n".join(map(json.dumps, asked)) + "\n\n"
    ran = library.ok("find", "--queries", "-", "--limit", "2", "--format", "jsonl", stdin=lines)
    first, empty, long = map(json.loads, ran.out.splitlines())
    assert [each["id"] for each in (first, empty, long)] == ["q2", 1, "long"]
    assert len(first["results"]) == 2
    assert list(first["results"][0]) == ["source", "page", "page_label", "score", "text"]
    assert first["results"][0]["text"] == BEST
    assert empty["results"] == []
    assert long["results"][0]["text"] == "The market of the town opens at dawn."
    as_list = library.ok("find", "--queries", "-", "--format", "json", stdin=lines).data
    assert [each["id"] for each in as_list] == ["q2", 1, "long"]


def test_questions_come_from_a_file_and_go_to_one(library: CommandLine, here: Path) -> None:
    (here / "q.jsonl").write_text('{"id": "a", "text": "market"}\n', encoding="utf-8")
    library.ok("find", "--queries", "q.jsonl", "-o", "answers.jsonl")
    (line,) = (here / "answers.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["results"][0]["source"] == "omondi1903"
    library.refused(2, "find", "--queries", "q.jsonl", "--format", "csv")


@pytest.mark.parametrize(
    "line", ["x", "[]", '{"id": "a"}', '{"text": "a"}', '{"id": "a", "text": 1}', '{"id": null}']
)
def test_a_line_that_is_no_question_is_named(library: CommandLine, line: str) -> None:
    text = f'{{"id": "a", "text": "market"}}\n{line}\n'
    assert "stdin, line 2" in library.refused(2, "find", "--queries", "-", stdin=text)


def test_a_claim_is_linked_to_a_passage_and_unlinked_by_undo(
    on_claims: CommandLine, seeded: Path
) -> None:
    (best, *_) = on_claims.json("find", "C026")
    before = records(seeded)
    ran = on_claims.ok("find", "C026", "--link", "1", "--stance", "supports", "--note", "Seen.")
    link = on_claims.json("link", "show", ran.key)
    assert (link["claim"], link["source"], link["stance"]) == ("C026", "drab2018", "supports")
    assert (link["locator"], link["label"], link["note"]) == ("58", "page", "Seen.")
    assert link["quotation"] == best["text"]
    # Of the held file only the pages are there.
    assert {each.kind for each in databases.check(seeded)} == {"document"}
    undo(seeded)
    assert records(seeded) == before


def test_a_text_is_linked_for_a_claim_that_is_named(on_claims: CommandLine) -> None:
    ran = on_claims.ok(
        "find", "market of the town", "--claim", "C026", "--link", "1", "--stance", "mentions"
    )
    link = on_claims.json("link", "show", ran.key)
    assert (link["claim"], link["locator"]) == ("C026", "57")
    assert link["quotation"] == "The market of the town opens at dawn."


def test_a_passage_that_cannot_be_linked_is_refused(on_claims: CommandLine, seeded: Path) -> None:
    on_claims.ok("annotation", "add", "drab2018", "--kind", "note", "--text", "Zebras are striped.")
    before = everything(seeded)
    stance = ("--stance", "supports")
    line = on_claims.refused(3, "find", "C026", "--link", "999", *stance)
    assert "no passage 999" in line
    line = on_claims.refused(2, "find", "zebras", "--claim", "C026", "--link", "1", *stance)
    assert "annotation" in line
    on_claims.refused(3, "find", "zebras", "--claim", "C999", "--link", "1", *stance)
    assert everything(seeded) == before
