"""Add works: from any file of them, or by DOI, ISBN, PMID, address."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli import context
from evidence.cli.base import Option, Verb
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import formatted, say
from evidence.cli.output import Output
from evidence.cli.text import counted
from evidence.errors import BadInput, NotFound, ServiceUnreachable

if TYPE_CHECKING:
    from evidence.services.adding import Report
    from evidence.services.bibliographies import Bibliography
    from evidence.services.identifying import Identified, Identifiers, Unread
    from evidence.services.looking_up import Looked
    from evidence.services.work import Actor

_ZOTERO = "zotero.sqlite"
_UNANSWERED = frozenset({"failed", "not-tried"})
_BEGINNING = 2_000
_LONGEST_LIST = 1 << 20
"""Bytes of a list of identifiers that is looked at as one."""


@click.command(
    cls=Verb,
    help="""Add works: from any file of them, or by DOI, ISBN, PMID, address.

    Each WHAT is a file (.bib, .ris, .nbib, EndNote, MODS, MARCXML, CSL-JSON, zotero.sqlite or
    the folder it is in, …; its format is told by what it holds), an identifier that services
    are asked for, a file of identifiers, one a line, or - for stdin.

    A work that is there already is not added twice: what is new about it is added to it, and
    where both disagree what is held stays, and it is said. An entry that cannot be read costs
    only itself: it is kept as text (evidence source broken list), and the exit status is 1.
    """,
    examples=(
        "evidence add library.bib",
        "evidence add 10.1093/ia/iiaa061 9780521880329 https://arxiv.org/abs/2101.12345",
        "evidence add ~/Zotero --tag zotero",
        "evidence add - --from ris < export.ris",
    ),
)
@click.argument("what", nargs=-1, required=True, metavar="WHAT...")
@click.option("--from", "from_", metavar="FORMAT", help="What the files are; else told by content.")
@click.option("--strict", is_flag=True, help="Refuse everything if one entry cannot be read.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag for all; again for more.")
@click.option("--keys", metavar="PATTERN", help="How keys are made: '{author}{year}' if not told.")
@click.option(
    "--files",
    type=click.Choice(["copy", "link", "skip"]),
    help="The files that entries name: keep copies, keep paths, or leave them. Of a Zotero "
    "library they are copied, of other files left.",
)
@click.option(
    "--differences",
    type=click.Choice(["ask", "keep", "take"]),
    help="Where an entry disagrees with what is held; asked about on a terminal, else kept.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    cls=Option,
    section="Look-ups",
    help="Also ask addresses of this machine and of private networks.",
)
@with_dry_run
@formatted()
def command(
    what: tuple[str, ...],
    from_: str | None,
    strict: bool,
    tags: tuple[str, ...],
    keys: str | None,
    files: str | None,
    differences: str | None,
    allow_private: bool,
    dry_run: bool,
    out: Output,
) -> int:
    from evidence import config
    from evidence.cli import adding as telling
    from evidence.cli import progress
    from evidence.domain.keys import DEFAULT, KeyPattern
    from evidence.services import adding, looking_up, work

    database, actor = context.database(), context.actor()
    pattern = keys or config.preferences(os.environ).keys
    wanted = adding.Wanted(
        strict=strict,
        tags=tags,
        pattern=KeyPattern(pattern) if pattern else DEFAULT,
        files=adding.Files(files) if files else None,
    )
    with work.reading(database):
        pass  # that there is no database is said before anything is read or asked
    given = _sorted_out(what, from_)
    looked: tuple[Looked, ...] = ()
    if given.identifiers:
        settings = looking_up.settings_from(os.environ, allow_private=allow_private)
        with progress.looking_up() as asked:
            looked = looking_up.ask(given.identifiers, settings, asked)
    lines = [each.lines for each in given.files]
    length = sum(each or 0 for each in lines) if None not in lines else None
    names = ", ".join(each.name for each in given.files)
    with (
        telling.progress(length, names) as tell,
        work.writing(database, actor, dry_run=dry_run) as session,
    ):
        report = adding.add(session, database, given.files, wanted, looked_up=looked, progress=tell)
    report.problems += [
        adding.Problem(name, each.line, f"{each.reason}: {each.hint}", each.text)
        for name, each in given.unread
    ]
    decision = differences or ("ask" if sys.stdin.isatty() and sys.stderr.isatty() else "keep")
    telling.show(report, out, dry_run=dry_run, asking=decision == "ask" and not dry_run)
    if not dry_run and any(each.differences for each in report.records):
        _settle(report, decision, database, actor)
    if looked and all(each.offline for each in looked):
        raise ServiceUnreachable(
            "this machine is offline: nothing was looked up",
            hint="repeat it when there is a network; files are added without one",
        )
    if looked and all(each.outcome in _UNANSWERED for each in looked) and not report.records:
        raise ServiceUnreachable(
            "no service answered", hint="the report says why; what was asked is noted"
        )
    missing = any(each.key is None for each in report.looked_up)
    return int(bool(report.problems) or missing)


@dataclass(frozen=True, slots=True)
class _Given:
    """What was handed in: files of works, identifiers, and lines among those that are none."""

    files: list[Bibliography] = field(default_factory=list)
    identifiers: list[Identified] = field(default_factory=list)
    unread: list[tuple[str, Unread]] = field(default_factory=list)


def _sorted_out(what: Sequence[str], from_: str | None) -> _Given:
    """Tell files from identifiers.

    Raises:
        NotFound: something is neither. BadInput, Refused: a file is none of works.
        OSError: a file cannot be read.
    """
    from evidence.cli import reading
    from evidence.services import bibliographies
    from evidence.services.identifying import read_identifiers

    given = _Given()
    for each in what:
        path = Path(each).expanduser()
        if each == "-":
            data, path_ = reading.works(None), None
        elif path.is_dir():
            path_ = path / _ZOTERO
            if not path_.is_file():
                raise BadInput(f"{each} is a folder", hint="name the files in it")
            data = reading.works(path_)
        elif path.exists():
            data, path_ = reading.works(path), path
        else:
            read = read_identifiers([each])
            if (path.suffix or path.name != each) and not read.found:
                raise NotFound(f"there is no file {each}", hint="look at its name and folder")
            for unread in read.unread:
                raise NotFound(f"no file {each!r} is here, and {unread.reason}", hint=unread.hint)
            given.identifiers.extend(read.found)
            continue
        listed = _listed(data) if from_ is None else None
        if listed is None:
            given.files.append(bibliographies.read(data, path=path_, from_=from_))
        else:
            given.identifiers.extend(listed.found)
            name = path_.name if path_ is not None else "stdin"
            given.unread.extend((name, one) for one in listed.unread)
    return given


def _listed(data: bytes) -> Identifiers | None:
    """The identifiers of a file that holds mostly such, one a line; None if it does not."""
    from evidence.services.identifying import read_identifiers

    if len(data) > _LONGEST_LIST or b"\0" in data:
        return None
    text = data.decode("utf-8-sig", "replace")
    for part in (text[:_BEGINNING], text):  # the beginning of most files tells
        read = read_identifiers([part])
        if len(read.found) <= len(read.unread):
            return None
    return read


def _settle(report: Report, decision: str, database: Path, actor: Actor) -> None:
    """Have a person decide between what is held and what was given, or take what was given."""
    from evidence.cli import adding as telling
    from evidence.services import adding, work

    if decision == "keep":
        return
    taken = telling.ask(report) if decision == "ask" else telling.every_difference(report)
    if taken:
        with work.writing(database, actor) as session:
            adding.settle(session, taken)
        say(f"took {counted(len(taken), 'value')} of what was given; 'evidence undo' takes it back")
