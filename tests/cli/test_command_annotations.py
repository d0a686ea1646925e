"""Annotations: written, listed, corrected, taken away, and sent out with their works."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from command_line import CommandLine, seed_rows
from evidence.domain.annotations import read
from evidence.domain.items import Item
from evidence.domain.records import Source
from evidence.domain.vocabulary import AnnotationKind
from evidence.formats import REGISTRY
from evidence.formats.base import Entry
from support import PAPER, assert_sound, everything, number_of, records, undo

ADD = ("annotation", "add", "drab2018", "--kind", "note")
TEXT = "First.\r\n\r\nSecond, cafe\u0301.\rThird.\n"
KEPT = "First.\n\nSecond, café.\nThird."


def test_a_work_is_annotated(on_seed: CommandLine, seeded: Path) -> None:
    before = records(seeded)
    ran = on_seed.ok(*ADD, "--text", TEXT)
    assert (ran.key, ran.err) == ("A50", "added annotation A50: note of drab2018\n")
    shown = on_seed.json("annotation", "show", "A50")
    assert shown.pop("time").endswith("Z")
    assert shown == {
        "key": "A50",
        "source": "drab2018",
        "kind": "note",
        "text": KEPT,
        "agent": "Ada Lovelace",
    }
    assert_sound(seeded)
    undo(seeded)
    assert records(seeded) == before


def test_a_text_comes_from_a_file_or_stdin(on_seed: CommandLine, here: Path) -> None:
    (here / "note.txt").write_bytes(TEXT.encode("utf-8-sig"))
    for key in (
        on_seed.ok(*ADD, "--file", "note.txt").key,
        on_seed.ok(*ADD, "--file", "-", stdin=TEXT).key,
    ):
        assert on_seed.json("annotation", "show", key)["text"] == KEPT
    assert on_seed.ok("annotation", "edit", "A01", "--file", "note.txt").err
    assert on_seed.json("annotation", "show", "A01")["text"] == KEPT


def test_what_cannot_be_an_annotation_is_refused(on_seed: CommandLine, seeded: Path) -> None:
    before = everything(seeded)
    for empty in ("", " \n\t\r\n "):
        assert "needs a text" in on_seed.refused(2, *ADD, "--text", empty)
        assert "needs a text" in on_seed.refused(2, "annotation", "edit", "A01", "--text", empty)
    assert "--file FILE" in on_seed.refused(2, *ADD), "nobody is there to write"
    assert "NUL" in on_seed.refused(2, *ADD, "--text", "a\0b")
    assert "one of them" in on_seed.refused(2, *ADD, "--text", "T", "--file", "-", stdin="T")
    assert "did you mean summary" in on_seed.refused(2, *ADD[:4], "sumary", "--text", "T")
    assert "missing option '--kind'" in on_seed.refused(2, *ADD[:3], "--text", "T")
    on_seed.refused(3, *ADD, "--file", "no-such.txt")
    hint = on_seed.refused(3, "annotation", "add", "drab201", "--kind", "note", "--text", "T")
    assert "no source 'drab201'" in hint
    for words in (("show", "A99"), ("edit", "A99", "--text", "T"), ("remove", "A99", "--yes")):
        assert "no annotation 'A99'" in on_seed.refused(3, "annotation", *words)
    assert everything(seeded) == before


def test_annotations_are_listed_by_work_kind_and_words(on_seed: CommandLine) -> None:
    def keys(*options: str) -> list[str]:
        return [each["key"] for each in on_seed.json("annotation", "list", *options)]

    assert len(keys()) == len(seed_rows("annotations.jsonl"))
    late = on_seed.ok(*ADD, "--text", "Where are the Éléphants?").key
    assert keys("drab2018") == ["A04", "A05", "A06", late]
    assert keys("drab2018", "--kind", "summary") == ["A04"]
    assert keys("--kind", "note") == [late]
    assert keys("--text", "ELEPHANTS where") == keys("--text", "the eleph") == [late]
    assert keys("--text", "elephants nowhere") == keys("--text", "!") == []
    assert keys(PAPER) == []
    assert "no source" in on_seed.refused(3, "annotation", "list", "nobody2018")
    assert "did you mean note" in on_seed.refused(2, "annotation", "list", "--kind", "notes")


def test_a_change_is_whose_who_made_it(on_seed: CommandLine, seeded: Path) -> None:
    before, kept = everything(seeded), records(seeded)
    ran = on_seed.ok("annotation", "edit", "A01", "--text", "Anew.", "--dry-run")
    assert ran.err == "would change annotation A01\n"
    first = on_seed.json("annotation", "show", "A01")
    assert on_seed.ok("annotation", "edit", "A01", "--text", first["text"]).err == (
        "nothing changed\n"
    )
    assert everything(seeded) == before
    assert first["agent"] == "Seed fact-check, 2026"
    on_seed.ok("annotation", "edit", "A01", "--kind", "note")
    assert on_seed.json("annotation", "show", "A01") == {**first, "kind": "note"}
    on_seed.ok("annotation", "edit", "A01", "--text", "Anew.")
    changed = on_seed.json("annotation", "show", "A01")
    assert (changed["text"], changed["agent"]) == ("Anew.", "Ada Lovelace")
    assert changed["time"] > first["time"]
    assert_sound(seeded)
    undo(seeded)
    undo(seeded)
    assert records(seeded) == kept


def test_without_options_the_text_is_changed_in_the_editor(
    on_seed: CommandLine, seeded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.edit", lambda text, **_: f"{text}\n\nMore.\n")
    text = on_seed.json("annotation", "show", "A01")["text"]
    assert on_seed.ok("annotation", "edit", "A01").err == "changed annotation A01\n"
    assert on_seed.json("annotation", "show", "A01")["text"] == f"{text}\n\nMore."
    before = everything(seeded)
    for left in (None, f"{text}\n\nMore.\n"):
        monkeypatch.setattr("click.edit", lambda _, left=left, **__: left)
        assert on_seed.ok("annotation", "edit", "A01").err == "nothing changed\n"
    assert everything(seeded) == before


def test_what_the_editor_gave_is_kept_where_it_cannot_be(
    on_seed: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("click.edit", lambda _, **__: "Mine\0")
    line = on_seed.refused(2, "annotation", "edit", "A01")
    (kept,) = tmp_path.glob("evidence-*.txt")
    assert str(kept) in line
    assert kept.read_text(encoding="utf-8") == "Mine\0"


def test_an_annotation_is_taken_away_after_a_question(on_seed: CommandLine, seeded: Path) -> None:
    before, kept = everything(seeded), records(seeded)
    assert "unasked" in on_seed.refused(2, "annotation", "remove", "A01")
    told = on_seed.ok("annotation", "remove", "A01", "--dry-run").err
    assert told == "would remove annotation A01\n"
    assert everything(seeded) == before
    on_seed.ok("annotation", "remove", "A01", "--yes")
    on_seed.refused(3, "annotation", "show", "A01")
    assert on_seed.ok(*ADD, "--text", "Late.").key == "A50", "keys are never given twice"
    undo(seeded)
    undo(seeded)
    assert records(seeded) == kept
    assert_sound(seeded)


def test_a_work_takes_its_annotations_along(on_seed: CommandLine, seeded: Path) -> None:
    before = records(seeded)
    told = on_seed.ok("source", "remove", "drab2018", "--dry-run").err
    assert "3 annotations" in told
    on_seed.ok("source", "remove", "drab2018", "--yes")
    assert number_of(seeded, "annotation") == len(seed_rows("annotations.jsonl")) - 3
    assert_sound(seeded)
    undo(seeded)
    assert records(seeded) == before


def test_a_work_is_shown_with_what_is_written_about_it(on_seed: CommandLine) -> None:
    on_seed.ok(*ADD, "--text", TEXT)
    for more in ((), ("--origins",)):
        shown = on_seed.json("source", "show", "drab2018", *more)
        members = list(shown)
        assert members.index("annotations") > members.index("cited"), "new members come last"
        assert [each["key"] for each in shown["annotations"]] == ["A04", "A05", "A06", "A50"]
        assert shown["annotations"][-1] == {"key": "A50", "kind": "note", "text": KEPT}
    card = on_seed.ok("source", "show", "drab2018", "-f", "table").out
    assert re.search(r"^annotations +A04 summary: As the paper reports it", card, re.MULTILINE)
    assert re.search(r"^ +A50 note: First\.\n +\n +Second, café\.\n +Third\.$", card, re.MULTILINE)
    (row,) = on_seed.ok("source", "show", "drab2018", "-f", "tsv").rows
    assert "A50 note: First.\\n\\nSecond" in row["annotations"]
    assert all("annotations" not in each for each in on_seed.json("source", "list"))


def test_the_seed_is_an_annotated_bibliography(on_seed: CommandLine) -> None:
    rows = seed_rows("annotations.jsonl")
    listed = on_seed.json("annotation", "list")
    assert [each["source"] for each in listed] == sorted(each["source"] for each in listed)
    listed.sort(key=lambda each: str(each["key"]))
    assert [{name: each[name] for name in rows[0]} for each in listed] == rows
    assert [each["key"] for each in listed] == [f"A{n:02}" for n in range(1, len(rows) + 1)]
    assert {(each["agent"], each["time"]) for each in listed} == {
        ("Seed fact-check, 2026", "2026-11-22T00:00:00Z")
    }
    works = {each["key"] for each in on_seed.json("source", "list", "--paper", PAPER)}
    for kind in ("relevance", "assessment"):
        assert {each["source"] for each in listed if each["kind"] == kind} == works
    assert max(Counter((each["source"], each["kind"]) for each in listed).values()) == 1
    assert on_seed.json("stats")["records"]["annotations"] == len(rows)


def test_the_seed_writes_of_claims_that_are_there(on_seed: CommandLine) -> None:
    there = {
        each["key"]
        for noun in ("claim", "citation", "reference")
        for each in on_seed.json(noun, "list")
    }
    named = {
        name
        for row in seed_rows("annotations.jsonl")
        for name in re.findall(r"\b[A-Z]\d{2,3}\b", row["text"])
    }
    assert len(named) > 100
    assert named <= there


def test_the_seed_tells_its_annotations(evidence: CommandLine) -> None:
    told = f"{len(seed_rows('annotations.jsonl'))} annotations"
    assert told in evidence.ok("init", "--seed").err
    assert told in evidence.ok("demo").out


def test_the_seed_writes_of_claims_by_the_keys_that_they_have(on_empty: CommandLine) -> None:
    paper = on_empty.ok("paper", "add", "--type", "book", "--title", "Mine").key
    on_empty.ok(
        "claim", "add", "--paper", paper, "--section", "One", "--kind", "fact",
        "--statement", "Mine.",
    )  # fmt: skip
    on_empty.ok("source", "add", "--type", "book", "--title", "Mine", "--key", "drab2018")
    mine = on_empty.ok("annotation", "add", "drab2018", "--kind", "note", "--text", "Mine.").key
    on_empty.ok("init", "--seed")
    claims = {each["statement"]: each["key"] for each in on_empty.json("claim", "list")}
    called = {row["key"]: claims[row["statement"]] for row in seed_rows("claims.jsonl")}
    assert called["C001"] != "C001"
    works = {each["title"]: each["key"] for each in on_empty.json("source", "list")}
    called |= {row["id"]: works[row["title"]] for row in seed_rows("works.json") if "title" in row}
    assert called["drab2018"] != "drab2018"
    written = {
        (each["source"], each["kind"]): each["text"] for each in on_empty.json("annotation", "list")
    }
    assert written["drab2018", "note"] == "Mine."
    assert mine == "A01"
    for row in seed_rows("annotations.jsonl"):
        text = re.sub(r"[\w-]+", lambda name: called.get(name[0], name[0]), row["text"])
        assert written[called[row["source"]], row["kind"]] == text


def test_seeding_again_after_the_paper_is_gone_writes_nothing_twice(
    on_seed: CommandLine, seeded: Path
) -> None:
    on_seed.ok("paper", "remove", PAPER, "--yes")
    on_seed.ok("annotation", "remove", "A01", "--yes")
    told = on_seed.ok("init", "--seed").err
    assert f"{len(seed_rows('annotations.jsonl'))} annotations" in told
    written = [(each["source"], each["kind"]) for each in on_seed.json("annotation", "list")]
    assert len(set(written)) == len(written) == len(seed_rows("annotations.jsonl"))
    assert_sound(seeded)


def _holds_notes(name: str) -> bool:
    write = REGISTRY.get(name).write
    work = Source("k", Item("book", {"title": "T"}), notes=("Quokka",))
    return write is not None and "Quokka" in "".join(write([work]))


def test_annotations_go_out_with_their_works_where_a_format_can_hold_them(
    on_seed: CommandLine,
) -> None:
    on_seed.ok(*ADD, "--text", "On the shelf.")
    wanted = {
        (each["source"], AnnotationKind(each["kind"]), " ".join(each["text"].split()))
        for each in on_seed.json("annotation", "list")
    }
    holding = [name for name in REGISTRY.names() if _holds_notes(name)]
    assert {"biblatex", "bibtex", "csl-json", "endnote-xml", "mods", "refer", "ris"} <= set(holding)
    for name in holding:
        text = on_seed.ok("export", name, "--select", f"paper:{PAPER}").out
        bring = REGISTRY.get(name).read
        assert bring is not None
        entries = [entry for entry in bring(text) if isinstance(entry, Entry)]
        found = {
            (kind, " ".join(said.split()))
            for entry in entries
            for kind, said in map(read, entry.notes)
        }
        assert found >= {(kind, said) for _, kind, said in wanted}, name


def test_the_works_without_annotations_go_out_as_ever(on_empty: CommandLine) -> None:
    on_empty.ok("source", "add", "--type", "book", "--title", "Bare")
    assert "N1  - " not in on_empty.ok("export", "ris").out
    on_empty.ok("annotation", "add", "bare-nd", "--kind", "note", "--text", "Not bare.")
    assert "N1  - Not bare." in on_empty.ok("export", "ris").out
