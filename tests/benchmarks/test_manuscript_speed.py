"""A manuscript checked: 20 pages within 5 seconds, 400 within 60 and 500 MB, linear."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark
_WORDS = (
    "harbour freight winter ports ice ships council budget fleet survey measured northern "
    "traffic company report method sample region policy state coast river"
).split()


def _paper(path: Path, pages: int) -> Path:
    """A paper of some 415 words a page, with an entry for each page and a half."""
    chance = random.Random(7)
    names = [
        chr(65 + number % 26) + "".join(chance.choice("aeioulmnrst") for _ in range(5))
        for number in range(600)
    ]
    count = min(600, pages * 3 // 2 + 10)
    entries = [
        f"{names[n]}, {names[-n - 1][0]}. {1960 + n % 60}. "
        f"{' '.join(chance.choice(_WORDS) for _ in range(6)).capitalize()}. Journal of "
        f"{chance.choice(_WORDS).title()} {n % 40 + 1}({n % 4 + 1}), {n + 1}–{n + 12}."
        for n in range(count)
    ]
    blocks = ["Ice and Freight"]
    sections = max(3, pages // 5)
    for section in range(sections):
        blocks.append(f"Section {section + 1}")
        for _ in range(max(1, round(pages * 4 / sections))):
            sentences = []
            for _ in range(6):
                n = chance.randrange(count)
                words = " ".join(chance.choice(_WORDS) for _ in range(14)).capitalize()
                cited = f" ({names[n]} {1960 + n % 60}, {n + 3})"
                sentences.append(f"{words}{cited if chance.random() < 0.4 else ' in 1950'}.")
            blocks.append(" ".join(sentences))
    path.write_text("\n\n".join([*blocks, "References", *entries]), encoding="utf-8")
    return path


def _checked(path: Path) -> tuple[float, float]:
    """How many seconds a check takes, and how many MB."""
    environment = {**os.environ, "EVIDENCE_DB": str(path.with_suffix(".db"))}
    program = [sys.executable, "-m", "evidence"]
    subprocess.run([*program, "init"], env=environment, check=True, capture_output=True)
    start = time.monotonic()
    running = subprocess.Popen(
        [*program, "check", str(path), "--exit-zero"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0
    return time.monotonic() - start, usage.ru_maxrss / 1024


def test_checked_in_time_and_memory_and_linear(tmp_path: Path) -> None:
    short, _ = _checked(_paper(tmp_path / "short.txt", 20))
    half, _ = _checked(_paper(tmp_path / "half.txt", 200))
    long, memory = _checked(_paper(tmp_path / "long.txt", 400))
    print(f"20 pages {short:.1f} s, 200 {half:.1f} s, 400 {long:.1f} s; {memory:.0f} MB")
    assert short <= 5
    assert long <= 60
    assert memory <= 500
    assert long <= 2.6 * half
