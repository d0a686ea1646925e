"""`evidence agreement`: two judges compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import CommandLine
from support import everything

RATINGS = {
    "C001": ("supported", "supported"),
    "C002": ("supported", "refuted"),
    "C003": ("refuted", "refuted"),
    "C004": ("refuted", "refuted"),
}


def judge(program: CommandLine, agent: str, claim: str, rating: str) -> None:
    program.ok("--agent", agent, "claim", "assess", claim, rating, "--because", "it says so")


@pytest.fixture
def judged(on_seed: CommandLine) -> CommandLine:
    for claim, (one, other) in RATINGS.items():
        judge(on_seed, "Grace", claim, other)
        judge(on_seed, "Ada", claim, one)
    judge(on_seed, "Ada", "C005", "supported")
    return on_seed


def test_two_judges_are_compared_on_what_both_judged(judged: CommandLine) -> None:
    # 3 of 4 alike; by chance 2/4 * 1/4 + 2/4 * 3/4 = 1/2; so kappa is 1/2.
    (found,) = judged.json("agreement")
    assert {name: found[name] for name in list(found)[:6]} == {
        "axis": "veracity",
        "agents": ["Ada", "Grace"],
        "subjects": 4,
        "agreement": 0.75,
        "kappa": 0.5,
        "disagreements": [{"key": "C002", "ratings": ["supported", "refuted"]}],
    }
    assert {tuple(each["ratings"]): each["subjects"] for each in found["confusion"]} == {
        ("refuted", "refuted"): 2,
        ("supported", "refuted"): 1,
        ("supported", "supported"): 1,
    }
    low, high = found["interval"]
    assert -1 <= low < 0.5 < high <= 1
    assert found["other_wording"] == 0


def test_a_later_judgement_takes_the_place_of_the_earlier(judged: CommandLine) -> None:
    judge(judged, "Grace", "C002", "supported")
    (found,) = judged.json("agreement")
    assert (found["agreement"], found["kappa"], found["disagreements"]) == (1.0, 1.0, [])
    assert found["interval"] is None


def test_judgements_of_different_wordings_are_not_compared(judged: CommandLine) -> None:
    judged.ok("claim", "edit", "C002", "--statement", "Something else entirely.")
    judge(judged, "Grace", "C002", "refuted")
    (found,) = judged.json("agreement")
    assert (found["subjects"], found["disagreements"], found["other_wording"]) == (3, [], 1)


def test_each_axis_and_each_two_judges_stand_by_themselves(judged: CommandLine) -> None:
    link = judged.ok(
        "claim", "link", "C001", "drab2018", "--page", "59", "--stance", "supports"
    ).key
    for agent, rating in (("Ada", "accurate"), ("Grace", "accurate")):
        judged.ok("--agent", agent, "link", "assess", link, rating, "--because", "read")
    judge(judged, "Eve", "C001", "refuted")
    found = [
        (each["axis"], each["agents"], each["subjects"], each["kappa"])
        for each in judged.json("agreement")
    ]
    assert found == [
        ("veracity", ["Ada", "Eve"], 1, 0.0),
        ("veracity", ["Ada", "Grace"], 4, 0.5),
        ("veracity", ["Eve", "Grace"], 1, 0.0),
        ("fidelity", ["Ada", "Grace"], 1, None),
    ]


def test_the_table_names_what_they_rate_unlike(judged: CommandLine) -> None:
    (row,) = judged.ok("agreement").rows
    assert (row["agreement"], row["kappa"]) == ("0.750", "0.500")
    assert row["disagreements"] == "C002 supported / refuted"


def test_without_two_judges_there_is_nothing_to_compare(on_empty: CommandLine) -> None:
    assert on_empty.json("agreement") == []
    assert on_empty.ok("agreement").status == 0


def test_comparing_changes_nothing(judged: CommandLine, seeded: Path) -> None:
    before = everything(seeded)
    judged.ok("agreement", "--software")
    assert everything(seeded) == before


def test_what_cannot_be_is_refused(on_seed: CommandLine, tmp_path: Path) -> None:
    on_seed.refused(2, "agreement", "C001")
    on_seed.refused(2, "agreement", "--format", "xml")
    on_seed.refused(3, "--db", tmp_path / "none.db", "agreement")
