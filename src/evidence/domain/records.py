"""The records that pass between the layers: a paper with its apparatus, claims and judgements.

All are frozen. Keys are what people see (`C001`, `T01`, `drab2018`); integer keys of the
database never leave the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from evidence.domain.findings import Location
from evidence.domain.items import Item
from evidence.domain.pages import PageMap
from evidence.domain.quotations import Match
from evidence.domain.vocabulary import (
    AgentKind,
    AnnotationKind,
    Axis,
    ClaimKind,
    ClaimStatus,
    DocumentStatus,
    IdentifierScheme,
    LocatorLabel,
    LookUpOutcome,
    Origin,
    PageMapOrigin,
    Resolution,
    Stance,
)


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts: a person, an organization or a program."""

    name: str
    kind: AgentKind = AgentKind.PERSON


@dataclass(frozen=True, slots=True)
class Statement:
    """What one origin says of one variable of a work.

    `value` is None where the origin was asked and had nothing. `position` keeps apart
    several statements of one origin about one variable.
    """

    origin: Origin
    variable: str | None
    value: Any
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A cited work with its key, tags and what its origins said.

    `cited` is true when a citation names it, or probably names it (a conflict). `notes` are
    what people wrote about it, in plain text.
    """

    key: str
    item: Item
    tags: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    cited: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a reference list, as printed, and the works it stands for."""

    key: str
    paper: str
    section: str
    position: int
    raw: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work that a citation names.

    Args:
        names: family or literal names as the citation prints them.
        year: as printed, with its letter where there is one.
        locator: the cited place, hyphens in ranges ("59-61"); `locator_text` as printed.
        source: the work's key when resolved, else None.
        candidates: keys of the works it may mean when it is not resolved.
    """

    names: tuple[str, ...]
    year: str | None
    locator: str | None
    label: LocatorLabel | None
    locator_text: str | None
    resolution: Resolution
    source: str | None
    candidates: tuple[str, ...] = ()
    prefix: str | None = None
    suffix: str | None = None

    @property
    def likely(self) -> tuple[str, ...]:
        """The work it names, or those it may name."""
        return (self.source,) if self.source is not None else self.candidates


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in the running text, as printed."""

    key: str
    paper: str
    text: str
    location: Location
    items: tuple[CitationItem, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A citation that serves a claim; `inferred` when it only ends the claim's paragraph."""

    citation: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A work that might bear a claim out, and why somebody thinks so."""

    source: str
    reason: str
    agent: Agent


@dataclass(frozen=True, slots=True)
class Judgement:
    """One live judgement: on a claim (veracity) or on an evidence link (fidelity).

    `outdated` says that what was judged has been changed since; `confidence` is what a
    program says of its own rating, from 0 to 1.
    """

    axis: Axis
    rating: str
    reason: str
    agent: Agent
    time: datetime
    outdated: bool = False
    confidence: float | None = None


def latest(judgements: tuple[Judgement, ...]) -> Judgement | None:
    """The judgement that counts: the latest, people's and organizations' before software's."""
    return max(
        judgements,
        key=lambda each: (each.agent.kind is not AgentKind.SOFTWARE, each.time),
        default=None,
    )


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of looking for a quotation in a work.

    Args:
        quotation, source: keys; document: of the file it was looked for in, if any is held.
        page_label: what is printed on the page where it stands.
        current: whether that is still so: words, locator, file and page labels are what
            they were when it was looked for.
    """

    quotation: str
    source: str
    match: Match
    document: str | None = None
    page_label: str | None = None
    current: bool = True
    time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What somebody found in a source about a claim.

    `verified` tells where its quotation stands in the source; None where nobody looked.
    """

    key: str
    claim: str
    source: str
    stance: Stance
    locator: str | None = None
    label: LocatorLabel | None = None
    note: str | None = None
    quotation: str | None = None
    judgements: tuple[Judgement, ...] = ()
    verified: Verified | None = None

    @property
    def judgement(self) -> Judgement | None:
        """The fidelity judgement that counts (`latest`)."""
        return latest(self.judgements)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a paper says.

    `quoted` are the words it puts in quotation marks, None where it quotes nothing;
    `quotation` is their key, `verified` where they stand in each work they were looked for in.
    """

    key: str
    paper: str
    statement: str
    kind: ClaimKind
    status: ClaimStatus
    location: Location
    quoted: str | None = None
    quotation: str | None = None
    fingerprint: str | None = None
    text: str | None = None
    services: tuple[Service, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    verified: tuple[Verified, ...] = ()

    @property
    def judgement(self) -> Judgement | None:
        """The veracity judgement that counts (`latest`)."""
        return latest(tuple(each for each in self.judgements if each.axis is Axis.VERACITY))

    @property
    def veracity(self) -> str | None:
        """Its rating, None where nobody judged."""
        return None if self.judgement is None else self.judgement.rating

    @property
    def checkable(self) -> bool:
        """Whether a source could bear it out: an interpretation is the paper's own."""
        return self.kind is not ClaimKind.INTERPRETATION


@dataclass(frozen=True, slots=True)
class HeldText:
    """A held file of a work that was read, and how its pages are labelled for that work.

    Args:
        document: its key; count: of its pages.
        reflowable: whether it has no pages of its own.
    """

    document: str
    status: DocumentStatus
    count: int = 0
    page_map: PageMap = field(default_factory=PageMap)
    page_map_origin: PageMapOrigin | None = None
    reflowable: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper under check, with everything that a rule may want to read.

    `sources` holds every work that its references, citations, suggestions or evidence
    name, by key; `sections` the headings in the order of the text; `held` the files that are
    held of a source, by its key.
    """

    key: str
    title: str
    sections: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    held: Mapping[str, tuple[HeldText, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sources", MappingProxyType(dict(self.sources)))
        object.__setattr__(self, "held", MappingProxyType(dict(self.held)))

    def listed(self) -> tuple[Source, ...]:
        """The works of its reference lists, in order, each once."""
        keys = dict.fromkeys(key for entry in self.references for key in entry.sources)
        return tuple(self.sources[key] for key in keys)

    def citation(self, key: str) -> Citation:
        """The citation with that key."""
        return next(each for each in self.citations if each.key == key)


@dataclass(frozen=True, slots=True)
class Annotation:
    """What somebody wrote about a work: part of an annotated bibliography, or a note.

    `text` may have several paragraphs; its lines end with a line feed. `agent` wrote it as it
    is, at `time`.
    """

    key: str
    source: str
    kind: AnnotationKind
    text: str
    agent: Agent
    time: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is held, and the works that it is a copy of, the first one first.

    Args:
        sha256: of its content, in hexadecimal; size: in bytes.
        name: what it was called.
        path: where a linked file was; None where a copy is kept beside the database.
        file: where it is: `path`, or the copy.
        status: what reading it came to; missing or changed by a look at its size.
        pages: how many it has, None where none are held.
        detail: for people, what reading it came to.
    """

    key: str
    sha256: str
    size: int
    media_type: str
    name: str
    path: str | None
    sources: tuple[str, ...]
    file: Path
    status: DocumentStatus = DocumentStatus.UNREAD
    pages: int | None = None
    detail: str | None = None

    @property
    def linked(self) -> bool:
        """Whether only its path is kept."""
        return self.path is not None


@dataclass(frozen=True, slots=True)
class LookUp:
    """A service that was asked about an identifier of a work, and what came of it.

    `service` and `endpoint`, the address that was asked, are None where nobody was asked;
    `detail` is the reason, for people.
    """

    scheme: IdentifierScheme
    value: str
    service: str | None
    outcome: LookUpOutcome
    detail: str | None
    time: datetime
    endpoint: str | None = None
