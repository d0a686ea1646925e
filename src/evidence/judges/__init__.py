"""Programs that rate claims by passages: one kind a file, found by name; none is asked unless told.

What a judge says is a program's rating, kept apart from people's judgements.
"""

from __future__ import annotations

from evidence.judges.base import JudgeKind
from evidence.plugins import Registry

REGISTRY = Registry(
    package="evidence.judges",
    attribute="JUDGE",
    kind=JudgeKind,
    group="evidence.judges",
    what="judge",
    listing="evidence judge --help",
)
