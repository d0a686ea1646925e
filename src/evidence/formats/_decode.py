"""The text of a file whose encoding nobody states.

What is sure comes first: a byte order mark, an XML declaration, UTF-16 by where its zero
bytes stand, UTF-8 because hardly anything else happens to be valid UTF-8. Only the lines
that are left are guessed: Windows-1252 (of which Latin-1's letters are a part) or
MacRoman, whichever makes words of the bytes.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from evidence.errors import BadInput

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_BINARY = MappingProxyType(
    {
        b"SQLite format 3\0": "an SQLite database",
        b"%PDF-": "a PDF",
        b"PK\x03\x04": "a zip archive or an office document",
        b"\x1f\x8b": "compressed by gzip",
        b"\x89PNG": "a picture",
        b"\xff\xd8\xff": "a picture",
    }
)
_HINT = "give a file of one of the formats that 'evidence convert --help' lists"
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.I)
_DECLARED = re.compile(
    r"utf-?8|us-?ascii|utf-?16(?:le|be)?|iso-?8859-?\d{1,2}|latin-?\d|windows-?12\d\d|cp-?12\d\d"
    r"|koi8-?[ru]|x?-?mac-?(?:roman|intosh|cyrillic)|macintosh|gb2312|gbk|gb18030|big5"
    r"|shift-?jis|euc-?(?:jp|kr)|iso-?2022-?jp",
    re.IGNORECASE,
)
"""What an XML declaration is believed about; other codecs of Python are no encodings of text."""

_CP1252 = MappingProxyType(
    {
        byte: bytes([byte]).decode("cp1252")
        for byte in range(0x80, 0xA0)
        if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    }
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f"))
_HEAD = 1 << 16
_LINE = re.compile(rb"[^\n\r]*(?:\r\n|[\n\r]|\Z)")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_MOST_COMPARED = 20_000


def decode(data: bytes) -> str:
    """The text of a file's bytes, without byte order mark; line ends stay as they are.

    Raises:
        BadInput: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    for beginning, what in _BINARY.items():
        if data.startswith(beginning):
            raise BadInput(f"the file is {what}, no text", hint=_HINT)
    if b"\0" in data:
        return _checked(_utf_16(data))
    head = data[:_HEAD]
    if 10 * (len(head) - len(head.translate(None, _CONTROLS))) > len(head):
        raise BadInput("the file is no text: it is full of control characters", hint=_HINT)
    return _declared(data) or _by_lines(data)


def _checked(text: str) -> str:
    if "\0" in text:
        raise BadInput("the file is no text: it holds NUL characters", hint=_HINT)
    return text.removeprefix("\ufeff")


def _utf_16(data: bytes) -> str:
    """UTF-16 without its mark: ASCII in it has a zero in every second byte."""
    head = data[: _HEAD - _HEAD % 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    few = len(head) // (20 if len(head) > 200 else 8)  # a stray NUL makes no UTF-16
    if odd > 4 * even and odd > few:
        encoding = "utf-16-le"
    elif even > 4 * odd and even > few:
        encoding = "utf-16-be"
    else:
        raise BadInput("the file is no text: it holds zero bytes", hint=_HINT)
    text = data[: len(data) - len(data) % 2].decode(encoding, "replace")
    start = text[:_HEAD]
    strange = sum(each == "\ufffd" or (each < " " and each not in "\t\n\v\f\r") for each in start)
    if 50 * strange > len(start):
        raise BadInput("the file is no text: it holds zero bytes", hint=_HINT)
    return text


def _declared(data: bytes) -> str | None:
    """The text as its XML declaration says, None where it says nothing or something wrong."""
    match = _DECLARATION.match(data[:400])
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    if not _DECLARED.fullmatch(name) or name.startswith(("utf", "us")):
        return None
    if re.fullmatch(r"iso-?8859-?1|latin-?1|(?:windows|cp)-?1252", name):
        return _cp1252(data)
    name = "mac-roman" if "mac" in name and "cyr" not in name else name.removeprefix("x-")
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None


def _by_lines(data: bytes) -> str:
    """UTF-8, and where a line is none (files get pasted together), what suits those lines."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lines: list[bytes | str] = []
    guessed: list[bytes] = []
    for match in _LINE.finditer(data):
        line = match[0]
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line)
            guessed.append(line)
    read = _mac_roman if _is_mac_roman(guessed) else _cp1252
    return "".join(line if isinstance(line, str) else read(line) for line in lines)


def _cp1252(data: bytes) -> str:
    """Windows-1252; the five bytes that it does not define stay the controls of Latin-1."""
    return data.decode("latin-1").translate(_CP1252)


def _mac_roman(data: bytes) -> str:
    return data.decode("mac-roman")


def _is_mac_roman(lines: list[bytes]) -> bool:
    sample = b"".join(lines)[: 1 << 20]
    return _likelihood(_mac_roman(sample)) > _likelihood(_cp1252(sample))


def _likelihood(text: str) -> int:
    """How much the characters outside ASCII look like writing where they stand."""
    score = 0
    for number, match in enumerate(_FOREIGN.finditer(text)):
        if number == _MOST_COMPARED:
            break
        at = match.start()
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        score += _fits(match[0], before, after)
    return score


def _fits(character: str, before: str, after: str) -> int:
    within = before.isalpha() and after.isalpha()
    if character.islower():
        return 2 if before.isalpha() or after.isalpha() else 0
    if character.isupper():
        if before.islower():
            return -3
        return 2 if after.isalpha() or before.isupper() else -1
    if character == "’":
        return 2 if before.isalpha() else 0
    if character in "“‘«„‚":
        return 2 if not before.isalnum() and not after.isspace() else -1
    if character in "”»":
        return 2 if not after.isalnum() and not before.isspace() else -1
    if character in "–—…\xa0·§°":
        return 1
    return -5 if "\x80" <= character <= "\x9f" else -2 if within else -1
