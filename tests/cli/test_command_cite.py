"""Citations to put into a text."""

from __future__ import annotations

import pytest

from command_line import CommandLine


def test_a_work_is_cited_with_its_page_in_any_style(on_seed: CommandLine) -> None:
    assert on_seed("cite", "drab2018", "--page", "59").out == "(Drab 2018, 59)\n"
    apa = on_seed("cite", "drab2018", "--page", "59-61", "--style", "apa").out
    assert apa == "(Drab, 2018, pp. 59–61)\n"


def test_other_places_than_pages_have_their_term(on_seed: CommandLine) -> None:
    done = on_seed("cite", "thomas2021", "--locator", "3", "--label", "chapter", "--style", "apa")
    assert done.out == "(Thomas, 2021, Chapter 3)\n"


def test_works_are_cited_together_in_the_styles_order(on_seed: CommandLine) -> None:
    done = on_seed("cite", "thomas2021", "drab2018", "--style", "apa")
    assert done.out == "(Drab, 2018; Thomas, 2021)\n"


def test_a_claim_is_cited_as_its_citations_are_with_their_pages(on_seed: CommandLine) -> None:
    assert on_seed("cite", "C225").out == "(Burnashev 2015, 110–11)\n"


def test_the_entry_of_a_list_is_printed_where_asked(on_seed: CommandLine) -> None:
    done = on_seed("cite", "thomas2021", "--full", "--style", "apa")
    assert done.out.startswith("Thomas, R. (2021). Indian Defence Diplomacy: A Handbook.")


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("pandoc", "[@drab2018, pp. 59-61]"),
        ("latex", "\\autocite[59--61]{drab2018}"),
        ("typst", "#cite(<drab2018>, supplement: [pp. 59-61])"),
        ("html", "(Drab 2018, 59–61)"),
        ("md", "(Drab 2018, 59–61)"),
    ],
)
def test_other_programs_get_it_as_they_want_it(
    on_seed: CommandLine, form: str, printed: str
) -> None:
    assert on_seed("cite", "drab2018", "--page", "59-61", "--as", form).out == f"{printed}\n"


def test_several_works_by_key(on_seed: CommandLine) -> None:
    keys = ("cite", "drab2018", "thomas2021", "--as")
    assert on_seed(*keys, "pandoc").out == "[@drab2018; @thomas2021]\n"
    assert on_seed(*keys, "latex").out == "\\autocites{drab2018}{thomas2021}\n"


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("nobody1999",), 3, "nobody1999"),
        (("C999",), 3, "C999"),
        (("C014",), 2, "no citation and no evidence"),
        (("drab2018", "thomas2021", "--page", "3"), 2, "belongs to one work"),
        (("drab2018", "--page", "3", "--locator", "4"), 2, "--page is the locator"),
        (("drab2018", "--label", "chapter"), 2, "--label needs --locator"),
        (("drab2018", "--as", "latex", "--style", "apa"), 2, "takes no style"),
        (("drab2018", "--style", "nothing-like-it"), 3, "no style"),
        ((), 2, "KEY"),
    ],
)
def test_what_cannot_be_cited_is_one_line(
    on_seed: CommandLine, words: tuple[str, ...], status: int, says: str
) -> None:
    assert says in on_seed.refused(status, "cite", *words)
