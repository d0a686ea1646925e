"""A citation from options: which work it means, and what it prints of it."""

from __future__ import annotations

import click
import pytest

from evidence.cli.citing import Naming, item, items
from evidence.cli.linking import place
from evidence.domain.vocabulary import LocatorLabel, Resolution
from evidence.errors import BadInput


def test_a_source_resolves_it() -> None:
    (named,) = items("(Drab 2018, 59–61)", Naming(("drab2018",)), locator="59–61")
    assert (named.resolution, named.source) == (Resolution.RESOLVED, "drab2018")
    assert (named.names, named.year) == (("Drab",), "2018")
    assert (named.locator, named.label) == ("59-61", LocatorLabel.PAGE)


def test_several_sources_are_several_works() -> None:
    named = items("(Drab 2018, 59; Roy 2020, chap. 3)", Naming(("drab2018", "roy2020")))
    assert [each.source for each in named] == ["drab2018", "roy2020"]
    assert [each.names for each in named] == [("Drab",), ("Roy",)]
    assert [each.locator for each in named] == ["59", "3"]
    assert named[1].label is LocatorLabel.CHAPTER


def test_a_locator_is_read_from_the_text() -> None:
    (named,) = items("(Das 2019, pp. 15–18)", Naming(("das2019",)))
    assert (named.locator, named.locator_text) == ("15-18", "pp. 15–18")


def test_a_missing_work_has_no_source() -> None:
    (named,) = items("(Gupta 2022)", Naming(missing=True))
    assert (named.resolution, named.source, named.names) == (Resolution.MISSING, None, ("Gupta",))


@pytest.mark.parametrize(
    ("candidates", "resolution"),
    [(("a2018",), Resolution.CONFLICT), (("a2018", "b2018"), Resolution.AMBIGUOUS)],
)
def test_candidates_leave_it_open(candidates: tuple[str, ...], resolution: Resolution) -> None:
    (named,) = items("(A 2018)", Naming(candidates=candidates))
    assert (named.resolution, named.source, named.candidates) == (resolution, None, candidates)


@pytest.mark.parametrize("naming", [Naming(), Naming(("a",), missing=True), Naming(("a",), ("b",))])
def test_it_must_be_said_once_which_work_it_means(naming: Naming) -> None:
    with pytest.raises(click.UsageError, match="--source, --candidate or --missing"):
        items("(A 2018)", naming)


def test_one_locator_is_not_for_several_works() -> None:
    with pytest.raises(click.UsageError, match="of one work"):
        items("(A 2018; B 2019)", Naming(("a", "b")), locator="5")


def test_an_edited_item_is_read_back() -> None:
    read = item(
        {
            "source": "drab2018",
            "locator": "59-61",
            "label": "page",
            "resolution": "resolved",
            "candidates": [],
            "names": ["Drab"],
            "year": "2018",
        }
    )
    assert (read.source, read.label, read.names) == ("drab2018", LocatorLabel.PAGE, ("Drab",))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"resolution": "maybe"},
        {"resolution": "missing", "year": 2018},
        {"resolution": "missing", "label": "pages"},
        {"resolution": "missing", "names": "Drab"},
    ],
)
def test_an_edited_item_that_cannot_be_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        item(data)


def test_a_page_is_short_for_a_locator_with_its_label() -> None:
    assert place("59", None, None) == ("59", LocatorLabel.PAGE)
    assert place(None, "3", "chapter") == ("3", LocatorLabel.CHAPTER)
    assert place(None, "ch. 3", None) == ("ch. 3", None)
    assert place(None, None, None) == (None, None)


@pytest.mark.parametrize(
    ("page", "locator", "label"), [("59", "60", None), ("59", None, "page"), (None, None, "page")]
)
def test_contradictory_places_are_refused(
    page: str | None, locator: str | None, label: str | None
) -> None:
    with pytest.raises(click.UsageError):
        place(page, locator, label)
