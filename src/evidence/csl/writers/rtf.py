"""Rich Text Format 1.9.1: ASCII, other characters as Unicode escapes."""

from __future__ import annotations

import re
import struct

from evidence.csl.tree import Bibliography, Entry, Runs
from evidence.csl.writers.base import Line, address, lines, one_line, render, trim
from evidence.csl.writers.document import Block, Document, Heading, Quote, References

_CONTROLS = {
    ("font-style", "italic"): "i",
    ("font-style", "oblique"): "i",
    ("font-style", "normal"): "i0",
    ("font-variant", "small-caps"): "scaps",
    ("font-variant", "normal"): "scaps0",
    ("font-weight", "bold"): "b",
    ("font-weight", "normal"): "b0",
    ("font-weight", "light"): "b0",
    ("text-decoration", "underline"): "ul",
    ("text-decoration", "none"): "ulnone",
    ("vertical-align", "sup"): "super",
    ("vertical-align", "sub"): "sub",
    ("vertical-align", "baseline"): "nosupersub",
}

_SPECIAL = re.compile(r"[^ -~]|[\\{}]")
_TWIPS = 720
_CHARACTER = 120
"""Twips that a character takes, roughly, at 12 points."""

_STYLES = {
    "body": (0, "Normal", r"\sa120"),
    "title": (1, "Title", r"\sa240\keepn\b\fs36"),
    "heading 1": (2, "heading 1", r"\outlinelevel0\sb240\sa120\keepn\b\fs30"),
    "heading 2": (3, "heading 2", r"\outlinelevel1\sb200\sa100\keepn\b\fs26"),
    "heading 3": (4, "heading 3", r"\outlinelevel2\sb160\sa80\keepn\b\fs24"),
    "annotation": (5, "Annotation", rf"\li{_TWIPS}\sa120"),
    "evidence": (6, "Evidence", rf"\li{_TWIPS}\sa120\fs22"),
    "note": (7, "Note", r"\sa120\fs20"),
    "quote": (8, "Quote", rf"\li{2 * _TWIPS}\ri{_TWIPS}\sa120"),
    "entry": (9, "Bibliography", ""),
}

_HEAD = r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}}" + "\n"

_PAGE = r"\paperw11906\paperh16838\margl1440\margr1440\margt1440\margb1440"


class Rtf:
    """RTF; fragments hold no paragraph of their own but in `bibliography`."""

    label = "RTF"
    extension = "rtf"
    media_type = "application/rtf"

    def inline(self, runs: Runs) -> str:
        """Some runs, each attribute a group."""
        return render(runs, escape, _wrap)

    def entry(self, entry: Entry) -> str:
        """One entry's words; a first field is followed by a tab, further lines by a break."""
        return r"\line ".join(self._line(line) for line in lines(entry.runs))

    def bibliography(self, bibliography: Bibliography) -> str:
        """A paragraph an entry, with hanging indent or tab stop."""
        if any(line.label for entry in bibliography.entries for line in lines(entry.runs)):
            field = max(bibliography.max_offset + 1, 3) * _CHARACTER
            indent = rf"\li{field}\fi-{field}\tx{field}"
        elif bibliography.hanging_indent:
            indent = rf"\li{_TWIPS}\fi-{_TWIPS}"
        else:
            indent = r"\li0\fi0"
        layout = (
            indent
            + rf"\sl{240 * bibliography.line_spacing}\slmult1"
            + rf"\sa{120 * bibliography.entry_spacing}"
        )
        return "\n".join(
            _paragraph("entry", self.entry(entry), layout) for entry in bibliography.entries
        )

    def document(self, document: Document) -> bytes:
        """A file with a style for each kind of paragraph."""
        title = escape(document.title)
        styles = "".join(
            rf"{{\s{number}{layout} {name};}}" for number, name, layout in _STYLES.values()
        )
        parts = [
            f"{_HEAD}{{\\stylesheet{styles}}}\n{{\\info{{\\title {title}}}}}\n{_PAGE}\\f0\\fs24"
        ]
        if title:
            parts.append(_paragraph("title", title))
        parts.extend(map(self._block, document.blocks))
        return ("\n".join(parts) + "\n}\n").encode("ascii")

    def _line(self, line: Line) -> str:
        words = self.inline(line.runs)
        if line.label:
            return rf"{self.inline(line.label)}\tab {words}"
        return rf"\tab {words}" if line.indented else words

    def _block(self, block: Block) -> str:
        if isinstance(block, References):
            return self.bibliography(block.bibliography)
        words = self.inline(trim(block.runs))
        if isinstance(block, Heading):
            return _paragraph(f"heading {min(max(block.level, 1), 3)}", words)
        return _paragraph("quote" if isinstance(block, Quote) else block.style, words)


def escape(text: str) -> str:
    """Text in ASCII; what lies beyond as the signed 16-bit numbers of its UTF-16."""
    return _SPECIAL.sub(_code, one_line(text))


def _code(found: re.Match[str]) -> str:
    character = found[0]
    if character in "\\{}":
        return "\\" + character
    units = character.encode("utf-16-le")
    # The space ends the number: one reader takes a bare "?" for its end, and drops a letter.
    return "".join(f"\\u{unit} ?" for (unit,) in struct.iter_unpack("<h", units))


def _wrap(attribute: str, value: str, markup: str) -> str:
    if attribute == "link":
        target = address(value)
        if not target:
            return markup
        return rf'{{\field{{\*\fldinst{{HYPERLINK "{escape(target)}"}}}}{{\fldrslt{{{markup}}}}}}}'
    control = _CONTROLS.get((attribute, value))
    return f"{{\\{control} {markup}}}" if control else markup


def _paragraph(style: str, markup: str, layout: str = "") -> str:
    number, _, usual = _STYLES[style]
    return rf"{{\pard\plain\f0\fs24\s{number}{usual}{layout} {markup}\par}}"


WRITER = Rtf()
