"""EV201: a citation names a work that the list does not have."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from evidence.domain.findings import Hint, SubjectKind
from evidence.domain.records import CitationItem, Paper
from evidence.domain.text import fold
from evidence.domain.vocabulary import Resolution, Severity
from evidence.rules._works import hint, items, named, printed
from evidence.rules.base import Found, Rule

_ALIKE = 0.8
_MOST = 3


def look(paper: Paper) -> Iterator[Found]:
    listed = {source.key for source in paper.listed()}
    for citation, item in items(paper):
        if listed and item.source is not None and item.source not in listed:
            yield Found(
                citation.key,
                f"{printed(citation, item)} means {named(paper.sources[item.source])}, which "
                "stands in no entry of the reference list",
                citation.location,
            )
        if item.resolution is Resolution.MISSING:
            yield Found(
                citation.key,
                f"{printed(citation, item)} has no entry in the reference list",
                citation.location,
                _similar(paper, item),
            )


def _similar(paper: Paper, item: CitationItem) -> tuple[Hint, ...]:
    """Listed works of the same name in another year, then of a similar name, nearest first."""
    if not item.names:
        return ()
    cited = fold(item.names[0]).text
    near: list[tuple[float, Hint]] = []
    for source in paper.listed():
        names = {fold(name.citation_name).text: name for name in source.item.creators}
        likeness, nearest = max(
            ((SequenceMatcher(None, cited, name).ratio(), name) for name in names),
            default=(0.0, ""),
        )
        if likeness >= _ALIKE:
            year = source.item.year if source.item.year is not None else "undated"
            reason = "the same name" if nearest == cited else "a similar name"
            entry = f"{reason}: {names[nearest].citation_name} {year}"
            near.append((-likeness, hint(paper, source.key, entry)))
    return tuple(each for _, each in sorted(near, key=lambda pair: pair[0])[:_MOST])


RULE = Rule(
    code="EV201",
    name="cited-but-not-listed",
    severity=Severity.ERROR,
    kind=SubjectKind.CITATION,
    what=(
        "Reports each citation of a work that has no entry in the reference list, and suggests "
        "entries with the same or a similar name."
    ),
    why="A reader cannot find the source, so what rests on it cannot be checked.",
    example="The text says “(Nguyen 2014)”; the list has no Nguyen.",
    mend="Add the entry, or correct the name or the year of the citation.",
    look=look,
)
