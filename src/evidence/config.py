"""What the program is told by its surroundings: which database, and who acts."""

from __future__ import annotations

import getpass
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from evidence.errors import BadInput

DATABASE_NAME = "evidence.db"
_SQLITE_URL = "sqlite:///"


def database_path(explicit: str | None, environ: Mapping[str, str], start: Path) -> Path:
    """The database to use, whether or not it exists.

    `explicit` (`--db`), else `EVIDENCE_DB`, else the nearest `evidence.db` in `start` or a
    folder above it, else `evidence.db` in `start`.

    Raises:
        BadInput: the value is the URL of something other than a SQLite file.
    """
    given = explicit or environ.get("EVIDENCE_DB")
    if given:
        return _from_text(given)
    for folder in (start, *start.parents):
        if (folder / DATABASE_NAME).is_file():
            return folder / DATABASE_NAME
    return start / DATABASE_NAME


def busy_timeout(environ: Mapping[str, str]) -> float:
    """How long to wait for another program's lock, in seconds (`EVIDENCE_TIMEOUT`, else 30)."""
    given = environ.get("EVIDENCE_TIMEOUT", "30")
    try:
        return max(0.0, float(given))
    except ValueError:
        raise BadInput(f"EVIDENCE_TIMEOUT is {given!r}, not a number of seconds") from None


def agent_name(explicit: str | None, environ: Mapping[str, str]) -> str:
    """Who acts: `explicit` (`--agent`), else `EVIDENCE_AGENT`, else git's user, else the login."""
    given = (explicit or environ.get("EVIDENCE_AGENT") or "").strip()
    return given or _git_user() or _login()


def _from_text(given: str) -> Path:
    if given.startswith(_SQLITE_URL):
        path = unquote(given.removeprefix(_SQLITE_URL).partition("?")[0])
        if path and path != ":memory:":
            return Path(path)
    elif "://" not in given and given != ":memory:":
        return Path(given).expanduser()
    raise BadInput(
        f"{given!r} is not the path of a SQLite file",
        hint="give a path, or a URL like sqlite:////home/ada/evidence.db",
    )


def _git_user() -> str:
    name, address = _git_value("user.name"), _git_value("user.email")
    return f"{name} <{address}>" if name and address else name


def _git_value(key: str) -> str:
    try:
        done = subprocess.run(
            ["git", "config", "--get", key],
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return ""
    return done.stdout.strip()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
