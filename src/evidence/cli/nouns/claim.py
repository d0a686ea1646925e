"""Claims: list, show, add, edit, link, assess, history, remove, …"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.linking import describing
from evidence.cli.options import choice, formatted, give_key, say
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Output
from evidence.domain.vocabulary import ClaimKind, ClaimStatus, Veracity

_UNJUDGED = "unjudged"
_COUNT = click.IntRange(min=1)


@click.group(
    name="claim",
    cls=Noun,
    help=__doc__,
    examples=(
        "evidence claim list --uncited --section Introduction",
        "evidence claim link C014 drab2018 --page 59 --stance supports --quote 'the words'",
    ),
)
def command() -> None: ...


@command.command(name="list", examples=("evidence claim list --veracity refuted",))
@click.option("--section", metavar="HEADING", help="Only in this section.")
@click.option("--kind", type=choice(ClaimKind), help="Only of this kind.")
@click.option("--status", type=choice(ClaimStatus), help="Only with this status.")
@click.option(
    "--veracity",
    type=click.Choice([*(rating.value for rating in Veracity), _UNJUDGED]),
    metavar="RATING",
    help=f"Only those judged so: {', '.join(Veracity)}, or {_UNJUDGED}.",
)
@click.option("--cited/--uncited", default=None, help="Only those that a citation serves, or none.")
@click.option("--text", metavar="WORDS", help="Only those whose statement has these words.")
@click.option("--source", metavar="KEY", help="Only those that cite this work or are linked to it.")
@click.option("--paper", metavar="PAPER", help="Only of this paper.")
@click.option("--limit", type=_COUNT, metavar="N", help="At most N.")
@formatted()
def list_(
    section: str | None,
    kind: str | None,
    status: str | None,
    veracity: str | None,
    cited: bool | None,
    text: str | None,
    source: str | None,
    paper: str | None,
    limit: int | None,
    out: Output,
) -> None:
    """List claims in the order of the paper."""
    from evidence.cli import columns, contracts
    from evidence.services import citations, claims, work
    from evidence.store.queries.claims import ClaimFilter

    wanted = ClaimFilter(
        paper=paper,
        section=section,
        kind=ClaimKind(kind) if kind else None,
        status=ClaimStatus(status) if status else None,
        veracity=veracity,
        cited=cited,
        text=text,
        source=source,
        limit=limit,
    )
    with work.reading(context.database()) as session:
        if out.form in {"table", "md"}:
            lines = claims.lines(session, wanted)
            out.list((line._asdict() for line in lines), columns.CLAIMS, what="claims")
            return
        found = claims.listing(session, wanted)
        serving = citations.by_key(
            session, (service.citation for claim in found for service in claim.services)
        )
    records = (contracts.claim(claim, serving) for claim in found)
    out.list(records, columns.CLAIMS, what="claims")


@command.command(name="show", examples=("evidence claim show C014",))
@click.argument("key")
@formatted()
def show(key: str, out: Output) -> None:
    """Show one claim with its citations, evidence and judgements."""
    from evidence.cli import columns, contracts
    from evidence.services import citations, claims, work

    with work.reading(context.database()) as session:
        found = claims.get(session, key)
        serving = citations.by_key(session, (each.citation for each in found.services))
    out.show(contracts.claim(found, serving), columns.CLAIMS)


@command.command(
    name="add",
    examples=(
        "evidence claim add --section Introduction --paragraph 2 --sentence 3 --kind fact "
        "--statement T",
    ),
)
@click.option("--paper", metavar="PAPER", help="Whose claim; not needed where there is one paper.")
@click.option("--section", required=True, metavar="HEADING", help="The heading it stands under.")
@click.option("--paragraph", type=_COUNT, metavar="N", help="From 1 within the section.")
@click.option("--sentence", type=_COUNT, metavar="N", help="From 1 within the paragraph.")
@click.option("--kind", type=choice(ClaimKind), default="fact", show_default=True)
@click.option("--statement", required=True, metavar="TEXT", help="One fact in neutral words.")
@click.option("--quoted", metavar="WORDS", help="What the paper puts in quotation marks, verbatim.")
@click.option(
    "--citation", "direct", multiple=True, metavar="KEY", help="A citation that serves it."
)
@click.option(
    "--inferred", multiple=True, metavar="KEY", help="A citation that only ends its paragraph."
)
@click.option("--status", type=choice(ClaimStatus), default="confirmed", show_default=True)
def add(
    paper: str | None,
    section: str,
    paragraph: int | None,
    sentence: int | None,
    kind: str,
    statement: str,
    quoted: str | None,
    direct: tuple[str, ...],
    inferred: tuple[str, ...],
    status: str,
) -> None:
    """Add a claim; its key goes to stdout."""
    from evidence.services import claims, papers, work

    with work.writing(context.database(), context.actor()) as session:
        key = claims.add(
            session,
            paper=papers.only(session, paper),
            statement=statement,
            kind=ClaimKind(kind),
            section=section,
            paragraph=paragraph,
            sentence=sentence,
            quoted=quoted,
            citations=_services(direct, inferred),
            status=ClaimStatus(status),
        )
    say(f"added claim {key}")
    give_key(key)


@command.command(
    name="edit",
    examples=('evidence claim edit C014 --quoted ""', "evidence claim edit C014"),
)
@click.argument("key")
@click.option("--section", metavar="HEADING", help="The heading it stands under.")
@click.option("--paragraph", type=_COUNT, metavar="N", help="From 1 within the section.")
@click.option("--sentence", type=_COUNT, metavar="N", help="From 1 within the paragraph.")
@click.option("--kind", type=choice(ClaimKind))
@click.option("--statement", metavar="TEXT", help="One fact in neutral words.")
@click.option("--quoted", metavar="WORDS", help='What the paper quotes, verbatim; "" for nothing.')
@click.option(
    "--citation", "direct", multiple=True, metavar="KEY", help="The citations that serve it."
)
@click.option(
    "--inferred", multiple=True, metavar="KEY", help="The citations that only end its paragraph."
)
@click.option("--status", type=choice(ClaimStatus))
@with_dry_run
def edit(
    key: str,
    direct: tuple[str, ...],
    inferred: tuple[str, ...],
    dry_run: bool,
    **options: Any,
) -> None:
    """Change a claim by options, or in $EDITOR where there are none."""
    from evidence.cli.editing import edit_record
    from evidence.cli.editor import flag, objects, text
    from evidence.domain.records import Service
    from evidence.services import claims

    def before(session: Any) -> Mapping[str, Any]:
        claim = claims.get(session, key)
        return {
            "statement": claim.statement,
            "kind": claim.kind,
            "section": claim.location.section,
            "paragraph": claim.location.paragraph,
            "sentence": claim.location.sentence,
            "status": claim.status,
            "quoted": claim.quoted,
            "citations": [
                {"citation": service.citation, "inferred": service.inferred}
                for service in claim.services
            ],
        }

    def read(values: dict[str, Any]) -> Mapping[str, Any]:
        if "citations" in values:
            values["citations"] = [
                Service(text(each, "citation"), inferred=flag(each, "inferred"))
                for each in objects(values["citations"], "citations")
            ]
        return values

    options["citations"] = _services(direct, inferred) or None
    edit_record("claim", key, options, before=before, apply=claims.edit, read=read, dry_run=dry_run)


@command.command(
    name="link",
    examples=("evidence claim link C014 drab2018 --page 59 --stance supports --quote 'the words'",),
)
@click.argument("claim")
@click.argument("source")
@describing(required=True)
def link(claim: str, source: str, **described: Any) -> None:
    """Tie a claim to what a source says of it.

    The key of the link goes to stdout.
    """
    from evidence.cli.linking import add

    add(claim, source, **described)


@command.command(name="unlink", examples=("evidence claim unlink C014 drab2018",))
@click.argument("claim")
@click.argument("source")
@with_dry_run
@with_yes
def unlink(claim: str, source: str, dry_run: bool, yes: bool) -> None:
    """Take away every link between a claim and a source."""
    from evidence.cli.removal import take_out
    from evidence.cli.text import listed
    from evidence.services import links

    def doing(session: Any) -> str:
        return f"link {listed(links.unlink(session, claim, source))}"

    take_out(doing, yes=yes, dry_run=dry_run)


@command.command(
    name="assess",
    examples=(
        "evidence claim assess C014 refuted --because 'the summit was in 2022'",
        "evidence claim assess C014 supported --because 'it says so' --source drab2018 --page 59",
    ),
)
@click.argument("key")
@click.argument("rating", type=choice(Veracity))
@click.option("--because", required=True, metavar="REASON", help="Why.")
@click.option("--source", metavar="KEY", help="The work that it rests on: makes a link to it.")
@describing(required=False)
@with_dry_run
def assess(
    key: str, rating: str, because: str, source: str | None, dry_run: bool, **described: Any
) -> None:
    """Judge whether a claim is true.

    An earlier judgement of yours gives way, and stays in 'claim history'. With --source the
    claim is tied to what the work says, in one step: it supports a claim judged supported,
    disputes one judged refuted, and else mentions it, unless --stance says otherwise. The key
    of the link goes to stdout.
    """
    from evidence.cli.linking import found
    from evidence.services import claims, work

    rests_on = found(source, **described)
    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        link = claims.assess(session, key, Veracity(rating), because, rests_on)
    say(f"{'would judge' if dry_run else 'judged'} claim {key} {rating}")
    if link is not None and not dry_run:
        say(f"it rests on link {link}: {source}")
        give_key(link)


@command.command(name="history", examples=("evidence claim history C014",))
@click.argument("key")
@formatted()
def history(key: str, out: Output) -> None:
    """Show every judgement ever on a claim.

    How its wording changed between them is shown, too.
    """
    from evidence.cli import judgements
    from evidence.services import judgement_history, work

    with work.reading(context.database()) as session:
        events = judgement_history.of_claim(session, key)
    judgements.show_history(events, out)


@command.command(
    name="review",
    examples=("evidence claim review", "evidence claim review --paper drab2018 --auto"),
)
@click.option("--paper", metavar="KEY", help="Which paper; not needed where there is one.")
@click.option("--auto", is_flag=True, help="Only propose; what is proposed waits for a person.")
def review(paper: str | None, auto: bool) -> None:
    """Confirm, edit, split or drop claims proposed from a paper's text.

    Each sentence that can be checked (it holds a number, a date, a name, a quotation, a
    superlative, or says who says so) and has no claim is proposed; with each stand the
    citations that serve it. Every answer is kept at once. With --auto nobody is asked, and
    the proposals stay candidates until a person confirms them.
    """
    from evidence.cli import reviewing as asking
    from evidence.services import papers, reviewing, work

    with work.writing(context.database(), context.actor()) as session:
        key = papers.only(session, paper)
        made = reviewing.propose(session, key)
    say(f"{made} {'claim' if made == 1 else 'claims'} proposed")
    if not auto:
        asking.walk(key)


@command.command(name="remove")
@click.argument("key")
@with_dry_run
@with_yes
def remove(key: str, dry_run: bool, yes: bool) -> None:
    """Take a claim out, with its evidence and judgements."""
    from evidence.cli.removal import remove
    from evidence.services import claims

    remove(claims.remove, "claim", key, yes=yes, dry_run=dry_run)


def _services(direct: tuple[str, ...], inferred: tuple[str, ...]) -> list[Any]:
    from evidence.domain.records import Service

    return [
        *(Service(key, inferred=False) for key in direct),
        *(Service(key, inferred=True) for key in inferred),
    ]
