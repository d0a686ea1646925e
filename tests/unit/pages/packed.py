"""Packed files for tests: Word files, OpenDocument texts and books, made of their parts."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org'
    '/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def packed(path: Path, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def word(path: Path, body: str, *, notes: Mapping[str, str] | None = None) -> Path:
    """A Word file; `notes` are the contents of "footnote" and "endnote" parts."""
    members = {
        "_rels/.rels": _RELATIONS,
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:m="{_M}" xmlns:mc="{_MC}">'
        f"<w:body>{body}</w:body></w:document>",
        "word/header1.xml": f'<w:hdr xmlns:w="{_W}"><w:p><w:r><w:t>HEAD</w:t></w:r></w:p></w:hdr>',
    }
    for kind, content in (notes or {}).items():
        members[f"word/{kind}s.xml"] = f'<w:{kind}s xmlns:w="{_W}">{content}</w:{kind}s>'
    return packed(path, members)


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs: text, or mark-up where it begins with "<"."""
    made = "".join(
        run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>'
        for run in runs
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{made}</w:p>"


def open_document(path: Path, body: str, *, manifest: str = "") -> Path:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0"'
        f' xmlns:table="{names}:table:1.0" xmlns:draw="{names}:drawing:1.0"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    listing = f'<m:manifest xmlns:m="{names}:manifest:1.0">{manifest}</m:manifest>'
    return packed(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": listing,
        },
    )


def book(
    path: Path,
    chapters: Mapping[str, str],
    *,
    extra: Mapping[str, str] | None = None,
    manifest: str = "",
) -> Path:
    """An electronic book whose spine has these chapters; `extra` members stand outside it."""
    items = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        f"{items}{manifest}</manifest><spine>{spine}</spine></package>",
    }
    for name, body in chapters.items():
        members[f"OEBPS/{name.replace('%20', ' ')}"] = (
            "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'"
            f" xmlns:epub='http://www.idpf.org/2007/ops'><body>{body}</body></html>"
        )
    return packed(path, {**members, **(extra or {})})
