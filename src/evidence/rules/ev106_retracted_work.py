"""EV106: a work was retracted."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.retractions import retractions
from evidence.domain.vocabulary import Severity
from evidence.rules._works import cited_work, items, named
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    cited = (cited_work(paper, item) for _, item in items(paper))
    used = [*paper.listed(), *(each for each in cited if each is not None)]
    for source in {each.key: each for each in used}.values():
        told = "; ".join(each.text for each in retractions(source))
        if told:
            yield Found(source.key, f"{named(source)} is {told}")


RULE = Rule(
    code="EV106",
    name="retracted-work",
    severity=Severity.ERROR,
    kind=SubjectKind.SOURCE,
    what=(
        "Reports each work of the reference list or of a citation that was retracted, withdrawn "
        "or removed, wholly or in part, as a look-up or its own record tells. 'evidence source "
        "refresh' asks for such notices; of a work that was never looked up nothing is known."
    ),
    why=(
        "Who retracts a work no longer stands by it. A reader who is not told takes its "
        "findings for good, and what rests on it alone rests on nothing."
    ),
    example="“Costa, Rui. 2016. ‘Salt.’” in the list; its journal retracted it in 2019.",
    mend=(
        "Read the notice. Cite another work for what this one bears out, or take the claim back. "
        "Where the retraction itself is what the text is about, say so and waive the finding."
    ),
    look=look,
)
