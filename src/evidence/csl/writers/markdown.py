"""Markdown as pandoc reads it: what is text stays text, what is formatted becomes spans."""

from __future__ import annotations

import re

from evidence.csl.tree import Bibliography, Entry, Inline, Runs
from evidence.csl.writers.base import Line, address, lines, one_line, trim
from evidence.csl.writers.document import Block, Document, Heading, Quote, References

_MARKS = {
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-style", "normal"): ("[", "]{.nodecor}"),
    ("font-variant", "small-caps"): ("[", "]{.smallcaps}"),
    ("font-variant", "normal"): ("[", "]{.nodecor}"),
    ("font-weight", "bold"): ("**", "**"),
    ("font-weight", "normal"): ("[", "]{.nodecor}"),
    ("text-decoration", "underline"): ("[", "]{.underline}"),
    ("text-decoration", "none"): ("[", "]{.nodecor}"),
    ("vertical-align", "sup"): ("^", "^"),
    ("vertical-align", "sub"): ("~", "~"),
}

_SPECIAL = re.compile(r"""[\\`*_\[\]<>^~$@{}|&#"']|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\.""")

_START = re.compile(r"([-+%:=!](?!\\))|(\(?(?:[0-9]+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+))([.)])(?= |$)")
"""What begins a list, a definition, a title block or a rule at the start of a paragraph."""

_APART = "<!-- -->"
"""Keeps marks apart that would be read as one."""

_BREAK = "\\\n"


class Markdown:
    """Pandoc's Markdown; emphasis, headings, quotes and links are everybody's."""

    label = "Markdown"
    extension = "md"
    media_type = "text/markdown"

    def inline(self, runs: Runs) -> str:
        """Some runs, to stand within a paragraph."""
        written = ""
        for run in runs:
            told = _written(run)
            if (
                written.endswith(("*", "^", "~"))
                and told[:1] == written[-1]
                and not _literal(written)
            ):
                written += _APART
            written += told
        return written

    def entry(self, entry: Entry) -> str:
        """One entry as a paragraph."""
        return _BREAK.join(map(self._line, lines(entry.runs)))

    def bibliography(self, bibliography: Bibliography) -> str:
        """A paragraph an entry."""
        return "\n\n".join(filter(None, map(self.entry, bibliography.entries)))

    def document(self, document: Document) -> bytes:
        """A file in UTF-8, its title the first heading."""
        title = one_line(document.title).strip()
        parts = ["# " + _escape(title)] if title else []
        parts.extend(filter(None, map(self._block, document.blocks)))
        return ("\n\n".join(parts) + "\n").encode()

    def _line(self, line: Line) -> str:
        words = self.inline(line.runs)
        if line.label:
            return self._paragraph(self.inline(line.label) + " " + words)
        return "\xa0" * 4 + words if line.indented else self._paragraph(words)

    def _block(self, block: Block) -> str:
        if isinstance(block, References):
            return self.bibliography(block.bibliography)
        words = self.inline(trim(block.runs))
        if not words:
            return ""
        if isinstance(block, Heading):
            return "#" * (min(max(block.level, 1), 3) + 1) + " " + words
        words = self._paragraph(words)
        if isinstance(block, Quote):
            return "> > " + words
        return words if block.style in {"body", "note"} else "> " + words

    def _paragraph(self, markup: str) -> str:
        return _START.sub(_inert_start, markup, count=1) if _START.match(markup) else markup


def _inert_start(found: re.Match[str]) -> str:
    return "\\" + found[1] if found[1] else f"{found[2]}\\{found[3]}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0], one_line(text))


def _literal(markup: str) -> bool:
    """Whether the last character is escaped."""
    return (len(markup) - 1 - len(markup[:-1].rstrip("\\"))) % 2 == 1


def _written(run: Inline) -> str:
    if isinstance(run, str):
        return _escape(run)
    markup = WRITER.inline(run.children)
    if run.attribute == "link":
        target = address(run.value)
        return f"[{markup}](<{target}>)" if target else markup
    before, after = _MARKS.get((run.attribute, run.value), ("", ""))
    inner = markup.strip(" ")
    if not before or not inner:
        return markup
    if before in {"^", "~"}:
        told = before + inner.replace(" ", "\\ ") + after
    elif before[0] == "*":
        start = _APART if inner[0] == "*" else ""
        end = _APART if inner[-1] == "*" and not _literal(inner) else ""
        told = before + start + inner + end + after
    else:
        told = before + inner + after
    # White space within the marks' edges would unmake them.
    lead = markup[: len(markup) - len(markup.lstrip(" "))]
    return lead + told + markup[len(lead) + len(inner) :]


WRITER = Markdown()
