"""OpenDocument texts: paragraphs, tables and notes, without deleted and hidden text.

Like a Word file it has no pages of its own, but may tell where they last broke.

Source: OpenDocument 1.3 part 3, 5 and 6.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from evidence.domain.pages import Reading
from evidence.opening.archive import Archive, opened
from evidence.opening.unreadable import Locked, Unreadable
from evidence.pages._flow import Flow, reading, unread

MEDIA_TYPES = frozenset({"application/vnd.oasis.opendocument.text"})
READER = "odt 1"
_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_LAID_OUT = "its pages are those of the program that last laid it out"
_SKIPPED = frozenset(
    "tracked-changes annotation annotation-end hidden-text hidden-paragraph note-citation"
    " ruby-text forms sequence-decls variable-decls user-field-decls title desc"
    " binary-data event-listeners index-title-template table-of-content-source".split()
)


def read(path: Path) -> Reading:
    """Read the text of an OpenDocument text."""
    try:
        with opened(path) as archive:
            return _document(archive)
    except Unreadable as error:
        return unread(error, READER)
    except RecursionError:
        return unread(Unreadable("the file is nested too deeply to be read"), READER)


def _document(archive: Archive) -> Reading:
    if _MANIFEST in archive.names:
        manifest = archive.xml(_MANIFEST)
        if next(manifest.iter("{*}encryption-data"), None) is not None:
            raise Locked("the file asks for a password")
    body = archive.xml(_CONTENT).find("{*}body/{*}text")
    if body is None:
        raise Unreadable("the file is damaged: it holds no text body")
    text = _Text()
    text.add(body)
    text.add_notes(text.footnotes)
    text.add_notes(text.endnotes)
    detail = _LAID_OUT if text.flow.marks else None
    return reading(text.flow.pages(), READER, reflowable=True, detail=detail)


@dataclass(slots=True)
class _Text:
    """The walk through the text; footnotes wait for their page's end."""

    flow: Flow = field(default_factory=Flow)
    footnotes: list[etree._Element] = field(default_factory=list)
    endnotes: list[etree._Element] = field(default_factory=list)
    _boxes: list[etree._Element] = field(default_factory=list)
    _in_note: bool = False

    def add(self, element: etree._Element, *, mixed: bool = False) -> None:
        """Add what stands in an element; only in `mixed` content is bare text text."""
        if mixed and element.text:
            self.flow.text(element.text)
        for child in element:
            self._one(child, mixed=mixed)
            if mixed and child.tail:
                self.flow.text(child.tail)

    def add_notes(self, notes: list[etree._Element]) -> None:
        """Add the notes that wait."""
        self._in_note = True
        while notes:
            self.flow.paragraph()
            self.add(notes.pop(0))
        self._in_note = False

    def _one(self, element: etree._Element, *, mixed: bool) -> None:
        kind = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if kind in _SKIPPED or not kind:
            return
        if kind in {"p", "h"}:
            self._paragraph(element)
        elif kind == "table-row":
            self.flow.soft_line()
            self.add(element)
        elif kind == "table":
            self.add(element)
            self.flow.paragraph()
        elif kind in {"table-cell", "covered-table-cell"}:
            self.flow.text(" ")
            self.add(element)
        elif kind in {"s", "tab"}:
            self.flow.text(" ")
        elif kind == "line-break":
            self.flow.line()
        elif kind == "soft-page-break":
            self._page()
        elif kind == "note":
            at_end = any(str(value) == "endnote" for value in element.attrib.values())
            (self.endnotes if at_end else self.footnotes).extend(element.iter("{*}note-body"))
        elif kind == "text-box":
            self._boxes.append(element)
        else:
            self.add(element, mixed=mixed)

    def _paragraph(self, element: etree._Element) -> None:
        self.add(element, mixed=True)
        parent = element.getparent()
        in_cell = parent is not None and str(parent.tag).endswith("}table-cell")
        if not in_cell:
            self.flow.paragraph()
        elif element.getnext() is not None:
            self.flow.soft_line()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.add(box)

    def _page(self) -> None:
        if not self._in_note:
            self.add_notes(self.footnotes)
            self.flow.page()
