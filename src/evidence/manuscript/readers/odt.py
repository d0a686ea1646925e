"""OpenDocument texts: headings, paragraphs, notes, and Zotero's and LibreOffice's citations.

Source: OpenDocument 1.3 part 3, 5, 6 and 7.1.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from evidence.manuscript.document import CitedWork, Manuscript, MarkKind, Record
from evidence.manuscript.readers import _fields
from evidence.manuscript.readers._blocks import Blocks
from evidence.opening.archive import Archive, opened
from evidence.opening.unreadable import Locked, Unreadable

_SKIPPED = frozenset(
    "tracked-changes annotation annotation-end hidden-text hidden-paragraph note-citation"
    " ruby-text forms sequence-decls variable-decls user-field-decls title desc binary-data"
    " event-listeners index-title-template table-of-content-source bibliography-source".split()
)
_ZOTERO = re.compile(r"ZOTERO_ITEM CSL_CITATION (\{.*\})", re.DOTALL)
_BLANKS = {"s": " ", "tab": " ", "line-break": " ", "soft-page-break": ""}


def read(path: Path) -> Manuscript:
    """Read an OpenDocument text.

    Raises:
        Unreadable: it is damaged or unpacks to too much. Locked: it asks for a password.
    """
    try:
        with opened(path) as archive:
            return _manuscript(archive)
    except RecursionError:
        raise Unreadable("the file is nested too deeply to be read") from None


def _manuscript(archive: Archive) -> Manuscript:
    if "META-INF/manifest.xml" in archive.names:
        manifest = archive.xml("META-INF/manifest.xml")
        if next(manifest.iter("{*}encryption-data"), None) is not None:
            raise Locked("the file asks for a password")
    root = archive.xml("content.xml")
    body = root.find("{*}body/{*}text")
    if body is None:
        raise Unreadable("the file is damaged: it holds no text body")
    walk = _Walk(_styles(root))
    walk.add(body)
    walk.end()
    text, marks = walk.blocks.writing.finished()
    return Manuscript("odt", text, marks, blocked=True, title=walk.blocks.title)


def _styles(root: etree._Element) -> dict[str, str]:
    """The names of the styles that automatic ones inherit, and "raised" of superscript."""
    made = {}
    for style in root.iter("{*}style"):
        place = style.find("{*}text-properties")
        if place is not None and _value(place, "text-position").startswith("super"):
            made[_value(style, "name")] = "raised"
        elif _value(style, "parent-style-name"):
            made[_value(style, "name")] = _value(style, "parent-style-name")
    return made


@dataclass(slots=True)
class _Walk:
    """The walk through the text; notes wait for the end."""

    styles: dict[str, str]
    blocks: Blocks = field(default_factory=Blocks)
    _notes: list[etree._Element] = field(default_factory=list)
    _marks: list[tuple[str, int, tuple[CitedWork, ...]]] = field(default_factory=list)
    _inside: list[str] = field(default_factory=list)

    def add(self, element: etree._Element, *, mixed: bool = False) -> None:
        """Add what stands in an element; only in `mixed` content is bare text text."""
        if mixed and element.text:
            self.blocks.text(element.text)
        for child in element:
            self._one(child, mixed=mixed)
            if mixed and child.tail:
                self.blocks.text(child.tail)

    def end(self) -> None:
        """Write the notes that wait."""
        for number, note in enumerate(self._notes, 1):
            for paragraph in (*note.iter("{*}p"), *note.iter("{*}h")):
                self.add(paragraph, mixed=True)
                self.blocks.text(" ")
            self.blocks.close(MarkKind.NOTE, name=str(number))

    def _one(self, element: etree._Element, *, mixed: bool) -> None:
        kind = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if kind in _SKIPPED or not kind:
            return
        if kind in {"p", "h"}:
            self._paragraph(element, kind)
        elif kind in _BLANKS:
            self.blocks.text(_BLANKS[kind])
        elif kind == "note":
            body = element.find("{*}note-body")
            if body is not None:
                self._notes.append(body)
                self.blocks.call(str(len(self._notes)))
        elif kind == "reference-mark-start":
            found = _ZOTERO.search(_value(element, "name"))
            works = _fields.works(f"ADDIN CSL_CITATION {found[1]}") if found else ()
            self._marks.append((_value(element, "name"), self.blocks.here(), works))
        elif kind == "reference-mark-end":
            for mark in [each for each in self._marks if each[0] == _value(element, "name")]:
                self._marks.remove(mark)
                if mark[2]:
                    self.blocks.mark(MarkKind.CITATION, mark[1], mark[2])
        elif kind == "bibliography-mark":
            start = self.blocks.here()
            self.add(element, mixed=True)
            self.blocks.mark(MarkKind.CITATION, start, (_entry(element),))
        elif kind == "span" and self.styles.get(_value(element, "style-name")) == "raised":
            start = self.blocks.here()
            self.add(element, mixed=True)
            self.blocks.mark(MarkKind.RAISED, start)
        elif kind in {"table", "bibliography", "section", "index-title"}:
            name = f"{kind} {_value(element, 'name')}"
            self._inside.append(name)
            self.add(element, mixed=mixed)
            self._inside.pop()
        else:
            self.add(element, mixed=mixed)

    def _paragraph(self, element: etree._Element, kind: str) -> None:
        self.add(element, mixed=True)
        name = _value(element, "style-name")
        style = f"{name} {self.styles.get(name, '')}".casefold()
        inside = " ".join(self._inside).casefold()
        level = int(_value(element, "outline-level") or 1) if kind == "h" else 0
        if kind == "h" or inside.endswith("index-title ") or "index-title" in inside:
            self.blocks.close(MarkKind.HEADING, level or 1)
        elif "table " in inside or "caption" in style:
            self.blocks.close(MarkKind.OTHER)
        elif "bibliograph" in style or "bibliograph" in inside or "zotero_bibl" in inside:
            self.blocks.close(MarkKind.ENTRY)
        elif style.split()[:1] == ["title"] or style.endswith(" title"):
            self.blocks.close(MarkKind.TITLE)
        else:
            quoted = "quot" in style
            self.blocks.close(MarkKind.QUOTATION if quoted else MarkKind.PARAGRAPH)


def _entry(element: etree._Element) -> CitedWork:
    """LibreOffice's own citation, which carries its record in its attributes."""
    said = {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}
    key = said.get("identifier", "") or said.get("title", "?")
    item: dict[str, object] = {"id": key, "type": "document"}
    for theirs, ours in (("title", "title"), ("journal", "container-title"), ("pages", "page"),
                         ("booktitle", "container-title"), ("publisher", "publisher"),
                         ("volume", "volume"), ("number", "issue"), ("url", "URL")):  # fmt: skip
        if said.get(theirs):
            item[ours] = said[theirs]
    if said.get("year", "").isdigit():
        item["issued"] = {"date-parts": [[int(said["year"])]]}
    if said.get("author"):
        item["author"] = [{"literal": name.strip()} for name in said["author"].split(";")]
    return CitedWork(key, Record("csl-json", json.dumps(item, ensure_ascii=False)))


def _value(element: etree._Element, name: str) -> str:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
