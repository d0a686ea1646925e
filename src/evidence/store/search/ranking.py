"""What is ranked for a question: pages, abstracts and annotations, by BM25.

FTS5 ranks within one table, by that table's own counts, so its scores of different tables
cannot be compared. Here it only picks the candidates of each; whoever asks scores them by
joint counts, with FTS5's own formula (fts5_aux.c: k1 1.2, b 0.75), so that the order within
one table is FTS5's.

Source: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond"
(2009), 3.5 and 3.6 (weighted fields).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from evidence.domain.passages import PassageKind
from evidence.store.search.index import ANNOTATIONS, PAGES, SOURCES, SearchIndex

_K1 = 1.2
_B = 0.75
RANKED = 10_000
"""Rows that one question may rank in one table: FTS5 takes about 1 µs for each."""
_LOOKED = 2_000
"""Works that tell how many have an abstract."""
_TERMS = 64
"""Words of a question by which candidates are picked: the rarest ones."""
_TOGETHER = 3
"""Of common words alone so many, the rarest ones, pick the candidates."""
_FEW = 500
"""Fewer texts than these say little about how common a word is."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind of text that is ranked.

    Args:
        weights: of the index's columns; those of weight 0 are not searched.
        held: SQL that is true of an id whose text is there: a work may have no abstract.
        of_sources: SQL that gives the ids of the texts of some works (`:sources`, as JSON).
    """

    kind: PassageKind
    index: SearchIndex
    weights: tuple[float, ...]
    held: str | None
    of_sources: str

    def query(self, words: Iterable[str], joint: str = " OR ") -> str:
        """An FTS5 query for words in the columns that are searched."""
        columns = zip(self.index.columns, self.weights, strict=True)
        searched = " ".join(name for name, weight in columns if weight)
        return f"{{{searched}}} : ({joint.join(map(quoted, words))})"


_CHOSEN = "SELECT value FROM json_each(:sources)"
SHELVES = (
    Shelf(
        PassageKind.PAGE,
        PAGES,
        (1.0,),
        None,
        "SELECT page.id FROM page JOIN document_source"
        " ON document_source.document_id = page.document_id"
        f" WHERE document_source.source_id IN ({_CHOSEN})",
    ),
    Shelf(
        PassageKind.ABSTRACT,
        SOURCES,
        (2.0, 0.0, 0.0, 1.0),
        "EXISTS (SELECT 1 FROM source WHERE source.id = found.rowid AND abstract <> '')",
        _CHOSEN,
    ),
    Shelf(
        PassageKind.ANNOTATION,
        ANNOTATIONS,
        (1.0,),
        None,
        f"SELECT id FROM annotation WHERE source_id IN ({_CHOSEN})",
    ),
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much an index holds.

    Args:
        rows: how many records are indexed; first, last: their lowest and highest id.
        words: of a record in each column, on average.
    """

    rows: int
    first: int
    last: int
    words: tuple[float, ...]


def size(connection: Connection, index: SearchIndex) -> Size:
    """How much an index holds, from the averages that FTS5 keeps.

    Source: SQLite, ext/fts5/fts5_index.c, "averages record".
    """
    name = index.name
    block = connection.exec_driver_sql(f"SELECT block FROM {name}_data WHERE id = 1").scalar()
    rows, *totals = _varints(block or b"\0")
    if not rows:
        return Size(0, 0, 0, (0.0,) * len(index.columns))
    first = connection.exec_driver_sql(f"SELECT min(id) FROM {name}_docsize").scalar()
    last = connection.exec_driver_sql(f"SELECT max(id) FROM {name}_docsize").scalar()
    return Size(rows, int(first or 0), int(last or 0), tuple(total / rows for total in totals))


def texts(connection: Connection, shelf: Shelf, held: Size) -> tuple[int, float]:
    """How many texts of a shelf there are, and how many words they have on average.

    Of works only those that have an abstract: how many these are is told by the first ones.
    """
    average = sum(words for words, weight in zip(held.words, shelf.weights, strict=False) if weight)
    if shelf.kind is not PassageKind.ABSTRACT or not held.rows:
        return held.rows, average or 1.0
    looked, there = connection.exec_driver_sql(
        "SELECT count(*), count(nullif(abstract, '')) FROM "
        f"(SELECT abstract FROM source ORDER BY id LIMIT {_LOOKED})"
    ).one()
    if there == looked:
        return held.rows, average or 1.0
    title, *_, abstract = held.words
    return round(held.rows * there / looked), title + abstract * looked / max(1, there)


def frequency(connection: Connection, index: SearchIndex, held: Size, query: str) -> int:
    """How many records an FTS5 query finds: of very many an estimate.

    It goes by how far the first hits reach among the ids: to count them all would take longer
    than to rank the answer.
    """
    name = index.name
    count, last = connection.exec_driver_sql(
        f"SELECT count(*), max(id) FROM "
        f"(SELECT rowid AS id FROM {name} WHERE {name} MATCH ? LIMIT {RANKED})",
        (query,),
    ).one()
    if count < RANKED or held.last <= held.first:
        return int(count)
    reached = (last - held.first + 1) / (held.last - held.first + 1)
    return min(held.rows, max(int(count), int(count / reached)))


