"""Manuscripts' files given to commands: which words are files, where they go, what is told."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.cli import context
from evidence.cli.options import say

if TYPE_CHECKING:
    from evidence.services.manuscripts import Entered
    from evidence.services.revising import Changed

_SHOWN = 70


def is_file(word: str) -> bool:
    """Whether a word means a file: one that is there, or that is written as a path."""
    return Path(word).is_file() or os.sep in word or Path(word).suffix != ""


def database_or_none() -> Path | None:
    """The database of this run; None where none was named and none is found."""
    return context.database() if context.has_database() else None


@contextmanager
def passing(path: Path | None) -> Iterator[Path]:
    """A database that is gone afterwards: a copy of the one there is, else an empty one."""
    from evidence.services import databases

    with tempfile.TemporaryDirectory(prefix="evidence-") as folder:
        copy = Path(folder) / "evidence.db"
        if path is None:
            databases.create(copy, context.actor("init"))
        else:
            databases.backup(path, copy)
        yield copy


def told(
    entered: Sequence[tuple[str, Entered]], *, dry_run: bool = False, kept: bool = True
) -> None:
    """Say on stderr what taking files in did, or, where nothing is kept, what was read."""
    for name, each in entered:
        read = (
            f"{_count(each.references, 'entry', 'entries')} "
            f"for {_count(each.works, 'work', 'works')}, "
            f"{_count(each.citations, 'citation', 'citations')}, "
            f"{_count(each.sentences, 'sentence', 'sentences')}"
        )
        if kept:
            verb = "added as" if each.new else "taken in as"
            verb = f"would be {verb}" if dry_run else verb
            proposed = f"{_count(each.candidates, 'claim', 'claims')} proposed"
            say(f"{name}: {verb} paper {each.key}: {read}, {proposed}")
        else:
            say(f"{name}: {read}")
        for notice in each.notices:
            say(f"{name}: {notice}")
        revised = each.revised
        if each.new or not (revised.kept or revised.changed or revised.lost):
            continue
        say(f"{name}: {_count(revised.kept, 'claim stands', 'claims stand')} as before")
        for changed in revised.changed:
            say(f"{name}: {_line(changed)} its sentence was changed{_doubt(changed)}")
        for lost in revised.lost:
            say(f"{name}: {_line(lost)} its sentence is gone{_doubt(lost)}")
        if each.removed:
            say(f"{name}: no more in the file: {', '.join(each.removed)}; 'evidence undo' has them")


def _line(changed: Changed) -> str:
    text = changed.statement
    return f"{changed.key} “{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”:"


def _doubt(changed: Changed) -> str:
    if not changed.judgements:
        return ""
    return f"; {_count(changed.judgements, 'judgement is', 'judgements are')} in doubt"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
