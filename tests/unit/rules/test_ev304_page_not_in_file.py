"""EV304: page-not-in-file."""

from __future__ import annotations

import pytest
from rule_papers import check, item, keys
from verified_quotations import held, quoting

from evidence.domain.findings import SubjectKind
from evidence.domain.records import HeldText, Paper
from evidence.domain.vocabulary import DocumentStatus, LocatorLabel, PageMapOrigin, Severity


def citing(locator: str, *files: HeldText, label: LocatorLabel = LocatorLabel.PAGE) -> Paper:
    cited = (item("Drab", "2018", "a", locator=locator, label=label),)
    return quoting(items=cited, held_of={"a": files})


def test_a_page_that_the_held_file_has_not_is_reported() -> None:
    (finding,) = check("EV304", citing("204", held()))
    assert (finding.kind, finding.key) == (SubjectKind.CITATION, "T01")
    assert finding.severity is Severity.WARNING
    assert "the held file D01 of Drab 2018" in finding.message
    assert "has no page 204: its pages are 106 to 122" in finding.message


@pytest.mark.parametrize("locator", ["110", "110-111", "p. 122", "110 n. 3", "106ff."])
def test_a_page_that_it_has_is_not(locator: str) -> None:
    assert keys("EV304", citing(locator, held())) == []


def test_a_range_that_leaves_the_file_is_reported() -> None:
    assert keys("EV304", citing("121-125", held())) == ["T01"]


def test_one_of_several_files_that_has_the_page_is_enough() -> None:
    assert keys("EV304", citing("204", held(), held("D02", "200"))) == []


@pytest.mark.parametrize(
    "file",
    [
        held(first=None, origin=None),
        held(origin=PageMapOrigin.PAGE_RANGE),
        held(first="1", origin=PageMapOrigin.PAGE_LABELS),
        held(reflowable=True),
        held(status=DocumentStatus.UNREAD),
        held(status=DocumentStatus.LOCKED),
    ],
)
def test_only_labels_that_were_printed_or_given_on_all_pages_tell(file: HeldText) -> None:
    assert keys("EV304", citing("204", file)) == []
    assert keys("EV304", citing("204", held(), file)) == []


def test_without_a_file_and_for_chapters_there_is_nothing_to_say() -> None:
    assert keys("EV304", citing("204")) == []
    assert keys("EV304", citing("204", held(), label=LocatorLabel.CHAPTER)) == []


@pytest.mark.parametrize("locator", ["110", "204"])
def test_a_page_that_was_compared_with_the_file_is_not_called_uncompared(locator: str) -> None:
    assert keys("EV302", citing(locator)) == ["T01"]
    assert keys("EV302", citing(locator, held())) == []
