"""The same records in every form, on stdout or in a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence.cli.output import Column, Columns, Output
from evidence.errors import NotFound, Refused

RECORDS: list[dict[str, Any]] = [
    {"key": "drab2018", "title": "Defence | Diplomacy", "tags": ["a", "b"], "pages": 15},
    {"key": "=cmd()", "title": "two\nlines", "tags": [], "pages": None},
]
COLUMNS = Columns(
    rows=(Column("key"), Column("title"), Column("tags"), Column("pages")),
    table=(Column("key"), Column("what", field="title", wraps=True)),
)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A terminal of 80 columns, in stdout's place for the rest of the test."""
    stream = Terminal()
    monkeypatch.setattr("sys.stdout", stream)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return stream


def written(capsys: pytest.CaptureFixture[str], form: str) -> str:
    Output(form).list(RECORDS, COLUMNS, what="sources")
    return capsys.readouterr().out


def test_json_is_the_list_of_records(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(written(capsys, "json")) == RECORDS


def test_json_of_nothing_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    Output("json").list([], COLUMNS, what="sources")
    assert json.loads(capsys.readouterr().out) == []


def test_json_lines_has_one_record_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = written(capsys, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == RECORDS


def test_csv_has_a_heading_full_cells_and_no_formula(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(csv.reader(io.StringIO(written(capsys, "csv")))) == [
        ["key", "title", "tags", "pages"],
        ["drab2018", "Defence | Diplomacy", "a; b", "15"],
        ["'=cmd()", "two\\nlines", "", ""],
    ]


def test_tsv_keeps_each_record_on_one_line_without_quotes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert written(capsys, "tsv").split("\n") == [
        "key\ttitle\ttags\tpages",
        "drab2018\tDefence | Diplomacy\ta; b\t15",
        "'=cmd()\ttwo\\nlines\t\t",
        "",
    ]


def test_markdown_is_a_table_of_the_chief_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert written(capsys, "md").splitlines() == [
        "| key | what |",
        "| --- | --- |",
        r"| drab2018 | Defence \| Diplomacy |",
        "| =cmd() | two lines |",
    ]


def test_a_pipe_gets_tab_separated_cells_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    Output().list(RECORDS, COLUMNS, what="sources")
    assert capsys.readouterr().out.startswith("key\ttitle\t")


def test_a_terminal_gets_a_table_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    Output().list(RECORDS, COLUMNS, what="sources")
    heading, rule, first, *_ = stream.getvalue().splitlines()
    assert "what" in heading
    assert set(rule) == {"─"}
    assert first.startswith("drab2018")


def test_a_table_is_no_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    records = [{"key": "k" * 30, "title": "word " * 60} for _ in range(3)]
    Output("table").list(records, COLUMNS, what="sources")
    lines = stream.getvalue().splitlines()
    assert len(lines) > 6
    assert max(map(len, lines)) <= 80


def test_a_table_takes_no_markup_from_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    Output("table").list([{"key": "[red]x[/]", "title": ":smile:"}], COLUMNS, what="sources")
    assert "[red]x[/]" in stream.getvalue()
    assert ":smile:" in stream.getvalue()


@pytest.mark.parametrize("no_color", [True, False])
def test_there_is_no_escape_sequence_with_no_color(
    monkeypatch: pytest.MonkeyPatch, no_color: bool
) -> None:
    stream = terminal(monkeypatch)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    Output("table").list(RECORDS, COLUMNS, what="sources")
    Output("table").show(RECORDS[0], COLUMNS)
    assert "Diplomacy" in stream.getvalue()
    assert ("\x1b" in stream.getvalue()) is not no_color


def test_a_table_of_nothing_says_so_beside_the_data(capsys: pytest.CaptureFixture[str]) -> None:
    Output("table").list([], COLUMNS, what="sources")
    assert capsys.readouterr() == ("", "no sources\n")


def test_one_record_is_an_object_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    Output("json").show(RECORDS[0], COLUMNS)
    assert json.loads(capsys.readouterr().out) == RECORDS[0]


def test_one_record_is_a_card_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    Output("table").show(RECORDS[0], COLUMNS)
    assert capsys.readouterr().out.splitlines() == [
        "key    drab2018",
        "title  Defence | Diplomacy",
        "tags   a",
        "       b",
        "pages  15",
    ]


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("x.json", "["), ("x.csv", "key,"), ("x.md", "| key |"), ("x.txt", "key\t")],
)
def test_a_files_ending_tells_the_form(tmp_path: Path, name: str, beginning: str) -> None:
    Output(path=str(tmp_path / name)).list(RECORDS, COLUMNS, what="sources")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


def test_a_dash_is_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    Output("jsonl", "-").list(RECORDS, COLUMNS, what="sources")
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_listing_that_fails_at_once_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("precious")

    def failing() -> Iterator[dict[str, Any]]:
        raise NotFound("no tag 'x'")
        yield {}

    with pytest.raises(NotFound):
        Output(path=str(path)).list(failing(), COLUMNS, what="sources")
    assert path.read_text() == "precious"


def test_no_listing_is_written_over_a_database(tmp_path: Path) -> None:
    database = tmp_path / "evidence.db"
    database.write_bytes(b"SQLite format 3\0rest")
    with pytest.raises(Refused, match=r"evidence\.db is a database"):
        Output("json", str(database)).list(RECORDS, COLUMNS, what="sources")
    assert database.read_bytes() == b"SQLite format 3\0rest"
