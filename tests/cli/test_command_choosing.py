"""Which database a command works on, and who acts."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from command_line import CommandLine

BOOK = ("source", "add", "--type", "book", "--title", "T")


@pytest.fixture
def four(evidence: CommandLine, here: Path) -> CommandLine:
    """Databases by the names of how they are found, each holding one work of that title."""
    for name in ("before.db", "after.db", "environment.db", "evidence.db"):
        evidence.ok("init", "--db", name)
        evidence.ok(*BOOK[:-1], name, "--db", name)
    return evidence


def titles(evidence: CommandLine, *arguments: str) -> list[str]:
    """The titles of all works."""
    return [each["title"] for each in evidence.json(*arguments)]


def test_the_database_is_the_nearest_upward(
    four: CommandLine, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert titles(four, "source", "list") == ["evidence.db"]
    deep = here / "thesis" / "chapter"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert titles(four, "source", "list") == ["evidence.db"]
    four.ok("init")
    assert titles(four, "source", "list") == []


def test_the_environment_comes_before_the_folder_and_the_option_before_both(
    four: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVIDENCE_DB", "environment.db")
    assert titles(four, "source", "list") == ["environment.db"]
    assert titles(four, "--db", "before.db", "source", "list") == ["before.db"]
    assert titles(four, "source", "--db", "before.db", "list") == ["before.db"]
    assert titles(four, "source", "list", "--db", "after.db") == ["after.db"]
    assert titles(four, "--db", "before.db", "source", "list", "--db", "after.db") == ["after.db"]


def test_the_database_may_be_a_url(four: CommandLine, here: Path) -> None:
    url = f"sqlite:///{here / 'after.db'}"
    assert titles(four, "source", "list", "--db", url) == ["after.db"]
    for other in ("postgresql://localhost/evidence", ":memory:", "sqlite://"):
        assert "hint: " in four.refused(2, "source", "list", "--db", other)


def test_a_path_may_be_anything_that_names_a_file(evidence: CommandLine, here: Path) -> None:
    for name in ("a b?c#d%41.db", "Ünïcödé.db", "file:x.db", "-dash.db", "quote'\".db"):
        path = here / name
        evidence.ok("init", "--db", path)
        evidence.ok(*BOOK, f"--db={path}")
        assert titles(evidence, "source", "list", "--db", str(path)) == ["T"]
        assert path.is_file()


@pytest.mark.parametrize("words", [("--agent", "A", *BOOK), (*BOOK, "--agent", "A")])
def test_who_acts_is_the_option_before_the_environment(
    on_empty: CommandLine, words: tuple[str, ...]
) -> None:
    on_empty.ok(*words)
    assert on_empty.json("log")[0]["agent"]["name"] == "A"
    on_empty.ok("source", "tag", "t-nd", "x")
    assert on_empty.json("log")[0]["agent"]["name"] == "Ada Lovelace"


def test_who_acts_is_gits_user_then_the_login(
    on_empty: CommandLine, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EVIDENCE_AGENT")
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(here / "gitconfig"))
    for name in ("GIT_CONFIG_COUNT", "GIT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "ada-at-home")
    (here / "gitconfig").write_text("")
    on_empty.ok(*BOOK)
    assert on_empty.json("log")[0]["agent"]["name"] == "ada-at-home"
    if subprocess.run(["git", "--version"], capture_output=True, check=False).returncode == 0:
        (here / "gitconfig").write_text("[user]\nname = Ada Roy\nemail = ada@example.org\n")
        on_empty.ok("source", "tag", "t-nd", "x")
        assert on_empty.json("log")[0]["agent"]["name"] == "Ada Roy <ada@example.org>"
