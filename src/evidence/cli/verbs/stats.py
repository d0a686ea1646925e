"""Count what the database holds."""

from __future__ import annotations

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import formatted
from evidence.cli.output import Column, Columns, Output

_COLUMNS = Columns(
    rows=(Column("count"), Column("of"), Column("number")),
    table=(
        Column("what", field="count"),
        Column("which", field="of", wraps=True),
        Column("number"),
    ),
)


@click.command(cls=Verb, help=__doc__, examples=("evidence stats", "evidence stats --format json"))
@formatted()
def command(out: Output) -> None:
    from evidence.services import statistics, work

    with work.reading(context.database()) as session:
        stats = statistics.stats(session)
    groups = {
        "records": stats.records,
        "claims by kind": stats.claims_by_kind,
        "claims by veracity": stats.claims_by_veracity,
        "claims by section": stats.claims_by_section,
        "claims by citation": {
            "cited": stats.records["claims"] - stats.uncited_claims,
            "uncited": stats.uncited_claims,
        },
        "citations by resolution": stats.citations_by_resolution,
        "sources by type": stats.sources_by_type,
    }
    if out.form == "json":
        out.show(
            {name.replace(" ", "_"): dict(counts) for name, counts in groups.items()}, _COLUMNS
        )
        return
    rows = [
        {"count": name, "of": of, "number": number}
        for name, counts in groups.items()
        for of, number in counts.items()
    ]
    if out.form == "table":
        rows = [
            {**row, "count": "" if rows[at - 1]["count"] == row["count"] and at else row["count"]}
            for at, row in enumerate(rows)
        ]
    out.list(rows, _COLUMNS, what="records")
