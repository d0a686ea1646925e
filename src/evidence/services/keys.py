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

_GIVEN = """
SELECT record_key FROM revision LEFT JOIN activity ON activity.id = revision.activity_id
WHERE record_kind = ? AND NOT (content_hash IS NULL AND coalesce(activity.kind, '') = 'undo')
AND revision.id IN (SELECT max(id) FROM revision WHERE record_kind = ? GROUP BY record_key)
"""
"""Keys but for those whose record an undo took out last. The running activity is no row yet."""
_LAST = """
SELECT content_hash IS NULL AND coalesce(activity.kind, '') = 'undo'
FROM revision LEFT JOIN activity ON activity.id = revision.activity_id
WHERE record_kind = ? AND record_key = ? ORDER BY revision.id DESC LIMIT 1
"""


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
    """Whether a key was ever given to a record of that kind, be it removed since.

    A record whose making was undone never had one.
    """
    undone = session.connection().exec_driver_sql(_LAST, (kind, key)).scalar()
    return undone is not None and not undone


def given(session: Session, kind: str) -> set[str]:
    """Every key that was ever given to a record of that kind."""
    return set(session.connection().exec_driver_sql(_GIVEN, (kind, kind)).scalars())
