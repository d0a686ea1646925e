"""`evidence demo --sources`: every kind of outcome occurs, and the commands find each."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from lxml import html

from command_line import CommandLine
from support import assert_sound

FOLDER = Path("evidence-sources-demo")

OUTCOMES = {
    "Q01": ("exact", "211", None),  # typography: case and quotation marks
    "Q02": ("other-page", "212", None),
    "Q03": ("exact", "214", None),  # an honest ellipsis
    "Q04": ("differs", "213", "material"),  # a number
    "Q05": ("exact", "216", None),  # "[t]he"
    "Q06": ("exact", "216", None),  # over a page break
    "Q07": ("exact", "iii", None),  # roman front matter
    "Q08": ("differs", "1", "minor"),  # spelling
    "Q09": ("differs", "5", "material"),  # a negation left out
    "Q10": ("differs", "1", "material"),  # a splice
    "Q11": ("exact", "3", None),  # "n. 3" is no page
    "Q12": ("exact", "46", None),  # two columns
    "Q13": ("not-found", None, None),
    "Q14": ("unreadable", None, None),  # a page that is a picture
    "Q15": ("unchecked", None, None),  # no file is held
    **{f"Q{number}": ("exact", None, None) for number in range(16, 22)},  # the evidence's
}


@pytest.fixture
def demo(evidence: CommandLine, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    evidence.ok("demo", "--sources")
    monkeypatch.chdir(FOLDER)
    return evidence


def test_it_makes_its_folder_and_shows_what_it_runs(evidence: CommandLine, here: Path) -> None:
    ran = evidence.ok("demo", "--sources")
    assert [each.name for each in here.iterdir()] == [FOLDER.name]
    made = {each.name for each in FOLDER.iterdir()}
    assert made == {"evidence.db", "evidence.files", "paper.txt", "sources", "report.html"}
    assert "$ evidence document add sources/weir2019.pdf --source weir2019" in ran.out
    assert "$ evidence verify" in ran.out
    assert_sound(FOLDER / "evidence.db")
    assert "is there already; nothing was changed" in evidence.ok("demo", "--sources").out


def test_every_outcome_occurs_and_is_found(demo: CommandLine) -> None:
    found = {each["key"]: each for each in demo.json("verify", "--exit-zero")}
    assert {each["status"] for each in found.values()} == {
        *("exact", "differs", "other-page", "not-found", "unreadable", "unchecked")
    }
    assert {key: each["status"] for key, each in found.items()} == {
        key: status for key, (status, _, _) in OUTCOMES.items()
    }
    for key, (_, label, severity) in OUTCOMES.items():
        assert label is None or found[key]["page_label"] == label
        assert found[key]["severity"] == severity
    assert found["Q10"]["splice"] is True
    assert [key for key, each in found.items() if each["splice"]] == ["Q10"]


def test_the_pages_are_labelled_as_they_are_printed(demo: CommandLine) -> None:
    labels = {
        key: [each["label"] for each in demo.json("document", "pages", key)]
        for key in ("D01", "D02", "D03")
    }
    assert labels["D01"] == [str(page) for page in range(211, 219)]
    assert labels["D02"] == ["i", "ii", "iii", "iv", "1", "2", "3", "4", "5", "6"]
    assert labels["D03"] == ["45", "46", "47", "48", "49", "50"]
    statuses = [each["status"] for each in demo.json("document", "pages", "D03")]
    assert statuses == ["text", "text", "text", "text", "empty", "text"]


def test_the_check_finds_each_fault_and_invents_none(demo: CommandLine) -> None:
    found = demo.json("check", "--exit-zero", "--ignore", "EV503")["findings"]
    assert sorted((each["rule"], each["subject"]["key"]) for each in found) == [
        ("EV301", "T09"),
        ("EV302", "T20"),
        ("EV304", "T09"),
        ("EV403", "Q13"),
        ("EV404", "Q02"),
        ("EV405", "Q04"),
        ("EV405", "Q08"),
        ("EV405", "Q09"),
        ("EV405", "Q10"),
        ("EV502", "C006"),
        ("EV502", "C012"),
        ("EV502", "C019"),
        ("EV506", "C010"),
        ("EV507", "C015"),
    ]


def test_the_report_shows_every_claim_and_outcome(demo: CommandLine) -> None:
    page = html.parse("report.html").getroot()
    text = " ".join(page.text_content().split())
    for claim in demo.json("claim", "list"):
        assert claim["statement"] in text
    for outcome in ("Exact", "Differs", "On another page", "Not found", "Cannot be read"):
        assert outcome in text
    assert not page.xpath(
        "//script | //link[@rel='stylesheet'] | //img[not(starts-with(@src, 'd'))]"
    )


def test_what_it_proposes_next_can_be_typed(
    evidence: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, told = evidence.ok("demo", "--sources").out.partition("Where to go next")
    lines = [line.strip() for line in told.splitlines() if line.startswith("    ")]
    there = lines.index(f"cd {FOLDER}") + 1
    monkeypatch.chdir(FOLDER)
    for line in lines[there:]:
        program, *arguments = shlex.split(line)
        assert program == "evidence"
        evidence.ok(*arguments)
    assert len(lines[there:]) > 4


def test_a_failing_step_leaves_nothing(
    evidence: CommandLine, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("evidence.services.verifying.look", interrupted)
        assert evidence("demo", "--sources").status == 130
    assert list(here.iterdir()) == []
