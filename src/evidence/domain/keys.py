"""Keys that people see: citation keys of works, and the numbered keys of other records.

A citation key is made as name, year, letter:

- name: the first creator's family name with its non-dropping particle ("vanderhill"); of a
  literal name the acronym that it prints in brackets ("pti"), else the initials of three or
  more capitalised words before the first comma ("mea"), else its first word; without a
  creator the first word of the title; else the item type. Small articles and prepositions
  are no words here. Only ASCII letters and digits stay ("Łódź" is "lodz"); a name in a
  script that has no ASCII letters counts as none.
- year: the first year of `issued`, "44bce" before our era, "-nd" where there is no date.
- letter: nothing, or where the key is taken the first free of a, b, … z, aa, …; a key once
  given never changes.

That is the pattern `{author}{year}`. Another one may be wanted (`KeyPattern`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from types import MappingProxyType

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.errors import BadInput

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o",
        "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th",
        "ı": "i", "ħ": "h", "Ħ": "h", "ŋ": "n", "Ŋ": "n", "ŧ": "t", "Ŧ": "t", "ĸ": "k",
        "ɓ": "b", "ɗ": "d", "ƙ": "k", "ə": "a", "Ə": "a",
    }
)  # fmt: skip
"""Latin letters that have no decomposition."""

_SMALL_WORDS = """
a an the and of for in on at to by from with as or
der die das des dem den ein eine und für im le la les l un une et du de d el los las y
il lo gli i o os e da do das di del della
"""
_INSIGNIFICANT = frozenset(_SMALL_WORDS.split())
_ACRONYM = re.compile(r"[(\[]\s*([^\W\d_][\w&.\-]{1,11})\s*[)\]]")
_LONGEST_NAME = 60
_LONGEST_KEY = 90
_FIELD = re.compile(r"\{([A-Za-z]+)(?::([1-9]))?\}")
_PATTERN_HINT = "write it like '{author}{year}' or '{Author}_{title:2}_{year}'"

_WIDTHS = MappingProxyType({"C": 3, "L": 3, "T": 2, "R": 2, "Q": 2, "D": 2, "A": 2, "B": 2})
"""Digits of the numbered keys: claim, evidence link, citation, reference entry, quotation,
document, annotation, broken entry."""
_NUMBERED = re.compile(rf"([{''.join(_WIDTHS)}])(\d+)", re.ASCII)
_GIVEN = re.compile(r"[\w:.+/-]{1,100}")


@dataclass(frozen=True, slots=True)
class KeyPattern:
    """How citation keys are made.

    In `text` stand letters and digits, `_ : . + / -`, and fields in braces: `{author}`, the
    first creator's part; `{title}`, the first significant word of the title, `{title:3}`
    the first three; `{year}`, or `-nd` where there is none; `{type}`, the item type. A field
    with a capital (`{Author}`) begins with one; title words have theirs where it does.

    Raises:
        BadInput: it has an unknown field or another character, or no field at all.
    """

    text: str = "{author}{year}"

    def __post_init__(self) -> None:
        rest = _FIELD.sub("", self.text)
        fields = [match[1].lower() for match in _FIELD.finditer(self.text)]
        if not fields or re.search(r"[^A-Za-z0-9_:.+/-]", rest) or self.text.startswith("-"):
            raise BadInput(f"{self.text!r} is no pattern of keys", hint=_PATTERN_HINT)
        for field in fields:
            if field not in {"author", "title", "year", "type"}:
                raise BadInput(f"keys have no field {{{field}}}", hint=_PATTERN_HINT)

    def base(self, item: Item) -> str:
        """The key of a work before any letter."""
        if self.text == "{author}{year}":  # what nearly all want, a hundred thousand times
            return (_part(item, "author", 1) + _year_part(item.year)).lstrip("-")[:_LONGEST_KEY]
        made = [
            text if field is None else _part(item, field, most)
            for text, field, most in _pieces(self.text)
        ]
        return "".join(made).lstrip("-")[:_LONGEST_KEY]


@lru_cache(maxsize=16)
def _pieces(pattern: str) -> tuple[tuple[str, str | None, int], ...]:
    """What a pattern is made of: text to be kept, and fields with how many words of them."""
    pieces: list[tuple[str, str | None, int]] = []
    at = 0
    for match in _FIELD.finditer(pattern):
        if match.start() > at:
            pieces.append((pattern[at : match.start()], None, 0))
        pieces.append(("", match[1], int(match[2] or 1)))
        at = match.end()
    return (*pieces, (pattern[at:], None, 0)) if at < len(pattern) else tuple(pieces)


def _part(item: Item, field: str, most: int) -> str:
    match field.lower():
        case "author":
            made = _creator_part(item) or _title_part(item) or _ascii(item.type)
        case "year":
            made = _year_part(item.year)
        case "type":
            made = _ascii(item.type)
        case _:
            return _title_words(item, most, capital=field[0].isupper())
    return (made[:1].upper() + made[1:] if field[0].isupper() else made)[:_LONGEST_NAME]


def _title_words(item: Item, most: int, *, capital: bool) -> str:
    """The first significant words of a title, each with a capital or none has; else the type."""
    words = [part for word in _words(item.title or "") if (part := _ascii(word))]
    kept = words[:most] or [_ascii(item.type)]
    return "".join(each[:1].upper() + each[1:] if capital else each for each in kept)[
        :_LONGEST_NAME
    ]


DEFAULT = KeyPattern()


def citation_key(
    item: Item,
    taken: Collection[str] | Callable[[str], bool],
    pattern: KeyPattern = DEFAULT,
) -> str:
    """A key for `item` by a pattern that is not yet taken.

    Args:
        item: the work.
        taken: the keys given so far, or a function that says whether one is.
        pattern: how keys are made.
    """
    return KeyMaker(taken, pattern).make(item)


class KeyMaker:
    """Makes keys for many works; remembers which letters were tried.

    Args:
        taken: the keys given so far, or a function that says whether one is. What is made
            counts as taken only once the caller has it there.
        pattern: how keys are made.
    """

    def __init__(
        self,
        taken: Collection[str] | Callable[[str], bool],
        pattern: KeyPattern = DEFAULT,
    ) -> None:
        self._is_taken = taken if callable(taken) else taken.__contains__
        self._pattern = pattern
        self._tried: dict[str, int] = {}

    def make(self, item: Item) -> str:
        """A key that is not yet taken."""
        base = self._pattern.base(item) or _ascii(item.type)
        if _is_numbered(base):
            base = f"{base[0]}-{base[1:]}"  # "D2018" would be a document's key
        for number in count(self._tried.get(base, 0)):
            key = base + _letters(number)
            if not self._is_taken(key):
                break
            self._tried[base] = number
        return key


def _letters(number: int) -> str:
    """Nothing for 0, then a, b, … z, aa, …"""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _creator_part(item: Item) -> str:
    return next((part for name in item.creators[:1] if (part := _name_part(name))), "")


def _name_part(name: Name) -> str:
    if name.literal is None:
        return _ascii(name.citation_name)
    for acronym in _ACRONYM.finditer(name.literal):
        if sum(letter.isupper() for letter in acronym[1]) >= 2:
            return _ascii(acronym[1])
    words = _words(_ACRONYM.sub(" ", name.literal).partition(",")[0])
    capitalised = [word for word in words if word[0].isupper()]
    if len(capitalised) >= 3:
        return "".join(_ascii(word)[:1] for word in capitalised)
    return next((part for word in words if (part := _ascii(word))), "")


def _title_part(item: Item) -> str:
    return next((part for word in _words(item.title or "") if (part := _ascii(word))), "")


def _words(text: str) -> list[str]:
    """The significant words of `text`, or all where none is; an elided article is none."""
    words = re.findall(r"[^\W_]+(?:['’ʼ\-][^\W_]+)*", unicodedata.normalize("NFC", text))
    plain = [re.sub(r"^(?:[LlDd])['’](?=\w)", "", word) for word in words]
    return [word for word in plain if word.casefold() not in _INSIGNIFICANT] or plain


def _year_part(year: int | None) -> str:
    if year is None:
        return "-nd"
    return str(year) if year > 0 else f"{1 - year}bce"


def _ascii(text: str) -> str:
    """The ASCII letters and digits of `text`, small; "" where it has none."""
    if text.isascii() and text.isalnum():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(each for each in plain.lower() if each.isascii() and each.isalnum())


def valid_key(key: str) -> str:
    """`key`, if people may give it to a work or a paper.

    Letters and digits of any script in NFC, and - _ : . + /; at most 100 code points; not
    beginning with a hyphen, which would be an option; and nothing like a numbered key.

    Raises:
        BadInput: it breaks one of these; the message says which.
    """
    problem = None
    if not key or len(key) > 100:
        problem = "has no letter" if not key else "is longer than 100 characters"
    elif unicodedata.normalize("NFC", key) != key:
        problem = "is not in Unicode's normal form C"
    elif not _GIVEN.fullmatch(key):
        problem = "holds something other than letters, digits and - _ : . + /"
    elif key.startswith("-"):
        problem = "begins with a hyphen"
    elif _is_numbered(key):
        problem = "is one of a claim, citation or other numbered record"
    if problem:
        shown = key if len(key) <= 60 else f"{key[:60]}…"
        raise BadInput(f"the key {shown!r} {problem}", hint="write one like 'drab2018'")
    return key


def _is_numbered(key: str) -> bool:
    """Whether a key is one of a numbered record as the program writes it: C001, not c1."""
    match = _NUMBERED.fullmatch(key)
    if match is None or int(match[2]) < 1:
        return False
    return key == number_key(match[1], int(match[2]))


def number_key(prefix: str, number: int) -> str:
    """The key of a numbered record: ("C", 1) is C001, ("T", 1) is T01, ("T", 100) is T100.

    Raises:
        ValueError: no record has that prefix, or the number is not positive.
    """
    if prefix not in _WIDTHS or number < 1:
        raise ValueError(f"no record has the key {prefix}{number}")
    return f"{prefix}{number:0{_WIDTHS[prefix]}}"


def key_number(key: str) -> int:
    """The number in a numbered key: 1 for C001.

    Raises:
        BadInput: it is no numbered key.
    """
    match = _NUMBERED.fullmatch(key)
    if match is None or int(match[2]) < 1:
        raise BadInput(f"{key!r} is no numbered key", hint="one looks like C001 or T01")
    return int(match[2])
