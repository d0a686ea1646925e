"""Works, papers, reference lists and tags: added, corrected, filed, taken out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import CommandLine
from support import PAPER, assert_sound, everything

BOOK = ("--type", "book", "--title", "A Book", "--author", "Roy, Ada", "--issued", "2018")


def test_a_source_is_added_by_its_variables(on_empty: CommandLine) -> None:
    ran = on_empty.ok(
        "source", "add", *BOOK, "--author", "{World Bank}", "--page", "57-71",
        "--DOI", "10.1234/abc", "--tag", "to-read", "--publisher-place", "Kraków",
    )  # fmt: skip
    assert (ran.key, ran.err) == ("roy2018", "added source roy2018\n")
    shown = on_empty.json("source", "show", "roy2018")
    assert shown == {
        "key": "roy2018",
        "type": "book",
        "title": "A Book",
        "author": [{"family": "Roy", "given": "Ada"}, {"literal": "World Bank"}],
        "issued": {"date-parts": [[2018]]},
        "page": "57-71",
        "DOI": "10.1234/abc",
        "publisher-place": "Kraków",
        "tags": ["to-read"],
        "cited": False,
        "annotations": [],
        "documents": [],
        "lookups": [],
    }


def test_two_works_of_a_name_and_year_are_told_apart(on_empty: CommandLine) -> None:
    keys = [on_empty.ok("source", "add", *BOOK[:3], f"{n}", *BOOK[4:]).key for n in range(3)]
    assert keys == ["roy2018", "roy2018a", "roy2018b"]


def test_csl_json_brings_works_with_their_keys(on_empty: CommandLine, here: Path) -> None:
    works = [
        {"id": "one", "type": "book", "title": "One", "x-shelf": "B 12"},
        {"id": 7, "type": "webpage", "title": "Seven", "accessed": {"date-parts": [[2026, 1, 2]]}},
    ]
    (here / "works.json").write_text(json.dumps(works))
    assert on_empty.ok("source", "add", "--json", "works.json").out == "one\n7\n"
    assert on_empty.json("source", "show", "one")["custom"] == {"x-shelf": "B 12"}
    (entry, *_) = on_empty.json("log")
    assert entry["changes"] == 2
    piped = on_empty.ok("source", "add", "--json", "-", stdin=json.dumps({"title": "Three"}))
    assert piped.key == "three-nd"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--title", "T"), "missing option '--type'"),
        (("--type", "bok", "--title", "T"), "did you mean book"),
        (("--type", "book"), "needs at least a title"),
        (("--type", "book", "--title", " "), "needs at least a title"),
        (("--type", "book", "--title", "T", "--issued", "5/6/2013"), "--issued"),
        (("--type", "book", "--title", "T", "--author", ", Ada"), "--author"),
        (("--type", "book", "--title", "T", "--key", "a b"), "a b"),
        (("--type", "book", "--title", "T", "--key", "C001"), "numbered record"),
        (("--type", "book", "--title", "T", "--tag", " "), "a tag needs a name"),
        (("--type", "book", "--titel", "T"), "did you mean --title"),
        (("--json", "-", "--title", "T"), "exclude each other"),
    ],
)
def test_a_source_that_cannot_be_is_refused(
    on_empty: CommandLine, empty: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = everything(empty)
    assert message in on_empty.refused(2, "source", "add", *arguments)
    assert everything(empty) == before


def test_a_file_of_works_is_taken_whole_or_not_at_all(on_empty: CommandLine, here: Path) -> None:
    works = [{"title": "Right"}, {"title": "Wrong", "author": 5}, {"title": "Right, too"}]
    (here / "works.json").write_text(json.dumps(works))
    line = on_empty.refused(2, "source", "add", "--json", "works.json")
    assert line.startswith("work 2 of 3: 'author'")
    assert on_empty.json("source", "list") == []
    assert "one --key for 3 works" in on_empty.refused(
        2, "source", "add", "--json", "works.json", "--key", "k"
    )
    assert "no such file" in on_empty.refused(3, "source", "add", "--json", "works.jsn")


def test_a_work_that_is_there_is_not_added_again(on_seed: CommandLine) -> None:
    on_seed.ok("source", "edit", "drab2018", "--DOI", "10.1234/ABC.5")
    line = on_seed.refused(2, "source", "add", *BOOK, "--DOI", "https://doi.org/10.1234/abc.5")
    assert "there already, as drab2018 (same DOI)" in line
    assert "another source's" in on_seed.refused(2, "source", "add", *BOOK, "--key", "drab2018")


def test_a_dry_run_adds_nothing(on_empty: CommandLine, empty: Path) -> None:
    before = everything(empty)
    ran = on_empty.ok("source", "add", *BOOK, "--dry-run")
    assert (ran.out, ran.err) == ("", "would add source roy2018\n")
    assert everything(empty) == before


def test_a_source_is_edited_by_options(on_seed: CommandLine) -> None:
    on_seed.ok(
        "source", "edit", "drab2018", "--title", "Another", "--note", "kept", "--page", "5-9"
    )
    shown = on_seed.json("source", "show", "drab2018")
    assert (shown["title"], shown["note"], shown["page"]) == ("Another", "kept", "5-9")
    on_seed.ok("source", "edit", "drab2018", "--note", "", "--page", " ")
    assert not {"note", "page"} & on_seed.json("source", "show", "drab2018").keys()
    said = on_seed.json("source", "show", "drab2018", "--origins")["origins"]
    printed = [each["value"] for each in said if each["variable"] == "title"]
    assert "Another" in printed, "a person's word is kept beside what the list prints"
    assert len(printed) > 1


def test_a_source_gets_another_key_everywhere(on_seed: CommandLine, seeded: Path) -> None:
    on_seed.ok("source", "edit", "drab2018", "--key", "drab")
    on_seed.refused(3, "source", "show", "drab2018")
    assert on_seed.json("citation", "list", "--source", "drab")
    assert on_seed.json("reference", "list", "--source", "drab")[0]["sources"] == ["drab"]
    assert "was another source's" in on_seed.refused(2, "source", "add", *BOOK, "--key", "drab2018")
    assert_sound(seeded)


def test_an_edit_that_changes_nothing_says_so(on_seed: CommandLine, seeded: Path) -> None:
    before = everything(seeded)
    title = on_seed.json("source", "show", "drab2018")["title"]
    assert on_seed.ok("source", "edit", "drab2018", "--title", title).err == "nothing changed\n"
    assert everything(seeded) == before


def test_a_removal_is_told_asked_about_and_undone(on_seed: CommandLine, seeded: Path) -> None:
    before = everything(seeded)
    line = on_seed.refused(2, "source", "remove", "drab2018")
    assert "unasked" in line
    assert "--yes" in line
    told = on_seed.ok("source", "remove", "drab2018", "--dry-run").err
    assert "would remove source drab2018" in told
    assert "2 citations" in told
    assert everything(seeded) == before
    on_seed.ok("source", "remove", "drab2018", "--yes")
    on_seed.refused(3, "source", "show", "drab2018")
    left = {
        each["key"]: each["items"][0]["resolution"] for each in on_seed.json("citation", "list")
    }
    assert left["T01"] == "missing"
    assert on_seed("check", "-f", "json").status == 1
    on_seed.ok("undo")
    assert on_seed.json("citation", "show", "T01")["items"][0]["source"] == "drab2018"
    assert_sound(seeded)


def test_a_citation_means_the_candidate_that_is_left(on_seed: CommandLine, seeded: Path) -> None:
    def item() -> tuple[str, str | None, list[str]]:
        (found,) = on_seed.json("citation", "show", "T08")["items"]
        return found["resolution"], found["source"], found["candidates"]

    on_seed.ok("source", "remove", "radjabov2025a", "--yes")
    assert item() == ("resolved", "radjabov2025b", [])
    on_seed.ok("undo")
    assert item() == ("ambiguous", None, ["radjabov2025a", "radjabov2025b"])
    on_seed.ok("source", "remove", "sajjanhar2023", "--yes")
    (found,) = on_seed.json("citation", "show", "T05")["items"]
    assert (found["resolution"], found["candidates"]) == ("missing", [])
    assert_sound(seeded)


def test_the_record_of_a_paper_is_not_removed_as_a_source(on_seed: CommandLine) -> None:
    assert "paper remove" in on_seed.refused(2, "source", "remove", PAPER, "--yes")
    assert "did you mean drab2018" in on_seed.refused(3, "source", "remove", "drab201", "--yes")


def test_tags_are_given_listed_and_taken(on_seed: CommandLine) -> None:
    on_seed.ok("source", "tag", "drab2018", "to read", "to  read", "=late")
    assert on_seed.json("source", "show", "drab2018")["tags"] == ["=late", "to read"]
    assert {"tag": "to read", "sources": 1} in on_seed.json("tag", "list")
    assert [each["key"] for each in on_seed.json("source", "list", "--tag", "to read")] == [
        "drab2018"
    ]
    assert on_seed.ok("source", "untag", "drab2018", "to read", "--dry-run").err.startswith("would")
    on_seed.ok("source", "untag", "drab2018", "to read", "=late")
    assert "to read" not in {each["tag"] for each in on_seed.json("tag", "list")}
    assert "does not bear" in on_seed.refused(2, "source", "untag", "drab2018", "to read")
    assert "did you mean fact-check" in on_seed.refused(3, "source", "list", "--tag", "factcheck")
    assert "missing argument" in on_seed.refused(2, "source", "tag", "drab2018")


def test_sources_are_narrowed(on_seed: CommandLine) -> None:
    def keys(*options: str) -> set[str]:
        return {each["key"] for each in on_seed.json("source", "list", *options)}

    everything_ = keys()
    assert keys("--cited") | keys("--uncited") == everything_
    assert keys("--listed") == keys("--paper", PAPER)
    assert len(keys("--listed")) == 20
    assert len(keys("--cited", "--listed")) == 7
    assert keys("--type", "book") < everything_
    assert keys("--text", "defence diplomacy handbook") == {"thomas2021"}
    assert len(keys("--limit", "3")) == 3
    assert keys("--text", "nowhere in any record") == set()
    on_seed.refused(2, "source", "list", "--type", "bok")
    on_seed.refused(2, "source", "list", "--limit", "0")
    on_seed.refused(3, "source", "list", "--paper", "nobody")


def test_papers_are_added_edited_and_removed(on_seed: CommandLine, seeded: Path) -> None:
    key = on_seed.ok("paper", "add", "--type", "manuscript", "--title", "My Thesis").key
    assert on_seed.json("paper", "show", key)["claims"] == 0
    assert on_seed.ok("paper", "add", "--type", "book", "--title", "T", "--dry-run").out == ""
    on_seed.ok("paper", "edit", key, "--title", "Our Thesis", "--key", "thesis")
    assert on_seed.json("paper", "show", "thesis")["title"] == "Our Thesis"
    assert "no paper 'drab2018'" in on_seed.refused(3, "paper", "edit", "drab2018", "--title", "T")
    several = on_seed.refused(2, "claim", "add", "--section", "One", "--statement", "S")
    assert "--paper KEY" in several
    told = on_seed.ok("paper", "remove", PAPER, "--dry-run").err
    assert "claims" in told
    assert "14 citations" in told
    assert "unasked" in on_seed.refused(2, "paper", "remove", PAPER)
    on_seed.ok("paper", "remove", PAPER, "--yes")
    assert [each["key"] for each in on_seed.json("paper", "list")] == ["thesis"]
    assert on_seed.json("claim", "list") == []
    on_seed.ok("undo")
    assert on_seed.json("paper", "show", PAPER)["citations"] == 14
    assert_sound(seeded)


def test_a_listed_work_becomes_a_paper_under_check(on_seed: CommandLine) -> None:
    on_seed.ok("paper", "add", "--type", "book", "--title", "ignored", "--key", "drab2018")
    assert on_seed.json("paper", "show", "drab2018")["title"] != "ignored"
    assert "is a paper already" in on_seed.refused(
        2, "paper", "add", "--type", "book", "--title", "T", "--key", "drab2018"
    )


def test_entries_are_added_edited_and_removed(on_seed: CommandLine, seeded: Path) -> None:
    key = on_seed.ok(
        "reference", "add", "--section", "References", "--raw", "Roy, A. 2018.", "--source",
        "roy2022",
    ).key  # fmt: skip
    shown = on_seed.json("reference", "show", key)
    assert (shown["position"], shown["sources"]) == (10, ["roy2022"])
    on_seed.ok("reference", "edit", key, "--raw", "Roy, A. 2022.", "--source", "drab2018")
    assert on_seed.json("reference", "show", key)["sources"] == ["drab2018"]
    assert "taken by R01" in on_seed.refused(2, "reference", "edit", key, "--position", "1")
    assert "no source" in on_seed.refused(3, "reference", "edit", key, "--source", "nobody")
    assert "missing option" in on_seed.refused(2, "reference", "add", "--section", "References")
    assert "unasked" in on_seed.refused(2, "reference", "remove", key)
    assert "would remove" in on_seed.ok("reference", "remove", key, "--dry-run").err
    on_seed.ok("reference", "remove", key, "--yes")
    on_seed.refused(3, "reference", "remove", key, "--yes")
    assert len(on_seed.json("reference", "list")) == 16
    assert_sound(seeded)


def test_export_selects_by_paper_tag_key_and_words(on_seed: CommandLine) -> None:
    def ids(*selected: str) -> list[str]:
        options = [part for each in selected for part in ("--select", each)]
        return [each["id"] for each in on_seed.ok("export", "csl-json", *options).data]

    assert len(ids()) == len(on_seed.json("source", "list"))
    assert ids("key:thomas2021,drab2018") == ["drab2018", "thomas2021"]
    assert ids("key:drab2018", "query:multivectorism") == ["drab2018", "vanderhill2020"]
    assert len(ids(f"paper:{PAPER}")) == 20
    assert set(ids("tag:fact-check")).isdisjoint(ids(f"paper:{PAPER}"))
    assert "did you mean csl-json" in on_seed.refused(3, "export", "csl_json")
    assert "selects nothing" in on_seed.refused(2, "export", "csl-json", "--select", "drab2018")
    on_seed.refused(3, "export", "csl-json", "--select", "key:nobody")
    on_seed.refused(3, "export", "csl-json", "--select", "tag:nothing")
    on_seed.refused(3, "export", "csl-json", "--select", "paper:nobody")
    on_seed.ok("export", "csl-json", "-o", "all.json")
    assert len(json.loads(Path("all.json").read_text(encoding="utf-8"))) == len(ids())
