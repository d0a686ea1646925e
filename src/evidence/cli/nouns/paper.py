"""Papers under check: list, show, add, edit, attach, remove."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.items import ItemVerb
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import formatted, give_key, say
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Output


@click.group(
    name="paper",
    cls=Noun,
    help=__doc__,
    examples=("evidence paper list", "evidence paper attach yadav-nd paper.txt"),
)
def command() -> None: ...


@command.command(name="list")
@formatted()
def list_(out: Output) -> None:
    """List papers with how much of each is held."""
    from evidence.cli import columns, contracts
    from evidence.services import papers, work

    with work.reading(context.database()) as session:
        found = papers.listing(session)
    out.list(map(contracts.paper, found), columns.PAPERS, what="papers")


@command.command(name="show")
@click.argument("key")
@formatted()
def show(key: str, out: Output) -> None:
    """Show how much of one paper is held.

    Its bibliographic record is that of 'evidence source show'.
    """
    from evidence.cli import columns, contracts
    from evidence.services import papers, work

    with work.reading(context.database()) as session:
        found = papers.get(session, key)
    out.show(contracts.paper(found), columns.PAPERS)


@command.command(
    name="add",
    cls=ItemVerb,
    examples=(
        "evidence paper add paper.docx",
        'evidence paper add --type manuscript --title "My Thesis" --author "Drab, Lech"',
        "evidence paper add --json paper.json",
    ),
)
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--key", metavar="KEY", help="Its key; made from author and year if none.")
@click.option("--json", "json_", metavar="FILE", help="CSL-JSON, one paper or a list; - for stdin.")
@with_dry_run
def add(files: tuple[str, ...], key: str | None, json_: str | None, dry_run: bool) -> None:
    """Add a paper by its file or its record; its key goes to stdout.

    From a FILE (text, Markdown, LaTeX, Word, ODT, HTML, JATS, PDF) come its sentences, its
    reference list, its citations, and a claim proposed for each sentence that can be
    checked: 'evidence claim review' walks through them.
    """
    from evidence.cli import items
    from evidence.services import papers, work

    if files:
        _take(files, None, key, dry_run=dry_run, fresh=True)
        return
    works = items.works(json_, key)
    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        keys = [papers.add(session, item, key=wanted) for item, wanted in works]
    for each in keys:
        say(f"{'would add' if dry_run else 'added'} paper {each}")
        if not dry_run:
            give_key(each)


@command.command(
    name="edit",
    cls=ItemVerb,
    examples=(
        'evidence paper edit yadav-nd --issued "November 2024"',
        "evidence paper edit yadav-nd",
    ),
)
@click.argument("key")
@click.option("--key", "new_key", metavar="KEY", help="A new key.")
@with_dry_run
def edit(key: str, new_key: str | None, dry_run: bool) -> None:
    """Change a paper by options, or in $EDITOR where there are none.

    An empty value takes a variable away.
    """
    from evidence.cli.editing import edit_item
    from evidence.services import papers, work

    with work.reading(context.database()) as session:
        papers.get(session, key)
    edit_item("paper", key, new_key=new_key, dry_run=dry_run)


@command.command(
    name="refresh", examples=("evidence paper refresh drab2018 paper-2.docx --dry-run",)
)
@click.argument("key")
@click.argument("file", metavar="FILE")
@with_dry_run
def refresh(key: str, file: str, dry_run: bool) -> None:
    """Take in a paper's revised file; claims and judgements stay.

    Claims whose sentence is unchanged or only slightly changed keep their links and
    judgements. Told are the claims whose sentence was changed or is gone, with how many
    judgements that puts in doubt.
    """
    from evidence.services import papers, work

    with work.reading(context.database()) as session:
        papers.get(session, key)
    _take((file,), key, None, dry_run=dry_run, fresh=False)


def _take(
    files: tuple[str, ...], paper: str | None, key: str | None, *, dry_run: bool, fresh: bool
) -> None:
    from evidence.cli.manuscripts import told
    from evidence.services import manuscripts, work

    entered = []
    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        for file in dict.fromkeys(files):
            path = Path(file)
            done = manuscripts.enter(session, path, paper=paper, key=key, fresh=fresh)
            entered.append((path.name, done))
    told(entered, dry_run=dry_run)
    for _, each in entered:
        if not dry_run:
            give_key(each.key)


@command.command(name="attach", examples=("evidence paper attach yadav-nd paper.txt",))
@click.argument("key")
@click.argument("file", metavar="FILE")
@with_dry_run
@formatted()
def attach(key: str, file: str, dry_run: bool, out: Output) -> int:
    """Give a paper its text and find its claims there.

    FILE is plain text in UTF-8, - for stdin. Claims whose sentence is not there are
    named, and the exit status is 1.
    """
    from evidence.cli.attaching import COLUMNS, read, record
    from evidence.services import papers, work

    text, name = read(file)
    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        attached = papers.attach(session, key, text, name)
    out.show(record(key, attached), COLUMNS)
    return int(bool(attached.missing))


@command.command(name="remove", examples=("evidence paper remove yadav-nd --dry-run",))
@click.argument("key")
@with_dry_run
@with_yes
def remove(key: str, dry_run: bool, yes: bool) -> None:
    """Take a paper out, with its references, citations and claims."""
    from evidence.cli.removal import remove
    from evidence.services import papers

    remove(papers.remove, "paper", key, yes=yes, dry_run=dry_run)
