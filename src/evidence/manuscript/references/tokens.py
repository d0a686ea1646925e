"""A reference string cut into words, numbers and single signs, each with its place."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:https?://|ftp://|www\.)\S+|10\.\d{4,9}/\S+|[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*|\d+|\S"
)


class Token(NamedTuple):
    """One token; `start` and `end` are code points of the string, half-open."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of a string, in order; an address or DOI is one token."""
    return [Token(match.group(), *match.span()) for match in _TOKEN.finditer(text)]
