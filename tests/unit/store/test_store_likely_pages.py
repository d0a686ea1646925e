"""Pages of a held file on which words are likely to stand together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from evidence.services.work import reading
from evidence.store.queries.likely_pages import LikelyPages
from quoting_desk import FERRY, FILLER, RIVER, TRADE, Desk
from quoting_desk import desk as new_desk

COMMON = "and then it was as it had been and so they went on with all of it"


def best(desk: Desk, words: str, document: str = "D01") -> Sequence[int]:
    with reading(desk.database) as session:
        return LikelyPages(session, document).best(words.casefold().split())


@pytest.fixture(name="desk")
def _desk(empty: Path, tmp_path: Path) -> Desk:
    """A book of 80 pages that are alike, but for three."""
    desk = new_desk(empty, tmp_path)
    texts = [f"{FILLER}. {COMMON}." for _ in range(80)]
    texts[17] += f" {RIVER}."
    texts[41] += f" {TRADE}."
    texts[63] += f" {FERRY}. All of it was then so."
    desk.hold(desk.work(), texts)
    desk.hold(desk.work("Bridges"), [RIVER, TRADE], name="b.pdf")
    return desk


@pytest.mark.parametrize(("words", "page"), [(RIVER, 17), (TRADE, 41), (FERRY, 63)])
def test_the_page_with_the_rare_words_comes_first(desk: Desk, words: str, page: int) -> None:
    assert best(desk, words)[0] == page


def test_common_words_are_told_by_what_they_stand_beside(desk: Desk) -> None:
    assert best(desk, "all of it was then so")[0] == 63


def test_one_word_in_another_form_is_found(desk: Desk) -> None:
    assert best(desk, "rivers crossing")[0] == 17


def test_words_on_every_page_give_a_few_and_unknown_words_none(desk: Desk) -> None:
    assert 1 <= len(best(desk, "snow")) <= 12
    assert best(desk, "zzyzx") == ()
    assert best(desk, "") == ()
    assert best(desk, '" OR (') == ()


def test_another_files_pages_are_not_among_them(desk: Desk) -> None:
    assert best(desk, RIVER, "D02") == (0,)
    assert set(best(desk, FERRY, "D02")) <= {0, 1}
