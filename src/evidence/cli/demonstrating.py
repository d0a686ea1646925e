"""What both demos do alike: a folder that appears when it is filled, and what to type next."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from evidence.cli.output import coloured

Proposals = tuple[tuple[str, tuple[str, ...]], ...]
"""What one may want to do, and the command lines that do it."""


@contextmanager
def appearing(folder: Path) -> Iterator[Path]:
    """A new folder that gets its name when it is filled, or goes away if that fails."""
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.absolute().parent))
    try:
        making.chmod(0o777 & ~_umask())
        yield making
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def tell_command(line: str) -> None:
    """Show a command line as a terminal shows what was typed."""
    shown = f"$ {line}"
    click.echo(f"\n{click.style(shown, bold=True) if coloured(sys.stdout) else shown}\n")


def tell_what_is_there(database: Path) -> None:
    """Name the papers of a demo that was made before."""
    from evidence.services import papers, work

    with work.reading(database) as session:
        held = papers.listing(session)
    for paper in held:
        click.echo(
            f"{database}: {paper.title} ({paper.key}), with {paper.references} references, "
            f"{paper.citations} citations and {paper.claims} claims."
        )


def tell_what_is_next(proposals: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    """Say what to type next."""
    click.echo("\nWhere to go next")
    for what, lines in (*_to_the_path(), *proposals):
        click.echo(f"\n  {what}:")
        for line in lines:
            click.echo(f"    {line}")


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _to_the_path() -> Iterator[tuple[str, tuple[str, ...]]]:
    """How the shell finds `evidence` by its name, where it does not yet."""
    folder = Path(sys.executable).parent
    if shutil.which("evidence") is None and (folder / "activate").is_file():
        with suppress(ValueError):
            folder = folder.relative_to(Path.cwd())
        yield "Let the shell find evidence", (f". {shlex.quote(str(folder / 'activate'))}",)
