"""A whole file as its parts: what a reference list, or an annotated bibliography, consists of.

An annotated bibliography is a `References` of one entry (`singly`), the paragraphs that belong
to it, then the next entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from evidence.csl.tree import Bibliography, Runs

Style: TypeAlias = Literal["body", "annotation", "evidence", "note"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title.

    Args:
        level: 1 to 3; what lies beyond is set as the nearest of them.
        runs: Its words.
    """

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line breaks within it are spaces.

    Args:
        runs: Its words.
        style: ``body``; ``annotation`` and ``evidence`` belong to the entry above them and are
            indented beneath it; ``note`` is small print.
    """

    runs: Runs
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source, set apart as a block."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class References:
    """A bibliography, or a part of one."""

    bibliography: Bibliography


Block: TypeAlias = Heading | Paragraph | Quote | References


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file.

    Args:
        title: Its title, plain; nothing is printed where it is empty.
        language: BCP 47 tag of its language; what is no tag is left out.
        blocks: What stands in it, in order.
        coins: By item identifier, the ContextObject of the entry (OpenURL, Z39.88-2004, as
            key/value pairs, not escaped, as `coins.context` gives it); only HTML carries them.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    coins: Mapping[str, str] = field(default_factory=dict)


def singly(bibliography: Bibliography) -> Iterator[References]:
    """A bibliography entry by entry, so that other blocks can stand between."""
    for entry in bibliography.entries:
        yield References(replace(bibliography, entries=(entry,)))
