"""The databases that releases left, and what a database lists."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from evidence.services import citations, claims, links, papers, references, sources, waivers
from evidence.services.work import reading
from support import PAPER

FOLDER = Path(__file__).parent / "migrations" / "databases"
_PARTS: dict[str, Callable[[Session], Iterable[object]]] = {
    "sources": sources.listing,
    "references": references.listing,
    "citations": citations.listing,
    "claims": claims.listing,
    "links": links.listing,
    "papers": papers.listing,
    "waivers": waivers.listing,
}


def listings(path: Path) -> dict[str, dict[str, Any]]:
    """What a database lists, each record by its key, as plain data."""
    with reading(path) as session:
        found = {
            name: {
                each["key"]: each
                for each in json.loads(json.dumps(list(listing(session)), default=_plain))
            }
            for name, listing in _PARTS.items()
        }
        found["sentences"] = {
            str(each.start): json.loads(json.dumps(each, default=_plain))
            for each in papers.sentences(session, PAPER)
        }
    return found


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    return dict(value) if hasattr(value, "keys") else value.isoformat()
