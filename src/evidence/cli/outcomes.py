"""The report of `verify` for people: by outcome, what is wrong first, differences word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence.cli.escape import terminal
from evidence.cli.text import clipped, counted, display_width, indented, wrapped
from evidence.domain.quotations import Edit
from evidence.domain.vocabulary import DifferenceSeverity, LocatorLabel, MatchStatus

if TYPE_CHECKING:
    from evidence.cli.findings import Page
    from evidence.domain.locators import Locator
    from evidence.domain.quotations import Change, Match
    from evidence.services.quoted import Quote
    from evidence.services.verifying import Looked

_MATERIAL = (MatchStatus.DIFFERS, DifferenceSeverity.MATERIAL)
_MINOR = (MatchStatus.DIFFERS, DifferenceSeverity.MINOR)
_GROUPS = (
    ((MatchStatus.NOT_FOUND, None), "Not found", "not found", "red"),
    (_MATERIAL, "Differs in the matter", "differing in the matter", "red"),
    ((MatchStatus.OTHER_PAGE, None), "On another page", "on another page", "yellow"),
    (_MINOR, "Differs a little", "differing a little", "yellow"),
    ((MatchStatus.UNREADABLE, None), "Cannot be read", "that cannot be read", "magenta"),
    ((MatchStatus.UNCHECKED, None), "Not checked", "not checked", "cyan"),
    ((MatchStatus.EXACT, None), "Exact", "exact", "green"),
)
_COLOURS = {Edit.DROPPED: "red", Edit.INSERTED: "green"}
_MARGIN = "  "


@dataclass(frozen=True, slots=True)
class Line:
    """What the report says of one quotation.

    Args:
        key: of the quotation, or its id in a file; about: what it belongs to, "" for nothing.
        cited: the place that is cited, None where none is.
        label: what is printed on the page where the words stand.
    """

    key: str
    about: str
    words: str
    cited: str | None
    match: Match
    label: str | None


def of_work(looked: Looked) -> Line:
    """The line of a quotation that was looked for in a work."""
    target, verified = looked.target, looked.verified
    about = ", ".join(part for part in (target.claim, target.link, target.source) if part)
    cited = "; ".join(map(_located, target.locators)) or None
    return Line(target.quotation, about, target.words, cited, verified.match, verified.page_label)


def of_file(key: str, quote: Quote, match: Match, label: str | None) -> Line:
    """The line of a quotation that was looked for in a file."""
    cited = None
    if quote.page is not None:
        cited = f"page {quote.page} of the file"
    elif quote.page_label:
        cited = f"p. {quote.page_label}"
    return Line(key, "", quote.words, cited, match, label)


def report(lines: Sequence[Line], page: Page) -> Iterator[str]:
    """The lines of the report, its counts included."""
    column = max((display_width(terminal(each.key)) for each in lines), default=0)
    for kind, heading, _, colour in _GROUPS:
        group = [each for each in lines if _kind(each.match) == kind]
        if group:
            often = f" ({len(group)})"
            yield page.styled(heading + often, colour, bold=True)
            for each in group:
                yield from _quotation(each, column, page)
            yield ""
    for row in wrapped(summary(each.match for each in lines), page.width):
        yield page.styled(row, bold=True)


def summary(matches: Iterable[Match]) -> str:
    """How many there are of each outcome."""
    counts = Counter(map(_kind, matches))
    told = [f"{counts[kind]} {said}" for kind, _, said, _ in reversed(_GROUPS) if counts[kind]]
    total = counted(sum(counts.values()), "quotation")
    return f"{total}: {', '.join(told)}" if told else "no quotations"


def stands(match: Match, label: str | None) -> str | None:
    """Where the words stand: by the printed label, else by the page of the file."""
    place = match.place
    if place is None:
        return None
    further = place.end_page - place.page
    if label is not None:
        after = "" if not further else " and the next" if further == 1 else f" and {further} more"
        return f"p. {label}{after}"
    pages = f"{place.page + 1}-{place.end_page + 1}" if further else str(place.page + 1)
    return f"page {pages} of the file"


def _kind(match: Match) -> tuple[MatchStatus, DifferenceSeverity | None]:
    if match.status is MatchStatus.DIFFERS:
        return _MINOR if match.severity is DifferenceSeverity.MINOR else _MATERIAL
    return match.status, None


def _quotation(line: Line, column: int, page: Page) -> Iterator[str]:
    margin = _MARGIN + " " * (column + 2)
    key = terminal(line.key).ljust(column)
    start = _MARGIN + page.styled(key, "bright_blue") + "  "
    match = line.match
    where = _where(line)
    said = ", ".join(part for part in (terminal(line.about), where) if part)
    if match.status is MatchStatus.EXACT and not match.reason:
        room = max(page.width - display_width(margin) - display_width(said) - 3, 20)
        words = f"“{clipped(terminal(line.words), room - 2)}”"
        yield start + (f"{said}  {words}" if said else words)
        return
    if said:
        yield from indented(said, page.width, start, margin)
        start = margin
    if match.changes:
        for row in _difference(match.changes, page.width - display_width(margin), page):
            yield start + row
            start = margin
    else:
        yield from indented(f"“{terminal(line.words)}”", page.width, start, margin)
    for remark in _remarks(match):
        yield from indented(terminal(remark), page.width, f"{margin}→ ", f"{margin}  ")


def _where(line: Line) -> str:
    """The page where the words stand, and the one that is cited where that is another."""
    found, cited = stands(line.match, line.label), line.cited
    if found is None:
        return terminal(f"cited to {cited}") if cited else ""
    if line.match.on_page is False and cited:
        return terminal(f"{found}, not {cited}")
    return terminal(found)


def _remarks(match: Match) -> Iterator[str]:
    kinds = dict.fromkeys(
        change.why for change in match.changes if change.why and change.severity is match.severity
    )
    if kinds:
        yield f"what differs: {', '.join(map(str, kinds))}"
    if match.splice and "splice" not in kinds:
        yield "it joins passages that stand apart in the source"
    if match.reason:
        yield match.reason


def _difference(changes: Iterable[Change], width: int, page: Page) -> Iterator[str]:
    """Kept words plain, the source's in [-…-], the quotation's in {+…+}, in lines."""
    line, used = "", 0
    for text, edit in _pieces(changes):
        for word in terminal(text).split():
            needs = display_width(word)
            if line and used + 1 + needs > width:
                yield line
                line, used = "", 0
            shown = page.styled(word, _COLOURS.get(edit))
            line = f"{line} {shown}" if line else shown
            used += needs + (1 if used else 0)
    if line:
        yield line


def _pieces(changes: Iterable[Change]) -> Iterator[tuple[str, Edit]]:
    for change in changes:
        if change.edit is Edit.KEPT:
            yield change.quoted, Edit.KEPT
            continue
        if change.source:
            yield f"[-{change.source}-]", Edit.DROPPED
        if change.quoted:
            yield f"{{+{change.quoted}+}}", Edit.INSERTED


def _located(locator: Locator) -> str:
    if locator.label is not LocatorLabel.PAGE:
        return f"{locator.label} {locator.text}"
    several = any(each in locator.text for each in "-,")
    return f"{'pp.' if several else 'p.'} {locator.text}"
