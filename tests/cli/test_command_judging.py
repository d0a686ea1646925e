"""Judging by hand: with evidence in one step, its history, and which claim is next."""

from __future__ import annotations

import pytest

from command_line import CommandLine

NEXT = ("next", "--paper", "yadav-nd", "--section", "Literature Review")


def test_a_claim_is_judged_with_its_evidence_in_one_step(on_seed: CommandLine) -> None:
    ran = on_seed.ok(
        "claim", "assess", "C001", "refuted", "--because", "p. 59 says otherwise",
        "--source", "drab2018", "--page", "59", "--quote", "quite otherwise",
    )  # fmt: skip
    link = on_seed.json("link", "show", ran.key)
    assert (link["claim"], link["source"], link["stance"]) == ("C001", "drab2018", "disputes")
    assert (link["locator"], link["label"]) == ("59", "page")
    assert link["quotation"] == "quite otherwise"
    shown = on_seed.json("claim", "show", "C001")
    assert shown["veracity"] == "refuted"
    (judgement,) = shown["judgements"]
    assert (judgement["agent"], judgement["agent_kind"]) == ("Ada Lovelace", "person")
    assert (judgement["outdated"], judgement["confidence"]) == (False, None)


def test_judging_with_evidence_is_undone_whole(on_seed: CommandLine) -> None:
    before = on_seed.json("claim", "show", "C001")
    on_seed.ok(
        "claim", "assess", "C001", "supported", "--because", "so", "--source", "drab2018"
    )  # fmt: skip
    on_seed.ok("undo")
    assert on_seed.json("claim", "show", "C001") == before


def test_a_dry_run_keeps_nothing_and_gives_no_key(on_seed: CommandLine) -> None:
    before = on_seed.json("log")
    ran = on_seed.ok(
        "claim", "assess", "C001", "supported", "--because", "so", "--source", "drab2018",
        "--dry-run",
    )  # fmt: skip
    assert ran.out == ""
    assert "would judge" in ran.err
    assert on_seed.json("log") == before


@pytest.mark.parametrize(
    ("status", "options"),
    [
        (2, ("--page", "59")),
        (2, ("--quote", "words")),
        (2, ("--stance", "supports")),
        (2, ("--source", "drab2018", "--page", "59", "--locator", "60")),
        (3, ("--source", "nobody1999")),
    ],
)
def test_evidence_that_cannot_be_is_refused(
    on_seed: CommandLine, status: int, options: tuple[str, ...]
) -> None:
    before = on_seed.json("log")
    on_seed.refused(status, "claim", "assess", "C001", "supported", "--because", "so", *options)
    assert on_seed.json("log") == before


def test_the_history_tells_who_judged_what_when_and_what_changed(on_seed: CommandLine) -> None:
    on_seed.ok("claim", "assess", "C001", "supported", "--because", "first thought")
    on_seed.ok("claim", "edit", "C001", "--statement", "Put otherwise.")
    on_seed.ok("claim", "assess", "C001", "refuted", "--because", "second thought")
    first, change, second = on_seed.json("claim", "history", "C001")
    assert (first["what"], first["number"], first["rating"]) == ("judgement", 1, "supported")
    assert (first["reason"], first["agent"]) == ("first thought", "Ada Lovelace")
    assert (first["superseded_by"], first["outdated"]) == (2, True)
    assert (change["what"], change["after"]) == ("statement", "Put otherwise.")
    assert (second["superseded_by"], second["outdated"]) == (None, False)
    shown = on_seed.ok("claim", "history", "C001", "--format", "table").out
    assert "superseded by no. 2" in " ".join(shown.split())
    for form in ("tsv", "csv", "md", "jsonl"):
        assert "second thought" in on_seed.ok("claim", "history", "C001", "-f", form).out


