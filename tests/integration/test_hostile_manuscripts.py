"""Files made to break a reader of manuscripts: one clear line within 30 seconds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
_SECONDS = 30


def _bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file,
        file.open("word/document.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(300):
            member.write(b" " * 1_000_000)


def _entities(path: Path) -> None:
    steps = "".join(f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10}">' for n in range(1, 9))
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a "aaaaaaaaaa">{steps}]><article>'
        "<front><article-meta/></front><body><p>&i;</p></body></article>"
    )


def _text(words: str, count: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(words * count)

    return write


def _noise(path: Path) -> None:
    path.write_bytes(os.urandom(20_000_000))


FILES: dict[str, Callable[[Path], None]] = {
    "bomb.docx": _bomb,
    "entities.xml": _entities,
    "lines.txt": _text("A line with Smith 2010 (Jones 2011) in it.\n", 1_000_000),
    "figures.tex": _text("\\begin{figure} text \\cite{a}\n", 300_000),
    "brackets.md": _text("# H [@a; @b\n[ [ [ ( ( (\n", 300_000),
    "deep.html": _text("<div>", 200_000),
    "noise.txt": _noise,
    "open.txt": _text("(", 2_000_000),
    "years.txt": _text("(Smith 2010) ", 200_000),
    "list.txt": _text("\n\nReferences\n\nSmith, J. 2010. A title. Journal 3.", 20_000),
}


@pytest.mark.parametrize("name", FILES)
def test_it_ends_soon_with_one_clear_line_and_nothing_changed(tmp_path: Path, name: str) -> None:
    FILES[name](tmp_path / name)
    program = [sys.executable, "-m", "evidence"]
    environment = {**os.environ, "EVIDENCE_DB": str(tmp_path / "evidence.db")}
    subprocess.run([*program, "init"], env=environment, check=True, capture_output=True)
    start = time.monotonic()
    done = subprocess.run(
        [*program, "check", str(tmp_path / name), "--exit-zero"],
        env=environment, capture_output=True, text=True, timeout=2 * _SECONDS, check=False,
    )  # fmt: skip
    assert time.monotonic() - start < _SECONDS
    assert "internal error" not in done.stderr
    assert "Traceback" not in done.stderr
    if done.returncode:
        assert len(done.stderr.splitlines()) == 1
        assert name in done.stderr
