"""What services were asked about works."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain.records import LookUp
from evidence.domain.vocabulary import IdentifierScheme, LookUpOutcome
from evidence.store import models as m

NOTICES = "notices: "
"""How the detail of a look-up begins that asked not for the record but for notices about it."""


def last(session: Session, source: str) -> tuple[LookUp, ...]:
    """The last look-up of each identifier of a work at each service, the latest first.

    Args:
        source: the key of the work.
    """
    query = (
        select(m.LookUp)
        .join(m.Source, m.Source.id == m.LookUp.source_id)
        .where(m.Source.key == source)
        .order_by(m.LookUp.time.desc(), m.LookUp.id.desc())
    )
    found: dict[tuple[str, str, str | None, bool], LookUp] = {}
    for row in session.scalars(query):
        question = (row.scheme, row.value, row.service, (row.detail or "").startswith(NOTICES))
        if question not in found:
            found[question] = LookUp(
                IdentifierScheme(row.scheme),
                row.value,
                row.service,
                LookUpOutcome(row.outcome),
                row.detail,
                row.time,
                row.endpoint,
            )
    return tuple(found.values())


def is_noted(session: Session, source_id: int | None, row: Mapping[str, Any]) -> bool:
    """Whether such a look-up is there, for the same work at the same time.

    Args:
        row: its other columns, by name.
    """
    columns = m.LookUp.__table__.c
    same = [
        columns[name].is_(None) if each is None else columns[name] == each
        for name, each in {**row, "source_id": source_id}.items()
    ]
    return session.scalar(select(m.LookUp.id).where(*same).limit(1)) is not None
