"""CSV: the evidence table, one row for each claim and each piece of its evidence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from evidence.domain.escape import spreadsheet
from evidence.domain.reports import Report
from evidence.report import _rows
from evidence.report.base import ReportFormat


def _write(report: Report) -> Iterator[str]:
    for row in (_rows.EVIDENCE, *_rows.evidence(report)):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(
            [cell if isinstance(cell, int) else spreadsheet(cell or "") for cell in row]
        )
        yield line.getvalue()


REPORT = ReportFormat(title="CSV", extensions=("csv",), write=_write)
