"""Text case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.csl.textcase import apply


def _case(case: str, text: str, language: str = "en") -> str:
    return apply(case, [(text, False)], language)[0]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("the birds of the north", "The Birds of the North"),
        ("what we live for", "What We Live For"),
        ("birds: a guide", "Birds: A Guide"),
        ("why? the birds! an answer", "Why? The Birds! An Answer"),
        ("One bird. the other", "One Bird. The Other"),
        ("Jones v. the crown", "Jones v. the Crown"),
        ("the “wild” birds", "The “Wild” Birds"),
        ("up-to-date bird-watching", "Up-to-Date Bird-Watching"),
        ("rivers—and birds", "Rivers—and Birds"),
        ("bird/fish", "Bird/Fish"),
        ("the iPhone and mRNA", "The iPhone and mRNA"),
        ("birds' nests and a bird's nest", "Birds' Nests and a Bird's Nest"),
        ("BIRDS OF THE UK", "BIRDS OF THE UK"),
        ("3d birds", "3d Birds"),
        ("élan of birds", "Élan of Birds"),
    ],
)
def test_title_case_capitalizes_all_but_the_small_words(text: str, printed: str) -> None:
    assert _case("title", text) == printed


def test_title_case_is_for_english_alone() -> None:
    assert _case("title", "die vögel des nordens", "de-AT") == "die vögel des nordens"
    assert _case("title", "birds", "en-GB") == _case("title", "birds", "") == "Birds"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("The Birds of Iceland", "The birds of iceland"),
        ("the Birds", "The birds"),
        ("An mRNA from DNA", "An mRNA from DNA"),
        ("THE BIRDS OF ICELAND", "The birds of iceland"),
    ],
)
def test_sentence_case_leaves_one_capital(text: str, printed: str) -> None:
    assert _case("sentence", text) == printed


def test_capitals_of_the_first_and_of_all_words() -> None:
    assert _case("capitalize-first", "“the birds of X”") == "“The birds of X”"
    assert _case("capitalize-all", "the birds of X") == "The Birds Of X"


def test_protected_pieces_keep_their_case() -> None:
    pieces = [("birds of ", False), ("de Witt", True), (" and others", False)]
    assert apply("uppercase", pieces, "en") == ["BIRDS OF ", "de Witt", " AND OTHERS"]
    assert apply("title", pieces, "en") == ["Birds of ", "de Witt", " and Others"]
    assert apply("capitalize-first", [("eBay", True), (" birds", False)], "en")[0] == "eBay"


def test_a_word_may_run_through_several_pieces() -> None:
    assert apply("title", [("b", False), ("irds", False)], "en") == ["B", "irds"]


def test_languages_have_their_letters() -> None:
    assert _case("uppercase", "için ışık", "tr") == "İÇİN IŞIK"
    assert _case("lowercase", "IŞIK İÇİN", "az-Latn") == "ışık için"
    assert _case("lowercase", "ΛΟΓΟΣ", "el") == "λογο\u03c2"
    assert _case("uppercase", "straße", "de") == "STRASSE"
    assert _case("capitalize-first", "istanbul", "tr") == "İstanbul"


def test_an_unknown_case_leaves_the_text() -> None:
    assert _case("wavy", "Birds", "en") == "Birds"


@given(
    st.sampled_from(["title", "sentence", "capitalize-first", "capitalize-all", "lowercase"]),
    st.lists(st.tuples(st.text(max_size=8), st.booleans()), max_size=4),
    st.sampled_from(["", "en", "tr", "bad tag"]),
)
def test_there_are_as_many_pieces_as_before(
    case: str, pieces: list[tuple[str, bool]], language: str
) -> None:
    printed = apply(case, pieces, language)
    assert len(printed) == len(pieces)
    assert all(new == old for new, (old, kept) in zip(printed, pieces, strict=True) if kept)
