"""Works that are there twice: found, looked at, made one, and brought back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import CommandLine
from support import PAPER, assert_sound, everything, records, undo
from terminal import on_a_terminal, unix

ONE = ("--title", "The Rivers of Asia", "--author", "Roy, Ada", "--issued", "2018")


@pytest.fixture
def twice(on_seed: CommandLine) -> CommandLine:
    """The program on a database that has a book twice."""
    on_seed.ok("source", "add", "--type", "book", *ONE, "--volume", "1", "--key", "rivers")
    on_seed.ok(
        "source", "add", "--type", "book", *ONE[:2], "--author", "Roy, A.", "--issued", "2018-03",
        "--volume", "2", "--publisher", "Some Press", "--key", "asia", "--tag", "to-read",
    )  # fmt: skip
    on_seed.ok("link", "add", "C026", "asia", "--page", "5", "--stance", "supports")
    return on_seed


def test_duplicates_are_listed_with_what_tells_them_apart(twice: CommandLine) -> None:
    (pair,) = [each for each in twice.json("source", "duplicates") if "asia" in each["keys"]]
    assert pair == {
        "keys": ["asia", "rivers"],
        "reason": "alike",
        "score": 0.83,
        "differences": [{"variable": "volume", "values": ["2", "1"]}],
    }
    (row,) = twice.ok("source", "duplicates", "asia").rows
    assert row["keys"] == "asia; rivers"
    assert row["differences"] == "volume: 2 / 1"
    assert twice.json("source", "duplicates", "asia", "--likely") == []
    twice.ok("source", "edit", "asia", "--volume", "1")
    (likely,) = twice.json("source", "duplicates", "--likely")
    assert likely["reason"] == "same title, author and year"
    assert "no source 'nobody'" in twice.refused(3, "source", "duplicates", "nobody")
    assert "no such option" in twice.refused(2, "source", "duplicates", "--sure")


def test_a_database_without_duplicates_says_so(on_empty: CommandLine) -> None:
    assert on_empty.json("source", "duplicates") == []
    assert on_empty.ok("source", "duplicates", "--format", "table").err == "no duplicates\n"


def test_a_merge_is_told_done_and_undone(twice: CommandLine, seeded: Path) -> None:
    before = everything(seeded)
    told = twice.ok("source", "merge", "rivers", "asia", "--dry-run").err
    assert told.splitlines() == [
        "would merge asia into rivers",
        "  rivers gets: 1 link and 1 tag",
        "  what it lacked: publisher",
        "  more fully: issued",
        "  volume stays 1; asia says 2",
        "  (--take VARIABLE takes what the other says)",
    ]
    assert everything(seeded) == before
    kept = records(seeded)
    ran = twice.ok("source", "merge", "rivers", "asia", "--yes")
    assert ran.out == ""
    assert ran.err.startswith("merged asia into rivers\n")
    assert "'evidence undo'" in ran.err.splitlines()[-1]
    shown = twice.json("source", "show", "rivers", "--origins")
    assert (shown["publisher"], shown["volume"], shown["tags"]) == ("Some Press", "1", ["to-read"])
    assert ("volume", "2") in [(each["variable"], each["value"]) for each in shown["origins"]]
    assert len(twice.json("link", "list", "--source", "rivers")) == 1
    twice.refused(3, "source", "show", "asia")
    assert twice.json("log")[0]["command"] == "source merge"
    undo(seeded)
    assert records(seeded) == kept
    assert_sound(seeded)


def test_the_word_of_the_one_that_goes_can_be_taken(twice: CommandLine) -> None:
    told = twice.ok("source", "merge", "rivers", "asia", "--take", "volume", "--yes").err
    assert "  volume: 1 → 2" in told.splitlines()
    assert "stays" not in told
    assert twice.json("source", "show", "rivers")["volume"] == "2"


def test_that_two_records_are_plainly_two_works_is_said(twice: CommandLine) -> None:
    other = ("--title", "Snow", "--author", "Curie, Eve", "--issued", "1903", "--key", "snow")
    twice.ok("source", "add", "--type", "book", *other)
    warning = "warning: rivers and snow are plainly two works"
    for how in ("--dry-run", "--yes"):
        assert twice.ok("source", "merge", "rivers", "snow", how).err.startswith(warning)
    assert "warning" not in twice.ok("source", "merge", "rivers", "asia", "--yes").err


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("rivers", "asia"), 2, "not merging asia unasked; repeat it with --yes"),
        (("rivers", "asia", "--take", "DOI", "--yes"), 2, "asia says nothing of 'DOI'"),
        (("rivers", "rivers", "--yes"), 2, "cannot be merged with itself"),
        (("rivers", "asai", "--yes"), 3, "did you mean asia"),
        (("rivers", PAPER, "--yes"), 2, f"evidence source merge {PAPER} rivers"),
        (("rivers",), 2, "missing argument"),
    ],
)
def test_a_merge_that_cannot_be_is_refused(
    twice: CommandLine, seeded: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    before = everything(seeded)
    line = twice.refused(status, "source", "merge", *arguments)
    assert message in line.replace(" (hint: ", "; ").replace("hint: ", "")
    assert everything(seeded) == before


@unix
def test_on_a_terminal_a_merge_is_asked_about(twice: CommandLine, seeded: Path) -> None:
    before = everything(seeded)
    status, seen = on_a_terminal(seeded, "source", "merge", "rivers", "asia", typed="n\n")
    assert status == 0
    assert "volume stays 1; asia says 2" in seen
    assert "merge asia into rivers?" in seen
    assert "nothing merged" in seen
    assert everything(seeded) == before
    status, seen = on_a_terminal(seeded, "source", "merge", "rivers", "asia", typed="y\n")
    assert (status, "merged asia into rivers" in seen) == (0, True)
    assert twice.json("source", "duplicates", "rivers") == []


def test_texts_of_the_records_are_harmless(on_empty: CommandLine, here: Path) -> None:
    works = [
        {"id": key, "type": "book", "title": "The Rivers of Asia", "publisher": f"\x1b[31m{key}"}
        for key in ("one", "two")
    ]
    (here / "works.json").write_text(json.dumps(works))
    on_empty.ok("source", "add", "--json", "works.json")
    assert "\x1b" not in on_empty.ok("source", "merge", "one", "two", "--yes").err
