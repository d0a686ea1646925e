"""Show who did what and when, the latest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import formatted
from evidence.cli.output import Column, Columns, Output

_BATCH = 500


def _short(agent: Mapping[str, str]) -> str:
    """A name without its address."""
    return agent["name"].partition(" <")[0]


_COLUMNS = Columns(
    rows=(
        Column("activity"),
        Column("time"),
        Column("agent", lambda agent: str(agent["name"])),
        Column("command"),
        Column("changes"),
        Column("kind"),
        Column("undone_by"),
        Column("summary"),
    ),
    table=(
        Column("no.", field="activity"),
        Column("time", lambda time: time.replace("T", " ").rstrip("Z")),
        Column("agent", _short, wraps=True, most=18),
        Column("command", wraps=True, most=16),
        Column("summary", wraps=True),
        Column("undone by", field="undone_by", wraps=True, most=6),
    ),
)


@click.command(cls=Verb, help=__doc__, examples=("evidence log --limit 10",))
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The latest N only.")
@formatted()
def command(limit: int | None, out: Output) -> None:
    from evidence.cli import contracts
    from evidence.services import history, work

    def entries() -> Iterator[dict[str, Any]]:
        left, before = limit, None
        while left is None or left > 0:
            batch = history.log(session, limit=min(left or _BATCH, _BATCH), before=before)
            yield from map(contracts.entry, batch)
            if not batch:
                return
            left, before = left and left - len(batch), batch[-1].activity

    with work.reading(context.database()) as session:
        out.list(entries(), _COLUMNS, what="activities")
