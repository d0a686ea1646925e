"""The revisions that this program knows, read from the names of its migrations.

A migration's file is called `YYYY_MM_DD_<revision>_<slug>.py`; revisions are numbered, so
their order needs no Alembic (whose import costs more than most commands).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from evidence import resources

_FILE = re.compile(r"(\d{4})_(\d{2})_(\d{2})_(\d{4})_(\w+)\.py$")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its revision, the one before, what it is about, its day."""

    revision: str
    down_revision: str | None
    description: str
    date: date


def history() -> tuple[Migration, ...]:
    """Every migration, oldest first."""
    found = sorted(
        (
            match
            for path in (resources.migrations() / "versions").iterdir()
            if (match := _FILE.match(path.name))
        ),
        key=lambda match: match.group(4),
    )
    steps: list[Migration] = []
    for match in found:
        year, month, day, revision, slug = match.groups()
        before = steps[-1].revision if steps else None
        made = date(int(year), int(month), int(day))
        steps.append(Migration(revision, before, slug.replace("_", " "), made))
    return tuple(steps)


def head() -> str:
    """The revision that this program works with."""
    return history()[-1].revision
