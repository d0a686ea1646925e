"""What lists and shows: names and order of members, every form, tables of 80 columns."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from command_line import CommandLine, seed_rows
from evidence.cli.output import FORMATS
from evidence.cli.text import display_width
from support import PAPER

CONTRACTS = {
    "reference": ["key", "paper", "section", "position", "raw", "sources"],
    "citation": ["key", "text", "section", "paragraph", "sentence", "items"],
    "claim": """key statement kind section paragraph sentence status quoted citations suggested
        evidence veracity judgements""".split(),
    "annotation": ["key", "source", "kind", "text", "agent", "time"],
    "paper": ["key", "title", "citations", "references", "works", "claims", "passages"],
}
ITEM = ["source", "locator", "label", "resolution", "candidates"]
SERVICE = ["text", "source", "locator", "label", "resolution", "inferred"]
EVIDENCE = ["source", "locator", "label", "stance", "quotation", "match", "fidelity"]
JUDGEMENT = ["axis", "rating", "reason", "agent", "time"]
LISTS = (
    *(("source", "list"), ("reference", "list"), ("citation", "list"), ("claim", "list")),
    *(("link", "list"), ("paper", "list"), ("tag", "list"), ("rule", "list"), ("log",)),
    *(("rule", "waivers"), ("stats",), ("db", "history"), ("annotation", "list")),
)
SHOWN = {
    "source": "drab2018",
    "reference": "R16",
    "citation": "T08",
    "claim": "C026",
    "link": "L001",
    "annotation": "A01",
    "paper": PAPER,
    "rule": "EV201",
}
each_list = pytest.mark.parametrize("words", LISTS, ids=" ".join)
each_shown = pytest.mark.parametrize("noun", SHOWN)


def starts(record: dict[str, Any], members: list[str]) -> bool:
    """Whether a record has the members of a contract, in order, further ones after them."""
    return list(record)[: len(members)] == members


@pytest.mark.parametrize("noun", CONTRACTS)
def test_a_list_has_the_members_of_its_contract(on_seed: CommandLine, noun: str) -> None:
    records = on_seed.json(noun, "list")
    assert records
    assert all(starts(each, CONTRACTS[noun]) for each in records)
    assert on_seed.json(noun, "show", records[0]["key"]) == records[0]


def test_the_parts_of_claims_and_citations_have_those_of_theirs(on_seed: CommandLine) -> None:
    claims = on_seed.json("claim", "list")
    for member, contract in (
        ("citations", SERVICE),
        ("evidence", EVIDENCE),
        ("judgements", JUDGEMENT),
    ):
        parts = [part for claim in claims for part in claim[member]]
        assert parts
        assert all(starts(part, contract) for part in parts), member
    assert all(starts(item, ITEM) for c in on_seed.json("citation", "list") for item in c["items"])
    assert [each["key"] for each in claims] == [row["key"] for row in seed_rows("claims.jsonl")]


def test_claims_show_what_serves_them_and_what_was_found(on_seed: CommandLine) -> None:
    claims = {each["key"]: each for each in on_seed.json("claim", "list")}
    for row in seed_rows("claims.jsonl"):
        shown = claims[row["key"]]
        assert shown["statement"] == row["statement"]
        assert shown["quoted"] == row.get("quoted")
        assert shown["suggested"] == [each["source"] for each in row.get("suggestions", ())]
        assert shown["status"] == "confirmed"
    ratings = {row["claim"]: row["rating"] for row in seed_rows("assessments.jsonl")}
    assert {key: each["veracity"] for key, each in claims.items() if each["veracity"]} == ratings
    stances = [(row["claim"], row["source"], row["stance"]) for row in seed_rows("evidence.jsonl")]
    found = [(key, e["source"], e["stance"]) for key, c in claims.items() for e in c["evidence"]]
    assert sorted(found) == sorted(stances)


def test_resolutions_are_as_the_reader_of_the_paper_left_them(on_seed: CommandLine) -> None:
    for row, shown in zip(
        seed_rows("citations.jsonl"), on_seed.json("citation", "list"), strict=True
    ):
        assert shown["text"] == row["text"]
        for item, printed in zip(shown["items"], row["items"], strict=True):
            assert item["resolution"] == printed["resolution"]
            assert item["source"] == printed.get("source")
            assert item["candidates"] == printed.get("candidates", [])
            if item["resolution"] == "conflict":
                assert item["source"] is None
                assert on_seed.json("source", "show", item["candidates"][0])["cited"] is True


def test_a_source_has_its_variables_by_their_names(on_seed: CommandLine) -> None:
    sources = on_seed.json("source", "list")
    works = {row["id"]: row for row in [*seed_rows("works.json"), *seed_rows("paper.json")]}
    for shown in sources:
        assert starts(shown, ["key", "type", "title"])
        assert list(shown)[-2:] == ["tags", "cited"]
        work = works.get(shown["key"])
        if work is not None:
            assert all(shown[name] == value for name, value in work.items() if name != "id")
            assert not {"DOI"} & (shown.keys() - work.keys()), "a look-up is no printed entry"
    assert [each["key"] for each in sources] == sorted(each["key"] for each in sources)


def test_the_log_has_the_members_of_its_contract(on_seed: CommandLine) -> None:
    for entry in on_seed.json("log"):
        assert starts(entry, ["activity", "time", "agent", "command", "changes"])
        assert starts(entry["agent"], ["name", "kind"])
        assert entry["time"].endswith("Z")


def test_export_gives_a_plain_csl_json_list(on_seed: CommandLine) -> None:
    items = on_seed.ok("export", "csl-json", "--select", f"paper:{PAPER}").data
    noted = {each["id"]: each.pop("custom")["notes"] for each in items}
    assert {each["id"]: each for each in items} == {
        each["id"]: each for each in seed_rows("works.json")
    }
    assert sum(map(len, noted.values())) == len(seed_rows("annotations.jsonl"))


@each_list
def test_every_form_holds_every_record(on_seed: CommandLine, words: tuple[str, ...]) -> None:
    if words == ("rule", "waivers"):
        on_seed.ok("rule", "waive", "EV201", "T10", "--because", "=known\tto\nus")
    rows = on_seed.ok(*words, "-f", "jsonl").out.splitlines()
    records = [json.loads(line) for line in rows]
    if words != ("stats",):
        assert on_seed.json(*words) == records
    assert len(on_seed.ok(*words, "-f", "tsv").rows) == len(records) > 0
    cells = list(csv.reader(io.StringIO(on_seed.ok(*words, "-f", "csv").out)))
    assert len(cells) == len(records) + 1
    assert len({len(row) for row in cells}) == 1
    lines = on_seed.ok(*words, "-f", "md").out.splitlines()
    assert len(lines) == len(records) + 2
    assert len({line.replace("\\|", "").count("|") for line in lines}) == 1


@each_list
@pytest.mark.parametrize("columns", ["40", "80"])
def test_tables_are_no_wider_than_the_terminal(
    on_seed: CommandLine,
    words: tuple[str, ...],
    columns: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = on_seed.ok(*words, "--format", "table").out.splitlines()
    assert [line for line in lines if display_width(line) > int(columns)] == []


@each_shown
@pytest.mark.parametrize("form", FORMATS)
def test_one_record_has_every_form(on_seed: CommandLine, noun: str, form: str) -> None:
    shown = on_seed.ok(noun, "show", SHOWN[noun], "--format", form)
    assert SHOWN[noun] in shown.out
    assert shown.err == ""
    if form == "table":
        assert [line for line in shown.out.splitlines() if display_width(line) > 80] == []


@each_shown
def test_an_unknown_key_gets_the_nearest(on_seed: CommandLine, noun: str) -> None:
    assert "did you mean " in on_seed.refused(3, noun, "show", f"{SHOWN[noun]}x")
    assert "missing argument" in on_seed.refused(2, noun, "show")
    assert "shows them all" in on_seed.refused(3, noun, "show", "quite-something-else")


def test_a_listing_in_a_pipe_is_tab_separated_with_full_cells(on_seed: CommandLine) -> None:
    rows = on_seed.ok("claim", "list").rows
    assert [row["statement"] for row in rows] == [
        row["statement"] for row in seed_rows("claims.jsonl")
    ]


def test_a_file_ending_tells_the_form(on_seed: CommandLine) -> None:
    for name in ("claims.json", "claims.csv", "claims.md", "claims.txt", "claims.jsonl"):
        assert on_seed.ok("claim", "list", "--limit", "2", "-o", name).out == ""
    assert len(json.loads(Path("claims.json").read_text())) == 2
    assert Path("claims.csv").read_text().startswith("key,")
    assert Path("claims.md").read_text().startswith("| key |")
    assert Path("claims.txt").read_text().startswith("key\t")
    assert len(Path("claims.jsonl").read_text().splitlines()) == 2
    assert on_seed.ok("claim", "list", "--limit", "1", "-o", "-", "-f", "json").data


def test_no_listing_is_written_over_a_database(on_seed: CommandLine) -> None:
    on_seed.ok("db", "backup", "copy.db")
    for words in (("claim", "list"), ("export", "csl-json"), ("check",)):
        line = on_seed.refused(2, *words, "-o", "copy.db")
        assert "is a database" in line
    assert on_seed.ok("stats", "--db", "copy.db").out


def test_a_file_that_cannot_be_written_is_named(on_seed: CommandLine) -> None:
    line = on_seed.refused(3, "claim", "list", "-o", "no-such-folder/claims.json")
    assert "no-such-folder" in line
    assert "directory" in on_seed.refused(3, "claim", "list", "-o", ".")


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_an_unknown_form_or_option_is_a_usage_error(
    on_seed: CommandLine, words: tuple[str, ...]
) -> None:
    assert "hint: " in on_seed.refused(2, *words, "--format", "xml")
    assert "no such option" in on_seed.refused(2, *words, "--no-such-option")
