"""Quotations, the works they are looked for in, and whether what was found still holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evidence.domain.locators import Locator
from evidence.domain.quotations import Change, Edit, Match
from evidence.domain.vocabulary import (
    DifferenceSeverity,
    DocumentStatus,
    MatchStatus,
    PageMapOrigin,
)

MATCHER = "1"
"""The version of how words are compared: after a change of it, all is looked for again."""


@dataclass(frozen=True, slots=True)
class Target:
    """A quotation and a work that it is looked for in.

    Args:
        quotation, source, claim, paper, link: keys; `link` is None where the words are the
            paper's own quotation, else it is the link whose quotation they are.
        words: verbatim.
        locators: the places in the work that are cited for them.
    """

    quotation: str
    source: str
    claim: str
    paper: str
    words: str
    locators: tuple[Locator, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A held file of a work, as far as it decides what is found in it.

    Args:
        document: its key.
        reading: what reading it came to, None where nobody has read it; detail: for people.
        page_map: as stored, [start, end, label of the first] for each segment.
    """

    document: str
    sha256: str
    reading: DocumentStatus | None
    reader: str | None
    page_map: Any
    origin: PageMapOrigin | None
    reflowable: bool
    detail: str | None = None


def basis(target: Target, files: Iterable[HeldFile]) -> str:
    """The fingerprint of what is compared: words, places, files, reader and page labels.

    Where it is another than that of a stored match, the match is out of date.
    """
    compared = [
        MATCHER,
        target.words,
        [[str(place.label), place.text] for place in target.locators],
        [
            [each.document, each.sha256, each.reading, each.reader, each.page_map, each.origin]
            for each in files
        ],
    ]
    text = json.dumps(compared, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def best(matches: Iterable[Match]) -> int:
    """Which of several outcomes counts, of the files of one work or the works of one claim.

    Words that stand somewhere count before words that do not; what could not be read, before
    what was not found, since they may stand there.

    Raises:
        ValueError: there is none.
    """
    ranked = [(_rank(match), at) for at, match in enumerate(matches)]
    return min(ranked)[1]


def _rank(match: Match) -> tuple[int, int]:
    differing = sum(change.edit is not Edit.KEPT for change in match.changes)
    material = match.severity is DifferenceSeverity.MATERIAL
    match match.status:
        case MatchStatus.EXACT:
            return (0 if match.on_page else 1), 0
        case MatchStatus.OTHER_PAGE:
            return 3, 0
        case MatchStatus.DIFFERS if not material:
            return (2 if match.on_page else 4), differing
        case MatchStatus.DIFFERS:
            return 5, differing
        case MatchStatus.UNREADABLE:
            return 6, 0
        case MatchStatus.UNCHECKED:
            return 7, 0
    return 8, 0


def changes_to_rows(changes: Iterable[Change]) -> list[list[str | None]] | None:
    """Changes as they are stored, None for none."""
    rows: list[list[str | None]] = [
        [
            str(each.edit),
            each.quoted,
            each.source,
            None if each.severity is None else str(each.severity),
            each.why,
        ]
        for each in changes
    ]
    return rows or None


def changes_from_rows(rows: Iterable[Iterable[Any]] | None) -> tuple[Change, ...]:
    """Changes from what is stored."""
    return tuple(
        Change(
            Edit(edit), quoted, source, None if weight is None else DifferenceSeverity(weight), why
        )
        for edit, quoted, source, weight, why in rows or ()
    )
