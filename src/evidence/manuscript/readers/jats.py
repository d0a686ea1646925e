"""JATS XML, as journals and archives keep articles: every citation tied, every entry in fields.

Source: ANSI/NISO Z39.96 (JATS 1.3), `<xref>`, `<ref>`, `<element-citation>`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from evidence.manuscript.document import CitedWork, Manuscript, MarkKind, Record
from evidence.manuscript.readers._blocks import Blocks
from evidence.opening.decoding import bytes_of
from evidence.opening.unreadable import Unreadable
from evidence.opening.xml_tree import parsed, words

_SKIPPED = frozenset(
    "journal-meta contrib-group aff author-notes pub-date history permissions self-uri"
    " article-id article-categories funding-group counts custom-meta-group kwd-group label"
    " object-id alternatives supplementary-material graphic media tex-math trans-title-group"
    " related-article issue volume fpage lpage elocation-id product pub-history".split()
)
_OTHER = frozenset({"table-wrap", "fig", "disp-formula", "code", "preformat", "boxed-text"})
_TYPES = {
    "journal": "article-journal", "book": "book", "chapter": "chapter", "report": "report",
    "thesis": "thesis", "conference": "paper-conference", "confproc": "paper-conference",
    "web": "webpage", "website": "webpage", "newspaper": "article-newspaper",
    "preprint": "article", "data": "dataset", "patent": "patent", "software": "software",
}  # fmt: skip
_RANGE = re.compile(r"\s*[\])]?\s*[-‐‑–—−]\s*[\[(]?\s*")
_LONGEST_RANGE = 60


def read(path: Path) -> Manuscript:
    """Read a JATS article.

    Raises:
        Unreadable: it is damaged, or holds no article.
    """
    root = parsed(bytes_of(path))
    article = root if root.tag == "article" else next(root.iter("{*}article"), None)
    if article is None:
        raise Unreadable("the file is XML, but no article in JATS")
    refs = [each.get("id") or f"ref-{at}" for at, each in enumerate(article.iter("{*}ref"), 1)]
    walk = _Walk(refs)
    try:
        walk.article(article)
    except RecursionError:
        raise Unreadable("the file is nested too deeply to be read") from None
    text, marks = walk.blocks.writing.finished()
    return Manuscript(
        format="jats",
        text=text,
        marks=marks,
        blocked=True,
        title=walk.blocks.title,
        language=article.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


@dataclass(slots=True)
class _Walk:
    refs: list[str]
    blocks: Blocks = field(default_factory=Blocks)
    _notes: list[tuple[str, etree._Element]] = field(default_factory=list)
    _last: tuple[int, str] | None = None

    def article(self, article: etree._Element) -> None:
        """Write a whole article, its notes at the end."""
        for title in article.findall("{*}front/{*}article-meta/{*}title-group/{*}article-title"):
            self._inline(title)
            self.blocks.close(MarkKind.TITLE)
        for abstract in article.findall("{*}front/{*}article-meta/{*}abstract"):
            if abstract.find("{*}title") is None:
                self.blocks.text("Abstract")
                self.blocks.close(MarkKind.HEADING, 1)
            self._children(abstract, 1)
        for part in ("body", "back"):
            for each in article.findall(f"{{*}}{part}"):
                self._children(each, 1)
        for name, note in self._notes:
            for paragraph in note.iter("{*}p"):
                self._inline(paragraph)
                self.blocks.text(" ")
            self.blocks.close(MarkKind.NOTE, name=name)

    def _children(self, element: etree._Element, level: int) -> None:
        for child in element:
            self._block(child, level)

    def _block(self, element: etree._Element, level: int) -> None:
        kind = _kind(element)
        if kind in _SKIPPED or not kind:
            return
        if kind in {"sec", "ack", "app", "abstract", "glossary"}:
            self._children(element, level + (kind == "sec"))
        elif kind == "title":
            self._inline(element)
            self.blocks.close(MarkKind.HEADING, max(1, level - 1))
        elif kind == "p":
            self._inline(element)
            self.blocks.close(MarkKind.PARAGRAPH)
        elif kind == "disp-quote":
            for paragraph in element.iter("{*}p"):
                self._inline(paragraph)
                self.blocks.close(MarkKind.QUOTATION)
        elif kind in _OTHER:
            for caption in element.findall("{*}caption"):
                for child in caption:
                    self._inline(child)
                    self.blocks.text(" ")
            self.blocks.close(MarkKind.OTHER)
        elif kind == "ref-list":
            if element.find("{*}title") is None:
                self.blocks.text("References")
                self.blocks.close(MarkKind.HEADING, 1)
            self._children(element, level)
        elif kind == "ref":
            self._ref(element)
        elif kind == "fn":
            self._note(element)
        else:
            self._children(element, level)

    def _inline(self, element: etree._Element) -> None:
        self.blocks.text(element.text or "")
        for child in element:
            self._one(child)
            self.blocks.text(child.tail or "")

    def _one(self, element: etree._Element) -> None:
        kind = _kind(element)
        if kind == "xref":
            self._refer(element)
        elif kind == "sup":
            start = self.blocks.here()
            self._inline(element)
            self.blocks.mark(MarkKind.RAISED, start)
        elif kind == "fn":
            self._note(element)
            self.blocks.call(element.get("id") or "")
        elif kind in {"list", "def-list", "list-item", "p"}:
            self._inline(element)
            self.blocks.text(" ")
        elif kind and kind not in _SKIPPED and kind not in _OTHER:
            self._inline(element)

    def _refer(self, element: etree._Element) -> None:
        targets = (element.get("rid") or "").split()
        start = self.blocks.here()
        self._inline(element)
        if element.get("ref-type") == "bibr" and targets:
            between = ""
            if self._last is not None and self._last[0] <= start:
                between = self.blocks.writing.text(self._last[0], start)
            if self._last is not None and between and _RANGE.fullmatch(between):
                targets = [*self._between(self._last[1], targets[0]), *targets]
            works = tuple(CitedWork(key) for key in targets)
            self.blocks.mark(MarkKind.CITATION, start, works)
            self._last = self.blocks.here(), targets[-1]
        elif element.get("ref-type") in {"fn", "table-fn"} and targets:
            self.blocks.call(targets[0])

    def _between(self, first: str, last: str) -> list[str]:
        """The entries between two that a dash joins."""
        if first in self.refs and last in self.refs:
            one, other = self.refs.index(first), self.refs.index(last)
            if one < other <= one + _LONGEST_RANGE:
                return self.refs[one + 1 : other]
        return []

    def _note(self, element: etree._Element) -> None:
        name = element.get("id") or f"note-{len(self._notes) + 1}"
        if all(name != known for known, _ in self._notes):
            self._notes.append((name, element))

    def _ref(self, element: etree._Element) -> None:
        cited = [
            each for kind in ("mixed-citation", "element-citation", "nlm-citation", "citation")
            for each in element.iter(f"{{*}}{kind}")
        ]  # fmt: skip
        key = element.get("id") or ""
        record = None
        for number, each in enumerate(cited):
            if number and cited[0].tag != each.tag:
                continue
            bare = not (each.text or "").strip() and _kind(each) == "element-citation"
            self.blocks.text(" ".join(_spaced(each)) if bare else words(each))
            self.blocks.text(" ")
        if len(cited) == 1 and (item := _item(cited[0], key)):
            record = Record("csl-json", json.dumps(item, ensure_ascii=False))
        self.blocks.close(MarkKind.ENTRY, name=key, record=record)


def _spaced(cited: etree._Element) -> list[str]:
    """The words of a citation that is all fields, with the signs that readers expect."""
    names = []
    for name in cited.iter("{*}name"):
        family, given = name.findtext("{*}surname"), name.findtext("{*}given-names")
        names.append(", ".join(filter(None, (family, given))))
    names += [words(each) for each in cited.iter("{*}collab")]
    said = {_kind(child): words(child).strip() for child in cited}
    parts = ["; ".join(names), said.get("year"), said.get("article-title"), said.get("source")]
    place = ", ".join(filter(None, (said.get("volume"), said.get("fpage"))))
    parts += [place, said.get("publisher-name"), said.get("pub-id"), said.get("uri")]
    return [f"{part.rstrip('.')}." for part in parts if part]


def _item(cited: etree._Element, key: str) -> dict[str, Any] | None:
    """A citation's fields as CSL-JSON; None where it holds too few to stand for a work."""
    said: dict[str, str] = {}
    for child in cited.iter():
        kind = _kind(child)
        if kind == "pub-id":
            kind = (child.get("pub-id-type") or "").casefold()
        if kind and kind not in said:
            said[kind] = " ".join(words(child).split())
    type_ = cited.get("publication-type") or cited.get("citation-type") or ""
    item: dict[str, Any] = {"id": key, "type": _TYPES.get(type_.casefold(), "document")}
    title = said.get("article-title") or said.get("chapter-title") or said.get("data-title")
    if title and said.get("source"):
        item |= {"title": title, "container-title": said["source"]}
        if item["type"] == "book":
            item["type"] = "chapter"
    elif title or said.get("source"):
        item["title"] = title or said["source"]
    for theirs, ours in (("volume", "volume"), ("issue", "issue"), ("publisher-name", "publisher"),
                         ("publisher-loc", "publisher-place"), ("edition", "edition"),
                         ("doi", "DOI"), ("pmid", "PMID"), ("uri", "URL"),
                         ("ext-link", "URL")):  # fmt: skip
        if said.get(theirs):
            item[ours] = said[theirs]
    first, last = said.get("fpage"), said.get("lpage")
    if first:
        item["page"] = f"{first}-{last}" if last and last != first else first
    if (year := re.match(r"(\d{4})", said.get("year", ""))) is not None:
        item["issued"] = {"date-parts": [[int(year[1])]]}
    for role in ("author", "editor"):
        people = [
            person
            for group in cited.iter("{*}person-group")
            if (group.get("person-group-type") or "author") == role
            for person in _people(group)
        ]
        if not people and role == "author" and cited.find("{*}person-group") is None:
            people = _people(cited)
        if people:
            item[role] = people
    return item if "title" in item else None


def _people(group: etree._Element) -> list[dict[str, str]]:
    made = []
    for each in group.iter():
        kind = _kind(each)
        if kind in {"name", "string-name"} and each.findtext("{*}surname"):
            said = {"family": each.findtext("{*}surname"), "given": each.findtext("{*}given-names")}
            made.append({name: value.strip() for name, value in said.items() if value})
        elif kind == "collab":
            made.append({"literal": " ".join(words(each).split())})
    return made


def _kind(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
