"""Entries that could not be read: list, show, retry, drop."""

from __future__ import annotations

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.options import confirm, formatted, say
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Column, Columns, Output
from evidence.cli.text import counted

_COLUMNS = Columns(
    rows=tuple(Column(name) for name in ("key", "file", "line", "format", "reason", "raw", "time")),
    table=(
        Column("key"),
        Column("file", wraps=True, most=24),
        Column("line"),
        Column("reason", wraps=True),
    ),
)


@click.group(
    name="broken",
    cls=Noun,
    help=__doc__,
    examples=(
        "evidence source broken list",
        "evidence source broken retry B01 --edit",
    ),
)
def command() -> None: ...


@command.command(name="list")
@formatted()
def list_(out: Output) -> None:
    """List the entries that are kept until somebody mends them."""
    from evidence.cli import contracts
    from evidence.services import broken, work

    with work.reading(context.database()) as session:
        found = broken.listing(session)
    out.list(map(contracts.broken_entry, found), _COLUMNS, what="broken entries")


@command.command(name="show", examples=("evidence source broken show B01 > entry.bib",))
@click.argument("key")
@formatted()
def show(key: str, out: Output) -> None:
    """Show an entry; in a pipe its text alone, as it stood in the file."""
    from evidence.cli import contracts
    from evidence.services import broken, work

    with work.reading(context.database()) as session:
        (found,) = broken.listing(session, (key,))
    if out.format is None and out.form == "tsv":
        out.text(found.raw.rstrip("\n") + "\n")
    else:
        out.show(contracts.broken_entry(found), _COLUMNS)


@command.command(
    name="retry",
    examples=(
        "evidence source broken retry B01 --edit",
        "evidence source broken retry B01 --text mended.bib",
        "evidence source broken retry --all",
    ),
)
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--all", "every", is_flag=True, help="All that are kept.")
@click.option("--text", "mended", metavar="FILE", help="The mended text of one; - for stdin.")
@click.option("--edit", is_flag=True, help="Mend the text in the editor first.")
@with_dry_run
@formatted()
def retry(
    keys: tuple[str, ...],
    every: bool,
    mended: str | None,
    edit: bool,
    dry_run: bool,
    out: Output,
) -> int:
    """Add entries once more, mended or as they are.

    What can be read now is added as by 'evidence add'; what cannot stays kept.
    """
    from evidence.cli import adding as telling
    from evidence.cli import editor, reading
    from evidence.services import adding, broken, work

    if bool(keys) == every:
        raise click.UsageError("give keys, or --all")
    if (mended is not None or edit) and len(keys) != 1:
        raise click.UsageError("--text and --edit mend one entry")
    database = context.database()
    with work.reading(database) as session:
        found = broken.listing(session, keys)
    text = reading.text(mended) if mended is not None else None
    if edit:
        text = editor.prose(found[0].raw)
        if text is None:
            say("nothing changed")
            return 1
    report = adding.Report()
    with work.writing(database, context.actor(), dry_run=dry_run) as session:
        for each in found:
            one = adding.retry(session, database, each.key, adding.Wanted(), text=text)
            report.records += one.records
            report.problems += one.problems
    telling.show(report, out, dry_run=dry_run)
    return int(bool(report.problems))


@command.command(name="drop", examples=("evidence source broken drop B01",))
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--all", "every", is_flag=True, help="All that are kept.")
@with_dry_run
@with_yes
def drop(keys: tuple[str, ...], every: bool, dry_run: bool, yes: bool) -> None:
    """Forget entries that nobody will mend."""
    from evidence.services import broken, work

    if bool(keys) == every:
        raise click.UsageError("give keys, or --all")
    database = context.database()
    with work.reading(database) as session:
        wanted = [each.key for each in broken.listing(session, keys)]
    told = counted(len(wanted), "broken entry", "broken entries")
    if dry_run:
        say(f"would drop {told}")
        return
    if not yes and not confirm(f"drop {told}?", refusal=f"not dropping {told} unasked"):
        say("nothing dropped")
        return
    with work.writing(database, context.actor()) as session:
        broken.drop(session, wanted)
    say(f"dropped {told}; 'evidence undo' takes that back")
