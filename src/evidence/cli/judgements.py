"""Judgements as people and programs see them: their history, the next one, a program's."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evidence.cli import contracts
from evidence.cli.columns import located
from evidence.cli.escape import utc
from evidence.cli.output import Column, Columns, Output, cell

if TYPE_CHECKING:
    from evidence.services.judgement_history import Event
    from evidence.services.software_judging import Verdict
    from evidence.services.worklist import Due

Row = Mapping[str, Any]


def show_history(events: Iterable[Event], out: Output) -> None:
    """Write the history of what was judged."""
    out.list(map(event, events), HISTORY, what="judgements")


def event(record: Event) -> dict[str, Any]:
    """A judgement, or a change of what is judged; members that do not apply are null."""
    return {
        "what": record.what,
        "number": record.number,
        "time": utc(record.time),
        "agent": record.agent.name,
        "agent_kind": record.agent.kind,
        "axis": record.axis,
        "rating": record.rating,
        "reason": record.reason,
        "confidence": record.confidence,
        "superseded_by": record.superseded_by,
        "outdated": record.outdated if record.number is not None else None,
        "withdrawn": utc(record.withdrawn) if record.withdrawn is not None else None,
        "before": record.before,
        "after": record.after,
    }


def by(record: Row) -> str:
    """Who acted; a program is told apart."""
    name = str(record["agent"]).partition(" <")[0]
    return f"software: {name}" if record["agent_kind"] == "software" else name


def _told(record: Row) -> str:
    """An event in one line."""
    if record["what"] != "judgement":
        before, after = record["before"] or "nothing", record["after"] or "nothing"
        return f"{record['what']}: {before} → {after}"
    told = str(record["reason"])
    if record["confidence"] is not None:
        told += f" (confidence {record['confidence']:.2f})"
    if record["superseded_by"] is not None:
        told += f" [superseded by no. {record['superseded_by']}]"
    if record["withdrawn"] is not None:
        told += f" [taken back {record['withdrawn']}]"
    if record["outdated"]:
        told += " [of an earlier wording]"
    return told


def _day(time: str) -> str:
    return time.replace("T", " ")[:16]


HISTORY = Columns(
    rows=tuple(
        Column(name, cell)
        for name in (
            *("what", "number", "time", "agent", "agent_kind", "axis", "rating", "reason"),
            *("confidence", "superseded_by", "outdated", "withdrawn", "before", "after"),
        )
    ),
    table=(
        Column("no.", field="number"),
        Column("time", _day),
        Column("by", by, field="", wraps=True, most=18),
        Column("rating", wraps=True, most=14),
        Column("what was said or changed", _told, field="", wraps=True),
    ),
)


def due(record: Due) -> dict[str, Any]:
    """A claim that is to be judged: as `claim show` has it, why now, and what helps to judge it.

    `pages` of a held file is null while nobody has read it; `commands` are to be typed next.
    """
    from evidence.cli import passages

    found = [passages.passage(each, rank) for rank, each in enumerate(record.passages, 1)]
    return {
        **contracts.claim(record.claim, {each.key: each for each in record.citations}),
        "text": record.claim.text,
        "score": record.risk.score,
        "reasons": [{"weight": each.weight, "text": each.text} for each in record.risk.reasons],
        "findings": [
            {"rule": each.rule, "name": each.name, "message": each.message}
            for each in record.findings
        ],
        "held": [
            {
                "source": source,
                "document": text.document,
                "status": text.status,
                "pages": text.count or None,
            }
            for source, texts in record.held.items()
            for text in texts
        ],
        "not_held": [source for source, texts in record.held.items() if not texts],
        "passages": found,
        "commands": commands(record),
    }


def commands(record: Due) -> list[str]:
    """What to type next: look at what is there, get what is not, judge."""
    key = record.claim.key
    missing = [source for source, texts in record.held.items() if not texts]
    typed = []
    if missing:
        typed.append(f"evidence document add FILE --source {shlex.quote(missing[0])}")
    elif record.claim.quoted and record.held:
        typed.append(f"evidence verify {key}")
    typed.append(f"evidence find {key}")
    because = "--because '…'"
    best = next((each for each in record.passages if each.page is not None), None)
    if best is not None:
        because += f" --source {shlex.quote(best.source)}"
        because += f" --page {shlex.quote(best.page_label)}" if best.page_label else ""
    typed.append(f"evidence claim assess {key} RATING {because}")
    return typed


def verdict(record: Verdict, by: str) -> dict[str, Any]:
    """What a program said of a claim; `given` is its own rating, `rating` the one that is kept."""
    return {
        "claim": record.claim,
        "rating": record.rating,
        "given": record.given,
        "reason": record.reason,
        "confidence": record.confidence,
        "agent": by,
        "agent_kind": "software",
        "quotes": [
            {
                "words": each.words,
                "source": each.passage.source,
                "page_label": each.passage.page_label,
                "status": each.status,
                "stands": each.stands,
            }
            for each in record.quotes
        ],
    }


def _reasons(reasons: Sequence[Row]) -> list[str]:
    return [str(each["text"]) for each in reasons]


def _where(record: Row) -> str:
    place = ".".join(str(record[part]) for part in ("paragraph", "sentence") if record[part])
    return f"{record['section']} {place}".strip()


def _cited(citations: Sequence[Row]) -> list[str]:
    return [
        ", ".join(
            part
            for part in (
                str(each["source"] or " or ".join(each["candidates"]) or "no work of the list"),
                located(each),
                "" if each["resolution"] == "resolved" else str(each["resolution"]),
                "inferred" if each["inferred"] else "",
            )
            if part
        )
        + f": {each['text']}"
        for each in citations
    ]


def _files(record: Row) -> list[str]:
    held = [
        f"{each['source']}: {each['document']} ({each['status']}"
        + (f", {each['pages']} pages)" if each["pages"] else ")")
        for each in record["held"]
    ]
    return [*held, *(f"{source}: no file" for source in record["not_held"])]


def _passages(found: Sequence[Row]) -> list[str]:
    """Passages as lines, each with what it says otherwise than the claim."""
    lines = []
    for each in found:
        page = f"p. {each['page_label']}" if each["page_label"] else each["in"]
        warned = "".join(f" [! {warning['message']}]" for warning in each["warnings"])
        text = " ".join(str(each["text"]).split())
        lines.append(f"{each['rank']}. {each['source']}, {page}: {text}{warned}")
    return lines


def _evidence(links: Sequence[Row]) -> list[str]:
    return [
        f"{link['key']} {link['source']} {link['stance']} it"
        + (f": “{link['quotation']}”" if link["quotation"] else "")
        for link in links
    ]


def _said(judgements: Sequence[Row]) -> list[str]:
    return [
        f"{by(each)}: {each['rating']}, {each['reason']}"
        + (" [of an earlier wording]" if each["outdated"] else "")
        for each in judgements
    ]


def _quotes(quotes: Sequence[Row]) -> list[str]:
    return [
        f"“{each['words']}” ({each['source']}): "
        + ("stands there" if each["stands"] else "not found in the passage")
        for each in quotes
    ]


DUE = Columns(
    rows=(
        Column("claim", field="key"),
        Column("place", _where, field=""),
        Column("statement"),
        Column("quoted"),
        Column("sentence", field="text"),
        Column("why", _reasons, field="reasons"),
        Column("cited", _cited, field="citations"),
        Column("files", _files, field=""),
        Column("evidence", _evidence),
        Column("judgements", _said),
        Column("passages", _passages),
        Column("next", cell, field="commands", whole=True),
    ),
    table=(
        Column("claim", field="key"),
        Column("statement", wraps=True),
        Column("why", _reasons, field="reasons", wraps=True),
    ),
)
VERDICTS = Columns(
    rows=(
        *(Column(name) for name in ("claim", "rating", "given", "confidence", "agent", "reason")),
        Column("quotes", _quotes),
    ),
    table=(
        Column("claim"),
        Column("software says", field="rating", wraps=True, most=14),
        Column("reason", wraps=True),
        Column("quotes", _quotes, wraps=True),
    ),
)
