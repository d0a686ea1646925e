"""`evidence parse`: a stranger's paper read without a database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import CommandLine

PAPER = """Harbours of the north

1. Introduction

Ports grew fast (Aster 2018, pp. 59–61; Birch and Cedar 2001). The Harbour Review (HR) of 1998
says nothing of it. Dale (1997) disagrees, and others agree (Gupta 2022).

References

Aster, L. (2018). The quiet harbour. Journal of Ports, 20(3), 57-71.
Birch, M., & Cedar, N. (2001). Of ships. Ports, 2, 1-9.
Dale, O. (1999). A history of lighthouses. London: Routledge.
Elm, P. (2011). Ropes and knots. Ports, 12, 10-19.
"""


def parse(evidence: CommandLine, *arguments: str) -> str:
    done = evidence("parse", *arguments)
    assert done.status == 0, done.err
    return done.out


@pytest.fixture
def paper(here: Path) -> Path:
    path = here / "paper.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


def test_references_citations_and_sentences_as_json(evidence: CommandLine, paper: Path) -> None:
    told = json.loads(parse(evidence, str(paper), "--format", "json"))
    aster = told["references"][0]
    assert aster["fields"]["authors"] == [{"family": "Aster", "given": "L."}]
    assert (aster["id"], aster["entry"], aster["fields"]["pages"]) == ("r1", 1, "57-71")
    assert [(each["text"], each["refs"], each["locator"], each["label"], each["resolution"])
            for each in told["citations"]] == [
        ("Aster 2018", ["r1"], "59-61", "page", "resolved"),
        ("Birch and Cedar 2001", ["r2"], None, None, "resolved"),
        ("Dale (1997", ["r3"], None, None, "conflict"),
        ("Gupta 2022", [], None, None, "missing"),
    ]  # fmt: skip
    for each in (*told["references"], *told["citations"]):
        assert PAPER[each["start"] : each["end"]] == each["text"]
    assert [(each["section"], each["paragraph"], each["sentence"]) for each in told["sentences"]][
        :3
    ] == [("1. Introduction", 1, 1), ("1. Introduction", 1, 2), ("1. Introduction", 1, 3)]


def test_people_see_what_is_amiss(evidence: CommandLine, paper: Path) -> None:
    assert parse(evidence, str(paper)).splitlines()[1:] == [
        "conflict: Dale (1997 (r3?)",
        "missing: Gupta 2022",
        "not cited: r4 Elm, P. (2011). Ropes and knots. Ports, 12, 10-19.",
    ]


def test_the_text_of_the_offsets_can_be_had(evidence: CommandLine, paper: Path, here: Path) -> None:
    out = here / "out.txt"
    parse(evidence, str(paper), "--text-out", str(out))
    assert out.read_text(encoding="utf-8") == PAPER


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 500, b"%PDF-1.7 broken", b"PK\x03\x04xx"])
def test_what_cannot_be_read_says_why(data: bytes, evidence: CommandLine, here: Path) -> None:
    path = here / "paper.txt"
    path.write_bytes(data)
    done = evidence("parse", "paper.txt")
    assert done.status == 2
    assert "cannot be read" in done.err


def test_a_file_that_is_not_there(evidence: CommandLine, here: Path) -> None:
    done = evidence("parse", "no.txt")
    assert done.status in {2, 3}
    assert "no.txt" in done.err
    assert len(done.err.splitlines()) <= 2
