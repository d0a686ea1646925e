"""The identifiers that people type, or put one a line into a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence.domain.identifiers import arxiv_version, detect, normalise
from evidence.domain.vocabulary import IdentifierScheme
from evidence.errors import BadInput

_BULLET = re.compile(r"(?:[-*•‣–—]|\d{1,4}[.)]|\[\d{1,4}\])\s+")
_COMMENT = re.compile(r"\s#.*")
_BETWEEN = re.compile(r"[,;]?\s+|[,;](?=\S)")
_AROUND = " \t<>\"'“”‘’`,;"
_DIGITS = re.compile(r"\d{1,9}")
_LIKE_ISBN = re.compile(r"(?i)(?:isbn.*|97[89][\d\s–-]{10,17}|\d[\d\s–-]{8,12}[\dx])")
_DOI_WITHIN = re.compile(r"10\.\d{4,9}/\S+")


@dataclass(frozen=True, slots=True)
class Identified:
    """An identifier that somebody gave.

    Args:
        text: as typed.
        scheme: what it is.
        value: in its normal form; of arXiv with its version, which is a text of its own.
        line: where it stands, from 1; None where it was not read.
    """

    text: str
    scheme: IdentifierScheme
    value: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that is no identifier: where, its text, and why, with what to do about it."""

    line: int
    text: str
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What was read: each line is in one of the two, or blank, or a comment."""

    found: tuple[Identified, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_identifiers(texts: Iterable[str]) -> Identifiers:
    """The identifiers in texts of one line or more, lines counted from the first text on.

    A line has one identifier, or several with blanks or commas between them. Blank lines and
    what follows a `#` are skipped. A DOI, an ISBN and a web address are known by their form; a
    PMID, which is a mere number, needs its name before it (`PMID:123`) or its address.
    """
    found: list[Identified] = []
    unread: list[Unread] = []
    for number, line in enumerate(_lines(texts), 1):
        text = _COMMENT.sub("", line.removeprefix("\ufeff")).strip()
        if not text or text.startswith("#"):
            continue
        identified = _read(text, number)
        found += identified
        if not identified:
            unread.append(Unread(number, text, *_why_not(text)))
    return Identifiers(tuple(found), tuple(unread))


def identified(text: str, line: int | None = None) -> Identified | None:
    """The one identifier that a text is; None where it is none, or one of no work."""
    bare = _BULLET.sub("", text.strip(), count=1).strip(_AROUND)
    # An address may go without what every address begins with, where it says what it is of.
    for each in (bare, f"https://{bare}"):
        detected = detect(each)
        if detected is None or (each is not bare and detected[0] is IdentifierScheme.URL):
            continue
        scheme, value = detected
        if scheme is IdentifierScheme.ISSN:
            return None
        if scheme is IdentifierScheme.ARXIV and (version := arxiv_version(each)):
            value = f"{value}v{version}"
        return Identified(text, scheme, value, line)
    return None


def _lines(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from text.splitlines() or [""]


def _read(text: str, line: int) -> list[Identified]:
    """The identifiers of a line; none where a part of it is none."""
    whole = identified(text, line)
    if whole is not None:
        return [whole]
    parts = [part for part in _BETWEEN.split(text) if part]
    each = [found for part in parts if (found := identified(part, line)) is not None]
    return each if len(each) == len(parts) else []


def _why_not(text: str) -> tuple[str, str]:
    """Why a line is no identifier of a work, and what to do about it."""
    bare = text.strip(_AROUND)
    if _DIGITS.fullmatch(bare):
        return f"{bare!r} does not say what it is", f"PMID:{bare}, if it is from PubMed"
    detected = detect(bare)
    if detected is not None and detected[0] is IdentifierScheme.ISSN:
        return f"{bare!r} names a journal or series, not a work", "give the DOI of the article"
    if _LIKE_ISBN.fullmatch(bare):
        try:
            normalise(IdentifierScheme.ISBN, bare)
        except BadInput as error:
            return error.message, error.hint or "compare the digits"
    within = _DOI_WITHIN.search(bare)
    if within is not None:
        return f"{bare!r} is no identifier alone", f"give {within[0].strip(_AROUND + '.')} alone"
    return (
        f"{bare!r} is no identifier",
        "give a DOI, an ISBN, an arXiv id, PMID:…, PMC… or a web address",
    )
