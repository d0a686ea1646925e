"""Members of a packed file, read within bounds: a small file may unpack to terabytes.

What a packed file says of its sizes is not believed; what comes out is counted.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from evidence.opening.unreadable import Locked, Unreadable
from evidence.opening.xml_tree import parsed

MOST_MEMBERS = 20_000
MOST_BYTES = 256 * 1024 * 1024
"""Of all that is read of one file."""
MOST_OF_ONE = 64 * 1024 * 1024
_RATIO = 200
"""Text packs to a tenth, repetitive mark-up to a fiftieth."""
_SMALL = 4 * 1024 * 1024
"""What may have any ratio."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    RuntimeError,
    struct.error,
)
_ENCRYPTED = 0x1
_END_OF_DIRECTORY = b"PK\x05\x06"
_TAIL = 66_000


@dataclass(slots=True)
class Archive:
    """A packed file that is open for reading; `read` counts what it unpacks."""

    file: ZipFile
    names: frozenset[str]
    _left: int = field(default=MOST_BYTES)

    def read(self, name: str) -> bytes:
        """A member's bytes.

        Raises:
            Unreadable: it is not there, damaged, or unpacks to too much.
            Locked: it asks for a password.
        """
        try:
            info = self.file.getinfo(name)
        except KeyError:
            raise Unreadable(f"the file is damaged: it holds no {name!r}") from None
        if info.flag_bits & _ENCRYPTED:
            raise Locked("the file asks for a password")
        most = min(MOST_OF_ONE, self._left, max(_SMALL, _RATIO * info.compress_size))
        try:
            with self.file.open(info) as member:
                data = member.read(most + 1)
        except _BROKEN as error:
            raise Unreadable(f"the file is damaged: {name!r} cannot be unpacked") from error
        if len(data) > most:
            raise Unreadable(f"the file unpacks to too much to be read ({name!r})")
        self._left -= len(data)
        return data

    def xml(self, name: str) -> etree._Element:
        """The root of a member that is XML: without entities, network or great depth.

        Raises:
            Unreadable: as `read`, or it is not well-formed.
        """
        return parsed(self.read(name), repr(name))


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a packed file.

    Raises:
        Unreadable: it is no packed file, or has too many members.
    """
    if _members(path) > MOST_MEMBERS:
        raise Unreadable("the file has too many parts to be read")
    try:
        file = ZipFile(path)
    except _BROKEN as error:
        raise Unreadable("the file is damaged: it cannot be unpacked") from error
    with file:
        if len(file.infolist()) > MOST_MEMBERS:
            raise Unreadable("the file has too many parts to be read")
        yield Archive(file, frozenset(file.namelist()))


def _members(path: Path) -> int:
    """How many members a packed file says it has, before its list is read."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) < at + 16:
        return 0
    directory: int = struct.unpack_from("<I", tail, at + 12)[0]
    return directory // 46  # no entry of the list is shorter
