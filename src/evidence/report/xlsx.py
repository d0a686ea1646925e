"""XLSX: an evidence table to hand to an editor."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from evidence.domain.escape import prose
from evidence.domain.reports import LIMITS, Report
from evidence.report import _rows, _words
from evidence.report._rows import Cell, Row
from evidence.report.base import ReportFormat

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_767
"""Characters, as UTF-16 counts them, that a cell may hold (Excel's specification)."""
_FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20']")
_CLAIMS = (*_rows.EVIDENCE[:13], "Evidence", "By software", "Findings")
_NARROW, _MIDDLE, _WIDE = 11, 20, 52
_WIDE_COLUMNS = frozenset(
    {
        *("Statement", "Reason", "Words", "Quotation", "Difference", "Message", "Work", "Evidence"),
        *("Entry as printed", "What differs", "Perhaps", "To mend it", "Note", "Reason for that"),
    }
)
_NARROW_COLUMNS = frozenset(
    {
        *("Claim", "Paragraph", "Sentence", "Kind", "Judged on", "Stance", "Severity", "Rule"),
        *("File page", "Printed page", "Up to date", "Looked for on", "Year", "Weight"),
        "Number of claims",
    }
)
_COLOURS = {
    "Refuted": "#A4161A",
    "Conflicting evidence": "#8F4300",
    "Not enough evidence": "#6A5600",
    "Supported": "#1C6B3C",
    "No source": "#7D2A78",
    "error": "#A4161A",
    "warning": "#8F4300",
}


class _Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **more: object) -> Format:
        """The look of a plain cell with more said of it."""
        wanted = {"text_wrap": True, "valign": "top", **more}
        key = tuple(sorted(wanted.items(), key=str))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]


def _write(report: Report) -> bytes:
    from xlsxwriter.workbook import Workbook

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        book.set_properties(
            {
                "title": prose(f"Evidence report: {report.paper.title}")[:255],
                "comments": f"evidence {report.version}, ledger {report.database.ledger}",
                "created": report.time.replace(tzinfo=None),
            }
        )
        formats = _Formats(book)
        _sheet(book, formats, "Claims", _CLAIMS, _claims(report))
        _sheet(book, formats, "Evidence", _rows.EVIDENCE, _rows.evidence(report))
        _sheet(book, formats, "Quotations", _rows.QUOTATIONS, _rows.quotations(report))
        _sheet(book, formats, "Findings", _rows.FINDINGS, _rows.findings(report))
        _sheet(book, formats, "Sources", _rows.SOURCES, _rows.sources(report))
        _about(book.add_worksheet("About"), formats, report)
    return file.getvalue()


REPORT = ReportFormat(title="XLSX", extensions=("xlsx",), write_bytes=_write)


def _claims(report: Report) -> Iterable[Row]:
    for each in report.claims:
        evidence = [
            f"{_words.STANCES[link.stance].word}: {link.source} {_words.of_link(link)}".rstrip()
            + (f": “{link.quotation}”" if link.quotation else "")
            for link in each.claim.evidence
        ]
        found = [f"{finding.rule} {_words.spoken(finding.name)}" for finding in each.findings]
        yield (
            *_rows.claim_cells(each), "\n".join(evidence), _rows.software(each), "\n".join(found),
        )  # fmt: skip


def _sheet(
    book: Workbook, formats: _Formats, name: str, headings: tuple[str, ...], rows: Iterable[Row]
) -> None:
    sheet = book.add_worksheet(name)
    head = formats.get(bold=True, bottom=2, bg_color="#F1EDE2", valign="vcenter")
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, _width(heading))
        sheet.write_string(0, column, heading, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _cell(sheet, formats, (last, column), cell)
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")


def _cell(sheet: Worksheet, formats: _Formats, at: tuple[int, int], cell: Cell) -> None:
    """Write a cell: text always as text, whatever it begins with."""
    if cell is None or cell == "":
        sheet.write_blank(*at, None, formats.get())
    elif isinstance(cell, int):
        sheet.write_number(*at, cell, formats.get())
    else:
        look: dict[str, object] = {}
        if _FORMULA.match(cell):
            look["quote_prefix"] = True  # still text when somebody edits the cell
        if colour := _COLOURS.get(cell):
            look |= {"bold": True, "font_color": colour}
        sheet.write_string(*at, _clipped(prose(cell)), formats.get(**look))


def _clipped(text: str) -> str:
    if len(text.encode("utf-16-le")) // 2 <= _LONGEST:
        return text
    return text.encode("utf-16-le")[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _width(heading: str) -> int:
    if heading in _WIDE_COLUMNS:
        return _WIDE
    return _NARROW if heading in _NARROW_COLUMNS else _MIDDLE


def _about(sheet: Worksheet, formats: _Formats, report: Report) -> None:
    said: Mapping[str, str] = {
        "Paper": report.paper.title or report.paper.key,
        "Made": f"{_words.moment(report.time)}, by evidence {report.version}",
        "Database": report.database.name,
        "Ledger": report.database.ledger,
        "SHA-256 of its file": report.database.sha256 or "changes stand in a journal beside it",
        **dict(LIMITS),
    }
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    for row, (heading, text) in enumerate(said.items()):
        sheet.write_string(row, 0, heading, formats.get(bold=True))
        _cell(sheet, formats, (row, 1), text)
