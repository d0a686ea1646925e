"""Full-text search: FTS5 tables over what people look for, kept by the program.

Triggers cannot keep them: with `trusted_schema=OFF` SQLite refuses triggers that write
virtual tables. So whoever changes a record hands its content before and after to `update`,
in the same transaction.
"""

from evidence.store.search.index import INDEXES, SearchIndex, rebuild, update
from evidence.store.search.query import match_words

__all__ = ["INDEXES", "SearchIndex", "match_words", "rebuild", "update"]
