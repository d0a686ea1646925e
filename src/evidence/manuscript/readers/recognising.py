"""What a manuscript's file is, by what it holds; its name decides only between kinds of text."""

from __future__ import annotations

import re

_XML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE\s+(\w+)|<([\w:]+))", re.S
)
_LATEX = re.compile(
    r"\\documentclass\b|\\begin\s*\{(?:document|abstract|thebibliography)\}|\\(?:sub)?section\*?\{"
    r"|\\(?:text|paren|auto)?cite[a-z]*\s*[\[{]"
)
_MARKDOWN = re.compile(
    r"\A---\n(?:.*\n)*?(?:---|\.\.\.)\n|^#{1,4} \S"
    r"|\[(?:[^\[\]\n]* )?-?@[^\W\d_][\w:.-]*[^\[\]\n]*\]|^\[\^[\w-]+\]: ",
    re.MULTILINE,
)
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
_LATEX_NAMES = (".tex", ".ltx", ".latex")


def reader(media: str, head: str, name: str) -> str | None:
    """The module of `readers` that reads a file; None where none of them does.

    Args:
        media: its media type, as its bytes tell.
        head: the beginning of its text, "" of a file that is none.
        name: what it is called.
    """
    if media.endswith("wordprocessingml.document"):
        return "docx"
    if media == "application/vnd.oasis.opendocument.text":
        return "odt"
    if not head:
        return None
    called = name.lower()
    if (match := _XML.match(head)) is not None:
        root = (match[1] or match[2]).casefold()
        if root == "article" and ("<article-meta" in head or "JATS" in head or "NLM" in head):
            return "jats"
        if root == "html":
            return "html"
    if media in {"text/html", "application/xhtml+xml"}:
        return "html"
    if called.endswith(_LATEX_NAMES) or len(_LATEX.findall(head)) > 1:
        return "latex"
    if called.endswith(_MARKDOWN_NAMES) or len(_MARKDOWN.findall(head)) > 2:
        return "markdown"
    return None
