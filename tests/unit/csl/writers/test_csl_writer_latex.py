from __future__ import annotations

import re

import pytest

from csl_writer_cases import (
    EVERYTHING,
    NUMBERED,
    PLAIN,
    WORDS,
    hostile_document,
    link,
    span,
)
from evidence.csl.writers.latex import WRITER


@pytest.mark.parametrize(
    ("attribute", "value", "markup"),
    [
        ("font-style", "italic", r"\textit{x}"),
        ("font-style", "normal", r"\textup{x}"),
        ("font-variant", "small-caps", r"\textsc{x}"),
        ("font-weight", "bold", r"\textbf{x}"),
        ("font-weight", "normal", r"\textmd{x}"),
        ("text-decoration", "underline", r"\underline{x}"),
        ("vertical-align", "sup", r"\textsuperscript{x}"),
        ("vertical-align", "sub", r"\textsubscript{x}"),
        ("link", "https://example.org/a_b%20c#d&e~f", r"\href{https://example.org/a\_b\%20c\#d\&e\%7Ef}{x}"),
        ("link", "javascript:alert(1)", "x"),
    ],
)  # fmt: skip
def test_marks_are_commands_of_the_kernel_and_hyperref(
    attribute: str, value: str, markup: str
) -> None:
    assert WRITER.inline((span(attribute, value, "x"),)) == markup


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("50 % & $5 #1 a_b {c}", r"50 \% \& \$5 \#1 a\_b \{c\}"),
        ("\\input", r"\textbackslash{}input"),
        ("~ ^", r"\textasciitilde{} \textasciicircum{}"),
        ("--- '' ,,", r"-{}-{}- \textquotesingle{}\textquotesingle{} ,{},"),
        ("[x]", "{[}x{]}"),
        ("a\xa0b\n\nc", "a~b c"),
    ],
)
def test_specials_and_ligatures_are_escaped(text: str, written: str) -> None:
    assert WRITER.inline((text,)) == written


def test_a_run_of_hyphens_forms_no_dash() -> None:
    assert "--" not in WRITER.inline(("a -- b --- c ----",))


def test_entries_are_items_of_a_hanging_list() -> None:
    written = WRITER.bibliography(PLAIN)
    assert written.startswith(r"\begin{cslentries}{1.27cm}{0.5\baselineskip}")
    assert written.count(r"\item[{}] ") == 2
    assert written.endswith(r"\end{cslentries}")


def test_first_fields_are_labels_as_wide_as_the_widest() -> None:
    written = WRITER.bibliography(NUMBERED)
    assert written.startswith(r"\begin{csllabels}{{[}10{]}}")
    assert r"\item[{{[}1{]}}] B. Roe, \textit{A Book}." in written


def test_a_document_defines_what_it_uses() -> None:
    written = WRITER.document(EVERYTHING).decode()
    begun = set(re.findall(r"\\begin\{(\w+)\}", written))
    defined = set(re.findall(r"\\newenvironment\{(\w+)\}", written))
    assert begun - defined == {"document", "list"}
    assert written.count("{") == written.count("}")


def test_a_document_holds_every_block_in_order() -> None:
    written = WRITER.document(EVERYTHING).decode().split(r"\begin{document}")[1]
    places = [written.index(words) for words in WORDS]
    assert places == sorted(places)


def test_hostile_text_is_text() -> None:
    preamble, body = WRITER.document(hostile_document()).decode().split("\\begin{document}\n")
    assert r"\input" not in preamble
    assert body.count(r"\end{document}") == 1
    assert not {c for c in body if c < " "} - {"\n"}
    used = set(re.findall(r"\\([A-Za-z]+)", body))
    assert used <= set(
        """textbackslash textasciitilde textasciicircum textless textgreater textbar textquotedbl
        textquotesingle textasciigrave begin end textit textbf subsection item href par
        LARGE bfseries bigskip baselineskip""".split()
    )
    assert not re.search(r"(?<!\\)[%$#&~^]", body)


def test_links_hold_in_arguments() -> None:
    assert WRITER.inline((span("font-style", "italic", link("https://e.org/%7B", "x")),)) == (
        r"\textit{\href{https://e.org/\%7B}{x}}"
    )
