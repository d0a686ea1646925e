"""A passage that bears on a statement: where it stands, what it says, and why it was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from evidence.domain.discrepancies import Discrepancy


class PassageKind(StrEnum):
    """What a passage is a part of."""

    PAGE = "page"
    ABSTRACT = "abstract"
    ANNOTATION = "annotation"


@dataclass(frozen=True, slots=True)
class Why:
    """What a passage has in common with what was looked for, as the passage has it.

    Args:
        words: other words of the same stem, each once; no words of mere grammar.
        spans: of everything that matched, in code points of `Passage.text`, half-open.
    """

    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence or two of a page, an abstract or an annotation that match best.

    Args:
        score: of the whole page, abstract or annotation; comparable within one answer.
        text: verbatim, with the line breaks that it has there.
        start, end: its code points within the page, the abstract or the annotation, half-open.
        document, page: key of the file and index of the page, from 0; None of no page.
        page_label: what is printed on the page.
        annotation: its key; None of none.
        warnings: what the statement says otherwise; never a verdict.
    """

    kind: PassageKind
    source: str
    score: float
    text: str
    start: int
    end: int
    document: str | None = None
    page: int | None = None
    page_label: str | None = None
    annotation: str | None = None
    why: Why = field(default_factory=Why)
    warnings: tuple[Discrepancy, ...] = ()


class HitKind(StrEnum):
    """What a search looks through."""

    SOURCE = "source"
    CLAIM = "claim"
    QUOTATION = "quotation"
    ANNOTATION = "annotation"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds the words of a search.

    Args:
        key: its key; of a page its file's.
        about: what it is or belongs to: a work's title, a claim's section, the work that a
            page is of.
        snippet: the part of its text where the words stand; spans: of the words in it.
        page: index in the file, from 0; page_label: what is printed on it.
    """

    kind: HitKind
    key: str
    about: str
    snippet: str
    spans: tuple[tuple[int, int], ...] = ()
    page: int | None = None
    page_label: str | None = None
