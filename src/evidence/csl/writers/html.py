"""HTML: the fragments that citeproc-js writes, and a page of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evidence.csl.tree import Bibliography, Entry, Runs
from evidence.csl.writers.base import address, clean, is_right_to_left, language_tag, render
from evidence.csl.writers.document import Block, Document, Heading, Quote, References

_SPAN = "</span>"
_DIV = "</div>"

# To the letter what the fixtures of the CSL test suite hold, white space included.
_MARKS = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-style", "normal"): ('<span style="font-style:normal;">', _SPAN),
    ("font-variant", "small-caps"): ('<span style="font-variant:small-caps;">', _SPAN),
    ("font-variant", "normal"): ('<span style="font-variant:normal;">', _SPAN),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-weight", "normal"): ('<span style="font-weight:normal;">', _SPAN),
    ("font-weight", "light"): ('<span style="font-weight:lighter;">', _SPAN),
    ("text-decoration", "underline"): ('<span style="text-decoration:underline;">', _SPAN),
    ("text-decoration", "none"): ('<span style="text-decoration:none;">', _SPAN),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("vertical-align", "baseline"): ('<span style="baseline">', _SPAN),
    ("display", "block"): ('\n\n    <div class="csl-block">', _DIV + "\n"),
    ("display", "left-margin"): ('\n    <div class="csl-left-margin">', _DIV),
    ("display", "right-inline"): ('<div class="csl-right-inline">', _DIV + "\n  "),
    ("display", "indent"): ('<div class="csl-indent">', _DIV + "\n  "),
}

_TROUBLE = re.compile(
    "[&<>\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

_STYLE = """
:root { color-scheme: light dark; --text: #1b1b1b; --soft: #595959; --rule: #c8c8c8;
  --paper: #fff; --link: #0b4f9e; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e6e6; --soft: #a8a8a8; --rule: #4a4a4a;
  --paper: #181818; --link: #8ab8f5; } }
body { margin: 0; background: var(--paper); color: var(--text);
  font: 1.0625rem/1.5 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
main { max-width: 42rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 2em 0 .6em; }
h1 { margin-top: 0; font-size: 1.8rem; }
h2 { font-size: 1.35rem; } h3 { font-size: 1.15rem; } h4 { font-size: 1rem; }
a { color: var(--link); }
p { margin: .6em 0; }
.csl-bib-body { line-height: calc(1.5 * var(--lines, 1)); margin: .6em 0; }
.csl-entry { margin-bottom: calc(.6em * var(--gap, 1)); display: flow-root; }
.hanging .csl-entry { padding-left: 2rem; text-indent: -2rem; }
.hanging .csl-entry > div { text-indent: 0; }
.csl-left-margin { float: left; min-width: var(--field); }
.csl-right-inline { margin-left: var(--field); }
.csl-indent { margin-left: 2rem; }
.annotation, .evidence, .note, blockquote { margin-left: 2rem; }
.evidence { color: var(--soft); border-left: 2px solid var(--rule); padding-left: .75rem; }
.note { font-size: .875rem; color: var(--soft); margin-left: 0; }
blockquote { margin-right: 0; font-size: .9375rem; border-left: 2px solid var(--rule);
  padding-left: .75rem; }
@media (min-width: 56rem) { .margin .csl-entry { margin-left: calc(-1 * var(--field)); } }
@media (max-width: 30rem) {
  main { padding: 1.25rem .9rem 2.5rem; }
  .hanging .csl-entry { padding-left: 1.25rem; text-indent: -1.25rem; }
  .annotation, .evidence, blockquote { margin-left: 1.25rem; }
}
[dir=rtl] .hanging .csl-entry { padding-left: 0; padding-right: 2rem; }
[dir=rtl] .csl-left-margin { float: right; }
[dir=rtl] .csl-right-inline { margin-left: 0; margin-right: var(--field); }
@media print {
  :root { --text: #000; --soft: #333; --paper: #fff; --link: #000; }
  main { max-width: none; padding: 0; } body { font-size: 11pt; }
  .csl-entry, blockquote { break-inside: avoid; } h1, h2, h3, h4 { break-after: avoid; }
  a { text-decoration: none; }
}
"""


class Html:
    """HTML; `inline`, `entry` and `bibliography` as the CSL test suite compares them."""

    label = "HTML"
    extension = "html"
    media_type = "text/html"

    def inline(self, runs: Runs) -> str:
        """Some runs as HTML; links only to web, DOI and mail addresses."""
        return render(runs, escape, _wrap)

    def entry(self, entry: Entry) -> str:
        """One entry as a division of class ``csl-entry``."""
        return f'  <div class="csl-entry">{self.inline(entry.runs)}</div>\n'

    def bibliography(self, bibliography: Bibliography) -> str:
        """The entries within a division of class ``csl-bib-body``."""
        entries = "".join(map(self.entry, bibliography.entries))
        return f'<div class="csl-bib-body">\n{entries}</div>'

    def document(self, document: Document) -> bytes:
        """A page without scripts or outside resources, with a COinS span for each entry known."""
        title = escape(document.title)
        tag = language_tag(document.language)
        language = (f' lang="{tag}"' if tag else "") + (
            ' dir="rtl"' if is_right_to_left(tag) else ""
        )
        body = "\n".join(self._block(block, document.coins) for block in document.blocks)
        heading = f"<h1>{title}</h1>\n" if title else ""
        return (
            "<!DOCTYPE html>\n"
            f'<html{language}>\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
            f"<body>\n<main>\n{heading}{body}\n</main>\n</body>\n</html>\n"
        ).encode()

    def _block(self, block: Block, coins: Mapping[str, str]) -> str:
        if isinstance(block, References):
            return self._references(block.bibliography, coins)
        words = self.inline(block.runs)
        if isinstance(block, Heading):
            level = min(max(block.level, 1), 3) + 1
            return f"<h{level}>{words}</h{level}>"
        if isinstance(block, Quote):
            return f"<blockquote>{words}</blockquote>"
        kind = "" if block.style == "body" else f' class="{block.style}"'
        return f"<p{kind}>{words}</p>"

    def _references(self, bibliography: Bibliography, coins: Mapping[str, str]) -> str:
        classes = ["csl-bib-body"]
        if bibliography.hanging_indent:
            classes.append("hanging")
        if bibliography.second_field_align == "margin":
            classes.append("margin")
        layout = (
            f"--lines:{bibliography.line_spacing:g};--gap:{bibliography.entry_spacing:g};"
            f"--field:{bibliography.max_offset * 0.6 + 0.6:g}em"
        )
        entries = "".join(
            f'  <div class="csl-entry">{self.inline(entry.runs)}'
            f"{_context(coins.get(entry.id, ''))}</div>\n"
            for entry in bibliography.entries
        )
        return f'<div class="{" ".join(classes)}" style="{layout}">\n{entries}</div>'


def escape(text: str) -> str:
    """Text as HTML's text, spelled as citeproc-js spells it."""
    if not _TROUBLE.search(text):
        return text
    return clean(text).replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")


def _attribute(text: str) -> str:
    return escape(text).replace('"', "&#34;").replace("'", "&#39;")


def _wrap(attribute: str, value: str, markup: str) -> str:
    if attribute == "link":
        target = address(value)
        return f'<a href="{_attribute(target)}">{markup}</a>' if target else markup
    before, after = _MARKS.get((attribute, value), ("", ""))
    return before + markup + after


def _context(values: str) -> str:
    return f'<span class="Z3988" title="{_attribute(values)}"></span>' if values else ""


WRITER = Html()
