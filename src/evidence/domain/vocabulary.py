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
    """What is known of a held file without reading it."""

    UNREAD = "unread"
    MISSING = "missing"
    CHANGED = "changed"


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
