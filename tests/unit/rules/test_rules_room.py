"""The room of rules as a whole: what is in it, how it is documented, how it runs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from rule_papers import cite, claim, item, judged, paper, work

from evidence import plugins, rules
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Severity
from evidence.errors import EvidenceError, NotFound
from evidence.rules.base import Found

TABLE = {
    "EV101": ("undated-work", "warning"),
    "EV102": ("online-work-without-url", "warning"),
    "EV103": ("entry-contradicts-itself", "error"),
    "EV104": ("same-author-year-not-told-apart", "warning"),
    "EV105": ("packed-entry", "error"),
    "EV106": ("retracted-work", "error"),
    "EV201": ("cited-but-not-listed", "error"),
    "EV202": ("listed-but-not-cited", "warning"),
    "EV203": ("citation-year-conflict", "error"),
    "EV204": ("ambiguous-citation", "error"),
    "EV205": ("inconsistent-locator-style", "note"),
    "EV206": ("citation-name-conflict", "error"),
    "EV301": ("locator-outside-pages", "error"),
    "EV302": ("locator-cannot-be-compared", "note"),
    "EV303": ("locator-sometimes-missing", "warning"),
    "EV304": ("page-not-in-file", "warning"),
    "EV401": ("quotation-without-citation", "error"),
    "EV402": ("quotation-without-locator", "warning"),
    "EV403": ("quotation-not-found", "error"),
    "EV404": ("quotation-on-other-page", "warning"),
    "EV405": ("quotation-differs", "error"),
    "EV406": ("quotation-never-verified", "note"),
    "EV501": ("claim-without-source", "warning"),
    "EV502": ("claim-disputed", "error"),
    "EV503": ("claims-unjudged", "note"),
    "EV504": ("claim-source-inferred", "note"),
    "EV505": ("judgement-older-than-text", "warning"),
    "EV506": ("judged-by-software-only", "note"),
    "EV507": ("number-not-in-evidence", "note"),
}


def test_the_rules_are_those_of_the_table_with_their_names_and_severities() -> None:
    given = {each.code: (each.name, each.severity.value) for each in rules.rules()}
    assert given == TABLE


def test_a_file_is_called_by_its_rules_code_and_name() -> None:
    (folder,) = rules.__path__
    files = {path.stem for path in Path(folder).glob("ev*.py")}
    assert files == {
        f"{code.lower()}_{name.replace('-', '_')}" for code, (name, _) in TABLE.items()
    }


@pytest.mark.parametrize("code", TABLE)
def test_every_rule_explains_what_why_an_example_and_how_to_mend_it(code: str) -> None:
    rule = rules.rule(code)
    for part in (rule.what, rule.why, rule.example, rule.mend):
        assert len(part) > 20
        assert part == " ".join(part.split())
        assert part[-1] in ".”"


def test_codes_and_names_are_known_without_importing_a_rule() -> None:
    program = (
        "import sys; from evidence.rules import codes; assert len(codes()) >= 19; "
        "assert not [name for name in sys.modules if name.startswith('evidence.rules.ev')]"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("wanted", ["EV201", "ev201", "cited-but-not-listed", " EV201 "])
def test_a_rule_is_found_by_code_or_name(wanted: str) -> None:
    assert rules.rule(wanted).code == "EV201"


@pytest.mark.parametrize(
    ("wanted", "near"), [("EV5O1", "EV501"), ("cited-but-not-list", "cited-but-not-listed")]
)
def test_an_unknown_rule_is_answered_with_the_nearest(wanted: str, near: str) -> None:
    for ask in (rules.rule, lambda word: rules.rules([word]), lambda word: rules.rules((), [word])):
        with pytest.raises(NotFound) as caught:
            ask(wanted)
        assert near in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (["EV40"], ["EV403", "EV404", "EV405", "EV406"], ["EV401", "EV402"]),
        (
            ["ev20", "undated-work"],
            ["EV203", "EV204", "EV205", "EV206"],
            ["EV101", "EV201", "EV202"],
        ),
        (["EV30"], ["EV301", "EV302"], ["EV303", "EV304"]),
        (["EV30"], ["EV301", "page-not-in-file"], ["EV302", "EV303"]),
        (["EV50"], ["EV505", "EV506", "EV507"], ["EV501", "EV502", "EV503", "EV504"]),
        (["EV4"], ["EV4"], []),
    ],
)
def test_rules_are_selected_and_ignored_by_code_beginning_and_name(
    select: list[str], ignore: list[str], codes: list[str]
) -> None:
    assert [each.code for each in rules.rules(select, ignore)] == codes


def test_an_empty_word_selects_nothing_by_accident() -> None:
    with pytest.raises(NotFound):
        rules.rules([""])


def test_findings_follow_the_text_then_the_rules_then_come_those_of_the_list() -> None:
    mixed = paper(
        work("a", issued=None),
        citations=[
            cite("T02", item("Gupta", "2022"), section="Body", paragraph=1, sentence=2),
            cite("T01", item("Gupta", "2022"), section="Introduction", paragraph=3),
        ],
        claims=[
            claim("C003", section="Body", paragraph=10),
            claim("C002", section="Body", paragraph=2),
            claim("C001", section="Body", paragraph=1, sentence=2),
        ],
        sections=("Introduction", "Body"),
    )
    assert [(finding.rule, finding.key) for finding in rules.run(mixed)] == [
        ("EV201", "T01"),
        ("EV201", "T02"),
        ("EV501", "C001"),
        ("EV501", "C002"),
        ("EV501", "C003"),
        ("EV503", "Body"),
        ("EV101", "a"),
        ("EV202", "a"),
    ]


def test_a_finding_carries_its_rule_and_its_paper() -> None:
    (finding,) = rules.run(paper(claims=[claim()]), select=["EV501"])
    assert (finding.rule, finding.name, finding.severity, finding.paper) == (
        "EV501",
        "claim-without-source",
        Severity.WARNING,
        "paper",
    )


def test_a_paper_without_fault_and_an_empty_paper_have_no_findings() -> None:
    sound = paper(
        work("a", page="975-993"),
        work("b", "Roe, Jo", page="106-122"),
        citations=[
            cite("T01", item("Drab", "2018", "a", locator="978")),
            cite("T02", item("Roe", "2018", "b", locator="110-111")),
        ],
        claims=[
            claim("C001", served=("T01",), judged=(judged("supported"),)),
            claim("C002", served=("T02",), quoted="a term", judged=(judged("supported"),)),
        ],
    )
    assert rules.run(sound) == ()
    assert rules.run(paper()) == ()


def install(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Have a third party offer EV501's rule under `name`."""
    value = "evidence.rules.ev501_claim_without_source:RULE"
    given = (EntryPoint(name, value, "evidence.rules"),)
    monkeypatch.setattr(plugins, "entry_points", lambda group: given)


def test_a_third_partys_rule_may_not_take_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, "ev501-another-name")
    with pytest.raises(EvidenceError, match="two rules have the code EV501"):
        rules.rules()


def test_a_third_partys_rule_is_called_what_it_is_listed_as(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch, "xy101-passive-voice")
    assert rules.codes()["XY101"] == "passive-voice"
    with pytest.raises(EvidenceError, match="'xy101-passive-voice' calls itself EV501"):
        rules.rule("XY101")


def test_a_rule_that_fails_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(subject: Paper) -> Iterator[Found]:
        raise ZeroDivisionError("split\nin two")

    bad = replace(rules.rule("EV501"), look=broken)
    monkeypatch.setattr(rules, "rules", lambda select, ignore: (bad,))
    with pytest.raises(EvidenceError, match=r"rule EV501 .* failed .* split in two") as caught:
        rules.run(paper(claims=[claim()]))
    assert "--ignore EV501" in (caught.value.hint or "")
