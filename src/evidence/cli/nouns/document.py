"""Held files of works and their pages: add, read, pages, text, …"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.options import confirm, formatted, say
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Output

_first_page = click.option("--first-page", metavar="LABEL", help="What is printed on the first.")
_labels = click.option(
    "--labels", metavar="MAP", help="What is printed on which: 1-4=i-iv,5-=1 (pages from 1)."
)
_of_source = click.option(
    "--source", metavar="KEY", help="As a copy of this work; by default of its first one."
)


def _one_of(**options: object) -> str | None:
    """The one option that was given, None where none was."""
    given = [name for name, value in options.items() if value is not None and value is not False]
    if len(given) > 1:
        names = " and ".join(f"--{name.replace('_', '-')}" for name in given)
        raise click.UsageError(f"{names} cannot be given together")
    return next(iter(given), None)


@click.group(
    name="document",
    cls=Noun,
    help=__doc__,
    examples=(
        "evidence document add drab.pdf --source drab2018",
        "evidence document pages D01",
        "evidence document relabel D01 --first-page 57",
    ),
)
def command() -> None: ...


@command.command(
    name="add",
    examples=(
        "evidence document add drab.pdf --source drab2018",
        "evidence document add book.pdf --source drab2018 --labels 1-4=i-iv,5-=1",
    ),
)
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option("--source", metavar="KEY", required=True, help="The work that it is a copy of.")
@click.option("--link", is_flag=True, help="Keep no copy, only where the file is.")
@click.option("--no-read", is_flag=True, help="Do not read its pages.")
@_first_page
@_labels
@with_dry_run
def add(
    files: tuple[Path, ...],
    source: str,
    link: bool,
    no_read: bool,
    first_page: str | None,
    labels: str | None,
    dry_run: bool,
) -> int:
    """Hold files as copies of a work, and read their pages.

    Their keys go to stdout. Which printed page each page is, is found by the file's own
    labels, by the numbers printed on its pages or by the work's page range; --first-page and
    --labels say it. A file that cannot be read is held all the same, and the exit status is 1.
    """
    from evidence.cli import document_pages

    told = first_page is not None or labels is not None
    if told and (no_read or len(files) > 1):
        what = "--no-read" if no_read else "several files"
        raise click.UsageError(f"labels are given to one file that is read, not with {what}")
    _one_of(first_page=first_page, labels=labels)
    fine = document_pages.add(
        source,
        files,
        link=link,
        no_read=no_read,
        first_page=first_page,
        labels=labels,
        dry_run=dry_run,
    )
    return int(not fine)


@command.command(name="read", examples=("evidence document read --all",))
@click.argument("keys", nargs=-1, metavar="[KEY...]")
@click.option("--all", "all_", is_flag=True, help="Every file that needs it.")
@click.option("--anew", is_flag=True, help="Read those, too, that were read.")
def read(keys: tuple[str, ...], all_: bool, anew: bool) -> int:
    """Read the pages of held files, each as an activity of its own.

    A file is read again only if this program reads its kind otherwise than it did then, or
    with --anew. What was read before stays where a file cannot be read any more.
    """
    from evidence.cli.document_pages import tell_read
    from evidence.services import pages, work

    if bool(keys) == all_:
        raise click.UsageError("name documents, or give --all")
    database, actor = context.database(), context.actor()
    fine = True
    with work.reading(database) as session:
        wanted = pages.to_read(session, anew=anew) if all_ else pages.known(session, keys)
    for key in wanted:
        with work.reading(database) as session:
            given = pages.prepare(session, database, key, anew=anew)
        with work.writing(database, actor) as writing:
            done = pages.read(writing, database, key, given=given)
        fine &= tell_read(done)
    if not wanted:
        say("no document to read")
    return int(not fine)


@command.command(name="list", examples=("evidence document list --format json",))
@click.option("--source", metavar="KEY", help="Only files of this work.")
@formatted()
def list_(source: str | None, out: Output) -> None:
    """List held files, in the order they came.

    The status is "missing" where a file is gone, "changed" where its size is another; "db
    check" compares their contents.
    """
    from evidence.cli import columns, contracts
    from evidence.services import documents, work

    database = context.database()
    with work.reading(database) as session:
        found = documents.listing(session, database, source=source)
    out.list(map(contracts.document, found), columns.DOCUMENTS, what="documents")


@command.command(name="show", examples=("evidence document show D01",))
@click.argument("key")
@formatted()
def show(key: str, out: Output) -> None:
    """Show one held file, and how its pages are labelled."""
    from evidence.cli import document_pages
    from evidence.services import documents, page_maps, work

    database = context.database()
    with work.reading(database) as session:
        found = documents.get(session, database, key)
        labelled = page_maps.of_document(session, key)
    out.show(document_pages.document(found, labelled), document_pages.DOCUMENT)


@command.command(name="pages", examples=("evidence document pages D01",))
@click.argument("key")
@_of_source
@formatted()
def pages_(key: str, source: str | None, out: Output) -> int:
    """List the pages of a held file with what is printed on them.

    "page" counts from 1, "index" from 0. Above a table stands how the labels came about, as
    "relabel --labels" takes them.
    """
    from evidence.cli import document_pages
    from evidence.services import page_maps, pages, work

    with work.reading(context.database()) as session:
        found = pages.listing(session, key)
        labelled = page_maps.labelled(session, key, source) if found or source else None
        labels = labelled.page_map.labels(len(found)) if labelled else ()
        reflowable = pages.reflowable(session, key)
    if out.form == "table" and found and labelled:
        told = document_pages.told_labels(key, labelled, reflowable=reflowable, whole=True)
        say(f"{key} as a copy of {labelled.source}: {told}")
    records = [document_pages.page(*each) for each in zip(found, labels, strict=True)]
    out.list(records, document_pages.PAGES, what=f"pages: evidence document read {key}")
    return 0


@command.command(
    name="text",
    examples=("evidence document text D01 --page 110", "evidence document text D01 --index 4"),
)
@click.argument("key")
@click.option("--page", "label", metavar="LABEL", help="The page on which that is printed.")
@click.option("--index", type=int, metavar="N", help="The page with that index, from 0.")
@_of_source
def text(key: str, label: str | None, index: int | None, source: str | None) -> None:
    """Print the text of a held file's pages, of one or all.

    Between two pages stands a form feed.
    """
    from evidence.cli.escape import prose
    from evidence.services import pages, work

    _one_of(page=label, index=index)
    with work.reading(context.database()) as session:
        found = pages.texts(session, key, label=label, index=index, source=source)
    shown = [prose(each.text) if sys.stdout.isatty() else each.text for each in found]
    between = "\n\n" if sys.stdout.isatty() else "\n\f"
    click.echo(between.join(shown))


@command.command(
    name="relabel",
    examples=(
        "evidence document relabel D01 --first-page 106",
        "evidence document relabel D01 --labels 1-4=i-iv,5-=1",
        "evidence document relabel D01 --auto",
    ),
)
@click.argument("key")
@_of_source
@_first_page
@_labels
@click.option("--auto", is_flag=True, help="As the file and the work's record tell.")
def relabel(
    key: str, source: str | None, first_page: str | None, labels: str | None, auto: bool
) -> None:
    """Say which printed page each page of a held file is."""
    from evidence.cli import document_pages
    from evidence.services import page_maps, work

    if _one_of(first_page=first_page, labels=labels, auto=auto) is None:
        raise click.UsageError("give --first-page, --labels or --auto")
    with work.writing(context.database(), context.actor()) as session:
        done = page_maps.relabel(session, key, source=source, first_page=first_page, labels=labels)
    told = document_pages.told_labels(key, done)
    say(f"document {key} as a copy of {done.source}: {told}")


@command.command(name="path", examples=("evidence document path D01",))
@click.argument("key")
def path(key: str) -> None:
    """Print where the file of a document is."""
    from evidence.cli.escape import terminal
    from evidence.services import documents, work

    database = context.database()
    with work.reading(database) as session:
        file = documents.location(session, database, key)
    # On Linux a path need not be text: another program gets its bytes.
    click.echo(terminal(str(file)) if sys.stdout.isatty() else os.fsencode(file))


@command.command(name="remove", examples=("evidence document remove D01 --dry-run",))
@click.argument("key")
@with_dry_run
@with_yes
def remove(key: str, dry_run: bool, yes: bool) -> None:
    """Hold a file no longer, for none of its works.

    A copy that was kept stays beside the database, so that "undo" finds it.
    """
    from evidence.cli.removal import remove
    from evidence.services import documents

    remove(documents.remove, "document", key, yes=yes, dry_run=dry_run)


@command.command(name="prune", examples=("evidence document prune --dry-run",))
@with_dry_run
@with_yes
def prune(dry_run: bool, yes: bool) -> None:
    """Delete kept files that nothing names.

    Such are left by commands that were interrupted. A file stays if a document, the log or a
    copy of the database that was kept beside it names it; backups elsewhere are not looked
    at. This cannot be undone.
    """
    from evidence.cli.text import counted
    from evidence.services import held_files

    database = context.database()
    found = held_files.unneeded(database)
    told = f"{counted(len(found), 'file')} ({counted(sum(each.size for each in found), 'byte')})"
    if dry_run or not found:
        for each in found:
            say(str(each.path))
        say(f"would delete {told}" if found else "no file to delete")
        return
    if not (yes or confirm(f"delete {told} for ever?", refusal=f"not deleting {told} unasked")):
        say("nothing deleted")
        return
    say(f"deleted {counted(len(held_files.prune(database)), 'file')}")
