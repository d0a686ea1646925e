"""Sentences end where a reader ends them: never inside a citation, a name, an abbreviation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.manuscript.sentences import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["One.", "Two."],
        ["It grew (Drab 2018, pp. 59–61).", "So it went on."],
        ["(See Roy et al. 2019. They agree.)", "Nobody differs."],
        ["As J. R. Smith says, it holds.", "Others differ."],
        ["The U.S. Senate agreed.", "The U.K. did not."],
        ["It rose by 3.5 per cent.", "Then it fell."],
        ["He asked “Why? How?” and left.", "Nobody answered."],
        ["Is it so?", "It is!", "Well…"],
        ["See Fig. 3 and pp. 4–5.", "The rest follows."],
        ["They met in Nov. 2015 in Astana.", "Talks went on."],
        ["It ended there… and began again."],
        ["no full stop at the end"],
    ],
)
def test_a_paragraph_is_split_at_its_sentences(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == parts


def test_a_bracket_that_nothing_closes_does_not_swallow_a_long_paragraph() -> None:
    text = "It began (so they say. " + "It went on. " * 300
    assert len(list(sentences(text))) > 100


@given(st.text(max_size=400))
def test_sentences_never_overlap_and_lose_nothing_but_space(text: str) -> None:
    spans = list(sentences(text))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a_end <= b_start for (_, a_end), (b_start, _) in pairwise(spans))


def test_raised_numbers_may_follow_a_sentences_end() -> None:
    text = "Ice fell.¹ It rose.²,³ So it was."
    assert [text[start:end] for start, end in sentences(text)] == [
        "Ice fell.¹",
        "It rose.²,³",
        "So it was.",
    ]
