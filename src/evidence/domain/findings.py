"""What a check finds: a rule, a subject, a place, and what would probably help."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from evidence.domain.vocabulary import Severity


class SubjectKind(StrEnum):
    """What a finding is about."""

    CITATION = "citation"
    REFERENCE = "reference"
    SOURCE = "source"
    CLAIM = "claim"
    QUOTATION = "quotation"
    DOCUMENT = "document"
    SECTION = "section"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a paper.

    `paragraph` and `sentence` count from 1; `start` and `end` are code points of the
    paper's text, half-open, where the text is held.
    """

    section: str
    paragraph: int | None = None
    sentence: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """A work that would probably mend a finding, and why."""

    source: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found.

    Args:
        rule, name, severity: of the rule (`EV201`, `cited-but-not-listed`, error).
        message: one sentence for a person.
        paper: key of the paper in which it was found.
        kind, key: what it is about; a section's key is its heading.
        location: where it stands, None for a work of the list.
        suggestions: works that would probably mend it.
    """

    rule: str
    name: str
    severity: Severity
    message: str
    paper: str
    kind: SubjectKind
    key: str
    location: Location | None = None
    suggestions: tuple[Hint, ...] = field(default=())
