"""The process that reads one file: it limits itself, reads, and writes the reading out.

Run by `evidence.pages.reading`; what it prints to its standard output is the reading alone.
"""

from __future__ import annotations

import contextlib
import os
import sys
from importlib import import_module
from pathlib import Path

from evidence.domain.pages import Reading
from evidence.domain.vocabulary import DocumentStatus
from evidence.pages.transfer import packed


def main(arguments: list[str]) -> None:
    """Read a file.

    Args:
        arguments: the reader's module, the file, and the limits: seconds of CPU, bytes of
            memory.
    """
    module, path, seconds, memory = arguments
    # What libraries print must not end up in the reading.
    out = os.dup(1)
    os.dup2(2, 1)
    _limit(int(seconds), int(memory))
    reading = _read(module, Path(path))
    with os.fdopen(out, "wb") as stream:
        stream.write(packed(reading))
        stream.flush()
        # Nothing is to be tidied up that a broken file could make fail.
        os._exit(0)


def _read(name: str, path: Path) -> Reading:
    reader = ""
    try:
        module = import_module(f"evidence.pages.{name}")
        reader = module.READER
        found = module.read(path)
        if isinstance(found, Reading):
            return found
        detail = "its reader found nothing"
    except (MemoryError, SystemError):
        # An extension module that finds no memory often raises SystemError.
        detail = "reading it needs too much memory"
    except RecursionError:
        detail = "it is nested too deeply"
    except OSError as error:
        detail = f"it cannot be read: {error.strerror or error}"
    except Exception as error:  # whatever a hostile file makes a reader do
        detail = f"it is damaged ({type(error).__name__})"
    return Reading(DocumentStatus.FAILED, (), reader, detail)


def _limit(seconds: int, memory: int) -> None:
    """Take no more than this much time and memory, as far as the system knows such limits."""
    try:
        import resource
    except ImportError:  # Windows; there the time limit of the one who asked holds
        return
    wanted = (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for limit, most in wanted:
        with contextlib.suppress(OSError, ValueError):  # macOS has no limit of addresses
            _, hard = resource.getrlimit(limit)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(limit, (most, hard))


if __name__ == "__main__":
    main(sys.argv[1:])
