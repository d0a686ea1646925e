"""What a file is, by its first and last bytes; its name decides only between kinds of text.

The signatures are those of the formats' specifications: PDF (ISO 32000-1, 7.5.2, with the
leeway of its appendix H), OCF 3.3 for EPUB, OpenDocument 1.3 part 2, ISO/IEC 29500-2 for
the packed Office formats, DjVu 3, RFC 2083 for PNG, and so on.
"""

from __future__ import annotations

import codecs
import re
from types import MappingProxyType

HEAD = 65_536
"""How many bytes of a file's beginning, and of its end, are looked at."""

UNKNOWN = "application/octet-stream"

_STARTS = (
    (b"%!PS", "application/postscript"),
    (b"\x04%!PS", "application/postscript"),
    (b"\xc5\xd0\xd3\xc6", "application/postscript"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
)
_RIFF = MappingProxyType({b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"})
_OFFICE = "application/vnd.openxmlformats-officedocument"
_PACKED = (
    (b"word/document", f"{_OFFICE}.wordprocessingml.document"),
    (b"xl/workbook", f"{_OFFICE}.spreadsheetml.sheet"),
    (b"ppt/presentation", f"{_OFFICE}.presentationml.presentation"),
)
_COMPOUND = MappingProxyType(
    {
        "doc": "application/msword",
        "xls": "application/vnd.ms-excel",
        "ppt": "application/vnd.ms-powerpoint",
        "msg": "application/vnd.ms-outlook",
    }
)
"""What a compound file of OLE may be; only its name tells without reading all of it."""
_TEXTS = MappingProxyType(
    {
        "md": "text/markdown",
        "markdown": "text/markdown",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "json": "application/json",
        "tex": "application/x-tex",
        "mht": "multipart/related",
        "mhtml": "multipart/related",
        "eml": "message/rfc822",
    }
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_XML = re.compile(r"\s*<\?xml\b")
_SVG = re.compile(r"<svg\b")
_ODD = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BRAND = re.compile(rb"....ftyp(....)", re.S)
_MARKUP_BEGINS = 1024


def media_type(head: bytes, tail: bytes, name: str) -> str:
    """The media type of a file.

    Args:
        head: its first `HEAD` bytes, all where there are fewer.
        tail: its last `HEAD` bytes: where packed files list what they hold.
        name: what it is called.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    for start, found in _STARTS:
        if head.startswith(start):
            return found
    if head.startswith(b"RIFF") and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if head.startswith(b"PK\x03\x04"):
        return _packed(head, tail)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _COMPOUND.get(ending, "application/x-ole-storage")
    if head[60:68] == b"BOOKMOBI":
        return "application/x-mobipocket-ebook"
    if brand := _BRAND.match(head):
        return {b"M4A ": "audio/mp4", b"qt  ": "video/quicktime"}.get(brand[1], "video/mp4")
    text = _text(head)
    return UNKNOWN if text is None else _kind_of_text(text, ending)


def _packed(head: bytes, tail: bytes) -> str:
    # EPUB and OpenDocument: the first member is called "mimetype", is stored as it is, and
    # says so.
    if head[30:38] == b"mimetype":
        said = re.match(rb"application/[a-z0-9.+-]{1,80}", head[38:])
        # The next member's header follows without a space; its signature ends the name.
        if said:
            return said[0].decode("ascii")
    for member, found in _PACKED:
        if member in head or member in tail:
            return found
    return "application/zip"


def _text(head: bytes) -> str | None:
    """The text that a file begins with; None where it is no text."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        text = decoder.decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError:
        text = head.decode("latin-1")
    return None if _ODD.search(text) else text


def _kind_of_text(text: str, ending: str) -> str:
    if _HTML.match(text[:HEAD]):
        is_xml = _XML.match(text) is not None
        return "application/xhtml+xml" if is_xml else "text/html"
    if _XML.match(text):
        return "image/svg+xml" if _SVG.search(text[:_MARKUP_BEGINS]) else "application/xml"
    return _TEXTS.get(ending, "text/plain")
