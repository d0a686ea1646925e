"""JSON: the whole report as one object, for other programs."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.escape import as_json
from evidence.domain.reports import Report
from evidence.report import _records
from evidence.report.base import ReportFormat


def _write(report: Report) -> Iterator[str]:
    yield as_json(_records.whole(report), indent=2)
    yield "\n"


REPORT = ReportFormat(title="JSON", extensions=("json",), write=_write)
