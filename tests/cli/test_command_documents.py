"""Files of works: attached, listed, shown, opened, detached, removed, cleared up, backed up."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from command_line import CommandLine
from support import assert_sound, everything, records, undo

PDF = b"%PDF-1.7 some words"
SHA = hashlib.sha256(PDF).hexdigest()
CONTRACT = ["key", "source", "file", "media_type", "pages", "status"]


@pytest.fixture
def paper(here: Path) -> Path:
    (here / "drab.pdf").write_bytes(PDF)
    (here / "notes.txt").write_text("words")
    return here / "drab.pdf"


def test_files_are_attached_and_listed(on_seed: CommandLine, seeded: Path, paper: Path) -> None:
    before = records(seeded)
    ran = on_seed.ok("source", "attach", "drab2018", "drab.pdf", "notes.txt")
    assert ran.out == "D01\nD02\n"
    assert ran.err.splitlines() == [
        "attached document D01 to drab2018: drab.pdf (application/pdf, 19 bytes)",
        "attached document D02 to drab2018: notes.txt (text/plain, 5 bytes)",
    ]
    first, second = on_seed.json("document", "list")
    assert list(first) == [*CONTRACT, "sources", "name", "size", "sha256", "linked"]
    assert first == {
        "key": "D01",
        "source": "drab2018",
        "file": str(seeded.parent / "evidence.files" / SHA[:2] / f"{SHA}.pdf"),
        "media_type": "application/pdf",
        "pages": None,
        "status": "unread",
        "sources": ["drab2018"],
        "name": "drab.pdf",
        "size": 19,
        "sha256": SHA,
        "linked": False,
    }
    shown = on_seed.json("document", "show", "D02")
    assert {name: shown.pop(name) for name in ("detail", "labels")} == {
        "detail": None,
        "labels": [{"source": "drab2018", "map": "", "origin": None}],
    }
    assert shown == second
    assert on_seed.json("source", "show", "drab2018")["documents"] == ["D01", "D02"]
    assert on_seed.json("document", "list", "--source", "thomas2021") == []
    assert on_seed.json("document", "list", "--source", "drab2018") == [first, second]
    assert on_seed.ok("document", "path", "D01").out == first["file"] + "\n"
    assert_sound(seeded)
    undo(seeded)
    assert records(seeded) == before


def test_what_is_held_already_is_said(on_seed: CommandLine, seeded: Path, paper: Path) -> None:
    def said(*arguments: str) -> str:
        ran = on_seed.ok("source", "attach", *arguments)
        assert ran.key == "D01"
        return ran.err

    assert "attached document D01 to drab2018" in said("drab2018", "drab.pdf", "--link")
    assert on_seed.json("document", "show", "D01")["file"] == str(paper)
    assert "held for drab2018 already; its file is now" in said("drab2018", "drab.pdf")
    assert on_seed.json("document", "show", "D01")["linked"] is False
    assert "which is held already" in said("thomas2021", "drab.pdf")
    before = everything(seeded)
    assert "held for thomas2021 already; nothing changed" in said("thomas2021", "drab.pdf")
    assert everything(seeded) == before


@pytest.mark.parametrize("link", [(), ("--link",)])
def test_a_dry_run_attaches_nothing(
    on_seed: CommandLine, seeded: Path, paper: Path, link: tuple[str, ...]
) -> None:
    before = everything(seeded)
    ran = on_seed.ok("source", "attach", "drab2018", "drab.pdf", "--dry-run", *link)
    assert ran.out == ""
    assert ran.err.startswith("would attach document D01 to drab2018: drab.pdf (application/pdf")
    assert everything(seeded) == before
    assert not (seeded.parent / "evidence.files").exists()


def test_what_cannot_be_attached_is_refused(
    on_seed: CommandLine, seeded: Path, here: Path, paper: Path
) -> None:
    os.mkfifo(here / "pipe")
    (here / "empty.pdf").touch()
    before = everything(seeded)
    for status, message, arguments in (
        (2, "missing argument", ("drab2018",)),
        (3, "did you mean drab2018", ("drab201", "drab.pdf")),
        (3, "there is no file none.pdf", ("drab2018", "drab.pdf", "none.pdf")),
        (2, "is a folder", ("drab2018", ".")),
        (2, "is a pipe", ("drab2018", "pipe", "--link")),
        (2, "is a device", ("drab2018", "/dev/null")),
        (2, "is empty", ("drab2018", "drab.pdf", "empty.pdf")),
    ):
        assert message in on_seed.refused(status, "source", "attach", *arguments)
    assert everything(seeded) == before
    assert not (seeded.parent / "evidence.files").exists()


def test_a_file_is_detached_when_asked_and_comes_back(
    on_seed: CommandLine, seeded: Path, paper: Path
) -> None:
    on_seed.ok("source", "attach", "drab2018", "drab.pdf")
    on_seed.ok("source", "attach", "thomas2021", "drab.pdf")
    before = records(seeded)
    assert "unasked" in on_seed.refused(2, "source", "detach", "drab2018", "D01")
    told = on_seed.ok("source", "detach", "drab2018", "D01", "--dry-run").err
    assert told == "would remove document D01 from drab2018\n"
    assert records(seeded) == before
    on_seed.ok("source", "detach", "drab2018", "D01", "--yes")
    assert on_seed.json("document", "show", "D01")["sources"] == ["thomas2021"]
    assert "D01 is no file of drab2018" in on_seed.refused(
        3, "source", "detach", "drab2018", "D01", "--yes"
    )
    assert "its only work" in on_seed.ok("source", "detach", "thomas2021", "D01", "-y").err
    assert on_seed.json("document", "list") == []
    on_seed.ok("undo")
    on_seed.ok("undo")
    assert records(seeded) == before
    assert Path(on_seed.ok("document", "path", "D01").key).read_bytes() == PDF
    assert "no document 'D09'" in on_seed.refused(3, "source", "detach", "drab2018", "D09", "-y")
    assert "missing argument" in on_seed.refused(2, "source", "detach", "drab2018")


def test_a_document_is_removed_when_asked_and_comes_back(
    on_seed: CommandLine, seeded: Path, paper: Path
) -> None:
    on_seed.ok("source", "attach", "drab2018", "drab.pdf")
    before = records(seeded)
    assert "unasked" in on_seed.refused(2, "document", "remove", "D01")
    assert "would remove" in on_seed.ok("document", "remove", "D01", "--dry-run").err
    on_seed.ok("document", "remove", "D01", "--yes")
    assert on_seed.json("source", "show", "drab2018")["documents"] == []
    assert on_seed.ok("document", "prune", "--yes").err == "no file to delete\n"
    on_seed.ok("undo")
    assert records(seeded) == before
    assert_sound(seeded)
    for verb in ("show", "path", "remove"):
        assert "no document 'D07'" in on_seed.refused(3, "document", verb, "D07")
        assert "missing argument" in on_seed.refused(2, "document", verb)


def test_a_work_is_removed_with_its_files(on_seed: CommandLine, seeded: Path, paper: Path) -> None:
    on_seed.ok("source", "attach", "theprint-nd", "drab.pdf")
    told = on_seed.ok("source", "remove", "theprint-nd", "--dry-run").err
    assert "1 document" in told
    on_seed.ok("source", "remove", "theprint-nd", "--yes")
    assert on_seed.json("document", "list") == []
    on_seed.ok("undo")
    assert on_seed.json("document", "list")[0]["status"] == "unread"
    assert_sound(seeded)


def test_a_lost_and_a_changed_file_are_told(
    on_seed: CommandLine, seeded: Path, paper: Path
) -> None:
    on_seed.ok("source", "attach", "drab2018", "drab.pdf")
    on_seed.ok("source", "attach", "drab2018", "notes.txt", "--link")
    assert on_seed.ok("db", "check").err.endswith("is sound\n")
    file = Path(on_seed.ok("document", "path", "D01").key)
    file.unlink()
    Path("notes.txt").write_text("other words")
    listed = on_seed.json("document", "list")
    assert [each["status"] for each in listed] == ["missing", "changed"]
    assert "source attach drab2018 FILE" in on_seed.refused(3, "document", "path", "D01")
    ran = on_seed("db", "check", "--format", "json")
    assert ran.status == 1
    assert [(each["kind"], each["subject"]) for each in ran.data] == [
        ("document", "D01"),
        ("document", "D02"),
    ]
    assert str(file) in ran.data[0]["message"]
    on_seed.ok("source", "attach", "drab2018", "drab.pdf")
    assert file.read_bytes() == PDF


def test_files_that_nothing_names_are_deleted_when_asked(
    on_seed: CommandLine, seeded: Path, paper: Path
) -> None:
    on_seed.ok("source", "attach", "drab2018", "drab.pdf")
    stray = seeded.parent / "evidence.files" / "ab" / f"ab{'0' * 62}.pdf"
    stray.parent.mkdir()
    stray.write_bytes(b"stray")
    told = on_seed.ok("document", "prune", "--dry-run").err
    assert told == f"{stray}\nwould delete 1 file (5 bytes)\n"
    assert "not deleting 1 file (5 bytes) unasked" in on_seed.refused(2, "document", "prune")
    assert stray.exists()
    assert on_seed.ok("document", "prune", "--yes").err == "deleted 1 file\n"
    assert not stray.parent.exists()
    assert_sound(seeded)


def test_a_backup_tells_of_the_files_and_copies_them_if_wanted(
    on_seed: CommandLine, seeded: Path, here: Path, paper: Path
) -> None:
    assert len(on_seed.ok("db", "backup", "without.db").err.splitlines()) == 1
    on_seed.ok("source", "attach", "drab2018", "drab.pdf")
    told = on_seed.ok("db", "backup", "one.db").err
    assert f"1 held file in {seeded.parent / 'evidence.files'} is not in the copy" in told
    assert not (here / "one.files").exists()
    told = on_seed.ok("db", "backup", "two.db", "--files").err
    assert f"1 held file in {here / 'two.files'}" in told
    assert_sound(here / "two.db")
    file = Path(on_seed.ok("document", "path", "D01").key)
    file.write_bytes(b"other")
    ran = on_seed("db", "backup", "three.db", "--files")
    assert ran.status == 1
    assert f"not copied, because it is damaged: {file}" in ran.err
    told = on_seed.ok("db", "restore", "two.db", "--yes").err
    assert "1 held file in" in told
    assert file.read_bytes() == PDF
    on_seed.ok("db", "restore", "without.db", "--yes")
    assert file.read_bytes() == PDF, "held files stay as they are"


def test_names_from_files_are_harmless(on_seed: CommandLine, seeded: Path, here: Path) -> None:
    name = "=1+1 \x1b[31m‮.p{..}f"
    (here / name).write_bytes(PDF)
    ran = on_seed.ok("source", "attach", "drab2018", name)
    assert "\x1b" not in ran.err
    shown = on_seed.json("document", "show", "D01")
    assert shown["name"] == name
    assert Path(shown["file"]).name == SHA
    assert "\x1b" not in on_seed.ok("document", "list").out
