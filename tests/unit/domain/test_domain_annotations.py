"""Annotations as the notes of a file: the kind goes out in front of the text and comes back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence.domain.annotations import read, written
from evidence.domain.vocabulary import AnnotationKind

prefixes = st.sampled_from(["", "Note: ", "Summary: ", "Note:\nNote: ", "Assessment:\n\n", "Note:"])
texts = st.builds(lambda *parts: "".join(parts).strip(), prefixes, prefixes, st.text()).filter(bool)


@pytest.mark.parametrize(
    ("kind", "text", "note"),
    [
        (AnnotationKind.SUMMARY, "Of trust.", "Summary: Of trust."),
        (AnnotationKind.RELEVANCE, "C001.", "Relevance: C001."),
        (AnnotationKind.ASSESSMENT, "An article.\n\nGood.", "Assessment: An article.\n\nGood."),
        (AnnotationKind.NOTE, "On the shelf.", "On the shelf."),
        (AnnotationKind.NOTE, "Note: ask.", "Note: ask."),
        (AnnotationKind.NOTE, "Summary: none yet.", "Note: Summary: none yet."),
    ],
)
def test_a_note_tells_its_kind(kind: AnnotationKind, text: str, note: str) -> None:
    assert written(kind, text) == note
    assert read(note) == (kind, text)


@given(st.sampled_from(AnnotationKind), texts)
@example(AnnotationKind.NOTE, "Note: Note: Relevance: x")
def test_whatever_is_written_is_read_back(kind: AnnotationKind, text: str) -> None:
    assert read(written(kind, text)) == (kind, text)


@pytest.mark.parametrize(
    "note", ["", "Summary:", "Summary: ", "summary: small", "Summary is short", "See Summary: x"]
)
def test_what_names_no_kind_is_a_plain_note(note: str) -> None:
    assert read(note) == (AnnotationKind.NOTE, note)


def test_a_format_may_break_the_line_after_the_kind() -> None:
    assert read("Summary:\n  Of trust.") == (AnnotationKind.SUMMARY, "Of trust.")
