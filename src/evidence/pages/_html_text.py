"""The text of an HTML page as people see it, in reading order, with the page marks it has.

Shared by the readers of HTML and of EPUB. Nothing is lost by cleverness: what is left out is
what a browser never shows.

Sources: HTML Living Standard, 15 "rendering"; EPUB Structural Semantics and DPUB-ARIA 1.1
("pagebreak", "doc-pagebreak", "noteref").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from evidence.pages._flow import Flow

_BLOCKS = frozenset(
    "address article aside blockquote body center details dialog dir div dl fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend main menu nav ol p pre search"
    " section summary table title ul caption".split()
)
_LINES = frozenset("li dt dd tr option optgroup br".split())
_CELLS = frozenset({"td", "th"})
_NEVER = frozenset(
    "script style template iframe noembed noframes annotation annotation-xml rp rt".split()
)
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_PAGE_ID = re.compile(r"(?:page|pg|pagenum|pb)[-_.]?(\d{1,5}|[ivxlcdm]{1,12})", re.IGNORECASE)
_LABEL = re.compile(
    r"[\[({]?\s*(?:(?:page|pag?|pg|p|seite|s)\b\.?\s*)?(.*?)\s*[\])}]?", re.IGNORECASE | re.DOTALL
)
_NOTE_MARK = re.compile(
    r"\s*[\[(]?\s*(?:\d{1,4}|[a-z]|[*†‡§¶#]{1,4}|[ivxlc]{1,6})\s*[\])]?\s*", re.IGNORECASE
)
_MARKING = frozenset({"a", "span", "div"})
_PAGE_CLASS = re.compile(r"\bpage-?(?:num(?:ber)?|no)\b", re.IGNORECASE)
_NO_LABELS = frozenset({"break", "page break", "pagebreak", "page"})
_LONGEST_LABEL = 20

Marked = Callable[[str], str | None]


@dataclass(slots=True)
class Walk:
    """One walk through a page.

    Args:
        flow: where its text goes.
        listed: the label of the page that begins at an element with this id, None for others.
        by_id: ids such as "page_12" are page marks.
        all_text: what is hidden, and what is for browsers without scripts, counts too.
    """

    flow: Flow
    listed: Marked
    by_id: bool = False
    all_text: bool = False
    _set_aside: list[etree._Element] = field(default_factory=list)
    _title: etree._Element | None = None

    def run(self, root: etree._Element) -> None:
        """Add the text of the page; that of its navigation comes last."""
        self._title = next(root.iter("title"), None)
        if self._title is not None:
            self._walk(self._title)
        self._walk(root)
        for element in self._set_aside:
            self._walk(element)

    def _walk(self, top: etree._Element) -> None:
        flow = self.flow
        verbatim = 0
        events = etree.iterwalk(top, events=("start", "end"))
        for event, element in events:
            tag = _local(element.tag)
            if event == "start":
                verbatim += tag == "pre"
                if element is not top and self._is_aside(element, tag):
                    events.skip_subtree()
                    flow.paragraph()
                elif self._is_left_out(element, tag) or (
                    element is self._title and element is not top
                ):
                    events.skip_subtree()
                elif (label := self.mark(element, tag)) is not None:
                    flow.page(label or None)
                    if _is_only_label(element, label):
                        events.skip_subtree()
                    elif element.text:
                        flow.text(element.text, verbatim=verbatim > 0)
                else:
                    self._edge(tag)
                    if element.text:
                        flow.text(element.text, verbatim=verbatim > 0)
                continue
            verbatim -= tag == "pre"
            if tag != "br" and tag not in _NEVER:
                self._edge(tag)
            if element is not top and element.tail:
                flow.text(element.tail, verbatim=verbatim > 0)

    def _edge(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flow.paragraph()
        elif tag == "br":
            self.flow.line()
        elif tag in _LINES:
            self.flow.soft_line()
        elif tag in _CELLS:
            self.flow.text(" ")

    def _is_aside(self, element: etree._Element, tag: str) -> bool:
        if tag != "nav" and _attribute(element, "role") != "navigation":
            return False
        self._set_aside.append(element)
        return True

    def _is_left_out(self, element: etree._Element, tag: str) -> bool:
        if tag in _NEVER:
            return True
        if is_note_mark(element, tag):
            return True
        if self.all_text:
            return False
        hidden = element.get("hidden")
        return (
            tag == "noscript"
            or (hidden is not None and hidden.lower() != "until-found")
            or _UNSHOWN.search(element.get("style") or "") is not None
        )

    def mark(self, element: etree._Element, tag: str) -> str | None:
        """The label of the page that begins here, "" where it has none; None: none begins."""
        identity = element.get("id") or (element.get("name") if tag == "a" else None) or ""
        if identity and (listed := self.listed(identity)) is not None:
            return listed
        if "pagebreak" in _types(element) or "doc-pagebreak" in _roles(element):
            said = element.get("aria-label") or element.get("title") or _words(element)
            return clean_label(said) or _label_of_id(identity)
        return (id_mark(element, tag) or None) if self.by_id else None


def id_mark(element: etree._Element, tag: str) -> str:
    """The label of the page that an element marks by its id alone, as `<a id="page_12">` does.

    It is "" where the element marks none: it leads elsewhere, or holds more than the label.
    """
    if tag not in _MARKING or element.get("href") is not None:
        return ""
    identity = element.get("id") or element.get("name") or ""
    if not identity and _PAGE_CLASS.search(element.get("class") or ""):
        inner = next(element.iter("a"), None)
        identity = "" if inner is None else inner.get("id") or inner.get("name") or ""
    label = _label_of_id(identity)
    words = _words(element) if label else ""
    return label if not words or clean_label(words).casefold() == label.casefold() else ""


def is_note_mark(element: etree._Element, tag: str) -> bool:
    """Whether an element is the mark in the text that calls a note, which nobody quotes."""
    if "noteref" in _types(element) or "doc-noteref" in _roles(element):
        return True
    if tag != "sup" or not _NOTE_MARK.fullmatch(_words(element) or "x x"):
        return False
    links = list(element.iter("a"))
    if not links and (parent := element.getparent()) is not None and parent.tag == "a":
        links = [parent]
    return any((link.get("href") or "").startswith("#") for link in links)


def clean_label(text: str | None) -> str:
    """What is printed on the page, of "Page 12", "[Pg 12]" or " 12. "; "" where nothing is."""
    match = _LABEL.fullmatch(" ".join((text or "").split()))
    label = match[1].strip(" .:") if match else ""
    return "" if len(label) > _LONGEST_LABEL or label.lower() in _NO_LABELS else label


def _label_of_id(identity: str) -> str:
    match = _PAGE_ID.fullmatch(identity)
    return (match[1].lstrip("0") or "0") if match else ""


def _is_only_label(element: etree._Element, label: str) -> bool:
    words = _words(element)
    if "pagebreak" in _types(element) or "doc-pagebreak" in _roles(element):
        return len(words) <= _LONGEST_LABEL
    return clean_label(words).casefold() == label.casefold()


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _types(element: etree._Element) -> list[str]:
    return (_attribute(element, "epub:type") or "").lower().split()


def _roles(element: etree._Element) -> list[str]:
    return (_attribute(element, "role") or "").split()


def _attribute(element: etree._Element, name: str) -> str | None:
    value = element.get(name)
    return value.lower() if value is not None else None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()
