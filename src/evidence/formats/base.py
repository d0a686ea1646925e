"""What a bibliographic format is, and what reading a file gives.

A file is read entry by entry. One that cannot be read costs only itself: it comes back as
`Broken`, with its text, so that it can be mended. The number of entries and broken ones
together is the number in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence.domain.items import Item
from evidence.domain.records import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One work as a file gives it.

    Args:
        item: the work. Fields without a CSL variable stand in `item.custom` under the
            family of the format (`{"bibtex": {"file": …}}`), as they came, and are written
            back by the same family.
        line: where it begins, from 1.
        raw: its text in the file (for formats that are not text: a description).
        key: its citation key in the file, None where the format has none.
        tags: keywords and collections that the format keeps as such.
        notes: notes about the work, as plain text.
        files: attached files, as named there.
        remarks: what a person should know of how it was read ("year is given twice: 2001
            counts"), each one line.
    """

    item: Item
    line: int
    raw: str
    key: str | None = None
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """Something of a file that could not be read: where, its text, and why."""

    line: int
    raw: str
    reason: str


Read = Iterator[Entry | Broken]


@dataclass(frozen=True, slots=True)
class Format:
    """A form that works are exchanged in.

    Args:
        title: its name as people write it.
        extensions: usual endings of file names, without the dot.
        write: the text of a file with these works, in pieces; None: it is not written.
        read: the entries of a file's text, in order; None: it is not read, or not as text.
        read_file: the entries of a file that is not text (a Zotero library).
        recognises: how sure the beginning of a text (some 64 KiB) is this format, from 0,
            not at all, to 1, certainly; the surest format of all reads the file.
    """

    title: str
    extensions: tuple[str, ...] = ()
    write: Callable[[Iterable[Source]], Iterator[str]] | None = None
    read: Callable[[str], Read] | None = None
    read_file: Callable[[Path], Read] | None = None
    recognises: Callable[[str], float] | None = None
