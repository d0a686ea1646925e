"""Plain text and what is written in it, such as Markdown: form feeds part its pages."""

from __future__ import annotations

import re
from pathlib import Path

from evidence.domain.media_types import HEAD, media_type
from evidence.domain.pages import Reading
from evidence.opening.decoding import bytes_of, decoded
from evidence.opening.unreadable import Unreadable
from evidence.pages._flow import reading, unread
from evidence.pages.lines import compounds

MEDIA_TYPES = frozenset(
    {
        "text/plain",
        "text/markdown",
        "text/csv",
        "text/tab-separated-values",
        "application/x-tex",
    }
)
READER = "plain 1"
_MARKDOWN = "text/markdown"
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\xad\u200b\u2060\ufeff]")
_BLANKS_AT_END = re.compile(r"(?<![^\S\n])[^\S\n]++$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")
_PARTED = re.compile(r"(?<=[^\W\d_])([-‐¬])[^\S\n]*\n[^\S\n\f]*(?=[^\W\d_])(\S+)[^\S\n\f]*\n?")
_STEM = re.compile(r"[^\W\d_]+$")
_LONGEST_STEM = 60
_NEXT = re.compile(r"[^\W\d_]+")
_BROKEN_BAR = "¬"
"""How some scans mark a hyphen that is the line's, not the word's."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+\"[^\"\n]*\")?\)")
_INLINE = (
    (re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL), ""),
    (_LINK, r"\1"),
    (re.compile(r"\[\^[^\]\s]+\](?!:)"), ""),
    (re.compile(r"^[ ]{0,3}(?:>[ ]?)+", re.MULTILINE), ""),
    (re.compile(r"^[ ]{0,3}#{1,6}[ ]+(.*?)(?:[ ]+#+)?$", re.MULTILINE), r"\1"),
    (re.compile(r"(\*{1,3}|~~)(?=\S)([^*~\n]+?(?:\n[^*~\n]+?)*?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]+?(?:\n[^_\n]+?)*?)(?<=\S)\1(?!\w)"), r"\2"),
)
"""What Markdown puts into a text that nobody reads there: links' targets, note marks, emphasis."""


def read(path: Path) -> Reading:
    """Read a text: a page for each form feed, else one."""
    try:
        data = bytes_of(path)
        text = decoded(data)
    except Unreadable as error:
        return unread(error, READER)
    text = _UNSEEN.sub("", text)
    if media_type(data[:HEAD], data[-HEAD:], path.name) == _MARKDOWN:
        text = _without_marks(text)
    text = _whole_words(text)
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()  # each page ends with one, the last too
    made = [(None, _tidied(page)) for page in pages]
    return reading(made, READER, reflowable=len(made) == 1)


def _tidied(page: str) -> str:
    return _BLANK_LINES.sub("\n\n", _BLANKS_AT_END.sub("", page)).strip("\n")


def _without_marks(text: str) -> str:
    for pattern, instead in _INLINE:
        text = pattern.sub(instead, text)
    return _ESCAPED.sub(r"\1", text)


def _whole_words(text: str) -> str:
    """Join the words that are parted at a line's end, before that end.

    The hyphen stays where the text has the word with one elsewhere, or it goes on with a
    capital.
    """
    known = compounds(word for word in text.split() if len(word) <= _LONGEST_STEM)

    def joined(match: re.Match[str]) -> str:
        hyphen, rest = match.groups()
        stem = _STEM.search(text, max(0, match.start() - _LONGEST_STEM), match.start())
        after = _NEXT.match(rest)
        compound = f"{stem[0] if stem else ''}-{after[0] if after else ''}".casefold()
        kept = hyphen != _BROKEN_BAR and (rest[0].isupper() or compound in known)
        return f"{hyphen if kept else ''}{rest}\n"

    return _PARTED.sub(joined, text)
