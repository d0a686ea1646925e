"""100,000 BibTeX entries into the database: within a minute and a gigabyte, and linear."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.conftest import ACTOR
from evidence.services import databases

COUNT = 100_000
_SECONDS = 60
_GIGABYTE = 1 << 30
_WORDS = """security cooperation defence region policy study central asia europe trade history
water climate theory method data model health social urban rural digital energy market labour
law science culture music border river mountain language archive memory ritual harvest""".split()
_NAMES = """Drab Firdous Burnashev Fazendeiro Thomas Sajjanhar Curie Meitner Noether Müller
García Nowak Kovács Öztürk Nguyễn Okafor Haddad Silva Rossi Lindqvist""".split()


def bibliography(path: Path, count: int) -> Path:
    """A file of articles as publishers and reference managers write them."""
    chance = random.Random(20261123)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            title = " ".join(chance.choices(_WORDS, k=9)).capitalize()
            authors = " and ".join(
                f"{chance.choice(_NAMES)}{chance.choice('abcdefgh')}, {chance.choice('ABCDEFG')}."
                for _ in range(chance.randint(1, 4))
            )
            file.write(
                f"@article{{key{number},\n  author = {{{authors}}},\n"
                f"  title = {{{title}: the {{Case}} of {chance.choice(_WORDS)} {number}}},\n"
                f"  journal = {{Journal of {chance.choice(_WORDS).title()}}},\n"
                f"  year = {{{chance.randint(1970, 2025)}}},\n  volume = {{{number % 90 + 1}}},\n"
                f"  number = {{{number % 4 + 1}}},\n"
                f"  pages = {{{number % 500 + 1}--{number % 500 + 20}}},\n"
                f"  doi = {{10.{1000 + number % 9000}/x.{number}}},\n"
                f"  abstract = {{{' '.join(chance.choices(_WORDS, k=40))}.}},\n}}\n\n"
            )
    return path


def _add(database: Path, path: Path) -> tuple[float, float, int, str]:
    """Add a file with the program: seconds of CPU, seconds, bytes of memory, what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", "evidence", "--db", database, "add", path, "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ran.returncode == 0, ran.stderr
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = after.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return cpu, seconds, memory, ran.stdout[:100]


@pytest.mark.benchmark
@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured the Unix way")
def test_a_hundred_thousand_entries_take_a_minute_and_a_gigabyte_at_most(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cost: dict[int, float] = {}
    for count in (1_000, 1_000, 10_000, COUNT):
        database = tmp_path / f"{count}.db"
        database.unlink(missing_ok=True)
        databases.create(database, ACTOR)
        path = bibliography(tmp_path / f"{count}.bib", count)
        cpu, seconds, memory, said = _add(database, path)
        assert f'"added": {count},' in said
        cost[count] = min(cpu, cost.get(count, cpu))
        with capsys.disabled():
            print(
                f"\n{count:,} entries: {seconds:.1f} s, {cpu:.1f} s of CPU, "
                f"{memory / 1e6:.0f} MB at most"
            )
    again, _, _, said = _add(tmp_path / f"{COUNT}.db", tmp_path / f"{COUNT}.bib")
    with capsys.disabled():
        print(f"once more: {again:.1f} s of CPU, nothing added")
    assert f'"skipped": {COUNT},' in said
    assert cost[COUNT] <= _SECONDS
    assert memory <= _GIGABYTE
    # The start of the program is in each figure, so the cost of 9,000 more is compared.
    each = (cost[10_000] - cost[1_000]) / 9_000
    assert (cost[COUNT] - cost[10_000]) / (COUNT - 10_000) <= 1.5 * each
