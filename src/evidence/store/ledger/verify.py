"""Is the database what its ledger says? A byte changed behind the program's back is named."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from evidence.store.ledger.chain import ACTIVITY_COLUMNS, REVISION_COLUMNS, link
from evidence.store.ledger.records import content_hash, every_state, key_of, specs

_LAST_REVISIONS = """
SELECT record_id, record_key, content_hash FROM revision
WHERE id IN (SELECT max(id) FROM revision WHERE record_kind = ? GROUP BY record_id)
"""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that is not as the ledger says: what, and in which way."""

    subject: str
    message: str


def verify(connection: Connection) -> Iterator[Discrepancy]:
    """Walk the ledger's chain, then compare every record with its last revision."""
    yield from _chain(connection)
    for kind in specs():
        yield from _records(connection, kind)


def _chain(connection: Connection) -> Iterator[Discrepancy]:
    heads = yield from _revisions(connection)
    previous = last_revision = ""
    expected = 1
    columns = ", ".join(ACTIVITY_COLUMNS)
    for *row, digest in connection.exec_driver_sql(
        f"SELECT {columns}, hash FROM activity ORDER BY id"
    ):
        number, count = row[0], row[-1]
        if number != expected:
            yield Discrepancy(f"activity {expected}", "is missing from the ledger")
        expected = number + 1
        found, last_revision = heads.pop(number, (0, last_revision))
        if found != count:
            yield Discrepancy(
                f"activity {number}", f"says {count} changes, the ledger holds {found}"
            )
        if _unlike(digest, link, previous, (*row, last_revision)):
            yield Discrepancy(f"activity {number}", "was changed in the ledger")
        previous = digest
    for number in sorted({*heads, *_lost(connection, "activity", expected)}):
        yield Discrepancy(f"activity {number}", "is missing from the ledger")


def _revisions(
    connection: Connection,
) -> Generator[Discrepancy, None, dict[int, tuple[int, str]]]:
    """Walk the revisions; returns, for each activity, how many it has and the last one's hash."""
    heads: dict[int, tuple[int, str]] = {}
    previous = ""
    expected = 1
    columns = ", ".join(REVISION_COLUMNS)
    rows = connection.exec_driver_sql(f"SELECT {columns}, hash FROM revision ORDER BY id")
    for *row, digest in rows:
        number, activity = row[0], row[1]
        if number != expected:
            yield Discrepancy(f"revision {expected}", "is missing from the ledger")
        expected = number + 1
        if _unlike(digest, link, previous, tuple(row)):
            yield Discrepancy(
                f"revision {number}", f"of {row[2]} {row[4] or row[3]} was changed in the ledger"
            )
        previous = digest
        heads[activity] = heads.get(activity, (0, ""))[0] + 1, digest
    for number in _lost(connection, "revision", expected):
        yield Discrepancy(f"revision {number}", "is missing from the ledger")
    return heads


def _lost(connection: Connection, table: str, expected: int) -> tuple[int, ...]:
    """The number that should come next, if it was given: the ledger's end was cut off there."""
    given = connection.exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
    ).scalar()
    return (expected,) if given is not None and given >= expected else ()


def _records(connection: Connection, kind: str) -> Iterator[Discrepancy]:
    spec = specs()[kind]
    last = {
        record_id: (key, digest)
        for record_id, key, digest in connection.exec_driver_sql(_LAST_REVISIONS, (kind,))
    }
    for batch in every_state(connection, kind):
        for record_id, state in batch.items():
            key, digest = last.pop(record_id, (None, None))
            name = f"{kind} {key_of(spec, state) or record_id}"
            if digest is None:
                yield Discrepancy(name, "was added behind the program's back")
            elif _unlike(digest, content_hash, state):
                yield Discrepancy(name, "was changed behind the program's back")
    for record_id, (key, digest) in last.items():
        if digest is not None:
            yield Discrepancy(f"{kind} {key or record_id}", "was removed behind the program's back")


def _unlike(digest: str, hashed: Callable[..., str], *content: object) -> bool:
    """Whether content has another hash than the ledger's; a BLOB, which we never write, has."""
    try:
        return hashed(*content) != digest
    except TypeError:
        return True
