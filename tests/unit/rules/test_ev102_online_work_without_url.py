"""EV102: online-work-without-url."""

from __future__ import annotations

import pytest
from rule_papers import check, entry, keys, paper, work

from evidence.domain.records import Paper, Source


def listed_under(heading: str, *works: Source) -> Paper:
    return paper(
        *works, entries=[entry(f"R{each.key}", each.key, section=heading) for each in works]
    )


def test_a_newspaper_story_with_neither_url_nor_access_date_is_reported() -> None:
    story = work("story", "Roy, A.", "2022-12-09", type_="article-newspaper")
    (finding,) = check("EV102", listed_under("Websites and newspapers", story))
    assert finding.key == "story"
    assert "“Websites and newspapers” with neither URL nor access date" in finding.message


@pytest.mark.parametrize(
    "heading",
    [
        "Online sources",
        "INTERNET SOURCES",
        "Web pages",
        "Press and media",
        "Sites web",
        "Presse et médias",
        "Internetquellen",
        "Zeitungen",
        "Prensa y medios",
        "Imprensa",
        "Mídia",
        "Giornali e siti web",
        "Sitografia",
    ],
)
def test_headings_of_such_lists_are_known_in_six_languages(heading: str) -> None:
    assert keys("EV102", listed_under(heading, work("a"))) == ["a"]


@pytest.mark.parametrize(
    "heading",
    ["References", "Bibliography", "Books and articles", "Works by Max Weber", "Fonti a stampa"],
)
def test_other_lists_promise_no_url(heading: str) -> None:
    assert keys("EV102", listed_under(heading, work("a", type_="webpage"))) == []


def test_any_way_to_find_the_work_is_enough() -> None:
    works = [
        work("url", URL="https://example.org/a"),
        work("accessed", accessed="2024-05-01"),
        work("doi", DOI="10.1000/1"),
        work("printed", type_="article-newspaper", page="A4"),
    ]
    assert keys("EV102", listed_under("Newspapers", *works)) == []


def test_a_book_in_a_mixed_list_needs_no_url() -> None:
    works = [work("book", type_="book"), work("page", type_="webpage")]
    assert keys("EV102", listed_under("Books and websites", *works)) == ["page"]


def test_each_work_of_a_packed_entry_is_reported() -> None:
    packed = paper(work("a"), work("b"), entries=[entry("R01", "a", "b", section="Websites")])
    assert keys("EV102", packed) == ["a", "b"]
