"""Writing a file whole or not at all: what is there stays until the new one is complete."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from evidence.errors import Refused

_SQLITE = b"SQLite format 3\0"


def write_file(path: Path, content: bytes) -> None:
    """Put a file in the place of whatever is called `path`; a device or pipe is written to.

    Raises:
        Refused: what is there is a database.
        OSError: the folder is not there, or cannot be written.
    """
    path = path.resolve()  # a link stays a link
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    if path.is_file():
        with path.open("rb") as held:
            if held.read(len(_SQLITE)) == _SQLITE:
                raise Refused(f"{path} is a database: not written over with a report")
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(6)}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
