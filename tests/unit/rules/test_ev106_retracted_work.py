"""EV106: retracted-work."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rule_papers import check, cite, item, keys, paper, work

from evidence.domain.records import Source, Statement
from evidence.domain.vocabulary import Origin

NOTICE = "https://doi.org/10.5555/notice"


def taken_back(key: str, *values: str, url: str | None = NOTICE) -> Source:
    """A work of which a look-up says so."""
    said = tuple(Statement(Origin.LOOK_UP, "status", value, url) for value in values)
    return replace(work(key, title="Salt"), statements=said)


def test_a_retracted_work_of_the_list_is_reported_with_its_notice() -> None:
    (finding,) = check("EV106", paper(taken_back("a", "retracted 2023-04-22")))
    assert finding.key == "a"
    assert finding.message == (
        "Drab 2018, “Salt” is retracted: notice 10.5555/notice of 2023-04-22"
    )


@pytest.mark.parametrize(
    ("value", "url", "told"),
    [
        ("retracted", None, "is retracted"),
        ("retracted", NOTICE, "is retracted: notice 10.5555/notice"),
        ("retracted and republished 2020", None, "is retracted and republished: notice of 2020"),
        ("partially retracted 2020", None, "is partially retracted: notice of 2020"),
        ("withdrawn", "https://pubmed.ncbi.nlm.nih.gov/1/", "notice https://pubmed.ncbi"),
    ],
)
def test_what_the_notice_does_is_said_in_its_words(value: str, url: str | None, told: str) -> None:
    (finding,) = check("EV106", paper(taken_back("a", value, url=url)))
    assert told in finding.message
    assert told.startswith("notice") or finding.message.endswith(told)


def test_one_notice_told_twice_is_one_and_the_date_is_not_lost() -> None:
    (finding,) = check("EV106", paper(taken_back("a", "retracted", "retracted 2023")))
    assert finding.message.endswith("is retracted: notice 10.5555/notice of 2023")


def test_the_records_own_status_counts() -> None:
    (finding,) = check("EV106", paper(work("a", status="Retracted in 2020")))
    assert finding.message.endswith("is retracted in 2020")


def test_other_words_accuse_nobody() -> None:
    works = [
        work("a", status="in press"),
        taken_back("b", "removed from the shelf list"[8:], "published"),
        work("c", printed=[("status", "retracted")]),
        work("d", looked_up=[("note", "retracted"), ("status", None)]),
    ]
    assert keys("EV106", paper(*works)) == []


def test_a_cited_work_counts_and_one_that_only_evidence_names_does_not() -> None:
    cited, aside = taken_back("a", "retracted"), taken_back("b", "retracted")
    citing = [cite("T01", item("Drab", "2018", "a")), cite("T02", item("Drab", "2018", "a"))]
    assert keys("EV106", paper(outside=[cited, aside], citations=citing)) == ["a"]
