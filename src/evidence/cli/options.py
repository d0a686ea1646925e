"""Options that many commands have, as decorators: how to show, whether to write."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import click

from evidence.cli.base import Option
from evidence.cli.output import FORMATS, Output
from evidence.errors import Refused

Function = Callable[..., Any]


def formatted(*formats: str) -> Callable[[Function], Function]:
    """Give a command `--format` and `--output`, passed to it as one `out`.

    Args:
        formats: those it knows; all of them if none is named.
    """

    def decorate(function: Function) -> Function:
        @click.option(
            "--format",
            "-f",
            "format_",
            cls=Option,
            section="Output",
            type=click.Choice(formats or FORMATS),
            help="Form of the data; a table on a terminal, else tsv.",
        )
        @click.option(
            "--output",
            "-o",
            "path",
            cls=Option,
            section="Output",
            metavar="FILE",
            help="Where it goes, - for stdout; its ending tells the form.",
        )
        @functools.wraps(function)
        def command(*args: Any, format_: str | None, path: str | None, **kwargs: Any) -> Any:
            return function(*args, out=Output(format_, path), **kwargs)

        return command

    return decorate


def dry_run(function: Function) -> Function:
    """Give a command `--dry-run`."""
    return click.option(
        "--dry-run", is_flag=True, help="Do everything, say what changed, and keep nothing."
    )(function)


def yes(function: Function) -> Function:
    """Give a command `--yes`."""
    return click.option("--yes", "-y", is_flag=True, help="Do not ask.")(function)


def choice(words: type[StrEnum]) -> click.Choice[str]:
    """One of a vocabulary's words."""
    return click.Choice([word.value for word in words])


def confirm(question: str, *, refusal: str) -> bool:
    """What the person at the terminal says.

    Raises:
        Refused: nobody is there.
    """
    if not sys.stdin.isatty():
        raise Refused(refusal, hint="repeat it with --yes")
    return click.confirm(question, err=True)


def say(message: str) -> None:
    """Tell the person what was done, on stderr: stdout is for data."""
    from evidence.cli.escape import terminal

    click.echo(terminal(message), err=True)


def give_key(key: str) -> None:
    """Hand a new record's key to the program that reads stdout; a terminal has been told."""
    if not sys.stdout.isatty():
        click.echo(key)
