"""LaTeX: commands that every LaTeX knows, and a document for lualatex, xelatex or pdflatex."""

from __future__ import annotations

import re

from evidence.csl.tree import Bibliography, Entry, Runs
from evidence.csl.writers.base import HANGING, Line, address, lines, one_line, render, trim
from evidence.csl.writers.document import Block, Document, Heading, Quote, References

_COMMANDS = {
    ("font-style", "italic"): "textit",
    ("font-style", "oblique"): "textsl",
    ("font-style", "normal"): "textup",
    ("font-variant", "small-caps"): "textsc",
    ("font-variant", "normal"): "textup",
    ("font-weight", "bold"): "textbf",
    ("font-weight", "normal"): "textmd",
    ("font-weight", "light"): "textmd",
    ("text-decoration", "underline"): "underline",
    ("vertical-align", "sup"): "textsuperscript",
    ("vertical-align", "sub"): "textsubscript",
}

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "\xa0": "~",
    "\xad": r"\-",
    # Doubled, these two are ligatures; a bracket may be a command's argument.
    "-": "-{}",
    ",": ",{}",
    "[": "{[}",
    "]": "{]}",
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES.keys() - {"-", ","})) + "]|-(?=-)|,(?=,)")

_PREAMBLE = r"""% For lualatex or xelatex; pdflatex does for Latin script.
\documentclass[11pt,a4paper]{article}
\usepackage{iftex}
\iftutex
  \usepackage{fontspec}
\else
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
  \usepackage{textcomp}
  \DeclareUnicodeCharacter{2009}{\,}
  \DeclareUnicodeCharacter{202F}{\,}
  \DeclareUnicodeCharacter{2011}{\mbox{-}}
  \DeclareUnicodeCharacter{2212}{\textminus}
  \DeclareUnicodeCharacter{200B}{\hspace{0pt}}
  \DeclareUnicodeCharacter{200E}{}
  \DeclareUnicodeCharacter{200F}{}
  \DeclareUnicodeCharacter{FFFD}{?}
\fi
\usepackage[margin=2.5cm]{geometry}
\usepackage[hidelinks]{hyperref}
\raggedright
\setlength{\parskip}{0.5\baselineskip}
\setcounter{secnumdepth}{0}
% Entries with a hanging indent (first argument) and a space between them (second).
\newenvironment{cslentries}[2]{\begin{list}{}{%
  \setlength{\leftmargin}{#1}\setlength{\itemindent}{-#1}\setlength{\labelwidth}{0pt}%
  \setlength{\labelsep}{0pt}\setlength{\itemsep}{#2}\setlength{\parsep}{0pt}%
  \setlength{\topsep}{0pt}}}{\end{list}}
% Entries whose first field has a column: its widest (first argument), the space between.
\newenvironment{csllabels}[2]{\begin{list}{}{%
  \settowidth{\labelwidth}{#1}\setlength{\leftmargin}{\labelwidth}%
  \addtolength{\leftmargin}{\labelsep}\setlength{\itemsep}{#2}\setlength{\parsep}{0pt}%
  \setlength{\topsep}{0pt}\renewcommand{\makelabel}[1]{##1\hfil}}}{\end{list}}
% What belongs to an entry, and words quoted from it, indented by the argument.
\newenvironment{cslbeneath}[1]{\begin{list}{}{%
  \setlength{\leftmargin}{#1}\setlength{\topsep}{0pt}}\item[]}{\end{list}}
"""

_SECTIONS = {1: "section", 2: "subsection", 3: "subsubsection"}


class Latex:
    """LaTeX; `inline` and `entry` need no package but hyperref, for links."""

    label = "LaTeX"
    extension = "tex"
    media_type = "application/x-latex"

    def inline(self, runs: Runs) -> str:
        """Some runs, every special character escaped."""
        return render(runs, escape, _wrap)

    def entry(self, entry: Entry) -> str:
        """One entry as a paragraph."""
        return r"\newline ".join(self._line(line) for line in lines(entry.runs))

    def bibliography(self, bibliography: Bibliography) -> str:
        """A list, for a document that defines what `document`'s does."""
        if not bibliography.entries:
            return ""
        entries = [lines(entry.runs) for entry in bibliography.entries]
        labels = [self.inline(line.label) for entry in entries for line in entry if line.label]
        gap = f"{0.5 * bibliography.entry_spacing:g}\\baselineskip"
        told = []
        if labels:
            widest = max(labels, key=len)
            told.append(f"\\begin{{csllabels}}{{{widest}}}{{{gap}}}")
        else:
            hanging = f"{HANGING}cm" if bibliography.hanging_indent else "0pt"
            told.append(f"\\begin{{cslentries}}{{{hanging}}}{{{gap}}}")
        for entry in entries:
            label, rest = (entry[0].label, entry[1:]) if entry else ((), ())
            first = self.inline(entry[0].runs) if entry else ""
            words = r"\newline ".join([first, *map(self._line, rest)])
            told.append(f"\\item[{{{self.inline(label)}}}] {words}")
        told.append(r"\end{csllabels}" if labels else r"\end{cslentries}")
        return "\n".join(told)

    def document(self, document: Document) -> bytes:
        """A document that compiles by itself, in UTF-8."""
        title = escape(document.title)
        parts = [_PREAMBLE, f"\\hypersetup{{pdftitle={{{title}}}}}\n\\begin{{document}}\n"]
        if title:
            parts.append(f"{{\\LARGE\\bfseries {title}\\par}}\\bigskip\n")
        for block in document.blocks:
            parts.append(self._block(block) + "\n")
        parts.append("\\end{document}\n")
        return "\n".join(parts).encode()

    def _line(self, line: Line) -> str:
        words = self.inline(line.runs)
        if line.label:
            return f"{self.inline(line.label)} {words}"
        return f"\\hspace*{{{HANGING}cm}}{words}" if line.indented else words

    def _block(self, block: Block) -> str:
        if isinstance(block, References):
            return self.bibliography(block.bibliography)
        words = self.inline(trim(block.runs))
        if isinstance(block, Heading):
            return f"\\{_SECTIONS[min(max(block.level, 1), 3)]}{{{words}}}"
        if isinstance(block, Quote):
            return _beneath(words, 2 * HANGING)
        if block.style == "note":
            return f"{{\\footnotesize {words}\\par}}"
        if block.style == "body":
            return f"{words}\\par"
        size = "\\small " if block.style == "evidence" else ""
        return _beneath(size + words, HANGING)


def _beneath(markup: str, indent: float) -> str:
    return f"\\begin{{cslbeneath}}{{{indent}cm}}\n{markup}\n\\end{{cslbeneath}}"


def escape(text: str) -> str:
    """Text as LaTeX's text: no command, no ligature, no comment."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], one_line(text))


def _wrap(attribute: str, value: str, markup: str) -> str:
    if attribute == "link":
        target = address(value)
        return f"\\href{{{_target(target)}}}{{{markup}}}" if target else markup
    command = _COMMANDS.get((attribute, value))
    return f"\\{command}{{{markup}}}" if command else markup


def _target(found: str) -> str:
    """An address as \\href takes it, also within another command's argument."""
    found = found.replace("~", "%7E").replace("$", "%24")
    return re.sub("[%#&_]", lambda special: "\\" + special[0], found)


WRITER = Latex()
