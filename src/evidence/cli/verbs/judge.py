"""Have a program rate claims by the passages that bear on them."""

from __future__ import annotations

import os

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import formatted, say
from evidence.cli.output import Output


@click.command(
    cls=Verb,
    help="""Have a program rate claims by the passages that bear on them.

    The claim and passages of held pages and abstracts are sent to the judge. Each quotation of
    its answer is looked up: a rating that rests on words which do not stand in the passage is
    kept as not-enough-evidence, with what it said. Ratings are stored as a program's, apart
    from people's, which always go before them.

    Nothing is asked until a judge is set up. openai-compatible, for a language model, reads
    EVIDENCE_JUDGE_URL, EVIDENCE_JUDGE_MODEL and EVIDENCE_JUDGE_KEY, or url, model and key
    below [judge] in config.toml. Exit status 1 says that for a claim there is no passage.
    """,
    examples=("evidence judge C014 C015 --with openai-compatible --dry-run",),
)
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.option("--with", "name", required=True, metavar="NAME", help="Which judge.")
@click.option(
    "--limit-passages",
    type=click.IntRange(1, 50),
    default=8,
    show_default=True,
    metavar="N",
    help="Show it at most N passages.",
)
@with_dry_run
@formatted()
def command(
    claims: tuple[str, ...], name: str, limit_passages: int, dry_run: bool, out: Output
) -> int:
    from evidence import judges
    from evidence.cli import judgements
    from evidence.cli.text import listed
    from evidence.errors import EvidenceError
    from evidence.services import software_judging, work

    judging = judges.REGISTRY.get(name).make(os.environ)
    by = software_judging.agent(name, judging)
    database, actor = context.database(), context.actor()
    keys = dict.fromkeys(claims)
    with work.reading(database) as session:
        asked = [software_judging.question(session, key, limit_passages) for key in keys]
    verdicts = []
    failed: EvidenceError | None = None
    for question in asked:
        if not question.passages:
            continue
        try:
            verdicts.append(software_judging.ask(judging, question))
        except EvidenceError as error:
            failed = error
            break
    if verdicts:
        with work.writing(database, actor, dry_run=dry_run) as writing:
            software_judging.keep(writing, verdicts, by)
        rows = [judgements.verdict(each, by.name) for each in verdicts]
        out.list(rows, judgements.VERDICTS, what="ratings")
        rated = listed(each.claim for each in verdicts)
        say(f"{by.name} {'would have rated' if dry_run else 'rated'} {rated}")
    if failed is not None:
        raise failed
    bare = [question.claim.key for question in asked if not question.passages]
    if bare:
        say(f"no passage is held that bears on {listed(bare)}: nothing was asked")
    if not verdicts:
        out.list((), judgements.VERDICTS, what="ratings")
    return int(bool(bare))
