"""From one bibliographic format to another, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evidence.domain.keys import citation_key, valid_key
from evidence.domain.records import Source
from evidence.errors import BadInput, Refused
from evidence.formats import REGISTRY
from evidence.formats.base import Broken, Entry, Read
from evidence.services import bibliographies, formatting
from evidence.services.formatting import Formatted


@dataclass(slots=True)
class Conversion:
    """A conversion under way: its text, and what could not be read so far.

    Args:
        format: the name of the format that is read.
        pieces: the text in the other format; reading them does the work.
        broken: what could not be read, in order, as far as the pieces were.
        read: how many works were.
    """

    format: str
    pieces: Iterator[str]
    broken: list[Broken] = field(default_factory=list)
    read: int = 0


def convert(
    data: bytes, to: str, *, path: Path | None = None, from_: str | None = None
) -> Conversion:
    """Convert a file; an entry that cannot be read costs only itself.

    Args:
        data: the file's bytes.
        to: the name of the format to write.
        path: where the file is, None for stdin.
        from_: the name of its format, by default told by what it holds.

    Raises:
        NotFound: there is no such format.
        Refused: the one is not read, or the other not written.
        BadInput: the file is in no known format, or no text.
    """
    write = REGISTRY.get(to).write
    if write is None:
        raise Refused(f"{to} is read, not written", hint="'evidence export --help' names what is")
    given = bibliographies.read(data, path=path, from_=from_)
    conversion = Conversion(given.format, iter(()))
    conversion.pieces = write(_sources(given.entries, conversion))
    return conversion


def formatted(
    data: bytes,
    style: str | None = None,
    locale: str | None = None,
    *,
    path: Path | None = None,
    from_: str | None = None,
) -> tuple[Formatted, list[Broken]]:
    """The works of a file as the reference list of a style, and what could not be read.

    Args:
        data: the file's bytes.
        style: a name, an alias, a file or an address. locale: a language tag.
        path: as for `convert`. from_: as for `convert`.

    Raises:
        As `convert`; StyleNotFound, BadStyle, LocaleNotFound.
    """
    given = bibliographies.read(data, path=path, from_=from_)
    conversion = Conversion(given.format, iter(()))
    works = formatting.items(_sources(given.entries, conversion))
    return formatting.formatted(works, style, locale), conversion.broken


def _sources(entries: Read, conversion: Conversion) -> Iterator[Source]:
    taken: set[str] = set()
    for each in entries:
        if isinstance(each, Broken):
            conversion.broken.append(each)
            continue
        key = _key(each, taken)
        taken.add(key)
        conversion.read += 1
        yield Source(key, each.item, each.tags, notes=each.notes)


def _key(entry: Entry, taken: set[str]) -> str:
    """The key that the file gives, where it can be one and is free; else one made of the work."""
    if entry.key:
        try:
            key = valid_key(entry.key)
        except BadInput:
            key = ""
        if key and key not in taken:
            return key
    return citation_key(entry.item, taken)
