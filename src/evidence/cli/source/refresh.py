"""Works compared with what services say of them now."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import formatted, say
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Output
from evidence.errors import ServiceUnreachable

if TYPE_CHECKING:
    from collections.abc import Collection

    from evidence.services.refreshing import Comparison

_LEFT_OVER = 1


@click.command(
    name="refresh",
    cls=Verb,
    examples=(
        "evidence source refresh drab2018",
        "evidence source refresh --all --format json",
        "evidence source refresh drab2018 --take issued --take publisher",
    ),
)
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--all", "all_", is_flag=True, help="All works, or all with --tag.")
@click.option("--tag", metavar="TAG", help="Those with this tag.")
@with_yes
@click.option(
    "--take",
    "taken",
    multiple=True,
    metavar="VARIABLE",
    help="Take what the look-up says of it; again for more.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    help="Also ask addresses of this machine and of private networks.",
)
@with_dry_run
@formatted()
def command(
    keys: tuple[str, ...],
    all_: bool,
    tag: str | None,
    yes: bool,
    taken: tuple[str, ...],
    allow_private: bool,
    dry_run: bool,
    out: Output,
) -> int:
    """Compare works with what services say of them now.

    Each is looked up by its surest identifier. What the look-up adds, says more fully or
    says otherwise is shown, and so are retractions and corrections. On a terminal you are
    asked what to take; elsewhere nothing changes but by --yes, which takes what is missing
    or fuller and never what disagrees, and by --take. What services said is kept in any case.
    """
    from evidence.cli import refreshing as telling
    from evidence.cli.progress import looking_up as bar
    from evidence.services import looking_up, refreshing, work

    if bool(keys) == bool(all_ or tag is not None):
        said = "keys and --all exclude each other" if keys else "missing argument 'KEY', or --all"
        raise click.UsageError(said, click.get_current_context())
    variables = frozenset(map(refreshing.known_variable, taken))
    settings = looking_up.settings_from(os.environ, allow_private=allow_private)
    database, actor = context.database(), context.actor()
    with work.reading(database) as session:
        targets = refreshing.targets(session, keys, tag=tag)
    with bar() as progress:
        found = refreshing.compare(targets, settings, progress)
    tried = [each for each in found if each.counts is not None]
    if tried and all(each.offline for each in tried):
        with work.writing(database, actor, dry_run=dry_run) as writing:
            refreshing.note_only(writing, found)
        raise ServiceUnreachable(
            "offline: nothing was looked up", hint="nothing has changed; repeat it when online"
        )

    asking = sys.stdin.isatty() and not (yes or variables or dry_run)
    answers = {each.key: telling.ask(each) for each in found} if asking else {}

    def wanted(comparison: Comparison) -> Collection[str]:
        if asking:
            return answers[comparison.key]
        if comparison.another:
            return ()
        return {*(refreshing.missing(comparison) if yes else ()), *variables}

    with work.writing(database, actor, dry_run=dry_run) as writing:
        refreshed = refreshing.refresh(writing, found, wanted)
    telling.show(refreshed, out, asked=asking)
    say(telling.summary(refreshed, dry_run=dry_run))
    unsettled = [each for each in refreshed if each.comparison.failed or each.meanwhile]
    if tried and all(each.unreachable for each in tried):
        return ServiceUnreachable.exit_code
    return _LEFT_OVER if unsettled else 0
