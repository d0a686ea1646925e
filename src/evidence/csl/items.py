"""An item to be cited, as the processor reads it: CSL-JSON, made safe.

Whatever stands in a record, reading it gives a text, a date, a list of names, or nothing:
records come from strangers, and an odd value may spoil its own place, never the bibliography.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from evidence.csl.dates import parse_date
from evidence.csl.people import Person, people
from evidence.csl.points import Date

DATES = frozenset(
    (
        "accessed",
        "available-date",
        "container",
        "event-date",
        "issued",
        "original-date",
        "submitted",
    )
)
"""The date variables of CSL 1.0.2, appendix IV, and ``container`` of older items."""

NAMES = frozenset(
    """author chair collection-editor compiler composer container-author contributor curator
    director editor editorial-director editortranslator executive-producer guest host illustrator
    interviewer narrator organizer original-author performer producer recipient reviewed-author
    script-writer series-creator translator""".split()
)
"""The name variables of CSL 1.0.2, appendix IV."""

NUMBERS = frozenset(
    """chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number
    printing-number section supplement-number version volume year-suffix""".split()
)
"""The number variables of CSL 1.0.2, appendix IV."""

_OLD_TYPES = {
    "article_journal": "article-journal",
    "article_magazine": "article-magazine",
    "article_newspaper": "article-newspaper",
    "motion-picture": "motion_picture",
    "legal-case": "legal_case",
    "musical-score": "musical_score",
    "personal-communication": "personal_communication",
    "no-type": "document",
}
_OTHERWISE = {
    "container-title-short": "journalAbbreviation",
    "page-first": "page",
    "title-short": "shortTitle",
}
"""Where else a variable is looked for."""
_CHEATER = re.compile(r"\{:([-_a-z]+):\s*([^}]*)\}")
_LINE = re.compile(r"^([A-Za-z][-_A-Za-z ]*):\s*(.+)$")


class Item:
    """One item, its variables read when first asked for.

    Args:
        data: CSL-JSON; variables under their CSL names.
        number: Its citation number, from 1.
    """

    __slots__ = ("_dates", "_names", "_texts", "citation_number", "data", "id", "type")

    def __init__(self, data: Mapping[str, Any], number: int = 0) -> None:
        self.data = dict(data)
        note = data.get("note")
        if isinstance(note, str) and ":" in note:
            self._take_note(note)
        self.id = str(data.get("id", ""))
        kind = data.get("type")
        kind = kind if isinstance(kind, str) else ""
        self.type = _OLD_TYPES.get(kind, kind)
        self.citation_number = number
        self._texts: dict[str, str] = {}
        self._dates: dict[str, Date | None] = {}
        self._names: dict[str, tuple[Person, ...]] = {}

    def text(self, variable: str) -> str:
        """A variable as text; empty where there is none."""
        texts = self._texts
        if variable in texts:
            return texts[variable]
        value = self.data.get(variable)
        if value is None and variable in _OTHERWISE:
            other = self.data.get(_OTHERWISE[variable])
            value = _first_page(other) if variable == "page-first" else other
        texts[variable] = found = clean(value)
        return found

    def short(self, variable: str) -> str:
        """The short form of a variable, its long one where there is no other."""
        return self.text(variable + "-short") or self.text(variable)

    def date(self, variable: str) -> Date | None:
        """A date variable."""
        dates = self._dates
        if variable not in dates:
            value = self.data.get(variable)
            dates[variable] = None if value is None else parse_date(value)
        return dates[variable]

    def names(self, variable: str) -> tuple[Person, ...]:
        """The names of a variable, in order."""
        names = self._names
        if variable not in names:
            names[variable] = people(self.data.get(variable))
        return names[variable]

    def has(self, variable: str) -> bool:
        """Whether a variable holds anything (CSL "Choose": the condition ``variable``)."""
        if variable in NAMES:
            return bool(self.names(variable))
        if variable in DATES:
            return self.date(variable) is not None
        return bool(self.text(variable))

    def _take_note(self, note: str) -> None:
        """Variables that a reference manager could not hold and its user wrote into the note.

        Both spellings in use are read: ``{:original-date: 1898}`` anywhere, and lines of the
        kind ``original-date: 1898`` at the note's beginning. What the item itself says stands.
        """
        told = list(_CHEATER.findall(note))
        for line in note.splitlines():
            found = _LINE.match(line.strip())
            if not found:
                if line.strip() and not _CHEATER.search(line):
                    break
                continue
            told.append((found[1].strip(), found[2]))
        for name, value in told:
            variable = name.strip().lower().replace("_", "-").replace(" ", "-")
            value = value.strip()
            if variable == "type":
                self.data["type"] = value
            elif variable in NAMES:
                family, double, given = value.partition("||")
                name_told = (
                    {"family": family.strip(), "given": given.strip()}
                    if double
                    else {"literal": value}
                )
                held = self.data.get(variable)
                if isinstance(held, list) and variable in self._told_names():
                    held.append(name_told)
                elif not held:
                    self.data[variable] = [name_told]
            elif variable in DATES:
                self.data[variable] = _told_date(value)
            elif not self.data.get(variable):
                self.data[variable] = value

    def _told_names(self) -> frozenset[str]:
        return frozenset(
            name for name in NAMES if name in self.data and isinstance(self.data[name], list)
        )


def _told_date(value: str) -> dict[str, Any]:
    return {"raw": value}


def clean(value: Any) -> str:
    """A value as one line of text; nothing where it is no text and no number.

    Args:
        value: Whatever stands in the record.
    """
    if isinstance(value, str):
        return " ".join(value.split()) if "\n" in value or "\t" in value else value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else str(value)
    return ""


def _first_page(page: Any) -> str:
    text = clean(page)
    return re.split(r"\s*(?<!\\)[-–—,&;]\s*", text, maxsplit=1)[0] if text else ""
