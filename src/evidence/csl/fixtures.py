"""Run a folder of fixtures of the CSL test suite: ``python -m evidence.csl.fixtures FOLDER``.

Prints the failures, the passes by area, and as its last line how many passed and failed.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evidence.csl.suite import run, same

_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a fixture went.

    Args:
        name: The fixture's.
        passed: Whether it passed strictly.
        output: What the processor printed, or the error that it ended with.
        expected: What was expected.
    """

    name: str
    passed: bool
    output: str
    expected: str


def outcomes(folder: Path, only: str = "") -> Iterator[Outcome]:
    """Run the fixtures of a folder, in the order of their names.

    Args:
        folder: Holds ``*.txt``.
        only: A regular expression that names must match.
    """
    for path in sorted(folder.glob("*.txt")):
        if only and not re.search(only, path.stem):
            continue
        try:
            with _limited():
                output, expected = run(path)
        except Exception as failed:  # a fixture that fails in any way has failed, and says how
            yield Outcome(path.stem, False, f"{type(failed).__name__}: {failed}", "")
        else:
            yield Outcome(path.stem, same(output, expected), output, expected)


@contextmanager
def _limited() -> Iterator[None]:
    """Stop what takes too long, where the system can."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError(f"not done after {_SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command.

    Args:
        arguments: As typed; those of the process where none are told.

    Returns:
        Exit status: 0 where the fixtures were run, 2 where there are none.
    """
    parser = argparse.ArgumentParser(prog="python -m evidence.csl.fixtures", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds the fixtures, *.txt")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all results there")
    parser.add_argument("--only", default="", metavar="PATTERN", help="run those that match")
    parser.add_argument("-v", "--verbose", action="store_true", help="show expected and printed")
    told = parser.parse_args(arguments)
    done = list(outcomes(told.folder, told.only))
    if not done:
        print(f"no fixtures in {told.folder}", file=sys.stderr)
        return 2
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for one in done:
        area = one.name.partition("_")[0]
        total[area] += 1
        passed[area] += one.passed
        if not one.passed:
            print(f"FAILED {one.name}")
            if told.verbose:
                print(f"  expected: {one.expected}\n  printed:  {one.output}")
    for area in sorted(total):
        print(f"{area:<15} {passed[area]:>3} of {total[area]:>3}")
    if told.json:
        results = [{"name": one.name, "passed": one.passed, "output": one.output} for one in done]
        text = json.dumps({"results": results}, ensure_ascii=False, indent=1)
        told.json.write_text(text, encoding="utf-8", errors="backslashreplace")
    print(f"{sum(passed.values())} passed, {len(done) - sum(passed.values())} failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
