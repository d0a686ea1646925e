"""The words and signs of reports: each state has a word and a shape, never a colour alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from evidence.domain.findings import Finding, Location
from evidence.domain.records import Evidence, Judgement, Verified
from evidence.domain.reports import ClaimState, Mark, is_material
from evidence.domain.vocabulary import (
    AgentKind,
    Fidelity,
    LocatorLabel,
    MatchStatus,
    Severity,
    Stance,
)


class Term(NamedTuple):
    """How something is shown: its sign, its word, and what the word means."""

    sign: str
    word: str
    meaning: str


STATES = {
    ClaimState.REFUTED: Term("✕", "Refuted", "people judged that the evidence speaks against it"),
    ClaimState.CONFLICTING: Term(
        "≠", "Conflicting evidence", "people judged that sources contradict each other"
    ),
    ClaimState.NOT_ENOUGH_EVIDENCE: Term(
        "?", "Not enough evidence", "people looked, and what they found does not decide it"
    ),
    ClaimState.NOT_CHECKABLE: Term("–", "Not checkable", "people judged that no source could"),
    ClaimState.SUPPORTED: Term("✓", "Supported", "people judged that the evidence bears it out"),
    ClaimState.NO_SOURCE: Term("∅", "No source", "nothing is cited, linked or suggested for it"),
    ClaimState.UNJUDGED: Term(
        "○", "Unjudged", "nobody has judged it yet, which says nothing of it"
    ),
    ClaimState.OWN_VIEW: Term(
        "◇", "Paper’s own view", "an interpretation, which no source could bear out"
    ),
}
SEVERITIES = {
    Severity.ERROR: Term("✕", "Error", "to be mended before publication"),
    Severity.WARNING: Term("▲", "Warning", "probably to be mended"),
    Severity.NOTE: Term("•", "Note", "to be known"),
}
OUTCOMES = {
    MatchStatus.EXACT: Term("✓", "Exact", "stands there; only typography may differ"),
    MatchStatus.DIFFERS: Term("≠", "Differs", "stands there in other words"),
    MatchStatus.OTHER_PAGE: Term("↷", "On another page", "stands there word for word"),
    MatchStatus.NOT_FOUND: Term("✕", "Not found", "nothing like it in the file that is held"),
    MatchStatus.UNREADABLE: Term("▧", "Cannot be read", "the file’s text cannot be read there"),
    MatchStatus.UNCHECKED: Term("○", "Not looked for", "no file is held, or nobody has looked"),
}
STANCES = {
    Stance.SUPPORTS: Term("+", "Supports", "speaks for the claim"),
    Stance.DISPUTES: Term("−", "Disputes", "speaks against the claim"),
    Stance.MENTIONS: Term("·", "Mentions", "speaks of the claim’s subject"),
}
MARKS = {
    Mark.JUDGES_DISAGREE: Term("≠", "judges disagree", ""),
    Mark.OUTDATED: Term("↻", "changed since it was judged", ""),
    Mark.SOFTWARE_ONLY: Term("⚙", "judged by software only", ""),
    Mark.SOURCE_MISREPRESENTED: Term("▲", "source misrepresented", ""),
    Mark.QUOTATION_DIFFERS: Term("≠", "quotation differs", ""),
    Mark.QUOTATION_ELSEWHERE: Term("↷", "quotation on another page", ""),
    Mark.QUOTATION_NOT_FOUND: Term("✕", "quotation not found", ""),
    Mark.QUOTATION_UNREADABLE: Term("▧", "quotation cannot be checked", ""),
    Mark.QUOTATION_UNCHECKED: Term("○", "quotation not looked for", ""),
    Mark.QUOTATION_VERIFIED: Term("✓", "quotation verified", ""),
    Mark.QUOTATION_STALE: Term("↻", "quotation to be looked for anew", ""),
    Mark.CANDIDATE: Term("…", "wording unconfirmed", ""),
}
RATINGS = {
    str(Fidelity.ACCURATE): "Accurate",
    str(Fidelity.MINOR_ERROR): "Minor error",
    str(Fidelity.MAJOR_UNSUPPORTED): "Major error: the source does not bear it out",
    str(Fidelity.MAJOR_CONTRADICTED): "Major error: the source says otherwise",
    str(Fidelity.INDIRECT): "Indirect: the source cites another",
    str(Fidelity.CANNOT_CHECK): "Cannot be checked",
    **{str(state): term.word for state, term in STATES.items()},
}
"""Every rating of a judgement in words."""
_LABELS = {
    LocatorLabel.PAGE: ("p.", "pp."),
    LocatorLabel.CHAPTER: ("ch.", "chs."),
    LocatorLabel.NOTE: ("n.", "nn."),
    LocatorLabel.PARAGRAPH: ("¶", "¶¶"),
    LocatorLabel.SECTION: ("§", "§§"),
    LocatorLabel.LINE: ("l.", "ll."),
    LocatorLabel.COLUMN: ("col.", "cols."),
    LocatorLabel.FOLIO: ("fol.", "fols."),
    LocatorLabel.FIGURE: ("fig.", "figs."),
    LocatorLabel.VOLUME: ("vol.", "vols."),
}


def spoken(slug: str) -> str:
    """A word of the vocabulary as a sentence has it: "not-enough-evidence" without hyphens."""
    return slug.replace("-", " ")


def titled(slug: str) -> str:
    """The same with a capital."""
    words = spoken(slug)
    return words[:1].upper() + words[1:]


def place(locator: str | None, label: LocatorLabel | str | None) -> str:
    """A locator with its label: "pp. 110–111"; "" where there is none."""
    if not locator:
        return ""
    shown = locator.replace("-", "–") if label in (None, LocatorLabel.PAGE) else locator
    several = any(sign in shown for sign in "–,&")
    if label is None:
        return shown
    known = LocatorLabel(label)
    one, more = _LABELS.get(known, (spoken(known.removesuffix("-locator")),) * 2)
    return f"{more if several else one} {shown}"


def where(location: Location | None) -> str:
    """A place in the paper, its heading left out: "paragraph 2, sentence 5"."""
    if location is None or location.paragraph is None:
        return ""
    sentence = "" if location.sentence is None else f", sentence {location.sentence}"
    return f"paragraph {location.paragraph}{sentence}"


def found_at(verified: Verified) -> str:
    """Where words stand: the printed page, and the page of the file in brackets."""
    spot = verified.match.place
    if spot is None:
        return ""
    first, last = spot.page + 1, spot.end_page + 1
    of_file = f"file page {first}" if first == last else f"file pages {first}–{last}"
    if verified.page_label is None:
        return of_file
    more = "pp." if "–" in verified.page_label or "-" in verified.page_label else "p."
    return f"{more} {verified.page_label} ({of_file})"


def verdict(verified: Verified) -> str:
    """The outcome of looking for words in one work, in a phrase."""
    match = verified.match
    word = OUTCOMES[match.status].word
    if match.status is MatchStatus.DIFFERS:
        word += " materially" if is_material(verified) else " in small things"
        if match.splice:
            word += "; joined from parts that stand apart"
        if match.on_page is False:
            word += "; and not on the page named"
    return word


def judged_by(judgement: Judgement) -> str:
    """Who judged, without an address, and what kind of agent it is, unless a person."""
    name = judgement.agent.name.partition(" <")[0].strip() or judgement.agent.name
    kind = judgement.agent.kind
    return name if kind is AgentKind.PERSON else f"{name} ({kind})"


def of_link(link: Evidence) -> str:
    """Where evidence stands in its source."""
    return place(link.locator, link.label)


def of_finding(finding: Finding) -> str:
    """The message of a finding as a sentence."""
    said = finding.message.strip()
    return stopped(said[:1].upper() + said[1:])


def stopped(text: str) -> str:
    """Text with a full stop, unless a mark ends it already."""
    return text if text[-1:] in ".?!…" else f"{text}."


def day(time: datetime) -> str:
    """A day as people write it: "23 November 2026"."""
    utc = time.astimezone(UTC)
    return f"{utc.day} {utc:%B %Y}"


def moment(time: datetime) -> str:
    """A point in time as people write it, UTC."""
    return f"{day(time)}, {time.astimezone(UTC):%H:%M} UTC"


def counted(number: int, one: str, more: str | None = None) -> str:
    """A number with its noun: "1 claim", "2,000 claims"."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"
