"""`evidence demo` and `evidence init` make what they say, and nothing else."""

from __future__ import annotations

import errno
import shlex
from pathlib import Path

import pytest

from command_line import CommandLine, seed_rows
from evidence.services import checking
from support import assert_sound, everything, number_of

DATABASE = Path("evidence-demo/evidence.db")


def test_demo_makes_its_folder_checks_and_says_what_is_next(
    evidence: CommandLine, here: Path
) -> None:
    ran = evidence.ok("demo")
    assert [each.name for each in here.iterdir()] == ["evidence-demo"]
    assert [each.name for each in Path("evidence-demo").iterdir()] == ["evidence.db"]
    assert "$ evidence init --seed --db evidence-demo" in ran.out
    assert "$ evidence check --db evidence-demo" in ran.out
    for fault in ("(Gupta 2022)", "(Radjabov 2025)", "5 works", "C0", "Where to go next"):
        assert fault in ran.out
    assert f"{len(seed_rows('claims.jsonl'))} claims" in ran.out
    assert_sound(DATABASE)


def test_what_demo_proposes_next_can_be_typed(
    evidence: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, told = evidence.ok("demo").out.partition("Where to go next")
    lines = [line.strip() for line in told.splitlines() if line.startswith("    ")]
    there = lines.index("cd evidence-demo") + 1
    monkeypatch.chdir("evidence-demo")
    for line in lines[there:]:
        program, *arguments = shlex.split(line)
        assert program == "evidence"
        evidence.ok(*arguments)
    assert len(lines[there:]) > 4


def test_a_second_demo_says_what_is_there(evidence: CommandLine) -> None:
    evidence.ok("demo")
    before = everything(DATABASE)
    ran = evidence.ok("demo")
    assert "is there already; nothing was changed" in ran.out
    assert f"{len(seed_rows('claims.jsonl'))} claims" in ran.out
    assert "Where to go next" in ran.out
    assert everything(DATABASE) == before


@pytest.mark.parametrize("what", ["file", "folder", "foreign database", "dangling link"])
def test_demo_touches_nothing_that_is_not_its_own(
    evidence: CommandLine, here: Path, what: str
) -> None:
    place = here / "evidence-demo"
    if what == "file":
        place.write_text("mine")
    elif what == "dangling link":
        place.symlink_to("nowhere")
    else:
        place.mkdir()
        if what == "foreign database":
            (place / "evidence.db").write_bytes(b"SQLite format 3\0" + bytes(100))
    before = sorted(here.rglob("*"))
    line = evidence.refused(2, "demo")
    assert "nothing was touched" in line
    assert "hint: " in line
    assert sorted(here.rglob("*")) == before
    if what == "file":
        assert place.read_text() == "mine"


def test_an_interrupted_demo_leaves_nothing(
    evidence: CommandLine, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("evidence.services.databases.seed", interrupted)
        ran = evidence("demo")
    assert ran.status == 130
    assert ran.err.strip() == "evidence: interrupted"
    assert list(here.iterdir()) == []


def test_a_demo_interrupted_in_its_check_is_whole(
    evidence: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(checking, "check", interrupted)
        assert evidence("demo").status == 130
    assert_sound(DATABASE)
    assert "is there already" in evidence.ok("demo").out


def test_demo_in_a_folder_that_cannot_be_written_is_one_line(
    evidence: CommandLine, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied", str(here))

    with monkeypatch.context() as patch:
        patch.setattr("tempfile.mkdtemp", refuse)
        ran = evidence("demo")
    assert (ran.status, ran.err) == (3, f"evidence: {here}: permission denied\n")


def test_demo_takes_no_database(evidence: CommandLine) -> None:
    assert "no such option" in evidence.refused(2, "demo", "--db", "x.db")


def test_init_makes_an_empty_database_here(evidence: CommandLine, here: Path) -> None:
    assert evidence.ok("init").err == "made evidence.db\n"
    assert [each.name for each in here.iterdir()] == ["evidence.db"]
    assert evidence.json("stats")["records"]["sources"] == 0
    assert_sound(Path("evidence.db"))


def test_init_never_writes_over_anything(evidence: CommandLine, here: Path) -> None:
    evidence.ok("init")
    before = everything(here / "evidence.db")
    assert "init --seed" in evidence.refused(2, "init")
    (here / "notes.txt").write_text("mine")
    evidence.refused(2, "init", "--db", "notes.txt")
    evidence.refused(3, "init", "--seed", "--db", "notes.txt")
    evidence.refused(2, "init", "--db", here)
    evidence.refused(3, "init", "--db", "no-such-folder/evidence.db")
    assert everything(here / "evidence.db") == before
    assert (here / "notes.txt").read_text() == "mine"
    assert sorted(each.name for each in here.iterdir()) == ["evidence.db", "notes.txt"]


def test_init_does_not_take_a_database_of_a_folder_above(
    evidence: CommandLine, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence.ok("init")
    (here / "thesis").mkdir()
    monkeypatch.chdir(here / "thesis")
    evidence.ok("init")
    assert (here / "thesis" / "evidence.db").is_file()


def test_init_seed_fills_a_new_database_and_seeding_again_changes_nothing(
    evidence: CommandLine,
) -> None:
    path = Path("papers.db")
    assert (
        f"{len(seed_rows('claims.jsonl'))} claims"
        in evidence.ok("init", "--seed", "--db", path).err
    )
    before = everything(path)
    assert "is there already" in evidence.ok("init", "--seed", "--db", path).err
    assert everything(path) == before


def test_the_seed_joins_what_is_there_as_one_activity(on_empty: CommandLine, empty: Path) -> None:
    on_empty.ok("source", "add", "--type", "book", "--title", "Mine")
    ran = on_empty.ok("init", "--seed", "--dry-run")
    assert number_of(empty, "claim") == 0, ran.err
    on_empty.ok("init", "--seed")
    first, *_ = on_empty.json("log", "--limit", "1")
    assert (first["command"], first["kind"]) == ("init --seed", "seed")
    assert number_of(empty, "claim") == len(seed_rows("claims.jsonl"))
    on_empty.ok("undo")
    assert number_of(empty, "claim") == 0
    assert [each["title"] for each in on_empty.json("source", "list")] == ["Mine"]
    assert_sound(empty)


def test_a_dry_run_of_init_makes_nothing(evidence: CommandLine, here: Path) -> None:
    assert evidence.ok("init", "--seed", "--dry-run").err.startswith("would make evidence.db")
    assert list(here.iterdir()) == []
