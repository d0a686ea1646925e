"""What became of quotations, as the JSON that other programs read, and as rows of a table.

Names and order of members are a contract, as in `contracts`: what is new goes to the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from evidence.cli.escape import utc
from evidence.cli.output import Column, Columns

if TYPE_CHECKING:
    from evidence.domain.quotations import Match
    from evidence.services.verifying import Looked

Record = dict[str, Any]


def in_file(id_: Any, match: Match, page_label: str | None, words: str) -> Record:
    """A quotation that was looked for in a file; pages are the file's, from 1."""
    return {"id": id_, **_outcome(match, page_label), **_more(match), "quote": words}


def in_work(looked: Looked) -> Record:
    """A quotation that was looked for in a work; `time` is null where nobody looked."""
    target, verified = looked.target, looked.verified
    return {
        "key": target.quotation,
        "claim": target.claim,
        "source": target.source,
        **_outcome(verified.match, verified.page_label),
        **_more(verified.match),
        "quote": target.words,
        "locators": [{"locator": each.text, "label": each.label} for each in target.locators],
        "link": target.link,
        "document": verified.document,
        "paper": target.paper,
        "time": None if verified.time is None or not looked.checked else utc(verified.time),
    }


def _outcome(match: Match, page_label: str | None) -> Record:
    return {
        "status": match.status,
        "page": None if match.place is None else match.place.page + 1,
        "page_label": page_label,
        "severity": match.severity,
        "difference": match.difference,
    }


def _more(match: Match) -> Record:
    place = match.place
    return {
        "splice": match.splice,
        "on_page": match.on_page,
        "reason": match.reason,
        "exact": None if place is None else place.exact,
        "end_page": None if place is None else place.end_page + 1,
    }


def _stands(record: Mapping[str, Any]) -> str:
    """The page by its printed label, else by its place in the file."""
    if record["page_label"] is not None:
        return f"p. {record['page_label']}"
    return "" if record["page"] is None else f"file p. {record['page']}"


_OUTCOME = tuple(map(Column, ("status", "page", "page_label", "severity", "difference")))
_MORE = tuple(map(Column, ("splice", "on_page", "reason", "exact", "end_page", "quote")))
_SHORT = (
    Column("status"),
    Column("page", _stands, field=""),
    Column("severity"),
    Column("difference", wraps=True),
)

IN_FILE = Columns(rows=(Column("id"), *_OUTCOME, *_MORE), table=(Column("id"), *_SHORT))
IN_WORK = Columns(
    rows=(
        *map(Column, ("key", "claim", "source")),
        *_OUTCOME,
        *_MORE,
        *map(Column, ("link", "document", "paper", "time")),
    ),
    table=(*map(Column, ("key", "claim", "source")), *_SHORT),
)
