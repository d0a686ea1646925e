"""What a command is told from outside itself: which database, who acts, and as what."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence.cli.base import AGENT, DATABASE

if TYPE_CHECKING:
    from evidence.services.work import Actor


def database() -> Path:
    """The database of this run: `--db`, `EVIDENCE_DB`, or the nearest one upward."""
    from evidence import config

    return config.database_path(_given(DATABASE), os.environ, _here())


def new_database() -> Path:
    """Where a new database goes: `--db`, `EVIDENCE_DB`, or here; never a folder above."""
    from evidence import config

    explicit = _given(DATABASE) or os.environ.get("EVIDENCE_DB") or config.DATABASE_NAME
    return config.database_path(explicit, os.environ, _here())


def has_database() -> bool:
    """Whether a database is there for this run, or one was named."""
    named = _given(DATABASE) or os.environ.get("EVIDENCE_DB")
    return bool(named) or database().exists()


def _here() -> Path:
    """The working directory; "." where somebody has removed it meanwhile."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path()


def actor(command: str | None = None) -> Actor:
    """Who acts, and by which command; the one that runs if `command` is None."""
    from evidence import config
    from evidence.domain.records import Agent
    from evidence.services.work import Actor

    path = click.get_current_context().command_path
    name = config.agent_name(_given(AGENT), os.environ)
    return Actor(Agent(name), command or path.partition(" ")[2])


def agent_options() -> list[str]:
    """What makes another command act for the same agent."""
    name = _given(AGENT)
    return [] if name is None else ["--agent", name]


def _given(what: str) -> str | None:
    value: str | None = click.get_current_context().meta.get(what)
    return value
