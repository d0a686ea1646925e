"""The works that a citation names, from options or from an edited record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import click

from evidence.cli.editor import texts
from evidence.domain import locators
from evidence.domain.records import CitationItem
from evidence.domain.vocabulary import LocatorLabel, Resolution
from evidence.errors import BadInput
from evidence.manuscript.author_date import as_printed


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
        text: as printed; names, years and locators are read from it where they are not given.
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
    bare = [
        CitationItem(
            names=tuple(names),
            year=year,
            locator=None,
            label=None,
            locator_text=None,
            resolution=resolution,
            source=source,
            candidates=naming.candidates,
        )
        for resolution, source in works
    ]
    read = as_printed(text, bare)
    if locator is not None:
        place = locators.parse(locator, LocatorLabel(label) if label else None)
        read[0] = replace(read[0], locator=place.text, label=place.label, locator_text=locator)
    return [
        replace(each, names=given.names or each.names, year=given.year or each.year)
        for given, each in zip(bare, read, strict=True)
    ]


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
