from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.formats._markup import abstract, plain, rich, unescape


@pytest.mark.parametrize(
    ("given_text", "csl"),
    [
        ("A  plain\n title", "A plain title"),
        ("<em>E. coli</em> and <strong>b</strong>", "<i>E. coli</i> and <b>b</b>"),
        ("<jats:italic>Vitro</jats:italic> <jats:sub>2</jats:sub>", "<i>Vitro</i> <sub>2</sub>"),
        ("p &lt; 0.05 &amp; more", "p < 0.05 & more"),
        ("&lt;i&gt;E. coli&lt;/i&gt;", "<i>E. coli</i>"),
        ("<i>never closed", "<i>never closed</i>"),
        ("never opened</i>", "never opened"),
        ("<b><i>crossed</b></i>", "<b><i>crossed</i></b>"),
        ('<span class="nocase">kB</span> <span>x</span>', '<span class="nocase">kB</span> x'),
        ("one<br/>two", "one two"),
        ("a < b and c > d", "a < b and c > d"),
        ("<math><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></math>",
         "x<sub>1</sub><sup>2</sup>"),
        ("<math><mi>x</mi><annotation encoding='TeX'>$x$</annotation></math>", "x"),
    ],
)  # fmt: skip
def test_titles_keep_the_markup_that_csl_has(given_text: str, csl: str) -> None:
    assert rich(given_text) == csl


def test_an_abstract_is_a_line_a_paragraph_without_its_heading() -> None:
    jats = "<jats:title>Abstract</jats:title>\n<jats:p>One\n  line.</jats:p><jats:p>Two.</jats:p>"
    assert abstract(jats) == "One line.\nTwo."
    assert plain("<div><p>A <b>note</b></p><ul><li>x</li><li>y</li></ul></div>") == "A note\nx\ny"
    assert plain("Two\nlines") == "Two\nlines"


def test_only_what_ends_with_a_semicolon_is_an_entity() -> None:
    assert unescape("AT&T &copy=1 &eacute; &#233; &#xe9; &nosuch;") == "AT&T &copy=1 é é é &nosuch;"


@given(st.text() | st.text("<>&;/ =\"'abimathsup!-[]?"))
def test_any_text_has_a_form(text: str) -> None:
    assert isinstance(rich(text), str)
    assert isinstance(plain(text), str)


@pytest.mark.parametrize(
    "text",
    ["<" * 200_000, "<a " * 100_000, "<script>" * 50_000, "<script><" * 30_000, "<!--" * 50_000,
     "<i>" * 100_000, "<math>" * 100_000, "<math></x>" * 50_000, '<a b="' * 50_000, "&" * 200_000,
     "&lt;a" * 50_000, "<style" * 50_000],
    ids=lambda text: text[:10],
)  # fmt: skip
def test_hostile_markup_takes_no_time(text: str) -> None:
    started = time.perf_counter()
    rich(text)
    plain(text)
    assert time.perf_counter() - started < 5
