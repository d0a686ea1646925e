"""Narrowing a listing to the records that hold given words."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Integer, false
from sqlalchemy.sql.expression import text

from evidence.store.search import SearchIndex, match_words


def holds_words(index: SearchIndex, words: str, ids: ColumnElement[int]) -> ColumnElement[bool]:
    """That a record, by its id, is among those of which the index has every word."""
    query = match_words(words)
    if query is None:
        return false()
    found = text(f"SELECT rowid FROM {index.name} WHERE {index.name} MATCH :words")
    return ids.in_(found.bindparams(words=query).columns(rowid=Integer).scalar_subquery())
