"""What people hand in, in files, on stdin or from their editor: text and JSON."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

from evidence.errors import BadInput

_NOT_TEXT = {
    b"%PDF-": ("a PDF", "save its text first, for example with 'pdftotext FILE'"),
    b"PK\x03\x04": ("a packed document", "save it as plain text in UTF-8"),
    b"\xff\xfe": ("UTF-16 text", "save it as plain text in UTF-8"),
    b"\xfe\xff": ("UTF-16 text", "save it as plain text in UTF-8"),
}


def name_of(path: str) -> str:
    """What a file is called when something is wrong with it; "-" is stdin."""
    return "stdin" if path == "-" else Path(path).name


def text(path: str) -> str:
    """The UTF-8 text of a file, or of stdin for "-"; without a byte order mark.

    Raises:
        BadInput: it is something else; the message says what, where that can be told.
        OSError: it cannot be read.
    """
    raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    name = name_of(path)
    for beginning, (what, hint) in _NOT_TEXT.items():
        if raw.startswith(beginning):
            raise BadInput(f"{name} is {what}, not plain text in UTF-8", hint=hint)
    if b"\0" in raw:
        raise BadInput(
            f"{name} holds NUL bytes: it is no plain text, or not in UTF-8",
            hint="save it as plain text in UTF-8",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"{name} is not UTF-8 text: byte {error.start + 1} cannot be read",
            hint="save it as plain text in UTF-8",
        ) from None


def works(path: Path | None) -> bytes:
    """The bytes of a file of works, None for stdin.

    Raises:
        BadInput: it is larger than such a file may be. OSError: it cannot be read.
    """
    from evidence.services.bibliographies import load

    if path is None:
        return load(sys.stdin.buffer, "stdin")
    with path.open("rb") as file:
        return load(file, path.name)


def from_json(text: str, where: str = "") -> Any:
    """The value that a JSON text holds.

    Args:
        where: what the text is, for the message; "" where that is clear.

    Raises:
        BadInput: it is no JSON, is nested too deeply, or holds a number that JSON or this
            program has not.
    """
    subject = f"{where} is " if where else ""
    try:
        return json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise BadInput(f"{subject}no JSON: line {error.lineno}: {error.msg}") from None
    except RecursionError:
        raise BadInput(f"{subject}nested too deeply") from None
    except ValueError:  # Python reads no number of more than 4,300 digits
        raise BadInput(f"{subject}no JSON that can be read: a number is too long") from None


def _no_number(constant: str) -> float:
    raise BadInput(f"{constant} is no number in JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise BadInput(f"{digits} is too large a number")
    return number
