"""Export works in a format that other programs read."""

from __future__ import annotations

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.output import Output


@click.command(
    cls=Verb,
    help="""Export works in a format that other programs read.

    FORMAT is biblatex, bibtex, csl-json, csl-yaml, endnote-xml, hayagriva, marcxml, mods, nbib,
    refer, refworks, ris or zotero-rdf. Without --select it exports every work of the database.
    Annotations go along as notes, where the format can hold them.
    """,
    examples=(
        "evidence export biblatex -o library.bib",
        "evidence export csl-json --select paper:yadav-nd",
        "evidence export csl-json --select tag:fact-check --select key:drab2018,thomas2021",
    ),
)
@click.argument("format_", metavar="FORMAT")
@click.option(
    "--select",
    "selected",
    multiple=True,
    metavar="WHICH",
    help="paper:KEY, tag:NAME, key:KEY,KEY or query:WORDS; again for more.",
)
@click.option("--output", "-o", "path", metavar="FILE", help="Where it goes, - for stdout.")
def command(format_: str, selected: tuple[str, ...], path: str | None) -> None:
    from evidence.services import exporting, work

    with work.reading(context.database()) as session:
        pieces = exporting.export(session, format_, selected)
        with Output(path=path).stream() as stream:
            stream.writelines(pieces)
