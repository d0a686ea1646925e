"""EV105: one entry holds several works."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Severity
from evidence.rules._works import named
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for entry in paper.references:
        held = tuple(dict.fromkeys(entry.sources))
        if len(held) > 1:
            works = "; ".join(named(paper.sources[key]) for key in held)
            yield Found(
                entry.key,
                f"entry {entry.position} of “{entry.section}” holds {len(held)} works: {works}",
            )


RULE = Rule(
    code="EV105",
    name="packed-entry",
    severity=Severity.ERROR,
    kind=SubjectKind.REFERENCE,
    what="Reports each entry of the reference list that holds more than one work, and how many.",
    why=(
        "A citation can point to an entry only as a whole. Works that share one cannot be "
        "cited, counted or looked up singly, and reference managers read them as one."
    ),
    example="“7. Ministry of Health. Report on Water. 2018. —. Report on Air. 2019.”",
    mend="Give each work an entry of its own, with the author's name repeated.",
    look=look,
)
