"""A database that cannot be used: exit 3, one line that helps, nothing made or changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from command_line import CommandLine
from support import everything, raw

READ = (
    *(("source", "list"), ("claim", "show", "C001"), ("check",), ("stats",), ("log",)),
    *(("export", "csl-json"), ("db", "check"), ("rule", "waivers"), ("tag", "list")),
)
WRITE = (
    *(("source", "add", "--type", "book", "--title", "T"), ("undo",), ("init", "--seed")),
    *(("claim", "assess", "C001", "refuted", "--because", "x"), ("db", "reindex")),
    *(
        ("source", "remove", "drab2018", "--yes"),
        ("rule", "waive", "EV201", "T10", "--because", "x"),
    ),
    *(("paper", "attach", "yadav-nd", "-"), ("source", "tag", "drab2018", "x")),
)
Make = Callable[[Path], None]


def of_another_program(path: Path) -> None:
    """A SQLite database with somebody else's tables."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE source (id INTEGER)")
        connection.commit()


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file of a folder with its bytes."""
    return {
        str(each.relative_to(folder)): each.read_bytes() if each.is_file() else None
        for each in folder.rglob("*")
    }


def of_text(path: Path) -> None:
    """Somebody's notes."""
    path.write_text("my notes\n" * 100)


def of_a_header(path: Path) -> None:
    """A file that only begins like a database."""
    path.write_bytes(b"SQLite format 3\0")


FOREIGN: dict[str, tuple[Make | None, str]] = {
    "missing": (None, "there is no database"),
    "text": (of_text, "is not a SQLite database"),
    "empty": (Path.touch, "is empty"),
    "other": (of_another_program, "of another program"),
    "header": (of_a_header, "another program"),
    "folder": (Path.mkdir, "not a file"),
}


@pytest.mark.parametrize("what", FOREIGN)
@pytest.mark.parametrize("words", [*READ, *WRITE], ids=lambda words: " ".join(words)[:30])
def test_what_is_no_database_of_ours_is_left_alone(
    evidence: CommandLine, here: Path, what: str, words: tuple[str, ...]
) -> None:
    make, message = FOREIGN[what]
    path = here / "some.db"
    if make is not None:
        make(path)
    before = tree(here)
    if words == ("init", "--seed") and what == "missing":
        words = ("source", "tag", "drab2018", "x")
    line = evidence.refused(3, *words, "--db", path)
    assert message in line
    assert str(path) in line
    assert "; hint: " in line
    if what == "missing":
        assert f"evidence --db {path} init" in line
    assert tree(here) == before


@pytest.mark.parametrize("words", [*READ, *WRITE], ids=lambda words: " ".join(words)[:30])
def test_an_older_or_newer_database_says_what_helps(
    evidence: CommandLine,
    seeded: Path,
    earlier: Callable[[str], Path],
    words: tuple[str, ...],
) -> None:
    older = earlier("0003")
    before = everything(older)
    assert f"evidence --db {older} db upgrade" in evidence.refused(3, *words, "--db", older)
    assert everything(older) == before
    with raw(seeded) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = everything(seeded)
    line = evidence.refused(3, *words, "--db", seeded)
    assert "later release" in line
    assert "pip install --upgrade evidence" in line
    assert everything(seeded) == before


def test_a_newer_database_is_not_upgraded_down(evidence: CommandLine, seeded: Path) -> None:
    with raw(seeded) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "later release" in evidence.refused(3, "db", "upgrade", "--db", seeded)
    assert evidence.json("db", "current", "--db", seeded)["revision"] == "9999"


@pytest.mark.parametrize("words", WRITE, ids=lambda words: " ".join(words)[:30])
def test_a_locked_database_can_be_read_and_is_not_written(
    on_seed: CommandLine,
    seeded: Path,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EVIDENCE_TIMEOUT", "0.05")
    before = everything(seeded)
    with raw(seeded) as other:
        other.execute("BEGIN IMMEDIATE")
        assert on_seed.json("claim", "show", "C001")
        line = on_seed.refused(3, *words)
        assert "locked" in line
        assert "; hint: " in line
        other.execute("ROLLBACK")
    assert everything(seeded) == before


def test_a_timeout_that_is_no_number_is_bad_input(
    on_seed: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVIDENCE_TIMEOUT", "soon")
    assert "EVIDENCE_TIMEOUT" in on_seed.refused(2, "stats")


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_database_is_read_and_not_written(
    on_seed: CommandLine, seeded: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Who runs the tests may be allowed everything: so the system's answer is what is changed.
    denied = seeded if what == "file" else seeded.parent
    allowed = os.access

    def access(path: os.PathLike[str] | str, mode: int) -> bool:
        return not (mode == os.W_OK and Path(path) == denied) and allowed(path, mode)

    monkeypatch.setattr(os, "access", access)
    before = tree(seeded.parent)
    assert on_seed.json("claim", "show", "C001")
    assert on_seed("check").status == 1
    for words in WRITE:
        line = on_seed.refused(3, *words)
        assert "can be read but not written" in line
        assert f"the {what} is read-only" in line
        assert "; hint: " in line
    assert tree(seeded.parent) == before


@pytest.mark.parametrize("words", [*READ, *WRITE], ids=lambda words: " ".join(words)[:30])
def test_a_damaged_database_is_one_line_that_helps(
    evidence: CommandLine, seeded: Path, words: tuple[str, ...]
) -> None:
    whole = seeded.read_bytes()
    seeded.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    before = seeded.read_bytes()
    ran = evidence(*words, "--db", seeded)
    if words == ("db", "check"):
        assert ran.status in {1, 3}
    else:
        assert (ran.status, ran.out) == (3, "")
        (line,) = ran.err.splitlines()
        assert "damaged" in line
        assert "evidence db restore" in line
    assert "internal error" not in ran.err
    assert "Traceback" not in ran.err
    assert seeded.read_bytes() == before


@pytest.mark.parametrize("length", [50, 100, 4096, 100_000])
def test_a_database_cut_short_is_no_traceback(
    evidence: CommandLine, seeded: Path, length: int
) -> None:
    seeded.write_bytes(seeded.read_bytes()[:length])
    for words in READ:
        ran = evidence(*words, "--db", seeded)
        assert ran.status in {1, 3}, ran
        assert "internal error" not in ran.err
        assert len(ran.err.splitlines()) <= 1
