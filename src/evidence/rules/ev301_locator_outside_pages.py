"""EV301: a locator lies outside the page range of its work."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.locators import Comparison
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Severity
from evidence.rules._pages import compared, look_ups
from evidence.rules._works import cited_work, named, page_items, printed
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for citation, item, locator in page_items(paper):
        source = cited_work(paper, item)
        if source is None or compared(locator, source.item) is not Comparison.OUTSIDE:
            continue
        yield Found(
            citation.key,
            f"{printed(citation, item)} points to {locator}, outside the pages "
            f"{source.item.variables['page']} of {named(source)}" + look_ups(source, locator),
            citation.location,
        )


RULE = Rule(
    code="EV301",
    name="locator-outside-pages",
    severity=Severity.ERROR,
    kind=SubjectKind.CITATION,
    what=(
        "Compares each page locator with the page range of its work and reports it where any "
        "of its pages certainly lies outside."
    ),
    why="The cited page does not exist in that work: locator, range or work is wrong.",
    example="The text says “(Silva 2012, 204)”; the entry says pages 106–122.",
    mend="Open the work at the cited page; correct the locator, or the pages of the entry.",
    look=look,
)
