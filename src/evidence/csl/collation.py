"""The order of words: letters before their accents, accents before capitals.

CSL 1.0.2 "Sorting" leaves the order to the locale. What is kept here is what the Unicode
collation algorithm does for most languages (UTS 10: marks, then digits, then letters; accents
and capitals decide only between words otherwise alike), without its tables.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DIGITS = re.compile(r"\d+")
_EXTRA = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
     "ł": "l", "Ł": "L", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "’": "'", "‘": "'",
     "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "}
)  # fmt: skip
_DROPPED = re.compile(r"[\u200b-\u200f\u2060\ufeff\"'’‘“”,.]|<[^<>]*>")


@lru_cache(maxsize=65536)
def collated(text: str) -> tuple[str, str, str]:
    """A key by which texts sort as readers expect.

    Args:
        text: What is sorted by.

    Returns:
        Letters alone, then with accents, then with capitals swapped (small letters first).
    """
    text = _DROPPED.sub("", text).strip()
    if text.isascii():
        folded = text.lower()
        return _weighed(folded), folded, text.swapcase()
    spread = unicodedata.normalize("NFD", text.translate(_EXTRA))
    letters = "".join(char for char in spread if not unicodedata.combining(char)).casefold()
    return _weighed(letters), spread.casefold(), spread.swapcase()


_ORDER = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_WEIGHTS = str.maketrans({char: chr(1 + at) for at, char in enumerate(_ORDER)})


def _weighed(text: str) -> str:
    return text.translate(_WEIGHTS)


def sortable(value: str) -> str:
    """A number's text, its digits padded so that 9 comes before 10."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(12), value)
