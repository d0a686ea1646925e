"""A bibliography from one format to another, without a database; and out of one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from command_line import CommandLine
from evidence.formats import REGISTRY

BIB = """@book{roy2019, title = {Borders}, author = {Roy, Ada}, date = {2019}}
@article{open, title = {Never closed
@misc{three, title = {Three}}
"""


def test_a_file_is_converted_and_a_broken_entry_costs_only_itself(
    evidence: CommandLine, here: Path
) -> None:
    (here / "library.bib").write_text(BIB, encoding="utf-8")
    done = evidence("convert", "library.bib", "--to", "csl-json")
    assert done.status == 1
    assert [(each["id"], each["title"]) for each in json.loads(done.out)] == [
        ("roy2019", "Borders"),
        ("three", "Three"),
    ]
    assert done.err.startswith("library.bib:2: ")
    assert list(here.iterdir()) == [here / "library.bib"]


def test_a_whole_file_gives_status_0_and_goes_where_it_is_told(
    evidence: CommandLine, here: Path
) -> None:
    (here / "in.bib").write_text(BIB.splitlines()[0], encoding="utf-8")
    done = evidence("convert", "in.bib", "--to", "ris", "-o", "out.ris")
    assert (done.status, done.out) == (0, "")
    assert "TY  - BOOK" in (here / "out.ris").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("convert", "none.bib", "--to", "ris"), 3, "none.bib"),
        (("convert", "in.bib", "--to", "riss"), 3, "did you mean ris?"),
        (("convert", "in.bib", "--to", "wos"), 2, "read, not written"),
        (("convert", "in.bib", "--from", "hayagriva", "--to", "ris"), 2, "not read as text"),
        (("convert", "in.txt", "--to", "ris"), 2, "none of the formats"),
        (("convert", "in.bib"), 2, "--to"),
    ],
)
def test_what_cannot_be_converted_is_one_line(
    evidence: CommandLine, here: Path, words: tuple[str, ...], status: int, says: str
) -> None:
    (here / "in.bib").write_text(BIB, encoding="utf-8")
    (here / "in.txt").write_text("Nothing that anybody would cite.", encoding="utf-8")
    assert says in evidence.refused(status, *words)


def test_the_help_names_every_format_that_is_written_or_read(evidence: CommandLine) -> None:
    def named(verb: str) -> set[str]:
        text = " ".join(evidence(verb, "--help").out.split()).replace("- ", "-")
        return set(re.findall(r"[a-z]+(?:-[a-z]+)?", text)) & set(REGISTRY.names())

    written = {name for name, each in REGISTRY.items() if each.write is not None}
    read = {name for name, each in REGISTRY.items() if each.read or each.read_file}
    assert named("export") >= written
    assert named("convert") >= read


@pytest.mark.parametrize("format_", sorted(n for n, each in REGISTRY.items() if each.write))
def test_the_works_of_the_paper_go_out_in_every_format(
    on_seed: CommandLine, here: Path, format_: str
) -> None:
    done = on_seed("export", format_, "--select", "paper:yadav-nd", "-o", "out")
    assert done.status == 0, done.err
    text = (here / "out").read_text("utf-8")
    assert "Indian Defence Diplomacy" in text.replace("{", "").replace("}", "")
    if format_ != "hayagriva":
        back = on_seed("convert", "out", "--from", format_, "--to", "csl-json")
        assert back.status == 0, back.err
        assert len(json.loads(back.out)) == 20
