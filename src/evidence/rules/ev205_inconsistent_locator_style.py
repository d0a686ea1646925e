"""EV205: page locators are written in more than one way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.locators import dash, page_term
from evidence.domain.records import Citation, Paper
from evidence.domain.vocabulary import Severity
from evidence.rules._works import page_items
from evidence.rules.base import Found, Rule

_PAIRS = (("p", "pp"), ("page", "pages"), ("pg", "pgs"))


def look(paper: Paper) -> Iterator[Found]:
    places = [
        (citation, item.locator_text)
        for citation, item, _ in page_items(paper)
        if item.locator_text
    ]
    yield from _departures([(*place, _term(place[1])) for place in places], "page locators")
    yield from _departures(
        [(*place, f"with {_dash_name(mark)}") for place in places if (mark := dash(place[1]))],
        "page ranges",
    )


def _departures(places: list[tuple[Citation, str, str]], what: str) -> Iterator[Found]:
    """The citations whose style is not the commonest, or not the first of the commonest."""
    styles = Counter(style for *_, style in places)
    if len(styles) < 2:
        return
    usual, count = styles.most_common(1)[0]
    seen: set[str] = set()
    for citation, text, style in places:
        if style != usual and citation.key not in seen:
            seen.add(citation.key)
            yield Found(
                citation.key,
                f"“{text}” is written {style}; {count} of the {len(places)} {what} {usual}",
                citation.location,
            )


def _term(text: str) -> str:
    """How the pages are announced, the same for one page and for several."""
    term = page_term(text)
    if not term:
        return "without a page term"
    bare = term.strip().rstrip(".").casefold()
    singular, plural = next((pair for pair in _PAIRS if bare in pair), (bare, bare))
    stop = "." if term.strip().endswith(".") else ""
    both = dict.fromkeys(f"“{each}{stop}”" for each in (singular, plural))
    return "with " + " or ".join(both)


def _dash_name(mark: str) -> str:
    name = mark.replace("-", " ")
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


RULE = Rule(
    code="EV205",
    name="inconsistent-locator-style",
    severity=Severity.NOTE,
    kind=SubjectKind.CITATION,
    what=(
        "Reports each citation whose page locator is written otherwise than most: with “pp.” "
        "where most have none or the reverse, with a hyphen where most ranges have an en dash "
        "or the reverse. “p. 5” and “pp. 5–6” are one style."
    ),
    why="House styles want one form; mixed forms are often traces of copied citations.",
    example="“(Silva 2012, 14-15)” in one place, “(Costa 2016, pp. 20–21)” in another.",
    mend="Write all page locators as the style of the journal wants them.",
    look=look,
)
