"""Find the passages that bear on a claim, best first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import choice, formatted, give_key, say
from evidence.cli.output import Output, coloured, width
from evidence.domain.vocabulary import LocatorLabel, Stance

if TYPE_CHECKING:
    from evidence.domain.passages import Passage, PassageKind

_COUNT = click.IntRange(min=1)
_KINDS = {"pages": "page", "abstracts": "abstract", "annotations": "annotation"}


@click.command(
    cls=Verb,
    help="""Find the passages that bear on a claim, best first.

    QUERY is a text or a claim's key; - reads a text from stdin. Pages of held files,
    abstracts and annotations are ranked by the words that they share with it. Where a
    passage that plainly speaks of the same thing has another number, date or name, or denies
    what the claim says, that is pointed out: it is for you to judge.
    """,
    examples=(
        'evidence find "trade across the border has doubled since 1994"',
        "evidence find C014 --source drab2018",
        "evidence find C014 --link 2 --stance supports",
        "evidence find --queries questions.jsonl --limit 100 --format jsonl",
    ),
)
@click.argument("query", required=False)
@click.option("--limit", type=_COUNT, default=10, show_default=True, metavar="N", help="At most N.")
@click.option("--source", "sources", multiple=True, metavar="KEY", help="Only in this work.")
@click.option(
    "--in", "places", multiple=True, type=click.Choice([*_KINDS]), help="Only in these texts."
)
@click.option(
    "--queries",
    metavar="FILE",
    help='Answer many: a JSON object {"id", "text"} a line; - is stdin.',
)
@click.option("--claim", metavar="KEY", help="The claim to link to, where QUERY is a text.")
@click.option("--link", type=_COUNT, metavar="N", help="Link the claim to the N-th passage.")
@click.option("--stance", type=choice(Stance), help="What that passage says of the claim.")
@click.option("--note", metavar="TEXT", help="A note on the link.")
@formatted()
def command(
    query: str | None,
    limit: int,
    sources: tuple[str, ...],
    places: tuple[str, ...],
    queries: str | None,
    claim: str | None,
    link: int | None,
    stance: str | None,
    note: str | None,
    out: Output,
) -> None:
    from evidence.domain.passages import PassageKind

    kinds = [PassageKind(_KINDS[each]) for each in places] or None
    if queries is not None:
        if (query, claim, link, stance, note) != (None,) * 5:
            raise click.UsageError("--queries brings its own texts, and links nothing")
        _answer(queries, out, limit, sources or None, kinds)
        return
    if (query is None) == (claim is None) and query is None:
        raise click.UsageError("missing argument 'QUERY': a text or a claim's key")
    if link is None and (stance is not None or note is not None):
        raise click.UsageError(
            "--stance and --note describe a link: --link N says to which passage"
        )
    if link is not None and stance is None:
        raise click.UsageError("--link needs --stance")
    _one(query, claim, out, limit, sources or None, kinds, link, stance, note)


def _one(
    query: str | None,
    claim: str | None,
    out: Output,
    limit: int,
    sources: tuple[str, ...] | None,
    kinds: list[PassageKind] | None,
    link: int | None,
    stance: str | None,
    note: str | None,
) -> None:
    from evidence.cli import reading
    from evidence.services import claims, finding, work

    text = reading.text("-") if query == "-" else query
    with work.reading(context.database()) as session:
        named = None if claim is None else claims.get(session, claim).key
        asked = finding.question(session, text if text is not None else named or "")
        finding.require_words(asked)
        with finding.finder(session, sources=sources, kinds=kinds) as finder:
            found = finder.passages(asked, max(limit, link or 0))
            held = finder.holds_anything
    if link is not None:
        _link(found, link, named or asked.claim, Stance(stance or ""), note)
        return
    if not found:
        say(
            "no passage holds any of these words"
            if held
            else "no page, abstract or annotation is held to look in; "
            "'evidence document add FILE --source KEY' reads a file"
        )
    _show(found[:limit], out)


def _show(found: tuple[Passage, ...], out: Output) -> None:
    from evidence.cli import passages

    ranked = list(enumerate(found, 1))
    if out.form == "table":
        with out.stream() as stream:
            bold = coloured(stream)
            for rank, each in ranked:
                lines = passages.card(each, rank, width(), bold=bold)
                stream.write(("\n" if rank > 1 else "") + "".join(f"{line}\n" for line in lines))
    elif out.form == "md":
        with out.stream() as stream:
            for rank, each in ranked:
                stream.writelines(f"{line}\n" for line in passages.markdown_item(each, rank))
    else:
        records = [passages.passage(each, rank) for rank, each in ranked]
        out.list(records, passages.PASSAGES, what="passages")


def _link(
    found: tuple[Passage, ...], number: int, claim: str | None, stance: Stance, note: str | None
) -> None:
    from evidence.cli import passages
    from evidence.domain.passages import PassageKind
    from evidence.domain.text import squeeze
    from evidence.errors import BadInput, NotFound
    from evidence.services import links, work

    if claim is None:
        raise click.UsageError("a text cannot be linked: name the claim with --claim")
    if number > len(found):
        raise NotFound(
            f"there is no passage {number}: {len(found)} were found",
            hint="look at them without --link",
        )
    chosen = found[number - 1]
    if chosen.kind is PassageKind.ANNOTATION:
        raise BadInput(
            f"passage {number} is an annotation, not the words of {chosen.source}",
            hint=f"evidence claim link {claim} {chosen.source} --stance {stance}",
        )
    with work.writing(context.database(), context.actor()) as session:
        key = links.add(
            session,
            claim=claim,
            source=chosen.source,
            stance=stance,
            locator=chosen.page_label,
            label=LocatorLabel.PAGE if chosen.page_label else None,
            note=note,
            quotation=squeeze(chosen.text),
        )
    say(f"added link {key}: {chosen.source} {stance} {claim} ({passages.place(chosen)})")
    give_key(key)


def _answer(
    path: str,
    out: Output,
    limit: int,
    sources: tuple[str, ...] | None,
    kinds: list[PassageKind] | None,
) -> None:
    from evidence.cli import passages
    from evidence.cli.escape import as_json
    from evidence.services import finding, work

    form = out.format or "jsonl"
    if form not in {"json", "jsonl"}:
        raise click.UsageError("--queries answers as jsonl or json")
    asked = list(_questions(path))
    with (
        work.reading(context.database()) as session,
        finding.finder(session, sources=sources, kinds=kinds) as finder,
        out.stream() as stream,
    ):
        between = "[\n"
        for name, text in asked:
            found = finder.passages(finding.Question(text, text), limit, explained=False)
            line = as_json({"id": name, "results": [passages.result(each) for each in found]})
            stream.write(f"{line}\n" if form == "jsonl" else between + line)
            between = ",\n"
        if form == "json":
            stream.write("\n]\n" if asked else "[]\n")


def _questions(path: str) -> Iterator[tuple[Any, str]]:
    """The questions of a file of JSON Lines: what each is called, and its text."""
    from evidence.cli import reading
    from evidence.errors import BadInput

    name = reading.name_of(path)
    for number, line in enumerate(reading.text(path).split("\n"), 1):
        if not line.strip():
            continue
        record = reading.from_json(line, f"{name}, line {number}")
        if (
            not isinstance(record, dict)
            or not isinstance(record.get("id"), str | int)
            or not isinstance(record.get("text"), str)
        ):
            raise BadInput(
                f"{name}, line {number} is no question",
                hint='a line is {"id": "q1", "text": "what to look for"}',
            )
        yield record["id"], record["text"]
