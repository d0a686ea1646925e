"""Works that are, or may be, there twice."""

from __future__ import annotations

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import formatted
from evidence.cli.output import Output


@click.command(
    name="duplicates",
    cls=Verb,
    examples=(
        "evidence source duplicates --likely",
        "evidence source duplicates drab2018 --format json",
    ),
)
@click.argument("key", required=False)
@click.option(
    "--all/--likely",
    "all_",
    default=True,
    help="All that may be the same work, or only what probably is (score 0.9 and more).",
)
@formatted()
def command(key: str | None, all_: bool, out: Output) -> None:
    """List pairs of works that are or may be the same, the surest first.

    With KEY only those with that work. Each pair comes with what tells the two apart; the
    first is the one that says more, or is cited.
    """
    from evidence.cli import columns, contracts
    from evidence.domain.matching import ALIKE
    from evidence.services import duplicates, work

    least = ALIKE if all_ else duplicates.LIKELY
    with work.reading(context.database()) as session:
        found = duplicates.duplicates(session, key, least=least)
    out.list(map(contracts.duplicate, found), columns.DUPLICATES, what="duplicates")
