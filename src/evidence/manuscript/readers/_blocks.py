"""Writing a manuscript block by block while a tree is walked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from evidence.manuscript.document import CitedWork, Mark, MarkKind, Record, Writing

_SPACE = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")


@dataclass(slots=True)
class Blocks:
    """A block that is being written; white space is squeezed, empty blocks and spans vanish.

    Args:
        title: the text of the first block closed as one.
    """

    writing: Writing = field(default_factory=Writing)
    title: str | None = None
    _start: int | None = None
    _space: bool = True

    def text(self, text: str) -> None:
        """Add words to the block, opening one where none is open."""
        text = _SPACE.sub(" ", text)
        if self._space or self._start is None:
            text = text.lstrip()
        if text:
            if self._start is None:
                self.open()
            self._space = text.endswith(" ")
            self.writing.add(text)

    def here(self) -> int:
        """The offset at which the next words of the block stand."""
        return self.open() if self._start is None else self.writing.here

    def open(self) -> int:
        """Begin a block; where it begins."""
        self._start, self._space = self.writing.begin(), True
        return self._start

    @property
    def is_open(self) -> bool:
        """Whether a block is being written."""
        return self._start is not None

    def mark(
        self, kind: MarkKind, start: int, works: tuple[CitedWork, ...] = (), name: str = ""
    ) -> None:
        """Say something of what was written from `start` on."""
        start, end = self.writing.trimmed(start)
        if end > start:
            self.writing.mark(Mark(kind, start, end, name=name, works=works))

    def call(self, name: str) -> None:
        """Say that a note is called here."""
        here = self.here()
        self.writing.mark(Mark(MarkKind.NOTE_CALL, here, here, name=name))

    def close(
        self, kind: MarkKind, level: int = 0, name: str = "", record: Record | None = None
    ) -> None:
        """End the block, if one is open, and say what it was."""
        if self._start is None:
            return
        start, end = self.writing.trimmed(self._start)
        self._start = None
        if end > start:
            if kind is MarkKind.TITLE and self.title is None:
                self.title = self.writing.text(start, end)
            self.writing.mark(Mark(kind, start, end, level, name, record=record))
