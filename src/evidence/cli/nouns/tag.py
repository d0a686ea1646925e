"""Tags of sources: list."""

from __future__ import annotations

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.options import formatted
from evidence.cli.output import Column, Columns, Output


@click.group(name="tag", cls=Noun, help=__doc__, examples=("evidence tag list",))
def command() -> None: ...


@command.command(name="list")
@formatted()
def list_(out: Output) -> None:
    """List tags and how many sources bear each."""
    from evidence.services import sources, work

    with work.reading(context.database()) as session:
        found = sources.tags(session)
    rows = [{"tag": name, "sources": number} for name, number in found.items()]
    out.list(rows, Columns.same(Column("tag", wraps=True), Column("sources")), what="tags")
