"""Text from files does no harm where it goes, and JSON keeps it whole."""

from __future__ import annotations

import json
import sys
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.cli.escape import as_json, markdown, prose, spreadsheet, terminal, utc

ANY_TEXT = st.text(st.characters(codec=None))


def acts_on_a_terminal(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_every_control_and_format_character_of_unicode_is_escaped() -> None:
    for code in range(sys.maxunicode + 1):
        if acts_on_a_terminal(chr(code)):
            shown = terminal(chr(code))
            assert shown.isascii(), f"U+{code:04X}"
            assert shown.startswith("\\"), f"U+{code:04X}"


def test_letters_marks_and_punctuation_stay_as_they_are() -> None:
    text = "“Łódź” – 中文, עברית, हिन्दी, 59–71, no\u00a0break"
    assert terminal(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("bell\x07", "bell\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("a\u200bb", "a\\u200bb"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("two\nlines\tand\rmore", "two\\nlines\\tand\\rmore"),
    ],
)
def test_a_terminal_sees_an_escape_instead(text: str, shown: str) -> None:
    assert terminal(text) == shown


@given(ANY_TEXT)
def test_nothing_that_acts_on_a_terminal_gets_through(text: str) -> None:
    for shown in (terminal(text), spreadsheet(text), markdown(text)):
        assert not any(acts_on_a_terminal(each) for each in shown)


def test_prose_keeps_its_line_breaks_and_nothing_else() -> None:
    assert prose("one\ntwo\x1b[2J\r") == "one\ntwo\\x1b[2J\\r"


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠x"],
)
def test_a_spreadsheet_takes_no_cell_for_a_formula(formula: str) -> None:
    assert spreadsheet(formula) == "'" + terminal(formula)


@pytest.mark.parametrize("plain", ["-5", "+3.5", "-1,000", "12", "-", "59-71", "a=b", "mail@x"])
def test_a_spreadsheet_keeps_plain_numbers_and_text(plain: str) -> None:
    assert spreadsheet(plain) == plain


def test_a_markdown_cell_stays_one_cell_and_is_no_markup() -> None:
    assert markdown("a|b\n<b>*x*</b> [y](z)") == r"a\|b \<b\>\*x\*\</b\> \[y\](z)"


def test_markdown_leaves_underscores_within_words_alone() -> None:
    assert markdown("legal_case _x_") == r"legal_case \_x\_"


@given(ANY_TEXT)
def test_json_reads_back_as_the_same_text(text: str) -> None:
    assert json.loads(as_json({"text": text})) == {"text": text}


@given(ANY_TEXT)
def test_json_holds_nothing_that_acts_on_a_terminal(text: str) -> None:
    assert not any(acts_on_a_terminal(each) for each in as_json([text]))


def test_json_keeps_letters_readable() -> None:
    assert as_json("Łódź – 中文") == '"Łódź – 中文"'


def test_json_has_no_form_for_numbers_that_are_not_finite() -> None:
    with pytest.raises(ValueError, match="JSON"):
        as_json(float("nan"))


def test_times_are_shown_in_utc() -> None:
    assert utc(datetime(2026, 11, 22, 9, 30, tzinfo=UTC)) == "2026-11-22T09:30:00Z"
    east = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert utc(east) == "2026-11-22T04:00:00Z"
    assert as_json(east) == '"2026-11-22T04:00:00Z"'
