"""Files kept beside a database, each under the hash of its content.

The files of `evidence.db` lie in the folder `evidence.files`, as `ab/abcdef….pdf`: a
subfolder of the hash's first two digits, the SHA-256, and the ending of the name that the
file had, if that is one to eight letters or digits. Nothing else of a name from outside is
ever part of a path. A file is written under a temporary name, hashed as it is written and
once more as it is read back, and has its own name only when it is whole.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from evidence.domain.media_types import HEAD
from evidence.errors import BadInput, DatabaseError, DatabaseReadOnly

_CHUNK = 1 << 20
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NAME = re.compile(r"([0-9a-f]{64})(?:\.[A-Za-z0-9]{1,8})?", re.ASCII)
_PARTIAL = re.compile(r"\.[0-9a-f]{32}\.part", re.ASCII)
_BINARY = getattr(os, "O_BINARY", 0)  # Windows
_DOES_NOT_WAIT = getattr(os, "O_NONBLOCK", 0)  # a FIFO put in a file's place


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: its hash, its size in bytes, its first and last bytes."""

    sha256: str
    size: int
    head: bytes
    tail: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in a store: its content, where it is, and what had to be done.

    `written` says that it was not there whole before; `new` that nothing was there.
    """

    content: Content
    path: Path
    written: bool
    new: bool


class FileStore:
    """The files of one database.

    Args:
        database: its path, of any name; of a link, what it leads to.
    """

    def __init__(self, database: Path) -> None:
        place = database.resolve()
        # "x.db" and "x" may lie in one folder: they have folders of different names.
        named = place.name.endswith(".db") and place.name != ".db"
        name = f"{place.name[:-3]}.files" if named else f"{place.name}-files"
        self.folder = place.with_name(name)

    def path(self, sha256: str, name: str) -> Path:
        """Where the file of that hash lies, which was called `name`; it need not be there.

        Raises:
            BadInput: that is no hash.
        """
        if not _HASH.fullmatch(sha256):
            raise BadInput(f"{sha256!r} is no SHA-256", hint="'evidence db check' tells more")
        return self.folder / sha256[:2] / f"{sha256}{_ending(name)}"

    def keep(self, source: Path, name: str) -> Stored:
        """Keep a copy of a file; one that is there already is verified and used.

        Args:
            source: the file; of a link, what it leads to.
            name: what it is called, for its ending.

        Raises:
            BadInput: it is no ordinary file, is empty, or changed while it was read.
            OSError: it cannot be read.
            DatabaseError: the copy cannot be written.
        """
        with _opened(source) as descriptor, self._writing(name):
            self._make(self.folder)
            temporary = self.folder / f".{uuid4().hex}.part"
            try:
                content = _copied(descriptor, source, temporary)
                return self._placed(content, temporary, name)
            finally:
                temporary.unlink(missing_ok=True)
                _remove_empty(self.folder)

    def holds(self, sha256: str, name: str) -> bool:
        """Whether the file of that hash is there, whole."""
        return _holds(self.path(sha256, name), sha256)

    def discard(self, stored: Stored) -> None:
        """Remove a file that was written for records which came to nothing."""
        if stored.new:
            with suppress(OSError):
                stored.path.unlink(missing_ok=True)
                _remove_empty(stored.path.parent)
                _remove_empty(self.folder)

    def files(self) -> Iterator[tuple[str, Path]]:
        """Every kept file with its hash; whatever else lies in the folder is left out."""
        for folder in _entries(self.folder):
            if folder.is_dir(follow_symlinks=False):
                for each in _entries(Path(folder.path)):
                    named = _NAME.fullmatch(each.name)
                    if named and named[1][:2] == folder.name and _is_file(each):
                        yield named[1], Path(each.path)

    def partial(self) -> Iterator[Path]:
        """What was left by writers that were killed. Nobody else may be writing."""
        for each in _entries(self.folder):
            if _PARTIAL.fullmatch(each.name) and _is_file(each):
                yield Path(each.path)

    def _placed(self, content: Content, temporary: Path, name: str) -> Stored:
        if content_of(temporary).sha256 != content.sha256:
            raise DatabaseError(
                f"{self.folder} does not give back what was written there",
                hint="look at the disk; nothing was changed",
            )
        path = self.path(content.sha256, name)
        if _holds(path, content.sha256):
            return Stored(content, path, written=False, new=False)
        new = not os.path.lexists(path)
        self._make(path.parent)
        # Over a damaged file of that name, too.
        temporary.replace(path)
        _settle(path.parent)
        return Stored(content, path, written=True, new=new)

    def _make(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
            _settle(folder.parent)

    @contextmanager
    def _writing(self, name: str) -> Iterator[None]:
        """Say in our terms why a file cannot be kept; what is wrong with its source passes."""
        try:
            yield
        except _Unreadable as error:
            raise error.reason from None
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise DatabaseError(
                    f"no space left to keep {name} in {self.folder}",
                    hint="make room and try again; nothing was changed",
                ) from error
            if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise DatabaseReadOnly(
                    f"{name} cannot be kept: {self.folder} may not be written",
                    hint="look at the rights of that folder; nothing was changed",
                ) from error
            raise DatabaseError(
                f"{name} cannot be kept in {self.folder}: {error.strerror or error}",
                hint="look at that folder; nothing was changed",
            ) from error


def content_of(source: Path) -> Content:
    """What a file holds.

    Raises:
        BadInput: it is no ordinary file, is empty, or changed while it was read.
        OSError: it cannot be read.
    """
    with _opened(source) as descriptor:
        try:
            return _read(descriptor, source, lambda _: None)
        except _Unreadable as error:
            raise error.reason from None


class _Unreadable(Exception):
    """What is wrong with a file that is read, apart from what is wrong where it goes."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(str(reason))
        self.reason = reason


