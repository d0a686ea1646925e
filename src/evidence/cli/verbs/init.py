"""Make a database, empty or with the seed paper."""

from __future__ import annotations

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import say
from evidence.errors import Refused


@click.command(
    cls=Verb,
    help="""Make a database, empty or with the seed paper.

    It goes where --db or EVIDENCE_DB says, else to ./evidence.db. With --seed, a database
    that is there gets the seed as one activity of its own; seeding twice changes nothing.
    """,
    examples=("evidence init", "evidence init --seed", "evidence init --db thesis/evidence.db"),
)
@click.option("--seed", is_flag=True, help="Fill it with the seed paper, its sources and claims.")
@with_dry_run
def command(seed: bool, dry_run: bool) -> None:
    from evidence.cli.seeding import told
    from evidence.services import databases, seeding, work

    path = context.new_database()
    actor = context.actor("init --seed" if seed else "init")
    if path.exists():
        if not seed:
            raise Refused(
                f"{path} is there already",
                hint="'evidence stats' says what it holds; 'evidence init --seed' adds the seed",
            )
        with work.writing(path, actor, dry_run=dry_run) as session:
            done = seeding.seed(session)
        say(f"{path}: {told(done)}")
    elif dry_run:
        say(f"would make {path}" + (" with the seed paper" if seed else ""))
    else:
        made = databases.create(path, actor, seeded=seed)
        say(f"made {path}" + (f": {told(made)}" if made is not None else ""))
