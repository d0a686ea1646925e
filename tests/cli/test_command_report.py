"""`evidence report`: its forms, where it goes, and what it refuses."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook

from command_line import CommandLine
from support import PAPER, SEED_CLAIMS
from terminal import PROGRAM, environment, on_a_terminal, unix


def test_the_report_of_the_seeded_paper_shows_every_claim(
    on_seed: CommandLine, tmp_path: Path
) -> None:
    target = tmp_path / "report.html"
    ran = on_seed.ok("report", "-o", target)
    assert ran.out == ""
    assert f"{SEED_CLAIMS} claims" in ran.err
    page = html.document_fromstring(target.read_text("utf-8"))
    listed = [each["key"] for each in on_seed.json("claim", "list")]
    shown = [each.get("id", "") for each in page.iter("article")]
    claims = [each.removeprefix("claim-") for each in shown if each.startswith("claim-")]
    assert claims == listed
    assert list(page.iter("script")) == []


def test_without_a_file_it_goes_to_stdout_as_html(on_seed: CommandLine) -> None:
    assert on_seed.ok("report").out.startswith("<!DOCTYPE html>")
    assert on_seed.ok("report", PAPER, "-o", "-", "-f", "md").out.startswith("# Evidence report")


def test_its_json_tells_what_check_and_claim_list_tell(on_seed: CommandLine) -> None:
    data = on_seed.json("report")
    claims = {each["key"]: each for section in data["sections"] for each in section["claims"]}
    checked = on_seed("check", "--format", "json").data
    assert data["summary"]["findings"] == checked["summary"]
    assert data["findings"] == checked["findings"]
    for listed in on_seed.json("claim", "list"):
        held = claims[listed["key"]]
        shared = "statement kind section paragraph sentence quoted suggested veracity".split()
        assert [held[name] for name in shared] == [listed[name] for name in shared]
        assert [each["key"] for each in held["evidence"]] == [
            each["key"] for each in listed["evidence"]
        ]
        assert [each["text"] for each in held["citations"]] == [
            each["text"] for each in listed["citations"]
        ]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("r.html", b"<!DOCTYPE html>"),
        ("r.HTM", b"<!DOCTYPE html>"),
        ("r.md", b"# Evidence report"),
        ("r.json", b"{"),
        ("r.csv", b"Claim,"),
        ("r.xlsx", b"PK"),
        ("r.sarif", b'{\n  "$schema"'),
        ("r.claimreview.json", b'{\n  "@context": "https://schema.org"'),
        ("r.annotation.json", b'{\n  "@context": "http://www.w3.org/ns/anno.jsonld"'),
    ],
)
def test_the_ending_of_the_file_tells_the_form(
    on_seed: CommandLine, tmp_path: Path, name: str, begins: bytes
) -> None:
    on_seed.ok("report", "-o", tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert [each.name for each in tmp_path.iterdir() if "part" in each.name] == []


def test_a_form_that_is_named_counts_more_than_the_ending(
    on_seed: CommandLine, tmp_path: Path
) -> None:
    on_seed.ok("report", "-f", "sarif", "-o", tmp_path / "findings.json")
    assert json.loads((tmp_path / "findings.json").read_text())["version"] == "2.1.0"


def test_a_spreadsheet_goes_to_a_pipe(seeded: Path) -> None:
    piped = subprocess.run(
        [*PROGRAM, "report", "-f", "xlsx"], capture_output=True, check=True, env=environment(seeded)
    )
    assert load_workbook(io.BytesIO(piped.stdout)).sheetnames[0] == "Claims"


@unix
def test_a_spreadsheet_does_not_go_to_a_terminal(seeded: Path) -> None:
    status, seen = on_a_terminal(seeded, "report", "-f", "xlsx")
    assert status == 2
    assert "-o report.xlsx" in seen


def test_what_cannot_be_written_leaves_what_is_there(on_seed: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("mine")
    assert "did you mean" in on_seed.refused(3, "report", "yadav", "-o", target)
    assert "no such file" in on_seed.refused(3, "report", "-o", tmp_path / "no" / "report.html")
    assert target.read_text() == "mine"
    on_seed.ok("report", "-o", target)
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_database_is_not_written_over(on_seed: CommandLine, seeded: Path) -> None:
    before = seeded.read_bytes()
    assert "is a database" in on_seed.refused(2, "report", "-f", "html", "-o", seeded)
    assert seeded.read_bytes() == before


def test_unknown_forms_and_endings_are_answered_with_the_known(
    on_seed: CommandLine, tmp_path: Path
) -> None:
    assert "did you mean sarif" in on_seed.refused(3, "report", "-f", "sarf")
    told = on_seed.refused(2, "report", "-o", tmp_path / "report.docx")
    assert "html" in told
    assert "web-annotation" in told
    assert list(tmp_path.glob("report*")) == []


def test_without_a_paper_it_says_so_and_among_several_it_asks_which(
    on_empty: CommandLine,
) -> None:
    assert "no paper" in on_empty.refused(2, "report")
    on_empty.ok("paper", "add", "--type", "article", "--key", "one", "--title", "The one")
    bare = on_empty.ok("report").out
    assert "No claim of this paper has been entered yet" in bare
    on_empty.ok("paper", "add", "--type", "article", "--key", "two", "--title", "The other")
    told = on_empty.refused(2, "report")
    assert "one, two" in told
    assert "--paper" not in told
    assert "The other" in on_empty.ok("report", "two").out


def test_the_report_names_the_state_of_the_database(on_seed: CommandLine) -> None:
    before = on_seed.json("report")["database"]
    assert on_seed.json("report")["database"] == before
    on_seed.ok("claim", "assess", "C001", "supported", "--because", "It lies there.")
    after = on_seed.json("report")["database"]
    assert after["activities"] == before["activities"] + 1
    assert after["ledger"] != before["ledger"]


def test_a_judgement_that_was_superseded_stays_in_the_report(on_seed: CommandLine) -> None:
    on_seed.ok("claim", "assess", "C001", "supported", "--because", "It lies there.")
    on_seed.ok("claim", "assess", "C001", "refuted", "--because", "It does not.")
    data = on_seed.json("report")
    claims = {each["key"]: each for section in data["sections"] for each in section["claims"]}
    assert claims["C001"]["state"] == "refuted"
    (earlier,) = claims["C001"]["history"]
    assert (earlier["rating"], earlier["reason"]) == ("supported", "It lies there.")
    made = on_seed.ok("report").out
    assert "1 earlier judgement" in made
    assert "It lies there." in made


def test_what_was_set_aside_is_told_apart(on_seed: CommandLine) -> None:
    (key,) = [
        each["subject"]["key"]
        for each in on_seed("check", "--select", "EV201", "-f", "json").data["findings"]
    ]
    on_seed.ok("rule", "waive", "EV201", key, "--because", "the editor knows it")
    data = on_seed.json("report")
    assert [each["reason"] for each in data["waived"]] == ["the editor knows it"]
    assert "EV201" not in {each["rule"] for each in data["findings"]}
    assert "the editor knows it" in on_seed.ok("report").out
