"""`evidence paper add|refresh FILE` and `evidence claim review`: a manuscript's life."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine
from manuscript_files import BLOCKS, TITLE, markdown


@pytest.fixture
def paper(evidence: CommandLine, here: Path) -> str:
    """A paper from its file, in a database of its own."""
    markdown(here / "paper.md")
    evidence("init")
    return evidence("paper", "add", "paper.md").key


def _revise(here: Path, *changes: tuple[str, str]) -> Path:
    text = (here / "paper.md").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    revised = here / "revised.md"
    revised.write_text(text, encoding="utf-8")
    return revised


def _claim(evidence: CommandLine, words: str) -> str:
    rows = evidence("claim", "list", "--format", "tsv").rows
    (key,) = [each["key"] for each in rows if words in each["statement"]]
    return key


def test_what_was_entered_is_told(evidence: CommandLine, here: Path) -> None:
    markdown(here / "paper.md")
    evidence("init")
    done = evidence("paper", "add", "paper.md")
    assert done.status == 0
    assert "6 entries for 6 works, 8 citations, 9 sentences" in done.err


def test_the_same_paper_is_not_added_twice(evidence: CommandLine, paper: str) -> None:
    done = evidence("paper", "add", "paper.md")
    assert done.status != 0
    assert f"evidence paper refresh {paper} FILE" in done.err


def test_entries_keep_their_words_and_works(evidence: CommandLine, paper: str) -> None:
    rows = evidence("reference", "list").rows
    assert [each["raw"] for each in rows] == [text for kind, text in BLOCKS if kind == "e"]
    assert rows[1]["sources"] == "okafor2019"


def test_claims_are_proposed_with_the_citations_that_serve_them(
    evidence: CommandLine, paper: str
) -> None:
    rows = {each["statement"]: each for each in evidence("claim", "list").rows}
    assert {each["status"] for each in rows.values()} == {"candidate"}
    (fleet,) = [each for text, each in rows.items() if "ice-breakers has doubled" in text]
    assert fleet["citations"].startswith("T02 (Okafor and Lindt 2019")
    assert "Okafor" not in fleet["statement"]


def test_a_citation_at_the_paragraphs_end_serves_only_as_inferred(
    evidence: CommandLine, paper: str
) -> None:
    key = _claim(evidence, "Dr. Aune")
    shown = evidence("claim", "show", key, "--format", "json").data
    assert {each["inferred"] for each in shown["citations"]} == {True}


def test_review_confirms_edits_splits_and_drops(evidence: CommandLine, paper: str) -> None:
    before = evidence("claim", "list").rows
    done = evidence(
        "claim", "review", stdin="c\ne\nOther words.\ns\nOne thing.\nAnother thing.\n\nd\nq\n"
    )
    assert done.status == 0, done.err
    assert "4 of 9 decided; 5 still wait" in done.err
    rows = {each["key"]: each for each in evidence("claim", "list").rows}
    first, second, third, fourth = (each["key"] for each in before[:4])
    assert rows[first]["status"] == "confirmed"
    assert rows[first]["statement"] == before[0]["statement"]
    assert rows[second]["statement"] == "Other words."
    assert rows[third]["statement"] == "One thing."
    assert "Another thing." in {each["statement"] for each in rows.values()}
    assert fourth not in rows


def test_what_was_dropped_is_not_proposed_again(evidence: CommandLine, paper: str) -> None:
    evidence("claim", "review", stdin="d\nq\n")
    count = len(evidence("claim", "list").rows)
    assert "0 claims proposed" in evidence("claim", "review", "--auto").err
    assert len(evidence("claim", "list").rows) == count


def test_nothing_automatic_passes_for_a_persons(evidence: CommandLine, paper: str) -> None:
    evidence("claim", "review", "--auto")
    assert {each["status"] for each in evidence("claim", "list").rows} == {"candidate"}
    rules = {each["rule"] for each in evidence("check", "--exit-zero").rows}
    assert not {rule for rule in rules if rule.startswith("EV5")}


def test_a_revision_keeps_claims_and_tells_which_judgements_are_in_doubt(
    evidence: CommandLine, here: Path, paper: str
) -> None:
    doubled, freeze = _claim(evidence, "has doubled"), _claim(evidence, "freeze for five")
    gone = _claim(evidence, "Dr. Aune")
    for key in (doubled, freeze, gone):
        evidence("claim", "assess", key, "supported", "--because", "read it")
    revised = _revise(
        here,
        ("the fleet of ice-breakers has doubled", "the fleet of ice-breakers has tripled"),
        ("Dr. Aune, who led the work, said so in 1998, when the U.S. Navy asked. ", ""),
    )
    done = evidence("paper", "refresh", paper, revised)
    assert done.status == 0, done.err
    told = done.err.splitlines()
    (changed,) = [line for line in told if doubled in line]
    assert "its sentence was changed; 1 judgement is in doubt" in changed
    (lost,) = [line for line in told if gone in line]
    assert "its sentence is gone; 1 judgement is in doubt" in lost
    assert not [line for line in told if freeze in line]
    for key in (doubled, freeze, gone):
        assert evidence("claim", "show", key, "--format", "json").data["veracity"] == "supported"


def test_a_revision_keeps_what_a_person_resolved(
    evidence: CommandLine, here: Path, paper: str
) -> None:
    (petrov,) = [r["key"] for r in evidence("citation", "list").rows if "Petrov" in r["text"]]
    evidence("citation", "resolve", petrov, "petrov2020")
    evidence("paper", "refresh", paper, _revise(here, ("nine such", "ten such")))
    rows = {each["rule"] for each in evidence("check", "--exit-zero").rows}
    assert "EV204" not in rows


def test_an_entry_that_was_added_mends_its_citation(
    evidence: CommandLine, here: Path, paper: str
) -> None:
    added = "Moreau, Luc. 2018. Quarrels over Ice. Paris: Quai.\n\nOkafor, Ada, and"
    revised = _revise(here, ("Okafor, Ada, and", added))
    evidence("paper", "refresh", paper, revised)
    assert "EV201" not in {each["rule"] for each in evidence("check", "--exit-zero").rows}


def test_a_dry_run_changes_nothing(evidence: CommandLine, here: Path, paper: str) -> None:
    before = evidence("log").out
    done = evidence("paper", "refresh", paper, _revise(here, ("nine", "ten")), "--dry-run")
    assert done.status == 0
    assert "would be taken in" in done.err
    assert evidence("log").out == before


def test_all_of_it_can_be_undone(evidence: CommandLine, here: Path, paper: str) -> None:
    before = [evidence(noun, "list").out for noun in ("claim", "citation", "reference", "source")]
    revised = _revise(here, ("nine", "ten"), ("Moreau 2018", "Sato 2012"))
    evidence("paper", "refresh", paper, revised)
    evidence("undo")
    after = [evidence(noun, "list").out for noun in ("claim", "citation", "reference", "source")]
    assert after == before
    assert "sound" in evidence("db", "check").err + evidence("db", "check").out


def test_a_removed_paper_goes_with_all_that_came_of_its_file(
    evidence: CommandLine, paper: str
) -> None:
    evidence("paper", "remove", paper, "--yes")
    assert evidence("paper", "list").rows == []
    assert evidence("citation", "list").rows == []
    assert TITLE not in evidence("claim", "list").out


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("paper.docx", b"PK\x03\x04 broken", "cannot be read"),
        ("noise.txt", bytes(range(256)) * 40, "cannot be read"),
        ("empty.md", b"", "cannot be read"),
        ("blank.txt", b" \n\n ", "no text"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cannot be read"),
        ("not.xml", b"<?xml version='1.0'?><article><article-meta>", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(
    evidence: CommandLine, here: Path, name: str, data: bytes, reason: str
) -> None:
    (here / name).write_bytes(data)
    evidence("init")
    before = evidence("log").out
    done = evidence("check", name)
    assert done.status == 2
    assert reason in done.err
    assert len(done.err.splitlines()) == 1
    assert "internal error" not in done.err
    assert evidence("log").out == before


def test_a_file_that_is_not_there_is_said_to_be_missing(evidence: CommandLine, here: Path) -> None:
    evidence("init")
    done = evidence("check", "missing.docx")
    assert done.status != 0
    assert "missing.docx" in done.err
    assert "internal error" not in done.err
