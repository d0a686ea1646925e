"""The works that a citation names, from options or from an edited record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from evidence.cli.editor import texts
from evidence.domain import locators
from evidence.domain.records import CitationItem
from evidence.domain.vocabulary import LocatorLabel, Resolution
from evidence.errors import BadInput

_AUTHOR_YEAR = re.compile(
    r"[(\[]?\s*(?:(?:see|cf\.|e\.g\.,?)\s+)*(?P<names>\D+?),?\s*\(?"
    r"(?P<year>\d{4}[a-z]?|n\.\s?d\.|forthcoming|in press)",
    re.IGNORECASE,
)
_AND = re.compile(r",?\s+(?:and|&)\s+|,\s*")


@dataclass(frozen=True, slots=True)
class Naming:
    """Which works the options say a citation means.

    Args:
        sources: keys of the works, one for each that it names.
        candidates: keys of works that its one work may be.
        missing: it is in no list.
    """

    sources: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    missing: bool = False

    def resolved(self) -> list[tuple[Resolution, str | None]]:
        """A resolution and a source for each work.

        Raises:
            click.UsageError: none of the three is given, or more than one.
        """
        if [bool(self.sources), bool(self.candidates), self.missing].count(True) != 1:
            raise click.UsageError(
                "say which work it means: --source, --candidate or --missing",
                click.get_current_context(silent=True),
            )
        if self.sources:
            return [(Resolution.RESOLVED, source) for source in self.sources]
        if self.missing:
            return [(Resolution.MISSING, None)]
        several = len(self.candidates) > 1
        return [(Resolution.AMBIGUOUS if several else Resolution.CONFLICT, None)]


def items(
    text: str,
    naming: Naming,
    *,
    names: Sequence[str] = (),
    year: str | None = None,
    locator: str | None = None,
    label: str | None = None,
) -> list[CitationItem]:
    """The works of a citation that is added.

    Args:
        text: as printed; names and year are read from it where they are not given and it
            names one work.
        naming: which works it means.
        names, year: as printed.
        locator, label: the place; for one work only.

    Raises:
        BadInput: the locator cannot be read.
        click.UsageError: the options contradict each other.
    """
    works = naming.resolved()
    if len(works) > 1 and (names or year or locator):
        raise click.UsageError(
            "--name, --year and --locator are for a citation of one work",
            click.get_current_context(silent=True),
        )
    printed_names, printed_year = printed(text) if len(works) == 1 else ((), None)
    place = None
    if locator is not None:
        place = locators.parse(locator, LocatorLabel(label) if label else None)
    return [
        CitationItem(
            names=tuple(names) or printed_names,
            year=year or printed_year,
            locator=place.text if place else None,
            label=place.label if place else None,
            locator_text=locator,
            resolution=resolution,
            source=source,
            candidates=naming.candidates,
        )
        for resolution, source in works
    ]


def printed(text: str) -> tuple[tuple[str, ...], str | None]:
    """Names and year of a citation of one work, as "(Drab and Roy 2018a, 59)" prints them."""
    match = _AUTHOR_YEAR.match(text)
    if match is None:
        return (), None
    names = re.sub(r",?\s+et al\.?$", "", match["names"].strip(" ,"))
    return tuple(name for name in _AND.split(names) if name), match["year"]


def item(data: Mapping[str, Any]) -> CitationItem:
    """One work of a citation as it stands in an edited record.

    Raises:
        BadInput: a member is not what it should be.
    """
    try:
        resolution = Resolution(data.get("resolution") or "")
        label = LocatorLabel(data["label"]) if data.get("label") else None
    except ValueError as error:
        raise BadInput(f"an item of the citation: {error}") from None
    return CitationItem(
        names=tuple(texts(data.get("names"), "names")),
        year=_text(data, "year"),
        locator=_text(data, "locator"),
        label=label,
        locator_text=_text(data, "locator_text"),
        resolution=resolution,
        source=_text(data, "source"),
        candidates=tuple(texts(data.get("candidates"), "candidates")),
        prefix=_text(data, "prefix"),
        suffix=_text(data, "suffix"),
    )


def _text(data: Mapping[str, Any], member: str) -> str | None:
    value = data.get(member)
    if value is not None and not isinstance(value, str):
        raise BadInput(f"{member} of an item is no text: {value!r}")
    return value or None
