"""Looking for a style among ten thousand, and seeing what it does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import CommandLine


def test_without_words_those_with_short_names_are_listed(evidence: CommandLine) -> None:
    done = evidence("style", "list", "--format", "json")
    listed = {each["style"]: each for each in json.loads(done.out)}
    assert listed["chicago-author-date"]["aliases"] == ["chicago", "chicago-18"]
    assert listed["oscola" if "oscola" in listed else "apa"]["format"] in ("note", "author-date")
    assert "styles in all" in done.err


def test_words_find_styles_the_best_first(evidence: CommandLine) -> None:
    first = json.loads(evidence("style", "list", "chicago", "--format", "json").out)[0]
    assert first["style"] == "chicago-author-date"
    found = json.loads(evidence("style", "list", "nature", "medicine", "--format", "json").out)
    assert (found[0]["style"], found[0]["follows"]) == ("nature-medicine", "nature")


def test_an_issn_finds_the_journals_style(evidence: CommandLine) -> None:
    found = json.loads(evidence("style", "list", "2041-1723", "--format", "json").out)
    assert [each["style"] for each in found] == ["nature-communications"]


def test_a_style_is_shown_with_what_it_prints(evidence: CommandLine) -> None:
    shown = json.loads(evidence("style", "show", "apa", "--format", "json").out)
    assert shown["title"] == "APA Style 7th edition"
    assert shown["citation"] == "(Roy & Lund, 2019, p. 214)"
    assert shown["entry"] == (
        "Roy, A., & Lund, N. E. (2019). Borders and Rivers: An Inquiry. Journal of Inquiries,"
        " 12(4), 211–218. https://doi.org/10.1000/182"
    )


def test_a_journal_shows_the_style_that_it_follows_and_its_language(
    evidence: CommandLine,
) -> None:
    shown = json.loads(evidence("style", "show", "nature-communications", "--format", "json").out)
    assert (shown["follows"], shown["locale"]) == ("nature", "en-GB")


def test_official_addresses_need_no_network(evidence: CommandLine) -> None:
    done = evidence("style", "show", "http://www.zotero.org/styles/apa", "--format", "json")
    assert json.loads(done.out)["style"] == "apa"


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("show", "harvrad"), 3, "did you mean harvard"),
        (("show", "none.csl"), 3, "no file"),
        (("show", "text.csl"), 2, "no CSL style"),
        (("show",), 2, "STYLE"),
    ],
)
def test_what_is_no_style_is_one_line(
    evidence: CommandLine, here: Path, words: tuple[str, ...], status: int, says: str
) -> None:
    (here / "text.csl").write_text("Not a style.", encoding="utf-8")
    assert says in evidence.refused(status, "style", *words)
