"""Convert a bibliography between formats, without a database."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.cli.base import Verb
from evidence.cli.options import say
from evidence.cli.output import Output


@click.command(
    cls=Verb,
    database=False,
    help="""Convert a bibliography between formats, without a database.

    Read are biblatex, bibtex, crossref-json, crossref-xml, csl-json, csl-yaml, datacite-json,
    endnote-xml, marcxml, mods, nbib, openalex-json, ovid, pubmed-xml, refer, refworks, ris,
    wos, zotero (zotero.sqlite) and zotero-rdf; written those that 'evidence export' knows.
    The format of FILE is told by what it holds, unless --from names it; - is stdin. An entry
    that cannot be read costs only itself: it is named, and the exit status is 1.
    """,
    examples=(
        "evidence convert library.bib --to csl-json -o library.json",
        "evidence convert - --from ris --to biblatex < export.ris",
    ),
)
@click.argument("file")
@click.option("--from", "from_", metavar="FORMAT", help="What FILE is; else told by its content.")
@click.option("--to", required=True, metavar="FORMAT", help="What to make of it.")
@click.option("--output", "-o", "path", metavar="FILE", help="Where it goes, - for stdout.")
def command(file: str, from_: str | None, to: str, path: str | None) -> int:
    from evidence.cli import reading
    from evidence.services import converting

    given = None if file == "-" else Path(file)
    data = reading.works(given)
    conversion = converting.convert(data, to, path=given, from_=from_)
    with Output(path=path).stream() as stream:
        stream.writelines(conversion.pieces)
    for each in conversion.broken:
        say(f"{file}:{each.line}: {each.reason}")
    return int(bool(conversion.broken))
