"""What the README shows is what the program prints, on a terminal of 80 columns.

Each `console` block is one session in a fresh folder; the sessions after the first go on
where the one before ended. A line `…` stands for any lines left out.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^`([\w.-]+)`[^\n]*:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
"""A file that the README shows: its name begins the paragraph before the block."""
_INSTALLS = "pip install"


@dataclass(frozen=True)
class Step:
    """A command of the README and the lines that it shows under it."""

    command: str
    shown: tuple[str, ...]


def _steps() -> Iterator[Step]:
    for block in _BLOCK.findall(README):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            yield Step(command, tuple(shown))


def _on_a_terminal(command: str, folder: Path) -> str:
    """What a person sees who types the command in a terminal of 80 columns."""
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("EVIDENCE_", "COV_", "PYTEST_")) and name != "COLUMNS"
    }
    environment |= {
        "NO_COLOR": "1",
        "TERM": "xterm",
        "EVIDENCE_AGENT": "Ada Roy",
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
    }
    with subprocess.Popen(
        command, shell=True, cwd=folder, env=environment, stdin=slave, stdout=slave, stderr=slave
    ):
        os.close(slave)
        output = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            output += piece
    os.close(master)
    return output.decode("utf-8").replace("\r\n", "\n")


def _matches(shown: tuple[str, ...], printed: str) -> bool:
    pattern = "\n".join(
        "(?:.*\n)*?.*" if line == "…" else re.escape(line.rstrip()) for line in shown
    )
    lines = "\n".join(line.rstrip() for line in printed.rstrip("\n").split("\n"))
    return re.fullmatch(pattern.replace("\n(?:.*\n)*?.*", "(?:\n.*)*?"), lines) is not None


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is simulated with a Unix pty")
def test_the_sessions_of_the_readme_print_what_it_shows(tmp_path: Path) -> None:
    folder = tmp_path
    for name, text in _FILE.findall(README):
        (folder / name).write_text(text, encoding="utf-8")
    ran = 0
    for step in _steps():
        if _INSTALLS in step.command:
            continue
        if step.command.startswith("cd "):
            folder = folder / shlex.split(step.command)[1]
            continue
        printed = _on_a_terminal(step.command, folder)
        assert _matches(step.shown, printed), f"$ {step.command}\n{printed}"
        ran += 1
    assert ran >= 6


def test_the_readme_has_exactly_two_lines_for_a_fresh_machine() -> None:
    lines = [step.command for step in _steps() if _INSTALLS in step.command]
    demo, tests = lines
    assert demo.endswith("evidence demo")
    assert "pytest" in tests


def test_every_command_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"`evidence ([a-z]+(?: [a-z]+)?)", README))
    assert named
    for words in sorted(named):
        done = subprocess.run(
            [sys.executable, "-m", "evidence", *words.split(), "--help"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"evidence {words}: {done.stderr}"
