"""The report of a check for people: by section of the paper, then by rule.

Findings of one rule in one section stand under one heading, a subject a paragraph. What
messages that follow each other all begin with, up to a colon, is said once, above them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from click import style

from evidence.cli.escape import terminal
from evidence.cli.text import clipped, counted, display_width, indented
from evidence.domain.vocabulary import Severity

if TYPE_CHECKING:
    from evidence.domain.findings import Finding, Location
    from evidence.domain.records import Paper

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_LIST = "Reference list"
_MARGIN = " " * 4
_WIDEST_LABEL = 20
_ONE_SCREEN = 20


@dataclass(frozen=True, slots=True)
class Page:
    """How the report is written.

    Args:
        width: in columns.
        colour: whether in colour.
        most: how many findings of one warning or note a section shows, None for all.
    """

    width: int
    colour: bool
    most: int | None = None

    def styled(
        self, text: str, fg: str | None = None, *, bold: bool = False, underline: bool = False
    ) -> str:
        """`text`, harmless, in a style where there is colour."""
        shown = terminal(text)
        if not self.colour:
            return shown
        return style(shown, fg=fg, bold=bold or None, underline=underline or None)


def report(
    papers: Sequence[Paper],
    findings: Sequence[Finding],
    waived: Sequence[Finding],
    page: Page,
    *,
    show_waived: bool = False,
) -> Iterator[str]:
    """The lines of the report, its counts and the next step included.

    Args:
        papers: those that were checked.
        findings: those that stand.
        waived: those set aside.
        page: how to write it.
        show_waived: whether to show them too, after the others.
    """
    for paper in papers:
        yield page.styled(f"{paper.title} ({paper.key})", bold=True, underline=True)
        yield from _sections(paper, [each for each in findings if each.paper == paper.key], page)
        if show_waived:
            aside = [each for each in waived if each.paper == paper.key]
            if aside:
                yield ""
                yield page.styled("Waived", bold=True)
                yield from _sections(paper, aside, page)
        yield ""
    yield from _ending(findings, waived, page, show_waived=show_waived)


def _sections(paper: Paper, findings: Iterable[Finding], page: Page) -> Iterator[str]:
    lists = _list_headings(paper)
    headings = dict.fromkeys([*paper.sections, *lists.values()])
    grouped: dict[str, list[Finding]] = {heading: [] for heading in headings}
    for finding in findings:
        place = finding.location
        heading = lists.get(finding.key, _LIST) if place is None else place.section
        grouped.setdefault(heading, []).append(finding)
    for heading, found in grouped.items():
        if found:
            yield ""
            yield page.styled(heading or "Before the first heading", bold=True)
            for group in _by_rule(found):
                yield from _rule(group, heading, page)


def _list_headings(paper: Paper) -> dict[str, str]:
    """The heading of the list that an entry, or a work, stands under."""
    headings: dict[str, str] = {}
    for entry in paper.references:
        for key in (entry.key, *entry.sources):
            headings.setdefault(key, entry.section or _LIST)
    return headings


def _by_rule(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings of one rule together, the gravest first."""
    groups: dict[tuple[int, str], list[Finding]] = {}
    weight = list(Severity)
    for finding in findings:
        rank = (weight.index(finding.severity), finding.rule)
        groups.setdefault(rank, []).append(finding)
    return [groups[rank] for rank in sorted(groups)]


