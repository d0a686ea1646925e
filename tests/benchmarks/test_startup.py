"""What `evidence --help` costs beside what it cannot do without: Python with Click."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence

import pytest

PAIRS = 15
FLOOR = ("-c", "import click")
PRODUCT = ("-c", "import sys; from evidence.cli.main import main; sys.exit(main(['--help']))")


def cpu_seconds(arguments: Sequence[str]) -> float:
    """The CPU time of one Python process, from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.benchmark
@pytest.mark.skipif(os.name == "nt", reason="the CPU time of a child is told by Unix only")
def test_help_costs_at_most_one_and_a_half_times_importing_click(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for arguments in (FLOOR, PRODUCT):
        cpu_seconds(arguments)
    ratio = statistics.median(cpu_seconds(PRODUCT) / cpu_seconds(FLOOR) for _ in range(PAIRS))
    with capsys.disabled():
        print(f"\nevidence --help: {ratio:.2f} times 'python -c \"import click\"'")
    assert ratio <= 1.5
