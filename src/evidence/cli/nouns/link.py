"""Evidence for claims: list, show, add, edit, assess, history, …"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.linking import describing
from evidence.cli.options import choice, formatted, say
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Output
from evidence.domain.vocabulary import Fidelity, LocatorLabel, Stance


@click.group(
    name="link", cls=Noun, help=__doc__, examples=("evidence link list --stance disputes",)
)
def command() -> None: ...


@command.command(name="list", examples=("evidence link list --claim C014",))
@click.option("--claim", metavar="KEY", help="Only on this claim.")
@click.option("--source", metavar="KEY", help="Only from this source.")
@click.option("--stance", type=choice(Stance), help="Only those that say so.")
@formatted()
def list_(claim: str | None, source: str | None, stance: str | None, out: Output) -> None:
    """List evidence links."""
    from evidence.cli import columns, contracts
    from evidence.services import links, work
    from evidence.store.queries.claims import EvidenceFilter

    wanted = EvidenceFilter(claim=claim, source=source, stance=Stance(stance) if stance else None)
    with work.reading(context.database()) as session:
        found = links.listing(session, wanted)
    out.list(map(contracts.link, found), columns.LINKS, what="links")


@command.command(name="show")
@click.argument("key")
@formatted()
def show(key: str, out: Output) -> None:
    """Show one evidence link."""
    from evidence.cli import columns, contracts
    from evidence.services import links, work

    with work.reading(context.database()) as session:
        found = links.get(session, key)
    out.show(contracts.link(found), columns.LINKS)


@command.command(
    name="add",
    examples=("evidence link add C014 drab2018 --page 59 --stance supports --quote 'the words'",),
)
@click.argument("claim")
@click.argument("source")
@describing(required=True)
def add(claim: str, source: str, **described: Any) -> None:
    """Tie a claim to what a source says of it.

    The key of the link goes to stdout.
    """
    from evidence.cli.linking import add

    add(claim, source, **described)


@command.command(
    name="edit", examples=('evidence link edit L001 --page 60 --note ""', "evidence link edit L001")
)
@click.argument("key")
@describing(required=False)
@with_dry_run
def edit(
    key: str,
    page: str | None,
    locator: str | None,
    label: str | None,
    dry_run: bool,
    **options: Any,
) -> None:
    """Change a link by options, or in $EDITOR where there are none.

    An empty value takes the place, the quotation or the note away.
    """
    from evidence.cli import contracts
    from evidence.cli.editing import edit_record
    from evidence.services import links

    def before(session: Any) -> Mapping[str, Any]:
        record = contracts.link(links.get(session, key))
        members = ("stance", "locator", "label", "quotation", "note")
        return {name: record[name] for name in members}

    if page is not None:
        locator, label = page, label or LocatorLabel.PAGE
    edit_record(
        "link",
        key,
        {**options, "locator": locator, "label": label},
        before=before,
        apply=links.edit,
        dry_run=dry_run,
    )


@command.command(
    name="assess", examples=("evidence link assess L001 accurate --because 'p. 59 says so'",)
)
@click.argument("key")
@click.argument("rating", type=choice(Fidelity))
@click.option("--because", required=True, metavar="REASON", help="Why.")
def assess(key: str, rating: str, because: str) -> None:
    """Judge whether the paper represents the source rightly.

    An earlier judgement of yours gives way, and stays in 'link history'.
    """
    from evidence.services import links, work

    with work.writing(context.database(), context.actor()) as session:
        links.assess(session, key, Fidelity(rating), because)
    say(f"judged link {key} {rating}")


@command.command(name="history", examples=("evidence link history L001",))
@click.argument("key")
@formatted()
def history(key: str, out: Output) -> None:
    """Show every judgement ever on a link.

    What of it and its claim changed between them is shown, too.
    """
    from evidence.cli import judgements
    from evidence.services import judgement_history, work

    with work.reading(context.database()) as session:
        events = judgement_history.of_link(session, key)
    judgements.show_history(events, out)


@command.command(name="remove")
@click.argument("key")
@with_dry_run
@with_yes
def remove(key: str, dry_run: bool, yes: bool) -> None:
    """Take a link away, with the judgements on it."""
    from evidence.cli.removal import remove
    from evidence.services import links

    remove(links.remove, "link", key, yes=yes, dry_run=dry_run)
