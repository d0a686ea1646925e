"""The search through everything: what it finds, how it shows it, and what it says of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine
from evidence.services.work import writing
from held_pages import MARKET, RIVER, hold
from support import ACTOR
from terminal import ESCAPE, on_a_terminal, unix


@pytest.fixture
def library(on_seed: CommandLine, seeded: Path) -> CommandLine:
    """The program on the seed, with two pages held and a note."""
    with writing(seeded, ACTOR) as work:
        hold(work, "drab2018", [MARKET, RIVER], [[0, 2, "57"]])
    on_seed.ok(
        "annotation", "add", "drab2018", "--kind", "note", "--text", "On the floods and the rivers."
    )
    on_seed.ok("claim", "edit", "C026", "--statement", "Rivers flood.", "--quoted", "river floods")
    return on_seed


def test_every_kind_of_record_is_searched(library: CommandLine) -> None:
    found = library.json("search", "river", "flood")
    assert [(each["kind"], each["key"]) for each in found] == [
        ("claim", "C026"),
        ("quotation", found[1]["key"]),
        ("annotation", found[2]["key"]),
        ("page", "D01"),
    ]
    page = found[-1]
    assert (page["about"], page["page"], page["page_label"]) == ("drab2018", 2, "58")
    assert "river floods every spring" in page["snippet"]
    assert found[1]["about"] == "quoted by C026"
    assert found[2]["about"] == "note of drab2018"


def test_a_work_is_found_by_title_names_and_container(library: CommandLine) -> None:
    found = library.json("search", "drab", "--in", "sources")
    assert [each["key"] for each in found] == ["drab2018"]
    assert "Drab" in found[0]["snippet"]


def test_words_may_be_beginnings_in_any_order_and_case(library: CommandLine) -> None:
    (note,) = library.json("search", "FLOODS", "riv", "--in", "annotations")
    assert note["snippet"] == "On the floods and the rivers."
    assert len(library.json("search", "defence", "--limit", "2", "--in", "claims")) == 2


def test_markdown_and_rows_show_what_matched(library: CommandLine) -> None:
    shown = library.ok("search", "river", "flood", "--format", "md").out
    assert "## Pages" in shown
    assert "The **river** **floods** every" in shown
    rows = library.ok("search", "river", "flood").rows
    assert [row["kind"] for row in rows] == ["claim", "quotation", "annotation", "page"]
    assert "**" not in rows[-1]["snippet"]


@unix
def test_a_terminal_shows_groups_with_bold_words(library: CommandLine, seeded: Path) -> None:
    status, shown = on_a_terminal(seeded, "search", "river", "flood")
    assert status == 0
    assert "\x1b[1mriver\x1b[0m" in shown
    plain = ESCAPE.sub("", shown)
    for heading in ("Claims", "Quotations", "Annotations", "Pages"):
        assert f"{heading}\n" in plain
    assert "  drab2018, p. 58 (page 2 of D01)\n" in plain
    assert max(map(len, plain.splitlines())) <= 80


def test_nothing_found_offers_what_holds_some_of_the_words(library: CommandLine) -> None:
    ran = library.ok("search", "zebra", "dawn")
    assert ran.err == "nothing holds all of these words; some of them: 1 page, shown with --any\n"
    (hit,) = library.json("search", "--any", "zebra", "dawn", "--in", "pages")
    assert hit["key"] == "D01"
    assert library.ok("search", "xyzzy").err == "nothing holds these words\n"
    assert library.ok("search", "--any", "xyzzy").err == "nothing holds any of these words\n"
    assert library.json("search", "xyzzy") == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "missing argument"),
        (("*",), "no word to look for"),
        (("a", "--in", "books"), "--in"),
        (("a", "--limit", "0"), "--limit"),
    ],
)
def test_what_cannot_be_searched_is_refused(
    library: CommandLine, arguments: tuple[str, ...], message: str
) -> None:
    assert message in library.refused(2, "search", *arguments)


@pytest.mark.parametrize(
    "text", ['"', "river AND", "title:river", "NEAR(river)", "^river", "-x", "漢字"]
)
def test_signs_are_no_query_language(library: CommandLine, text: str) -> None:
    status = library("search", "--", text).status
    assert status == (2 if text == '"' else 0)
