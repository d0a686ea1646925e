"""The words that records may use: every enumerated value, written with hyphens as CSL does."""

from __future__ import annotations

from enum import StrEnum


class Resolution(StrEnum):
    """What became of a work that a citation names."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"
    CONFLICT = "conflict"


class ClaimKind(StrEnum):
    """What sort of statement a claim is."""

    FACT = "fact"
    DEFINITION = "definition"
    INTERPRETATION = "interpretation"
    QUOTATION = "quotation"


class ClaimStatus(StrEnum):
    """Whether a person stands behind the wording of a claim."""

    CANDIDATE = "candidate"
    CONFIRMED = "confirmed"


class Stance(StrEnum):
    """What a source says of a claim."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    MENTIONS = "mentions"


class Axis(StrEnum):
    """What a judgement is about: the claim itself, or how a paper represents a source."""

    VERACITY = "veracity"
    FIDELITY = "fidelity"


class Veracity(StrEnum):
    """Is the claim true? A judgement on a claim."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not-enough-evidence"
    NOT_CHECKABLE = "not-checkable"


class Fidelity(StrEnum):
    """Does the paper represent its source rightly? A judgement on an evidence link."""

    ACCURATE = "accurate"
    MINOR_ERROR = "minor-error"
    MAJOR_UNSUPPORTED = "major-unsupported"
    MAJOR_CONTRADICTED = "major-contradicted"
    INDIRECT = "indirect"
    CANNOT_CHECK = "cannot-check"


class AgentKind(StrEnum):
    """Who acts (PROV)."""

    PERSON = "person"
    ORGANIZATION = "organization"
    SOFTWARE = "software"


class ActivityKind(StrEnum):
    """What an activity did; `undo` takes back changes and seedings and stops at the others."""

    CREATE = "create"
    CHANGE = "change"
    SEED = "seed"
    UNDO = "undo"
    UPGRADE = "upgrade"
    RESTORE = "restore"


class Origin(StrEnum):
    """Who said what a source statement says."""

    REFERENCE_LIST = "reference-list"
    LOOK_UP = "look-up"
    PERSON = "person"
    FILE = "file"


class AnnotationKind(StrEnum):
    """What a note on a source is: a part of an annotated bibliography, or any other note."""

    SUMMARY = "summary"
    RELEVANCE = "relevance"
    ASSESSMENT = "assessment"
    NOTE = "note"


class DocumentStatus(StrEnum):
    """What is known of a held file: what reading it came to, or that it is not as it was."""

    UNREAD = "unread"
    READ = "read"
    """Its pages are held, and at least one has text."""
    EMPTY = "empty"
    """It was read, and no page has text: scanned, perhaps."""
    LOCKED = "locked"
    """It asks for a password."""
    FAILED = "failed"
    MISSING = "missing"
    CHANGED = "changed"


class PageStatus(StrEnum):
    """What reading a page came to."""

    TEXT = "text"
    EMPTY = "empty"
    """It holds no text: blank, or scanned."""
    FAILED = "failed"


class PageMapOrigin(StrEnum):
    """How it came about that an index of a file is taken for a printed page."""

    PAGE_LABELS = "page-labels"
    """The file says so itself (PDF 32000-1, 12.4.2, or the page list of an EPUB)."""
    PRINTED_NUMBERS = "printed-numbers"
    """Numbers in headers or footers, found consistently."""
    PAGE_RANGE = "page-range"
    """The pages of the work's record, which are as many as the file has."""
    PERSON = "person"
    """Somebody said so."""


class MatchStatus(StrEnum):
    """What became of looking for a quotation in a work."""

    EXACT = "exact"
    """It stands there; only typography may differ."""
    DIFFERS = "differs"
    OTHER_PAGE = "other-page"
    """It stands there word for word, on another page than the one that was named."""
    NOT_FOUND = "not-found"
    UNREADABLE = "unreadable"
    """The file cannot be read where the quotation would stand; nothing is said of it."""
    UNCHECKED = "unchecked"
    """No file of the work is held, or nobody has looked yet."""


class DifferenceSeverity(StrEnum):
    """How much a difference between quoted words and a source's weighs."""

    MINOR = "minor"
    MATERIAL = "material"
    """A number, a negation, a name or another word that carries the sense was changed."""


class LookUpOutcome(StrEnum):
    """What came of asking a service for an identifier."""

    FOUND = "found"
    NO_MATCH = "no-match"
    """The registry that gives such identifiers out says that there is none like it."""
    NOT_INDEXED = "not-indexed"
    """The service does not hold it; it may exist all the same."""
    FAILED = "failed"
    NOT_TRIED = "not-tried"


class IdentifierScheme(StrEnum):
    """The schemes of identifiers that works have."""

    DOI = "doi"
    ISBN = "isbn"
    ISSN = "issn"
    PMID = "pmid"
    PMCID = "pmcid"
    ARXIV = "arxiv"
    URL = "url"


class LocatorLabel(StrEnum):
    """The locator types of CSL 1.0.2 (specification, "Locators")."""

    ACT = "act"
    APPENDIX = "appendix"
    ARTICLE = "article-locator"
    BOOK = "book"
    CANON = "canon"
    CHAPTER = "chapter"
    COLUMN = "column"
    ELOCATION = "elocation"
    EQUATION = "equation"
    FIGURE = "figure"
    FOLIO = "folio"
    ISSUE = "issue"
    LINE = "line"
    NOTE = "note"
    OPUS = "opus"
    PAGE = "page"
    PARAGRAPH = "paragraph"
    PART = "part"
    RULE = "rule"
    SCENE = "scene"
    SECTION = "section"
    SUB_VERBO = "sub-verbo"
    SUPPLEMENT = "supplement"
    TABLE = "table"
    TIMESTAMP = "timestamp"
    TITLE = "title-locator"
    VERSE = "verse"
    VOLUME = "volume"


class Severity(StrEnum):
    """How much a finding matters; notes alone leave the exit status 0."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