def test_a_link_has_its_history_too(on_seed: CommandLine) -> None:
    on_seed.ok("link", "assess", "L001", "accurate", "--because", "p. 10 says so")
    on_seed.ok("link", "edit", "L001", "--quote", "other words")
    judged, changed = on_seed.json("link", "history", "L001")
    assert (judged["axis"], judged["rating"], judged["outdated"]) == ("fidelity", "accurate", True)
    assert (changed["what"], changed["after"]) == ("quotation", "other words")


def test_a_history_of_nothing_is_empty_and_of_nobody_not_found(on_seed: CommandLine) -> None:
    assert on_seed.json("claim", "history", "C001") == []
    assert "no claim 'C999'" in on_seed.refused(3, "claim", "history", "C999")
    assert "no link 'L999'" in on_seed.refused(3, "link", "history", "L999")
    on_seed.refused(2, "claim", "history")


def test_a_judgement_older_than_the_text_is_found_and_comes_back(on_seed: CommandLine) -> None:
    on_seed.ok("claim", "assess", "C066", "supported", "--because", "so")
    assert "C066" not in [each["key"] for each in on_seed.json(*NEXT, "--limit", "60")]
    on_seed.ok("claim", "edit", "C066", "--quoted", "other words")
    report = on_seed.json("check", "--select", "EV505", "--exit-zero")
    assert [each["subject"]["key"] for each in report["findings"]] == ["C066"]
    found = {each["key"]: each for each in on_seed.json(*NEXT, "--limit", "60")}
    reasons = [each["text"] for each in found["C066"]["reasons"]]
    assert "you judged it supported before its wording was changed" in reasons
    card = " ".join(on_seed.ok("claim", "show", "C066", "-f", "table").out.split())
    assert "of an earlier wording" in card


def test_the_riskiest_claim_is_next_with_what_is_needed_to_judge_it(on_seed: CommandLine) -> None:
    (first,) = on_seed.json("next")
    assert first["quoted"]
    assert "it quotes words" in [each["text"] for each in first["reasons"]]
    assert first["score"] == sum(each["weight"] for each in first["reasons"])
    assert {each["source"] for each in first["citations"]} >= set(first["not_held"])
    assert first["passages"]
    assert any(f"claim assess {first['key']}" in each for each in first["commands"])
    several = on_seed.json("next", "--limit", "20")
    assert several[0] == first
    assert len(several) == 20
    card = on_seed.ok("next", "--format", "table").out
    assert first["key"] in card
    assert first["commands"][-1] in card  # on one line, to be copied


def test_what_one_has_judged_is_not_shown_to_oneself_but_to_others(on_seed: CommandLine) -> None:
    (first,) = on_seed.json(*NEXT)
    on_seed.ok("claim", "assess", first["key"], "supported", "--because", "so")
    (second,) = on_seed.json(*NEXT)
    assert second["key"] != first["key"]
    others = on_seed.json("--agent", "Grace", *NEXT, "--limit", "60")
    assert first["key"] in [each["key"] for each in others]
    assert others[0]["key"] != first["key"]  # nobody's judgement is missing more than a second


def test_it_is_narrowed_to_a_section(on_seed: CommandLine) -> None:
    found = on_seed.json("next", "--section", "Introduction", "--limit", "400")
    assert {each["section"] for each in found} == {"Introduction"}
    on_seed.refused(3, "next", "--section", "Nowhere")
    on_seed.refused(3, "next", "--paper", "nobody1999")
    on_seed.refused(2, "next", "--limit", "0")


def test_where_all_is_judged_it_says_so(on_empty: CommandLine) -> None:
    assert "no claim to judge" in on_empty.ok("next").err
    on_empty.ok("paper", "add", "--title", "A paper", "--type", "article")
    key = on_empty.ok("claim", "add", "--section", "S", "--statement", "Snow falls.").key
    assert [each["key"] for each in on_empty.json("next")] == [key]
    on_empty.ok("claim", "assess", key, "supported", "--because", "I saw it")
    ran = on_empty.ok("next", "--format", "json")
    assert ran.data == []
    assert "Ada Lovelace has judged all of 1 claim" in ran.err
