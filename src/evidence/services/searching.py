"""Everything that holds some words: works, claims, quotations, annotations, pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from evidence.domain.passages import Hit, HitKind
from evidence.errors import BadInput
from evidence.store.queries import everything
from evidence.store.queries.everything import Holder
from evidence.store.search.stems import WORD, Stems

_AROUND = 200
"""Code points of a snippet, about."""
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind, best first; `more` where there is more than was asked for."""

    kind: HitKind
    hits: tuple[Hit, ...]
    more: bool


def search(
    session: Session,
    words: str,
    *,
    kinds: Collection[HitKind] | None = None,
    limit: int = 10,
    every: bool = True,
) -> tuple[Group, ...]:
    """What holds some words, by kind; kinds that have nothing are left out.

    Args:
        words: as typed; none is read as a query language, the last may be a beginning.
        limit: how many of each kind.
        every: whether all words are wanted, or any of them.

    Raises:
        BadInput: there is no word.
    """
    sought = WORD.findall(words)
    if not sought:
        raise BadInput("there is no word to look for", hint="evidence search SOME WORDS")
    connection = session.connection()
    groups: list[Group] = []
    with Stems() as stems:
        for kind in HitKind:
            if kinds is not None and kind not in kinds:
                continue
            ids = everything.ids(connection, kind, sought, limit + 1, every=every)
            held = everything.load(session, kind, ids[:limit]) if ids else {}
            hits = tuple(_hit(kind, held[each], sought, stems) for each in ids if each in held)
            if hits:
                groups.append(Group(kind, hits, more=len(ids) > limit))
    return tuple(groups)


def _hit(kind: HitKind, held: Holder, sought: Sequence[str], stems: Stems) -> Hit:
    wanted = {stems.of(word) for word in sought}
    beginning = stems.of(sought[-1])
    parts = [_snippet(text, wanted, beginning, stems) for text in held.texts if text]
    telling = [part for part in parts if part[1]] or parts[:1]
    snippet, spans = "", []
    for text, inside in telling:
        at = len(snippet) + len(_BETWEEN) if snippet else 0
        snippet = f"{snippet}{_BETWEEN}{text}" if snippet else text
        spans += [(at + start, at + end) for start, end in inside]
    about, label = held.about, None
    if held.page is not None:
        labels = ((key, page_map.label(held.page)) for key, page_map in held.works)
        about, label = next((each for each in labels if each[1]), (held.about, None))
    return Hit(kind, held.key, about, snippet, tuple(spans), held.page, label)


def _snippet(
    text: str, wanted: Collection[str], beginning: str, stems: Stems
) -> tuple[str, list[tuple[int, int]]]:
    """The part of a text where most of the words stand, and their spans in it."""
    words = stems(text)
    hits = [
        (stem, start, end)
        for stem, start, end in words
        if stem in wanted or (beginning and stem.startswith(beginning))
    ]
    if len(text) <= _AROUND:
        return text, [(start, end) for _, start, end in hits]
    best, at, last = 0, 0, 0
    for first, (_, place, _) in enumerate(hits):
        last = max(last, first)
        while last < len(hits) and hits[last][2] <= place + _AROUND * 3 // 4:
            last += 1
        told = len({stem for stem, _, _ in hits[first:last]}) if last - first < 100 else 0
        if told > best:
            best, at = told, place
    begins = [start for _, start, _ in words if at - _AROUND // 4 <= start <= at]
    start = 0 if at < _AROUND // 4 or not begins else begins[0]
    ends = [end for _, _, end in words if start < end <= start + _AROUND]
    end = ends[-1] if ends else min(len(text), start + _AROUND)
    if len(text) - end < _AROUND // 8:
        end = len(text)
    before, behind = "… " if start else "", " …" if end < len(text) else ""
    inside = [(first, past) for _, first, past in hits if start <= first and past <= end]
    shift = len(before) - start
    spans = [(first + shift, past + shift) for first, past in inside]
    return f"{before}{text[start:end]}{behind}", spans