@contextmanager
def _opened(source: Path) -> Iterator[int]:
    """A descriptor of an ordinary file: looked at before it is opened and after."""
    _require_ordinary(source.stat().st_mode, source)
    descriptor = os.open(source, os.O_RDONLY | _BINARY | _DOES_NOT_WAIT)
    try:
        _require_ordinary(os.fstat(descriptor).st_mode, source)
        yield descriptor
    finally:
        os.close(descriptor)


def _require_ordinary(mode: int, source: Path) -> None:
    if stat.S_ISREG(mode):
        return
    kinds = (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    what = next((what for is_one, what in kinds if is_one(mode)), "something else")
    raise BadInput(f"{source} is {what}, not a file", hint="name a file")


def _read(descriptor: int, source: Path, hand_on: Callable[[bytes], object]) -> Content:
    """Read a file to its end, handing its bytes on; what `hand_on` raises passes through."""
    before = os.fstat(descriptor)
    digest = hashlib.sha256()
    size = 0
    head = tail = b""
    while True:
        try:
            chunk = os.read(descriptor, _CHUNK)
        except OSError as error:
            raise _Unreadable(OSError(error.errno, error.strerror, str(source))) from error
        if not chunk:
            break
        digest.update(chunk)
        size += len(chunk)
        if len(head) < HEAD:
            head += chunk[: HEAD - len(head)]
        tail = (tail + chunk)[-HEAD:]
        hand_on(chunk)
    after = os.fstat(descriptor)
    if size != after.st_size or (before.st_size, before.st_mtime_ns) != (
        after.st_size,
        after.st_mtime_ns,
    ):
        raise _Unreadable(
            BadInput(f"{source} changed while it was read", hint="try again when it is complete")
        )
    if not size:
        raise _Unreadable(BadInput(f"{source} is empty", hint="was it downloaded in full?"))
    return Content(digest.hexdigest(), size, head, tail)


def _copied(descriptor: int, source: Path, target: Path) -> Content:
    with target.open("xb") as copy:
        content = _read(descriptor, source, copy.write)
        copy.flush()
        os.fsync(copy.fileno())
    return content


def _holds(path: Path, sha256: str) -> bool:
    """Whether an ordinary file of that content is there."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        return content_of(path).sha256 == sha256
    except (OSError, BadInput):
        return False


def _ending(name: str) -> str:
    ending = Path(name).suffix
    return ending if _ENDING.fullmatch(ending) else ""


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda each: each.name)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _is_file(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _settle(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system knows how to."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
