"""What became of looking for quoted words in a work: where they stand, and what differs.

Words and place follow the text selectors of the W3C Web Annotation Data Model (4.2.4, 4.2.5):
`exact`, `prefix`, `suffix`, `start`, `end`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence.domain.vocabulary import DifferenceSeverity, MatchStatus


class Edit(StrEnum):
    """What was done to a source's words to make the quoted ones."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"
    """The source has them, the quotation has not."""
    INSERTED = "inserted"
    """The quotation has them, the source has not."""


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words that were treated alike.

    Args:
        quoted: as the quotation has them, "" where they were dropped.
        source: as the source has them, "" where they were inserted.
        severity: None where they were kept.
        why: for people, what makes it material or minor ("number", "negation", "name",
            "spelling", "splice" …); None where they were kept.
    """

    edit: Edit
    quoted: str
    source: str
    severity: DifferenceSeverity | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a file.

    Args:
        page, end_page: indices of the first and the last page, from 0.
        start: code point within the text of `page`; end: within the text of `end_page`,
            half-open.
        exact: the words, as the file has them.
        prefix, suffix: what stands before and behind, up to 32 code points each.
    """

    page: int
    end_page: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Match:
    """What became of looking for a quotation in one file.

    Args:
        place: None where nothing like it stands anywhere.
        on_page: whether it stands on a page that was named; None where none was named, or
            none that can be told in the file.
        changes: the whole quotation word by word, in runs; empty where it is exact.
        severity: of the gravest change; None where it is exact, or nowhere.
        splice: whether passages were joined that stand apart in the source.
        reason: for people, what else is to be said: why nothing could be found, what lies
            between the parts of a splice, that the locator is no page.
    """

    status: MatchStatus
    place: Place | None = None
    on_page: bool | None = None
    changes: tuple[Change, ...] = ()
    severity: DifferenceSeverity | None = None
    splice: bool = False
    reason: str | None = None

    @property
    def difference(self) -> str | None:
        """What differs, in one line: "[-source words-] {+quoted words+}" between the kept ones."""
        if not self.changes:
            return None
        return " ".join(_shown(change) for change in self.changes)


def _shown(change: Change) -> str:
    if change.edit is Edit.KEPT:
        return change.quoted
    dropped = f"[-{change.source}-]" if change.source else ""
    inserted = f"{{+{change.quoted}+}}" if change.quoted else ""
    return " ".join(part for part in (dropped, inserted) if part)
