"""Text as it flows out of a marked-up file, cut at the page marks it meets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from evidence.domain.pages import PageText, Reading
from evidence.domain.vocabulary import DocumentStatus, PageStatus
from evidence.opening.unreadable import Locked, Unreadable

_SPACES = re.compile(r"[ \t\n\r\f]+")
_GAP = re.compile(r"[ \t\n\r\f]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\xad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
"""What nobody sees on a page: controls, soft hyphens, spaces without width."""


@dataclass(slots=True)
class Flow:
    """Collects text in reading order, with lines, paragraphs and pages.

    Runs of white space count as one space, as in HTML. A page mark within a word waits for
    the word's end: a word belongs to the page where it begins.

    Args:
        deaf: page marks are passed over.
    """

    deaf: bool = False
    marks: int = 0

    _pages: list[tuple[str | None, list[str]]] = field(default_factory=lambda: [(None, [])])
    _break: str = ""
    _space: bool = False
    _waiting: tuple[str | None] | None = None

    def text(self, text: str, *, verbatim: bool = False) -> None:
        """Add text of a line; `verbatim` keeps its line ends."""
        text = _UNSEEN.sub("", text)
        if verbatim:
            first, *others = text.splitlines() or [""]
            self._add(first)
            for line in others:
                self.line()
                self._add(line)
        else:
            self._add(text)

    def line(self) -> None:
        """End a line; two such ends make a paragraph's."""
        self._leave_page()
        self._break = "\n\n" if self._break else "\n"

    def soft_line(self) -> None:
        """End a line, unless one has ended already."""
        self._leave_page()
        self._break = self._break or "\n"

    def paragraph(self) -> None:
        """End a paragraph."""
        self._leave_page()
        self._break = "\n\n"

    def page(self, label: str | None = None) -> None:
        """Begin a page."""
        if self.deaf:
            return
        self._leave_page()
        self.marks += 1
        if self._break or self._space or not self._pages[-1][1]:
            self._begin(label)
        else:
            self._waiting = (label,)

    @property
    def at_page_start(self) -> bool:
        """Whether the page has no text yet."""
        return not self._pages[-1][1] or self._waiting is not None

    def pages(self) -> list[tuple[str | None, str]]:
        """Labels and texts; what stands before the first mark is a page where it has text."""
        self._leave_page()
        made = [(label, "".join(parts)) for label, parts in self._pages]
        return made if len(made) == 1 or made[0][1] or made[0][0] is not None else made[1:]

    def _add(self, text: str) -> None:
        if not text:
            return
        if self._waiting is not None:
            gap = _GAP.search(text)
            self._put(text[: gap.start()] if gap else text)
            if not gap:
                return
            self._leave_page()
            text = text[gap.start() :]
        self._put(text)

    def _put(self, text: str) -> None:
        squeezed = _SPACES.sub(" ", text)
        words = squeezed.strip(" ")
        if not words:
            self._space = self._space or bool(squeezed)
            return
        parts = self._pages[-1][1]
        if parts:
            parts.append(self._break or (" " if self._space or squeezed[0] == " " else ""))
        parts.append(words)
        self._break, self._space = "", squeezed[-1] == " "

    def _leave_page(self) -> None:
        if self._waiting is not None:
            (label,), self._waiting = self._waiting, None
            self._begin(label)

    def _begin(self, label: str | None) -> None:
        self._pages.append((label, []))
        self._break, self._space = "", False


def reading(
    pages: Sequence[tuple[str | None, str]],
    reader: str,
    *,
    reflowable: bool,
    detail: str | None = None,
) -> Reading:
    """The reading of a file whose pages have these labels and texts."""
    made = tuple(
        PageText(
            index=index,
            text=text,
            status=PageStatus.TEXT if text.strip() else PageStatus.EMPTY,
            label=label,
        )
        for index, (label, text) in enumerate(pages)
    )
    has_text = any(page.status is PageStatus.TEXT for page in made)
    return Reading(
        status=DocumentStatus.READ if has_text else DocumentStatus.EMPTY,
        pages=made,
        reader=reader,
        detail=detail if has_text else "it holds no text",
        reflowable=reflowable,
    )


def unread(error: Unreadable, reader: str) -> Reading:
    """The reading of a file that cannot be read."""
    locked = isinstance(error, Locked)
    return Reading(
        status=DocumentStatus.LOCKED if locked else DocumentStatus.FAILED,
        pages=(),
        reader=reader,
        detail=str(error),
    )
