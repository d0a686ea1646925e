"""EV104: two works of the list share author and year, and no letter tells them apart."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Paper, Source
from evidence.domain.text import fold
from evidence.domain.vocabulary import Severity
from evidence.rules._words import words
from evidence.rules._works import named
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    groups: list[list[Source]] = []
    for source in paper.listed():
        if source.item.year is None or not source.item.creators:
            continue
        for group in groups:
            if all(_alike(source.item, other.item) for other in group):
                group.append(source)
                break
        else:
            groups.append([source])
    for group in groups:
        if len(group) > 1:
            yield Found(
                group[0].key,
                f"{len(group)} works of the list share author and year, with no letter to tell "
                "them apart: " + "; ".join(f"{named(each)} ({each.key})" for each in group),
            )


def _alike(one: Item, other: Item) -> bool:
    """Whether a citation by author and year cannot tell two works apart."""
    same_letter = one.variables.get("year-suffix") == other.variables.get("year-suffix")
    return (
        same_letter
        and one.year == other.year
        and len(one.creators) == len(other.creators)
        and all(map(_same, one.creators, other.creators))
        and not _same_work(one, other)
    )


def _same(one: Name, other: Name) -> bool:
    """Whether two printed names may be one person's: initials fit the names they begin."""
    if fold(one.citation_name).text != fold(other.citation_name).text:
        return False
    given = zip(words(one.given or ""), words(other.given or ""), strict=False)
    return all(
        this == that or (min(len(this), len(that)) == 1 and this[0] == that[0])
        for this, that in given
    )


def _same_work(one: Item, other: Item) -> bool:
    """Whether the list merely names one work twice."""
    variables = ("title", "container-title", "volume", "issue", "page")
    return one.title is not None and all(
        fold(one.variables.get(each, "")).text == fold(other.variables.get(each, "")).text
        for each in variables
    )


RULE = Rule(
    code="EV104",
    name="same-author-year-not-told-apart",
    severity=Severity.WARNING,
    kind=SubjectKind.SOURCE,
    what=(
        "Reports works of the reference list that have the same authors and the same year "
        "without a letter after it, one finding a group."
    ),
    why="A citation by author and year then fits all of them, and nobody can tell which is meant.",
    example="Two entries begin “Okafor, Chidi. 2020.”, and the text says “(Okafor 2020)”.",
    mend="Add letters to the years of the entries (2020a, 2020b) and of their citations.",
    look=look,
)
