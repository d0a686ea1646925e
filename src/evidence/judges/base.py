"""What a judge is: it is given a claim and passages, and says what follows from these.

A judge is a program and may be wrong, or made to say things by what it reads: its caller
looks every quotation of its rationale up in the passage before anything is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from evidence.domain.vocabulary import Veracity


@dataclass(frozen=True, slots=True)
class ClaimText:
    """A claim as a judge reads it.

    Args:
        key: of the claim.
        statement: what it says, restated neutrally.
        quoted: the words that the paper puts in quotation marks.
        sentence: the paper's sentence, where its text is held.
    """

    key: str
    statement: str
    quoted: str | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class PassageText:
    """A part of a held work that may bear on a claim.

    Args:
        source: the work's key; title: of the work.
        text: what it says.
        page_label: what is printed on its page, None where that is not known or it has none.
    """

    source: str
    title: str
    text: str
    page_label: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a passage that a judge gives for its rating.

    Args:
        passage: which of the passages it was given, from 0.
        words: verbatim, as the judge says.
    """

    passage: int
    words: str


@dataclass(frozen=True, slots=True)
class Rating:
    """What a judge says of a claim.

    Args:
        rating: by the passages it was given, and no others.
        rationale: why, for people.
        quotes: the words it rests on.
        confidence: from 0 to 1, None where the judge gives none.
    """

    rating: Veracity
    rationale: str
    quotes: tuple[Quote, ...] = ()
    confidence: float | None = None


class Judge(Protocol):
    """A program that rates claims."""

    @property
    def model(self) -> str:
        """What of its kind it is, such as a model's name; with the kind, its agent's name."""

    def judge(self, claim: ClaimText, passages: Sequence[PassageText]) -> Rating:
        """Rate a claim by passages.

        Args:
            claim: what is to be rated.
            passages: at least one, the one that bears most on the claim first.

        Raises:
            EvidenceError: it cannot: `ServiceUnreachable` where a service does not answer, or
                answers with what is no rating.
        """


@dataclass(frozen=True, slots=True)
class JudgeKind:
    """A kind of judge, as a file of this room or an entry point of third parties gives it.

    Args:
        what: what it is, in a line.
        make: makes a judge from the environment and the person's settings; raises BadInput
            where these lack something.
    """

    what: str
    make: Callable[[Mapping[str, str]], Judge]
