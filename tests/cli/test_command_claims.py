"""Claims, citations and evidence: stated, corrected, tied, judged, taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine
from support import assert_sound, everything

PLACE = ("--section", "Introduction", "--paragraph", "2", "--sentence", "5")


def test_a_claim_is_added_with_what_serves_it(on_seed: CommandLine) -> None:
    ran = on_seed.ok(
        "claim", "add", *PLACE, "--kind", "definition", "--statement", "One  fact.",
        "--quoted", "the ‘words’", "--citation", "T01",
    )  # fmt: skip
    shown = on_seed.json("claim", "show", ran.key)
    assert ran.err == f"added claim {ran.key}\n"
    assert shown["statement"] == "One fact."
    assert (shown["kind"], shown["status"]) == ("definition", "confirmed")
    assert (shown["section"], shown["paragraph"], shown["sentence"]) == ("Introduction", 2, 5)
    assert shown["quoted"] == "the ‘words’"
    assert [(each["source"], each["inferred"]) for each in shown["citations"]] == [
        ("drab2018", False)
    ]
    assert (shown["veracity"], shown["judgements"], shown["evidence"]) == (None, [], [])


@pytest.mark.parametrize(
    ("status", "arguments", "message"),
    [
        (2, ("--statement", "S"), "missing option '--section'"),
        (2, ("--section", "One"), "missing option '--statement'"),
        (2, (*PLACE, "--statement", " "), "needs a statement"),
        (2, (*PLACE, "--statement", "S", "--kind", "fct"), "--kind"),
        (2, (*PLACE, "--statement", "S", "--paragraph", "0"), "--paragraph"),
        (3, (*PLACE, "--statement", "S", "--citation", "T99"), "no citation 'T99'"),
        (3, (*PLACE, "--statement", "S", "--paper", "yadav"), "did you mean yadav-nd?"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(
    on_seed: CommandLine, seeded: Path, status: int, arguments: tuple[str, ...], message: str
) -> None:
    before = everything(seeded)
    assert message in on_seed.refused(status, "claim", "add", *arguments)
    assert everything(seeded) == before


def test_a_claim_without_a_paper_says_what_is_missing(on_empty: CommandLine) -> None:
    line = on_empty.refused(2, "claim", "add", *PLACE, "--statement", "S")
    assert "no paper yet" in line
    assert "evidence paper add" in line


def test_a_claim_is_edited(on_seed: CommandLine, seeded: Path) -> None:
    on_seed.ok(
        "claim", "edit", "C001", "--statement", "Another.", "--kind", "interpretation",
        "--status", "candidate", "--quoted", "words",
    )  # fmt: skip
    shown = on_seed.json("claim", "show", "C001")
    assert shown["statement"] == "Another."
    assert (shown["kind"], shown["status"], shown["quoted"]) == (
        "interpretation",
        "candidate",
        "words",
    )
    on_seed.ok("claim", "edit", "C001", "--quoted", "")
    assert on_seed.json("claim", "show", "C001")["quoted"] is None
    before = everything(seeded)
    assert on_seed.ok("claim", "edit", "C001", "--statement", "X", "--dry-run").err.startswith(
        "would change"
    )
    assert on_seed.ok("claim", "edit", "C001", "--statement", "Another.").err == "nothing changed\n"
    on_seed.refused(3, "claim", "edit", "C999", "--statement", "X")
    on_seed.refused(2, "claim", "edit", "C001", "--statement", "")
    assert everything(seeded) == before
    assert_sound(seeded)


def test_the_citations_of_a_claim_are_changed(on_seed: CommandLine) -> None:
    key = on_seed.ok("claim", "add", *PLACE, "--statement", "S.", "--citation", "T01").key
    on_seed.ok("claim", "edit", key, "--inferred", "T01")
    (service,) = on_seed.json("claim", "show", key)["citations"]
    assert (service["source"], service["inferred"]) == ("drab2018", True)
    on_seed.refused(3, "claim", "edit", key, "--citation", "T99")
    (inferred,) = on_seed("check", "--select", "EV504", "-f", "json").data["findings"][:1]
    assert inferred["rule"] == "EV504"


def test_evidence_is_linked_judged_and_unlinked(on_seed: CommandLine, seeded: Path) -> None:
    key = on_seed.ok(
        "claim", "link", "C025", "thomas2021", "--page", "10–11", "--stance", "supports",
        "--quote", "the “words”", "--note", "see also",
    ).key  # fmt: skip
    (link,) = [e for e in on_seed.json("claim", "show", "C025")["evidence"] if e["key"] == key]
    assert (link["locator"], link["label"], link["quotation"]) == ("10-11", "page", "the “words”")
    on_seed.ok("link", "assess", key, "accurate", "--because", "p. 10 says so")
    assert on_seed.json("link", "show", key)["fidelity"] == "accurate"
    on_seed.ok("link", "edit", key, "--page", "12", "--note", "", "--stance", "mentions")
    shown = on_seed.json("link", "show", key)
    assert (shown["locator"], shown["note"], shown["stance"]) == ("12", None, "mentions")
    other = on_seed.ok("link", "add", "C025", "thomas2021", "--stance", "supports").key
    told = on_seed.ok("claim", "unlink", "C025", "thomas2021", "--dry-run").err
    assert key in told
    assert other in told
    assert "unasked" in on_seed.refused(2, "claim", "unlink", "C025", "thomas2021")
    on_seed.ok("claim", "unlink", "C025", "thomas2021", "--yes")
    on_seed.refused(3, "claim", "unlink", "C025", "thomas2021", "--yes")
    on_seed.refused(3, "link", "show", key)
    assert_sound(seeded)


@pytest.mark.parametrize(
    ("status", "arguments", "message"),
    [
        (3, ("C999", "drab2018", "--stance", "supports"), "no claim 'C999'"),
        (3, ("C001", "drab", "--stance", "supports"), "did you mean drab2018"),
        (2, ("C001", "drab2018"), "missing option '--stance'"),
        (2, ("C001", "drab2018", "--stance", "proves"), "--stance"),
        (2, ("C001", "drab2018", "--stance", "supports", "--label", "page"), "--locator"),
        (2, ("C001", "drab2018", "--stance", "supports", "--page", "1", "--locator", "2"), "page"),
        (
            2,
            ("C001", "drab2018", "--stance", "supports", "--label", "pag", "--locator", "2"),
            "lab",
        ),
        (2, ("C001",), "missing argument 'SOURCE'"),
    ],
)
def test_a_link_that_cannot_be_is_refused(
    on_seed: CommandLine, seeded: Path, status: int, arguments: tuple[str, ...], message: str
) -> None:
    before = everything(seeded)
    for command in (("claim", "link"), ("link", "add")):
        assert message in on_seed.refused(status, *command, *arguments)
    assert everything(seeded) == before


def test_a_new_judgement_supersedes_ones_own_and_no_other(on_seed: CommandLine) -> None:
    ratings = [each["rating"] for each in on_seed.json("claim", "show", "C026")["judgements"]]
    on_seed.ok("claim", "assess", "C026", "supported", "--because", "first thought")
    on_seed.ok("claim", "assess", "C026", "refuted", "--because", "=second thought")
    shown = on_seed.json("claim", "show", "C026")
    assert [each["rating"] for each in shown["judgements"]] == [*ratings, "refuted"]
    assert shown["veracity"] == "refuted"
    assert shown["judgements"][-1]["agent"] == "Ada Lovelace"
    on_seed.ok("--agent", "Grace", "claim", "assess", "C026", "supported", "--because", "mine")
    assert len(on_seed.json("claim", "show", "C026")["judgements"]) == len(ratings) + 2
    on_seed.ok("undo")
    on_seed.ok("undo")
    assert on_seed.json("claim", "show", "C026")["judgements"][-1]["reason"] == "first thought"
    assert "reason" in on_seed.refused(2, "claim", "assess", "C026", "refuted", "--because", "")
    assert "supported" in on_seed.refused(2, "claim", "assess", "C026", "true", "--because", "x")
    on_seed.refused(3, "claim", "assess", "C999", "refuted", "--because", "x")


def test_a_claim_is_removed_with_what_stands_on_it(on_seed: CommandLine, seeded: Path) -> None:
    before = on_seed.json("claim", "show", "C026")
    told = on_seed.ok("claim", "remove", "C026", "--dry-run").err
    assert "4 links" in told
    assert "unasked" in on_seed.refused(2, "claim", "remove", "C026")
    on_seed.ok("claim", "remove", "C026", "--yes")
    on_seed.refused(3, "claim", "show", "C026")
    on_seed.ok("undo")
    assert on_seed.json("claim", "show", "C026") == before
    assert_sound(seeded)


def test_a_key_is_never_given_twice(on_seed: CommandLine) -> None:
    first = on_seed.ok("claim", "add", *PLACE, "--statement", "One.").key
    on_seed.ok("claim", "remove", first, "--yes")
    assert on_seed.ok("claim", "add", *PLACE, "--statement", "Two.").key != first


def test_claims_are_narrowed(on_seed: CommandLine) -> None:
    def claims(*options: str) -> list[str]:
        rows = on_seed.json("claim", "list", *options)
        tables = on_seed.ok("claim", "list", *options, "-f", "md").out.splitlines()[2:]
        assert [line.split("|")[1].strip() for line in tables] == [row["key"] for row in rows]
        return [row["key"] for row in rows]

    every = claims()
    assert sorted([*claims("--cited"), *claims("--uncited")]) == sorted(every)
    assert claims("--veracity", "refuted", "--section", "tajikistan")
    assert claims("--kind", "quotation", "--section", "Turkmenistan")
    assert claims("--status", "candidate") == []
    assert set(claims("--veracity", "unjudged")) < set(every)
    assert claims("--section", "Introduction", "--limit", "2") == claims("--section", "Intro")[:2]
    assert claims("--text", "chabahar group")
    assert set(claims("--source", "drab2018", "--cited")) < set(every)
    assert "did you mean Introduction" in on_seed.refused(
        3, "claim", "list", "--section", "Itroduction"
    )
    on_seed.refused(3, "claim", "list", "--source", "nobody")
    on_seed.refused(2, "claim", "list", "--veracity", "true")


def test_a_citation_is_added_resolved_and_removed(on_seed: CommandLine, seeded: Path) -> None:
    key = on_seed.ok("citation", "add", *PLACE, "--text", "(Roy 2022, 5)", "--missing").key
    (item,) = on_seed.json("citation", "show", key)["items"]
    assert (item["resolution"], item["source"]) == ("missing", None)
    assert (item["names"], item["year"]) == (["Roy"], "2022")
    assert "would mean" in on_seed.ok("citation", "resolve", key, "roy2022", "--dry-run").err
    on_seed.ok("citation", "resolve", key, "roy2022")
    (item,) = on_seed.json("citation", "show", key)["items"]
    assert (item["resolution"], item["source"]) == ("resolved", "roy2022")
    on_seed.ok("citation", "edit", key, "--paragraph", "3", "--text", "(Roy 2022)")
    assert on_seed.json("citation", "show", key)["paragraph"] == 3
    assert "unasked" in on_seed.refused(2, "citation", "remove", key)
    on_seed.ok("citation", "remove", key, "--yes")
    on_seed.refused(3, "citation", "show", key)
    assert_sound(seeded)


def test_a_citation_of_several_works_says_which_is_meant(on_seed: CommandLine) -> None:
    key = on_seed.ok(
        "citation", "add", *PLACE, "--text", "(Drab 2018; Thomas 2021)", "--source", "drab2018",
        "--source", "thomas2021",
    ).key  # fmt: skip
    assert "--position" in on_seed.refused(2, "citation", "resolve", key, "roy2022")
    on_seed.ok("citation", "resolve", key, "roy2022", "--position", "2")
    items = on_seed.json("citation", "show", key)["items"]
    assert [each["source"] for each in items] == ["drab2018", "roy2022"]


def test_a_resolved_citation_leaves_the_findings(on_seed: CommandLine) -> None:
    on_seed.ok("citation", "resolve", "T08", "radjabov2025b")
    assert on_seed("check", "--select", "EV204", "-f", "json").data["findings"] == []
    uncited = on_seed("check", "--select", "EV202", "-f", "json").data["findings"]
    assert "radjabov2025a" in {each["subject"]["key"] for each in uncited}


@pytest.mark.parametrize(
    ("status", "arguments"),
    [
        (2, ("--text", "(A 2018)")),
        (2, ("--text", "(A 2018)", "--missing", "--source", "drab2018")),
        (2, ("--text", " ", "--missing")),
        (2, ("--missing",)),
        (2, ("--text", "(A 2018)", "--missing", "--locator", "5", "--label", "pag")),
        (3, ("--text", "(A 2018)", "--source", "nobody")),
        (3, ("--text", "(A 2018)", "--candidate", "nobody")),
    ],
)
def test_a_citation_that_cannot_be_is_refused(
    on_seed: CommandLine, seeded: Path, status: int, arguments: tuple[str, ...]
) -> None:
    before = everything(seeded)
    on_seed.refused(status, "citation", "add", "--section", "Introduction", *arguments)
    assert everything(seeded) == before


def test_candidates_make_a_citation_ambiguous_or_a_conflict(on_seed: CommandLine) -> None:
    def added(*candidates: str) -> str:
        options = [part for key in candidates for part in ("--candidate", key)]
        key = on_seed.ok("citation", "add", *PLACE, "--text", "(A 2018)", *options).key
        (item,) = on_seed.json("citation", "show", key)["items"]
        assert item["candidates"] == list(candidates)
        return str(item["resolution"])

    assert added("drab2018", "roy2022") == "ambiguous"
    assert added("drab2018") == "conflict"


def test_citations_and_links_are_narrowed(on_seed: CommandLine) -> None:
    def texts(*options: str) -> list[str]:
        return [each["text"] for each in on_seed.json("citation", "list", *options)]

    assert texts("--resolution", "missing") == ["(Gupta 2022)"]
    assert texts("--source", "radjabov2025b") == ["(Radjabov 2025)"]
    assert len(texts("--section", "Kazakhstan")) == 2
    stances = {each["stance"] for each in on_seed.json("link", "list", "--stance", "disputes")}
    assert stances == {"disputes"}
    assert {e["claim"] for e in on_seed.json("link", "list", "--claim", "C026")} == {"C026"}
    on_seed.refused(3, "link", "list", "--claim", "C999")
    on_seed.refused(2, "citation", "list", "--resolution", "found")
