"""The program `evidence`: runs a command and turns what went wrong into one line and a status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from evidence import __version__
from evidence.cli.base import Program

USAGE = 2
UNUSABLE = 3
INTERRUPTED = 130
_LONGEST = 1000
"""Code points of a message and of a hint."""


class _Evidence(Program):
    """The program; that its reader went away is no failure of it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was called; 0 where what reads our output has gone."""
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Python flushes once more at its end, and would complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return status


@click.command(
    cls=_Evidence,
    rooms={"Verbs": "evidence.cli.verbs", "Nouns": "evidence.cli.nouns"},
    examples=("evidence demo", "evidence check --format json", "evidence claim list --uncited"),
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def program() -> None:
    """Tie each claim of a paper to the source and the page that bears it out.

    The database is the one that --db or EVIDENCE_DB names, else the nearest evidence.db
    upward from here.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit status.

    0 fine, 1 findings, 2 usage or bad input, 3 not found or a database or file that cannot
    be used, 4 an outside service that cannot be reached, 130 interrupted. With EVIDENCE_DEBUG
    set, a fault of the program itself shows its traceback.

    Args:
        arguments: what was typed after `evidence`; None for the process's own.
    """
    _prepare_streams()
    try:
        status = program.main(
            None if arguments is None else list(arguments),
            prog_name="evidence",
            standalone_mode=False,
        )
    except click.Abort:
        return _say("interrupted", None, INTERRUPTED)
    except click.ClickException as error:
        return _usage(error)
    except OSError as error:
        return _say(*_system(error), UNUSABLE)
    except Exception as error:
        return _other(error)
    return status if isinstance(status, int) else 0


def _prepare_streams() -> None:
    """Data for other programs is UTF-8; a terminal shows what it cannot print as an escape."""
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY))  # closed by whoever started us
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            if stream.isatty():
                reconfigure(errors="backslashreplace")
            else:
                reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(message: str, hint: str | None, status: int) -> int:
    from evidence.cli.escape import terminal

    line = f"evidence: {_clipped(message)}"
    if hint is not None:
        line += f"; hint: {_clipped(hint)}"
    click.echo(terminal(line), err=True)
    return status


def _clipped(text: str) -> str:
    """`text` without its middle where somebody's input made it very long."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}"


def _usage(error: click.ClickException) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return USAGE
    near = _suggestions(error)
    named = isinstance(error, click.BadParameter)
    message = error.message if near and not named else error.format_message()
    hint = None
    if near:
        hint = f"did you mean {', '.join(near)}?"
    elif isinstance(error, click.UsageError) and error.ctx is not None:
        hint = f"see '{error.ctx.command_path} --help'"
    return _say(_lower(message.rstrip(".")), hint, USAGE)


def _suggestions(error: click.ClickException) -> Sequence[str]:
    if isinstance(error, click.exceptions.NoSuchOption | click.exceptions.NoSuchCommand):
        return error.possibilities or ()
    if isinstance(error, click.BadParameter):
        return _near_choices(error)
    return ()


def _near_choices(error: click.BadParameter) -> Sequence[str]:
    """The choices most like a word that is none of them."""
    from difflib import get_close_matches

    choices = getattr(getattr(error.param, "type", None), "choices", ())
    given = error.message.partition("'")[2].partition("'")[0]
    return get_close_matches(given, [str(choice) for choice in choices], n=3)


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _system(error: OSError) -> tuple[str, str | None]:
    what = error.strerror or str(error)
    if error.filename is None:
        return _lower(what), None
    return f"{os.fsdecode(error.filename)}: {_lower(what)}", None


def _other(error: Exception) -> int:
    from evidence.errors import EvidenceError

    if isinstance(error, EvidenceError):
        return _say(error.message, error.hint, error.exit_code)
    if os.environ.get("EVIDENCE_DEBUG"):
        from traceback import print_exception

        print_exception(error)
    first = f"{type(error).__name__}: {error}".splitlines()[0]
    return _say(
        f"internal error: {first}",
        "'evidence db check' tells whether the database is sound; if it is, this is a fault of "
        "the program: please report it, with the traceback that EVIDENCE_DEBUG=1 shows",
        USAGE,
    )
