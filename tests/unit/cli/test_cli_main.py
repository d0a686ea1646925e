"""What goes wrong becomes one line with a hint, and an exit status."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from evidence import errors
from evidence.cli import main as module
from evidence.cli.base import Verb
from evidence.cli.main import main


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception | int | None], None]:
    """Makes `evidence act` end with an exception, a status, or nothing."""

    def install(outcome: Exception | int | None) -> None:
        def act() -> int | None:
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        monkeypatch.setitem(module.program.commands, "act", Verb("act", callback=act))

    monkeypatch.setattr(
        type(module.program), "get_command", lambda self, ctx, name: self.commands.get(name)
    )
    return install


Install = Callable[[Exception | int | None], None]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.BadInput, 2),
        (errors.Refused, 2),
        (errors.NotFound, 3),
        (errors.DatabaseMissing, 3),
        (errors.DatabaseLocked, 3),
        (errors.NotADatabase, 3),
        (errors.DatabaseReadOnly, 3),
        (errors.ServiceUnreachable, 4),
    ],
)
def test_each_kind_of_error_has_its_status(
    command: Install,
    capsys: pytest.CaptureFixture[str],
    error: type[errors.EvidenceError],
    status: int,
) -> None:
    command(error("this is wrong", hint="do that"))
    assert main(["act"]) == status
    assert capsys.readouterr() == ("", "evidence: this is wrong; hint: do that\n")


def test_an_error_without_a_hint_is_one_line(
    command: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    command(errors.Refused("no"))
    main(["act"])
    assert capsys.readouterr().err == "evidence: no\n"


def test_an_error_stays_on_one_line_and_is_escaped(
    command: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    command(errors.NotFound("no source 'a\nb\x1b[2J'"))
    main(["act"])
    assert capsys.readouterr().err == "evidence: no source 'a\\nb\\x1b[2J'\n"


@pytest.mark.parametrize("status", [0, 1])
def test_a_command_gives_its_own_status(command: Install, status: int) -> None:
    command(status)
    assert main(["act"]) == status


def test_a_command_that_says_nothing_went_well(command: Install) -> None:
    command(None)
    assert main(["act"]) == 0


def test_a_file_that_cannot_be_used_is_named(
    command: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    command(FileNotFoundError(errno.ENOENT, "No such file or directory", "paper.txt"))
    assert main(["act"]) == 3
    assert capsys.readouterr().err == "evidence: paper.txt: no such file or directory\n"


def test_a_full_disk_is_one_line(command: Install, capsys: pytest.CaptureFixture[str]) -> None:
    command(OSError(errno.ENOSPC, "No space left on device"))
    assert main(["act"]) == 3
    assert capsys.readouterr().err == "evidence: no space left on device\n"


def test_an_interruption_is_one_line(command: Install, capsys: pytest.CaptureFixture[str]) -> None:
    command(click.Abort())
    assert main(["act"]) == 130
    assert capsys.readouterr().err.strip() == "evidence: interrupted"


def test_a_fault_of_the_program_shows_no_traceback(
    command: Install, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EVIDENCE_DEBUG", raising=False)
    command(ZeroDivisionError("two\nlines"))
    assert main(["act"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("evidence: internal error: ZeroDivisionError: two; hint: ")
    assert "EVIDENCE_DEBUG=1" in line


def test_a_fault_of_the_program_shows_its_traceback_on_demand(
    command: Install, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVIDENCE_DEBUG", "1")
    command(ZeroDivisionError("oh"))
    assert main(["act"]) == 2
    assert "Traceback (most recent call last)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["chekc"], "no such command 'chekc'", "did you mean check?"),
        (["source", "lits"], "no such command 'lits'", "did you mean list?"),
        (["source", "list", "--limt", "3"], "no such option '--limt'", "did you mean --limit"),
        (["source", "show"], "missing argument 'KEY'", "see 'evidence source show --help'"),
        (["claim", "list", "--kind", "x"], "invalid value for '--kind': 'x'", "claim list --help"),
    ],
)
def test_a_usage_error_is_one_line_with_a_hint(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str, hint: str
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    said, _, helps = line.partition("; hint: ")
    assert said.startswith(f"evidence: {message}")
    assert hint in helps


def test_the_name_alone_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Usage: evidence" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    name, number = capsys.readouterr().out.split()
    assert name == "evidence"
    assert number[0].isdigit()


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    source = Path(module.__file__).parents[2]
    code = "import sys; from evidence.cli.main import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(source), "PATH": "", **environment},
        check=False,
    )


def test_help_imports_no_database_no_terminal_tables_and_no_command() -> None:
    done = run("--help")
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert done.returncode == 0
    assert "click" in imported
    heavy = ("sqlalchemy", "alembic", "rich", "evidence.services", "evidence.domain")
    commands = ("evidence.cli.nouns.", "evidence.cli.verbs.")
    assert [name for name in imported if name.startswith((*heavy, *commands))] == []


def test_a_reader_that_goes_away_is_no_failure() -> None:
    source = Path(module.__file__).parents[2]
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "from evidence.cli.main import main; sys.exit(main())"
    )
    done = subprocess.Popen(
        [sys.executable, "-c", code, str(source), "rule", "list", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert done.stdout is not None
    done.stdout.close()
    _, err = done.communicate()
    assert (done.returncode, err) == (0, b"")
