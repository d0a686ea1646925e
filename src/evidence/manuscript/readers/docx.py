"""Word files: headings, paragraphs, notes, and the field codes of reference managers.

Tracked changes read as accepted; comments, headers, footers and hidden text are left out;
macros are not looked at.

Source: ISO/IEC 29500-1 (WordprocessingML), 17; fields: 17.16.
"""

from __future__ import annotations

import base64
import binascii
import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from evidence.manuscript.document import CitedWork, Manuscript, MarkKind, Record
from evidence.manuscript.readers import _fields, _word_sources
from evidence.manuscript.readers._blocks import Blocks
from evidence.opening.archive import Archive, opened
from evidence.opening.unreadable import Unreadable

_MAIN = "word/document.xml"
_SKIPPED = frozenset(
    "del moveFrom delText delInstrText pPr rPr tblPr trPr tcPr sdtPr sdtEndPr sectPr Fallback rt"
    " footnoteRef endnoteRef annotationRef separator continuationSeparator".split()
)
_OFF = frozenset({"0", "false", "off", "none"})
_CHARACTERS = {
    "tab": " ",
    "ptab": " ",
    "noBreakHyphen": "-",
    "softHyphen": "",
    "cr": " ",
    "br": " ",
}
_HEADING = re.compile(r"(?:heading|titre|überschrift|título|titulo|encabezado)\s*(\d)", re.I)
_LISTED = re.compile(r"bibliograph|bibliogra[fp]|literaturverz|references?$", re.I)
_QUOTED = re.compile(r"quot|zitat|cita(?:tion|ción|ção)?$|block text", re.I)


def read(path: Path) -> Manuscript:
    """Read a Word file.

    Raises:
        Unreadable: it is damaged, locked, or unpacks to too much.
    """
    try:
        with opened(path) as archive:
            return _manuscript(archive)
    except RecursionError:
        raise Unreadable("the file is nested too deeply to be read") from None


def _manuscript(archive: Archive) -> Manuscript:
    main = _main(archive)
    folder = posixpath.dirname(main)
    root = archive.xml(main)
    body = root.find("{*}body")
    if body is None:
        raise Unreadable("the file is damaged: it holds no text body")
    notes = {
        (kind, _value(note, "id")): note
        for kind in ("footnote", "endnote")
        if (name := posixpath.join(folder, f"{kind}s.xml")) in archive.names
        for note in archive.xml(name).iter(f"{{*}}{kind}")
        if _value(note, "type") in {"", "normal"}
    }
    walk = _Walk(_styles(archive, folder), notes)
    walk.add(body)
    walk.end()
    text, marks = walk.blocks.writing.finished()
    changed = any(next(root.iter(f"{{*}}{kind}"), None) is not None for kind in ("ins", "del"))
    records = [
        (key, Record("csl-json", json.dumps(item, ensure_ascii=False)))
        for name in sorted(archive.names)
        if re.fullmatch(r"customXml/item\d+\.xml", name)
        for key, item in _word_sources.read(archive.xml(name))
    ]
    return Manuscript(
        format="docx",
        text=text,
        marks=marks,
        blocked=True,
        title=walk.blocks.title,
        records=tuple(records),
        notices=("its tracked changes are read as accepted",) if changed else (),
    )


def _main(archive: Archive) -> str:
    if "_rels/.rels" in archive.names:
        for relation in archive.xml("_rels/.rels").iter("{*}Relationship"):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                return posixpath.normpath((relation.get("Target") or "").lstrip("/"))
    return _MAIN


def _styles(archive: Archive, folder: str) -> dict[str, tuple[MarkKind, int]]:
    """What paragraphs of each style are, by the style's id; styles inherit."""
    name = posixpath.join(folder, "styles.xml")
    if name not in archive.names:
        return {}
    made: dict[str, tuple[MarkKind, int]] = {}
    based: dict[str, str] = {}
    for style in archive.xml(name).iter("{*}style"):
        id_ = _value(style, "styleId")
        named, parent = style.find("{*}name"), style.find("{*}basedOn")
        called = _value(named, "val") if named is not None else ""
        outline = style.find("{*}pPr/{*}outlineLvl")
        if outline is not None and _value(outline, "val") in set("01234567"):
            made[id_] = MarkKind.HEADING, int(_value(outline, "val")) + 1
        elif (kind := _styled(called)) is not None:
            made[id_] = kind
        elif parent is not None:
            based[id_] = _value(parent, "val")
    for id_, parent_ in based.items():
        seen = {id_}
        while parent_ in based and parent_ not in seen:
            seen.add(parent_)
            parent_ = based[parent_]
        if parent_ in made:
            made[id_] = made[parent_]
    return made


def _styled(name: str) -> tuple[MarkKind, int] | None:
    if (heading := _HEADING.match(name)) is not None:
        return MarkKind.HEADING, int(heading[1])
    if name.casefold() == "title":
        return MarkKind.TITLE, 0
    if name.casefold() == "caption":
        return MarkKind.OTHER, 0
    if _LISTED.search(name):
        return MarkKind.ENTRY, 0
    return (MarkKind.QUOTATION, 0) if _QUOTED.search(name) else None


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    shown: bool = False
    start: int = 0


