"""What is known while one cite or entry is rendered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.csl.cites import Cite
from evidence.csl.items import DATES, Item
from evidence.csl.people import Person


@dataclass(frozen=True, slots=True)
class Disambiguation:
    """What tells one cite from those that would look alike (CSL 1.0.2 "Disambiguation").

    Args:
        shown: For each rendering of names in the cite, in printing order, how many are shown
            at least.
        givens: For each of them, how much of each given name: 0 as the style has it, 1 its
            initials, 2 all of it.
        conditions: For how many of the cite's conditions ``disambiguate`` it holds that without
            them the cite would look like another.
        year_suffix: The suffix's number from 1, 0 for none.
    """

    shown: tuple[int, ...] = ()
    givens: tuple[tuple[int, ...], ...] = ()
    conditions: int = 0
    year_suffix: int = 0


NONE = Disambiguation()
NO_CITE = Cite("")


@dataclass(slots=True)
class NamesShown:
    """One rendering of names: who there is, how many were shown, how much of each given name."""

    persons: Sequence[Person]
    shown: int
    levels: Sequence[int]


class Context:
    """One rendering of one item.

    Args:
        item: What is rendered.
        area: ``citation`` or ``bibliography``.
        cite: The cite, with locator and label.
        positions: The positions that hold for the cite.
        disambiguation: What has been found to tell it apart.
        first_note: Number of the note that first cites the item, 0 where none does.
        year_suffix: The suffix as printed.
        language: The language of text case: the item's, or that of the style.
        sorting: Whether a sort key is rendered.
        names_limits: ``names-min``, ``names-use-first`` and ``names-use-last`` of a sort key.
        hide_names: Whether the first names are left out (collapsing, suppressed author).
        explicit_suffix: Whether the style says itself where the year suffix stands.
    """

    __slots__ = (
        "area",
        "asked",
        "called",
        "cite",
        "disambiguation",
        "explicit_suffix",
        "filled",
        "first_note",
        "hidden",
        "hide_names",
        "item",
        "language",
        "names_limits",
        "names_shown",
        "positions",
        "recording",
        "sorting",
        "suffixed",
        "suppressed",
        "year_suffix",
    )

    def __init__(
        self,
        item: Item,
        area: str,
        cite: Cite = NO_CITE,
        positions: frozenset[str] = frozenset(),
        disambiguation: Disambiguation = NONE,
        first_note: int = 0,
        year_suffix: str = "",
        language: str = "en",
        sorting: bool = False,
        names_limits: tuple[int | None, int | None, bool | None] | None = None,
        hide_names: bool = False,
        explicit_suffix: bool = False,
    ) -> None:
        self.item = item
        self.area = area
        self.cite = cite
        self.positions = positions
        self.disambiguation = disambiguation
        self.first_note = first_note
        self.year_suffix = year_suffix
        self.language = language
        self.sorting = sorting
        self.names_limits = names_limits
        self.hide_names = hide_names
        self.explicit_suffix = explicit_suffix
        self.hidden = False
        self.suppressed: set[str] = set()
        self.recording: list[str] | None = None
        self.names_shown: list[NamesShown] = []
        self.suffixed = False
        self.asked = 0
        self.called = False
        self.filled = False

    def use(self, variable: str, filled: bool) -> None:
        """Count a variable as called, and as filled; groups ask for it."""
        self.called = True
        if filled:
            self.filled = True
            if self.recording is not None:
                self.recording.append(variable)
                if variable not in DATES:  # their parts may be printed apart
                    self.suppressed.add(variable)

    def peek(self, variable: str) -> str:
        """A variable as text, without counting it as called."""
        if variable == "locator":
            return self.cite.locator
        if variable == "year-suffix":
            return self.year_suffix
        if variable == "citation-number":
            return str(self.item.citation_number or "")
        if variable == "first-reference-note-number":
            return str(self.first_note or "")
        return self.item.text(variable)

    def text(self, variable: str, form: str = "long") -> str:
        """A standard or number variable as text, empty where it is not there or suppressed."""
        if self.suppressed and variable in self.suppressed:
            value = ""
        elif variable == "citation-number":
            number = self.item.citation_number
            value = str(number) if number else ""
        elif variable == "locator":
            value = self.cite.locator.strip()
        elif variable == "first-reference-note-number":
            value = str(self.first_note) if self.first_note else ""
        elif variable == "year-suffix":
            value = self.year_suffix
            if not value:  # no group waits for it
                return ""
            self.suffixed = True
        elif form == "short":
            value = self.item.short(variable)
        else:
            value = self.item.text(variable)
        self.use(variable, bool(value))
        return value
