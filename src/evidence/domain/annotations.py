"""Annotations as the plain notes that files of works hold, and back.

A file has one sort of note, an annotated bibliography several: the kind goes in front of the
text ("Summary: …"). A text of kind `note` has nothing in front of it, but "Note: " where it
begins as if it were of another kind.
"""

from __future__ import annotations

import re

from evidence.domain.vocabulary import AnnotationKind

_KINDS = {
    str(kind).capitalize(): kind for kind in AnnotationKind if kind is not AnnotationKind.NOTE
}
_OF_A_KIND = re.compile(rf"({'|'.join(_KINDS)}):\s+(?=\S)")
_SO_CALLED = re.compile(rf"(?:Note:\s+)*{_OF_A_KIND.pattern}")
_NOTE = re.compile(r"Note:\s+(?=\S)")


def written(kind: AnnotationKind, text: str) -> str:
    """An annotation as a note that tells its kind; `read` gives both back.

    Args:
        kind: its kind.
        text: its text, not empty, without white space at its ends.
    """
    if kind is not AnnotationKind.NOTE:
        return f"{str(kind).capitalize()}: {text}"
    return f"Note: {text}" if _SO_CALLED.match(text) else text


def read(note: str) -> tuple[AnnotationKind, str]:
    """The kind and the text of an annotation that a file holds as a note."""
    begins = _OF_A_KIND.match(note)
    if begins is not None:
        return _KINDS[begins[1]], note[begins.end() :]
    if _SO_CALLED.match(note) and (begins := _NOTE.match(note)):
        return AnnotationKind.NOTE, note[begins.end() :]
    return AnnotationKind.NOTE, note
