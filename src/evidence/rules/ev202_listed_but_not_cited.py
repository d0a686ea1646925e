"""EV202: no citation names a work of the list."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Severity
from evidence.rules._works import items, named
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    cited = {key for _, item in items(paper) for key in item.likely}
    for source in paper.listed():
        if source.key not in cited:
            yield Found(source.key, f"no citation names {named(source)}")


RULE = Rule(
    code="EV202",
    name="listed-but-not-cited",
    severity=Severity.WARNING,
    kind=SubjectKind.SOURCE,
    what=(
        "Reports each work of the reference list that no citation names. A citation whose year "
        "or spelling disagrees with the entry still counts; of the candidates of an ambiguous "
        "citation EV204 speaks."
    ),
    why=(
        "A list of references promises that the text rests on its works. One that is never "
        "named either lost its citation or never bore anything out."
    ),
    example="The list has “Costa, Rui. 2016. ‘Salt.’”; no citation says Costa.",
    mend="Cite the work where it bears a claim out, or take it off the list.",
    look=look,
)
