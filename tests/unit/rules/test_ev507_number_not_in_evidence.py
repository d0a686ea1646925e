"""EV507: number-not-in-evidence."""

from __future__ import annotations

import pytest
from rule_papers import check, claim, keys, link, paper, work

from evidence.domain.vocabulary import Severity, Stance


def reported(statement: str, *quotations: str, issued: str | None = "2018") -> list[str]:
    """What is said to stand in no quotation, "" where nothing is."""
    links = tuple(link(f"L{at:03}", "a", quotation=words) for at, words in enumerate(quotations, 1))
    given = paper(
        claims=[claim(statement=statement, evidence=links)], outside=[work("a", issued=issued)]
    )
    return [finding.message.partition(" stand")[0] for finding in check("EV507", given)]


def test_a_number_that_no_supporting_quotation_holds_is_named() -> None:
    supporting = link("L001", "a", quotation="some 900 men")
    given = paper(
        claims=[claim("C014", "There were 1,200 soldiers.", evidence=(supporting,))],
        outside=[work("a")],
    )
    (finding,) = check("EV507", given)
    assert (finding.key, finding.severity) == ("C014", Severity.NOTE)
    assert finding.message == (
        "the number 1200 stands in no quotation that supports this claim (L001): "
        "There were 1,200 soldiers"
    )


@pytest.mark.parametrize(
    ("statement", "quotation"),
    [
        ("Three men met.", "the 3 men"),
        ("3 men met.", "three men"),
        ("It cost 1.5 million.", "a cost of 1,500,000 roubles"),
        ("It cost 1.5 billion dollars.", "$1.5bn"),
        ("It met in 2014.", "the winter of 2013–14"),
        ("It met on 20 November 2013.", "on November 20th, 2013"),
        ("It met on 20 November 2013.", "2013-11-20"),
        ("It is 12 kilometres long.", "12km long"),
        ("The third round failed.", "round 3 failed"),
        ("The two countries met.", "India and Nepal met"),
        ("First it failed.", "it failed"),
        ("Drab (2018, 59) calls it liquid.", "a liquid border"),
        ("One of them met.", "somebody met"),
        ("It grew by 12.50 per cent.", "12.5 %"),
    ],
)
def test_the_same_number_otherwise_written_is_none(statement: str, quotation: str) -> None:
    assert reported(statement, quotation, issued=None) == []


@pytest.mark.parametrize(
    ("statement", "quotation", "told"),
    [
        ("Five men met.", "six men met", "the number 5"),
        ("It grew 3.5 times.", "it grew 35 times", "the number 3.5"),
        ("It was signed in 1996.", "signed in 1994", "the number 1996"),
        ("They met in May 2013.", "they met in June 2013", "May 2013"),
        ("Of 7 men 8 came.", "men came", "the number 7 and the number 8"),
    ],
)
def test_another_number_is_named(statement: str, quotation: str, told: str) -> None:
    assert reported(statement, quotation) == [told]


def test_one_quotation_that_holds_it_is_enough() -> None:
    assert reported("Five men met.", "men met", "five of them") == []


def test_the_year_of_the_work_counts_where_its_words_name_none() -> None:
    assert reported("He came in 2018.", "on 7 July he came") == []
    assert reported("He came in 2018.", "in July 2017 he came") == ["the number 2018"]


def test_where_nothing_is_quoted_in_support_nothing_is_said() -> None:
    against = link("L001", "a", Stance.DISPUTES, "six men")
    bare = link("L002", "a")
    mentions = link("L003", "a", Stance.MENTIONS, "men")
    for links in ((), (bare,), (against,), (mentions,)):
        given = paper(claims=[claim(statement="Five men.", evidence=links)], outside=[work("a")])
        assert keys("EV507", given) == []