@dataclass(slots=True)
class _Walk:
    """The walk through a Word file's text."""

    styles: dict[str, tuple[MarkKind, int]]
    notes: dict[tuple[str, str], etree._Element]
    blocks: Blocks = field(default_factory=Blocks)
    _fields: list[_Field] = field(default_factory=list)
    _called: list[tuple[str, etree._Element]] = field(default_factory=list)
    _table: int = 0
    _listed: bool = False

    def add(self, element: etree._Element) -> None:
        """Add what stands in an element."""
        for child in element:
            self._one(child)

    def end(self) -> None:
        """Write the notes."""
        self.blocks.close(MarkKind.PARAGRAPH)
        for name, note in self._called:
            for paragraph in note.iter("{*}p"):
                self.add(paragraph)
                self._text(" ")
            self.blocks.close(MarkKind.NOTE, name=name)

    def _one(self, element: etree._Element) -> None:
        kind = _kind(element)
        if kind == "t":
            self._text(element.text or "")
        elif kind in _SKIPPED or _is_away(element, kind):
            return
        elif kind == "p":
            self._paragraph(element)
        elif kind == "tbl":
            self._table += 1
            self.add(element)
            self._table -= 1
        elif kind == "instrText":
            if self._fields:
                self._fields[-1].code.append(element.text or "")
        elif kind == "fldChar":
            self._field(_value(element, "fldCharType"))
        elif kind == "fldSimple":
            self._fields.append(_Field([_value(element, "instr")], True, self.blocks.here()))
            self.add(element)
            self._field("end")
        elif kind == "sdt":
            self._control(element)
        elif kind in _CHARACTERS:
            self._text(_CHARACTERS[kind])
        elif kind in {"footnoteReference", "endnoteReference"}:
            self._call(kind.removesuffix("Reference"), _value(element, "id"))
        elif kind == "r" and _raised(element):
            start = self.blocks.here()
            self.add(element)
            self.blocks.mark(MarkKind.RAISED, start)
        else:
            self.add(element)

    def _paragraph(self, element: etree._Element) -> None:
        kind, level = self._kind_of(element)
        self._listed = False
        self.add(element)
        if self._listed and kind is MarkKind.PARAGRAPH:
            kind = MarkKind.ENTRY
        deleted = element.find("{*}pPr/{*}rPr/{*}del") is not None
        if not deleted:  # else it goes on in the next paragraph
            self.blocks.close(kind, level)

    def _kind_of(self, element: etree._Element) -> tuple[MarkKind, int]:
        if self._table:
            return MarkKind.OTHER, 0
        style = element.find("{*}pPr/{*}pStyle")
        outline = element.find("{*}pPr/{*}outlineLvl")
        if outline is not None and _value(outline, "val") in set("01234567"):
            return MarkKind.HEADING, int(_value(outline, "val")) + 1
        if any(_fields.is_list("".join(each.code)) for each in self._fields):
            return MarkKind.ENTRY, 0
        name = _value(style, "val") if style is not None else ""
        return self.styles.get(name) or _styled(name) or (MarkKind.PARAGRAPH, 0)

    def _control(self, element: etree._Element) -> None:
        """A content control: Mendeley's holds its citation in the tag, Word's list its entries."""
        tag = element.find("{*}sdtPr/{*}tag")
        works = tuple(_mendeley(_value(tag, "val"))) if tag is not None else ()
        listed = element.find("{*}sdtPr/{*}bibliography") is not None
        listed = listed or (tag is not None and "MENDELEY_BIBLIOGRAPHY" in _value(tag, "val"))
        if listed:
            self._fields.append(_Field(["BIBLIOGRAPHY"], True, 0))
        start = self.blocks.here()
        self.add(element)
        if works:
            self.blocks.mark(MarkKind.CITATION, start, works)
        if listed:
            self._fields.pop()

    def _field(self, side: str) -> None:
        if side == "begin":
            self._fields.append(_Field())
        elif side == "separate" and self._fields:
            self._fields[-1].shown, self._fields[-1].start = True, self.blocks.here()
            self._listed |= _fields.is_list("".join(self._fields[-1].code))
        elif side == "end" and self._fields:
            done = self._fields.pop()
            works = _fields.works("".join(done.code))
            if works and done.shown:
                self.blocks.mark(MarkKind.CITATION, done.start, works)

    def _call(self, kind: str, id_: str) -> None:
        note = self.notes.pop((kind, id_), None)  # each is called once, whatever a file says
        if note is not None:
            name = str(len(self._called) + 1)
            self._called.append((name, note))
            self.blocks.call(name)

    def _text(self, text: str) -> None:
        if not self._fields or self._fields[-1].shown:  # else a code's own words
            self.blocks.text(text)


def _mendeley(tag: str) -> Iterator[CitedWork]:
    """Mendeley Cite keeps a citation in base 64 after "MENDELEY_CITATION_v3_"."""
    if tag.startswith("MENDELEY_CITATION_v3_"):
        try:
            data = base64.b64decode(tag.removeprefix("MENDELEY_CITATION_v3_"), validate=True)
            yield from _fields.works(f"ADDIN CSL_CITATION {data.decode('utf-8')}")
        except (binascii.Error, ValueError):
            return


def _raised(element: etree._Element) -> bool:
    align = element.find("{*}rPr/{*}vertAlign")
    return align is not None and _value(align, "val") == "superscript"


def _is_away(element: etree._Element, kind: str) -> bool:
    """Whether a run is hidden, or a row of a table was deleted."""
    if kind == "r":
        vanish = element.find("{*}rPr/{*}vanish")
        return vanish is not None and _value(vanish, "val").lower() not in _OFF
    return kind == "tr" and element.find("{*}trPr/{*}del") is not None


def _kind(element: etree._Element | None) -> str:
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: etree._Element, name: str) -> str:
    """An attribute, whichever namespace of WordprocessingML it is in."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
