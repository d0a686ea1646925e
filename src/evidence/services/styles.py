"""The styles that bibliographies are written in."""

from __future__ import annotations

from evidence.csl import library
from evidence.csl.library import Chosen


def choose(name: str) -> Chosen:
    """The style of a name, an alias, a file or an address.

    Raises:
        StyleNotFound: there is none; the hint names the nearest.
        BadStyle: it is no style.
    """
    return library.choose(name)
