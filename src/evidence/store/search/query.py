"""From what a person types to an FTS5 query."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[\w\u0300-\u0331]+")
"""Letters and digits, with the marks that FTS5's tokeniser takes for a part of a word."""


def match_words(text: str) -> str | None:
    """An FTS5 query that wants every word of `text`, the last one as a beginning.

    Words are quoted, so that nothing a person types is read as FTS5 syntax. None where
    `text` holds no word.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    if not words:
        return None
    return " ".join(f'"{word}"' for word in words) + "*"
