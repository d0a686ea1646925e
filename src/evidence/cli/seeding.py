"""What a seeding did, in a sentence; `init` and `demo` say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence.cli.text import counted, listed

if TYPE_CHECKING:
    from evidence.services.seeding import SeedReport


def told(report: SeedReport) -> str:
    """What the seed brought, or that it is there already."""
    if report.already:
        return f"the seed paper {report.paper} is there already; nothing changed"
    parts = [
        counted(report.sources, "source"),
        counted(report.references, "reference"),
        counted(report.citations, "citation"),
        counted(report.claims, "claim"),
        counted(report.links, "evidence link"),
        counted(report.judgements, "judgement"),
        counted(report.annotations, "annotation"),
    ]
    return f"seeded with the paper {report.paper}: {listed(parts)}"
