"""A paper's file read into references, citations and sentences, without a database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence.domain.locators import Locator
from evidence.domain.locators import parse as locator
from evidence.domain.vocabulary import DocumentStatus
from evidence.errors import BadInput
from evidence.manuscript import plain
from evidence.manuscript.citations.finding import find
from evidence.manuscript.citations.found import Found
from evidence.manuscript.plain import Sentence
from evidence.manuscript.references.fields import Fields, fields
from evidence.manuscript.references.lists import Entry, entries
from evidence.opening.decoding import bytes_of, decoded
from evidence.opening.unreadable import Unreadable
from evidence.pages import reading

_PLACE = re.compile(r"\s*[,:]\s*([^;()\[\]\n]{1,40}?(?:\n[^;()\[\]\n]{1,40})?)(?=[;)\]])")
_NUMBER = re.compile(r"\d|\b[ivxlc]+\b|\b[IVXLC]+\b|s\.\s?v")
_YEAR_ONLY = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?(?:\s*,\s*(?:1[5-9]|20)\d\d[a-z]?)*")
_PLAIN = "text/plain"
_LONGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Reference:
    """One work of a reference list.

    Args:
        id: "r1" and so on, in the order of the text. entry: its entry's place, from 1.
        start, end: code points of the text, half-open.
    """

    id: str
    entry: int
    start: int
    end: int
    fields: Fields


@dataclass(frozen=True, slots=True)
class Cited:
    """One item of a citation, with the place that it names."""

    found: Found
    locator: Locator | None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file was read into.

    Args:
        text: to which all offsets belong; a plain text's own.
        sentences: those of the running text, without the reference lists.
    """

    text: str
    references: tuple[Reference, ...]
    citations: tuple[Cited, ...]
    sentences: tuple[Sentence, ...]


def parse(path: Path) -> Parsed:
    """Read a paper's file.

    Raises:
        BadInput: it cannot be read; the message says why.
        OSError: it is not there, or may not be read.
    """
    return parsed(_text(path))


def parsed(text: str) -> Parsed:
    """Read a paper's text."""
    listed = entries(text)
    references = tuple(
        Reference(f"r{number}", number, each.start, each.end, fields(text[each.start : each.end]))
        for number, each in enumerate(listed, 1)
    )
    running = _without(text, listed)
    works = [(each.id, each.fields) for each in references]
    found = find(running, works, [each.number for each in listed])
    return Parsed(
        text,
        references,
        tuple(Cited(each, _locator(running, each, found)) for each in found),
        tuple(_sentences(running)),
    )


def _text(path: Path) -> str:
    with path.open("rb"):
        pass  # what the system says of a missing or barred file is clearer than a reader's words
    held = reading.read(path, _PLAIN)
    if held.reader.startswith("plain"):
        try:
            text = decoded(bytes_of(path))
        except Unreadable as error:
            raise BadInput(f"{path.name} cannot be read: {error}") from None
    elif held.status is not DocumentStatus.READ:
        raise BadInput(f"{path.name} cannot be read: {held.detail or held.status.value}")
    else:
        text = "\n\n".join(page.text for page in held.pages)
    if len(text) > _LONGEST:
        raise BadInput(f"{path.name} is too long to be a paper: {len(text):,} characters")
    return text


def _without(text: str, listed: Sequence[Entry]) -> str:
    """The text with blanks where the entries of its lists stand, so that offsets stay."""
    parts, at = [], 0
    for each in listed:
        parts += [text[at : each.start], re.sub(r"[^\n]", " ", text[each.start : each.end])]
        at = each.end
    return "".join([*parts, text[at:]])


def _locator(text: str, item: Found, found: Sequence[Found]) -> Locator | None:
    """The place that is named right after an item, before the next one."""
    match = _PLACE.match(text, item.end)
    if match is None or not _NUMBER.search(match[1]) or _YEAR_ONLY.fullmatch(match[1].strip()):
        return None
    if any(match.start(1) <= other.start < match.end(1) for other in found):
        return None
    try:
        return locator(match[1])
    except BadInput:
        return None


def _sentences(text: str) -> Iterator[Sentence]:
    return (each for each in plain.read(text) if each.text.strip())
