"""Typst: markup in which all text is escaped, and a document that opens no file and no package."""

from __future__ import annotations

import re

from evidence.csl.tree import Bibliography, Entry, Runs
from evidence.csl.writers.base import HANGING, address, language_tag, lines, one_line, render, trim
from evidence.csl.writers.document import Block, Document, Heading, Quote, References

# Each call ends in a semicolon: what follows would otherwise be read as part of it.
_CALLS = {
    ("font-style", "italic"): '#text(style: "italic")',
    ("font-style", "oblique"): '#text(style: "oblique")',
    ("font-style", "normal"): '#text(style: "normal")',
    ("font-variant", "small-caps"): "#smallcaps",
    ("font-weight", "bold"): '#text(weight: "bold")',
    ("font-weight", "normal"): '#text(weight: "regular")',
    ("font-weight", "light"): '#text(weight: "light")',
    ("text-decoration", "underline"): "#underline",
    ("vertical-align", "sup"): "#super",
    ("vertical-align", "sub"): "#sub",
}

_SPECIAL = re.compile(r"[\\#$*_`<>@=\-+/~\[\]{}\"']|\.(?=\.)|(?<=\.)\.|(?<=\d)\.")

_SETTINGS = """#set page(paper: "a4", margin: 2.5cm, numbering: "1")
#set text(font: "Libertinus Serif", size: 11pt)
#set par(justify: false, leading: 0.65em, spacing: 0.9em)
#show heading: set block(above: 1.4em, below: 0.8em)
#show link: set text(fill: rgb("#0b4f9e"))
"""


class Typst:
    """Typst; fragments need nothing of the document around them."""

    label = "Typst"
    extension = "typ"
    media_type = "text/vnd.typst"

    def inline(self, runs: Runs) -> str:
        """Some runs as content."""
        return render(runs, escape, _wrap)

    def entry(self, entry: Entry) -> str:
        """One entry's words; a first field is followed by a space."""
        told = []
        for line in lines(entry.runs):
            label = self.inline(line.label) + " " if line.label else ""
            told.append(f"{'#h(1.27cm);' if line.indented else ''}{label}{self.inline(line.runs)}")
        return " #linebreak(); ".join(told)

    def bibliography(self, bibliography: Bibliography) -> str:
        """Paragraphs with a hanging indent, or a grid where first fields have a column."""
        if not bibliography.entries:
            return ""
        gap = 0.9 * bibliography.entry_spacing + 0.1
        leading = 0.65 + 1.2 * (bibliography.line_spacing - 1)
        entries = [lines(entry.runs) for entry in bibliography.entries]
        if any(line.label for entry in entries for line in entry):
            cells = []
            for entry in entries:
                label = entry[0].label if entry else ()
                words = " #linebreak(); ".join(self.inline(line.runs) for line in entry)
                cells.append(f"  [{self.inline(label)}], [{words}],\n")
            return (
                f"#[#set par(leading: {leading:g}em)\n#grid(columns: (auto, 1fr), "
                f"column-gutter: 0.6em, row-gutter: {gap:g}em,\n{''.join(cells)})\n];"
            )
        hanging = f"{HANGING}cm" if bibliography.hanging_indent else "0pt"
        told = "".join(
            f"#block(below: {gap:g}em)[#par(hanging-indent: {hanging}, leading: {leading:g}em)"
            f"[{self.entry(entry)}]];\n"
            for entry in bibliography.entries
        )
        return told.rstrip("\n")

    def document(self, document: Document) -> bytes:
        """A document by itself, in UTF-8."""
        title = one_line(document.title)
        parts = [
            f"#set document(title: {_string(title)}, date: none)",
            _SETTINGS + _spoken(document),
        ]
        if title:
            parts.append(f'#text(size: 1.6em, weight: "bold")[{escape(title)}];\n')
        parts.extend(self._block(block) + "\n" for block in document.blocks)
        return "\n".join(parts).encode()

    def _block(self, block: Block) -> str:
        if isinstance(block, References):
            return self.bibliography(block.bibliography)
        words = self.inline(trim(block.runs))
        if isinstance(block, Heading):
            return f"#heading(level: {min(max(block.level, 1), 3)})[{words}];"
        if isinstance(block, Quote):
            return f"#pad(left: {2 * HANGING}cm, right: {HANGING}cm)[{words}];"
        if block.style == "body":
            return f"#par[{words}];"
        if block.style == "note":
            return f"#par[#text(size: 0.85em)[{words}];];"
        size = "#set text(size: 0.95em)\n" if block.style == "evidence" else ""
        return f"#pad(left: {HANGING}cm)[{size}{words}];"


def escape(text: str) -> str:
    """Text as Typst's text: no code, no markup, no smart quotation marks, no shorthand."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], one_line(text))


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _wrap(attribute: str, value: str, markup: str) -> str:
    if attribute == "link":
        target = address(value)
        return f"#link({_string(target)})[{markup}];" if target else markup
    call = _CALLS.get((attribute, value))
    return f"{call}[{markup}];" if call else markup


def _spoken(document: Document) -> str:
    subtags = language_tag(document.language).split("-")
    if not subtags[0]:
        return ""
    region = next((tag for tag in subtags[1:] if len(tag) == 2 and tag.isalpha()), "")
    return f'#set text(lang: "{subtags[0].lower()}"' + (
        f', region: "{region.upper()}")\n' if region else ")\n"
    )


WRITER = Typst()
