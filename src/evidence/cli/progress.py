"""A bar on a terminal's stderr while services are asked or files are searched."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_PATIENCE = 0.7
"""Seconds."""


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
    """A bar that comes when the work takes longer than one waits without asking."""
    if not sys.stderr.isatty():
        yield None
        return
    begun = monotonic()
    with ExitStack() as stack:
        shown: list[ProgressBar[int]] = []

        def tell(done: int, total: int) -> None:
            if monotonic() - begun < _PATIENCE:
                return
            if not shown:
                made = click.progressbar(length=total, label=label, file=sys.stderr)
                shown.append(stack.enter_context(made))
            bar = shown[0]
            bar.length = total
            bar.pos = done
            bar.update(0)

        yield tell
