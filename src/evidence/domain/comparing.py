"""Values that say the same in other words: "Vol. II" and "2", "J. Hist. Ideas" and its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from evidence.domain.text import words

_SMALL = frozenset(
    """a an and of the for in on at to with de la le les des du del della der die das dem den und
    et y e il lo el los las""".split()
)
_LABELS = frozenset(
    """vol vols volume v no nos nr num number issue iss n band bd heft jahrgang jg tome tom t
    numero ed edn eds edition aufl auflage version art article""".split()
)
_NUMBER_WORDS = MappingProxyType(
    {
        word: str(number)
        for number, pair in enumerate(
            """one/first two/second three/third four/fourth five/fifth six/sixth seven/seventh
            eight/eighth nine/ninth ten/tenth eleven/eleventh twelve/twelfth""".split(),
            1,
        )
        for word in pair.split("/")
    }
)
_SIGNS = re.compile(r"\w[+#]+|\d+")
_ORDINAL = re.compile(r"0*(\d+)(?:st|nd|rd|th)?")
_ROMAN = re.compile(r"(?=.)m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_ROMAN_VALUES = MappingProxyType({"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000})


def numeral(text: str) -> str:
    """What a volume, issue, edition or number is, however it is written.

    "2nd ed.", "Second Edition", "II" and "2" are one edition; "31A" stays what it is.
    """
    given = words(text)
    kept = [word for word in given if word not in _LABELS] or given[-1:]
    if len(kept) == 1:
        return numbered(kept[0]) or kept[0]
    return " ".join(word if _ROMAN.fullmatch(word) else numbered(word) or word for word in kept)


def numbered(word: str) -> str | None:
    """The number that a folded word stands for, in digits; None for any other word."""
    if (ordinal := _ORDINAL.fullmatch(word)) is not None:
        return ordinal[1]
    if word in _NUMBER_WORDS:
        return _NUMBER_WORDS[word]
    if _ROMAN.fullmatch(word):
        values = [_ROMAN_VALUES[letter] for letter in word]
        following = [*values[1:], 0]
        return str(sum(-v if v < after else v for v, after in zip(values, following, strict=True)))
    return None


def weighty(title: Sequence[str]) -> list[str]:
    """The folded words of a title without articles and prepositions."""
    return [word for word in title if word not in _SMALL]


def same_series(one: str, other: str) -> bool:
    """Whether two titles of journals, books or sites are one, whole or abbreviated.

    Word for word: "Nature" is no short form of "Nature Communications". Initials alone are
    ("PNAS"), from three on.
    """
    mine, yours = weighty(words(one)), weighty(words(other))
    return mine == yours or shortens(mine, yours) or shortens(yours, mine)


def shortens(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether weighty words are the abbreviations of others, word for word, or their initials."""
    if not short or short == long:
        return False
    if len(short) == 1 and len(short[0]) >= 3 and len(long) == len(short[0]):
        return short[0] == "".join(word[0] for word in long)
    # A single word is a title of its own: "Cell" is no "Cellular".
    return len(short) == len(long) > 1 and all(map(_contracts, short, long))


def _contracts(short: str, long: str) -> bool:
    """Whether a word is an abbreviation: "natl" and "nat" of "national"."""
    if short[0] != long[0]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def part_of(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether weighty words are abbreviations or a part of others, in their order."""
    if not short or len(short) > len(long) or short == long:
        return False
    rest = iter(long)
    return all(any(word.startswith(each) for word in rest) for each in short)


def other_signs(one: str, other: str) -> bool:
    """Whether texts of the same letters differ all the same, as "C" and "C++", "1.5" and "15"."""
    return one != other and _signs(one) != _signs(other)


def _signs(text: str) -> list[str]:
    return [each.lower() for each in _SIGNS.findall(text)]
