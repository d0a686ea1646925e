"""The first demo: the seed paper, checked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli import context
from evidence.cli.demonstrating import Proposals, appearing, tell_command
from evidence.cli.output import coloured, width

if TYPE_CHECKING:
    from typing import TextIO

FOLDER = "evidence-demo"
DATABASE = "evidence.db"
NEXT: Proposals = (
    ("Go there", (f"cd {FOLDER}",)),
    (
        "Fact-check a claim",
        (
            "evidence claim list --uncited --section Introduction",
            "evidence claim show C026",
            "evidence claim link C025 thomas2021 --page 10 --stance mentions",
        ),
    ),
    (
        "Add a source",
        (
            'evidence source add --type book --title "A Title" --author "Roy, Ada"',
            "evidence undo",
        ),
    ),
    ("Read what is written about a work", ("evidence annotation list drab2018",)),
    (
        "Export a bibliography",
        ("evidence export biblatex --select paper:yadav-nd -o references.bib",),
    ),
    ("See all the rest", ("evidence --help",)),
)
_MOST = 3


def make(folder: Path) -> None:
    """Make the folder with the seeded database, and check that."""
    from evidence.cli.seeding import told
    from evidence.services import databases

    tell_command(f"evidence init --seed --db {folder / DATABASE}")
    with appearing(folder) as making:
        made = databases.create(making / DATABASE, context.actor("init --seed"), seeded=True)
    if made is not None:
        click.echo(f"{folder / DATABASE} {told(made)}")
    tell_command(f"evidence check --db {folder / DATABASE}")
    _tell_findings(folder / DATABASE, sys.stdout)


def _tell_findings(database: Path, stream: TextIO) -> None:
    from evidence.cli.findings import Page, report
    from evidence.services import checking, work

    with work.reading(database) as session:
        checked = checking.check(session)
    page = Page(width(), coloured(stream), most=_MOST)
    for line in report(checked.papers, checked.findings, checked.waived, page):
        click.echo(line)
