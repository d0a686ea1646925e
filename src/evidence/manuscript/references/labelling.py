"""Which words of a reference string are authors, title, container and so on.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) whose model
travels with the program; `evidence.training` makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pycrfsuite

from evidence.manuscript.references.features import features
from evidence.manuscript.references.tokens import Token, tokens

_SURROGATE = re.compile("[\ud800-\udfff]")
MODEL = "references.crfsuite"
_LONGEST = 4_000
"""Code points of one entry that are looked at; what is longer is no reference."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A run of tokens with one label; `start` and `end` are code points, half-open."""

    label: str
    start: int
    end: int


def labels(text: str) -> tuple[Labelled, ...]:
    """The labelled runs of a reference string on one line, in order; unlabelled text is left out.

    Labels are author, editor, date, title, container, series, volume, issue, pages, publisher,
    place, org, id, url and note.
    """
    text = _SURROGATE.sub("?", text[:_LONGEST])
    found = tokens(text)
    if not found:
        return ()
    tagger, _ = _model()
    return tuple(_runs(zip(found, tagger.tag(features(text, found)), strict=True)))


def _runs(tagged: Iterable[tuple[Token, str]]) -> Iterable[Labelled]:
    label, start, end = "", 0, 0
    for token, given in tagged:
        if given == label:
            end = token.end
            continue
        if label and label != "o":
            yield Labelled(label, start, end)
        label, start, end = given, token.start, token.end
    if label and label != "o":
        yield Labelled(label, start, end)


@cache
def _model() -> tuple[pycrfsuite.Tagger, bytes]:
    """The tagger, and the bytes that it reads from as long as it lives."""
    data = (files("evidence.manuscript.references") / MODEL).read_bytes()
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(data)
    return tagger, data
