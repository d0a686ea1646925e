"""A plain-text manuscript: its sections, paragraphs and sentences, with offsets.

Blank lines separate blocks. A block of one short line is a heading when it ends in a colon,
is marked as one (`## Results`), or does not end like a sentence and has few words or is
capitalised like a title. A block that ends without a full stop and is followed by one that
begins in lower case was cut by a page break and is joined. Page numbers that stand alone,
and lines that stand at several form feeds, are what a page break left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.manuscript.sentences import sentences

_BLOCK = re.compile(r"[^\n\f]*\S[^\n\f]*(?:\n[^\n\f]*\S[^\n\f]*)*")
_MARKED = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|página|p\.)\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.I
)
"""A page number that stands alone."""
_ABOVE = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.)\s+[^\W\d_a-zß-öø-ÿ][^.!?;,]{2,60}"
    r"|(?i:abstract|summary|introduction|background|methods?|materials and methods|results|findings"
    r"|discussion|conclusions?|acknowledge?ments?|resumo|resumen|introdu[cç][aã]o|introducci[oó]n"
    r"|m[eé]todos?|metodolog[ií]a|resultados|discuss[aã]o|discusi[oó]n|conclus[aãoõ]+e?s?"
    r"|conclusi[oó]n(?:es)?|considera[cç][oõ]es finais):?",
)
"""What is surely a heading, though no blank line parts it from its text."""
_HEADING_LENGTH = 120
_HEADING_WORDS = 8
_SENTENCE_END = (".", "!", "?", "…", ";", ",")
_CLOSING = "\"'”’»)]*_"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a manuscript, where it stands.

    `paragraph` counts from 1 within its section, joined over page breaks; `sentence` from
    1 within its paragraph; `start` and `end` are code points of the file's text, half-open.
    """

    section: str
    paragraph: int
    sentence: int
    start: int
    end: int
    text: str


def read(text: str) -> tuple[Sentence, ...]:
    """The sentences of a plain text, in order. Text before the first heading has section ""."""
    return tuple(_sentences(_without_residue(text)))


def _sentences(text: str) -> Iterator[Sentence]:
    section, paragraph = "", 0
    for start, end in _paragraphs(text):
        block = text[start:end]
        if _is_heading(block):
            section, paragraph = _heading(block), 0
            continue
        paragraph += 1
        for number, (first, last) in enumerate(sentences(block), 1):
            yield Sentence(
                section, paragraph, number, start + first, start + last, block[first:last]
            )


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    held: tuple[int, int] | None = None
    for start, end in _blocks(text):
        if held is not None:
            before, here = text[slice(*held)], text[start:end]
            if not _is_titled(before) and _is_cut(before, here):
                held = held[0], end
                continue
            yield held
        held = start, end
    if held is not None:
        yield held


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The blocks of a text; a heading right above its first paragraph is a block of its own."""
    for match in _BLOCK.finditer(text):
        start, end = match.span()
        first, _, rest = match.group().partition("\n")
        if rest and _ABOVE.fullmatch(first.strip()) and rest.lstrip()[:1].isupper():
            yield start, start + len(first)
            start += len(first) + 1
        yield start, end


def _without_residue(text: str) -> str:
    """The text with blanks where a page break left a number or a running line."""
    furniture = _furniture(text)
    parts, at = [], 0
    for match in _BLOCK.finditer(text):
        if _NUMBER.fullmatch(match.group()) or match.group().strip() in furniture:
            parts += [text[at : match.start()], " " * len(match.group())]
            at = match.end()
    return "".join([*parts, text[at:]])


def _furniture(text: str) -> frozenset[str]:
    """The lines that stand at several page breaks: running headers and footers."""
    if "\f" not in text:
        return frozenset()
    beside: Counter[str] = Counter()
    for page in text.split("\f"):
        lines = [line.strip() for line in page.strip().split("\n") if line.strip()]
        beside.update({*lines[:1], *lines[-1:]})
    return frozenset(line for line, count in beside.items() if count > 2)


def _is_heading(block: str) -> bool:
    line = block.strip()
    if "\n" in line or len(line) > _HEADING_LENGTH or line[0].islower():
        return False
    if _is_titled(block):
        return True
    ended = line.rstrip(_CLOSING).endswith(_SENTENCE_END)
    return not ended and len(line.split()) <= _HEADING_WORDS


def _is_titled(block: str) -> bool:
    """Whether a line is a heading whatever follows: marked as one, or capitalised like a title."""
    line = block.strip()
    if "\n" in line or len(line) > _HEADING_LENGTH:
        return False
    if line.endswith(":") or _MARKED.fullmatch(line):
        return True
    if line.rstrip(_CLOSING).endswith(_SENTENCE_END):
        return False
    long = [word for word in line.split() if len(word) > 3]
    return sum(not word[0].islower() for word in long) * 2 > len(long)


def _heading(block: str) -> str:
    line = block.strip()
    marked = _MARKED.fullmatch(line)
    return (marked[1] if marked else line).rstrip(":").strip()


def _is_cut(before: str, here: str) -> bool:
    ended = before.rstrip().rstrip(_CLOSING).endswith((".", "!", "?", "…", ":"))
    return not ended and here.lstrip()[:1].islower()
