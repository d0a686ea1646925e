"""The citation keys that Better BibTeX keeps beside a Zotero library."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

_FILES = ("better-bibtex.sqlite", "better-bibtex-search.sqlite")
_LARGEST = 200_000_000

Opened = Callable[[Path], AbstractContextManager[sqlite3.Connection]]


def citation_keys(folder: Path, opened: Opened) -> dict[int, str]:
    """The citation key of each item by its number; empty without Better BibTeX.

    A file that cannot be read costs nothing but the keys.
    """
    keys: dict[int, str] = {}
    for name in _FILES:
        path = folder / name
        if not path.is_file() or path.stat().st_size > _LARGEST:
            continue
        try:
            with opened(path) as connection:
                keys = _of_table(connection) or _of_json(connection)
        except sqlite3.Error:
            continue
        if keys:
            break
    return keys


def _of_table(connection: sqlite3.Connection) -> dict[int, str]:
    """As versions from 6 on have them: a table."""
    try:
        rows = connection.execute("SELECT itemID, citationKey FROM citationkey").fetchall()
    except sqlite3.OperationalError:
        rows = []
    return _pairs(rows)


def _of_json(connection: sqlite3.Connection) -> dict[int, str]:
    """As versions before 6 have them: a collection in JSON."""
    query = "SELECT data FROM \"better-bibtex\" WHERE name LIKE '%citekey%'"
    try:
        texts = [text for (text,) in connection.execute(query) if isinstance(text, str)]
    except sqlite3.OperationalError:
        return {}
    pairs: list[tuple[Any, Any]] = []
    for text in texts:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        rows = data.get("data") if isinstance(data, dict) else None
        pairs += [
            (row.get("itemID"), row.get("citekey"))
            for row in (rows if isinstance(rows, list) else [])
            if isinstance(row, dict)
        ]
    return _pairs(pairs)


def _pairs(rows: list[tuple[Any, Any]]) -> dict[int, str]:
    return {
        item: key.strip()
        for item, key in rows
        if isinstance(item, int) and isinstance(key, str) and key.strip()
    }
