"""A quotation as it is to be looked for: its parts, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from evidence.domain.wording import form_of, plain, scan

_ELLIPSIS = re.compile(
    r"[\[(<]\s*(?:…|\.(?:\s?\.){1,5})\s*[\])>]|…(?:\s?[….])*|\.(?:\s?\.){2,}|\[\s*[-–—*]+\s*\]"
)
_REMARK = re.compile(
    r"[\[(]\s*(?:sic|recte|emphas[ie]s|italics?|translat\w+|my |our |author|original |added|"
    r"footnotes?|citations?|references?|notes?|internal)[^\])]*[\])]\s*[!?]?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\[([^\[\]]{0,200})\]")
_LETTER_BEFORE = re.compile(r"\w$")
_LETTER_BEHIND = re.compile(r"\w")


class Joint(StrEnum):
    """What parts of a quotation are joined by."""

    ELLIPSIS = "ellipsis"
    BRACKET = "bracket"


@dataclass(frozen=True, slots=True)
class Part:
    """Words that are to stand together.

    Args:
        words: as quoted.
        forms: as compared, accents folded; as many.
        joint: what joins the part to the one before; None of the first.
        bracketed: what the brackets before the part hold.
        closing: what the brackets behind the last part hold.
        open_start, open_end: whether the first or the last word may begin or go on otherwise,
            as "walk[ed]" may.
    """

    words: tuple[str, ...]
    forms: tuple[str, ...]
    joint: Joint | None = None
    bracketed: str = ""
    open_start: bool = False
    open_end: bool = False
    closing: str = ""

    @property
    def letters(self) -> str:
        """The forms without blanks."""
        return "".join(self.forms)


def readings(quote: str) -> Iterator[tuple[Part, ...]]:
    """The ways in which a quotation may be meant, the plainest first.

    Brackets may be the source's own, or the quoter's: then they may stand for the source's
    words, change a letter, or add a remark.
    """
    seen: set[tuple[Part, ...]] = set()
    for text, bracketing in (
        (quote, False),
        (_REMARK.sub(" ", quote), False),
        (_REMARK.sub(" ", quote), True),
    ):
        parts = tuple(_parts(text, bracketing=bracketing))
        if parts and parts not in seen:
            seen.add(parts)
            yield parts


def _parts(text: str, *, bracketing: bool) -> Iterator[Part]:
    joint: Joint | None = None
    for number, piece in enumerate(_ELLIPSIS.split(text)):
        if number and joint is None:
            joint = Joint.ELLIPSIS
        for part in _bracketed(piece) if bracketing else [_part(piece)]:
            if not part.forms:
                continue
            yield Part(
                part.words,
                part.forms,
                part.joint or joint,
                part.bracketed,
                part.open_start,
                part.open_end,
                part.closing,
            )
            joint = None


def _bracketed(piece: str) -> Iterator[Part]:
    """The parts between brackets, which stand for words that are not known."""
    found = list(_BRACKETS.finditer(piece))
    ends = bool(found) and not any(True for _ in scan(piece[found[-1].end() :]))
    at = 0
    bracketed = ""
    joint: Joint | None = None
    open_start = False
    for match in found:
        before, behind = piece[at : match.start()], piece[match.end() :]
        inner = match[1].strip()
        glued_before = bool(_LETTER_BEFORE.search(before))
        glued_behind = bool(_LETTER_BEHIND.match(behind))
        if glued_behind and not glued_before and len(inner) == 1:
            continue  # "[T]he": the letter counts, its case does not
        part = _part(before, joint, bracketed, open_start, glued_before)
        if part.forms:
            yield replace(part, closing=inner) if ends and match is found[-1] else part
        at, joint, open_start = match.end(), Joint.BRACKET, glued_behind
        bracketed = inner
    yield _part(piece[at:], joint, bracketed, open_start)


def _part(
    text: str,
    joint: Joint | None = None,
    bracketed: str = "",
    open_start: bool = False,
    open_end: bool = False,
) -> Part:
    plainly = re.sub(r"\[(\w)\](?=\w)", r"\1", text)
    found = [match.group() for match in scan(plainly)]
    pairs = [(word, plain(form_of(word))) for word in found]
    return Part(
        tuple(word for word, form in pairs if form),
        tuple(form for _, form in pairs if form),
        joint,
        bracketed,
        open_start,
        open_end,
    )
