"""EV303: one work is cited with a locator here and without one there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Citation, CitationItem, Paper
from evidence.domain.vocabulary import Severity
from evidence.rules._works import cited_work, items, named
from evidence.rules.base import Found, Rule

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b")


def look(paper: Paper) -> Iterator[Found]:
    located: dict[str, dict[bool, list[Citation]]] = {}
    for citation, item in items(paper):
        source = cited_work(paper, item)
        if source is not None and (item.locator is not None or not _prints_more(citation, item)):
            by_locator = located.setdefault(source.key, {True: [], False: []})
            by_locator[item.locator is not None].append(citation)
    for key, by_locator in located.items():
        if by_locator[True] and by_locator[False]:
            yield Found(
                key,
                f"{named(paper.sources[key])} is cited with a locator in "
                f"{_listed(by_locator[True])}, without one in {_listed(by_locator[False])}",
            )


def _prints_more(citation: Citation, item: CitationItem) -> bool:
    """Whether figures follow the year in print: a locator that nobody entered is no fault."""
    _, year, after = citation.text.partition(item.year or "\0")
    rest = _YEAR.sub("", re.split(r"[;)\]]", after)[0])
    return bool(year) and any(character.isdigit() for character in rest)


def _listed(citations: list[Citation]) -> str:
    return ", ".join(dict.fromkeys(f"{each.key} {each.text}" for each in citations))


RULE = Rule(
    code="EV303",
    name="locator-sometimes-missing",
    severity=Severity.WARNING,
    kind=SubjectKind.SOURCE,
    what=(
        "Reports each work that some citations name with a page or another locator and others "
        "without, one finding a work, with the citations that have none."
    ),
    why=(
        "Where the page is known for one claim it is usually known for the next. A citation "
        "without it sends the reader through the whole work."
    ),
    example="“(Silva 2012, 14)” in one section and “(Silva 2012)” in another.",
    mend=(
        "Add the page to the citations without one. Where such a citation means the work as a "
        "whole, waive the finding."
    ),
    look=look,
)
