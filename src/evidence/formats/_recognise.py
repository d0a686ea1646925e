"""Which format a file is in, told by what it holds."""

from __future__ import annotations

from pathlib import PurePath

from evidence.errors import BadInput
from evidence.formats import REGISTRY
from evidence.formats.base import Format

HEAD = 1 << 16
"""How much of a file's text is looked at, in code points."""


def recognise(head: str, file_name: str | None) -> str:
    """The name of the format that a text is surest to be in.

    Args:
        head: the beginning of the text; more than `HEAD` is not looked at.
        file_name: what the file is called, None for stdin. Its ending decides only between
            formats that are equally sure, and for a file without content.

    Raises:
        BadInput: no format knows the text as its own.
    """
    ending = PurePath(file_name or "").suffix.removeprefix(".").lower()
    start = head[:HEAD].removeprefix("\ufeff")
    blank = not start.strip()
    found: list[tuple[float, bool, str]] = []
    readable: list[str] = []
    for name, format_ in REGISTRY.items():
        if format_.read is None and format_.read_file is None:
            continue
        readable.append(name)
        found.append((_sureness(format_, start), ending in format_.extensions, name))
    sureness, fits, name = max(found, key=lambda each: each[:2], default=(0.0, False, ""))
    if sureness > 0 or (blank and fits):
        return name
    what = PurePath(file_name).name if file_name else "the text"
    raise BadInput(
        f"{what} is in none of the formats that are read: {', '.join(readable)}",
        hint="say which it is with --from FORMAT",
    )


def _sureness(format_: Format, start: str) -> float:
    return format_.recognises(start) if format_.recognises is not None else 0.0
