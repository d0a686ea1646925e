"""The shapes of commands: the program, a noun with its verbs, a verb.

Only Click is imported here, and no file of `verbs/` or `nouns/` before it is asked for:
`evidence --help` reads their first lines instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pkgutil import get_data, iter_modules
from typing import Any

import click

DATABASE = "evidence.db"
AGENT = "evidence.agent"
"""Where `Context.meta`, which all contexts of one run share, keeps `--db` and `--agent`."""

_EVERYWHERE = "Everywhere"


class Option(click.Option):
    """An option that stands under a heading of its own in `--help`.

    Args:
        section: the heading; None for the plain "Options".
    """

    def __init__(self, *args: Any, section: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


def _remember(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta[f"evidence.{parameter.name}"] = value


def _everywhere(name: str, metavar: str, text: str) -> Option:
    return Option(
        [f"--{name}"],
        metavar=metavar,
        help=text,
        expose_value=False,
        callback=_remember,
        section=_EVERYWHERE,
    )


class _Shared(click.Command):
    """What every command has: `--db`, `--agent`, `-h`, options under headings, examples.

    Args:
        database: whether it has `--db`.
        examples: command lines for the end of the help.
    """

    def __init__(
        self, *args: Any, database: bool = True, examples: Sequence[str] = (), **kwargs: Any
    ) -> None:
        kwargs.setdefault("context_settings", {"help_option_names": ["-h", "--help"]})
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)
        self.params += [_everywhere("agent", "NAME", "Who acts, for the log.")]
        if database:
            self.params += [_everywhere("db", "FILE", "The database, a path or an SQLAlchemy URL.")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write commands and options, each under its heading, and the examples."""
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is None or isinstance(parameter, click.Argument):
                continue
            section = getattr(parameter, "section", None) or "Options"
            if parameter is self.get_help_option(ctx):
                section = _EVERYWHERE
            sections.setdefault(section, []).append(record)
        everywhere = sections.pop(_EVERYWHERE)
        for section, records in sections.items():
            with formatter.section(section):
                formatter.write_dl(records)
        self.format_more_options(ctx, formatter)
        with formatter.section(_EVERYWHERE):
            formatter.write_dl(everywhere)
        if self.examples:
            with formatter.section("Examples"):
                for line in self.examples:
                    formatter.write(f"{' ' * formatter.current_indent}{line}\n")

    def format_more_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options that have no line of their own; most commands have none."""


class Verb(_Shared):
    """A command that does something."""


class Noun(_Shared, click.Group):
    """A command whose commands are verbs: its own, and the files of a folder.

    Args:
        room: a package whose modules have a `command` each, imported when it is called.
    """

    command_class = Verb

    def __init__(self, *args: Any, room: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = room

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, found without importing them."""
        return sorted([*super().list_commands(ctx), *_names(self.room)])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now where a file is called so; None where nothing is."""
        return super().get_command(ctx, cmd_name) or _command(self.room, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As Click does, with suggestions from the commands that are not imported yet."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=self.list_commands(ctx), ctx=ctx
            ) from None


class Program(Noun):
    """The root: its commands are the files of some folders.

    Args:
        rooms: the heading of each folder's commands, and the package that holds them; the
            first line of a module's docstring says what it is for.
    """

    def __init__(self, *args: Any, rooms: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = rooms

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, found without importing them."""
        return [name for package in self.rooms.values() for name in _names(package)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None where no file is called so."""
        found = (_command(package, cmd_name) for package in self.rooms.values())
        return next((command for command in found if command is not None), None)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each folder's commands with the first line of their files."""
        for heading, package in self.rooms.items():
            summaries = [(name, _summary(package, name)) for name in _names(package)]
            with formatter.section(heading):
                formatter.write_dl(summaries)


def _names(package: str | None) -> list[str]:
    if package is None:
        return []
    return sorted(module.name for module in iter_modules(import_module(package).__path__))


def _command(package: str | None, name: str) -> click.Command | None:
    if package is None or name not in _names(package):
        return None
    command: click.Command = import_module(f"{package}.{name}").command
    return command


def _summary(package: str, name: str) -> str:
    """The first line of a module's docstring, read and not imported."""
    try:
        text = (get_data(package, f"{name}.py") or b"").decode()
    except OSError:
        text = import_module(f"{package}.{name}").__doc__ or ""
    return text.strip().strip('"').partition("\n")[0].rstrip('"')
