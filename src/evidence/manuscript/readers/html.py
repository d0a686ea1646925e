"""HTML: a web page's article, its notes, its list of references and the links to it.

A link to an entry of the list is a citation; so is what pandoc marks as one. Navigation,
headers and footers of the page are left out.

Source: HTML Living Standard; DPUB-ARIA 1.1 ("doc-noteref", "doc-biblioentry").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from evidence.manuscript.document import CitedWork, Manuscript, Mark, MarkKind
from evidence.manuscript.readers._blocks import Blocks
from evidence.opening.decoding import bytes_of, decoded
from evidence.opening.html_tree import parsed
from evidence.opening.unreadable import Unreadable

_SKIPPED = frozenset(
    "head script style nav footer form button select textarea template noscript svg math iframe"
    " object audio video canvas dialog menu".split()
)
_BLOCKS = frozenset(
    "p div section article main header aside ul ol dl dt dd li figure figcaption table thead tbody"
    " tr td th pre blockquote address details summary body center fieldset".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OTHER = frozenset({"table", "figcaption", "pre", "caption"})
_LIST = re.compile(r"\b(?:references?|bibliography|csl-bib-body|reflist|doc-bibliography)\b|^refs$")
_ENTRY = re.compile(r"\b(?:csl-entry|doc-biblioentry|reference-text)\b")
_NOTES = re.compile(r"\b(?:footnotes|endnotes|doc-endnotes|doc-footnote)\b")
_CALL = re.compile(r"\b(?:footnote-ref|doc-noteref|noteref|footnoteref)\b")
_BACK = re.compile(r"\b(?:footnote-back|doc-backlink|mw-cite-backlink|footnote-backref)\b")
_PREFIX = re.compile(r"^(?:ref-|bib-|cite-|cite_note-)")


def read(path: Path) -> Manuscript:
    """Read an HTML page.

    Raises:
        Unreadable: it holds no HTML, or is nested too deeply.
    """
    root = parsed(decoded(bytes_of(path)))
    body = root.find(".//body")
    top = body if body is not None else root
    chosen = [each for name in ("article", "main") for each in top.iter(name)]
    if len(chosen) == 1 or (chosen and chosen[0].tag == "main"):
        top = chosen[0]
    walk = _Walk()
    try:
        walk.add(top)
        walk.end()
    except RecursionError:
        raise Unreadable("the page is nested too deeply to be read") from None
    text, marks = walk.blocks.writing.finished()
    title = root.findtext(".//title")
    return Manuscript(
        format="html",
        text=text,
        marks=walk.tied(marks),
        blocked=True,
        title=walk.blocks.title or (" ".join(title.split()) if title else None),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


@dataclass(slots=True)
class _Walk:
    blocks: Blocks = field(default_factory=Blocks)
    _notes: list[tuple[str, etree._Element]] = field(default_factory=list)
    _entries: set[str] = field(default_factory=set)
    _listed: int = 0

    def add(self, element: etree._Element, *, kind: MarkKind = MarkKind.PARAGRAPH) -> None:
        """Add what stands in an element; its blocks are of that kind unless they say another."""
        self.blocks.text(element.text or "")
        for child in element:
            self._one(child, kind)
            self.blocks.text(child.tail or "")

    def end(self) -> None:
        """Write the notes that wait."""
        self.blocks.close(MarkKind.PARAGRAPH)
        waiting, self._notes = self._notes, []
        for name, note in waiting:
            self._inline(note)
            self.blocks.close(MarkKind.NOTE, name=name)

    def tied(self, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        """The marks without links that lead to no entry; keys named as the entries are."""
        kept = []
        spans: set[tuple[int, int]] = set()
        for mark in marks:
            if mark.kind is MarkKind.CITATION:
                linked = mark.name == "link"
                if linked and not all(work.key in self._entries for work in mark.works):
                    continue
                inside = any(start <= mark.start and mark.end <= end for start, end in spans)
                if linked and inside:
                    continue
                spans = {(mark.start, mark.end)}
                mark = Mark(mark.kind, mark.start, mark.end, works=mark.works)
            kept.append(mark)
        return tuple(kept)

    def _one(self, element: etree._Element, kind: MarkKind) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        said = _said(element)
        if tag in _SKIPPED or not tag or _BACK.search(said) or _is_hidden(element):
            return
        if tag in _HEADINGS:
            self.blocks.close(kind)
            self._inline(element)
            title = _HEADINGS[tag] == 1 and self.blocks.title is None
            self.blocks.close(
                MarkKind.TITLE if title else MarkKind.HEADING, 0 if title else _HEADINGS[tag]
            )
        elif _NOTES.search(said) and tag in _BLOCKS:
            self.blocks.close(kind)
            self._keep_notes(element)
        elif tag in _BLOCKS or tag == "caption":
            self._block(element, tag, said, kind)
        elif tag == "a":
            self._link(element, said, kind)
        elif tag == "sup":
            start = self.blocks.here()
            self.add(element, kind=kind)
            self.blocks.mark(MarkKind.RAISED, start)
        elif tag in {"span", "cite"} and element.get("data-cites"):
            start = self.blocks.here()
            self.add(element, kind=kind)
            keys = (element.get("data-cites") or "").split()
            self.blocks.mark(MarkKind.CITATION, start, tuple(map(CitedWork, keys)))
        elif tag == "br":
            self.blocks.text(" ")
        else:
            self.add(element, kind=kind)

    def _block(self, element: etree._Element, tag: str, said: str, kind: MarkKind) -> None:
        self.blocks.close(kind)
        opens = bool(_LIST.search(said)) and tag not in {"li", "p"}
        self._listed += opens
        entry = bool(_ENTRY.search(said)) or (
            self._listed > 0 and tag in {"li", "p", "dd"} and kind is not MarkKind.ENTRY
        )
        if entry:
            name = _PREFIX.sub("", element.get("id") or "")
            self._inline(element)
            if name:
                self._entries.add(name)
            self.blocks.close(MarkKind.ENTRY, name=name)
        else:
            if tag in _OTHER:
                kind = MarkKind.OTHER
            elif tag == "blockquote":
                kind = MarkKind.QUOTATION
            self.add(element, kind=kind)
            if tag in {"td", "th"} or (tag == "tr" and kind is MarkKind.OTHER):
                self.blocks.text(" ")
            else:
                self.blocks.close(kind)
        self._listed -= opens

    def _inline(self, element: etree._Element) -> None:
        """What stands in an element as one run of words."""
        self.blocks.text(element.text or "")
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            said = _said(child)
            if tag and tag not in _SKIPPED and not _BACK.search(said):
                if tag in {"a", "sup", "span", "cite"}:
                    self._one(child, MarkKind.PARAGRAPH)
                else:
                    self._inline(child)
                    self.blocks.text(" " if tag in _BLOCKS or tag == "br" else "")
            self.blocks.text(child.tail or "")

    def _link(self, element: etree._Element, said: str, kind: MarkKind) -> None:
        target = element.get("href") or ""
        if _CALL.search(said) and target.startswith("#"):
            self.blocks.call(target[1:])
            return
        start = self.blocks.here()
        self.add(element, kind=kind)
        if target.startswith("#") and len(target) > 1:
            work = CitedWork(_PREFIX.sub("", target[1:]))
            self.blocks.mark(MarkKind.CITATION, start, (work,), "link")

    def _keep_notes(self, element: etree._Element) -> None:
        items = list(element.iter("li")) or [element]
        self._notes += [(each.get("id") or "", each) for each in items]


def _said(element: etree._Element) -> str:
    """What an element says of itself: class, role, id, EPUB type."""
    names = ("class", "role", "id", "epub:type", "type")
    return " ".join(element.get(name) or "" for name in names).strip()


def _is_hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    return element.get("hidden") is not None or "display:none" in style
