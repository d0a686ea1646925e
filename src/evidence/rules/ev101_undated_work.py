"""EV101: a work of the list has no date."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Origin, Severity
from evidence.rules._works import named, said
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for source in paper.listed():
        if "issued" in source.item.dates:
            continue
        found = said(source, Origin.LOOK_UP, "issued")
        hint = f"; a look-up gives {', '.join(found)}" if found else ""
        yield Found(source.key, f"{named(source)} has no date in the list{hint}")


RULE = Rule(
    code="EV101",
    name="undated-work",
    severity=Severity.WARNING,
    kind=SubjectKind.SOURCE,
    what="Reports each work of the reference list whose entry gives no date of issue.",
    why=(
        "An author-date citation needs a year to point with, and a reader needs it to know "
        "which edition was used: a page or a brief without a date may have changed since."
    ),
    example="“Ministry of Trade. Brief on Fisheries.” in a list whose other entries have dates.",
    mend=(
        "Add the date of issue. Where the work truly has none, write “n.d.” and the date on "
        "which it was read, and waive the finding."
    ),
    look=look,
)
