"""Forms that the report of a paper is written in, one a file, found by name."""

from __future__ import annotations

from evidence.plugins import Registry
from evidence.report.base import ReportFormat

REGISTRY = Registry(
    package="evidence.report",
    attribute="REPORT",
    kind=ReportFormat,
    group="evidence.reports",
    what="report format",
    listing="evidence report --help",
)
