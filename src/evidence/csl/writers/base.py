"""What every writer does, and what they share: the walk over runs, lines of entries, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable
from urllib.parse import quote, urlsplit

from evidence.csl.tree import Bibliography, Entry, Inline, Runs, Span, plain
from evidence.csl.writers.document import Document

HANGING = 1.27
"""Centimetres by which the lines after an entry's first are indented: half an inch."""


@runtime_checkable
class Writer(Protocol):
    """Turns what the processor hands out into one kind of file.

    Whatever a run holds comes out as the text it is: nothing in it is markup, a command or a
    link of its own. Characters that no file may hold are replaced by U+FFFD.
    """

    @property
    def label(self) -> str:
        """What people call the format."""

    @property
    def extension(self) -> str:
        """What its files' names end in, without the dot."""

    @property
    def media_type(self) -> str:
        """What the web calls it."""

    def inline(self, runs: Runs) -> str:
        """The markup of some runs, such as a citation."""

    def entry(self, entry: Entry) -> str:
        """The markup of one entry."""

    def bibliography(self, bibliography: Bibliography) -> str:
        """The markup of a bibliography, to stand in a file of the caller's."""

    def document(self, document: Document) -> bytes:
        """A whole file; the same bytes for the same document."""


def render(
    runs: Sequence[Inline],
    escape: Callable[[str], str],
    wrap: Callable[[str, str, str], str],
) -> str:
    """Walk over runs.

    Args:
        runs: What is to be written.
        escape: Makes a string inert.
        wrap: Puts the marks of an attribute and its value round markup.
    """
    return "".join(
        escape(run)
        if isinstance(run, str)
        else wrap(run.attribute, run.value, render(run.children, escape, wrap))
        for run in runs
    )


_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """Text with U+FFFD for what no file may hold: controls, lone surrogates, noncharacters."""
    return _UNFIT.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Clean text with a single space for each stretch of spaces, tabs and line breaks."""
    return _BREAKS.sub(" ", clean(text))


_DOI = re.compile(r"doi:\s*(10\.\d+/\S.*)", re.IGNORECASE)
_KEPT = "!#$%&'()*+,-./:;=?@[]_~"


def address(link: str) -> str | None:
    """A link's address where it is one that can be followed safely, in ASCII.

    Web addresses, DOIs (as addresses of doi.org) and mail addresses are; scripts, files and
    data are not. What might end an address early in a file is percent-encoded.
    """
    link = one_line(link).strip()
    if doi := _DOI.fullmatch(link):
        link = "https://doi.org/" + quote(doi[1], safe="/:;()._-")
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if not ((scheme in {"http", "https"} and parts.netloc) or (scheme == "mailto" and parts.path)):
        return None
    return re.sub("%(?![0-9A-Fa-f]{2})", "%25", quote(link, safe=_KEPT))


_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def language_tag(language: str) -> str:
    """A BCP 47 tag as it is, nothing for what is none."""
    return language if _TAG.fullmatch(language) else ""


def is_right_to_left(language: str) -> bool:
    """Whether a language's usual script runs from right to left."""
    subtags = language.lower().split("-")
    if "latn" in subtags:
        return False
    return subtags[0] in {"ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line that an entry begins anew (CSL "Display").

    Args:
        runs: Its words, without white space at the ends.
        label: The first field, where it stands in a column of its own.
        indented: Whether the whole line is.
    """

    runs: Runs
    label: Runs = ()
    indented: bool = False


def lines(runs: Runs) -> tuple[Line, ...]:
    """An entry's lines: one, but for styles that ask for blocks, columns or indents."""
    found: list[Line] = []
    label: Runs | None = None
    held: list[Inline] = []

    def close(indented: bool = False) -> None:
        nonlocal label
        line = Line(trim(tuple(held)), trim(label or ()), indented)
        if line.runs or line.label:
            found.append(line)
        held.clear()
        label = None

    for display, part in _parts(runs):
        if display == "left-margin":
            close()
            label = part
        elif display in {"block", "indent"}:
            close()
            held.extend(part)
            close(display == "indent")
        else:
            held.extend(part)
    close()
    return tuple(found)


def _parts(runs: Runs) -> Iterator[tuple[str, Runs]]:
    """Stretches of runs by the display they stand in; formatting round a display goes into it."""
    for run in runs:
        if isinstance(run, str):
            yield "", (run,)
        elif run.attribute == "display":
            for inner, part in _parts(run.children):
                yield inner or run.value, part
        elif any(display for display, _ in _parts(run.children)):
            for inner, part in _parts(run.children):
                yield inner, (Span(run.attribute, run.value, part),)
        else:
            yield "", (run,)


def trim(runs: Runs) -> Runs:
    """Runs without the white space at both ends; no-break spaces stay."""
    return _trim(_trim(runs, 0), -1)


def _trim(runs: Runs, end: int) -> Runs:
    while runs:
        run = runs[end]
        kept: Inline
        if isinstance(run, str):
            kept = run.lstrip(" \t\r\n") if end == 0 else run.rstrip(" \t\r\n")
            empty = not kept
        else:
            children = _trim(run.children, end)
            kept = Span(run.attribute, run.value, children)
            empty = not plain(children)
        rest = runs[1:] if end == 0 else runs[:-1]
        if not empty:
            return (kept, *rest) if end == 0 else (*rest, kept)
        runs = rest
    return runs
