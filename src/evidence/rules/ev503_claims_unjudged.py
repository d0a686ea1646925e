"""EV503: claims of a section that nobody has judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evidence.domain.findings import Location, SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Severity
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    claims = Counter(claim.location.section for claim in paper.claims)
    unjudged = Counter(claim.location.section for claim in paper.claims if claim.veracity is None)
    for section in dict.fromkeys((*paper.sections, *claims)):
        if count := unjudged[section]:
            yield Found(
                section,
                f"nobody has judged {count} of {claims[section]} "
                f"claim{'s' if claims[section] > 1 else ''} in “{section}”",
                Location(section),
            )


RULE = Rule(
    code="EV503",
    name="claims-unjudged",
    severity=Severity.NOTE,
    kind=SubjectKind.SECTION,
    what="Says for each section how many of its claims have no judgement of veracity.",
    why="Unchecked is not wrong, but it is not right either: this is the work that is left.",
    example="Nobody has judged 4 of 9 claims in “Trade after 1991”.",
    mend="Look for evidence and judge: 'evidence claim list --veracity unjudged' names them.",
    look=look,
)
