"""Search everything for words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import formatted, say
from evidence.cli.output import Output, coloured, width

if TYPE_CHECKING:
    from evidence.services.searching import Group

_KINDS = {
    "sources": "source",
    "claims": "claim",
    "quotations": "quotation",
    "annotations": "annotation",
    "pages": "page",
}


@click.command(
    cls=Verb,
    help="""Search everything for words: works, claims, quotations and pages.

    What holds every word is found, the last word be it only a beginning; words count by
    their stem, and case and accents do not count.
    """,
    examples=("evidence search defence cooperation", "evidence search --any --in pages radium"),
)
@click.argument("words", nargs=-1, required=True)
@click.option("--in", "places", multiple=True, type=click.Choice([*_KINDS]), help="Only in these.")
@click.option("--any", "any_", is_flag=True, help="What holds any of the words.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    metavar="N",
    help="At most N of each kind.",
)
@formatted()
def command(
    words: tuple[str, ...], places: tuple[str, ...], any_: bool, limit: int, out: Output
) -> None:
    from evidence.cli import passages
    from evidence.domain.passages import HitKind
    from evidence.services import searching, work

    kinds = [HitKind(_KINDS[each]) for each in places] or None
    text = " ".join(words)
    with work.reading(context.database()) as session:
        found = searching.search(session, text, kinds=kinds, limit=limit, every=not any_)
        some = found or (
            () if any_ else searching.search(session, text, kinds=kinds, limit=limit, every=False)
        )
    if not found:
        say(_nothing(some, any_=any_))
    if out.form in {"table", "md"}:
        with out.stream() as stream:
            bold = coloured(stream)
            for line in _grouped(found, out.form == "md", bold=bold):
                stream.write(f"{line}\n")
        return
    records = [passages.hit(each) for group in found for each in group.hits]
    out.list(records, passages.HITS, what="records")


def _nothing(some: tuple[Group, ...], *, any_: bool) -> str:
    from evidence.cli.text import counted, listed

    if any_:
        return "nothing holds any of these words"
    if not some:
        return "nothing holds these words"
    told = listed(
        counted(len(group.hits), str(group.kind)) + (" and more" if group.more else "")
        for group in some
    )
    return f"nothing holds all of these words; some of them: {told}, shown with --any"


def _grouped(groups: tuple[Group, ...], as_markdown: bool, *, bold: bool) -> list[str]:
    from evidence.cli import passages
    from evidence.cli.escape import markdown, terminal

    lines: list[str] = []
    for group in groups:
        heading = f"{str(group.kind).capitalize()}s" + (", the best" if group.more else "")
        if as_markdown:
            lines += [*([""] if lines else []), f"## {heading}", ""]
        else:
            shown = click.style(heading, bold=True) if bold else heading
            lines += [*([""] if lines else []), shown]
        for hit in group.hits:
            where = passages.hit_place(hit)
            if as_markdown:
                lines.append(f"- {markdown(where)}: {passages.as_markdown(hit.snippet, hit.spans)}")
                continue
            lines.append(f"  {terminal(where)}")
            lines += [
                f"    {line}"
                for line in passages.lines(hit.snippet, hit.spans, width() - 4, bold=bold)
            ]
    return lines
