"""The order of words: letters before their accents, accents before capitals.

CSL 1.0.2 "Sorting" leaves the order to the locale. What is kept here is what the Unicode
collation algorithm does (UTS 10: marks, then digits, then letters; accents and capitals decide
only between words otherwise alike), and, of the tailorings of languages (CLDR), those letters
that stand in an alphabet of their own place, and a language's own script before the others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_DIGITS = re.compile(r"\d+")
_EXTRA = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
     "ł": "l", "Ł": "L", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "–": "-", "—": "-",
     "\u00a0": " "}
)  # fmt: skip
_DROPPED = re.compile(r"[\u200b-\u200f\u2060\ufeff\"'’‘“”,.]|<[^<>]*>")

_AFTER: Mapping[str, str] = {
    "cs": "cč hch rř sš zž",
    "da": "zæøå",
    "es": "nñ",
    "et": "zõäöü",
    "fi": "zåäö",
    "hr": "cčć dđ sš zž",
    "is": "zþæö",
    "lt": "cč sš zž",
    "lv": "cč gģ kķ lļ nņ sš zž",
    "nb": "zæøå",
    "nn": "zæøå",
    "no": "zæøå",
    "pl": "aą cć eę lł nń oó sś zźż",
    "ro": "aăâ iî sș tț",
    "sk": "cč hch sš zž",
    "sl": "cč sš zž",
    "sv": "zåäö",
    "tr": "cç gğ hı oö sş uü",
}
"""By language, a letter and those that follow it as letters of their own."""

_SCRIPTS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"), ("\u0400", "\u052f")),
    "el": ("\u0370", "\u03ff"),
    "he": ("\u0590", "\u05ff"),
    **dict.fromkeys(("ar", "fa", "ur"), ("\u0600", "\u06ff")),
    "hi": ("\u0900", "\u097f"),
    "th": ("\u0e00", "\u0e7f"),
    **dict.fromkeys(("ja", "zh"), ("\u3040", "\u9fff")),
    "ko": ("\uac00", "\ud7a3"),
}
"""By language, the first and the last letter of its script, which comes before the others."""

_ORDER = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_WEIGHTS = str.maketrans({char: chr(1 + at) for at, char in enumerate(_ORDER)})
_LAST = "\uf8ff"
_OWN = "\u0030"
"""Before each letter of a language's own script: after marks, before Latin letters."""


@lru_cache(maxsize=65536)
def collated(text: str, language: str = "en") -> tuple[str, str, str]:
    """A key by which texts sort as readers expect.

    Args:
        text: What is sorted by.
        language: Whose alphabet holds; a language's tag without its region.

    Returns:
        Letters alone, then with accents, then with capitals swapped (small letters first).
    """
    text = _DROPPED.sub("", text).strip()
    if text.isascii() and language not in _AFTER:
        folded = text.lower()
        return folded.translate(_WEIGHTS), folded, text.swapcase()
    composed = unicodedata.normalize("NFC", text)
    if language in _AFTER:
        composed = _placed(composed.casefold(), language)
    spread = unicodedata.normalize("NFD", composed.translate(_EXTRA))
    letters = "".join(char for char in spread if not unicodedata.combining(char)).casefold()
    if language in _SCRIPTS:
        first, last = _SCRIPTS[language]
        letters = "".join(_OWN + char if first <= char <= last else char for char in letters)
    return letters.translate(_WEIGHTS), spread.casefold(), text.swapcase()


def _placed(text: str, language: str) -> str:
    """A text with the letters of an alphabet's own places put behind those before them."""
    for letter, place in _places(language):
        text = text.replace(letter, place)
    return text


@lru_cache(maxsize=32)
def _places(language: str) -> tuple[tuple[str, str], ...]:
    found = []
    for group in _AFTER[language].split():
        rest = [group[1:]] if group == "hch" else list(group[1:])
        found += [(letter, group[0] + _LAST * at) for at, letter in enumerate(rest, 1)]
    return tuple(found)


def sortable(value: str) -> str:
    """A number's text, its digits padded so that 9 comes before 10."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(12), value)
