"""Plain text: no marks at all, in UTF-8."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import TextWrapper

from evidence.csl.tree import Bibliography, Entry, Runs, plain
from evidence.csl.writers.base import Line, lines, one_line
from evidence.csl.writers.document import Block, Document, Heading, Paragraph, Quote, References

_INDENT = 4


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text.

    Args:
        width: Characters after which lines are wrapped; ``None`` wraps nothing.
    """

    width: int | None = None
    label = "plain text"
    extension = "txt"
    media_type = "text/plain"

    def inline(self, runs: Runs) -> str:
        """The words, in one line."""
        return one_line(plain(runs))

    def entry(self, entry: Entry) -> str:
        """One entry; a first field that the style aligns is followed by one space."""
        return self._entry(lines(entry.runs), 0, hanging=True)

    def bibliography(self, bibliography: Bibliography) -> str:
        """The entries in lines, their first fields aligned."""
        entries = [lines(entry.runs) for entry in bibliography.entries]
        column = max(
            (len(self.inline(line.label)) for entry in entries for line in entry if line.label),
            default=0,
        )
        between = "\n\n" if bibliography.entry_spacing else "\n"
        return between.join(
            self._entry(entry, column, hanging=bibliography.hanging_indent) for entry in entries
        )

    def document(self, document: Document) -> bytes:
        """A file in UTF-8."""
        title = one_line(document.title).strip()
        parts = [_underlined(title, "=")] if title else []
        parts.extend(filter(None, map(self._block, document.blocks)))
        return ("\n\n".join(parts) + "\n").encode()

    def _entry(self, entry: tuple[Line, ...], column: int, *, hanging: bool) -> str:
        told = []
        for line in entry:
            words = self.inline(line.runs)
            if line.label:
                label = self.inline(line.label).ljust(column) + " "
                told.append(self._wrapped(label + words, "", " " * len(label)).rstrip())
            elif line.indented:
                told.append(self._wrapped(words, " " * _INDENT, " " * _INDENT))
            else:
                told.append(self._wrapped(words, "", " " * _INDENT if hanging else ""))
        return "\n".join(told)

    def _block(self, block: Block) -> str:
        if isinstance(block, References):
            return self.bibliography(block.bibliography)
        words = self.inline(block.runs).strip()
        if isinstance(block, Heading):
            return _underlined(words, "-") if block.level <= 1 else words
        margin = ""
        if isinstance(block, Quote):
            margin = " " * 2 * _INDENT
        elif isinstance(block, Paragraph) and block.style in {"annotation", "evidence"}:
            margin = " " * _INDENT
        return self._wrapped(words, margin, margin)

    def _wrapped(self, text: str, first: str, rest: str) -> str:
        if self.width is None:
            return first + text
        return TextWrapper(
            width=max(self.width, len(rest) + 20),
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ).fill(text)


def _underlined(text: str, line: str) -> str:
    return f"{text}\n{line * len(text)}"


WRITER = Text()
