"""Say whether quotations stand on the page that is cited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli import context
from evidence.cli.base import Option, Verb
from evidence.cli.options import formatted, say
from evidence.cli.output import Output, coloured, width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence.cli.outcomes import Line
    from evidence.cli.quotes import Given
    from evidence.services.verifying import Verification

_FILE = "Without a database"


@click.command(
    cls=Verb,
    help="""Say whether quotations stand on the page that is cited.

    Looks for quotations in the held files of the works that are cited for them, by default
    for all; KEY is a claim, a work, a link or a quotation. What is found is kept, and looked
    for again only where words, citation, file or page labels were changed.

    With --document, it looks in that file instead, and needs no database.

    Exit status 1 says that something is not exact.
    """,
    examples=(
        "evidence verify",
        "evidence verify C014 drab2018 --format json",
        "evidence verify --document drab.pdf --quotes quotes.jsonl --format jsonl",
        "evidence verify --document drab.pdf --quote 'the words' --page-label 59",
    ),
)
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--paper", metavar="PAPER", help="Only quotations of this paper's claims.")
@click.option("--again", is_flag=True, help="Look anew for what is known, too.")
@click.option("--no-save", "--dry-run", is_flag=True, help="Keep nothing of what is found.")
@click.option("--exit-zero", is_flag=True, help="Exit status 0 whatever it finds.")
@click.option(
    "--document",
    cls=Option,
    section=_FILE,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A PDF, HTML, DOCX, EPUB or text file to look in.",
)
@click.option(
    "--quotes",
    cls=Option,
    section=_FILE,
    metavar="FILE",
    help="Quotations as JSON Lines or CSV with id, quote, page or page_label; - is stdin.",
)
@click.option("--quote", cls=Option, section=_FILE, metavar="WORDS", help="One quotation.")
@click.option(
    "--page",
    cls=Option,
    section=_FILE,
    type=click.IntRange(min=1),
    metavar="N",
    help="Its page in the file, from 1.",
)
@click.option(
    "--page-label", cls=Option, section=_FILE, metavar="LABEL", help="Its page as printed."
)
@formatted()
def command(
    keys: tuple[str, ...],
    paper: str | None,
    again: bool,
    no_save: bool,
    exit_zero: bool,
    document: Path | None,
    quotes: str | None,
    quote: str | None,
    page: int | None,
    page_label: str | None,
    out: Output,
) -> int:
    one = quote is not None or page is not None or page_label is not None
    if document is None:
        if quotes is not None or one:
            raise click.UsageError("--quotes and --quote need --document", _context())
        return _in_works(keys, paper, again=again, no_save=no_save, exit_zero=exit_zero, out=out)
    if keys or paper is not None or again:
        raise click.UsageError("with --document nothing of a database is looked at", _context())
    if quotes is not None and one:
        raise click.UsageError("--quotes and --quote exclude each other", _context())
    if quotes is None and quote is None:
        raise click.UsageError("--document needs --quotes or --quote", _context())
    failed = _in_file(document, quotes, quote, page, page_label, out)
    return int(failed and not exit_zero)


def _in_file(
    document: Path,
    quotes: str | None,
    words: str | None,
    page: int | None,
    page_label: str | None,
    out: Output,
) -> bool:
    """Look in a file of the disk; whether anything is not exact, or could not be read."""
    from evidence.cli import matches, outcomes
    from evidence.cli.quotes import Given, Problem, quote, read
    from evidence.cli.reading import name_of
    from evidence.domain.vocabulary import MatchStatus
    from evidence.errors import BadInput
    from evidence.services.quoted import open_file

    given: list[Given]
    problems: list[Problem] = []
    if quotes is None:
        given = [Given(1, quote(words or "", page, page_label))]
    else:
        given, problems = read(quotes)
        if not given:
            first = f": line {problems[0].line}: {problems[0].reason}" if problems else ""
            raise BadInput(
                f"{name_of(quotes)} holds no quotations{first}",
                hint='write {"id": "q1", "quote": "the words", "page": 4} on each line',
            )
        for problem in problems:
            say(f"{name_of(quotes)}, line {problem.line}: left out: {problem.reason}")
    opened = open_file(document)
    if opened.reason is not None:
        say(f"{document.name}: {opened.reason}")
    looked = [(each, opened.look(each.quote)) for each in given]
    if out.form == "table":
        lines = (outcomes.of_file(str(one.id), one.quote, *found) for one, found in looked)
        _report(lines, out)
    else:
        records = (matches.in_file(one.id, *found, one.quote.words) for one, found in looked)
        out.list(records, matches.IN_FILE, what="quotations")
    exact = all(match.status is MatchStatus.EXACT for _, (match, _) in looked)
    return bool(problems) or not exact


def _in_works(
    keys: tuple[str, ...],
    paper: str | None,
    *,
    again: bool,
    no_save: bool,
    exit_zero: bool,
    out: Output,
) -> int:
    from evidence.cli import matches, outcomes
    from evidence.cli.progress import verifying as progress
    from evidence.services import verifying, work

    database = context.database()
    with work.reading(database) as session, progress() as tell:
        wanted = verifying.chosen(session, keys, paper)
        found = verifying.look(session, wanted, again=again, progress=tell)
    kept = None if no_save or not found.unsaved else _keep(database, found)
    if out.form == "table":
        _report(map(outcomes.of_work, found.looked), out)
    else:
        out.list(map(matches.in_work, found.looked), matches.IN_WORK, what="quotations")
        say(outcomes.summary(each.verified.match for each in found.looked))
    _say_more(found, kept, no_save=no_save)
    return int(not found.exact and not exit_zero)


def _keep(database: Path, found: Verification) -> int:
    from evidence.errors import DatabaseReadOnly
    from evidence.services import verifying, work

    try:
        with work.writing(database, context.actor()) as session:
            return verifying.save(session, found)
    except DatabaseReadOnly as error:
        raise DatabaseReadOnly(
            error.message, hint="evidence verify --no-save looks without keeping anything"
        ) from None


def _say_more(found: Verification, kept: int | None, *, no_save: bool) -> None:
    from evidence.cli.text import counted

    fresh = sum(each.fresh and each.checked for each in found.looked)
    before = sum(not each.fresh for each in found.looked)
    told = [f"{fresh} looked for now"] if fresh else []
    told += [f"{before} as found before"] if before else []
    if no_save:
        told.append("nothing was kept")
    elif kept:
        told.append(f"{counted(kept, 'outcome')} kept")
    if told:
        say("; ".join(told))
    if found.without_work:
        number = len(found.without_work)
        verb = "is" if number == 1 else "are"
        say(
            f"{counted(number, 'quotation')} {verb} cited to no work that is known: "
            "'evidence check --select EV401,EV201' tells more"
        )


def _report(lines: Iterable[Line], out: Output) -> None:
    from evidence.cli.findings import Page
    from evidence.cli.outcomes import report

    with out.stream() as stream:
        page = Page(width(), coloured(stream))
        stream.writelines(f"{line}\n" for line in report(tuple(lines), page))


def _context() -> click.Context | None:
    return click.get_current_context(silent=True)
