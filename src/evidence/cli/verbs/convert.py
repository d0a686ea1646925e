"""Convert a bibliography between formats, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.base import Verb
from evidence.cli.options import say
from evidence.cli.output import Output

if TYPE_CHECKING:
    from evidence.formats.base import Broken


@click.command(
    cls=Verb,
    database=False,
    help="""Convert a bibliography between formats, without a database.

    Read are biblatex, bibtex, crossref-json, crossref-xml, csl-json, csl-yaml, datacite-json,
    endnote-xml, marcxml, mods, nbib, openalex-json, ovid, pubmed-xml, refer, refworks, ris,
    wos, zotero (zotero.sqlite) and zotero-rdf; written those that 'evidence export' knows.
    The format of FILE is told by what it holds, unless --from names it; - is stdin. An entry
    that cannot be read costs only itself: it is named, and the exit status is 1.

    With --to text, html, md, latex, rtf, docx, pdf or typst, a reference list in a style.
    """,
    examples=(
        "evidence convert library.bib --to csl-json -o library.json",
        "evidence convert - --from ris --to biblatex < export.ris",
        "evidence convert library.bib --to html --style apa -o references.html",
    ),
)
@click.argument("file")
@click.option("--from", "from_", metavar="FORMAT", help="What FILE is; else told by its content.")
@click.option("--to", required=True, metavar="FORMAT", help="What to make of it.")
@click.option("--output", "-o", "path", metavar="FILE", help="Where it goes, - for stdout.")
@click.option("--style", metavar="STYLE", help="Of a reference list: a name or a file.")
@click.option("--locale", metavar="LANGUAGE", help="A language tag, as en-GB.")
def command(
    file: str,
    from_: str | None,
    to: str,
    path: str | None,
    style: str | None,
    locale: str | None,
) -> int:
    from evidence.cli import formatting, reading
    from evidence.csl import writers
    from evidence.services import converting

    given = None if file == "-" else Path(file)
    if to in (*writers.names(), *writers.SHORT):
        write = formatting.writer_for(to, path)
        made, broken = converting.formatted(
            reading.works(given), style, locale, path=given, from_=from_
        )
        formatting.put(made, write, path)
        _name_broken(file, broken)
        return int(bool(broken))
    if style or locale:
        raise click.UsageError(f"{to} has no style: that is for {', '.join(writers.names())}")
    data = reading.works(given)
    conversion = converting.convert(data, to, path=given, from_=from_)
    with Output(path=path).stream() as stream:
        stream.writelines(conversion.pieces)
    _name_broken(file, conversion.broken)
    return int(bool(conversion.broken))


def _name_broken(file: str, broken: Sequence[Broken]) -> None:
    for each in broken:
        say(f"{file}:{each.line}: {each.reason}")
