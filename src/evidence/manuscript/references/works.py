"""The works of a list's entries: one each, or several where an entry packs them.

A dash in an author's place repeats the author before it, at an entry's beginning or within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from evidence.manuscript.references.fields import Fields, fields
from evidence.manuscript.references.lists import Entry

_DASH = r"(?:[—–―]{1,6}|_{2,12}|-{2,6})"
_REPEATED = re.compile(rf"\s*{_DASH}\s*[.,:]?\s+(?=\S)")
_PACKED = re.compile(rf"(?<=[.;”\"'’)\]])\s+({_DASH}\s*[.,:]?)\s+(?=[^\W\d_]|[\"“‘*(\d])")
_DATED = re.compile(r"\((?:1[5-9]|20)\d\d[a-z]?\)|\bdoi\b|10\.\d{4,9}/", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,2}(?=\S)|(?<=\S)\*{1,2}(?![\w*])")
_DATE = re.compile(r"[\s.,(]*(?:\d{1,2}\s+)?(?:[^\W\d_]{3,9}\.?\s+)?(?:1[5-9]|20)\d\d\W*$")
_LONG = 2.5


@dataclass(frozen=True, slots=True)
class ListedWork:
    """One work of a reference list.

    Args:
        entry: its entry's place among all, from 1; works packed together share it.
        start, end: code points of the text, half-open: the entry's, or its part's.
    """

    entry: int
    start: int
    end: int
    fields: Fields


def works(text: str, entries: Sequence[Entry]) -> Iterator[ListedWork]:
    """The works of a text's entries, in order."""
    before = ""
    for number, entry in enumerate(entries, 1):
        spans = tuple(_spans(text, entry.start, entry.end))
        for start, end in spans:
            words = _EMPHASIS.sub("", text[start:end])
            if (dash := _REPEATED.match(words)) is not None and before:
                own = words[dash.end() :]
                read = fields(f"{before} {own}")
                if not read.title:
                    read = replace(read, title=_DATE.sub("", " ".join(own.split())).strip(" .,;"))
            else:
                read = fields(words)
                before = _authors(words, read) or before
            yield ListedWork(number, start, end, read)


def doubtful(text: str, entries: Sequence[Entry]) -> tuple[int, ...]:
    """The places, from 1, of entries that another way of splitting would part.

    Those are much longer than the rest and hold several years in brackets or several DOIs.
    """
    if len(entries) < 3:
        return ()
    usual = median(each.end - each.start for each in entries)
    return tuple(
        number
        for number, each in enumerate(entries, 1)
        if each.end - each.start > _LONG * usual
        and len(_DATED.findall(text[each.start : each.end])) > 2
        and len(tuple(_spans(text, each.start, each.end))) == 1
    )


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of an entry: from each dash that repeats its author, to the next."""
    at = start
    for match in _PACKED.finditer(text, start, end):
        yield at, match.start()
        at = match.start(1)
    yield at, end


def _authors(words: str, read: Fields) -> str:
    """The words that stand before a work's date or title: who made it."""
    flat = " ".join(words.split())
    if not read.authors and not read.editors:
        return ""
    found = [flat.find(part) for part in (read.title[:25], read.date) if part]
    places = [at for at in found if at > 0]
    return flat[: min(places)].rstrip(' "“‘*(') if places else ""
