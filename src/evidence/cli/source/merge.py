"""Two records of one work made one."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import confirm, say
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import yes as with_yes
from evidence.cli.text import counted, listed

if TYPE_CHECKING:
    from evidence.services.merging import Merged


@click.command(
    name="merge",
    cls=Verb,
    examples=(
        "evidence source merge drab2018 drab2018a --dry-run",
        "evidence source merge drab2018 drab2018a --take title --yes",
    ),
)
@click.argument("keep")
@click.argument("gone")
@click.option(
    "--take",
    multiple=True,
    metavar="VARIABLE",
    help="Take the word of GONE for this; again for more.",
)
@with_dry_run
@with_yes
def command(keep: str, gone: str, take: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Make two records of one work one: all that names GONE names KEEP.

    KEEP gets what it lacks. Where both disagree its own word stays, unless --take names the
    variable; what the other one said is kept beside it ('evidence source show KEEP --origins').
    """
    from evidence.services import merging, work

    database, actor = context.database(), context.actor()
    if dry_run or not yes:
        with work.writing(database, actor, dry_run=True) as session:
            would = merging.merge(session, keep, gone, take=take)
        if dry_run or sys.stdin.isatty():
            _tell(would, "would merge")
        if dry_run:
            return
        if not confirm(f"merge {gone} into {keep}?", refusal=f"not merging {gone} unasked"):
            say("nothing merged")
            return
    with work.writing(database, actor) as session:
        done = merging.merge(session, keep, gone, take=take)
    if yes:
        _tell(done, "merged")
    else:
        say(f"merged {gone} into {keep}")
    say("'evidence undo' brings both back")


def _tell(merged: Merged, verb: str) -> None:
    if merged.another:
        say(f"warning: {merged.keep} and {merged.gone} are plainly two works: compare their titles")
    say(f"{verb} {merged.gone} into {merged.keep}")
    for line in _lines(merged):
        say(f"  {line}")


def _lines(merged: Merged) -> Iterator[str]:
    if merged.follows:
        yield f"{merged.keep} gets: {_counts(merged.follows.items())}"
    if merged.doubled:
        yield f"named both, {merged.keep} alone afterwards: {_counts(merged.doubled.items())}"
    if merged.settled:
        yield f"no longer ambiguous: {counted(merged.settled, 'citation')}"
    if merged.added:
        yield f"what it lacked: {', '.join(merged.added)}"
    if merged.refined:
        yield f"more fully: {', '.join(merged.refined)}"
    for each in merged.taken:
        yield f"{each.variable}: {each.held or '(nothing)'} → {each.given}"
    for each in merged.differences:
        yield f"{each.variable} stays {each.held}; {merged.gone} says {each.given}"
    if merged.differences:
        yield "(--take VARIABLE takes what the other says)"


def _counts(numbers: Iterable[tuple[str, int]]) -> str:
    return listed([counted(number, noun.removesuffix("s"), noun) for noun, number in numbers])
