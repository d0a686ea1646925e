"""Runs as a file holds them: one format a module, its object called `WRITER`.

A format's name is its module's. `writer("html").document(…)` gives the bytes of a whole file.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from evidence.csl.writers.base import Writer
from evidence.errors import EvidenceError, NotFound

_FURNITURE = {"base", "coins", "document"}
SHORT = {"md": "markdown", "tex": "latex", "txt": "text", "typ": "typst", "word": "docx"}
"""Other names of the formats."""


def names() -> tuple[str, ...]:
    """Every format in order, without loading one."""
    found = (module.name for module in iter_modules(__path__))
    return tuple(sorted(name for name in found if name[0] != "_" and name not in _FURNITURE))


def writer(name: str) -> Writer:
    """The writer of a format.

    Args:
        name: The format's name (`markdown`) or its files' extension (`md`).

    Raises:
        NotFound: Nothing is called so; the hint suggests the nearest.
    """
    known = names()
    wanted = SHORT.get(name.lower(), name.lower())
    if wanted not in known:
        raise NotFound.among("format", name, known, listing="evidence export bibliography --help")
    found = import_module(f"{__name__}.{wanted}").WRITER
    if not isinstance(found, Writer):
        raise EvidenceError(f"{wanted}.py holds no writer")
    return found
