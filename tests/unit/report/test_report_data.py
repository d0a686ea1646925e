"""The report as JSON, CSV, Markdown and a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from evidence.domain.reports import ClaimState
from evidence.report import REGISTRY
from evidence.report.base import ReportFormat
from sample_reports import FORMULA, claim, report_of, sample


def text(name: str) -> str:
    """The sample in a form of text."""
    write = REGISTRY.get(name).write
    assert write is not None
    return "".join(write(sample()))


@pytest.fixture(scope="module")
def data() -> Any:
    return json.loads(text("json"))


@pytest.fixture(scope="module")
def book() -> Workbook:
    make = REGISTRY.get("xlsx").write_bytes
    assert make is not None
    return load_workbook(io.BytesIO(make(sample())))


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by heading."""
    heading, *held = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, heading), row, strict=True)) for row in held]


def test_there_is_a_file_for_each_form() -> None:
    assert REGISTRY.names() == (
        "claimreview", "csv", "html", "json", "md", "sarif", "web-annotation", "xlsx",
    )  # fmt: skip


def test_every_form_writes_text_or_bytes_under_endings_of_its_own() -> None:
    endings: list[str] = []
    for _, form in REGISTRY.items():
        assert isinstance(form, ReportFormat)
        assert (form.write is None) != (form.write_bytes is None)
        endings += form.extensions
    assert len(endings) == len(set(endings))


def test_every_form_writes_a_paper_of_which_nothing_is_known() -> None:
    nothing = report_of((), citations=(), references=())
    for name, form in REGISTRY.items():
        made: str | bytes = ""
        if form.write is not None:
            made = "".join(form.write(nothing))
        elif form.write_bytes is not None:
            made = form.write_bytes(nothing)
        assert made, name


def test_json_holds_the_claims_as_their_listing_does_and_their_state(data: Any) -> None:
    claims = [each for section in data["sections"] for each in section["claims"]]
    assert [each["key"] for each in claims] == [each.claim.key for each in sample().claims]
    first = claims[0]
    assert list(first)[:8] == [
        "key", "statement", "kind", "section", "paragraph", "sentence", "status", "quoted",
    ]  # fmt: skip
    assert first["state"] == "refuted"
    assert "judges-disagree" in first["marks"]
    assert first["citations"][0]["source"] == "river"
    assert first["evidence"][0]["match"] == "exact"
    assert first["evidence"][0]["fidelity"] == "major-contradicted"
    assert first["evidence"][0]["history"][0]["rating"] == "accurate"
    assert first["history"][0]["superseded"] == "2026-11-20T09:30:00Z"
    (match,) = first["quotations"][0]["matches"]
    assert (match["status"], match["page"], match["page_label"]) == ("differs", 5, "110")
    assert match["difference"].startswith("the water rose by [-two-] {+three+}")
    assert [each["edit"] for each in match["changes"]][:2] == ["kept", "changed"]


def test_json_holds_counts_findings_and_the_database(data: Any) -> None:
    assert data["summary"]["states"]["unjudged"] == 2
    assert sum(data["summary"]["states"].values()) == data["summary"]["claims"] == 9
    assert set(data["summary"]["states"]) == set(ClaimState)
    assert data["summary"]["findings"] == {"error": 2, "warning": 3, "note": 1}
    assert len(data["findings"]) == 6
    assert data["waived"][0]["reason"] == "Everybody knows <it>"
    assert data["database"]["ledger"] == "cd" * 32
    assert data["documents"][0]["sha256"] == "ab" * 32
    assert {each["rule"] for each in data["rules"]} >= {"EV201", "EV501"}
    assert data["time"] == "2026-11-23T22:30:00Z"
    assert [each["about"] for each in data["establishes"]]


def test_csv_has_a_row_for_each_piece_of_evidence_and_each_claim_without() -> None:
    held = list(csv.DictReader(io.StringIO(text("csv"))))
    assert [row["Claim"] for row in held].count("C002") == 2
    assert {row["Claim"] for row in held} == {each.claim.key for each in sample().claims}
    first = held[0]
    assert first["State"] == "Refuted"
    assert first["Source represented"] == "Major error: the source says otherwise"
    assert first["Found on page"] == "p. 110 (file page 5)"


def test_csv_holds_nothing_that_a_spreadsheet_computes() -> None:
    cells = [cell for row in csv.reader(io.StringIO(text("csv"))) for cell in row]
    assert f"'{FORMULA}" in cells
    assert not any(re.match(r"[=+@\t\r]", cell) for cell in cells)


def test_a_spreadsheet_has_the_sheets_an_editor_looks_for(book: Workbook) -> None:
    assert book.sheetnames == ["Claims", "Evidence", "Quotations", "Findings", "Sources", "About"]
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
        assert sheet["B2"].alignment.wrap_text
        widths = [each.width for each in sheet.column_dimensions.values()]
        assert min(widths) >= 10
        assert max(widths) > 40


def test_a_spreadsheet_holds_every_claim_quotation_finding_and_source(book: Workbook) -> None:
    report = sample()
    claims = rows(book, "Claims")
    assert [row["Claim"] for row in claims] == [each.claim.key for each in report.claims]
    assert claims[0]["State"] == "Refuted"
    assert claims[6]["By software"] == "Supported (some-model 3)"
    quotations = rows(book, "Quotations")
    assert {row["Words"] for row in quotations} == {each.words for each in report.quotations}
    assert quotations[0]["What differs"].startswith("“two” became “three” (number)")
    assert quotations[0]["File page"] == 5
    assert len(rows(book, "Findings")) == len(report.findings) + len(report.waived)
    assert {row["Source"] for row in rows(book, "Sources")} == set(report.paper.sources)


def test_no_cell_of_a_spreadsheet_is_a_formula_or_a_link(book: Workbook) -> None:
    dangerous = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                if isinstance(cell.value, str) and re.match(r"[=+@-]", cell.value):
                    assert cell.quotePrefix
                    dangerous += 1
    assert dangerous >= 4
    assert rows(book, "Claims")[-1]["Statement"] == FORMULA


def test_a_spreadsheet_takes_text_of_any_length_and_kind() -> None:
    long = claim(1, "🌊" * 40_000 + "\x00\ud800")
    make = REGISTRY.get("xlsx").write_bytes
    assert make is not None
    book = load_workbook(io.BytesIO(make(report_of([long]))))
    held = rows(book, "Claims")[0]["Statement"]
    assert held.endswith("…")
    assert len(held.encode("utf-16-le")) // 2 <= 32_767


def test_markdown_shows_each_claim_and_no_markup_of_others() -> None:
    made = text("md")
    for each in sample().claims:
        assert f"#### {each.claim.key} · " in made
    assert "<script>" not in made.replace("\\<script\\>", "")
    assert "\u202e" not in made
    assert "Differs materially in Waters 1953; p. 110 (file page 5)" in made
    assert "By software, no verdict: **Supported**" in made
    lines = made.splitlines()
    assert not any(line.startswith(("=", "+")) for line in lines)
    headings = [line for line in lines if line.startswith("## ")]
    assert headings == [
        "## Problems",
        "## Claims",
        "## References",
        "## What this check does and does not establish",
    ]