def rarity(frequency: int, rows: int) -> float:
    """How much a word says that so many of so many texts hold (idf).

    FTS5's, which lets words that stand in most texts count next to nothing; among few texts
    that would leave nothing to go by, so there the form that is never zero.
    """
    odds = (max(0, rows - frequency) + 0.5) / (frequency + 0.5)
    return float(math.log1p(odds)) if rows < _FEW else max(math.log(odds), 1e-6)


def score(weights: Sequence[float], counts: Sequence[float], length: int, average: float) -> float:
    """BM25 of a text.

    Args:
        weights: how much each word of the question says (`rarity`).
        counts: how often the text has it, columns weighted.
        length: of the text, in words; average: of its like.
    """
    norm = _K1 * (1 - _B + _B * length / average)
    return sum(
        weight * (count * (_K1 + 1)) / (count + norm)
        for weight, count in zip(weights, counts, strict=True)
        if count
    )


def candidates(
    connection: Connection,
    shelf: Shelf,
    held: Size,
    words: Sequence[tuple[str, int]],
    limit: int,
    sources: Sequence[int] | None = None,
) -> list[int]:
    """The ids of the texts on a shelf that FTS5 ranks highest, at most `limit`.

    Args:
        words: of the question, each with how many texts of the shelf hold it.
        sources: ids of works, to which to keep.
    """
    there = sorted(((count, word) for word, count in words if count), key=lambda each: each[0])
    there = there[:_TERMS]
    if not there:
        return []
    # What stands in most texts scores next to nothing, and takes longest to rank.
    telling = [each for each in there if each[0] * 2 <= held.rows] or there[:_TOGETHER]
    for chosen in dict.fromkeys((tuple(telling), tuple(there))):
        found = _picked(connection, shelf, held, chosen, limit, sources)
        if len(found) >= limit:
            break
    return found


def _picked(
    connection: Connection,
    shelf: Shelf,
    held: Size,
    words: Sequence[tuple[int, str]],
    limit: int,
    sources: Sequence[int] | None,
) -> list[int]:
    """By as many of the words, the rarest first, as can be ranked in time."""
    if sources is not None or held.rows <= RANKED:
        return _ranked(connection, shelf, " OR ", words, limit, sources)
    affordable, total = 0, 0
    for count, _ in words:
        total += count
        if total > RANKED:
            break
        affordable += 1
    if affordable:
        return _ranked(connection, shelf, " OR ", words[:affordable], limit)
    # Every word is common: first where several stand together, then the latest texts.
    together = words[:_TOGETHER]
    if len(together) > 1:
        expected = held.rows * math.prod(count / held.rows for count, _ in together)
        for low in latest(held, expected):
            found = _ranked(connection, shelf, " AND ", together, limit, low=low)
            if len(found) >= limit:
                return found
    for low in latest(held, words[0][0]):
        found = _ranked(connection, shelf, " OR ", words[:1], limit, low=low)
        if len(found) >= limit:
            break
    return found


def latest(held: Size, expected: float) -> Iterator[int]:
    """The ids from which on to rank where that many records are expected: ever more of them.

    The first one leaves about as many as can be ranked in time; the last one is the lowest
    there is, so that nothing is missed that others would have hidden.
    """
    whole = held.last - held.first
    part = whole * min(1.0, RANKED / max(1.0, expected))
    while part < whole:
        yield held.last - round(part)
        part = 8 * part + 1
    yield held.first


def _ranked(
    connection: Connection,
    shelf: Shelf,
    joint: str,
    words: Sequence[tuple[int, str]],
    limit: int,
    sources: Sequence[int] | None = None,
    low: int | None = None,
) -> list[int]:
    name = shelf.index.name
    weights = ", ".join(map(str, shelf.weights))
    query = shelf.query((word for _, word in words), joint)
    parameters: dict[str, object] = {"query": query, "limit": limit}
    conditions = [f"{name} MATCH :query"]
    if shelf.held is not None:
        conditions.append(shelf.held)
    if low is not None:
        conditions.append("found.rowid >= :low")
        parameters["low"] = low
    if sources is not None:
        # The sign keeps SQLite from asking the index once for every id.
        conditions.append(f"+found.rowid IN ({shelf.of_sources})")
        parameters["sources"] = json.dumps(list(sources))
    rows = connection.exec_driver_sql(
        f"SELECT found.rowid FROM {name} AS found WHERE {' AND '.join(conditions)} "
        f"ORDER BY bm25({name}, {weights}), found.rowid LIMIT :limit",
        parameters,
    )
    return [int(each) for each in rows.scalars()]


def quoted(word: str) -> str:
    """A word as FTS5 reads it, whatever it holds."""
    return '"' + word.replace('"', '""') + '"'


def _varints(block: bytes) -> list[int]:
    """SQLite's variable-length integers, one after the other."""
    found: list[int] = []
    value = size = 0
    for byte in block:
        size += 1
        if size == 9:
            found.append(value << 8 | byte)
        else:
            value = value << 7 | byte & 0x7F
            if byte & 0x80:
                continue
            found.append(value)
        value = size = 0
    return found
