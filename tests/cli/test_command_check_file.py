"""`evidence check FILE`: from a stranger's file to findings with one command."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from command_line import CommandLine
from manuscript_files import (
    FAULTS,
    FORMATS,
    TITLE,
    word_field,
    word_file,
    word_paragraph,
    word_run,
)

_DRAB = {
    "id": "drab2018",
    "type": "book",
    "title": "Water",
    "author": [{"family": "Drab", "given": "Lech"}],
    "issued": {"date-parts": [[2018]]},
}
_LIBRARY = """
@book{drab2018, author = {Drab, Lech}, title = {Water}, year = 2018, publisher = {Press}}
@article{okafor2019, author = {Okafor, Ada}, title = {Ports}, journal = {Transport}, year = 2019,
  volume = 12, pages = {211--230}}
"""


def _findings(evidence: CommandLine, path: Path | str) -> set[tuple[str, str]]:
    done = evidence("check", path, "--format", "json", "--exit-zero")
    assert done.status == 0, done.err
    return {(each["rule"], each["message"]) for each in done.data["findings"]}


@pytest.mark.parametrize("name", FORMATS)
def test_a_paper_of_any_format_gives_all_its_faults_and_no_other(
    evidence: CommandLine, here: Path, name: str
) -> None:
    FORMATS[name](here / name)
    found = _findings(evidence, name)
    for rule, words in FAULTS:
        assert [message for code, message in found if code == rule and words in message]
    assert sorted(code for code, _ in found) == sorted(rule for rule, _ in FAULTS)


@pytest.mark.parametrize("name", FORMATS)
def test_abbreviations_in_brackets_are_no_citations(
    evidence: CommandLine, here: Path, name: str
) -> None:
    FORMATS[name](here / name)
    done = evidence("parse", name, "--format", "json")
    printed = [each["text"] for each in done.data["citations"]]
    assert len(printed) == 9
    assert not [text for text in printed if "SHR" in text or "PU" in text or "1998" in text]


def test_without_a_database_nothing_is_kept_and_that_is_said(
    evidence: CommandLine, here: Path
) -> None:
    FORMATS["paper.md"](here / "paper.md")
    done = evidence("check", "paper.md")
    assert done.status == 1
    assert "there is no database: nothing is kept" in done.err
    assert [each.name for each in here.iterdir()] == ["paper.md"]


def test_with_a_database_the_paper_is_kept_once(evidence: CommandLine, here: Path) -> None:
    FORMATS["paper.md"](here / "paper.md")
    evidence("init")
    first = evidence("check", "paper.md", "--exit-zero")
    again = evidence("check", "paper.md", "--exit-zero")
    assert first.out == again.out
    (paper,) = evidence("paper", "list").rows
    assert (paper["title"], paper["citations"], paper["references"]) == (TITLE, "8", "6")


def test_no_save_leaves_the_database_as_it_was(evidence: CommandLine, here: Path) -> None:
    FORMATS["paper.md"](here / "paper.md")
    evidence("init")
    done = evidence("check", "paper.md", "--no-save", "--exit-zero")
    assert "EV201" in done.out
    assert evidence("paper", "list").rows == []


def test_keys_of_markdown_are_tied_to_the_bibliography_beside_it(
    evidence: CommandLine, here: Path
) -> None:
    (here / "library.bib").write_text(_LIBRARY)
    (here / "keys.md").write_text(
        "---\ntitle: Keys\nbibliography: library.bib\n---\n\n# Text\n\n"
        "Rivers fell [see @drab2018, p. 59]. @okafor2019 [p. 212] says so, and [@nobody2001] too.\n"
    )
    found = _findings(evidence, "keys.md")
    assert sorted(code for code, _ in found) == ["EV201", "EV302"]
    assert any("@nobody2001" in message for code, message in found if code == "EV201")


def test_keys_of_latex_are_tied_to_the_bibliography_beside_it(
    evidence: CommandLine, here: Path
) -> None:
    (here / "library.bib").write_text(_LIBRARY)
    (here / "part.tex").write_text("As \\citet{nobody2001} claims.\n")
    (here / "keys.tex").write_text(
        "\\documentclass{article}\\begin{document}\\section{Text}\n"
        "Rivers fell \\citep[see][p.~59]{drab2018}."
        "\\footnote{But see \\textcite[p.~212]{okafor2019}.}\n"
        "\\input{part}\n\\bibliography{library}\\end{document}\n"
    )
    found = _findings(evidence, "keys.tex")
    assert sorted(code for code, _ in found) == ["EV201", "EV302"]
    assert any("nobody2001" in message for code, message in found if code == "EV201")


def test_fields_of_a_reference_manager_are_tied_to_the_printed_list(
    evidence: CommandLine, here: Path
) -> None:
    def cited(item: Mapping[str, object], **more: str) -> str:
        entry = {"id": 1, "uris": [f"http://zotero.org/{item['id']}"], "itemData": item, **more}
        return "ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps({"citationItems": [entry]})

    unlisted = {**_DRAB, "id": "roy2020", "title": "Fire", "author": [{"family": "Roy"}]}
    body = word_paragraph(word_run("Text"), "Heading1")
    body += word_paragraph(
        word_run("Rivers fell ")
        + word_field(cited(_DRAB, locator="59", label="page"), "(Drab 2018, 59)")
        + word_run(", and more burnt ")
        + word_field(cited(unlisted), "(Roy 2018)")
        + word_run(".")
    )
    body += word_paragraph(word_run("References"), "Heading1")
    for entry in ("Drab, Lech. 2018. Water. Press.", "Sato, Keiko. 2012. Snow. Press."):
        body += word_paragraph(word_run(entry), "Bibliography")
    word_file(here / "fields.docx", body)
    found = _findings(evidence, "fields.docx")
    assert sorted(code for code, _ in found) == ["EV201", "EV202", "EV302"]
    evidence("init")
    evidence("paper", "add", "fields.docx")
    (first, second) = evidence("citation", "list").rows
    assert (first["text"], second["text"]) == ("(Drab 2018, 59)", "(Roy 2018)")


def test_a_key_that_looks_like_a_name_and_a_year_is_read_as_neither(
    evidence: CommandLine, here: Path
) -> None:
    (here / "library.bib").write_text(_LIBRARY)
    (here / "keys.md").write_text(
        "---\nbibliography: library.bib\n---\n\nIt fell [@okafor2019, p. 212; @drab2018, p. 3].\n"
    )
    assert {code for code, _ in _findings(evidence, "keys.md")} == {"EV302"}
