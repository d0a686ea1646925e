"""Words, their comparable forms, and what they do in a sentence."""

from __future__ import annotations

import pytest

from evidence.domain import wording
from evidence.domain.wording import Kind


def forms(text: str) -> list[str]:
    return [word.form for word in wording.words(text)]


def kinds(text: str) -> dict[str, Kind]:
    return {word.text: word.kind for word in wording.words(text)}


def test_words_keep_their_place_in_the_text() -> None:
    text = "“Well-known” ﬁgures, 1,250.5 in all"
    found = wording.words(text)
    assert [text[word.start : word.end] for word in found] == [word.text for word in found]
    assert [word.form for word in found] == ["well", "known", "figures", "1250.5", "in", "all"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Don’t", "don't"),
        ("ﬁnal", "Final"),
        ("co\u00adoperate", "cooperate"),
        ("exam-\nple", "example"),
        ("exam\ufffe\nple", "example"),
        ("1,000", "1000"),
        ("1 000", "1\u202f000".replace("\u202f", " ")),
        ("12\u202f500", "12500"),
        ("3,5", "3.5"),
        ("e\u0301t\u00e9", "été"),
        ("%", "percent"),
        ("STRASSE", "straße"),
    ],
)
def test_what_differs_in_typography_has_one_form(one: str, other: str) -> None:
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("3.5", "35"), ("1,5", "15"), ("-5", "5"), ("não", "nao"), ("мой", "мои"), ("की", "का")],
)
def test_what_means_another_thing_has_another_form(one: str, other: str) -> None:
    assert forms(one) != forms(other)


def test_accents_are_folded_only_in_alphabets_that_may_lose_them() -> None:
    assert wording.plain("naïve") == wording.plain("naive")
    assert wording.plain("søren") == "soren"
    assert wording.plain("мой") != wording.plain("мои")
    assert wording.plain("की") != wording.plain("का")


def test_kinds_of_words() -> None:
    found = kinds("The Board of Ostrava did not say that UNESCO may have paid all 12 towns.")
    assert found["not"] is Kind.NEGATION
    assert found["Ostrava"] is found["UNESCO"] is Kind.NAME
    assert found["may"] is found["all"] is Kind.QUANTIFIER
    assert found["12"] is Kind.NUMBER
    assert found["of"] is Kind.FUNCTION
    assert found["towns"] is Kind.OTHER


def test_a_word_that_begins_a_sentence_is_no_name_and_capitals_name_nobody() -> None:
    assert wording.names("Prices rose. Wages fell in Vellmark.") == ("vellmark",)
    assert wording.names("PRICES ROSE AND WAGES FELL") == ()
    assert wording.names("It was told by Marta Kowalski's aunt.") == ("marta kowalski",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("twenty-five of 1,000 towns", ("25", "1000")),
        ("3.5 million, or two hundred thousand", ("3500000", "200000")),
        ("the third and the 3rd of World War II", ("3th", "3th", "2")),
        ("no one knows", ()),
        ("in 1918 and 1919", ("1918", "1919")),
        ("ten twenty", ("10", "20")),
        ("as in note¹²", ()),
    ],
)
def test_numbers_in_words_and_figures(text: str, found: tuple[str, ...]) -> None:
    assert wording.numbers(text) == found


def test_negations_of_several_kinds() -> None:
    assert wording.negations("She didn’t, and cannot, nor would anybody") == (
        "didnt",
        "cannot",
        "nor",
    )
    assert wording.negations("Sie haben keine Zeit und können nicht") == ("keine", "nicht")


def test_dates_as_edtf() -> None:
    text = "From 12 March 2010 to May 2011, and again in 2014, it cost 300."
    assert wording.dates(text) == ("2010-03-12", "2011-05", "2014")


@pytest.mark.parametrize(
    ("one", "other", "denied"),
    [
        ("able", "unable", True),
        ("possible", "impossible", True),
        ("useful", "useless", True),
        ("able", "cable", False),
        ("town", "towns", False),
    ],
)
def test_words_that_deny_each_other(one: str, other: str, denied: bool) -> None:
    assert wording.negates(one, other) is wording.negates(other, one) is denied


def test_scripts_without_blanks_are_read_letter_by_letter() -> None:
    assert forms("他没有来。") == ["他", "没", "有", "来"]
    assert forms("दिल्ली में") == ["दिल्ली", "में"]
