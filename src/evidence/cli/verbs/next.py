"""Show the next claim to judge, the riskiest first."""

from __future__ import annotations

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import formatted, say
from evidence.cli.output import Output


@click.command(
    cls=Verb,
    help="""Show the next claim to judge, the riskiest first.

    Risky is what quotes, has numbers, rests on one work or none, or has a page that cannot
    be; what nobody has judged comes first. What you have judged does not come again unless it
    was worded anew since. With the claim come the reasons, what is cited, the files that are
    held, the passages that bear most on it, and what to type.
    """,
    examples=("evidence next", "evidence next --section Introduction --limit 5"),
)
@click.option("--paper", metavar="PAPER", help="Only claims of this paper.")
@click.option("--section", metavar="HEADING", help="Only claims of this section.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="At most N.",
)
@formatted()
def command(paper: str | None, section: str | None, limit: int, out: Output) -> None:
    from evidence.cli import judgements
    from evidence.cli.text import counted
    from evidence.services import work, worklist

    agent = context.actor().agent
    with work.reading(context.database()) as session:
        found = worklist.worklist(session, agent, paper=paper, section=section, limit=limit)
    out.cards(map(judgements.due, found.due), judgements.DUE, what="claims to judge")
    if not found.claims:
        say("there is no claim to judge")
    elif not found.left:
        say(f"{agent.name} has judged all of {counted(found.claims, 'claim')}")
    elif found.left > len(found.due):
        say(f"{counted(found.left - len(found.due), 'claim')} more to judge")
