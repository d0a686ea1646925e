"""What a document cites: single cites, and the clusters in which they stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cite:
    """One work cited (a "cite" of the specification, a citation item of citeproc).

    Args:
        id: The item's identifier.
        locator: As printed: "59", "110–111".
        label: The locator's CSL label, ``page`` where none is told.
        prefix: Words before it; may hold the rich text of titles.
        suffix: Words after it.
        suppress_author: Whether the author stands in the sentence and is left out here.
        author_only: Whether only the author is wanted.
        near_note: Whether the caller says that the last note citing this work is near; ``None``
            lets the processor find it from the note numbers.
        position: A position that the caller sets (``first``, ``subsequent``, ``ibid``,
            ``ibid-with-locator``), ``None`` to have it found.
    """

    id: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    near_note: bool | None = None
    position: str | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """The cites of one place in a document.

    Args:
        cites: In the order given; the style may sort them.
        id: Names the cluster in a changing document.
        note: Number of the note it stands in, 0 in the text.
        mode: ``None``, ``author-only``, ``suppress-author`` or ``composite`` for the whole
            cluster.
        infix: Words between author and rest in ``composite`` mode.
        unsorted: Whether the order given is kept.
    """

    cites: tuple[Cite, ...]
    id: str = ""
    note: int = 0
    mode: str | None = None
    infix: str = ""
    unsorted: bool = False
