"""Read a paper's references and citations, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evidence.cli.base import Verb
from evidence.cli.output import Output
from evidence.domain.escape import terminal

if TYPE_CHECKING:
    from evidence.manuscript.analysis import Analysis, Cited, Reference

_FIELDS = "year title container volume issue pages publisher doi url".split()


@click.command(
    cls=Verb,
    database=False,
    help="""Read a paper's references and citations, without a database.

    FILE is a text, Markdown, LaTeX, Word, ODT, HTML, JATS or PDF file; what it holds decides.
    Its reference list is split, each entry read into fields, and each citation in the text
    tied to its entry: resolved, ambiguous, in conflict, or missing. Nothing is kept.

    Offsets count the characters of the text that --text-out writes; those of a plain text
    are its own.
    """,
    examples=(
        "evidence parse paper.docx",
        "evidence parse paper.pdf --format json --text-out paper.txt",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    help="A summary for people, or everything as JSON.",
)
@click.option("--output", "-o", "path", metavar="FILE", help="Where it goes, - for stdout.")
@click.option("--text-out", metavar="FILE", help="Write the text to which offsets belong.")
def command(file: Path, format_: str, path: str | None, text_out: str | None) -> None:
    from evidence.cli.escape import as_json
    from evidence.services import parsing

    read = parsing.parse(file)
    if text_out is not None:
        with Output(path=text_out).stream() as stream:
            stream.write(read.text)
    said = as_json(_record(read), indent=2) + "\n" if format_ == "json" else _summary(read)
    Output(path=path).text(said)


def _record(read: Analysis) -> dict[str, Any]:
    return {
        "references": [_reference(each, read.text) for each in read.references],
        "citations": [_citation(each, read.text) for each in read.citations],
        "sentences": [
            {
                "start": each.start,
                "end": each.end,
                "section": each.section,
                "paragraph": each.paragraph,
                "sentence": each.sentence,
            }
            for each in read.sentences
        ],
    }


def _reference(each: Reference, text: str) -> dict[str, Any]:
    authors = [
        {"literal": name.literal}
        if name.literal
        else {"family": name.citation_name, "given": name.given or ""}
        for name in each.fields.authors
    ]
    return {
        "id": each.id,
        "entry": each.entry,
        "start": each.start,
        "end": each.end,
        "text": text[each.start : each.end],
        "fields": {"authors": authors, **{name: getattr(each.fields, name) for name in _FIELDS}},
    }


def _citation(each: Cited, text: str) -> dict[str, Any]:
    found = each.found
    return {
        "start": found.start,
        "end": found.end,
        "text": text[found.start : found.end],
        "refs": list(found.works),
        "candidates": list(found.candidates),
        "locator": each.locator.text if each.locator else None,
        "label": each.locator.label.value if each.locator else None,
        "resolution": found.resolution.value,
    }


def _summary(read: Analysis) -> str:
    found = [each.found for each in read.citations]
    open_ = [each for each in found if each.resolution.value != "resolved"]
    lines = [
        f"{len(read.references)} references, {len(found)} citations, "
        f"{len(read.sentences)} sentences"
    ]
    lines += read.notices
    for each in open_:
        shown = " ".join(read.text[each.start : each.end].split())
        likely = ", ".join(each.candidates)
        lines.append(f"{each.resolution.value}: {shown}" + (f" ({likely}?)" if likely else ""))
    named = {work for each in found for work in (*each.works, *each.candidates)}
    for work in read.references:
        if work.id not in named:
            shown = " ".join(read.text[work.start : work.end].split())
            lines.append(f"not cited: {work.id} {shown[:60]}{'…' if len(shown) > 60 else ''}")
    return "".join(terminal(line) + "\n" for line in lines)
