"""A bar on a terminal's stderr while services are asked or files are searched."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def looking_up() -> Iterator[Callable[[int, int], None] | None]:
    """What look-ups tell how far they are; None where no terminal would show it."""
    with _bar("Looking up") as tell:
        yield tell


@contextmanager
def verifying() -> Iterator[Callable[[int, int], None] | None]:
    """What the search for quotations tells how far it is; None as for `looking_up`."""
    with _bar("Verifying") as tell:
        yield tell


@contextmanager
def _bar(label: str) -> Iterator[Callable[[int, int], None] | None]:
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total
            bar.pos = done
            bar.update(0)

        yield tell
