"""Reference lists in a style, as text and as files of other programs."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from command_line import CommandLine

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
STYLES = {
    "chicago-17": "Chicago Manual of Style 17th edition, author-date",
    "chicago-18": "Chicago Manual of Style 18th edition, author-date",
    "chicago-notes": "Chicago Manual of Style 18th edition, notes and bibliography",
    "apa": "APA 7",
    "mla": "MLA Handbook 9",
    "harvard": "Cite Them Right",
    "ieee": "IEEE Reference Guide",
    "vancouver": "NLM, Citing Medicine",
}
SEED = ("--select", "paper:yadav-nd")


@pytest.mark.parametrize("style", STYLES)
def test_the_seeds_list_is_as_the_manual_has_it(on_seed: CommandLine, style: str) -> None:
    done = on_seed("export", "bibliography", "--style", style, "--format", "html", *SEED)
    entries = re.findall(r'<div class="csl-entry">.*?</div>\n', done.out, re.DOTALL)
    got = "".join(re.sub(r'<span class="Z3988"[^>]*></span>', "", entry) for entry in entries)
    assert got == (GOLDEN / f"references-{style}.html").read_text(encoding="utf-8")


def test_two_works_of_one_author_and_year_are_told_apart(on_seed: CommandLine) -> None:
    printed = on_seed("export", "bibliography", "--style", "apa", *SEED).out
    assert "Radjabov, J. J. (2025a)" in printed
    assert "Radjabov, J. J. (2025b)" in printed


def test_pages_of_the_work_and_no_locator_stand_in_the_list(on_seed: CommandLine) -> None:
    printed = on_seed("export", "bibliography", "--style", "apa", *SEED).out
    assert "975–993" in printed
    assert "110" not in printed


def test_institutions_are_one_name(on_seed: CommandLine) -> None:
    printed = on_seed("export", "bibliography", "--style", "vancouver", *SEED).out
    assert "Press Trust of India (PTI). " in printed
    assert "Ministry of External Affairs, Government of India. " in printed


def test_quotation_marks_within_quotation_marks_alternate(on_seed: CommandLine) -> None:
    american = on_seed("export", "bibliography", "--style", "chicago", *SEED).out
    assert "“India Uzbekistan Joint Military Exercise ‘Dustlik’ Starts in Pune.”" in american
    british = on_seed("export", "bibliography", "--style", "harvard", *SEED).out
    assert "‘India Uzbekistan Joint Military Exercise “Dustlik” Starts in Pune’," in british


def test_every_form_goes_into_a_file_by_its_ending(on_seed: CommandLine, here: Path) -> None:
    for ending in ("txt", "html", "md", "tex", "rtf", "docx", "typ"):
        done = on_seed("export", "bibliography", *SEED, "-o", f"list.{ending}")
        assert done.status == 0
        assert "20 entries" in done.err
        assert (here / f"list.{ending}").stat().st_size > 1000
    with zipfile.ZipFile(here / "list.docx") as word:
        assert "Radjabov" in word.read("word/document.xml").decode("utf-8")
    page = (here / "list.html").read_text(encoding="utf-8")
    assert page.count('class="Z3988"') == 20
    assert "<script" not in page


def test_a_pdf_is_one(on_seed: CommandLine, here: Path) -> None:
    pytest.importorskip("typst")
    assert on_seed("export", "bibliography", *SEED, "-o", "list.pdf").status == 0
    assert (here / "list.pdf").read_bytes().startswith(b"%PDF-")


def test_the_language_may_be_another(on_seed: CommandLine) -> None:
    printed = on_seed("export", "bibliography", "--locale", "de", "--style", "chicago", *SEED).out
    assert "Vanderhill, Rachel, Sandra F. Joireman, und Roza Tulepbayeva. 2020. „Between" in printed
    assert "Dezember" in printed


def test_a_style_may_be_a_file(on_seed: CommandLine, here: Path) -> None:
    (here / "own.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        "<info><title>Own</title><id>own</id><updated>2026-01-01T00:00:00Z</updated></info>"
        '<citation><layout><text variable="title"/></layout></citation>'
        '<bibliography><sort><key variable="title" sort="descending"/></sort>'
        '<layout suffix="!"><text variable="title" text-case="uppercase"/></layout>'
        "</bibliography></style>",
        encoding="utf-8",
    )
    printed = on_seed("export", "bibliography", "--style", "own.csl", *SEED).out
    assert printed.startswith("UZBEKISTAN’S DEFENSIVE SELF-RELIANCE")
    assert all(line.endswith("!") for line in printed.split("\n") if line)


def test_works_that_a_style_does_not_print_are_named(on_empty: CommandLine) -> None:
    on_empty("source", "add", "--type", "personal_communication", "--author", "Roy, Ada",
             "--title", "A letter", "--issued", "2020")  # fmt: skip
    on_empty("source", "add", "--type", "book", "--author", "Roy, Ada", "--title", "Borders",
             "--issued", "2019")  # fmt: skip
    done = on_empty("export", "bibliography", "--style", "apa")
    assert done.out.rstrip() == "Roy, A. (2019). Borders."
    assert "no entry for roy2020" in done.err


def test_selected_works_only(on_seed: CommandLine) -> None:
    printed = on_seed("export", "bibliography", "--select", "key:drab2018,thomas2021").out
    assert [line.split(",")[0] for line in printed.split("\n") if line] == ["Drab", "Thomas"]


def test_without_works_the_list_is_empty_and_it_says_so(on_empty: CommandLine) -> None:
    done = on_empty("export", "bibliography")
    assert (done.status, done.out.strip()) == (0, "")
    assert "no works" in done.err


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("--style", "chicaco-17"), 3, "did you mean chicago-17"),
        (("--style", "none.csl"), 3, "none.csl"),
        (("--locale", "??"), 3, "language tag"),
        (("--locale", "tlh"), 3, "no locale for “tlh”"),
        (("--format", "doc"), 3, "did you mean docx"),
        (("-o", "list.doc"), 2, "the ending of list.doc"),
        (("--select", "tag:none"), 3, "none"),
        (("--select", "author:x"), 2, "selects nothing"),
        (("--evidence",), 2, "annotated"),
        (("--style", "bluebook-inline"), 2, "no bibliography"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    on_seed: CommandLine, words: tuple[str, ...], status: int, says: str
) -> None:
    assert says in on_seed.refused(status, "export", "bibliography", *words)


def test_a_data_format_takes_no_style(on_seed: CommandLine) -> None:
    assert "has no style" in on_seed.refused(2, "export", "bibtex", "--style", "apa")


def test_a_hostile_style_is_one_line(on_seed: CommandLine, here: Path) -> None:
    (here / "loop.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
        '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
        '<citation><layout><text macro="a"/></layout></citation></style>',
        encoding="utf-8",
    )
    (here / "bomb.csl").write_text(
        '<!DOCTYPE style [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        "<style><title>&b;</title></style>",
        encoding="utf-8",
    )
    (here / "page.csl").write_bytes(b"\x89PNG\r\n")
    assert "a → b → a" in on_seed.refused(2, "export", "bibliography", "--style", "loop.csl")
    on_seed.refused(2, "export", "bibliography", "--style", "bomb.csl")
    on_seed.refused(2, "export", "bibliography", "--style", "page.csl")


def test_a_file_of_works_becomes_a_list_without_a_database(
    evidence: CommandLine, here: Path
) -> None:
    (here / "library.bib").write_text(
        "@book{roy2019, title = {Borders}, author = {Roy, Ada}, date = {2019}}\n"
        "@article{open, title = {Never closed\n",
        encoding="utf-8",
    )
    done = evidence("convert", "library.bib", "--to", "text", "--style", "apa")
    assert (done.status, done.out) == (1, "Roy, A. (2019). Borders.\n")
    assert done.err.startswith("library.bib:2: ")
    assert "has no style" in evidence.refused(
        2, "convert", "library.bib", "--to", "ris", "--style", "apa"
    )
