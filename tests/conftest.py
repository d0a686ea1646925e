"""Databases for tests: made by the migrations once, copied for each test."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from command_line import CommandLine
from evidence.services import databases
from support import ACTOR, copied
from writes import fill, make_earlier

# A machine that decides about a change tries the same examples each time; people try others.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")


@pytest.fixture(scope="session")
def made_empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without records; not to be changed."""
    path = tmp_path_factory.mktemp("empty") / "evidence.db"
    databases.create(path, ACTOR)
    return path


@pytest.fixture(scope="session")
def made_seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the seed; not to be changed."""
    path = tmp_path_factory.mktemp("seeded") / "evidence.db"
    databases.create(path, ACTOR, seeded=True)
    return path


@pytest.fixture(scope="session")
def made_full(made_seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with rows in every table; not to be changed."""
    path = copied(made_seeded, tmp_path_factory.mktemp("full"))
    fill(path)
    return path


@pytest.fixture
def empty(made_empty: Path, tmp_path: Path) -> Path:
    """A database of one's own without records."""
    return copied(made_empty, _folder(tmp_path / "empty"))


@pytest.fixture
def seeded(made_seeded: Path, tmp_path: Path) -> Path:
    """A database of one's own with the seed."""
    return copied(made_seeded, _folder(tmp_path / "seeded"))


@pytest.fixture
def full(made_full: Path, tmp_path: Path) -> Path:
    """A database of one's own with rows in every table."""
    return copied(made_full, _folder(tmp_path / "full"))


@pytest.fixture(scope="session")
def made_earlier(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Databases of earlier revisions, with rows in every table of theirs; not to be changed."""
    return {
        revision: make_earlier(tmp_path_factory.mktemp("earlier") / "evidence.db", revision)
        for revision in ("0001", "0002", "0003", "0004", "0005")
    }


@pytest.fixture
def earlier(made_earlier: dict[str, Path], tmp_path: Path) -> Callable[[str], Path]:
    """Gives a database of one's own of an earlier revision."""

    def given(revision: str) -> Path:
        return copied(made_earlier[revision], _folder(tmp_path / f"of-{revision}"))

    return given


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own to work in, without a database, and nothing of the tester's."""
    for name in (
        *("EVIDENCE_DB", "EVIDENCE_DEBUG", "EVIDENCE_TIMEOUT", "EVIDENCE_CONFIG"),
        *("EVIDENCE_CACHE", "EVIDENCE_SERVICES", "VISUAL", "EDITOR"),
        *("EVIDENCE_JUDGE_URL", "EVIDENCE_JUDGE_MODEL", "EVIDENCE_JUDGE_KEY"),
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EVIDENCE_AGENT", "Ada Lovelace")
    monkeypatch.setenv("EVIDENCE_MAILTO", "ada@example.org")
    for name in ("CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("COLUMNS", "80")
    folder = _folder(tmp_path / "here")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def evidence(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """The program in that folder, with no database around."""
    return CommandLine(capsys, monkeypatch)


@pytest.fixture
def on_seed(evidence: CommandLine, seeded: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The program on a seeded database of one's own."""
    monkeypatch.setenv("EVIDENCE_DB", str(seeded))
    return evidence


@pytest.fixture
def on_empty(evidence: CommandLine, empty: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The program on an empty database of one's own."""
    monkeypatch.setenv("EVIDENCE_DB", str(empty))
    return evidence
