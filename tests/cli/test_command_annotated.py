"""The annotated bibliography: entries, notes on them, and the claims that they bear on."""

from __future__ import annotations

from pathlib import Path

from command_line import CommandLine

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
DRAB = ("--select", "key:drab2018")


def test_each_entry_has_its_notes_under_it(on_seed: CommandLine) -> None:
    lines = on_seed("export", "annotated", *DRAB).out.split("\n")
    starts = [line.strip().split(".")[0] for line in lines if line.startswith("    ")]
    assert starts == ["Summary", "Relevance", "Assessment"]


def test_evidence_names_claims_quotations_and_judgements(on_seed: CommandLine) -> None:
    printed = on_seed("export", "annotated", "--evidence", *DRAB).out
    assert "Supports C026: Defence diplomacy came into being after the end" in printed
    assert "“is a relatively new term, created in response to post-Cold War needs”" in printed
    assert "The claim: conflicting (Seed fact-check" in printed


def test_the_page_of_the_evidence_and_the_judgement_on_its_use_are_named(
    on_seed: CommandLine,
) -> None:
    on_seed("claim", "link", "C025", "thomas2021", "--page", "10", "--stance", "supports")
    link = on_seed("link", "list", "--claim", "C025", "--format", "jsonl").out
    key = link.split('"key": "')[1].split('"')[0]
    on_seed("link", "assess", key, "accurate", "--because", "It says so.")
    printed = on_seed("export", "annotated", "--evidence", "--select", "key:thomas2021").out
    assert "Supports C025 (p. 10): " in printed
    assert "The paper’s use of it: accurate (" in printed


def test_a_work_without_notes_is_listed_plainly(on_empty: CommandLine) -> None:
    on_empty("source", "add", "--type", "book", "--title", "Borders", "--author", "Roy, Ada")
    printed = on_empty("export", "annotated", "--evidence", "--style", "apa").out
    assert printed.rstrip().endswith("Roy, A. (n.d.). Borders.")


def test_notes_of_several_paragraphs_stay_so(on_empty: CommandLine) -> None:
    on_empty("source", "add", "--type", "book", "--title", "Borders", "--author", "Roy, Ada")
    on_empty("annotation", "add", "roy-nd", "--kind", "note", "--text", "One <b>.\n\nTwo & three.")
    page = on_empty("export", "annotated", "--format", "html").out
    assert "One &#60;b&#62;." in page or "One &lt;b&gt;." in page
    assert page.count("Note.") == 1


def test_the_whole_seed_is_as_it_was_read_and_approved(on_seed: CommandLine) -> None:
    printed = on_seed("export", "annotated", "--evidence", "--select", "paper:yadav-nd").out
    assert printed == (GOLDEN / "annotated-chicago.txt").read_text(encoding="utf-8")
