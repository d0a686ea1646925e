"""The program run in this process, as somebody types it, for tests of its commands."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from evidence.cli.main import main

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command line came to."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON on stdout."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of tab-separated values on stdout, by heading."""
        return list(csv.DictReader(io.StringIO(self.out), delimiter="\t", quoting=csv.QUOTE_NONE))

    @property
    def key(self) -> str:
        """The one line on stdout."""
        (line,) = self.out.splitlines()
        return line


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Runs `evidence` with arguments; stdout and stderr are no terminals."""

    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *arguments: str | Path, stdin: str | bytes = b"") -> Ran:
        """Run one command line; `stdin` is what a pipe would bring."""
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        with self.monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
            self.capsys.readouterr()
            status = main([str(argument) for argument in arguments])
            out, err = self.capsys.readouterr()
        return Ran(status, out, err)

    def ok(self, *arguments: str | Path, stdin: str | bytes = b"") -> Ran:
        """Run what must go well."""
        ran = self(*arguments, stdin=stdin)
        assert ran.status == 0, ran.err
        return ran

    def json(self, *arguments: str | Path) -> Any:
        """The JSON that a listing or a card gives."""
        return self.ok(*arguments, "--format", "json").data

    def refused(self, status: int, *arguments: str | Path, stdin: str | bytes = b"") -> str:
        """The one line on stderr of what must fail with `status` and print no data."""
        ran = self(*arguments, stdin=stdin)
        assert (ran.status, ran.out) == (status, ""), ran
        (line,) = ran.err.splitlines()
        assert line.startswith("evidence: ")
        assert "internal error" not in line
        assert "Traceback" not in line
        return line.removeprefix("evidence: ")


def seed_rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file of the seed: what the commands on a seeded database must show."""
    text = (ROOT / "seed" / name).read_text(encoding="utf-8")
    if name.endswith(".jsonl"):
        return [json.loads(line) for line in text.splitlines()]
    rows: list[dict[str, Any]] = json.loads(text)
    return rows
