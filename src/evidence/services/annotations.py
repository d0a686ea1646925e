"""Annotations: what people write about works, an annotated bibliography above all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from evidence.domain.records import Annotation
from evidence.domain.vocabulary import AnnotationKind
from evidence.errors import BadInput
from evidence.services import find, given, keys
from evidence.services.removal import Removal, Remover
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import annotations as queries
from evidence.store.queries.annotations import AnnotationFilter

EDITABLE = ("kind", "text")
_ANY = AnnotationFilter()


def listing(session: Session, wanted: AnnotationFilter = _ANY) -> tuple[Annotation, ...]:
    """The annotations that a filter lets through, by work, as they were entered.

    Raises:
        NotFound: the filter names a source that is not there.
    """
    find.require(session, m.Source, wanted.source)
    return tuple(queries.listing(session, wanted))


def get(session: Session, key: str) -> Annotation:
    """One annotation.

    Raises:
        NotFound: none has that key.
    """
    find.require(session, m.Annotation, key)
    return queries.listing(session, AnnotationFilter(keys=(key,)))[0]


def add(work: Work, *, source: str, kind: AnnotationKind, text: str) -> str:
    """Annotate a work; returns the annotation's key.

    Args:
        text: of one paragraph or more; its line breaks stay.

    Raises:
        NotFound: no source has that key. BadInput: the text is empty.
    """
    annotation = m.Annotation(
        key=keys.new_key(work, "annotation"),
        source=find.record(work, m.Source, source),
        kind=str(kind),
        text=_text(text),
        agent_id=work.agent_id(),
        time=datetime.now(UTC),
    )
    work.add(annotation)
    work.flush()
    return annotation.key


def edit(work: Work, key: str, values: Mapping[str, Any]) -> Annotation:
    """Correct an annotation; `values` by the names in `EDITABLE`.

    A text that was changed is whose who changed it, since then.

    Raises:
        NotFound: none has that key. BadInput: a value cannot be.
    """
    annotation = find.record(work, m.Annotation, key)
    for name in values:
        if name not in EDITABLE:
            raise BadInput(f"an annotation has no {name!r}", hint=f"it has {', '.join(EDITABLE)}")
    if "kind" in values:
        annotation.kind = given.one_of(AnnotationKind, values["kind"])
    if "text" in values and (text := _text(values["text"])) != annotation.text:
        annotation.text = text
        annotation.agent_id = work.agent_id()
        annotation.time = datetime.now(UTC)
    work.flush()
    work.expire_all()
    return get(work, key)


def remove(work: Work, key: str) -> Removal:
    """Take an annotation away."""
    remover = Remover(work)
    remover.annotation(find.record(work, m.Annotation, key))
    return remover.report(key)


def _text(value: Any) -> str:
    return given.prose(value, "an annotation", "text")
