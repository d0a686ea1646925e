"""Rules of the check: list, show, waive, unwaive, waivers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from evidence.cli import context
from evidence.cli.base import Noun
from evidence.cli.options import formatted, say
from evidence.cli.output import Column, Columns, Output

if TYPE_CHECKING:
    from evidence.rules.base import Rule


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".")


_COLUMNS = Columns(
    rows=tuple(
        Column(name)
        for name in ("rule", "name", "severity", "kind", "what", "why", "example", "mend")
    ),
    table=(
        Column("rule"),
        Column("name"),
        Column("severity"),
        Column("what", _first_sentence, wraps=True),
    ),
)
_WAIVERS = Columns.same(
    Column("rule"),
    Column("key", wraps=True, most=18),
    Column("paper", wraps=True, most=18),
    Column("reason", wraps=True),
    Column("agent", wraps=True, most=16),
    Column("time"),
)


@click.group(
    name="rule",
    cls=Noun,
    help=__doc__,
    examples=(
        "evidence rule show EV201",
        'evidence rule waive EV201 T10 --because "the editor knows the work"',
    ),
)
def command() -> None: ...


@command.command(name="list")
@formatted()
def list_(out: Output) -> None:
    """List the rules by their codes."""
    from evidence.rules import rules

    out.list(map(_record, rules()), _COLUMNS, what="rules")


@command.command(name="show", examples=("evidence rule show EV201",))
@click.argument("rule")
@formatted()
def show(rule: str, out: Output) -> None:
    """Show what a rule does, why, and how to mend what it finds."""
    from evidence import rules

    out.show(_record(rules.rule(rule)), _COLUMNS)


@command.command(
    name="waive", examples=('evidence rule waive EV201 T10 --because "the editor knows the work"',)
)
@click.argument("rule")
@click.argument("key")
@click.option("--because", required=True, metavar="REASON", help="Why it may stand.")
@click.option("--paper", metavar="PAPER", help="Only in this paper.")
def waive(rule: str, key: str, because: str, paper: str | None) -> None:
    """Set a finding aside, with a reason; KEY is what it is about."""
    from evidence.services import waivers, work

    with work.writing(context.database(), context.actor()) as session:
        waivers.waive(session, rule, key, because, paper)
    say(f"waived {rule} for {key}")


@command.command(name="unwaive", examples=("evidence rule unwaive EV201 T10",))
@click.argument("rule")
@click.argument("key")
@click.option("--paper", metavar="PAPER", help="Only in this paper.")
def unwaive(rule: str, key: str, paper: str | None) -> None:
    """Take a finding up again."""
    from evidence.services import waivers, work

    with work.writing(context.database(), context.actor()) as session:
        waivers.unwaive(session, rule, key, paper)
    say(f"{rule} counts again for {key}")


@command.command(name="waivers")
@formatted()
def waivers(out: Output) -> None:
    """List the findings that were set aside, and why."""
    from evidence.cli import contracts
    from evidence.services import waivers, work

    with work.reading(context.database()) as session:
        found = waivers.listing(session)
    out.list(map(contracts.waiver, found), _WAIVERS, what="waivers")


def _record(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "kind": rule.kind,
        "what": rule.what,
        "why": rule.why,
        "example": rule.example,
        "mend": rule.mend,
    }
