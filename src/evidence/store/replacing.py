"""Putting another content in the place of a database's, in one transaction of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from evidence.store import engine

_SHADOWS = ("data", "idx", "content", "docsize", "config")


@contextmanager
def replacing(path: Path, new: Path) -> Iterator[None]:
    """Hold a database's write lock, then make its content that of another one.

    What is done meanwhile (keeping a copy) sees the last state of the old content: SQLite's
    backup interface takes the lock only itself, and a write that came between copy and
    replacement would be in neither. So the content is replaced by SQL, in one transaction.
    """
    engine.require_writable(path)
    with (
        engine.translated(path),
        closing(engine.connect(engine.uri(path, "mode=rw"), foreign_keys=False)) as raw,
    ):
        raw.execute("ATTACH DATABASE ? AS new", (engine.uri(new, "mode=ro"),))
        raw.execute("BEGIN IMMEDIATE")
        try:
            yield
            _drop_everything(raw)
            _take_over(raw)
            raw.execute("COMMIT")
        except BaseException:
            raw.rollback()
            raise


def _drop_everything(raw: sqlite3.Connection) -> None:
    for kind in ("trigger", "view", "table"):
        # Dropping a virtual table drops its shadow tables: ask again each time.
        while found := raw.execute(
            "SELECT name FROM main.sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite\\_%'"
            " ESCAPE '\\' ORDER BY sql NOT LIKE 'CREATE VIRTUAL%' LIMIT 1",
            (kind,),
        ).fetchone():
            raw.execute(f'DROP {kind} main."{found[0]}"')


def _take_over(raw: sqlite3.Connection) -> None:
    """Make the attached database's schema and rows anew; full-text indexes from their rows."""
    made = raw.execute(
        "SELECT type, name, sql FROM new.sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    virtual = [name for _, name, sql in made if sql.upper().startswith("CREATE VIRTUAL")]
    shadows = {f"{name}_{part}" for name in virtual for part in _SHADOWS}
    tables = [
        (name, sql)
        for kind, name, sql in made
        if kind == "table" and name not in shadows and name not in virtual
    ]
    for name, sql in tables:
        raw.execute(sql)
        raw.execute(f'INSERT INTO main."{name}" SELECT * FROM new."{name}"')
    raw.execute("DELETE FROM main.sqlite_sequence")
    raw.execute("INSERT INTO main.sqlite_sequence SELECT * FROM new.sqlite_sequence")
    for wanted in ("index", "view", "table", "trigger"):
        for kind, name, sql in made:
            if kind == wanted and (kind != "table" or name in virtual):
                raw.execute(sql)
    for name in virtual:
        raw.execute(f"INSERT INTO main.{name}({name}) VALUES ('rebuild')")
