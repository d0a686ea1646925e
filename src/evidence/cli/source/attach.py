"""Files of a work: held beside the database, or linked."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import give_key, say


@click.command(
    name="attach",
    cls=Verb,
    examples=(
        "evidence source attach drab2018 drab.pdf",
        "evidence source attach drab2018 ~/papers/drab.pdf --link",
    ),
)
@click.argument("key")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option("--link", is_flag=True, help="Keep no copy, only where the file is.")
@with_dry_run
def command(key: str, files: tuple[Path, ...], link: bool, dry_run: bool) -> None:
    """Hold files as copies of a work; their keys go to stdout.

    A file is kept beside the database and is known by its content: the same file twice is
    held once, for as many works as it is a copy of. "document add" reads its pages, too.
    """
    from evidence.cli.document_pages import told_attached
    from evidence.services import documents, work

    database = context.database()
    with work.writing(database, context.actor(), dry_run=dry_run) as session:
        attached = documents.attach(session, database, key, files, link=link)
    for each in attached:
        say(told_attached(each, key, dry_run=dry_run))
        if not dry_run:
            give_key(each.document.key)
