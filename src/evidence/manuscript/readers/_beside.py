"""The files that a manuscript names and that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def beside(path: Path, names: Iterable[str]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """The files of those names that are there, and a word on each that is not.

    Args:
        path: of the manuscript; names are relative to its folder.
    """
    found: dict[Path, None] = {}
    missing = []
    for name in dict.fromkeys(names):
        try:
            file = path.parent / name
            if file.is_file():
                found[file] = None
                continue
        except (OSError, ValueError):
            pass  # a name that no file can have
        missing.append(f"the bibliography that it names is not there: {name}")
    return tuple(found), tuple(missing)
