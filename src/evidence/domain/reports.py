"""What a report of a paper holds: everything that is known of it at one moment, and its limits.

A report is data. How it looks is the business of the forms that it is written in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from evidence.domain.findings import Finding
from evidence.domain.records import (
    Agent,
    Citation,
    Claim,
    Evidence,
    Judgement,
    Paper,
    Reference,
    Source,
    Verified,
    latest,
)
from evidence.domain.vocabulary import (
    AgentKind,
    Axis,
    ClaimStatus,
    DifferenceSeverity,
    MatchStatus,
    Severity,
    Veracity,
)


class ClaimState(StrEnum):
    """What is to be said of a claim as a whole, the most pressing first.

    The first five are people's judgements. Without one, a claim is `no-source` where nothing
    is cited for it, linked to it or suggested, `own-view` where it is an interpretation, and
    else `unjudged`. What a program thinks of it is no state.
    """

    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not-enough-evidence"
    NOT_CHECKABLE = "not-checkable"
    SUPPORTED = "supported"
    NO_SOURCE = "no-source"
    UNJUDGED = "unjudged"
    OWN_VIEW = "own-view"


class Mark(StrEnum):
    """What else is to be said of a claim, beside its state."""

    JUDGES_DISAGREE = "judges-disagree"
    OUTDATED = "judgement-outdated"
    SOFTWARE_ONLY = "judged-by-software-only"
    SOURCE_MISREPRESENTED = "source-misrepresented"
    QUOTATION_DIFFERS = "quotation-differs"
    QUOTATION_ELSEWHERE = "quotation-on-other-page"
    QUOTATION_NOT_FOUND = "quotation-not-found"
    QUOTATION_UNREADABLE = "quotation-unreadable"
    QUOTATION_UNCHECKED = "quotation-unchecked"
    QUOTATION_VERIFIED = "quotation-verified"
    QUOTATION_STALE = "quotation-check-outdated"
    CANDIDATE = "wording-unconfirmed"


_MATCH_MARKS = {
    MatchStatus.EXACT: Mark.QUOTATION_VERIFIED,
    MatchStatus.DIFFERS: Mark.QUOTATION_DIFFERS,
    MatchStatus.OTHER_PAGE: Mark.QUOTATION_ELSEWHERE,
    MatchStatus.NOT_FOUND: Mark.QUOTATION_NOT_FOUND,
    MatchStatus.UNREADABLE: Mark.QUOTATION_UNREADABLE,
    MatchStatus.UNCHECKED: Mark.QUOTATION_UNCHECKED,
}
_MISREPRESENTS = frozenset({"major-unsupported", "major-contradicted"})


@dataclass(frozen=True, slots=True)
class RuleNote:
    """What a rule says of itself: what it looks for, why that matters, how to mend it."""

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    mend: str


@dataclass(frozen=True, slots=True)
class WaivedFinding:
    """A finding that somebody set aside, with the reason."""

    finding: Finding
    reason: str
    agent: Agent
    time: datetime


@dataclass(frozen=True, slots=True)
class Superseded:
    """An earlier judgement, and when its agent put another in its place."""

    judgement: Judgement
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Words in quotation marks, and what became of looking for them.

    Args:
        words: verbatim. key: of the quotation, None where only the words are known.
        link: key of the evidence link that quotes them; None where the paper does.
        claim: key of the claim. source: of the link's work, None of the paper's own words.
        outcomes: one for each work they were looked for in.
    """

    words: str
    claim: str
    key: str | None = None
    link: str | None = None
    source: str | None = None
    outcomes: tuple[Verified, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedClaim:
    """A claim with what stands around it.

    Args:
        citations: those that serve it, with whether that is inferred.
        findings: those about it and about its quotation, waived ones left out.
        history: earlier judgements of it, the latest first; `link_history` those of its
            links, by their keys.
    """

    claim: Claim
    citations: tuple[tuple[Citation, bool], ...] = ()
    findings: tuple[Finding, ...] = ()
    history: tuple[Superseded, ...] = ()
    link_history: Mapping[str, tuple[Superseded, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "link_history", MappingProxyType(dict(self.link_history)))

    @property
    def state(self) -> ClaimState:
        """What is to be said of it as a whole."""
        return state(self.claim, self.citations)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What else is to be said of it."""
        return tuple(mark for mark in Mark if mark in set(_marks(self.claim)))

    @property
    def quotations(self) -> tuple[QuotedWords, ...]:
        """The paper's quoted words, then those of its evidence."""
        return tuple(_quotations(self.claim))

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the works that are cited for it or linked to it."""
        cited = [key for each, _ in self.citations for item in each.items for key in item.likely]
        return tuple(dict.fromkeys([*cited, *(link.source for link in self.claim.evidence)]))


@dataclass(frozen=True, slots=True)
class ReportedSection:
    """A section of the paper: its heading and its claims in the order of the text."""

    heading: str
    claims: tuple[ReportedClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that the check could read: key, name, SHA-256, and of which works it is a copy."""

    key: str
    name: str
    sha256: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperFile:
    """The file that the paper's text was read from: its name, and its SHA-256."""

    name: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """Which state of which database a report tells of.

    Args:
        name: of the file.
        ledger: hash of the ledger's last activity, which covers every record before it.
        activities: how many there are.
        sha256: of the file; None while another program has changes beside it.
    """

    name: str
    ledger: str
    activities: int
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """A paper as it stands at one moment.

    Args:
        source: its own bibliographic record.
        file: the file that its text came from, None where no text is held.
        sections: in the order of the text; those without claims too.
        rules: what the rules that found something say of themselves, by code.
        time: when it was made; version: of the program.
    """

    paper: Paper
    source: Source
    sections: tuple[ReportedSection, ...]
    findings: tuple[Finding, ...]
    waived: tuple[WaivedFinding, ...]
    rules: Mapping[str, RuleNote]
    files: tuple[HeldFile, ...]
    database: DatabaseState
    time: datetime
    version: str
    file: PaperFile | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", MappingProxyType(dict(self.rules)))

    @property
    def claims(self) -> tuple[ReportedClaim, ...]:
        """Every claim, in the order of the text."""
        return tuple(claim for section in self.sections for claim in section.claims)

    @property
    def quotations(self) -> tuple[QuotedWords, ...]:
        """Every quotation, in the order of the text."""
        return tuple(quoted for claim in self.claims for quoted in claim.quotations)

    @property
    def listed(self) -> frozenset[str]:
        """Keys of the works in the paper's reference lists."""
        return frozenset(key for entry in self.paper.references for key in entry.sources)

    def counted(self) -> dict[ClaimState, int]:
        """How many claims are in each state."""
        counts = Counter(claim.state for claim in self.claims)
        return {each: counts[each] for each in ClaimState}

    def severities(self) -> dict[Severity, int]:
        """How many findings of each severity, the waived ones left out."""
        counts = Counter(finding.severity for finding in self.findings)
        return {each: counts[each] for each in Severity}

    def outcomes(self) -> dict[MatchStatus, int]:
        """How many quotations came to each outcome: the best of the works they were sought in."""
        counts = Counter(outcome(quoted) for quoted in self.quotations)
        return {each: counts[each] for each in MatchStatus}

    def entry_of(self, source: str) -> Reference | None:
        """The entry of the reference lists that stands for a work."""
        return next((each for each in self.paper.references if source in each.sources), None)


def by_people(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements of people and organizations."""
    return tuple(each for each in judgements if each.agent.kind is not AgentKind.SOFTWARE)


def by_software(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements of programs."""
    return tuple(each for each in judgements if each.agent.kind is AgentKind.SOFTWARE)


def state(claim: Claim, citations: Iterable[tuple[Citation, bool]] = ()) -> ClaimState:
    """What is to be said of a claim as a whole (`ClaimState`)."""
    judged = latest(by_people(each for each in claim.judgements if each.axis is Axis.VERACITY))
    if judged is not None:
        return _STATES[judged.rating]
    if not claim.checkable:
        return ClaimState.OWN_VIEW
    if claim.evidence or claim.suggestions or any(each.items for each, _ in citations):
        return ClaimState.UNJUDGED
    return ClaimState.NO_SOURCE


_STATES: dict[str, ClaimState] = {str(each): ClaimState(str(each)) for each in Veracity}


_BEST = (
    MatchStatus.EXACT,
    MatchStatus.OTHER_PAGE,
    MatchStatus.DIFFERS,
    MatchStatus.UNREADABLE,
    MatchStatus.UNCHECKED,
    MatchStatus.NOT_FOUND,
)


def outcome(quoted: QuotedWords) -> MatchStatus:
    """What became of a quotation: the best outcome of the works it was looked for in.

    One work that could not be looked at outweighs another that does not hold the words:
    they may stand there.
    """
    found = {each.match.status for each in quoted.outcomes}
    return next((each for each in _BEST if each in found), MatchStatus.UNCHECKED)


def _quotations(claim: Claim) -> Iterable[QuotedWords]:
    if claim.quoted is not None:
        yield QuotedWords(claim.quoted, claim.key, claim.quotation, outcomes=claim.verified)
    for link in claim.evidence:
        if link.quotation is not None:
            key = link.verified.quotation if link.verified is not None else None
            found = () if link.verified is None else (link.verified,)
            yield QuotedWords(link.quotation, claim.key, key, link.key, link.source, found)


def _marks(claim: Claim) -> Iterable[Mark]:
    veracity = [each for each in claim.judgements if each.axis is Axis.VERACITY]
    people = by_people(veracity)
    if len({each.rating for each in people}) > 1:
        yield Mark.JUDGES_DISAGREE
    if veracity and not people:
        yield Mark.SOFTWARE_ONLY
    of_links = [each for link in claim.evidence for each in link.judgements]
    if any(each.outdated for each in by_people([*veracity, *of_links])):
        yield Mark.OUTDATED
    if any(_misrepresents(link) for link in claim.evidence):
        yield Mark.SOURCE_MISREPRESENTED
    if claim.status is ClaimStatus.CANDIDATE:
        yield Mark.CANDIDATE
    for quoted in _quotations(claim):
        found = outcome(quoted)
        # That an excerpt was not looked for says nothing of the paper.
        if quoted.link is None or found not in {MatchStatus.UNCHECKED, MatchStatus.EXACT}:
            yield _MATCH_MARKS[found]
        if any(not each.current for each in quoted.outcomes):
            yield Mark.QUOTATION_STALE


def _misrepresents(link: Evidence) -> bool:
    judged = latest(by_people(link.judgements))
    return judged is not None and judged.rating in _MISREPRESENTS


def is_material(verified: Verified) -> bool:
    """Whether quoted words differ from the source's in what they say."""
    return verified.match.severity is DifferenceSeverity.MATERIAL


LIMITS: tuple[tuple[str, str], ...] = (
    (
        "What is computed",
        "Whether quoted words stand on a page, whether a citation has its entry, whether a "
        "locator lies within a work's pages: a program compared characters and numbers. “Exact” "
        "means that the words are those of the file that is held, up to typography. The file may "
        "be another edition, and a page number is as good as the map from file to print.",
    ),
    (
        "What people judge: fidelity",
        "Whether the paper represents a source rightly is somebody's judgement of one claim and "
        "one source. That quoted words stand on their page does not show that the source means "
        "what the paper takes it to mean.",
    ),
    (
        "What people judge: veracity",
        "Whether a claim is true is somebody's judgement, with a reason, a name and a date, on "
        "the sources linked here and no others. Other evidence may exist. A program's rating, "
        "where there is one, stands apart and decides nothing.",
    ),
    (
        "What is not said",
        "Unchecked is not wrong. “Unjudged”, “no source” and “not looked for” tell of this check, "
        "not of the paper. “Not found” means: not in the files that are held, as far as their "
        "text could be read. A claim without a finding has not thereby been shown to be true.",
    ),
)
"""What a check establishes, and what it does not: heading and text."""
