"""A paper and its text: claims are found on their sentences again."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.domain.text import fingerprint
from evidence.domain.vocabulary import ClaimKind
from evidence.errors import BadInput, NotFound, Refused
from evidence.services import claims, papers, sources
from evidence.services.papers import Attached
from evidence.services.work import reading, writing
from support import ACTOR, article, assert_sound

TEXT = """Introduction

Radium glows in the dark. It was found in 1898, in Paris.

Polonium was found before it.

Results

Radium glows in the dark. Nobody had seen that.
"""
MOVED = """Beginning

Nobody knew. RADIUM glows in the dark; it was found in 1898 in Paris.

Polonium was found before it!
"""


@pytest.fixture
def paper(empty: Path) -> Path:
    with writing(empty, ACTOR) as work:
        papers.add(work, article("A paper of mine"), key="mine")
    return empty


def _state(path: Path, section: str, paragraph: int, sentence: int, statement: str = "So.") -> str:
    with writing(path, ACTOR) as work:
        return claims.add(
            work,
            paper="mine",
            statement=statement,
            kind=ClaimKind.FACT,
            section=section,
            paragraph=paragraph,
            sentence=sentence,
        )


def _attach(path: Path, text: str) -> Attached:
    with writing(path, ACTOR) as work:
        return papers.attach(work, "mine", text, "mine.txt")


def _text_of(path: Path, key: str) -> str | None:
    with reading(path) as session:
        claim = claims.get(session, key)
    place = claim.location
    if claim.text is not None and place.start is not None:
        assert TEXT[place.start : place.end] == claim.text
    return claim.text


def test_the_sentences_of_a_paper_are_kept_with_their_offsets(paper: Path) -> None:
    assert _attach(paper, TEXT).passages == 5
    with reading(paper) as session:
        held = papers.sentences(session, "mine")
    assert [TEXT[each.start : each.end] for each in held] == [each.text for each in held]
    assert [(each.section, each.paragraph, each.sentence) for each in held] == [
        ("Introduction", 1, 1),
        ("Introduction", 1, 2),
        ("Introduction", 2, 1),
        ("Results", 1, 1),
        ("Results", 1, 2),
    ]


def test_a_claim_entered_where_the_text_is_held_stands_on_its_sentence(paper: Path) -> None:
    _attach(paper, TEXT)
    key = _state(paper, "Introduction", 1, 2)
    assert _text_of(paper, key) == "It was found in 1898, in Paris."
    assert _text_of(paper, _state(paper, "Introduction", 9, 9)) is None


def test_a_claim_entered_before_the_text_finds_its_sentence_by_its_place(paper: Path) -> None:
    key, lost = _state(paper, "introduction", 2, 1), _state(paper, "Introduction", 7, 1)
    done = _attach(paper, TEXT)
    assert _text_of(paper, key) == "Polonium was found before it."
    assert (done.found, [each.key for each in done.missing]) == (1, [lost])


def test_a_sentence_that_stands_twice_is_taken_at_the_place_of_the_claim(paper: Path) -> None:
    _attach(paper, TEXT)
    first, second = _state(paper, "Introduction", 1, 1), _state(paper, "Results", 1, 1)
    _attach(paper, TEXT)
    with reading(paper) as session:
        places = [claims.get(session, key).location for key in (first, second)]
    assert [each.section for each in places] == ["Introduction", "Results"]
    assert [each.start for each in places] == [
        TEXT.index("Radium glows"),
        TEXT.rindex("Radium glows"),
    ]


def test_claims_find_their_sentences_in_a_text_that_was_changed_about_them(paper: Path) -> None:
    _attach(paper, TEXT)
    found = [_state(paper, "Introduction", 1, 2), _state(paper, "Introduction", 2, 1)]
    lost = _state(paper, "Results", 1, 2)
    done = _attach(paper, MOVED)
    assert (done.found, [each.key for each in done.missing]) == (2, [lost])
    with reading(paper) as session:
        held = [claims.get(session, key).text for key in found]
        assert claims.get(session, lost).text is None
    assert held == [
        "RADIUM glows in the dark; it was found in 1898 in Paris.",
        "Polonium was found before it!",
    ]
    assert_sound(paper)


def test_headings_that_repeat_do_not_confuse_a_claim(paper: Path) -> None:
    _attach(paper, "Part\n\nOne thing is so.\n\nPart\n\nAnother thing is so.\n")
    key = _state(paper, "Part", 1, 1)
    assert _text_of(paper, key) is None
    with writing(paper, ACTOR) as work:
        claims.edit(work, key, {"paragraph": 1})
    assert_sound(paper)


def test_a_text_without_a_sentence_is_refused(paper: Path) -> None:
    with writing(paper, ACTOR) as work, pytest.raises(BadInput, match="holds no sentence"):
        papers.attach(work, "mine", " \n\n", "mine.txt")


def test_an_unknown_paper_is_named_with_the_nearest(paper: Path) -> None:
    with writing(paper, ACTOR) as work, pytest.raises(NotFound, match="no paper 'mime'") as raised:
        papers.attach(work, "mime", TEXT, "mine.txt")
    assert "mine" in str(raised.value.hint)


def test_a_source_becomes_a_paper_once(paper: Path) -> None:
    with writing(paper, ACTOR) as work:
        key = sources.add(work, article("Radium"))
        assert papers.add(work, article("Unused"), key=key) == key
    with writing(paper, ACTOR) as work, pytest.raises(Refused, match="is a paper already"):
        papers.add(work, article("Unused"), key=key)


def test_the_record_of_a_paper_is_not_removed_alone(paper: Path) -> None:
    with writing(paper, ACTOR) as work, pytest.raises(Refused, match="record of a paper"):
        sources.remove(work, "mine")
    with writing(paper, ACTOR) as work:
        papers.remove(work, "mine")
        sources.remove(work, "mine")
    assert_sound(paper)


def test_the_fingerprints_of_claims_are_those_of_their_sentences(paper: Path) -> None:
    _attach(paper, TEXT)
    key = _state(paper, "Introduction", 2, 1)
    with reading(paper) as session:
        assert claims.get(session, key).fingerprint == fingerprint("Polonium was found before it.")
