"""The program as a process: on a terminal, in a pipe, interrupted, and what its help costs."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence.cli.text import display_width
from terminal import ESCAPE, PROGRAM, environment, on_a_terminal, unix


@unix
def test_a_terminal_gets_coloured_tables_that_fit(seeded: Path) -> None:
    for words in (
        ("claim", "list", "--section", "Tajikistan"),
        ("check",),
    ):
        _, shown = on_a_terminal(seeded, *words)
        assert ESCAPE.search(shown)
        lines = ESCAPE.sub("", shown).splitlines()
        assert max(map(display_width, lines)) <= 80
        assert "\t" not in shown


@unix
@pytest.mark.parametrize("more", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_who_wants_no_colour_gets_none(seeded: Path, more: dict[str, str]) -> None:
    assert "\x1b" not in on_a_terminal(seeded, "check", "--select", "EV2", more=more)[1]


@unix
def test_a_removal_asks_and_takes_no_for_an_answer(seeded: Path) -> None:
    status, shown = on_a_terminal(seeded, "claim", "remove", "C026", typed="n\n")
    assert status == 0
    assert "remove claim C026 (with" in ESCAPE.sub("", shown)
    assert "nothing removed" in shown
    status, shown = on_a_terminal(seeded, "claim", "remove", "C026", typed="\x04")
    assert status == 130
    assert "Traceback" not in shown
    status, shown = on_a_terminal(seeded, "claim", "remove", "C026", typed="y\n")
    assert status == 0
    assert "removed claim C026" in shown
    assert on_a_terminal(seeded, "claim", "show", "C026")[0] == 3


@unix
def test_a_new_key_is_told_once_on_a_terminal(seeded: Path) -> None:
    _, shown = on_a_terminal(seeded, "source", "add", "--type", "book", "--title", "T")
    assert shown == "added source t-nd\n"


@pytest.mark.parametrize("form", ["json", "tsv", "table"])
def test_a_reader_that_goes_away_is_no_error(seeded: Path, form: str) -> None:
    with subprocess.Popen(
        [*PROGRAM, "claim", "list", "--format", form],
        env=environment(seeded),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(20)
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


def test_a_pipe_gets_utf8_whatever_the_locale(seeded: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "source", "show", "radjabov2025a", "--format", "tsv"],
        env=environment(seeded, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0"),
        capture_output=True,
        check=True,
    )
    assert "India–Uzbekistan" in done.stdout.decode("utf-8")


@unix
def test_an_interruption_is_one_line_and_changes_nothing(seeded: Path) -> None:
    before = seeded.read_bytes()
    with subprocess.Popen(
        [*PROGRAM, "paper", "attach", "yadav-nd", "-"],
        env=environment(seeded),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b"A sentence.")
        process.stdin.flush()
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert process.returncode == 130
    assert said.decode().strip() == "evidence: interrupted"
    assert seeded.read_bytes() == before


def test_the_help_of_the_program_imports_no_database(seeded: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "evidence", "--help"],
        env=environment(seeded),
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "click" in imported
    heavy = ("sqlalchemy", "alembic", "rich", "sqlite3", "evidence.store", "evidence.services")
    assert [name for name in imported if name.startswith(heavy)] == []


def test_the_program_runs_as_a_module_and_tells_its_version(seeded: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "--version"], env=environment(seeded), capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("evidence ")


@unix
def test_an_annotation_is_written_in_the_editor(seeded: Path, tmp_path: Path) -> None:
    program = tmp_path / "editor.py"
    program.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "path.write_text(path.read_text() + 'First.\\n\\nSecond.\\n')\n"
    )
    editors = {"writes": f"{sys.executable} {program}", "leaves": "true"}
    words = ("annotation", "add", "drab2018", "--kind", "note")
    status, shown = on_a_terminal(seeded, *words, more={"EDITOR": editors["leaves"]})
    assert (status, shown) == (0, "nothing added\n")
    status, shown = on_a_terminal(seeded, *words, more={"EDITOR": editors["writes"]})
    assert (status, shown) == (0, "added annotation A50: note of drab2018\n")
    shown = on_a_terminal(seeded, "annotation", "show", "A50")[1]
    assert re.search(r"First\.\n +\n +Second\.", ESCAPE.sub("", shown))
    words = ("annotation", "add", "nobody", "--kind", "note")
    status, shown = on_a_terminal(seeded, *words, more={"EDITOR": "no-such-editor"})
    assert status == 3, "nobody writes for nothing"
