"""A plain-text paper: headings, paragraphs joined over page breaks, sentences with offsets."""

from __future__ import annotations

from evidence.manuscript.plain import read

TEXT = """A Study of Borders: Nature And Limits

Ada Roy
Department of Maps, Kota

Introduction:

Borders divide. They also join (Drab
2018, 59).

The exercise began in 2016 and was held

every year since then. It went on.

The review of earlier work on this matter is given below

Kazakhstan

It is large.
"""


def test_sentences_know_their_section_paragraph_and_number() -> None:
    places = [(s.section, s.paragraph, s.sentence, " ".join(s.text.split())) for s in read(TEXT)]
    assert places[1:] == [
        ("Introduction", 1, 1, "Borders divide."),
        ("Introduction", 1, 2, "They also join (Drab 2018, 59)."),
        ("Introduction", 2, 1, "The exercise began in 2016 and was held every year since then."),
        ("Introduction", 2, 2, "It went on."),
        ("Introduction", 3, 1, "The review of earlier work on this matter is given below"),
        ("Kazakhstan", 1, 1, "It is large."),
    ]


def test_offsets_are_those_of_the_file() -> None:
    for sentence in read(TEXT):
        assert TEXT[sentence.start : sentence.end] == sentence.text


def test_markdown_headings_are_headings_without_their_marks() -> None:
    assert [s.section for s in read("# Results\n\nIt held.\n\n## More of it ##\n\nIt did.\n")] == [
        "Results",
        "More of it",
    ]


def test_line_ends_of_any_kind_divide_paragraphs() -> None:
    assert [s.paragraph for s in read("Body:\r\n\r\nOne.\r\n\r\nTwo.\r\n")] == [1, 2]


def test_what_a_page_break_leaves_is_no_heading_and_no_part_of_a_sentence() -> None:
    text = (
        "Fleets\n\nThe fleet has grown to twelve, and the council\n\n12\n\n\fNorthern Journal\n\n"
        "of the port paid for half.\n\n- 13 -\n\n\fNorthern Journal\n\nMore is said here.\n\n"
        "\fNorthern Journal\n\nThe end is near.\n"
    )
    found = read(text)
    assert {each.section for each in found} == {"Fleets"}
    assert " ".join(found[0].text.split()) == (
        "The fleet has grown to twelve, and the council of the port paid for half."
    )
    assert [(each.paragraph, each.sentence) for each in found] == [(1, 1), (2, 1), (3, 1)]


def test_a_heading_right_above_its_paragraph_is_a_heading() -> None:
    text = "A Title\n\nAbstract\nWe review it.\n\n1. Introduction\nShips wait. They do.\n"
    assert [(each.section, each.text) for each in read(text)] == [
        ("Abstract", "We review it."),
        ("1. Introduction", "Ships wait."),
        ("1. Introduction", "They do."),
    ]


def test_a_numbered_sentence_is_no_heading() -> None:
    text = "A Title\n\n1. Ships wait, and they do so for long\nintervals. So it is.\n"
    assert {each.section for each in read(text)} == {"A Title"}
