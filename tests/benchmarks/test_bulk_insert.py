"""100,000 sources through the product's own path against a bare insert of the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.conftest import ACTOR, cpu_seconds, works
from evidence.domain.items import Item
from evidence.services import databases, sources
from evidence.services.work import writing

COUNT = 100_000
_TABLES = """
CREATE TABLE source (id, key, type, title, container_title, publisher, volume, issue, page,
                     issued, issued_year);
CREATE TABLE identifier (source_id, scheme, value);
CREATE TABLE contributor (source_id, role, position, family, given);
"""


def _bare(path: Path, items: list[Item]) -> None:
    """Sources, contributors and identifiers: no index, no constraint, no search, no ledger."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript(_TABLES)
        raw.execute("BEGIN")
        columns = ("title", "container-title", "publisher", "volume", "issue", "page")
        raw.executemany(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (n, f"key{n}", item.type, *(item.variables[c] for c in columns),
                 item.dates["issued"], item.year)
                for n, item in enumerate(items)
            ),
        )  # fmt: skip
        raw.executemany(
            "INSERT INTO identifier VALUES (?, ?, ?)",
            (
                (n, variable, item.variables[variable])
                for n, item in enumerate(items)
                for variable in ("DOI", "ISSN")
            ),
        )
        raw.executemany(
            "INSERT INTO contributor VALUES (?, ?, ?, ?, ?)",
            (
                (n, "author", place, name.family, name.given)
                for n, item in enumerate(items)
                for place, name in enumerate(item.names["author"])
            ),
        )
        raw.execute("COMMIT")


@pytest.mark.benchmark
def test_a_bulk_insert_costs_at_most_twelve_times_a_bare_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = works(COUNT)
    floor = min(cpu_seconds(lambda: _bare(tmp_path / "bare.db", items)) for _ in range(3))
    ours = []
    for turn in range(2):
        path = tmp_path / f"{turn}.db"
        databases.create(path, ACTOR)

        def enter(path: Path = path) -> None:
            with writing(path, ACTOR) as work:
                sources.add_many(work, items)

        ours.append(cpu_seconds(enter))
    ratio = min(ours) / floor
    with capsys.disabled():
        print(f"\nbulk insert of {COUNT:,}: {min(ours):.2f} s, bare {floor:.2f} s, {ratio:.1f}x")
    assert ratio <= 12
