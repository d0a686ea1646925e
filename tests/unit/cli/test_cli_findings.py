"""The report of a check as people read it."""

from __future__ import annotations

from typing import Any

import pytest

from evidence.cli.findings import Page, report
from evidence.domain.findings import Finding, Hint, Location, SubjectKind
from evidence.domain.records import Paper, Reference
from evidence.domain.vocabulary import Severity

PAGE = Page(width=60, colour=False)
PAPER = Paper(
    "roy2020",
    "On Exercises",
    sections=("Abstract", "Introduction"),
    references=(
        Reference("R01", "roy2020", "References", 1, "Drab.", ("drab2018",)),
        Reference("R02", "roy2020", "Newspapers", 1, "PTI.", ("pti2015",)),
    ),
)


def found(rule: str, key: str, message: str, section: str | None = None, **more: Any) -> Finding:
    place = Location(section, 2, 5) if section is not None else None
    return Finding(
        rule,
        "a-name",
        more.pop("severity", Severity.WARNING),
        message,
        PAPER.key,
        SubjectKind.CLAIM,
        key,
        more.pop("location", place),
        more.pop("suggestions", ()),
    )


def lines(*findings: Finding, waived: tuple[Finding, ...] = (), **how: Any) -> list[str]:
    return list(report([PAPER], findings, waived, how.pop("page", PAGE), **how))


def test_findings_stand_under_their_sections_in_the_papers_order_then_the_lists() -> None:
    shown = lines(
        found("EV201", "C002", "b", "Introduction"),
        found("EV202", "pti2015", "d"),
        found("EV202", "drab2018", "c"),
        found("EV201", "C001", "a", "Abstract"),
    )
    headings = [line for line in shown if line and not line.startswith(" ")]
    assert headings[:5] == [
        "On Exercises (roy2020)",
        "Abstract",
        "Introduction",
        "References",
        "Newspapers",
    ]


def test_what_stands_in_no_list_has_a_heading_all_the_same() -> None:
    assert "Reference list" in lines(found("EV104", "unlisted2020", "x"))


def test_a_finding_shows_severity_code_subject_place_and_message() -> None:
    shown = lines(found("EV201", "T10", "it has no entry", "Introduction"))
    assert shown[2:5] == [
        "Introduction",
        "  warning EV201 a-name",
        "    T10 ¶2.5  it has no entry",
    ]


def test_the_gravest_rules_of_a_section_come_first() -> None:
    shown = lines(
        found("EV101", "C001", "a", "Abstract", severity=Severity.NOTE),
        found("EV301", "C002", "b", "Abstract", severity=Severity.ERROR),
        found("EV201", "C003", "c", "Abstract"),
    )
    rules = [line.split()[1] for line in shown if line.startswith("  ") and line[2] != " "]
    assert rules[:3] == ["EV301", "EV201", "EV101"]


def test_a_run_of_one_rule_says_once_what_all_its_messages_begin_with() -> None:
    shown = lines(
        found("EV501", "C001", "no citation serves it: one fact", "Abstract"),
        found("EV501", "C002", "no citation serves it: another fact: yes", "Abstract"),
        found("EV501", "C003", "no wonder: a third", "Abstract"),
    )
    assert shown[3:8] == [
        "  warning EV501 a-name (3)",
        "    no citation serves it:",
        "    C001 ¶2.5  one fact",
        "    C002 ¶2.5  another fact: yes",
        "    C003 ¶2.5  no wonder: a third",
    ]


def test_long_messages_hang_under_their_beginning_within_the_width() -> None:
    shown = lines(found("EV201", "T10", "word " * 30, "Abstract"))
    body = shown[4 : shown.index("", 4)]
    assert len(body) > 2
    assert all(len(line) <= 60 for line in body)
    assert all(line.startswith(" " * 14 + "word") for line in body[1:])


def test_suggestions_follow_with_their_reasons() -> None:
    hint = Hint("drab2018", "A Title", "it probably says so")
    shown = lines(found("EV501", "C001", "no source", "Abstract", suggestions=(hint,)))
    assert shown[5].strip() == "→ drab2018: it probably says so"


def test_a_section_is_not_named_twice() -> None:
    location = Location("Abstract")
    shown = lines(found("EV503", "Abstract", "nobody judged it", location=location))
    assert shown[4] == "    nobody judged it"


def test_a_subject_with_a_long_key_stands_on_a_line_of_its_own() -> None:
    shown = lines(found("EV202", "a-key-that-goes-on-and-on-2018", "not cited"))
    assert shown[4:6] == ["    a-key-that-goes-on-and-on-2018", "        not cited"]


def test_it_ends_with_counts_and_the_next_step() -> None:
    shown = lines(
        found("EV201", "T10", "x", "Abstract", severity=Severity.ERROR),
        found("EV202", "drab2018", "y"),
        found("EV202", "pti2015", "z"),
    )
    assert shown[-4:] == [
        "1  error    EV201  a-name",
        "2  warning  EV202  a-name",
        "1 error, 2 warnings, 0 notes",
        "'evidence rule show EV201' says what EV201 means and how to mend it.",
    ]


def test_a_clean_paper_is_told_so() -> None:
    assert lines()[-2:] == ["0 errors, 0 warnings, 0 notes", "Nothing found."]


def test_waived_findings_are_counted_and_shown_on_demand() -> None:
    aside = found("EV201", "T10", "set aside", "Abstract")
    hidden = lines(waived=(aside,))
    assert "0 errors, 0 warnings, 0 notes; 1 waived" in hidden
    assert not any("set aside" in line and "T10" in line for line in hidden)
    assert any("--show-waived" in line for line in hidden)
    shown = lines(waived=(aside,), show_waived=True)
    assert shown.index("Waived") < shown.index("    T10 ¶2.5  set aside")


def test_text_of_the_paper_cannot_move_the_cursor() -> None:
    shown = lines(found("EV201", "T\x1b10", "a\x1b[2Jb\u202e", "Abs\x07tract"))
    assert "\x1b" not in "".join(shown)
    assert any("Abs\\x07tract" in line for line in shown)
    assert any("a\\x1b[2Jb\\u202e" in line for line in shown)


@pytest.mark.parametrize("colour", [True, False])
def test_colour_is_used_only_where_wanted(colour: bool) -> None:
    shown = lines(found("EV201", "T10", "x", "Abstract"), page=Page(60, colour))
    assert any("\x1b[" in line for line in shown) is colour
