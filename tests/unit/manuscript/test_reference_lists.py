"""Reference lists found in a text and split into entries."""

from __future__ import annotations

from textwrap import fill

import pytest

from evidence.manuscript.references.lists import entries, list_spans

WORKS = (
    "Aster, L. (2018). The quiet harbour: trade and tide along an unruly northern coast. Journal "
    "of Ports, 20(3), 57-71.",
    "Birch, M. (2001). Of ships. Ports, 2, 1-9.",
    "Cedar, N., & Dale, O. (1999). A history of lighthouses, with a chapter on those that fell. "
    "London: Routledge.",
    "Elm, P. (2011a). Ropes and knots: what a sailor knew in the year of the great storm of 1703. "
    "https://example.org/ropes",
    "Elm, P. (2011b). Anchors. Ports, 12, 10-19.",
)


def split(text: str) -> list[str]:
    return [" ".join(text[each.start : each.end].split()) for each in entries(text)]


def paper(*blocks: str, heading: str = "References", between: str = "\n") -> str:
    return f"A paper\n\nIt cites (Aster 2018).\n\n{heading}\n\n" + between.join(blocks) + "\n"


@pytest.mark.parametrize(
    "heading",
    [
        "References",
        "REFERENCES",
        "7. Bibliography",
        "## Works Cited",
        "Referências",
        "Bibliografía:",
    ],
)
def test_a_list_is_found_by_its_heading(heading: str) -> None:
    assert split(paper(*WORKS, heading=heading)) == list(WORKS)


@pytest.mark.parametrize("width", [50, 64, 80, 100])
def test_wrapped_entries_are_put_together(width: int) -> None:
    wrapped = [fill(each, width, break_long_words=False, break_on_hyphens=False) for each in WORKS]
    assert split(paper(*wrapped)) == list(WORKS)


def test_entries_may_be_parted_by_blank_lines() -> None:
    wrapped = [fill(each, 50, break_long_words=False, break_on_hyphens=False) for each in WORKS]
    assert split(paper(*wrapped, between="\n\n")) == list(WORKS)


@pytest.mark.parametrize("sign", ["{}. ", "[{}] ", "({}) "])
def test_numbers_split_a_list_and_stay_outside(sign: str) -> None:
    text = paper(*(fill(sign.format(at) + each, 60) for at, each in enumerate(WORKS, 1)))
    assert split(text) == list(WORKS)
    assert [each.number for each in entries(text)] == [1, 2, 3, 4, 5]


def test_a_doi_at_the_beginning_of_a_line_is_no_number() -> None:
    text = paper(
        "1. Aster L. Tides. Ports. 2018;2:1. doi:",
        "2.1234/x",
        "2. Birch M. Ships. 2001;3:4.",
        "3. Cedar N. Lights. 1999;4:5.",
    )
    assert [each.number for each in entries(text)] == [1, 2, 3]


def test_two_lists_may_count_anew() -> None:
    first, second = WORKS[:3], WORKS[2:]
    text = paper(*(f"{at}. {each}" for at, each in enumerate(first, 1)))
    text += "\nBibliography\n\n" + "\n".join(f"{at}. {each}" for at, each in enumerate(second, 1))
    assert [(each.list, each.number) for each in entries(text)] == [
        (0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (1, 3),
    ]  # fmt: skip


def test_what_follows_a_list_is_none_of_it() -> None:
    text = paper(*WORKS) + "\nAppendix A\n\nThe tables of 1999.\n"
    assert split(text) == list(WORKS)
    ((start, end),) = list_spans(text)
    assert "Appendix" not in text[start:end]


@pytest.mark.parametrize(
    "text", ["", "References", "References\n\n", "no list here", "References\n\nNone."]
)
def test_a_text_without_a_list_has_no_entries(text: str) -> None:
    assert entries(text) == ()
