"""The program as a process, on a terminal of 80 columns, for tests of what people see."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import ROOT

PROGRAM = (sys.executable, "-m", "evidence")
ESCAPE = re.compile(r"\x1b\[[\d;]*m")
unix = pytest.mark.skipif(sys.platform == "win32", reason="a terminal is simulated with a Unix pty")


def environment(database: Path, **more: str) -> dict[str, str]:
    """The surroundings of a run: nothing of the tester's but what Python needs."""
    kept = ("PATH", "HOME", "SYSTEMROOT", "TMPDIR", "TEMP", "VIRTUAL_ENV")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return {
        **found,
        "PYTHONPATH": str(ROOT / "src"),
        "EVIDENCE_DB": str(database),
        "EVIDENCE_AGENT": "Ada Lovelace",
        "TERM": "xterm-256color",
        **more,
    }


def on_a_terminal(
    database: Path, *arguments: str, typed: str = "", more: dict[str, str] | None = None
) -> tuple[int, str]:
    """What a person sees in a terminal, and the exit status."""
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        env=environment(database, **(more or {})),
        stdin=slave,
        stdout=slave,
        stderr=slave,
    ) as process:
        os.close(slave)
        os.write(master, typed.encode())
        output = b""
        while piece := _read(master):
            output += piece
    os.close(master)
    return process.returncode, output.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
