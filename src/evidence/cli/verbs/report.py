"""Report on a paper: problems, claims, evidence, judgements."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import say
from evidence.cli.writing import write_file

if TYPE_CHECKING:
    from evidence.domain.reports import Report
    from evidence.report.base import ReportFormat


@click.command(
    cls=Verb,
    help="""Report on a paper: problems, claims, evidence, judgements.

    FORMAT is html, md, json, csv, xlsx, sarif, claimreview or web-annotation; else the ending
    of FILE tells it, and without FILE it is html. The HTML is one file that needs nothing
    else. PAPER is needed where there are several.
    """,
    examples=(
        "evidence report -o report.html",
        "evidence report yadav-nd -o evidence.xlsx",
        "evidence report -f sarif > report.sarif",
    ),
)
@click.argument("paper", required=False)
@click.option("--format", "-f", "format_", metavar="FORMAT", help="Its form, named above.")
@click.option("--output", "-o", "path", metavar="FILE", help="Where it goes, - for stdout.")
def command(paper: str | None, format_: str | None, path: str | None) -> None:
    from evidence.errors import Refused
    from evidence.report import REGISTRY
    from evidence.services import reporting, work

    file = None if path is None or path == "-" else Path(path)
    form = REGISTRY.get(format_) if format_ is not None else _of_ending(file)
    if form.write is None and file is None and sys.stdout.isatty():
        raise Refused(
            f"{form.title} is no text for a terminal", hint=f"-o report.{form.extensions[0]}"
        )
    database = context.database()
    with work.reading(database) as session:
        made = reporting.report(session, database, paper)
    pieces = _pieces(form, made)
    if file is None:
        _to_stdout(pieces)
        return
    write_file(file, b"".join(pieces))
    say(f"wrote {file}: {form.title}, {len(made.claims)} claims, {len(made.findings)} findings")


def _of_ending(file: Path | None) -> ReportFormat:
    """The format that the longest known ending of a file's name stands for."""
    from evidence.errors import BadInput
    from evidence.report import REGISTRY

    if file is None:
        return REGISTRY.get("html")
    endings = {ending: form for _, form in REGISTRY.items() for ending in form.extensions}
    name = file.name.lower()
    for ending in sorted(endings, key=len, reverse=True):
        if name.endswith(f".{ending}"):
            return endings[ending]
    known = ", ".join(REGISTRY.names())
    raise BadInput(f"the ending of {file} stands for no report format", hint=f"-f, one of {known}")


def _pieces(form: ReportFormat, report: Report) -> Iterator[bytes]:
    if form.write_bytes is not None:
        yield form.write_bytes(report)
    elif form.write is not None:
        for piece in form.write(report):
            yield piece.encode("utf-8", "backslashreplace")


def _to_stdout(pieces: Iterator[bytes]) -> None:
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
