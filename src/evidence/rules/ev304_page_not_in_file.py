"""EV304: the cited page is on no page of the held file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence.domain.cited_pages import PageLabels, cited_pages
from evidence.domain.findings import SubjectKind
from evidence.domain.locators import Locator
from evidence.domain.records import HeldText, Paper
from evidence.domain.vocabulary import LocatorLabel, PageMapOrigin, Severity
from evidence.rules._held import labelled
from evidence.rules._works import cited_work, named, page_items, printed
from evidence.rules.base import Found, Rule

_HOW: Mapping[PageMapOrigin | None, str] = {
    PageMapOrigin.PAGE_LABELS: "the file's own labels",
    PageMapOrigin.PRINTED_NUMBERS: "the numbers printed on them",
    PageMapOrigin.PERSON: "somebody's word",
}


def look(paper: Paper) -> Iterator[Found]:
    known: dict[str, tuple[tuple[HeldText, PageLabels], ...]] = {}
    for citation, item, locator in page_items(paper):
        source = cited_work(paper, item)
        if source is None:
            continue
        if source.key not in known:
            known[source.key] = labelled(paper, source.key)
        files = known[source.key]
        place = (Locator(LocatorLabel.PAGE, locator),)
        missing = [cited_pages(place, labels).missing for _, labels in files]
        if not files or not all(missing):
            continue
        held, labels = files[0]
        yield Found(
            citation.key,
            f"{printed(citation, item)} points to {locator}, but the held file {held.document} of "
            f"{named(source)} has no page {', '.join(missing[0][:3])}: its pages are "
            f"{labels.of(0)} to {labels.of(len(labels) - 1)}, by {_how(held)}",
            citation.location,
        )


def _how(held: HeldText) -> str:
    return _HOW.get(held.page_map_origin, "its labels")


RULE = Rule(
    code="EV304",
    name="page-not-in-file",
    severity=Severity.WARNING,
    kind=SubjectKind.CITATION,
    what=(
        "Compares each page locator with the printed pages of the work's held file, and reports "
        "a page that no file of the work has. Only files are asked all of whose pages have a "
        "label that was printed on them, that the file gives itself or that a person gave; a "
        "file that merely counts from 1 is not, nor one without pages of its own."
    ),
    why=(
        "Either the page is wrong, or the file is only a part of the work or another edition: "
        "nothing can be looked up there."
    ),
    example="The text says “(Silva 2012, 204)”; the held file has the pages 106 to 122.",
    mend=(
        "Correct the locator, attach the whole work, or correct the labels of the file's pages "
        "with 'evidence document relabel'."
    ),
    look=look,
)
