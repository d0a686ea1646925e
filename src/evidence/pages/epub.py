"""Electronic books: the pages of their page list or page marks, else one page a chapter.

Sources: EPUB 3.3 and Open Packaging Format 2.0.1 (package, spine, page list), OCF 3.3
(container, `encryption.xml`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from evidence.domain.pages import Reading
from evidence.opening.archive import Archive, opened
from evidence.opening.decoding import decoded
from evidence.opening.html_tree import parsed
from evidence.opening.unreadable import Locked, Unreadable
from evidence.pages._flow import Flow, reading, unread
from evidence.pages._html_text import Walk, clean_label

MEDIA_TYPES = frozenset({"application/epub+zip"})
READER = "epub 1"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#rc"})
"""How fonts are obfuscated; that keeps nobody from reading."""
_TEXTS = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document", "image/svg+xml"})
_NCX = "application/x-dtbncx+xml"
_SEVERAL = 2

Labels = dict[str, dict[str, str]]
"""Labels of pages by the file and the id where they begin; the id is "" at a file's start."""


def read(path: Path) -> Reading:
    """Read a book's files in the order of its spine."""
    try:
        with opened(path) as archive:
            return _book(archive)
    except Unreadable as error:
        return unread(error, READER)


def _book(archive: Archive) -> Reading:
    package = _package(archive)
    root = archive.xml(package)
    items = {
        item.get("id") or "": item for item in root.iter("{*}item") if item.get("href") is not None
    }
    spine = [
        (_joined(package, items[identity].get("href") or ""), items[identity])
        for reference in root.iter("{*}itemref")
        if (identity := reference.get("idref") or "") in items
    ]
    chapters = [name for name, item in spine if (item.get("media-type") or "") in _TEXTS]
    if not chapters:
        raise Unreadable("the book is damaged: its spine names no text")
    locked = _locked(archive)
    if locked & set(chapters):
        raise Locked("the book is encrypted (DRM)")
    trees = {name: parsed(decoded(archive.read(name))) for name in dict.fromkeys(chapters)}
    labels = _listed(archive, package, items, trees)
    flow = Flow()
    for name in chapters:
        flow.paragraph()
        _add(flow, trees[name], labels.get(name, {}))
    if flow.marks >= _SEVERAL:
        return reading(flow.pages(), READER, reflowable=True)
    pages = [(None, text) for text in map(_chapter, map(trees.__getitem__, chapters)) if text]
    return reading(pages or [(None, "")], READER, reflowable=True)


def _add(flow: Flow, root: etree._Element, labels: dict[str, str]) -> None:
    if "" in labels:
        flow.page(labels[""] or None)
    Walk(flow, labels.get).run(root)


def _chapter(root: etree._Element) -> str:
    flow = Flow(deaf=True)
    Walk(flow, _nothing).run(root)
    return flow.pages()[0][1]


def _package(archive: Archive) -> str:
    """The name of the package document."""
    if _CONTAINER in archive.names:
        for rootfile in archive.xml(_CONTAINER).iter("{*}rootfile"):
            if name := rootfile.get("full-path"):
                return name
    found = sorted(name for name in archive.names if name.lower().endswith(".opf"))
    if not found:
        raise Unreadable("the book is damaged: it has no package document")
    return found[0]


def _locked(archive: Archive) -> set[str]:
    """The members that are encrypted by a licence's key."""
    if _ENCRYPTION not in archive.names:
        return set()
    return {
        posixpath.normpath(unquote(reference.get("URI") or ""))
        for data in archive.xml(_ENCRYPTION).iter("{*}EncryptedData")
        if not {
            (method.get("Algorithm") or "").lower() for method in data.iter("{*}EncryptionMethod")
        }
        <= _FONTS
        for reference in data.iter("{*}CipherReference")
    }


def _listed(
    archive: Archive,
    package: str,
    items: dict[str, etree._Element],
    trees: dict[str, etree._Element],
) -> Labels:
    """What the book's page list says, of the navigation document or else of the NCX."""
    labels: Labels = {}
    for item in items.values():
        if "nav" in (item.get("properties") or "").split():
            name = _joined(package, item.get("href") or "")
            if name in archive.names:
                root = trees.get(name)
                root = parsed(decoded(archive.read(name))) if root is None else root
                _note(labels, name, _in_navigation(root))
    for item in items.values():
        name = _joined(package, item.get("href") or "")
        if not labels and item.get("media-type") == _NCX and name in archive.names:
            _note(labels, name, _in_ncx(archive.xml(name)))
    return labels


def _note(labels: Labels, beside: str, found: Iterator[tuple[str, str]]) -> None:
    for target, label in found:
        file, _, fragment = target.partition("#")
        name = _joined(beside, file) if file else beside
        labels.setdefault(name, {}).setdefault(unquote(fragment), clean_label(label))


def _in_navigation(root: etree._Element) -> Iterator[tuple[str, str]]:
    for nav in root.iter("nav"):
        if "page-list" in (nav.get("epub:type") or "").split() or nav.get("role") == "doc-pagelist":
            for link in nav.iter("a"):
                yield link.get("href") or "", "".join(map(str, link.itertext()))


def _in_ncx(root: etree._Element) -> Iterator[tuple[str, str]]:
    for target in root.iter("{*}pageTarget"):
        text = "".join(
            str(part) for label in target.iter("{*}navLabel") for part in label.itertext()
        )
        for content in target.iter("{*}content"):
            yield content.get("src") or "", text.strip() or target.get("value") or ""


def _joined(beside: str, reference: str) -> str:
    """The member that a reference in the member `beside` means."""
    path = unquote(reference.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(beside), path))


def _nothing(_identity: str) -> None:
    return None
