"""The second demo: a small paper with its sources' files, fact-checked by the real commands."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

import click

from evidence.cli import context
from evidence.cli.demonstrating import Proposals, appearing, tell_command
from evidence.errors import EvidenceError

FOLDER = "evidence-sources-demo"
DATABASE = "evidence.db"
REPORT = "report.html"
_PAPER = "lindqvist2026"
_FILES = "sources"
_STEPS: tuple[tuple[str, ...], ...] = (
    ("paper", "attach", _PAPER, "paper.txt"),
    ("document", "add", f"{_FILES}/ellingsen2014.pdf", "--source", "ellingsen2014"),
    ("document", "add", f"{_FILES}/harbourboard1912.pdf", "--source", "harbourboard1912"),
    ("document", "add", f"{_FILES}/weir2019.pdf", "--source", "weir2019"),
    ("verify",),
    ("report", "-o", REPORT),
)
NEXT: Proposals = (
    ("Go there", (f"cd {FOLDER}",)),
    (
        "See how the pages of the files are labelled",
        ("evidence document pages D01", "evidence document text D03 --page 46"),
    ),
    (
        "Find what bears on a claim, and judge it",
        ("evidence next", "evidence find C009", "evidence claim history C006"),
    ),
    ("See how far two people agree", ("evidence agreement",)),
    ("Check the whole paper", ("evidence check --exit-zero",)),
)


def make(folder: Path) -> None:
    """Make the folder with paper, files and database, and fact-check the paper.

    Every step after the database is a command that is run as it is shown.
    """
    with appearing(folder) as making:
        _fill(making, folder)
        with chdir(making):
            for step in _STEPS:
                tell_command(shlex.join(("evidence", *step)))
                _run(step)
    click.echo(f"\n{folder / REPORT} is the whole check as a page: open it in a browser.")


def _fill(making: Path, folder: Path) -> None:
    from evidence import resources
    from evidence.cli.seeding import told
    from evidence.services import databases

    dataset = resources.sources_demo()
    files = making / _FILES
    files.mkdir()
    for pdf in sorted(dataset.glob("*.pdf")):
        shutil.copyfile(pdf, files / pdf.name)
    shutil.copyfile(dataset / "paper.txt", making / "paper.txt")
    made = databases.create(
        making / DATABASE, context.actor("demo --sources"), seeded=True, dataset=dataset
    )
    if made is not None:
        click.echo(f"{folder / DATABASE} {told(made)}")


def _run(step: Sequence[str]) -> None:
    """Run a command of the program here, as if it had been typed."""
    from evidence.cli.main import program

    status = program.main(
        [*step, "--db", DATABASE, *context.agent_options()],
        prog_name="evidence",
        standalone_mode=False,
    )
    if status not in {None, 0, 1}:
        raise EvidenceError(f"'evidence {shlex.join(step)}' ended with {status}")
