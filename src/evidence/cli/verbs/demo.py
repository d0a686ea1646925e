"""Make ./evidence-demo/, seed it with a real paper, and check that."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.output import coloured, width
from evidence.errors import Refused

if TYPE_CHECKING:
    from typing import TextIO

FOLDER = "evidence-demo"
DATABASE = "evidence.db"
_MOST = 3
_NEXT = (
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


@click.command(
    cls=Verb,
    database=False,
    help="""Make ./evidence-demo/, seed it with a real paper, and check that.

    Nothing else is written. A second run says what is there.
    """,
)
def command() -> None:
    from evidence.services import databases

    folder = Path(FOLDER)
    if not os.path.lexists(folder):
        _make(folder)
    elif databases.is_database(folder / DATABASE):
        click.echo(f"{folder}{os.sep} is there already; nothing was changed.")
        _tell_what_is_there(folder / DATABASE)
    else:
        raise Refused(
            f"./{FOLDER} is there and was not made by this command; nothing was touched",
            hint=f"run it in another folder, or move ./{FOLDER} away",
        )
    _tell_what_is_next()


def _make(folder: Path) -> None:
    from evidence.cli.seeding import told
    from evidence.services import databases

    _tell_command(f"evidence init --seed --db {folder / DATABASE}")
    with _appearing(folder) as making:
        made = databases.create(making / DATABASE, context.actor("init --seed"), seeded=True)
    if made is not None:
        click.echo(f"{folder / DATABASE} {told(made)}")
    _tell_command(f"evidence check --db {folder / DATABASE}")
    _tell_findings(folder / DATABASE, sys.stdout)


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """A new folder that gets its name when it is filled, or goes away if that fails."""
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.absolute().parent))
    try:
        making.chmod(0o777 & ~_umask())
        yield making
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _tell_findings(database: Path, stream: TextIO) -> None:
    from evidence.cli.findings import Page, report
    from evidence.services import checking, work

    with work.reading(database) as session:
        checked = checking.check(session)
    page = Page(width(), coloured(stream), most=_MOST)
    for line in report(checked.papers, checked.findings, checked.waived, page):
        click.echo(line)


def _to_the_path() -> Iterator[tuple[str, tuple[str, ...]]]:
    """How the shell finds `evidence` by its name, where it does not yet."""
    folder = Path(sys.executable).parent
    if shutil.which("evidence") is None and (folder / "activate").is_file():
        with suppress(ValueError):
            folder = folder.relative_to(Path.cwd())
        yield "Let the shell find evidence", (f". {shlex.quote(str(folder / 'activate'))}",)


def _tell_what_is_there(database: Path) -> None:
    from evidence.services import papers, work

    with work.reading(database) as session:
        held = papers.listing(session)
    for paper in held:
        click.echo(
            f"{database}: {paper.title} ({paper.key}), with {paper.references} references, "
            f"{paper.citations} citations and {paper.claims} claims."
        )


def _tell_command(line: str) -> None:
    shown = f"$ {line}"
    click.echo(f"\n{click.style(shown, bold=True) if coloured(sys.stdout) else shown}\n")


def _tell_what_is_next() -> None:
    click.echo("\nWhere to go next")
    for what, lines in (*_to_the_path(), *_NEXT):
        click.echo(f"\n  {what}:")
        for line in lines:
            click.echo(f"    {line}")
