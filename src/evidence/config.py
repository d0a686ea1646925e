"""What the program is told by its surroundings: databases, people, look-ups, judges.

Sources: XDG Base Directory Specification; for proxies the names that curl and urllib read.
"""

from __future__ import annotations

import getpass
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from evidence.errors import BadInput

DATABASE_NAME = "evidence.db"
_SQLITE_URL = "sqlite:///"
_ADDRESS = re.compile(r"[!-~]+@[!-~]+")
_UNLIKE_ADDRESS = re.compile(r"[\s()<>\[\],;:\\\"]")
_SERVICE = re.compile(r"[a-z][a-z0-9-]*")
_KEY = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class JudgeAccess:
    """Where a judge that is asked over the network is; None where nobody said.

    Args:
        url: the address that its requests begin with ("http://localhost:8000/v1").
        model: what it is asked for.
        key: proves who asks; shown nowhere, so it is no part of `repr` either.
    """

    url: str | None = None
    model: str | None = None
    key: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person has set for all their databases, in `config.toml`; None where nothing.

    Args:
        agent: who acts, as `--agent`.
        mailto: the mail address that services are told; "" for none, not even git's.
        keys: the pattern of citation keys.
        judge: the table `[judge]`, with url, model and key.
    """

    agent: str | None = None
    mailto: str | None = None
    keys: str | None = None
    judge: JudgeAccess = field(default_factory=JudgeAccess)


@dataclass(frozen=True, slots=True)
class Proxies:
    """The HTTP proxies that requests go through.

    Args:
        by_scheme: their addresses by the scheme of what is asked ("http", "https").
        direct: hosts asked without: names (with all below them), addresses, networks in CIDR
            notation, each with or without a port; "*" for all.
    """

    by_scheme: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    direct: tuple[str, ...] = ()


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
    """Who acts.

    `explicit` (`--agent`), else `EVIDENCE_AGENT`, else `agent` of the configuration file, else
    git's user, else the login.

    Raises:
        BadInput: the configuration file is wrong.
    """
    given = (explicit or environ.get("EVIDENCE_AGENT") or "").strip()
    return given or (preferences(environ).agent or "").strip() or _git_user() or _login()


def preferences_path(environ: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Where the configuration file is looked for; None where nobody is at home.

    `EVIDENCE_CONFIG`, else `evidence/config.toml` in the system's folder for such files:
    `XDG_CONFIG_HOME` or `~/.config`, on macOS `~/Library/Application Support`, on Windows
    `APPDATA`.
    """
    if environ.get("EVIDENCE_CONFIG"):
        return Path(environ["EVIDENCE_CONFIG"]).expanduser()
    folder = _folder(
        environ, platform, "XDG_CONFIG_HOME", ".config", "Library/Application Support", "APPDATA"
    )
    return folder and folder / "config.toml"


def preferences(environ: Mapping[str, str], platform: str = sys.platform) -> Preferences:
    """What the configuration file says; nothing where there is none.

    Raises:
        BadInput: `EVIDENCE_CONFIG` names no file, the file cannot be read or is no TOML, or it
            holds a setting that is unknown, of the wrong type or impossible.
    """
    path = preferences_path(environ, platform)
    if path is None or not (path.exists() or environ.get("EVIDENCE_CONFIG")):
        return Preferences()
    try:
        given = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        hint = "EVIDENCE_CONFIG names it" if environ.get("EVIDENCE_CONFIG") else None
        raise BadInput(f"{path} cannot be read: {error.strerror or error}", hint=hint) from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{path} is no TOML file: {error}", hint="see https://toml.io") from error
    judge = given.pop("judge", {})
    if not isinstance(judge, dict):
        raise BadInput(f"{path}: judge is no table", hint="write [judge], and url and model below")
    _require_texts(given, Preferences, f"{path}")
    _require_texts(judge, JudgeAccess, f"{path}: [judge]")
    if given.get("mailto"):
        _mail_address(given["mailto"], f"{path}: mailto")
    return Preferences(**given, judge=JudgeAccess(**judge))


def judge_access(environ: Mapping[str, str]) -> JudgeAccess:
    """Where a judge that is asked over the network is.

    `EVIDENCE_JUDGE_URL`, `EVIDENCE_JUDGE_MODEL` and `EVIDENCE_JUDGE_KEY`, each else from the
    table `[judge]` of the configuration file. A key of that file goes to an address of that file
    only.

    Raises:
        BadInput: the address is none of the web's or holds a password, the key cannot stand in
            a header, or the configuration file is wrong.
    """
    kept = preferences(environ).judge
    url = environ.get("EVIDENCE_JUDGE_URL", "").strip()
    model = environ.get("EVIDENCE_JUDGE_MODEL", "").strip() or (kept.model or "").strip()
    key = environ.get("EVIDENCE_JUDGE_KEY", "").strip()
    if not key and url in {"", (kept.url or "").strip()}:
        key = (kept.key or "").strip()
    url = url or (kept.url or "").strip()
    if url and (not _is_web(url) or "@" in urlsplit(url).netloc or not _plain_address(url)):
        raise BadInput(  # the value may hold a password and is not shown
            "the judge's address is no web address, or holds more than one",
            hint="write one like http://localhost:8000/v1; the key goes to EVIDENCE_JUDGE_KEY",
        )
    if key and not _KEY.fullmatch(key):
        raise BadInput("the judge's key holds characters that no key has", hint="copy it anew")
    return JudgeAccess(url or None, model or None, key or None)


