"""`evidence check` on the seeded paper finds what the paper holds, and nothing that is right.

What must be found is told from the paper's dataset and from the paper itself, not from an
earlier run.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from command_line import CommandLine, seed_rows
from evidence.cli.text import display_width
from support import PAPER

Found = Sequence[dict[str, Any]]
MEMBERS = [
    "rule", "name", "severity", "message", "paper", "subject", "location", "suggestions",
]  # fmt: skip
CLAIMS = {row["key"]: row for row in seed_rows("claims.jsonl")}
DISPUTED = {
    row["claim"]
    for row in seed_rows("assessments.jsonl")
    if row["rating"] in {"refuted", "conflicting"}
}
CITATIONS = {row["key"]: row for row in seed_rows("citations.jsonl")}


@pytest.fixture
def findings(on_seed: CommandLine) -> Found:
    """What the check of the seeded paper finds."""
    ran = on_seed("check", "--format", "json")
    assert ran.status == 1
    found: Found = ran.data["findings"]
    return found


def of(findings: Found, rule: str) -> Found:
    """The findings of one rule."""
    return [each for each in findings if each["rule"] == rule]


def keys(findings: Found, rule: str) -> list[str]:
    """What one rule speaks of."""
    return [each["subject"]["key"] for each in of(findings, rule)]


def texts(findings: Found, rule: str) -> list[str]:
    """The citations that one rule speaks of, as printed."""
    return [CITATIONS[key]["text"] for key in keys(findings, rule)]


def suggested(finding: dict[str, Any]) -> list[str]:
    """The works that a finding suggests."""
    return [each["source"] for each in finding["suggestions"]]


def test_gupta_is_cited_but_not_listed(findings: Found) -> None:
    assert texts(findings, "EV201") == ["(Gupta 2022)"]


def test_each_citation_of_sajjanhar_disagrees_with_its_entry(findings: Found) -> None:
    assert texts(findings, "EV203") == ["(Sajjanhar 2013)", "(Sajjanhar 2013, 6)"]
    assert all("2023" in each["message"] for each in of(findings, "EV203"))


def test_radjabov_fits_two_works_and_the_likelier_is_suggested(findings: Found) -> None:
    (found,) = of(findings, "EV204")
    assert CITATIONS[found["subject"]["key"]]["text"] == "(Radjabov 2025)"
    assert "radjabov2025a" in found["message"]
    assert "radjabov2025b" in found["message"]
    assert suggested(found) == ["radjabov2025b"]


def test_the_reference_list_has_its_faults(findings: Found) -> None:
    assert keys(findings, "EV103") == ["R07"]
    assert keys(findings, "EV105") == ["R16"]
    assert "5 works" in of(findings, "EV105")[0]["message"]
    assert keys(findings, "EV101") == ["mea-nd"]
    assert len(of(findings, "EV104")) == 1
    assert keys(findings, "EV104")[0].startswith("radjabov2025")


def test_the_works_of_the_second_list_are_uncited_and_without_url(findings: Found) -> None:
    entries = [row for row in seed_rows("references.jsonl") if row["section"] != "References"]
    newspapers = {key for row in entries for key in row["sources"]}
    assert len(newspapers) == 11
    for rule in ("EV202", "EV102"):
        assert set(keys(findings, rule)) == newspapers
        assert len(of(findings, rule)) == 11


def test_locators_that_cannot_be_compared_are_noted_and_never_wrong(findings: Found) -> None:
    assert sorted(texts(findings, "EV302")) == [
        "(Drab 2018, 59-61)",
        "(Sajjanhar 2013, 6)",
        "(Thomas 2021,10-11)",
    ]
    assert of(findings, "EV301") == []


def test_works_cited_with_and_without_locator_are_named(findings: Found) -> None:
    assert sorted(keys(findings, "EV303")) == [
        "burnashev2015", "drab2018", "sajjanhar2023", "thomas2021", "vanderhill2020",
    ]  # fmt: skip


def test_the_odd_locator_style_is_one_citations(findings: Found) -> None:
    assert set(texts(findings, "EV205")) == {"(Burnashev 2015, pp. 110–111)"}


def test_quoted_words_need_citation_and_page(findings: Found) -> None:
    def quoted(rule: str) -> list[tuple[str, str]]:
        found = [(each["location"]["section"], each["message"]) for each in of(findings, rule)]
        terms = [row["quoted"] for row in CLAIMS.values() if "quoted" in row]
        words = list(dict.fromkeys(terms))
        return [(place, word) for place, said in found for word in words if f"“{word}”" in said]

    assert quoted("EV401") == [
        ("Uzbekistan", "defensive self-reliance"),
        ("Turkmenistan", "permanent neutrality"),
    ]
    assert quoted("EV402") == [
        ("Literature Review", "multivectorism"),
        ("Literature Review", "defensive self-reliance"),
        ("Literature Review", "security quasi-complex"),
    ]
    assert len(of(findings, "EV401")) == 2
    assert len(of(findings, "EV402")) == 3


def test_every_checkable_claim_without_source_is_named(findings: Found) -> None:
    uncited = {
        key
        for key, claim in CLAIMS.items()
        if claim["kind"] != "interpretation" and not claim["citations"] and "quoted" not in claim
    }
    assert len(uncited) > 100
    assert set(keys(findings, "EV501")) == uncited
    assert len(of(findings, "EV501")) == len(uncited)
    for found in of(findings, "EV501"):
        ours = [each["source"] for each in CLAIMS[found["subject"]["key"]].get("suggestions", ())]
        if found["subject"]["key"] not in DISPUTED:
            assert suggested(found)[: len(ours)] == ours


def test_claims_that_only_the_end_of_their_paragraph_serves_are_noted(findings: Found) -> None:
    inferred = {
        key
        for key, claim in CLAIMS.items()
        if claim["citations"] and all(each["inferred"] for each in claim["citations"])
    }
    assert inferred
    assert set(keys(findings, "EV504")) <= inferred
    checkable = {key for key in inferred if CLAIMS[key]["kind"] != "interpretation"}
    assert checkable <= set(keys(findings, "EV504"))


def test_disputed_claims_are_named_with_their_sources(findings: Found) -> None:
    assert set(keys(findings, "EV502")) == DISPUTED
    (chabahar,) = [each for each in of(findings, "EV502") if "judged refuted" in each["message"]]
    assert "Joint Working Group on Chabahar Port" in chabahar["message"]
    assert chabahar["suggestions"]


def test_unjudged_claims_are_counted_once_a_section(findings: Found) -> None:
    judged = {row["claim"] for row in seed_rows("assessments.jsonl")}
    unjudged = Counter(c["section"] for key, c in CLAIMS.items() if key not in judged)
    assert Counter(keys(findings, "EV503")) == Counter(unjudged.keys())
    for found in of(findings, "EV503"):
        assert str(unjudged[found["subject"]["key"]]) in found["message"]


def test_what_is_right_is_not_reported(findings: Found) -> None:
    accused = [each for each in findings if each["rule"] in {"EV201", "EV203", "EV204", "EV301"}]
    about = " ".join(each["message"] for each in accused)
    for right in ("978", "SCO", "RATS", "JWG", "1998", "Burnashev"):
        assert right not in about
    assert {row["text"] for row in CITATIONS.values()}.isdisjoint({"(SCO)", "(RATS)", "(JWG)"})


def test_no_rule_speaks_of_outside_evidence_as_of_the_list(findings: Found) -> None:
    outside = {row["id"] for row in seed_rows("fact-check-pages.json")}
    about_list = [each for each in findings if each["rule"] < "EV2" or each["rule"] == "EV202"]
    assert about_list
    assert outside.isdisjoint(each["subject"]["key"] for each in about_list)


def test_the_report_has_the_members_of_the_contract(on_seed: CommandLine) -> None:
    report = on_seed("check", PAPER, "--format", "json").data
    assert list(report) == ["paper", "summary", "findings"]
    assert report["paper"] == PAPER
    counts = Counter(each["severity"] for each in report["findings"])
    assert report["summary"] == {name: counts[name] for name in ("error", "warning", "note")}
    for found in report["findings"]:
        assert list(found) == MEMBERS
        assert list(found["subject"]) == ["kind", "key"]
        assert found["paper"] == PAPER
        if found["location"] is not None:
            assert list(found["location"]) == ["section", "paragraph", "sentence", "start", "end"]
        assert all(set(hint) >= {"source", "reason"} for hint in found["suggestions"])


def test_rows_are_one_a_finding(on_seed: CommandLine, findings: Found) -> None:
    lines = on_seed("check", "-f", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == findings
    assert len(on_seed("check", "-f", "tsv").rows) == len(findings)
    assert on_seed("check", "-f", "csv").out.count("\n") == len(findings) + 1
    assert on_seed("check", "-f", "md").out.count("\n") == len(findings) + 2


def test_the_report_for_people_ends_with_counts_and_the_next_step(on_seed: CommandLine) -> None:
    ran = on_seed("check", "--format", "table")
    *_, counts, step = ran.out.splitlines()
    summary = on_seed("check", "--format", "json").data["summary"]
    assert counts.startswith(f"{summary['error']} errors, {summary['warning']} warnings")
    assert "evidence rule show" in step
    assert max(map(display_width, ran.out.splitlines())) <= 80
    sections = [row["section"] for row in CLAIMS.values()]
    order = [line for line in ran.out.splitlines() if line in set(sections)]
    assert order == list(dict.fromkeys(sections))


@pytest.mark.parametrize(
    ("options", "status", "rules"),
    [
        (("--select", "EV201"), 1, {"EV201"}),
        (("--select", "cited-but-not-listed"), 1, {"EV201"}),
        (("--select", "EV2", "--ignore", "EV202,EV203"), 1, {"EV201", "EV204", "EV205"}),
        (("--select", "EV201", "--exit-zero"), 0, {"EV201"}),
        (("--select", "EV302,EV205"), 0, {"EV302", "EV205"}),
        (("--select", "EV301"), 0, set()),
    ],
)
def test_rules_are_chosen_and_notes_alone_are_no_failure(
    on_seed: CommandLine, options: tuple[str, ...], status: int, rules: set[str]
) -> None:
    ran = on_seed("check", "--format", "json", *options)
    assert ran.status == status
    assert {each["rule"] for each in ran.data["findings"]} == rules


def test_an_unknown_rule_or_paper_gets_the_nearest(on_seed: CommandLine) -> None:
    assert "did you mean EV2" in on_seed.refused(3, "check", "--select", "EV210")
    assert f"did you mean {PAPER}?" in on_seed.refused(3, "check", "yadav")
    assert "no such option" in on_seed.refused(2, "check", "--nonsense")


def test_an_empty_database_has_nothing_to_check(on_empty: CommandLine) -> None:
    ran = on_empty.ok("check", "--format", "json")
    assert ran.data == {
        "paper": None,
        "summary": {"error": 0, "warning": 0, "note": 0},
        "findings": [],
    }
    assert "init --seed" in ran.err


def test_a_waived_finding_leaves_the_counts_and_comes_back(on_seed: CommandLine) -> None:
    (key,) = [key for key, row in CITATIONS.items() if row["text"] == "(Gupta 2022)"]
    before = on_seed("check", "-f", "json").data["summary"]["error"]
    on_seed.ok("rule", "waive", "EV201", key, "--because", "the editor knows the work")
    ran = on_seed("check", "-f", "json", "--show-waived")
    assert ran.data["summary"]["error"] == before - 1
    assert [each["subject"]["key"] for each in ran.data["waived"]] == [key]
    assert on_seed("check", "--select", "EV201").status == 0
    assert "1 waived" in on_seed("check", "-f", "table").out
    (waiver,) = on_seed.json("rule", "waivers")
    assert list(waiver) == ["rule", "key", "paper", "reason", "agent", "time"]
    assert (waiver["rule"], waiver["key"], waiver["agent"]) == ("EV201", key, "Ada Lovelace")
    assert "already" in on_seed.refused(2, "rule", "waive", "EV201", key, "--because", "again")
    on_seed.ok("rule", "unwaive", "EV201", key)
    assert on_seed("check", "--select", "EV201").status == 1
    assert on_seed.json("rule", "waivers") == []


def test_waivers_are_refused_for_what_is_not_found(on_seed: CommandLine) -> None:
    def waive(*arguments: str) -> str:
        return on_seed.refused(3, "rule", "waive", *arguments, "--because", "x")

    (key,) = [key for key, row in CITATIONS.items() if row["text"] == "(Gupta 2022)"]
    assert f"did you mean {key}?" in waive("EV201", key.replace("T", "T0"))
    assert "check --select EV201" in waive("EV201", "drab2018")
    assert "did you mean EV201" in waive("EV2O1", key)
    assert "waivers" in on_seed.refused(3, "rule", "unwaive", "EV201", key)
    assert "--because" in on_seed.refused(2, "rule", "waive", "EV201", key)
    assert "reason" in on_seed.refused(2, "rule", "waive", "EV201", key, "--because", " ")


def test_rules_are_listed_and_shown(evidence: CommandLine) -> None:
    rules = evidence.json("rule", "list")
    assert len(rules) == len({each["rule"] for each in rules}) == 29
    for each in rules:
        shown = evidence.json("rule", "show", each["rule"])
        assert shown == each == evidence.json("rule", "show", each["name"])
        assert all(shown[part] for part in ("what", "why", "example", "mend"))
    assert "did you mean" in evidence.refused(3, "rule", "show", "EV207")
