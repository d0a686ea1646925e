"""Files of works, as people hand them in: which format they are in, and their entries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evidence.errors import BadInput, Refused
from evidence.formats import REGISTRY
from evidence.formats._decode import decode
from evidence.formats._recognise import recognise
from evidence.formats.base import Read

LARGEST = 256 << 20
"""Bytes of a file of works: some 300,000 entries."""
_SQLITE = b"SQLite format 3\x00"
_PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A file of works, about to be read.

    Args:
        name: what it is called in messages.
        format: the name of its format.
        entries: its works and what could not be read; reading them does the work.
        lines: how many lines it has, where it is text.
        folder: where it lies, None for stdin.
    """

    name: str
    format: str
    entries: Read
    lines: int | None = None
    folder: Path | None = None


def load(file: BinaryIO, name: str) -> bytes:
    """The bytes of an open file of works; of an SQLite database only the first.

    Args:
        name: what it is called in messages.

    Raises:
        BadInput: it is larger than `LARGEST`. OSError: it cannot be read.
    """
    start = file.read(len(_SQLITE))
    rest = b"" if start == _SQLITE else file.read(LARGEST)
    if len(rest) == LARGEST:
        raise BadInput(
            f"{name} is larger than {LARGEST >> 20} MB",
            hint="split it: a file of works is read as a whole",
        )
    return start + rest


def read(data: bytes, *, path: Path | None = None, from_: str | None = None) -> Bibliography:
    """A file of works.

    Args:
        data: the file's bytes; of a Zotero library the first ones are enough.
        path: where the file is, None for stdin.
        from_: the name of its format, by default told by what it holds.

    Raises:
        NotFound: there is no such format.
        Refused: the format is not read.
        BadInput: the file is in no known format, or no text.
    """
    name = path.name if path is not None else "stdin"
    folder = path.parent if path is not None else None
    if data.startswith(_SQLITE):
        found = from_ or "zotero"
        read_file = REGISTRY.get(found).read_file
        if read_file is None or path is None:
            raise BadInput("a Zotero library is read from its file", hint="name zotero.sqlite")
        return Bibliography(name, found, read_file(path), folder=folder)
    if data.startswith(_PDF):
        raise BadInput(
            f"{name} is a PDF, no list of works",
            hint="'evidence add DOI' adds the work, 'evidence source attach KEY FILE' the file",
        )
    try:
        text = decode(data)
    except BadInput as error:
        raise BadInput(f"{name}: {error.message}", hint=error.hint) from None
    return read_text(text, name, folder=folder, path=path, from_=from_)


def read_text(
    text: str,
    name: str,
    *,
    folder: Path | None = None,
    path: Path | None = None,
    from_: str | None = None,
) -> Bibliography:
    """The works of a text, as `read` gives those of a file."""
    format_ = from_ or recognise(text, path.name if path is not None else None)
    entries = REGISTRY.get(format_).read
    if entries is None:
        raise Refused(f"{format_} is not read as text", hint="--from names another format")
    return Bibliography(name, format_, entries(text), text.count("\n") + 1, folder)