def _rule(group: Sequence[Finding], heading: str, page: Page) -> Iterator[str]:
    first = group[0]
    severity = page.styled(first.severity, fg=_COLOURS[first.severity], bold=True)
    often = f" ({len(group)})" if len(group) > 1 else ""
    yield f"  {severity} {page.styled(first.rule, bold=True)} {terminal(first.name)}{often}"
    shown = group if first.severity is Severity.ERROR else group[: page.most]
    labels = [_label(finding, heading) for finding in shown]
    column = min(max(map(display_width, labels)), _WIDEST_LABEL)
    for said, run in groupby(zip(labels, shown, strict=True), lambda pair: _beginning(pair[1])):
        alike = list(run)
        shared = said if len(alike) > 1 else ""
        if shared:
            yield from indented(f"{terminal(shared)}:", page.width, _MARGIN, _MARGIN)
        for label, finding in alike:
            message = finding.message.removeprefix(f"{shared}: ") if shared else finding.message
            yield from _finding(finding, message, label.ljust(column), page)
    yield from _left_out(first.rule, len(group) - len(shown), page)


def _left_out(rule: str, count: int, page: Page) -> Iterator[str]:
    if count:
        line = f"… {count} more: evidence check --select {rule}"
        yield from indented(line, page.width, _MARGIN, _MARGIN)


def _label(finding: Finding, heading: str) -> str:
    """What a finding is about, and where: its section's heading stands above already."""
    key = "" if finding.key == heading else terminal(finding.key)
    return " ".join(part for part in (key, _place(finding.location)) if part)


def _beginning(finding: Finding) -> str:
    """What a message says before its first colon; messages that share it say it once."""
    beginning, colon, _ = finding.message.partition(": ")
    return beginning if colon else ""


def _finding(finding: Finding, message: str, label: str, page: Page) -> Iterator[str]:
    margin = _MARGIN + " " * (len(label) + 2 if label else 0)
    deep = display_width(label) > _WIDEST_LABEL
    start = _MARGIN + page.styled(label, fg="bright_blue") + "  " if label else _MARGIN
    if deep:
        yield start.rstrip()
        margin = start = _MARGIN + " " * 4
    yield from indented(terminal(message), page.width, start, margin)
    for hint in finding.suggestions:
        text = f"{terminal(hint.source)}: {terminal(hint.reason)}"
        yield from indented(text, page.width, f"{margin}→ ", f"{margin}  ")


def _place(place: Location | None) -> str:
    """Paragraph and sentence, as "¶2.5"."""
    if place is None or place.paragraph is None:
        return ""
    return f"¶{place.paragraph}" + (f".{place.sentence}" if place.sentence is not None else "")


def _errors(findings: Sequence[Finding], page: Page) -> Iterator[str]:
    """The errors once more, a line each: a long report's last screen says the worst of it."""
    yield page.styled("The errors", bold=True)
    labels = [f"{each.rule} {terminal(each.key)}" for each in findings]
    column = max(map(display_width, labels))
    for label, finding in zip(labels, findings, strict=True):
        room = max(page.width - column - 6, 20)
        start = page.styled(label.ljust(column), fg=_COLOURS[finding.severity])
        yield f"  {start}  {clipped(terminal(finding.message), room)}"
    yield ""


def _ending(
    findings: Sequence[Finding], waived: Sequence[Finding], page: Page, *, show_waived: bool
) -> Iterator[str]:
    """How often each rule found something, how many of each severity, and what to do next."""
    groups = _by_rule(findings)
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if errors and len(findings) > _ONE_SCREEN:
        yield from _errors(errors, page)
    column = max((len(str(len(group))) for group in groups), default=0)
    for group in groups:
        severity = page.styled(f"{group[0].severity:7}", fg=_COLOURS[group[0].severity])
        yield f"{len(group):{column}}  {severity}  {group[0].rule}  {terminal(group[0].name)}"
    counts = Counter(finding.severity for finding in findings)
    aside = f"; {len(waived)} waived" if waived else ""
    totals = ", ".join(counted(counts[severity], severity) for severity in Severity)
    yield page.styled(totals + aside, bold=True)
    if waived and not show_waived:
        yield "'evidence check --show-waived' shows what was set aside, too."
    if groups:
        code = groups[0][0].rule
        yield f"'evidence rule show {code}' says what {code} means and how to mend it."
    else:
        yield "Nothing found."
