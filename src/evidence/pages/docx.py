"""Word files: paragraphs, tables and notes, as they read with all tracked changes accepted.

A Word file has no pages of its own: it may tell where the last program that laid it out
broke them. Those breaks part the text here, and are taken for no printed page. A footnote
follows the page that calls it, an endnote the whole text; headers, footers and comments are
left out, and macros are not looked at.

Source: ISO/IEC 29500-1 (WordprocessingML), 17.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from evidence.domain.pages import Reading
from evidence.opening.archive import Archive, opened
from evidence.opening.unreadable import Unreadable
from evidence.pages._flow import Flow, reading, unread

MEDIA_TYPES = frozenset({"application/vnd.openxmlformats-officedocument.wordprocessingml.document"})
READER = "docx 1"
_MAIN = "word/document.xml"
_RELATIONS = "_rels/.rels"
_LAID_OUT = "its pages are those of the program that last laid it out"
_SKIPPED = frozenset(
    "del moveFrom instrText delText delInstrText pPr rPr tblPr trPr tcPr sdtPr sdtEndPr sectPr"
    " Fallback rt footnoteRef endnoteRef annotationRef separator continuationSeparator".split()
)
"""What does not read as text, or not once changes are accepted."""
_OFF = frozenset({"0", "false", "off", "none"})
_CHARACTERS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-", "softHyphen": ""}
_SYMBOLS_FROM = 0xF000
"""Symbols of a font stand in this private area: which letters they show, only the font knows."""

Notes = dict[str, etree._Element]


def read(path: Path) -> Reading:
    """Read the text of a Word file."""
    try:
        with opened(path) as archive:
            return _document(archive)
    except Unreadable as error:
        return unread(error, READER)
    except RecursionError:
        return unread(Unreadable("the file is nested too deeply to be read"), READER)


def _document(archive: Archive) -> Reading:
    main = _main(archive)
    body = archive.xml(main).find("{*}body")
    if body is None:
        raise Unreadable("the file is damaged: it holds no text body")
    text = _Text(_notes(archive, main, "footnote"), _notes(archive, main, "endnote"))
    text.add(body)
    text.end()
    pages = text.flow.pages()
    detail = _LAID_OUT if text.laid_out else None
    return reading(pages, READER, reflowable=True, detail=detail)


def _main(archive: Archive) -> str:
    """The member with the text."""
    if _RELATIONS in archive.names:
        for relation in archive.xml(_RELATIONS).iter("{*}Relationship"):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return posixpath.normpath((relation.get("Target") or "").lstrip("/"))
    return _MAIN


def _notes(archive: Archive, main: str, kind: str) -> Notes:
    """The notes of a kind by their number in the file."""
    name = posixpath.join(posixpath.dirname(main), f"{kind}s.xml")
    if name not in archive.names:
        return {}
    notes = archive.xml(name).iter(f"{{*}}{kind}")
    return {_value(note, "id"): note for note in notes if _value(note, "type") in {"", "normal"}}


@dataclass(slots=True)
class _Text:
    """The walk through a Word file's text.

    Args:
        laid_out: whether a program told where it broke a page.
    """

    footnotes: Notes
    endnotes: Notes
    flow: Flow = field(default_factory=Flow)
    laid_out: bool = False
    _called: list[etree._Element] = field(default_factory=list)
    _called_at_end: list[etree._Element] = field(default_factory=list)
    _boxes: list[etree._Element] = field(default_factory=list)
    _in_note: bool = False

    def add(self, element: etree._Element) -> None:
        """Add what stands in an element."""
        for child in element:
            self._one(child)

    def end(self) -> None:
        """Add what stands at the end: the last page's footnotes, and the endnotes."""
        self._add_notes(self._called)
        self._add_notes(self._called_at_end)

    def _one(self, element: etree._Element) -> None:
        kind = _kind(element)
        if kind == "t":
            self.flow.text(element.text or "")
        elif kind in _SKIPPED or _is_away(element, kind):
            return
        elif kind == "p":
            self._paragraph(element)
        elif kind == "tbl":
            self.add(element)
            self.flow.paragraph()
        elif kind == "tc":
            self.flow.text(" ")
            self.add(element)
        elif kind == "tr":
            self.flow.soft_line()
            self.add(element)
        elif kind in _CHARACTERS:
            self.flow.text(_CHARACTERS[kind])
        elif kind == "sym":
            self._symbol(element)
        elif kind == "cr" or (kind == "br" and _value(element, "type") != "page"):
            self.flow.line()
        elif kind == "br":
            self._page()
        elif kind == "lastRenderedPageBreak":
            self.laid_out = True
            if not self.flow.at_page_start:
                self._page()
        elif kind in {"footnoteReference", "endnoteReference"}:
            self._call(element, kind)
        elif kind == "txbxContent":
            self._boxes.append(element)
        else:
            self.add(element)

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find("{*}pPr")
        in_cell = _kind(element.getparent()) == "tc"
        if _is_on(properties, "{*}pageBreakBefore") and not self.flow.at_page_start:
            self._page()
        self.add(element)
        boxes, self._boxes = self._boxes, []
        # A paragraph whose mark was deleted goes on in the next one.
        if properties is None or properties.find("{*}rPr/{*}del") is None:
            if not in_cell:
                self.flow.paragraph()
            elif element.getnext() is not None:
                self.flow.soft_line()
        for box in boxes:
            self.add(box)
        section = properties.find("{*}sectPr") if properties is not None else None
        if section is not None and _starts_page(section):
            self._page()

    def _page(self) -> None:
        if self._in_note:
            return
        self._add_notes(self._called)
        self.flow.page()

    def _call(self, element: etree._Element, kind: str) -> None:
        notes = self.footnotes if kind == "footnoteReference" else self.endnotes
        called = self._called if kind == "footnoteReference" else self._called_at_end
        # Each is called once; a file may say otherwise, and would grow without end.
        note = notes.pop(_value(element, "id"), None)
        if note is not None:
            called.append(note)

    def _add_notes(self, notes: list[etree._Element]) -> None:
        self._in_note = True
        while notes:
            self.flow.paragraph()
            self.add(notes.pop(0))
        self._in_note = False

    def _symbol(self, element: etree._Element) -> None:
        try:
            code = int(_value(element, "char"), 16)
        except ValueError:
            return
        if code < _SYMBOLS_FROM:
            self.flow.text(chr(code))


def _is_away(element: etree._Element, kind: str) -> bool:
    """Whether a run is hidden, or a row of a table was deleted."""
    if kind == "r":
        return _is_on(element.find("{*}rPr"), "{*}vanish")
    return kind == "tr" and element.find("{*}trPr/{*}del") is not None


def _starts_page(section: etree._Element) -> bool:
    """Whether what follows a section's end begins a page."""
    kind = section.find("{*}type")
    return kind is None or _value(kind, "val") not in {"continuous", "nextColumn"}


def _is_on(properties: etree._Element | None, name: str) -> bool:
    found = properties.find(name) if properties is not None else None
    return found is not None and _value(found, "val").lower() not in _OFF


def _kind(element: etree._Element | None) -> str:
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: etree._Element, name: str) -> str:
    """An attribute, whichever namespace of WordprocessingML it is in."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
