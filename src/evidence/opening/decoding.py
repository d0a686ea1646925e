"""The text of a file's bytes: by byte order mark, by what it says itself, else by trying.

Sources: HTML Living Standard, 13.2.3 "the input byte stream", and the Encoding Standard's
labels ("iso-8859-1" means Windows-1252).
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from evidence.opening.unreadable import Unreadable

MOST_BYTES = 128 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAID = re.compile(
    rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    rb"|<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"utf-?8|us-?ascii|ascii|(?:iso-?)?8859-?\d{1,2}|iso-?8859-?\d{1,2}|latin-?\d"
    r"|(?:windows|cp)-?(?:125\d|874|932|949)|koi8-?[ru]|mac-?roman|macintosh|gb2312|gbk|gb18030"
    r"|big5(?:-hkscs)?|shift[-_]?jis|sjis|euc-?(?:jp|kr)|iso-?2022-?jp",
    re.IGNORECASE,
)
"""What a file is believed about; other codecs of Python are no encodings of text."""
_WESTERN = re.compile(r"(?:us-?)?ascii|iso-?8859-?1|latin-?1|(?:windows|cp)-?1252", re.IGNORECASE)
_CP1252 = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HEAD = 65_536
_DECLARED_WITHIN = 4096


def bytes_of(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        Unreadable: it is empty, or too large to be held.
    """
    size = path.stat().st_size
    if not size:
        raise Unreadable("the file is empty (0 bytes)")
    if size > MOST_BYTES:
        raise Unreadable(f"the file is too large to be text ({size:,} bytes)")
    return path.read_bytes()


def decoded(data: bytes) -> str:
    """The text of bytes, without byte order mark, with line feeds as line ends.

    Raises:
        Unreadable: they are no text.
    """
    text = _marked(data) or _unmarked(data)
    head = text[:_HEAD]
    odd = len(_CONTROL.findall(head))
    if head.count("\0") > len(head) // 1000 or 20 * odd > len(head):
        raise Unreadable("the file is no text: it is full of control characters")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return None


def _unmarked(data: bytes) -> str:
    head = data[: min(len(data), _HEAD) // 2 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    # ASCII in UTF-16 has a zero in every second byte, and hardly one in the others.
    if max(even, odd) > len(head) // 8 and max(even, odd) > 8 * min(even, odd):
        return data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    if said := _said(data[:_DECLARED_WITHIN]):
        try:
            return data.decode(said)
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1").translate(_CP1252)


def _said(head: bytes) -> str | None:
    """The encoding that a file names; None where it is unknown, or best found by trying."""
    match = _SAID.search(head)
    name = (match[1] or match[2]).decode("ascii").lower().removeprefix("x-") if match else ""
    if not _KNOWN.fullmatch(name) or name.startswith("utf") or _WESTERN.fullmatch(name):
        return None
    if name.startswith("mac"):
        return "mac-roman"
    return {"gb2312": "gb18030", "gbk": "gb18030"}.get(name, name.replace("windows-874", "cp874"))
