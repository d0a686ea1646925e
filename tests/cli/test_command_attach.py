"""`evidence paper attach` gives a paper its text and finds its claims there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from command_line import ROOT, CommandLine, seed_rows
from support import PAPER, assert_sound, everything, number_of

TEXT = """A Title Of Its Own

Introduction

Rivers rise in spring. Mountains are older than rivers (Roy 2018). Nobody counts the stones.

Conclusion

Rivers fall in autumn.

References

Roy, Ada. 2018. Rivers. Kraków.
"""
GIVEN = os.environ.get("EVIDENCE_PAPER")
SEED_PAPER = Path(GIVEN) if GIVEN else ROOT.parent / "shared" / "paper"


@pytest.fixture
def paper(on_empty: CommandLine, here: Path) -> CommandLine:
    """A paper with its text in `paper.txt` and three claims tied to it."""
    on_empty.ok("paper", "add", "--type", "manuscript", "--title", "A Title", "--key", "rivers")
    (here / "paper.txt").write_text(TEXT, encoding="utf-8")
    on_empty.ok("paper", "attach", "rivers", "paper.txt")
    for section, sentence, statement in (
        ("Introduction", "1", "Spring makes rivers rise."),
        ("Introduction", "3", "The stones are uncounted."),
        ("Conclusion", "1", "Autumn makes rivers fall."),
    ):
        on_empty.ok(
            "claim", "add", "--section", section, "--paragraph", "1", "--sentence", sentence,
            "--statement", statement,
        )  # fmt: skip
    return on_empty


def test_the_sentences_are_held_and_the_claims_found(paper: CommandLine, empty: Path) -> None:
    ran = paper.ok("paper", "attach", "rivers", "paper.txt", "--format", "json")
    assert list(ran.data)[:3] == ["paper", "passages", "found"]
    assert (ran.data["found"], ran.data["missing"]) == (3, [])
    assert paper.json("paper", "show", "rivers")["passages"] == ran.data["passages"]
    found = paper("check", "--select", "EV501", "-f", "json").data["findings"]
    for each in found:
        place = each["location"]
        assert TEXT[place["start"] : place["end"]].endswith(".")
    assert len(found) == 3
    assert_sound(empty)


def test_claims_are_found_wherever_and_however_their_sentence_is_set(
    paper: CommandLine, here: Path
) -> None:
    moved = TEXT.replace("Rivers fall in autumn.", "One more.\n\nRivers  FALL\nin\tautumn!")
    (here / "moved.txt").write_text(f"\ufeff{moved}".replace("\n", "\r\n"), encoding="utf-8")
    ran = paper.ok("paper", "attach", "rivers", "moved.txt", "--format", "json")
    assert ran.data["found"] == 3


def test_a_claim_whose_sentence_was_changed_is_named(paper: CommandLine, here: Path) -> None:
    (here / "changed.txt").write_text(TEXT.replace("counts", "weighs"), encoding="utf-8")
    ran = paper("paper", "attach", "rivers", "changed.txt", "--format", "json")
    assert ran.status == 1
    (missing,) = ran.data["missing"]
    assert missing["statement"] == "The stones are uncounted."
    assert (missing["section"], missing["paragraph"], missing["sentence"]) == ("Introduction", 1, 3)
    assert ran.data["found"] == 2
    table = paper("paper", "attach", "rivers", "changed.txt", "--format", "table")
    assert "The stones are uncounted." in table.out


def test_a_dry_run_and_an_undo_keep_the_text_that_was_held(
    paper: CommandLine, here: Path, empty: Path
) -> None:
    (here / "short.txt").write_text("Introduction\n\nRivers rise in spring.\n")
    before = everything(empty)
    assert paper("paper", "attach", "rivers", "short.txt", "--dry-run").status == 1
    assert everything(empty) == before
    held = number_of(empty, "passage")
    paper("paper", "attach", "rivers", "short.txt")
    assert number_of(empty, "passage") == 1
    paper.ok("undo")
    assert number_of(empty, "passage") == held
    assert_sound(empty)


def test_the_text_may_come_from_stdin(paper: CommandLine) -> None:
    ran = paper.ok("paper", "attach", "rivers", "-", "--format", "json", stdin=TEXT)
    assert ran.data["found"] == 3


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "is a PDF"),
        (b"PK\x03\x04\x14\x00", "packed document"),
        (TEXT.encode("utf-16"), "is UTF-16 text"),
        (TEXT.encode("utf-16-le"), "NUL"),
        (TEXT.encode("utf-16-be"), "NUL"),
        (TEXT.encode("latin-1"), "is not UTF-8 text: byte "),
        (bytes(range(256)), "NUL"),
        (b"", "holds no sentence"),
        (b"\n\n \t\n", "holds no sentence"),
    ],
)
def test_what_is_no_text_is_named_and_the_paper_stays_as_it_was(
    paper: CommandLine, here: Path, empty: Path, raw: bytes, message: str
) -> None:
    (here / "paper.bin").write_bytes(raw)
    before = everything(empty)
    line = paper.refused(2, "paper", "attach", "rivers", "paper.bin")
    assert line.startswith("paper.bin")
    assert message in line
    assert "hint: " in line
    assert everything(empty) == before


def test_a_file_or_a_paper_that_is_not_there_is_named(paper: CommandLine, here: Path) -> None:
    assert "none.txt" in paper.refused(3, "paper", "attach", "rivers", "none.txt")
    assert "directory" in paper.refused(3, "paper", "attach", "rivers", here)
    assert "did you mean rivers?" in paper.refused(3, "paper", "attach", "river", "paper.txt")
    paper.refused(2, "paper", "attach", "rivers")


@pytest.mark.skipif(
    not SEED_PAPER.exists(),
    reason="the seed paper's text is not published: EVIDENCE_PAPER names the file or its folder",
)
def test_every_claim_of_the_seed_paper_is_found(on_seed: CommandLine, seeded: Path) -> None:
    (file,) = SEED_PAPER.glob("*.txt") if SEED_PAPER.is_dir() else [SEED_PAPER]
    ran = on_seed.ok("paper", "attach", PAPER, file, "--format", "json")
    claims = seed_rows("claims.jsonl")
    assert (ran.data["found"], ran.data["missing"]) == (len(claims), [])
    places = {row["key"]: (row["section"], row["paragraph"], row["sentence"]) for row in claims}
    found = on_seed("check", "--select", "EV501", "-f", "json").data["findings"]
    text = file.read_text(encoding="utf-8-sig")
    for each in found:
        place = each["location"]
        assert (place["section"], place["paragraph"], place["sentence"]) == places[
            each["subject"]["key"]
        ]
        assert text[place["start"] : place["end"]].strip()
    first = found[0]["location"]
    changed = f"{text[: first['start']]}Something else stands here.{text[first['end'] :]}"
    ran = on_seed("paper", "attach", PAPER, "-", "-f", "json", stdin=changed)
    assert ran.status == 1
    place = (first["section"], first["paragraph"], first["sentence"])
    assert {each["key"] for each in ran.data["missing"]} == {
        key for key, where in places.items() if where == place
    }
    assert_sound(seeded)
