"""Giving keys: one that was ever given is never given again."""

from __future__ import annotations

from sqlalchemy.orm import Session

from evidence.domain.keys import number_key
from evidence.services.work import Work

_PREFIXES = {
    "claim": "C",
    "citation": "T",
    "reference": "R",
    "quotation": "Q",
    "link": "L",
    "document": "D",
    "annotation": "A",
    "import-entry": "B",
}


def new_key(work: Work, kind: str) -> str:
    """The next number of a kind of record: one that none has, or ever had."""
    if kind not in work.numbers:
        work.numbers[kind] = (
            work.connection()
            .exec_driver_sql(
                "SELECT coalesce(max(CAST(substr(record_key, 2) AS INTEGER)), 0)"
                " FROM revision WHERE record_kind = ?",
                (kind,),
            )
            .scalar_one()
        )
    work.numbers[kind] += 1
    return number_key(_PREFIXES[kind], work.numbers[kind])


def was_given(session: Session, kind: str, key: str) -> bool:
    """Whether a key was ever given to a record of that kind, be it removed since."""
    found = session.connection().exec_driver_sql(
        "SELECT 1 FROM revision WHERE record_kind = ? AND record_key = ? LIMIT 1", (kind, key)
    )
    return found.first() is not None
