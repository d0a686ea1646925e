"""DOIs, addresses, pages and files as .bib files hold them: pasted, escaped, wrapped."""

from __future__ import annotations

import re

from evidence.domain.identifiers import normalise_or_none
from evidence.domain.vocabulary import IdentifierScheme
from evidence.opening.latex import closing_brace, decode

_BARE_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}\\%?#$&;,]*[A-Za-z0-9]")
_URL_IN = re.compile(r"\\(?:url|href)\s*\{")
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)
_PREFIX = re.compile(r"\A(?:e?-?ISBN(?:-1[03])?|[ep]?-?ISSN)\s*[:=]?\s*", re.IGNORECASE)
_UNESCAPE = re.compile(
    r"\{?\\([_%&#~$^{}])(?:\{\})?\}?|\{?\\textasciitilde(?:\{\}|\s)?\}?|\$\\sim\$|\{?\\textunderscore(?:\{\}|\s)?\}?"
)
_LONGEST = 2_000
_DASHES = re.compile(r"\s*(?:[-‐‑‒–—−]+)\s*")
_WORD_BEFORE = re.compile(r"^(?:pp?|pages?|S\.)\.?\s+(?=\d)|^pp?\.\s*(?=\w)")
_STOP = re.compile(r"(?<=\d)\.\Z")
_FILE_PART = re.compile(r"(?<!\\)[;:]")


def verbatim(value: str) -> str:
    """A value that is no LaTeX, though some escape it as if it were."""
    value = value.strip()
    if (command := _URL_IN.match(value)) is not None:
        value = value[command.end() : closing_brace(value, command.end() - 1)]
    if "&amp;" in value:
        value = value.replace("&amp;", "&")
    if "\\" in value or "$" in value:
        value = _UNESCAPE.sub(_unescaped, value)
    if value.startswith("{") and value.endswith("}"):
        value = value.strip("{}")
    if value.startswith("<") and value.endswith(">"):
        value = value[1:-1]
    return "".join(value.split()) if "\n" in value else value.strip()


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return "_" if "underscore" in found[0] else "~"


def doi(value: str) -> str | None:
    """The bare DOI, in the case it was given in; None where it is none."""
    value = verbatim(value)
    if _BARE_DOI.fullmatch(value):
        return value
    if len(value) > _LONGEST:
        return None
    if "\\" in value or "&" in value:
        value = decode(value)
    normal = normalise_or_none(IdentifierScheme.DOI, value)
    if normal is None:
        return None
    at = value.lower().find(normal)
    return value[at : at + len(normal)] if at >= 0 else normal


def number(value: str) -> str:
    """An ISBN or ISSN without the word before it."""
    return _PREFIX.sub("", decode(value), count=1)


def address(value: str) -> str | None:
    """The web address that a text is, or that it gives by a command; None where it has none."""
    command = _URL_IN.search(value)
    if command is not None:
        return verbatim(value[command.start() :])
    bare = verbatim(value)
    return bare if _ADDRESS.fullmatch(bare) else None


def is_address(value: str) -> bool:
    """Whether a text is an address and nothing else."""
    bare = value.strip()
    command = _URL_IN.match(bare)
    if command is not None and bare.startswith("\\url"):
        return closing_brace(bare, command.end() - 1) >= len(bare.rstrip(".")) - 1
    return bool(_ADDRESS.fullmatch(verbatim(bare)))


def files(value: str) -> tuple[str, ...]:
    """The paths of a `file` field as JabRef, Zotero and Mendeley write it.

    "description:path:type" joined by semicolons, colons escaped by a backslash; or a path.
    """
    value = value.replace("$\\backslash$", "\\").replace("{\\_}", "_").replace("\\_", "_")
    paths = []
    parts: list[str] = []
    start = 0
    for mark in _FILE_PART.finditer(value):
        parts.append(value[start : mark.start()])
        start = mark.end()
        if mark[0] == ";":
            paths.append(_path(parts))
            parts = []
    paths.append(_path([*parts, value[start:]]))
    return tuple(path for path in paths if path)


def _path(parts: list[str]) -> str:
    path = ":".join(parts) if len(parts) < 3 else ":".join(parts[1:-1])
    return re.sub(r"\\([:;\\])", r"\1", path).strip()


def pages(value: str) -> str:
    """Pages with hyphens, without "pp." before them and a full stop behind."""
    text = decode(value)
    if text.isdigit():
        return text
    text = _WORD_BEFORE.sub("", _DASHES.sub("-", text))
    return _STOP.sub("", text).replace("{", "").replace("}", "")
