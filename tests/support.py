"""What tests of the database share: who acts, what a database holds, and writes of every kind."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config

from evidence import resources
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Agent
from evidence.services import databases, history
from evidence.services.work import Actor, writing
from evidence.store import engine
from evidence.store.ledger import Undone
from evidence.store.models import Base

PAPER = "yadav-nd"
ACTOR = Actor(Agent("Ada Lovelace"), "test")
LEDGER = frozenset({"agent", "activity", "revision"})
TABLES = tuple(sorted(Base.metadata.tables))
RECORD_TABLES = tuple(table for table in TABLES if table not in LEDGER)
SIDECARS = ("-wal", "-shm", "-journal")

SEED_CLAIMS = len((resources.seed() / "claims.jsonl").read_text("utf-8").splitlines())
SEED_SOURCES = sum(
    len(json.loads((resources.seed() / name).read_text("utf-8")))
    for name in ("paper.json", "works.json", "fact-check-pages.json")
)

Content = dict[str, list[tuple[Any, ...]]]


def acting(command: str, name: str = "Ada Lovelace") -> Actor:
    """Somebody who runs a command."""
    return Actor(Agent(name), command)


def article(title: str, family: str = "Curie", year: str = "1903", **variables: str) -> Item:
    """A journal article by one author."""
    names = {"author": (Name(family=family, given="M."),)}
    return Item("article-journal", {"title": title, **variables}, {"issued": year}, names)


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """A driver connection, as another program would open one; commits each statement."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def rows(path: Path, table: str) -> list[tuple[Any, ...]]:
    """Every row of a table, in an order of its own."""
    with raw(path) as connection:
        return sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)


def records(path: Path) -> Content:
    """Every row of every table but the ledger's."""
    with raw(path) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
            for table in RECORD_TABLES
        }


def columns(path: Path) -> dict[str, list[str]]:
    """The columns of every table."""
    with raw(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            for (table,) in tables.fetchall()
        }


def everything(path: Path, of: Mapping[str, Sequence[str]] | None = None) -> Content:
    """Every row of every table, and the schema: what "unchanged" means.

    Args:
        of: of the tables that it names only these columns.
    """
    with raw(path) as connection:
        return {
            table: sorted(
                connection.execute(f"SELECT {_listed((of or {}).get(table))} FROM {table}"),
                key=repr,
            )
            for table in [*columns(path), "sqlite_master"]
        }


def _listed(names: Sequence[str] | None) -> str:
    return "*" if names is None else ", ".join(f'"{name}"' for name in names)


def copied(path: Path, folder: Path, name: str = "evidence.db") -> Path:
    """A copy of a database that nobody has open."""
    return Path(shutil.copy(path, folder / name))


def undo(path: Path) -> Undone:
    """Take the last activity back, in a transaction of its own."""
    with writing(path, acting("undo")) as work:
        return history.undo(work)


def assert_sound(path: Path) -> None:
    """File, schema, ledger and search index are as they should be."""
    assert databases.check(path) == ()


def assert_alone(path: Path) -> None:
    """Nothing of ours is left beside the database."""
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []
    assert [suffix for suffix in SIDECARS if path.with_name(path.name + suffix).exists()] == []


def number_of(path: Path, table: str) -> int:
    """How many rows a table has."""
    with raw(path) as connection:
        (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(found)


def migrate(path: Path, revision: str, *, down: bool = False) -> None:
    """Run migrations up or down to a revision, without the program's care around them."""
    settings = Config()
    settings.set_main_option("script_location", str(resources.migrations()))
    with engine.writing(path, any_revision=True, foreign_keys=False) as connection:
        settings.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(settings, revision)
