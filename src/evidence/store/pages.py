"""Entering the pages of a file, three thousand at once, in one pass.

As with sources (`store.sources`), rows go straight to the driver, with their search rows and
revisions: SQLAlchemy's unit of work costs several times as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from evidence.domain.pages import PageText
from evidence.store.ledger import Change, Ledger, states
from evidence.store.ledger.records import State
from evidence.store.search.index import PAGES
from evidence.store.sources import last_id

_COLUMNS = (
    "id", "document_id", "index", "status", "text", "body_start", "body_end", "label", "printed",
)  # fmt: skip
_NAMED = ", ".join(f'"{column}"' for column in _COLUMNS)
_INSERT = f"INSERT INTO page ({_NAMED}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_SET = ", ".join(f'"{column}" = ?' for column in _COLUMNS[3:])
_UPDATE = f"UPDATE page SET {_SET} WHERE id = ?"


def replace(
    connection: Connection, ledger: Ledger, document_id: int, pages: Iterable[PageText]
) -> int:
    """Make these the pages of a file; rows that are so already stay. Returns how many changed.

    Args:
        connection: in a transaction that holds the write lock.
        ledger: of that transaction.
        document_id: of the file, whose row is there.
        pages: all of them; none takes all out.

    Raises:
        BadInput: a text holds what cannot be kept.
    """
    ids = connection.exec_driver_sql(
        "SELECT id FROM page WHERE document_id = ?", (document_id,)
    ).scalars()
    held = {state["index"]: state for state in states(connection, "page", ids).values()}
    last = last_id(connection, "page")
    changes = []
    for page in pages:
        before = held.pop(page.index, None)
        if before is None:
            last += 1
        after = _state(page, last if before is None else before["id"], document_id)
        if before != after:
            changes.append(Change("page", after["id"], before, after))
    changes += [Change("page", state["id"], state, None) for state in held.values()]
    _write(connection, ledger, changes)
    return len(changes)


def _write(connection: Connection, ledger: Ledger, changes: Sequence[Change]) -> None:
    new, other, gone = [], [], []
    for change in changes:
        if change.after is None:
            gone.append((change.record_id,))
        elif change.before is None:
            new.append(tuple(map(change.after.get, _COLUMNS)))
        else:
            other.append((*map(change.after.get, _COLUMNS[3:]), change.record_id))
    PAGES.drop(
        connection,
        ((each.record_id, PAGES.row(each.before)) for each in changes if each.before is not None),
    )
    for statement, rows in (
        ("DELETE FROM page WHERE id = ?", gone),
        (_UPDATE, other),
        (_INSERT, new),
    ):
        if rows:
            connection.exec_driver_sql(statement, rows)
    PAGES.add(
        connection,
        ((each.record_id, PAGES.row(each.after)) for each in changes if each.after is not None),
    )
    ledger.write(changes)


def _state(page: PageText, page_id: int, document_id: int) -> State:
    """The content of a page's row, as the ledger has it."""
    end = len(page.text) if page.end is None else page.end
    state = {
        "id": page_id,
        "document_id": document_id,
        "index": page.index,
        "status": str(page.status),
        "text": page.text,
        "body_start": page.start,
        "body_end": end,
        "label": page.label,
        "printed": page.printed,
    }
    return {column: value for column, value in state.items() if value is not None}
