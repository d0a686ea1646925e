"""`evidence add FILE…`: an entry is added, adds to a work, is there already, or is kept."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from command_line import CommandLine
from support import assert_sound, records, undo

BIB = """@article{curie1903,
  author = {Curie, Marie}, title = {Radioactive substances and their rays},
  journal = {Annals of Physics}, year = {1903}, volume = {3}, pages = {99--203},
  doi = {10.1000/rays}, keywords = {rays, radium}, file = {:rays.pdf:PDF},
}
@book{meitner1926, author = {Meitner, Lise}, title = {The atomic nuclei at work}, year = 1926}
"""
BROKEN = """@article{one, author = {Roy, Ada}, title = {The first of two works}, year = 1999}
@article{two, author = {Roy, Ada}, title = {The second of two works, year = 2001}
"""


@pytest.fixture
def database(on_empty: CommandLine, empty: Path) -> Path:
    return empty


def write(here: Path, name: str, text: str) -> Path:
    path = here / name
    path.write_text(text, encoding="utf-8")
    return path


def outcomes(report: dict[str, Any]) -> tuple[int, ...]:
    return tuple(int(report[each]) for each in ("added", "updated", "skipped", "broken"))


def test_a_file_s_works_are_added_under_its_keys(on_empty: CommandLine, here: Path) -> None:
    report = on_empty.json("add", write(here, "library.bib", BIB))
    assert outcomes(report) == (2, 0, 0, 0)
    assert [(each["key"], each["outcome"]) for each in report["records"]] == [
        ("curie1903", "added"),
        ("meitner1926", "added"),
    ]
    assert report["problems"] == []
    shown = on_empty.json("source", "show", "curie1903")
    assert (shown["DOI"], shown["page"], shown["tags"]) == (
        "10.1000/rays",
        "99-203",
        ["radium", "rays"],
    )


def test_the_numbers_add_up_to_the_entries_of_the_file(on_empty: CommandLine, here: Path) -> None:
    on_empty.ok("add", write(here, "first.bib", BIB))
    more = BIB.replace("year = 1926", "year = 1926, publisher = {Springer}") + BROKEN
    ran = on_empty("add", write(here, "second.bib", more), "--format", "json")
    assert ran.status == 1
    assert outcomes(ran.data) == (1, 1, 1, 1)
    assert sum(outcomes(ran.data)) == 4


def test_adding_the_same_file_again_changes_nothing(
    on_empty: CommandLine, here: Path, database: Path
) -> None:
    path = write(here, "library.bib", BIB + BROKEN)
    assert on_empty("add", path).status == 1
    before = records(database)
    again = on_empty("add", path, "--format", "json")
    assert outcomes(again.data) == (0, 0, 3, 1)
    assert records(database) == before


def test_undo_takes_a_whole_file_back(on_empty: CommandLine, here: Path, database: Path) -> None:
    before = records(database)
    on_empty("add", write(here, "library.bib", BIB + BROKEN))
    undo(database)
    assert records(database) == before
    assert_sound(database)


def test_a_dry_run_tells_everything_and_keeps_nothing(
    on_empty: CommandLine, here: Path, database: Path
) -> None:
    before = records(database)
    told = on_empty(
        "add", write(here, "library.bib", BIB + BROKEN), "--dry-run", "--format", "json"
    )
    assert outcomes(told.data) == (3, 0, 0, 1)
    assert records(database) == before


def test_one_broken_entry_costs_only_itself_and_is_kept(on_empty: CommandLine, here: Path) -> None:
    ran = on_empty("add", write(here, "library.bib", BROKEN), "--format", "json")
    assert ran.status == 1
    (problem,) = ran.data["problems"]
    assert (problem["file"], problem["line"], problem["key"]) == ("library.bib", 2, "B01")
    assert problem["raw"].startswith("@article{two")
    (kept,) = on_empty.json("source", "broken", "list")
    assert (kept["key"], kept["line"], kept["raw"]) == ("B01", 2, problem["raw"])


def test_strict_refuses_the_file_for_one_broken_entry(
    on_empty: CommandLine, here: Path, database: Path
) -> None:
    before = records(database)
    line = on_empty.refused(2, "add", write(here, "library.bib", BIB + BROKEN), "--strict")
    assert line.startswith("library.bib:8: ")
    assert records(database) == before


def test_a_mended_entry_is_added_and_no_longer_kept(on_empty: CommandLine, here: Path) -> None:
    on_empty("add", write(here, "library.bib", BROKEN))
    mended = write(here, "mended.bib", BROKEN.splitlines()[1].replace("works,", "works},"))
    report = on_empty.json("source", "broken", "retry", "B01", "--text", mended)
    assert [(each["key"], each["outcome"]) for each in report["records"]] == [("two", "added")]
    assert on_empty.json("source", "broken", "list") == []


def test_an_entry_that_is_still_broken_stays_kept_as_it_now_is(
    on_empty: CommandLine, here: Path
) -> None:
    on_empty("add", write(here, "library.bib", BROKEN))
    ran = on_empty(
        "source", "broken", "retry", "B01", "--text", "-", stdin="@article{two, title = {x"
    )
    assert ran.status == 1
    (kept,) = on_empty.json("source", "broken", "list")
    assert (kept["key"], kept["raw"]) == ("B01", "@article{two, title = {x")


def test_a_broken_entry_s_text_comes_back_through_a_pipe(on_empty: CommandLine, here: Path) -> None:
    on_empty("add", write(here, "library.bib", BROKEN))
    assert on_empty.ok("source", "broken", "show", "B01").out == BROKEN.splitlines()[1] + "\n"


def test_broken_entries_are_dropped_when_nobody_will_mend_them(
    on_empty: CommandLine, here: Path
) -> None:
    on_empty("add", write(here, "library.bib", BROKEN))
    on_empty.refused(2, "source", "broken", "drop", "B01")
    on_empty.ok("source", "broken", "drop", "--all", "--yes")
    assert on_empty.json("source", "broken", "list") == []
    on_empty.refused(3, "source", "broken", "show", "B01")


def test_a_work_that_is_there_is_made_fuller_not_doubled(on_empty: CommandLine, here: Path) -> None:
    on_empty.ok("add", write(here, "library.bib", BIB))
    ris = (
        "TY  - JOUR\nAU  - Curie, Marie Skłodowska\nTI  - Radioactive Substances and their Rays\n"
        "PY  - 1903\nSN  - 0378-5955\nDO  - https://doi.org/10.1000/RAYS\nER  - \n"
    )
    report = on_empty.json("add", write(here, "export.ris", ris))
    (record,) = report["records"]
    assert (record["key"], record["outcome"]) == ("curie1903", "updated")
    assert {"ISSN", "author"} <= set(record["changes"])
    shown = on_empty.json("source", "show", "curie1903")
    assert shown["ISSN"] == "0378-5955"
    assert shown["DOI"] == "10.1000/rays"


def test_where_an_entry_disagrees_what_is_held_stays_and_it_is_said(
    on_empty: CommandLine, here: Path
) -> None:
    on_empty.ok("add", write(here, "library.bib", BIB))
    report = on_empty.json("add", write(here, "other.bib", BIB.replace("{3}", "{4}")))
    (difference,) = report["records"][0]["differences"]
    assert difference == {"variable": "volume", "held": "3", "given": "4"}
    shown = on_empty.json("source", "show", "curie1903", "--origins")
    assert shown["volume"] == "3"
    said = {
        (each["value"], each["note"]) for each in shown["origins"] if each["variable"] == "volume"
    }
    assert said == {("3", "library.bib, line 1"), ("4", "other.bib, line 1")}


def test_differences_are_taken_when_that_is_asked_for(on_empty: CommandLine, here: Path) -> None:
    on_empty.ok("add", write(here, "library.bib", BIB))
    on_empty.ok("add", write(here, "other.bib", BIB.replace("{3}", "{4}")), "--differences", "take")
    assert on_empty.json("source", "show", "curie1903")["volume"] == "4"


def test_a_taken_key_is_given_to_nobody_else(on_empty: CommandLine, here: Path) -> None:
    on_empty.ok("add", write(here, "library.bib", BIB))
    other = "@book{curie1903, author = {Noether, Emmy}, title = {Quite another work}, year = 1921}"
    report = on_empty.json("add", write(here, "other.bib", other))
    (record,) = report["records"]
    assert (record["key"], record["given"]) == ("noether1921", "curie1903")


def test_keys_are_made_by_the_pattern_that_is_asked_for(on_empty: CommandLine, here: Path) -> None:
    ris = "TY  - BOOK\nAU  - Łukasiewicz, Jan\nTI  - On the principle of contradiction\n"
    ris += "PY  - 1910\nER  - \n"
    report = on_empty.json(
        "add", write(here, "export.ris", ris), "--keys", "{Author}_{title:2}_{year}"
    )
    assert report["records"][0]["key"] == "Lukasiewicz_principlecontradiction_1910"
    on_empty.refused(2, "add", here / "export.ris", "--keys", "{colour}")


def test_the_pattern_may_stand_in_the_configuration_file(
    on_empty: CommandLine, here: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "config" / "evidence"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('keys = "{year}-{author}"\n')
    ris = "TY  - BOOK\nAU  - Noether, Emmy\nTI  - Invariants of variation\nPY  - 1918\nER  - \n"
    assert on_empty.json("add", write(here, "e.ris", ris))["records"][0]["key"] == "1918-noether"


def test_tags_and_notes_come_along(on_empty: CommandLine, here: Path) -> None:
    text = BIB.replace("year = 1926", "year = 1926, annote = {Summary: What it says.}")
    on_empty.ok("add", write(here, "library.bib", text), "--tag", "thesis")
    assert on_empty.json("source", "show", "meitner1926")["tags"] == ["thesis"]
    (note,) = on_empty.json("annotation", "list", "meitner1926")
    assert (note["kind"], note["text"]) == ("summary", "What it says.")


def test_several_files_are_one_activity(on_empty: CommandLine, here: Path, database: Path) -> None:
    before = records(database)
    first = write(here, "a.bib", BIB)
    second = write(here, "b.ris", "TY  - BOOK\nTI  - A third\nAU  - Roy, A\nPY  - 2000\nER  - \n")
    report = on_empty.json("add", first, second)
    assert outcomes(report) == (3, 0, 0, 0)
    assert report["formats"] == {"a.bib": "bibtex", "b.ris": "ris"}
    undo(database)
    assert records(database) == before


def test_a_work_given_twice_in_one_file_is_one_work(on_empty: CommandLine, here: Path) -> None:
    twice = BIB + BIB.replace("curie1903,", "rays,").replace("meitner1926,", "nuclei,")
    assert outcomes(on_empty.json("add", write(here, "library.bib", twice))) == (2, 0, 2, 0)


def test_stdin_is_a_file_like_others(on_empty: CommandLine) -> None:
    report = on_empty.ok("add", "-", "--format", "json", stdin=BIB).data
    assert outcomes(report) == (2, 0, 0, 0)


def test_nothing_of_the_sort_is_here(on_empty: CommandLine, here: Path) -> None:
    assert "no file" in on_empty.refused(3, "add", "library.bib")
    assert "PMID:12345678" in on_empty.refused(3, "add", "12345678")
    (here / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    assert "source attach" in on_empty.refused(2, "add", "paper.pdf")
    (here / "folder").mkdir()
    assert "is a folder" in on_empty.refused(2, "add", "folder")
    write(here, "prose.txt", "Nothing that any format would know.")
    assert "prose.txt is in none of the formats" in on_empty.refused(2, "add", "prose.txt")
    on_empty.refused(3, "add", here / "prose.txt", "--from", "docx")
    on_empty.refused(2, "add")


def test_without_a_database_nothing_is_made(evidence: CommandLine, here: Path) -> None:
    evidence.refused(3, "add", write(here, "library.bib", BIB))
    assert [each.name for each in here.iterdir()] == ["library.bib"]


def test_the_files_beside_a_list_are_kept_when_asked_for(on_empty: CommandLine, here: Path) -> None:
    (here / "rays.pdf").write_bytes(b"%PDF-1.7 rays")
    path = write(here, "library.bib", BIB)
    assert on_empty.json("add", path)["files"]["skipped"] == 1
    report = on_empty.json("add", path, "--files", "copy")
    assert outcomes(report) == (0, 1, 1, 0)
    assert report["files"]["attached"] == 1
    (document,) = on_empty.json("document", "list")
    assert (document["source"], document["name"]) == ("curie1903", "rays.pdf")


def test_no_file_outside_the_list_s_folder_is_taken(on_empty: CommandLine, here: Path) -> None:
    folder = here / "library"
    folder.mkdir()
    (here / "secret.pdf").write_bytes(b"%PDF-1.7 secret")
    text = BIB.replace(":rays.pdf:PDF", ":../secret.pdf:PDF")
    report = on_empty.json("add", write(folder, "library.bib", text), "--files", "copy")
    assert report["files"]["attached"] == 0
    assert report["files"]["not_attached"][0]["key"] == "curie1903"
    assert on_empty.json("document", "list") == []


def test_hundreds_of_works_in_chunks_find_each_other(
    on_empty: CommandLine, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.services.importing.CHUNK", 7)
    entries = [
        f"@article{{k{n}, author={{Roy, Ada}}, title={{The many works on subject {n}}},"
        f" year={{{1950 + n % 50}}}, journal={{Annals}}}}"
        for n in range(60)
    ]
    path = write(here, "many.bib", "\n".join(entries + entries[::2]))
    assert outcomes(on_empty.json("add", path)) == (60, 0, 30, 0)


def test_fields_without_a_variable_come_back_out(on_empty: CommandLine, here: Path) -> None:
    text = "@article{k, author={Roy, Ada}, title={A work of note}, year=1999, myfield={kept so}}"
    on_empty.ok("add", write(here, "library.bib", text))
    assert "myfield = {kept so}" in on_empty.ok("export", "bibtex").out


def test_a_zotero_library_s_folder_is_enough(on_empty: CommandLine, here: Path) -> None:
    folder = here / "Zotero"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "zotero.sqlite")) as connection:
        connection.executescript(
            """
            CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT);
            CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, key TEXT);
            CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
            CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value);
            CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT);
            INSERT INTO itemTypes VALUES (1, 'book');
            INSERT INTO items VALUES (1, 1, 'ABCD2345');
            INSERT INTO fields VALUES (1, 'title'), (2, 'date');
            INSERT INTO itemDataValues VALUES (1, 'A book in Zotero'), (2, '1999-00-00 1999');
            INSERT INTO itemData VALUES (1, 1, 1), (1, 2, 2);
            """
        )
    report = on_empty.json("add", folder)
    assert outcomes(report) == (1, 0, 0, 0)
    assert report["formats"] == {"zotero.sqlite": "zotero"}


def test_the_report_is_json_that_other_programs_read(on_empty: CommandLine, here: Path) -> None:
    ran = on_empty("add", write(here, "library.bib", BROKEN), "--format", "json")
    report = json.loads(ran.out)
    assert list(report)[:6] == ["added", "updated", "skipped", "broken", "records", "problems"]
    assert list(report["records"][0])[:2] == ["key", "outcome"]
    assert list(report["problems"][0])[:4] == ["file", "line", "reason", "raw"]


def test_keys_of_an_undone_file_are_free_for_the_next(on_empty: CommandLine, here: Path) -> None:
    path = write(here, "library.bib", BIB)
    on_empty.ok("add", path)
    on_empty.ok("undo")
    report = on_empty.json("add", path)
    assert [each["key"] for each in report["records"]] == ["curie1903", "meitner1926"]


def test_a_removed_work_s_key_is_given_to_nobody_else(on_empty: CommandLine, here: Path) -> None:
    path = write(here, "library.bib", BIB)
    on_empty.ok("add", path)
    on_empty.ok("source", "remove", "curie1903", "--yes")
    report = on_empty.json("add", path)
    assert [each["key"] for each in report["records"]] == ["curie1903a", "meitner1926"]


@pytest.mark.parametrize("text", ["%%", "}", "@comment{x}", "@string{a = {b}}"])
def test_an_entry_of_which_nothing_is_left_stays_kept(
    on_empty: CommandLine, here: Path, empty: Path, text: str
) -> None:
    on_empty("add", write(here, "library.bib", BROKEN))
    before = records(empty)
    ran = on_empty("source", "broken", "retry", "B01", "--text", "-", stdin=text)
    assert ran.status in {1, 2}
    assert [each["key"] for each in on_empty.json("source", "broken", "list")] == ["B01"]
    if ran.status == 2:
        assert records(empty) == before


@pytest.mark.parametrize("key", ["a1", "b12", "c001", "D2"])
def test_short_keys_of_a_file_are_kept(on_empty: CommandLine, here: Path, key: str) -> None:
    text = f"@book{{{key}, author={{Roy, Ada}}, title={{A book of hers}}, year=1999}}"
    assert on_empty.json("add", write(here, "a.bib", text))["records"][0]["key"] == key


def test_a_key_that_cannot_be_one_is_told_with_the_reason(
    on_empty: CommandLine, here: Path
) -> None:
    text = "@book{C001, author={Roy, Ada}, title={A book of hers}, year=1999}"
    (record,) = on_empty.json("add", write(here, "a.bib", text))["records"]
    assert (record["key"], record["given"]) == ("roy1999", "C001")
    assert "numbered record" in record["refused"]
    shown = on_empty.json("source", "show", "roy1999", "--origins")
    assert {"citation-key": "C001"}.items() <= {
        each["variable"]: each["value"] for each in shown["origins"]
    }.items()


def test_works_that_only_share_a_common_title_are_not_called_alike(
    on_empty: CommandLine, here: Path
) -> None:
    text = "\n".join(
        f"@incollection{{k{n}, author={{Roy, Ada}}, title={{Introduction}}, year=2001,"
        f" booktitle={{The {word} of Asia}}, pages={{{n}1--{n}9}}}}"
        for n, word in enumerate(("Rivers", "Mountains", "Deserts"), 1)
    )
    report = on_empty.json("add", write(here, "a.bib", text))
    assert [each["like"] for each in report["records"]] == [None, None, None]
    assert report["added"] == 3


@pytest.mark.parametrize(
    "entry",
    [
        "@article{{k{0}, author={{Roy, Ada}}, title={{Another title: {0}}}, doi={{10.1/x}}}}",
        "@article{{k{0}, author={{Roy, Ada}}, title={{One title for all of them}}, volume={0}}}",
        "@article{{author={{Roy, Ada}}, title={{Work of hers, number {0}}}, year=2001}}",
        "@misc{{k{0}, title={{Something undated}}, howpublished={{{0}}}}}",
        "@book{{k{0}, title={{never closed {0}}}",
    ],
    ids=["one DOI", "one title", "no key", "undated", "broken"],
)
def test_works_that_look_alike_cost_no_more_than_others(
    on_empty: CommandLine, here: Path, entry: str
) -> None:
    """The square of their number would be minutes; this is seconds on a slow machine."""
    path = write(here, "many.bib", "\n".join(entry.format(n) for n in range(1500)))
    began = time.process_time()
    report = on_empty("add", path, "--format", "json").data
    assert time.process_time() - began < 12
    assert sum(outcomes(report)) == 1500


def test_a_difference_that_was_told_before_is_not_asked_about_again(
    on_empty: CommandLine, here: Path, empty: Path
) -> None:
    on_empty.ok("add", write(here, "library.bib", BIB))
    other = write(here, "other.bib", BIB.replace("{3}", "{4}"))
    on_empty.ok("add", other)
    before = records(empty)
    again = on_empty.json("add", other)
    assert again["records"][0]["differences"][0]["variable"] == "volume"
    assert records(empty) == before
