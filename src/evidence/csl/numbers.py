"""Numbers and page ranges as CSL reads and prints them (CSL 1.0.2 "Number", "Page Ranges").

A number variable may hold several numbers, "2nd & 4th, 6-8". A hyphen that is part of a number
and spans nothing is written ``\\-``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_AND = "and|et|und|y|e|en|och|og|i|a|ja|és|și|și|ve|и|και|та|och|ir|un|eta"
_SEPARATOR = re.compile(rf"\s*[,;]\s*(?:(?:{_AND})\s+)?|\s*&\s*|\s+(?:{_AND})\s+")
_DASH = re.compile(r"\s*(?<!\\)[-–—]\s*")
_PAGE = re.compile(r"([0-9]*[^\W\d_]+0*)?([0-9]+)([^\W\d_]*)")
_NUMERAL = re.compile(r"[^\W\d_]*[0-9]+[^\W\d_]*(?:\\-[^\W_]+)*")
_ROMAN = re.compile(r"(?=[ivxlcdm])m*(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_FOLIO = frozenset("ivxl")
_LABELLED = re.compile(r"([a-z]+)\.\s*(\S.*)")
_LABELS = {
    "art": "article-locator",
    "bk": "book",
    "ch": "chapter",
    "col": "column",
    "fig": "figure",
    "fol": "folio",
    "l": "line",
    "n": "note",
    "no": "issue",
    "op": "opus",
    "p": "page",
    "para": "paragraph",
    "pp": "page",
    "pt": "part",
    "r": "rule",
    "sec": "section",
    "sv": "sub-verbo",
    "supp": "supplement",
    "tit": "title-locator",
    "vrs": "verse",
    "vol": "volume",
}
_ROMAN_VALUES = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class NumberPart:
    """One number of a value, and what stands between it and the next.

    Args:
        text: As written, without any label.
        value: The number, where the text is digits alone.
        separator: ``-`` for a range, ``&``, a comma and the like with its spaces; empty at
            the end.
        label: Term that a label within the value names ("p. 3" of "7, p. 3").
    """

    text: str
    value: int | None
    separator: str = ""
    label: str | None = None


def roman(number: int) -> str:
    """A number in small Roman numerals; in digits where it has none (below 1, above 4999)."""
    if not 0 < number < 5000:
        return str(number)
    written = []
    for value, letters in _ROMAN_VALUES:
        count, number = divmod(number, value)
        written.append(letters * count)
    return "".join(written)


def from_roman(text: str) -> int | None:
    """The number that a well-formed Roman numeral writes, in capitals or small letters."""
    text = text.lower()
    if not text or len(text) > 20 or not _ROMAN.fullmatch(text):
        return None
    total = at = 0
    for value, letters in _ROMAN_VALUES:
        while text.startswith(letters, at):
            total += value
            at += len(letters)
    return total


def is_numeric(value: str | int) -> bool:
    """Whether a value consists of numbers only (CSL "Choose": the condition ``is-numeric``).

    Numbers may have letters before and after them ("D2", "2nd"), and stand several together
    ("2, 3", "2-4", "2 & 4"). "second" and "2nd edition" are no numbers; "iv" is, as leaves and
    pages before the first are numbered.
    """
    if isinstance(value, str):
        return _is_numeric(value)
    return isinstance(value, int) and not isinstance(value, bool)


@lru_cache(maxsize=2048)
def _is_numeric(value: str) -> bool:
    found = [
        _NUMERAL.fullmatch(side) is not None or (set(side) <= _FOLIO and _small_roman(side))
        for item, _ in _items(value.strip())
        for side in _DASH.split(item)
    ]
    return all(found)


@lru_cache(maxsize=2048)
def is_plural(value: str) -> bool:
    """Whether a value is several numbers or a range, so that its label is plural.

    A label within the value ends what the outer one is for: "12, fig. 3" is one page.
    """
    numbers = 0
    for at, (item, _) in enumerate(_items(value.strip())):
        labelled = _LABELLED.fullmatch(item)
        if labelled and labelled[1] in _LABELS:
            if at:
                break
            item = labelled[2]
        sides = _DASH.split(item)
        if len(sides) == 2 and (_spans(*sides) or ("–" in item and " " not in "".join(sides))):
            return all(sides)
        if _NUMERAL.fullmatch(item) or _small_roman(item):
            numbers += 1
    return numbers > 1


def parse_number(value: str) -> tuple[NumberPart, ...]:
    """The numbers of a value and what parts them.

    Args:
        value: "2nd & 4th, 6-8".
    """
    parts: list[NumberPart] = []
    label: str | None = None
    for item, separator in _items(value.strip()):
        labelled = _LABELLED.fullmatch(item)
        if labelled and labelled[1] in _LABELS:
            label = _LABELS[labelled[1]]
            item = labelled[2]
        sides = _DASH.split(item)
        if len(sides) != 2 or not all(_NUMERAL.fullmatch(side) for side in sides):
            sides = [item]
        for at, side in enumerate(sides, 1):
            digits = side.isascii() and side.isdigit() and len(side) <= _MOST_DIGITS
            after = separator if at == len(sides) else "-"
            parts.append(NumberPart(side, int(side) if digits else None, after, label))
    return tuple(parts)


def format_number(
    value: str,
    each: Callable[[int], str],
    and_text: str = "&",
    delimiter: str = "–",
    label: Callable[[str, bool], str | None] | None = None,
) -> str:
    """A value with each of its numbers in another form; what is no number stays as written.

    Args:
        value: What the variable holds.
        each: Writes one number: as an ordinal, in Roman numerals, or with ``str`` as it is.
        and_text: Stands for an ampersand.
        delimiter: Stands between the ends of a range.
        label: Gives the term for a label within the value, from the term's name and whether
            it is plural. Numbers with a label of their own stay numerals.
    """
    if value.isascii() and value.isdigit():
        return value if each is str or len(value) > _MOST_DIGITS else each(int(value))
    parts = parse_number(value)
    if not all(_NUMERAL.fullmatch(part.text) for part in parts):
        return value.replace("\\-", "-")
    written = []
    current: str | None = None
    for at, part in enumerate(parts):
        if part.label and part.label != current:
            current = part.label
            several = at + 1 < len(parts) and parts[at + 1].label == current
            term = label(current, several) if label else None
            written.append(f"{term or _typed_label(value, current)} ")
        if part.value is None or part.label or each is str:
            written.append(part.text.replace("\\-", "-"))
        else:
            written.append(each(part.value))
        written.append(_separator(part.separator, and_text, delimiter))
    return "".join(written)


@lru_cache(maxsize=4096)
def page_range(
    text: str, range_format: str | None = None, delimiter: str = "–", and_text: str = "&"
) -> str:
    """Pages with their ranges written as a style asks (CSL "Page Ranges", appendix V).

    Args:
        text: Pages, one range or several.
        range_format: ``page-range-format``; without one only the delimiter of ranges is set.
        delimiter: Between the ends of a range.
        and_text: Stands for an ampersand.
    """
    if "-" not in text and "–" not in text and "," not in text and "&" not in text:
        return text
    written = []
    for item, separator in _items(text.strip()):
        written.append(_one_range(item, range_format, delimiter))
        written.append(_separator(separator, and_text, delimiter))
    return "".join(written).replace("\\-", "-")


def _one_range(item: str, range_format: str | None, delimiter: str) -> str:
    labelled = _LABELLED.fullmatch(item)
    if labelled and labelled[1] in _LABELS:
        return item[: labelled.start(2)] + _one_range(labelled[2], range_format, delimiter)
    sides = _DASH.split(item)
    if len(sides) != 2:
        return item
    first, last = sides
    start, end = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    if start is None or end is None:
        return f"{first}{delimiter}{last}" if _spans(first, last) else item
    prefix = start[1] or ""
    if prefix != (end[1] or ""):
        # Pages of two series: what is between them may as well be a part of a name.
        return first + item[len(first) : len(item) - len(last)].strip() + last
    if not range_format or start[3] or end[3]:
        return f"{first}{delimiter}{last}"
    low, high = start[2], end[2]
    if len(high) < len(low):
        high = low[: len(low) - len(high)] + high
    if len(high) == len(low) and low >= high:
        return f"{first}{delimiter}{last}"
    if range_format == "expanded" or len(high) != len(low):
        return f"{first}{delimiter}{prefix}{high}"
    return f"{first}{delimiter}{_shortened(low, high, range_format)}"


def _shortened(low: str, high: str, range_format: str) -> str:
    """The higher number less the digits that it shares with the lower, both of one length."""
    shared = 0
    while low[shared] == high[shared]:
        shared += 1
    changed = len(high) - shared
    if range_format == "minimal":
        least = 1
    elif range_format == "minimal-two":
        least = 2
    elif range_format.startswith("chicago"):
        tail = int(low[-2:])
        if len(low) < 3 or tail == 0:
            return high
        if range_format != "chicago-16" and len(low) == 4 and changed >= 3:
            return high
        least = 1 if tail < 10 else 2
    else:
        return high
    return high[-max(least, changed) :]


def _spans(first: str, last: str) -> bool:
    """Whether two words joined by a hyphen are the ends of a range."""
    ends = [_PAGE.fullmatch(side) is not None or _small_roman(side) for side in (first, last)]
    if all(ends):
        return True
    return from_roman(first) is not None and from_roman(last) is not None


def _small_roman(text: str) -> bool:
    return text.islower() and from_roman(text) is not None


def _items(text: str) -> Iterator[tuple[str, str]]:
    """What stands between commas and the like, each with the separator after it."""
    at = 0
    for separator in _SEPARATOR.finditer(text):
        yield text[at : separator.start()], separator[0]
        at = separator.end()
    yield text[at:], ""


def _separator(written: str, and_text: str, delimiter: str) -> str:
    bare = written.strip()
    if not bare:
        return ""
    if bare == "-":
        return delimiter
    if bare == "&":
        return f" {and_text} "
    return f"{bare} " if bare[0] in ",;" else f" {bare} "


def _typed_label(value: str, name: str) -> str:
    for found in re.finditer(r"([a-z]+)\.", value):
        if _LABELS.get(found[1]) == name:
            return found[0]
    return ""
