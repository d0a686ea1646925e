"""Passages and hits for people and programs: JSON, cells, and text with what matched in bold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from click import style

from evidence.cli.escape import markdown, terminal
from evidence.cli.output import Column, Columns
from evidence.cli.text import wrapped

if TYPE_CHECKING:
    from evidence.domain.passages import Hit, Passage

Record = dict[str, Any]
Spans = Sequence[tuple[int, int]]
_ON, _OFF = "\ue000", "\ue001"
"""Private use: they mark what is bold while lines are broken; a text's own are taken out."""
_SPACE = re.compile(r"\s+")

_WHY = ("words", "numbers", "names", "dates")


def result(passage: Passage) -> Record:
    """A passage in an answer to one of many questions."""
    return {
        "source": passage.source,
        "page": None if passage.page is None else passage.page + 1,
        "page_label": passage.page_label,
        "score": passage.score,
        "text": passage.text,
    }


def passage(found: Passage, rank: int) -> Record:
    """A passage with why it was found and what differs; `start` and `end` count within its page.

    `page` is physical and counts from 1.
    """
    return {
        "rank": rank,
        **result(found),
        "why": {name: list(getattr(found.why, name)) for name in _WHY},
        "warnings": [
            {
                "kind": each.kind,
                "message": each.message,
                "claim": each.claim,
                "passage": each.passage,
            }
            for each in found.warnings
        ],
        "in": found.kind,
        "document": found.document,
        "annotation": found.annotation,
        "start": found.start,
        "end": found.end,
    }


def hit(found: Hit) -> Record:
    """A record that holds the words of a search; `page` is physical and counts from 1."""
    return {
        "kind": found.kind,
        "key": found.key,
        "about": found.about,
        "page": None if found.page is None else found.page + 1,
        "page_label": found.page_label,
        "snippet": found.snippet,
    }


def place(found: Passage) -> str:
    """Where a passage stands: "drab2018, p. 59 (page 4 of D01)"."""
    if found.annotation is not None:
        return f"{found.source}, annotation {found.annotation}"
    if found.page is None:
        return f"{found.source}, abstract"
    physical = f"page {found.page + 1} of {found.document}"
    return f"{found.source}, " + (
        f"p. {found.page_label} ({physical})" if found.page_label else physical
    )


def hit_place(found: Hit) -> str:
    """What a hit is: "C014 (yadav-nd, Introduction)", "drab2018, p. 59 (page 4 of D01)"."""
    if found.page is not None:
        physical = f"page {found.page + 1} of {found.key}"
        return f"{found.about}, " + (
            f"p. {found.page_label} ({physical})" if found.page_label else physical
        )
    # A work's title stands in its snippet, where it matched.
    shown = found.about and not found.snippet.startswith(found.about)
    return f"{found.key} ({found.about})" if shown else found.key


def marked(text: str, spans: Spans) -> str:
    """A text on one line, with marks around its spans."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if start < at:
            continue
        parts += [_bare(text[at:start]), _ON, _bare(text[start:end]), _OFF]
        at = end
    return _SPACE.sub(" ", "".join([*parts, _bare(text[at:])])).strip()


def as_markdown(text: str, spans: Spans) -> str:
    """A text for Markdown, its spans bold."""
    return markdown(marked(text, spans)).replace(_ON, "**").replace(_OFF, "**")


def lines(text: str, spans: Spans, width: int, *, bold: bool) -> list[str]:
    """A text for a terminal, in lines, its spans bold where it shows that."""
    clean = terminal_marked(marked(text, spans))
    if not bold:
        return wrapped(clean.replace(_ON, "").replace(_OFF, ""), width)
    on, off = style("\0", bold=True).split("\0")
    return [line.replace(_ON, on).replace(_OFF, off) for line in wrapped(clean, width)]


def terminal_marked(text: str) -> str:
    """A marked text made harmless for a terminal, with its marks."""
    return "".join(
        each if each in (_ON, _OFF) else terminal(each)
        for each in re.split(f"([{_ON}{_OFF}])", text)
    )


def card(found: Passage, rank: int, width: int, *, bold: bool) -> Iterator[str]:
    """A passage for people: where, what it says, and what differs."""
    number = f"{rank:>2}  "
    margin = " " * len(number)
    where = terminal(place(found))
    yield number + (style(where, bold=True) if bold else where)
    for line in lines(found.text, found.why.spans, width - len(margin), bold=bold):
        yield margin + line
    told = [
        f"{name}: {', '.join(getattr(found.why, name))}"
        for name in ("numbers", "names", "dates")
        if getattr(found.why, name)
    ]
    if told:
        yield margin + terminal(f"same {'; '.join(told)}")
    for warning in found.warnings:
        text = terminal(f"! {warning.message}")
        yield margin + (style(text, fg="yellow") if bold else text)


def markdown_item(found: Passage, rank: int) -> Iterator[str]:
    """A passage as an item of a Markdown list."""
    yield f"{rank}. {markdown(place(found))}: {as_markdown(found.text, found.why.spans)}"
    for warning in found.warnings:
        yield f"   - {markdown(warning.message)}"


def _bare(text: str) -> str:
    return text.replace(_ON, "").replace(_OFF, "")


def _why(name: str) -> Column:
    return Column(name, lambda why: list(why[name]), field="why")


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text)


def _messages(warnings: Sequence[Mapping[str, Any]]) -> list[str]:
    return [each["message"] for each in warnings]


PASSAGES = Columns.same(
    *(Column(name) for name in ("rank", "source", "page", "page_label", "score")),
    Column("text", _flat),
    *(_why(name) for name in _WHY),
    Column("warnings", _messages),
    *(Column(name) for name in ("in", "document", "annotation", "start", "end")),
)
HITS = Columns.same(
    *(Column(name) for name in ("kind", "key", "about", "page", "page_label")),
    Column("snippet", _flat),
)
