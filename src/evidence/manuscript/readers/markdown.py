"""Markdown as pandoc understands it: headings, paragraphs, notes, citations by key.

What a renderer would number or look up stays as it is written: "[@drab2018, p. 3]" is the
printed citation. The list of references is in the files that the metadata name, or a section
of the text.

Source: the manual of pandoc, "Pandoc's Markdown".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evidence.manuscript.document import (
    Manuscript,
    Mark,
    MarkKind,
    Record,
    Writing,
)
from evidence.manuscript.readers import _citekeys
from evidence.manuscript.readers._beside import beside
from evidence.opening.decoding import bytes_of, decoded

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*(?:\{[^{}]*\})?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_DIV = re.compile(r" {0,3}:{3,}(.*)$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)$")
_LINK_NAME = re.compile(r" {0,3}\[[^\]^@][^\]]*\]:[ \t]*\S+.*$")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\(?\d{1,4}[.)]|\(?[a-z][.)])[ \t]+(.*)$")
_QUOTE = re.compile(r" {0,3}> ?(.*)$")
_TABLE = re.compile(r"\s*\|.*\|?\s*$|\s*[-+|: ]{5,}$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_META_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_META = re.compile(r"^(title|lang|language):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
_LIBRARIES = re.compile(
    r"^bibliography:[ \t]*(\[[^\]]*\]|[^\n]*)((?:\n[ \t]*-[ \t]+[^\n]+)*)", re.MULTILINE
)
_RECORDS = re.compile(r"^references:[ \t]*\n(?:[ \t-].*\n?|\n)+", re.MULTILINE)
_INLINE = re.compile(
    r"\\(?P<escaped>[^\w\s])"
    r"|(?P<code>`+)(?P<inner>[^`]+)(?P=code)"
    r"|\[\^(?P<call>[^\]\s]+)\]"
    r"|\^\[(?P<note>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"
    r"|(?P<cites>\[[^\[\]]*@[^\[\]]*\])"
    r"|!?\[(?P<label>[^\[\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"
    r"|\{[^{}]*\})"
    r"|<(?P<address>https?://[^<>\s]+)>"
    r"|</?[A-Za-z][^<>]*>"
    r"|\^(?P<raised>[^\s^]{1,30})\^"
    r"|(?P<strong>\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~)"
)
_EMPHASIS = re.compile(r"[*`]|(?<!\w)_|_(?!\w)")
_SPACE = re.compile(r"\s+")


def read(path: Path) -> Manuscript:
    """Read a Markdown file.

    Raises:
        Unreadable: it is no text.
    """
    text = _COMMENT.sub("", decoded(bytes_of(path)).replace("\r\n", "\n"))
    meta, body = _metadata(text)
    said = {name: value.strip() for name, value in _META.findall(meta)}
    writer = _Writer()
    for block in _blocks(body.split("\n")):
        writer.block(block)
    writer.notes()
    made, marks = writer.writing.finished()
    libraries, notices = beside(path, _libraries(meta))
    records = _RECORDS.search(meta + "\n")
    return Manuscript(
        format="markdown",
        text=made,
        marks=marks,
        blocked=True,
        title=_EMPHASIS.sub("", said.get("title", "")) or _only_heading(made, marks),
        language=said.get("lang") or said.get("language") or None,
        libraries=libraries,
        records=(("", Record("csl-yaml", records[0])),) if records else (),
        notices=notices,
    )


def _metadata(text: str) -> tuple[str, str]:
    if not text.startswith("---\n"):
        return "", text
    end = _META_END.search(text, 4)
    return (text[4 : end.start()], text[end.end() :]) if end else ("", text)


def _only_heading(text: str, marks: tuple[Mark, ...]) -> str | None:
    """The title of a text that begins with its only heading of the first level."""
    top = [mark for mark in marks if mark.kind is MarkKind.HEADING and mark.level == 1]
    if len(top) == 1 and top[0].start == 0:
        return text[top[0].start : top[0].end]
    return None


def _libraries(meta: str) -> list[str]:
    match = _LIBRARIES.search(meta)
    if match is None:
        return []
    names = re.split(r"[,\n]", match[1].strip("[] ") + match[2])
    return [name.strip(" \t-\"'") for name in names if name.strip(" \t-\"'")]


@dataclass(slots=True)
class _Block:
    kind: MarkKind
    text: str
    level: int = 0
    name: str = ""


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """The blocks of a text, one line after the other; linear."""
    held: list[str] = []
    kind = MarkKind.PARAGRAPH
    name = ""
    fence = ""
    entries = 0

    def done() -> Iterator[_Block]:
        nonlocal kind, name
        if held:
            yield _Block(kind, " ".join(held), name=name)
        held.clear()
        kind, name = MarkKind.PARAGRAPH, ""

    for line in lines:
        if fence:
            if line.strip().startswith(fence):
                yield _Block(MarkKind.OTHER, "\n".join(held))
                held.clear()
                fence = ""
            else:
                held.append(line)
            continue
        if (match := _FENCE.match(line)) is not None:
            yield from done()
            fence = match[1]
        elif not line.strip():
            yield from done() if kind is not MarkKind.NOTE else ()
            if kind is MarkKind.NOTE:
                held.append("")
        elif (match := _HEADING.match(line)) is not None and (match[2] or "").strip():
            yield from done()
            yield _Block(MarkKind.HEADING, match[2], len(match[1]))
        elif (match := _UNDERLINE.match(line)) is not None and len(held) == 1 and not name:
            yield _Block(MarkKind.HEADING, held.pop(), 1 if match[1][0] == "=" else 2)
        elif (match := _DIV.match(line)) is not None:
            yield from done()
            entries += _div(match[1], entries)
        elif _RULE.match(line) or _LINK_NAME.match(line):
            yield from done()
        elif (match := _NOTE.match(line)) is not None:
            yield from done()
            kind, name = MarkKind.NOTE, match[1]
            held.append(match[2])
        elif kind is MarkKind.NOTE and held[-1] == "" and not line.startswith((" ", "\t")):
            yield from done()
            held.append(line)
        elif kind is MarkKind.PARAGRAPH and not held and (match := _QUOTE.match(line)):
            kind = MarkKind.QUOTATION
            held.append(match[1])
        elif kind is MarkKind.QUOTATION:
            match = _QUOTE.match(line)
            held.append(match[1] if match else line)
        elif (match := _ITEM.match(line)) is not None and kind is not MarkKind.NOTE:
            yield from done()
            held.append(line.strip() if match[0].lstrip()[0] not in "-*+" else match[1])
        elif _TABLE.match(line) and kind is MarkKind.PARAGRAPH and (not held or name == "table"):
            kind, name = MarkKind.OTHER, "table"
            held.append(line)
        else:
            if entries and kind is MarkKind.PARAGRAPH:
                kind = MarkKind.ENTRY
            held.append(line.strip())
    yield from done()


def _div(said: str, depth: int) -> int:
    """How the depth of a list of references changes at a fence of a div."""
    if not said.strip():
        return -1 if depth else 0
    return 1 if depth or "#refs" in said else 0


@dataclass(slots=True)
class _Writer:
    writing: Writing = field(default_factory=Writing)
    _waiting: dict[str, str] = field(default_factory=dict)
    _called: list[str] = field(default_factory=list)
    _inline: int = 0

    def block(self, block: _Block) -> None:
        """Write a block, and keep a note's for the end."""
        if block.kind is MarkKind.NOTE:
            self._waiting[block.name] = block.text
            return
        name = "" if block.kind is MarkKind.OTHER else block.name
        self._text(block.kind, block.text, level=block.level, name=name)

    def notes(self) -> None:
        """Write the notes that were kept, in the order of their calls."""
        while self._called or self._waiting:
            name = self._called.pop(0) if self._called else next(iter(self._waiting))
            text = self._waiting.pop(name, None)
            if text is not None:
                self._text(MarkKind.NOTE, text, name=name)

    def _text(self, kind: MarkKind, text: str, *, level: int = 0, name: str = "") -> None:
        start = self.writing.begin()
        if kind is MarkKind.OTHER:
            self.writing.add(text)
        else:
            self._runs(_SPACE.sub(" ", text).strip())
        self.writing.mark(Mark(kind, start, self.writing.here, level, name))

    def _runs(self, text: str) -> None:
        at = 0
        for match in _INLINE.finditer(text):
            self._bare(text[at : match.start()])
            at = match.end()
            if match["escaped"] is not None:
                self.writing.add(match["escaped"])
            elif match["inner"] is not None:
                self.writing.add(match["inner"])
            elif match["call"] is not None:
                self._call(match["call"])
            elif match["note"] is not None:
                self._inline += 1
                called = f"inline-{self._inline}"
                self._waiting[called] = match["note"]
                self._call(called)
            elif match["cites"] is not None:
                at = self._cites(text, match.start(), at)
            elif match["label"] is not None and not match[0].startswith("!"):
                self._runs(match["label"])
            elif match["address"] is not None:
                self.writing.add(match["address"])
            elif match["raised"] is not None:
                start, end = self.writing.add(match["raised"])
                self.writing.mark(Mark(MarkKind.RAISED, start, end))
        self._bare(text[at:])

    def _cites(self, text: str, start: int, end: int) -> int:
        found = _citekeys.bracketed(text, start, end)
        if found is None:
            self._bare(text[start:end])
            return end
        self._cite(text, found)
        return end

    def _bare(self, text: str) -> None:
        """Text that holds no mark-up but citations outside brackets."""
        at = 0
        for found in _citekeys.in_text(text):
            self.writing.add(text[at : found.start])
            self._cite(text, found)
            at = found.end
        self.writing.add(text[at:])

    def _cite(self, text: str, found: _citekeys.Cites) -> None:
        start, end = self.writing.add(text[found.start : found.end])
        self.writing.mark(Mark(MarkKind.CITATION, start, end, works=found.works))

    def _call(self, name: str) -> None:
        self._called.append(name)
        here = self.writing.here
        self.writing.mark(Mark(MarkKind.NOTE_CALL, here, here, name=name))
