"""What is written about works: list, show, add, edit, remove."""

from __future__ import annotations

import sys

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.options import choice, formatted, give_key, say
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import yes as with_yes
from evidence.cli.output import Output
from evidence.domain.vocabulary import AnnotationKind
from evidence.errors import BadInput

_text = click.option("--text", metavar="TEXT", help="What it says, of one paragraph or more.")
_file = click.option("--file", metavar="FILE", help="A file that holds the text; - for stdin.")


@click.group(
    name="annotation",
    cls=Noun,
    help=__doc__,
    examples=(
        "evidence annotation list drab2018",
        "evidence annotation add drab2018 --kind assessment --text 'A journal article.'",
    ),
)
def command() -> None: ...


@command.command(
    name="list", examples=("evidence annotation list --kind summary --text diplomacy",)
)
@click.argument("key", required=False)
@click.option("--kind", type=choice(AnnotationKind), help="Only of this kind.")
@click.option("--text", metavar="WORDS", help="Only those that hold these words.")
@formatted()
def list_(key: str | None, kind: str | None, text: str | None, out: Output) -> None:
    """List annotations: those of the work KEY, or all."""
    from evidence.cli import columns, contracts
    from evidence.services import annotations, work
    from evidence.store.queries.annotations import AnnotationFilter

    wanted = AnnotationFilter(source=key, kind=AnnotationKind(kind) if kind else None, text=text)
    with work.reading(context.database()) as session:
        found = annotations.listing(session, wanted)
    out.list(map(contracts.annotation, found), columns.ANNOTATIONS, what="annotations")


@command.command(name="show")
@click.argument("key")
@formatted()
def show(key: str, out: Output) -> None:
    """Show one annotation."""
    from evidence.cli import columns, contracts
    from evidence.services import annotations, work

    with work.reading(context.database()) as session:
        found = annotations.get(session, key)
    out.show(contracts.annotation(found), columns.ANNOTATIONS)


@command.command(
    name="add",
    examples=(
        "evidence annotation add drab2018 --kind summary --text 'Peaceful use of armed forces.'",
        "evidence annotation add drab2018 --kind note --file note.txt",
    ),
)
@click.argument("key")
@click.option("--kind", type=choice(AnnotationKind), required=True, help="What it is.")
@_text
@_file
def add(key: str, kind: str, text: str | None, file: str | None) -> None:
    """Annotate the work KEY; without a text, in $EDITOR.

    The key of the annotation goes to stdout.
    """
    given = _given(text, file)
    if given is not None:
        _enter(key, kind, given)
        return
    if not sys.stdin.isatty():
        raise BadInput("an annotation needs a text", hint="--text TEXT or --file FILE")
    from evidence.cli import editor
    from evidence.services import sources, work

    with work.reading(context.database()) as session:
        sources.get(session, key)
    typed = editor.prose("")
    if typed is None:
        say("nothing added")
        return
    with editor.kept(typed, ".txt"):
        _enter(key, kind, typed)


@command.command(
    name="edit",
    examples=(
        "evidence annotation edit A01 --text 'Put otherwise.'",
        "evidence annotation edit A01",
    ),
)
@click.argument("key")
@click.option("--kind", type=choice(AnnotationKind), help="What it is.")
@_text
@_file
@with_dry_run
def edit(key: str, kind: str | None, text: str | None, file: str | None, dry_run: bool) -> None:
    """Change an annotation by options, or its text in $EDITOR."""
    given = _given(text, file)
    if kind is not None or given is not None:
        _change(key, kind, given, dry_run=dry_run)
        return
    from evidence.cli import editor
    from evidence.services import annotations, work

    with work.reading(context.database()) as session:
        before = annotations.get(session, key).text
    typed = editor.prose(before)
    if typed is None:
        say("nothing changed")
        return
    with editor.kept(typed, ".txt"):
        _change(key, None, typed, dry_run=dry_run)


@command.command(name="remove", examples=("evidence annotation remove A01",))
@click.argument("key")
@with_dry_run
@with_yes
def remove(key: str, dry_run: bool, yes: bool) -> None:
    """Take an annotation away."""
    from evidence.cli.removal import remove
    from evidence.services import annotations

    remove(annotations.remove, "annotation", key, yes=yes, dry_run=dry_run)


def _given(text: str | None, file: str | None) -> str | None:
    """The text of `--text` or `--file`, None where neither is there."""
    if file is None:
        return text
    if text is not None:
        raise click.UsageError("--text and --file: one of them", click.get_current_context())
    from evidence.cli import reading

    return reading.text(file)


def _enter(key: str, kind: str, text: str) -> None:
    from evidence.services import annotations, work

    with work.writing(context.database(), context.actor()) as session:
        added = annotations.add(session, source=key, kind=AnnotationKind(kind), text=text)
    say(f"added annotation {added}: {kind} of {key}")
    give_key(added)


def _change(key: str, kind: str | None, text: str | None, *, dry_run: bool) -> None:
    from evidence.cli.editing import tell
    from evidence.services import annotations, work

    changes = {"kind": kind, "text": text}
    with work.writing(context.database(), context.actor(), dry_run=dry_run) as session:
        given = {name: value for name, value in changes.items() if value is not None}
        annotations.edit(session, key, given)
    tell("annotation", key, session, dry_run=dry_run)
