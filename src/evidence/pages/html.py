"""Web pages: one page, or as many as the page marks in them tell of."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from evidence.domain.pages import Reading
from evidence.opening.decoding import bytes_of, decoded
from evidence.opening.html_tree import parsed
from evidence.opening.unreadable import Unreadable
from evidence.pages._flow import Flow, reading, unread
from evidence.pages._html_text import Walk, id_mark

MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml"})
READER = "html 1"
_SEVERAL = 2


def read(path: Path) -> Reading:
    """Read a page as people see it: scripts, styles and hidden text are left out.

    What is hidden, or meant for browsers without scripts, counts where nothing else does.
    """
    try:
        root = parsed(decoded(bytes_of(path)))
    except Unreadable as error:
        return unread(error, READER)
    pages = _pages(root, all_text=False)
    detail = None
    title = " ".join((root.findtext(".//title") or "").split())
    if all(text in {"", title} for _, text in pages):
        every = _pages(root, all_text=True)
        if every != pages:
            pages = every
            detail = "all of its text is hidden, or for browsers without scripts"
    return reading(pages, READER, reflowable=True, detail=detail)


def _pages(root: etree._Element, *, all_text: bool) -> list[tuple[str | None, str]]:
    by_id = sum(bool(id_mark(each, each.tag)) for each in root.iter("a", "span", "div"))
    flow = Flow()
    walk = Walk(flow, _nothing, by_id=by_id >= _SEVERAL, all_text=all_text)
    walk.run(root)
    if flow.marks < _SEVERAL:
        flow = Flow(deaf=True)
        Walk(flow, _nothing, all_text=all_text).run(root)
    return flow.pages()


def _nothing(_identity: str) -> None:
    return None
