"""Walking through proposed claims in the terminal, one decision after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evidence.cli import context
from evidence.cli.options import say
from evidence.domain.escape import terminal

if TYPE_CHECKING:
    from evidence.services.reviewing import Proposal

_HELP = "c confirm · e edit · s split · d drop · n next · q quit"


def walk(paper: str) -> int:
    """Ask about each proposal; every answer is kept at once. Returns how many still wait."""
    from evidence.services import reviewing, work

    with work.reading(context.database()) as session:
        waiting = reviewing.proposals(session, paper)
    done = 0
    for number, each in enumerate(waiting, 1):
        _show(each, number, len(waiting))
        answer = _asked(each)
        if answer == "q":
            break
        done += answer != "n"
    left = len(waiting) - done
    say(f"{done} of {len(waiting)} decided; {left} still wait")
    return left


def _asked(each: Proposal) -> str:
    from evidence.services import claims, reviewing, work

    key = each.claim.key
    while True:
        try:
            answer = click.prompt(_HELP, default="n", show_default=False, err=True).strip().lower()
        except click.Abort:
            return "q"
        answer = answer[:1]
        if answer in {"n", "q"}:
            return answer
        statements: list[str] = []
        try:
            if answer == "e":
                statements = [click.prompt("its words", default=each.claim.statement, err=True)]
            elif answer == "s":
                statements = _several()
                if len(statements) < 2:
                    say("to split takes two statements or more")
                    continue
        except click.Abort:
            return "q"
        if answer not in {"c", "e", "s", "d"}:
            say(f"{answer!r} is none of them")
            continue
        with work.writing(context.database(), context.actor()) as session:
            if answer == "d":
                claims.remove(session, key)
            elif answer == "s":
                reviewing.split(session, key, statements)
            else:
                reviewing.confirm(session, key, statements[0] if statements else None)
        return answer


def _several() -> list[str]:
    """Statements, one a line, until an empty one."""
    found: list[str] = []
    while line := click.prompt(
        f"statement {len(found) + 1}, empty when done", default="", show_default=False, err=True
    ).strip():
        found.append(line)
    return found


def _show(each: Proposal, number: int, count: int) -> None:
    claim, shown = each.claim, each.shown
    place = f"{claim.location.section} ¶{claim.location.paragraph}.{claim.location.sentence}"
    signs = ", ".join(shown.signs) if shown.checkable else f"not checkable: {shown.reason}"
    lines = [
        "",
        f"{number} of {count}  {claim.key}  {place}",
        claim.statement,
        f"{claim.kind} · {signs}",
    ]
    for text, inferred in each.citations:
        lines.append(f"  {text}{' (inferred: it ends the paragraph)' if inferred else ''}")
    for line in lines:
        click.echo(terminal(line))
