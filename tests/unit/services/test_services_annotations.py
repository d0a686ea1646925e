"""Annotations: however many there are, reading them costs the same number of queries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from evidence.domain.vocabulary import AnnotationKind
from evidence.services import annotations as notes
from evidence.services import exporting
from evidence.services.work import reading, writing
from evidence.store.queries.annotations import AnnotationFilter
from support import acting

READS: dict[str, Callable[[Session], object]] = {
    "listing": notes.listing,
    "of a work": lambda s: notes.listing(s, AnnotationFilter(source="drab2018")),
    "export": lambda s: list(exporting.export(s, "ris")),
}


def _queries(path: Path, read: Callable[[Session], object]) -> int:
    asked = []
    with reading(path) as session:
        event.listen(
            session.connection(), "before_cursor_execute", lambda *about: asked.append(about[2])
        )
        read(session)
    return len(asked)


@pytest.mark.parametrize("name", READS)
def test_annotations_are_read_in_a_constant_number_of_queries(seeded: Path, name: str) -> None:
    before = _queries(seeded, READS[name])
    assert before > 0
    with writing(seeded, acting("annotate")) as work:
        for source in ("drab2018", "roy2022", "yadav-nd"):
            for number in range(9):
                notes.add(work, source=source, kind=AnnotationKind.NOTE, text=f"Number {number}.")
    assert _queries(seeded, READS[name]) == before
