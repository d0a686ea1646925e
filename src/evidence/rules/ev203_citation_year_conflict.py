"""EV203: the year of a citation and that of its entry disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper, Source
from evidence.domain.vocabulary import Origin, Resolution, Severity
from evidence.rules._works import agree, hint, items, named, printed, said, years
from evidence.rules.base import Found, Rule

_YEAR = re.compile(r"\d{4}")


def look(paper: Paper) -> Iterator[Found]:
    for citation, item in items(paper):
        cited = [int(year) for year in _YEAR.findall(item.year or "")]
        works = [paper.sources[key] for key in item.likely if key in paper.sources]
        if not cited or not works or item.resolution is Resolution.AMBIGUOUS:
            continue
        # "(Silva 1958/2012)" names the first edition beside the one that was used.
        if not all(_departs(source, year) for source in works for year in cited):
            continue
        year = cited[-1]
        also = "".join(_also(source, year) for source in works)
        yield Found(
            citation.key,
            f"{printed(citation, item)} gives {year}, but its entry is "
            + " or ".join(named(source) for source in works)
            + also,
            citation.location,
            tuple(hint(paper, source.key, "the entry that the name fits") for source in works),
        )


def _departs(source: Source, year: int) -> bool:
    """Whether the work is surely dated, and neither it nor its original edition of that year."""
    if any(mark in source.item.dates.get("issued", "") for mark in "?~%X"):
        return False
    dates = [
        source.item.dates[each] for each in ("issued", "original-date") if each in source.item.dates
    ]
    spans = [span for date in dates if (span := years(date))]
    return (
        "issued" in source.item.dates
        and bool(spans)
        and not any(agree(span, (year, year)) for span in spans)
    )


def _also(source: Source, year: int) -> str:
    """What the entry prints besides, where that agrees with the citation."""
    for date in said(source, Origin.REFERENCE_LIST, "issued"):
        if (span := years(date)) and agree(span, (year, year)):
            return f"; the same entry also prints {date}, which agrees with the citation"
    return ""


RULE = Rule(
    code="EV203",
    name="citation-year-conflict",
    severity=Severity.ERROR,
    kind=SubjectKind.CITATION,
    what=(
        "Reports each citation whose year is not that of the entry its name fits, each citation "
        "by itself, and says so where the entry itself prints the cited year elsewhere."
    ),
    why=(
        "Either a year is mistyped, or the citation means a work that is not listed. In both "
        "cases a reader cannot be sure what was read."
    ),
    example="The text says “(Haddad 2011)”; the only Haddad of the list is of 2021.",
    mend="Look the work up; correct the year of the citation or that of the entry.",
    look=look,
)
