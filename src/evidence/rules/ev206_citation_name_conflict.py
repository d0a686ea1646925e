"""EV206: the name of a citation is only nearly that of its entry."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.text import fold
from evidence.domain.vocabulary import Resolution, Severity
from evidence.rules._works import hint, items, named, printed
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for citation, item in items(paper):
        works = [paper.sources[key] for key in item.likely if key in paper.sources]
        if item.resolution is not Resolution.CONFLICT or not item.names or not works:
            continue
        creators = {fold(name.citation_name).text for each in works for name in each.item.creators}
        if not creators or fold(item.names[0]).text in creators:
            continue
        yield Found(
            citation.key,
            f"{printed(citation, item)} says {item.names[0]}, but its entry is "
            + " or ".join(named(source) for source in works),
            citation.location,
            tuple(hint(paper, each.key, "the entry that the name nearly fits") for each in works),
        )


RULE = Rule(
    code="EV206",
    name="citation-name-conflict",
    severity=Severity.ERROR,
    kind=SubjectKind.CITATION,
    what=(
        "Reports each citation whose name is nearly, but not quite, that of the one entry that "
        "it can mean."
    ),
    why=(
        "Either the name is misspelt in the text or in the list, or the citation means a work "
        "that is not listed. Readers and programs that look for the name find nothing."
    ),
    example="The text says “(Tomas 2021)”; the list has “Thomas, Roby. 2021.”",
    mend="Look the work up; correct the name in the citation or in the entry.",
    look=look,
)
