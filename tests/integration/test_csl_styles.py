"""The styles of the library: all of them can be followed."""

from __future__ import annotations

import pytest

from csl_items import made
from evidence.csl import Cite, Cluster, Processor, library

ITEMS = made(12)


def _print(name: str) -> None:
    """Cite, again, and list; a style that prints nothing of its works is no failure."""
    processor = Processor(library.choose(name).style, ITEMS, links=True)
    processor.cite(
        [
            Cluster((Cite("work1", "5"), Cite("work2")), note=1),
            Cluster((Cite("work1", "5"),), note=2),
        ]
    )
    processor.bibliography()


def _independent() -> list[str]:
    return [name for name in library.names() if not library.choose(name).info.parent]


@pytest.mark.parametrize("name", sorted(set(library.ALIASES.values())))
def test_styles_with_short_names_print(name: str) -> None:
    _print(name)


@pytest.mark.slow
def test_every_style_prints() -> None:
    names = _independent()
    assert len(names) > 2_500
    for name in names:
        _print(name)


@pytest.mark.slow
def test_every_style_that_follows_another_finds_it() -> None:
    for name in library.names():
        assert library.choose(name).style.options["class"] in ("in-text", "note")
