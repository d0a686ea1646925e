"""Every command says what it does, and shares the options that all have."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from evidence.cli.base import Noun
from evidence.cli.main import main, program

ROOMS = "evidence.cli.nouns", "evidence.cli.verbs"
CLAIMED = """
demo init check stats log undo
paper source reference citation claim link rule db tag annotation document
"""


def commands(group: click.Group = program, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its path."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        yield f"{path}{name}", found
        if isinstance(found, click.Group):
            yield from commands(found, f"{path}{name} ")


COMMANDS = dict(commands())
each_command = pytest.mark.parametrize("path", COMMANDS)


def test_the_nouns_and_verbs_of_the_design_are_there() -> None:
    assert set(CLAIMED.split()) <= set(COMMANDS)


@pytest.mark.parametrize(
    ("noun", "verbs"),
    [
        (
            "source",
            "list show add edit remove tag untag attach detach broken duplicates merge refresh",
        ),
        ("source broken", "list show retry drop"),
        ("paper", "list show add edit remove attach"),
        ("reference", "list show add edit remove"),
        ("citation", "list show add edit remove resolve"),
        ("claim", "list show add edit remove link unlink assess"),
        ("link", "list show add edit remove assess"),
        ("annotation", "list show add edit remove"),
        ("document", "list show path remove prune"),
        ("rule", "list show waive unwaive waivers"),
        ("db", "upgrade current history backup restore check"),
    ],
)
def test_a_noun_has_its_verbs(noun: str, verbs: str) -> None:
    assert isinstance(COMMANDS[noun], Noun)
    assert {f"{noun} {verb}" for verb in verbs.split()} <= COMMANDS.keys()


@each_command
def test_help_says_what_the_command_does(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*path.split(), "-h"]) == 0
    shown = capsys.readouterr().out
    summary = COMMANDS[path].get_short_help_str(200)
    assert summary
    assert len(summary) <= 67, "longer than a line of its group's help"
    assert summary.rstrip(".").split()[0] in shown
    assert "--agent" in shown


@each_command
def test_help_fits_80_columns(
    path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    main([*path.split(), "--help"])
    lines = capsys.readouterr().out.partition("Examples:")[0].splitlines()
    assert [line for line in lines if len(line) > 80] == []


@each_command
def test_examples_are_commands_that_exist(path: str) -> None:
    for example in getattr(COMMANDS[path], "examples", ()):
        words = example.split()
        assert words[0] == "evidence"
        assert words[1] in COMMANDS


@each_command
def test_what_lists_or_shows_has_every_format(path: str) -> None:
    command = COMMANDS[path]
    if path.split()[-1] not in {"list", "show", "check", "stats", "log", "waivers", "history"}:
        return
    formats = next(each for each in command.params if "--format" in each.opts)
    assert isinstance(formats.type, click.Choice)
    assert list(formats.type.choices) == ["table", "json", "jsonl", "csv", "tsv", "md"]


@each_command
def test_what_removes_can_be_tried_and_asks(path: str) -> None:
    if path.split()[-1] in {"remove", "unlink"}:
        options = {option for each in COMMANDS[path].params for option in each.opts}
        assert {"--dry-run", "--yes"} <= options


def test_the_database_may_be_named_before_and_after_the_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for arguments in (
        ["--db", "no-such.db", "source", "list"],
        ["source", "--db", "no-such.db", "list"],
        ["source", "list", "--db", "no-such.db"],
        ["--db", "other.db", "source", "list", "--db", "no-such.db"],
    ):
        assert main(arguments) == 3
        assert "no-such.db" in capsys.readouterr().err


def test_summaries_of_the_overview_are_those_of_the_commands(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    main(["--help"])
    shown = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line]
    told = {words[0]: words[1] for words in shown if len(words) == 2}
    for path, command in COMMANDS.items():
        if " " not in path:
            assert told[path].startswith(command.get_short_help_str(200).partition(":")[0][:40])
