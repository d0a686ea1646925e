"""Normal forms of text: what stays the same when only the typography changes.

Offsets are code points, half-open, as everywhere in `evidence`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_SPACE = re.compile(r"\s+")
_NO_WORD = {code: " " for code in range(128) if not chr(code).isalnum()}
_FIRST_WITHOUT_ACCENTS = "\u0530"
"""Before it stand the Latin, Greek and Cyrillic alphabets."""
_PLAIN_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)
"""Small Latin letters with strokes and the like, which have no decomposition."""
_APOSTROPHE = re.compile(r"(?<=[^\W_])['’ʼ](?=[^\W_])")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text reduced to its letters and digits, with the way back.

    `text` holds the folded letters and digits; `offsets[i]` is the code point of the
    original text that `text[i]` came from; `starts` are the positions in `text` at
    which a word of the original begins.
    """

    text: str
    offsets: tuple[int, ...]
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that the folded span `start:end` came from."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """Reduce `text` to its letters and digits, compatibility-decomposed and case-folded.

    Two texts that differ only in case, accents, quotation marks, dashes, ligatures,
    spacing or punctuation fold to the same letters.
    """
    letters: list[str] = []
    offsets: list[int] = []
    starts: list[int] = []
    in_word = False
    for offset, character in enumerate(text):
        kept = [
            folded
            for part in unicodedata.normalize("NFKD", character)
            for folded in part.casefold()
            if folded.isalnum()
        ]
        if not kept:
            in_word = in_word and unicodedata.combining(character) != 0
            continue
        if not in_word:
            starts.append(len(letters))
            in_word = True
        letters.extend(kept)
        offsets.extend([offset] * len(kept))
    return Folded("".join(letters), tuple(offsets), tuple(starts))


def words(text: str) -> list[str]:
    """The words of `text` in small letters, without accents, strokes and punctuation.

    An apostrophe within a word parts nothing. Marks of scripts that write vowels with them
    stay: without them different words would be the same.
    """
    text = _APOSTROPHE.sub("", text)
    if text.isascii():
        return text.casefold().translate(_NO_WORD).split()
    return _plain(text).casefold().translate(_PLAIN_LETTERS).translate(_NO_WORD).split()


def _plain(text: str) -> str:
    """Compatibility-decomposed, without the accents of alphabets, blanks for punctuation."""
    kept: list[str] = []
    base = ""
    for each in unicodedata.normalize("NFKD", text):
        kind = unicodedata.category(each)[0]
        if kind != "M":
            base = each
        elif base < _FIRST_WITHOUT_ACCENTS:
            continue
        kept.append(each if kind in "LNM" else " ")
    return "".join(kept)


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """How much of two texts' words is the same, from 0 to 1 (Dice's coefficient).

    Args:
        one, other: how often each word occurs (`Counter(words(text))`).
    """
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def fingerprint(text: str) -> str:
    """A short name for a sentence that survives a change of typography.

    The number of folded letters, a hyphen, and the first 16 hexadecimal digits of their
    SHA-256. Because the length is part of it, the sentence can be found again in a text
    whatever its splitting into sentences (`find_fingerprint`).
    """
    return _fingerprint(fold(text).text)


def find_fingerprint(folded: Folded, wanted: str) -> Iterator[tuple[int, int]]:
    """Every span of the original text whose letters have the fingerprint `wanted`.

    Only spans that begin at a word are looked at.

    Raises:
        ValueError: `wanted` is not a fingerprint.
    """
    length = int(wanted.partition("-")[0])
    for start in folded.starts:
        letters = folded.text[start : start + length]
        if len(letters) == length and _fingerprint(letters) == wanted:
            yield folded.span(start, start + length)


def _fingerprint(letters: str) -> str:
    return f"{len(letters)}-{hashlib.sha256(letters.encode()).hexdigest()[:16]}"


def squeeze(text: str) -> str:
    """`text` in NFC with every run of white space as one space, none at the ends."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()
