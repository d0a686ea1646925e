"""Files with their pages: added and read, listed, printed, labelled."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine
from support import assert_sound, everything, records, undo

TEXTS = ("Rays were measured.", "The minister denied it.", "Nothing is said of snow.")
MESSAGE = "read document D01: 3 pages; labelled 1-3=57-59, as somebody said"


@pytest.fixture
def text(here: Path) -> Path:
    path = here / "rays.txt"
    path.write_text("\f".join(TEXTS))
    (here / "broken.pdf").write_bytes(b"%PDF-1.7 some words")
    return path


@pytest.fixture
def added(on_seed: CommandLine, text: Path) -> CommandLine:
    on_seed.ok("document", "add", "rays.txt", "--source", "drab2018", "--first-page", "57")
    return on_seed


def test_a_file_is_added_with_its_pages(on_seed: CommandLine, seeded: Path, text: Path) -> None:
    before = records(seeded)
    ran = on_seed.ok("document", "add", "rays.txt", "--source", "drab2018", "--first-page", "57")
    assert ran.key == "D01"
    assert ran.err.splitlines() == [
        f"attached document D01 to drab2018: rays.txt (text/plain, {text.stat().st_size} bytes)",
        MESSAGE,
    ]
    (listed,) = on_seed.json("document", "list")
    assert (listed["pages"], listed["status"]) == (3, "read")
    assert on_seed.json("document", "pages", "D01") == [
        {
            "index": index,
            "label": str(57 + index),
            "status": "text",
            "characters": len(TEXTS[index]),
        }
        for index in range(3)
    ]
    shown = on_seed.json("document", "show", "D01")
    assert shown["labels"] == [{"source": "drab2018", "map": "1-3=57-59", "origin": "person"}]
    assert shown["detail"] is None
    assert_sound(seeded)
    undo(seeded)
    assert records(seeded) == before


def test_the_same_file_is_recognised(added: CommandLine, seeded: Path, text: Path) -> None:
    text.rename(text.with_name("again.txt"))
    before = everything(seeded)
    ran = added.ok("document", "add", "again.txt", "--source", "drab2018")
    assert ran.err.splitlines() == [
        "document D01 is held for drab2018 already",
        "document D01 was read before: 3 pages; labelled 1-3=57-59, as somebody said",
    ]
    assert everything(seeded) == before
    shared = added.ok("document", "add", "again.txt", "--source", "thomas2021")
    first, second = shared.err.splitlines()
    assert first == "attached document D01 to thomas2021: rays.txt, which is held already"
    assert second.startswith("document D01 was read before: 3 pages; no page has a label: ")


def test_what_cannot_be_read_is_held_all_the_same_and_told(
    on_seed: CommandLine, seeded: Path, text: Path
) -> None:
    ran = on_seed("document", "add", "broken.pdf", "rays.txt", "--source", "drab2018")
    assert (ran.status, ran.out) == (1, "D01\nD02\n")
    told = ran.err.splitlines()[1]
    assert told.startswith("document D01 cannot be read: ")
    broken, fine = on_seed.json("document", "list")
    assert (broken["status"], broken["pages"], fine["status"]) == ("failed", None, "read")
    assert on_seed.json("document", "show", "D01")["detail"] == told.partition(": ")[2]
    assert on_seed.json("document", "pages", "D01") == []
    again = on_seed("document", "read", "D01")
    assert (again.status, again.err.splitlines()) == (1, [told])
    hint = "no page of D01 is held; hint: evidence document read D01"
    assert on_seed.refused(2, "document", "text", "D01") == hint
    assert on_seed.refused(2, "document", "relabel", "D01", "--first-page", "1") == hint
    assert_sound(seeded)


def test_a_dry_run_adds_nothing(on_seed: CommandLine, seeded: Path, text: Path) -> None:
    before = everything(seeded)
    ran = on_seed.ok("document", "add", "rays.txt", "--source", "drab2018", "--dry-run")
    assert ran.out == ""
    assert ran.err.startswith("would attach document D01 to drab2018: rays.txt")
    assert "3 pages" in ran.err
    assert everything(seeded) == before
    assert not (seeded.parent / "evidence.files").exists()


def test_a_file_can_be_added_unread_and_read_later(
    on_seed: CommandLine, seeded: Path, text: Path
) -> None:
    on_seed.ok("document", "add", "rays.txt", "--source", "drab2018", "--no-read", "--link")
    (listed,) = on_seed.json("document", "list")
    assert (listed["status"], listed["pages"], listed["linked"]) == ("unread", None, True)
    before = records(seeded)
    ran = on_seed.ok("document", "read", "--all")
    assert ran.err.startswith("read document D01: 3 pages; no page has a label: evidence document")
    assert on_seed.ok("document", "read", "--all").err == "no document to read\n"
    held = everything(seeded)
    assert on_seed.ok("document", "read", "D01", "--anew").err.startswith(
        "read document D01: 3 pages, as they were held; "
    )
    assert on_seed.ok("document", "read", "D01", "D01").err.startswith(
        "document D01 was read before: 3 pages"
    )
    assert everything(seeded) == held
    undo(seeded)
    assert records(seeded) == before
    text.unlink()
    gone = on_seed("document", "read", "D01")
    assert gone.status == 1
    assert gone.err == f"document D01 cannot be read: its file is not there: {text}\n"


def test_a_table_tells_how_the_labels_came_about(added: CommandLine) -> None:
    ran = added.ok("document", "pages", "D01", "--format", "table")
    assert ran.err == "D01 as a copy of drab2018: labelled 1-3=57-59, as somebody said\n"
    head, _, first, *_ = ran.out.splitlines()
    assert head.split() == ["page", "label", "status", "characters"]
    assert first.split() == ["1", "57", "text", str(len(TEXTS[0]))]
    rows = added.ok("document", "pages", "D01").rows
    assert rows[1] == {
        "index": "1",
        "label": "58",
        "status": "text",
        "characters": str(len(TEXTS[1])),
    }


def test_the_text_of_pages_is_printed(added: CommandLine) -> None:
    assert added.ok("document", "text", "D01", "--page", "58").out == TEXTS[1] + "\n"
    assert added.ok("document", "text", "D01", "--index", "0").out == TEXTS[0] + "\n"
    assert added.ok("document", "text", "D01").out == "\n\f".join(TEXTS) + "\n"
    assert added.refused(3, "document", "text", "D01", "--page", "4").startswith(
        "no page of D01 is labelled '4'"
    )
    assert added.refused(3, "document", "text", "D01", "--index", "-1").startswith(
        "D01 has no page of index -1: they are 0 to 2"
    )


def test_pages_are_labelled_anew(added: CommandLine, seeded: Path, text: Path) -> None:
    before = records(seeded)
    ran = added.ok("document", "relabel", "D01", "--labels", "1=iv,2-=1")
    assert ran.err == (
        "document D01 as a copy of drab2018: labelled 1=iv,2-3=1-2, as somebody said\n"
    )
    labels = [each["label"] for each in added.json("document", "pages", "D01")]
    assert labels == ["iv", "1", "2"]
    undo(seeded)
    assert records(seeded) == before
    added.ok("source", "edit", "drab2018", "--page", "106-108")
    assert added.ok("document", "relabel", "D01", "--auto").err == (
        "document D01 as a copy of drab2018: labelled 1-3=106-108, by the work's page range, "
        "which is as long as the file\n"
    )
    added.ok("document", "add", "rays.txt", "--source", "thomas2021", "--first-page", "9")
    of_other = added.json("document", "pages", "D01", "--source", "thomas2021")
    assert [each["label"] for each in of_other] == ["9", "10", "11"]
    added.ok("document", "relabel", "D01", "--source", "thomas2021", "--first-page", "S9")
    assert [each["map"] for each in added.json("document", "show", "D01")["labels"]] == [
        "1-3=106-108",
        "1-3=S9-S11",
    ]
    assert_sound(seeded)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add", "rays.txt"), "missing option '--source'"),
        (("add", "--source", "drab2018"), "missing argument 'FILE...'"),
        (
            ("add", "rays.txt", "--source", "drab2018", "--no-read", "--first-page", "1"),
            "not with --no-read",
        ),
        (
            ("add", "rays.txt", "broken.pdf", "--source", "drab2018", "--labels", "1-=1"),
            "not with several files",
        ),
        (
            (*("add", "rays.txt", "--source", "drab2018", "--labels"), "1-=1", "--first-page", "1"),
            "cannot be given together",
        ),
        (("add", "rays.txt", "--source", "drab2018", "--labels", "1-9=1"), "pages 1 to 3"),
        (("add", "rays.txt", "--source", "drab2018", "--labels", "x"), "labels no pages"),
        (("read",), "name documents, or give --all"),
        (("read", "D01", "--all"), "name documents, or give --all"),
        (("relabel", "D01"), "give --first-page, --labels or --auto"),
        (("relabel", "D01", "--auto", "--labels", "1=1"), "cannot be given together"),
        (("text", "D01", "--page", "1", "--index", "0"), "cannot be given together"),
    ],
)
def test_misuse_is_refused(
    on_seed: CommandLine, seeded: Path, text: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = everything(seeded)
    assert message in on_seed.refused(2, "document", *arguments)
    assert everything(seeded) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add", "rays.txt", "--source", "drab2081"), "no source 'drab2081'"),
        (("add", "none.txt", "--source", "drab2018"), "there is no file none.txt"),
        (("add", "rays.txt", "none.txt", "--source", "drab2018"), "there is no file none.txt"),
        (("read", "D01", "D09"), "no document 'D01'"),
        (("pages", "D09"), "no document 'D09'"),
        (("text", "D09"), "no document 'D09'"),
        (("relabel", "D09", "--auto"), "no document 'D09'"),
        (("show", "D09"), "no document 'D09'"),
    ],
)
def test_what_is_not_there_is_told(
    on_seed: CommandLine, seeded: Path, text: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = everything(seeded)
    assert on_seed.refused(3, "document", *arguments).startswith(message)
    assert everything(seeded) == before


def test_a_work_that_a_file_is_no_copy_of_is_told(added: CommandLine) -> None:
    for command in (("pages", "D01"), ("relabel", "D01", "--auto"), ("text", "D01", "--page", "5")):
        message = added.refused(3, "document", *command, "--source", "thomas2021")
        assert message.startswith("D01 is no file of thomas2021")


def test_what_goes_with_a_document_is_told(added: CommandLine, seeded: Path) -> None:
    before = records(seeded)
    ran = added.ok("document", "remove", "D01", "--yes")
    assert ran.err == "removed document D01 (with 3 pages); 'evidence undo' brings it back\n"
    assert added.json("document", "list") == []
    added.ok("undo")
    assert records(seeded) == before
    assert_sound(seeded)
