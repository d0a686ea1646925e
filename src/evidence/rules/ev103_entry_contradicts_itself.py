"""EV103: one entry, as printed, gives two years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Origin, Severity
from evidence.rules._works import agree, named, said, years
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    seen: set[str] = set()
    for entry in paper.references:
        for key in entry.sources:
            if key in seen:
                continue
            seen.add(key)
            dates = said(paper.sources[key], Origin.REFERENCE_LIST, "issued")
            spans = [span for date in dates if (span := years(date))]
            if all(agree(one, other) for one, other in combinations(spans, 2)):
                continue
            yield Found(
                entry.key,
                f"the entry of {named(paper.sources[key])} gives more than one date of issue: "
                + " and ".join(dates),
            )


RULE = Rule(
    code="EV103",
    name="entry-contradicts-itself",
    severity=Severity.ERROR,
    kind=SubjectKind.REFERENCE,
    what=(
        "Reports each entry of the reference list that, as printed, dates one work in two "
        "different years."
    ),
    why="One of the two years is wrong, and every citation by year inherits the doubt.",
    example="“Miller, Ann. 2019. ‘Rivers and Borders.’ March 3, 2009.”",
    mend="Look the work up; correct the wrong year of the entry, then the citations that follow.",
    look=look,
)