def _plain_address(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and not parts.fragment and url.isascii() and url.isprintable()


def _require_texts(given: Mapping[str, object], known_as: type, where: str) -> None:
    """Refuse settings that are unknown or no text.

    Raises:
        BadInput: there are such.
    """
    known = [each.name for each in fields(known_as)]
    for name, value in given.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"it may hold {', '.join(known)}"
            raise BadInput(f"{where} holds an unknown setting {name!r}", hint=hint)
        if not isinstance(value, str):
            raise BadInput(f"{where}: {name} is no text", hint=f'write {name} = "…"')


def mail_address(environ: Mapping[str, str]) -> str | None:
    """The mail address that services are told; None for none.

    `EVIDENCE_MAILTO`, else `mailto` of the configuration file, else git's `user.email`.

    Raises:
        BadInput: the first two are no address, or the configuration file is wrong.
    """
    given = environ.get("EVIDENCE_MAILTO", "").strip()
    if given:
        return _mail_address(given, "EVIDENCE_MAILTO")
    preferred = preferences(environ).mailto
    if preferred is not None:
        return preferred.strip() or None
    try:
        return _mail_address(_git_value("user.email"), "user.email")
    except BadInput:
        return None  # git takes anything, and nobody set it for us


def cache_folder(environ: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Where answers of services are kept; None where nobody is at home.

    `EVIDENCE_CACHE`, else `evidence/lookups` in the system's folder for such files:
    `XDG_CACHE_HOME` or `~/.cache`, on macOS `~/Library/Caches`, on Windows `LOCALAPPDATA`.
    """
    if environ.get("EVIDENCE_CACHE"):
        return Path(environ["EVIDENCE_CACHE"]).expanduser()
    folder = _folder(
        environ, platform, "XDG_CACHE_HOME", ".cache", "Library/Caches", "LOCALAPPDATA"
    )
    return folder and folder / "lookups"


def proxies(environ: Mapping[str, str]) -> Proxies:
    """The proxies of the environment: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`.

    In small letters they go before. `HTTP_PROXY` in capitals is not read in a CGI program,
    where it would be a header of the request.

    Raises:
        BadInput: one is no address of an HTTP proxy.
    """
    found = {}
    for scheme in ("http", "https"):
        names = [f"{scheme}_proxy", f"{scheme.upper()}_PROXY", "all_proxy", "ALL_PROXY"]
        if environ.get("REQUEST_METHOD"):
            names = [name for name in names if name != "HTTP_PROXY"]
        name = next((each for each in names if environ.get(each, "").strip()), None)
        if name:
            found[scheme] = _proxy(environ[name].strip(), name)
    excepted = environ.get("no_proxy") or environ.get("NO_PROXY") or ""
    direct = tuple(each for each in re.split(r"[\s,]+", excepted) if each)
    return Proxies(MappingProxyType(found), direct)


def service_addresses(environ: Mapping[str, str]) -> Mapping[str, str]:
    """Addresses of mirrors by the name of the service (`EVIDENCE_SERVICES`).

    The value is a JSON object, or pairs `name=url` with blanks or commas between them.

    Raises:
        BadInput: it is neither, or an address is none of the web's.
    """
    given = environ.get("EVIDENCE_SERVICES", "").strip()
    hint = "write crossref=https://mirror.example/crossref, or a JSON object"
    if given.startswith("{"):
        try:
            found = json.loads(given)
        except (ValueError, RecursionError) as error:
            raise BadInput(f"EVIDENCE_SERVICES is no JSON: {error}", hint=hint) from error
    else:
        pairs = [pair.partition("=") for pair in re.split(r"[\s,]+", given) if pair]
        found = {name: url for name, _, url in pairs}
    for name, url in found.items():
        if not _SERVICE.fullmatch(name) or not isinstance(url, str) or not _is_web(url):
            raise BadInput(f"EVIDENCE_SERVICES: {name!r} has no web address", hint=hint)
    return MappingProxyType(found)


def _folder(
    environ: Mapping[str, str], platform: str, xdg: str, unix: str, mac: str, windows: str
) -> Path | None:
    """The program's own folder among a person's files of a kind, whether or not it exists."""
    named = environ.get(windows if platform == "win32" else xdg, "")
    if named and Path(named).is_absolute():  # XDG: a relative path is to be ignored
        return Path(named) / "evidence"
    home = environ.get("USERPROFILE" if platform == "win32" else "HOME")
    try:
        base = Path(home) if home else Path.home()
    except RuntimeError:
        return None
    if platform == "win32":
        return base / "AppData" / ("Local" if windows == "LOCALAPPDATA" else "Roaming") / "evidence"
    return base / (mac if platform == "darwin" else unix) / "evidence"


def _mail_address(given: str, what: str) -> str:
    """`given`, if it can stand in a header and an address as it is."""
    address = given.strip()
    if not _ADDRESS.fullmatch(address) or _UNLIKE_ADDRESS.search(address):
        raise BadInput(f"{what} is {given!r}, which is no mail address", hint="ada@example.org")
    return address


def _proxy(given: str, name: str) -> str:
    address = given if "://" in given else f"http://{given}"
    if not _is_web(address):  # the value may hold a password and is not shown
        raise BadInput(
            f"{name} is no address of an HTTP proxy",
            hint=f"set {name} to one like http://proxy.example:3128, or unset it",
        )
    return address


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


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
