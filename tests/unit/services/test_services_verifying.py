"""Quotations looked for in held files: where, what is kept, and when it is out of date."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from evidence.domain.pages import Reading
from evidence.domain.vocabulary import (
    DocumentStatus,
    LocatorLabel,
    MatchStatus,
    Resolution,
    Stance,
)
from evidence.errors import NotFound
from evidence.rules import run
from evidence.services import (
    citations,
    claims,
    documents,
    links,
    page_maps,
    pages,
    verifying,
)
from evidence.services.work import reading, writing
from evidence.store.queries import papers as paper_queries
from quoting_desk import FILLER, RIVER, TEXTS, TRADE, Desk, cited, page_texts
from quoting_desk import desk as new_desk
from support import acting, assert_sound, everything, undo


@pytest.fixture(name="desk")
def _desk(empty: Path, tmp_path: Path) -> Desk:
    return new_desk(empty, tmp_path)


def test_words_on_the_cited_printed_page_are_exact(desk: Desk) -> None:
    source = desk.work()
    held = desk.hold(source)
    desk.quote(f"“{RIVER}”", cited(source, locator="107"))
    found = desk.one().verified
    assert (found.match.status, found.match.on_page) == (MatchStatus.EXACT, True)
    assert (found.document, found.page_label) == (held, "107")
    assert found.match.place is not None
    assert (found.match.place.page, found.match.place.exact) == (1, RIVER)


@pytest.mark.parametrize(
    ("words", "locator", "status", "label"),
    [
        (RIVER, "109", MatchStatus.OTHER_PAGE, "107"),
        (RIVER, "106-107", MatchStatus.EXACT, "107"),
        (RIVER, "107 n. 3", MatchStatus.EXACT, "107"),
        (TRADE.replace("14", "40"), "108", MatchStatus.DIFFERS, "108"),
        ("A wholly different sentence about nothing at all", "108", MatchStatus.NOT_FOUND, None),
        (RIVER, None, MatchStatus.EXACT, "107"),
        (RIVER, "300", MatchStatus.OTHER_PAGE, "107"),
    ],
)
def test_every_outcome_is_told_by_printed_pages(
    desk: Desk, words: str, locator: str | None, status: MatchStatus, label: str | None
) -> None:
    source = desk.work()
    desk.hold(source)
    desk.quote(words, cited(source, locator=locator))
    found = desk.one().verified
    assert (found.match.status, found.page_label) == (status, label)


def test_a_chapter_is_no_page_and_said_so(desk: Desk) -> None:
    source = desk.work()
    desk.hold(source)
    desk.quote(RIVER, cited(source, locator="3", label=LocatorLabel.CHAPTER))
    match = desk.one().verified.match
    assert (match.status, match.on_page) == (MatchStatus.EXACT, None)
    assert "chapter 3 is no page" in (match.reason or "")


def test_without_page_labels_no_page_is_held_against_anybody(desk: Desk) -> None:
    source = desk.work()
    desk.hold(source, labels=None)
    desk.quote(RIVER, cited(source, locator="300"))
    match = desk.one().verified.match
    assert (match.status, match.on_page) == (MatchStatus.EXACT, None)


def test_a_cited_page_without_text_accuses_nobody(desk: Desk) -> None:
    source = desk.work()
    desk.hold(source, (*TEXTS, "", f"{FILLER}."))
    desk.quote("Words that stand on the scanned page only", cited(source, locator="110"))
    desk.quote(RIVER, cited(source, locator="110"), sentence=2)
    lost, elsewhere = (each.verified.match for each in desk.look().looked)
    assert lost.status is MatchStatus.UNREADABLE
    assert (elsewhere.status, elsewhere.on_page) == (MatchStatus.EXACT, None)
    assert "page 110, which is cited, holds no text" in (elsewhere.reason or "")


def test_not_found_is_said_of_a_file_with_blank_pages_only_where_the_cited_page_has_text(
    desk: Desk,
) -> None:
    source = desk.work()
    desk.hold(source, (*TEXTS, ""))
    desk.quote("Nobody ever wrote anything like this", cited(source, locator="107"))
    desk.quote("Nobody ever wrote anything like this", cited(source), sentence=2)
    named, anywhere = (each.verified.match for each in desk.look().looked)
    assert (named.status, anywhere.status) == (MatchStatus.NOT_FOUND, MatchStatus.UNREADABLE)
    for each in (named, anywhere):
        assert "1 page holds no text of the file's 5" in (each.reason or "")


@pytest.mark.parametrize(
    "status", [DocumentStatus.LOCKED, DocumentStatus.EMPTY, DocumentStatus.FAILED]
)
def test_a_file_that_cannot_be_read_is_said_to_be_so(desk: Desk, status: DocumentStatus) -> None:
    source = desk.work()
    desk.hold(source, status=status)
    desk.quote(RIVER, cited(source))
    match = desk.one().verified.match
    assert match.status is MatchStatus.UNREADABLE
    assert match.reason


def test_without_a_file_it_is_unchecked_and_not_kept(desk: Desk) -> None:
    desk.quote(RIVER, cited(desk.work()))
    before = everything(desk.database)
    assert desk.one().verified.match.status is MatchStatus.UNCHECKED
    assert desk.verify() == 0
    assert everything(desk.database) == before


def test_of_several_files_the_best_outcome_counts(desk: Desk) -> None:
    source = desk.work()
    desk.hold(source, (f"{FILLER}.",), name="preprint.pdf")
    second = desk.hold(source, name="printed.pdf")
    desk.quote(RIVER, cited(source, locator="107"))
    found = desk.one().verified
    assert (found.match.status, found.document) == (MatchStatus.EXACT, second)


def test_not_found_in_one_file_and_unreadable_in_another_is_not_not_found(desk: Desk) -> None:
    source = desk.work()
    desk.hold(source, (f"{FILLER}.",), name="one.pdf")
    desk.hold(source, status=DocumentStatus.LOCKED, name="other.pdf")
    desk.quote(RIVER, cited(source))
    assert desk.one().verified.match.status is MatchStatus.UNREADABLE


def test_each_work_that_may_be_meant_is_looked_in(desk: Desk) -> None:
    one, other = desk.work(), desk.work("Bridges")
    desk.hold(one, (f"{FILLER}.",), name="one.pdf")
    desk.hold(other, name="other.pdf")
    desk.quote(RIVER, cited(one, other, resolution=Resolution.AMBIGUOUS))
    desk.quote(TRADE, cited(other, resolution=Resolution.CONFLICT), sentence=2)
    found = [(each.target.source, each.verified.match.status) for each in desk.look().looked]
    assert found == [
        (one, MatchStatus.NOT_FOUND),
        (other, MatchStatus.EXACT),
        (other, MatchStatus.EXACT),
    ]


def test_a_links_words_are_looked_for_in_its_source_at_its_place(desk: Desk) -> None:
    source = desk.work()
    desk.hold(source)
    claim = desk.quote(RIVER, cited(source))
    with writing(desk.database, acting("link add")) as work:
        link = links.add(
            work,
            claim=claim,
            source=source,
            stance=Stance.SUPPORTS,
            locator="p. 109",
            quotation=TRADE,
        )
    found = desk.one(link)
    assert (found.target.claim, found.target.link) == (claim, link)
    assert found.verified.match.status is MatchStatus.OTHER_PAGE
    desk.verify()
    with reading(desk.database) as session:
        (evidence,) = claims.get(session, claim).evidence
        verified = links.get(session, link).verified
    assert evidence.verified == verified
    assert verified is not None
    assert (verified.match.status, verified.page_label) == (MatchStatus.OTHER_PAGE, "108")


def test_quotations_are_chosen_by_claim_work_link_and_quotation(desk: Desk) -> None:
    one, other = desk.work(), desk.work("Bridges")
    desk.hold(one, name="one.pdf")
    first = desk.quote(RIVER, cited(one))
    desk.quote(TRADE, cited(other), sentence=2)
    chosen = [desk.look(first), desk.look(one), desk.look("Q01")]
    assert {tuple(each.target.quotation for each in found.looked) for found in chosen} == {("Q01",)}
    assert len(desk.look(first, other).looked) == 2
    with pytest.raises(NotFound, match="no claim, work, link or quotation 'C999'"):
        desk.look("C999")


def test_quotations_cited_to_no_known_work_are_told_apart(desk: Desk) -> None:
    desk.quote(RIVER, cited(resolution=Resolution.MISSING))
    found = desk.look()
    assert (found.looked, found.without_work) == ((), ("Q01",))


def test_what_is_found_is_kept_whole_in_one_activity_that_undo_takes_back(desk: Desk) -> None:
    source = desk.work()
    desk.hold(source)
    claim = desk.quote(TRADE.replace("14", "40"), cited(source, locator="109"))
    desk.quote(RIVER, cited(source, locator="107"), sentence=2)
    before, activities = everything(desk.database), desk.activities()
    looked = desk.look().looked
    assert desk.verify() == 2
    assert desk.activities() == activities + 1
    assert_sound(desk.database)
    with reading(desk.database) as session:
        (kept,) = claims.get(session, claim).verified
    assert kept.current
    assert kept.time is not None
    assert kept.match == looked[0].verified.match
    assert (kept.document, kept.page_label) == ("D01", "108")
    undo(desk.database)
    for table in ("quotation", "quotation_match"):
        assert everything(desk.database)[table] == before[table]


def test_nothing_is_looked_for_or_written_twice(desk: Desk) -> None:
    source = desk.work()
    desk.hold(source)
    desk.quote(RIVER, cited(source, locator="107"))
    assert desk.verify() == 1
    before = everything(desk.database)
    assert not desk.one().fresh
    assert not desk.look().unsaved
    assert desk.verify() == 0
    assert [each.fresh for each in desk.look(again=True).looked] == [True]
    assert desk.verify(again=True) == 0
    assert everything(desk.database) == before


def _words(desk: Desk, claim: str) -> None:
    with writing(desk.database, acting("claim edit")) as work:
        claims.edit(work, claim, {"quoted": TRADE})


def _locator(desk: Desk, claim: str) -> None:
    with writing(desk.database, acting("citation edit")) as work:
        citations.edit(work, "T01", {"items": [cited("curie1903", locator="109")]})


def _labels(desk: Desk, claim: str) -> None:
    with writing(desk.database, acting("document relabel")) as work:
        page_maps.relabel(work, "D01", labels="1-=206")


def _another_file(desk: Desk, claim: str) -> None:
    desk.hold("curie1903", name="another.pdf")


@pytest.mark.parametrize("change", [_words, _locator, _labels, _another_file])
def test_a_change_of_what_was_compared_puts_it_out_of_date(
    desk: Desk, change: Callable[[Desk, str], None]
) -> None:
    source = desk.work()
    desk.hold(source)
    claim = desk.quote(RIVER, cited(source, locator="107"))
    desk.verify()
    change(desk, claim)
    with reading(desk.database) as session:
        (kept,) = claims.get(session, claim).verified
    assert not kept.current
    assert desk.one().fresh
    desk.verify()
    with reading(desk.database) as session:
        (kept,) = claims.get(session, claim).verified
    assert kept.current
    assert not desk.one().fresh


def test_after_a_file_is_read_anew_the_words_are_found_again_where_they_now_stand(
    desk: Desk,
) -> None:
    source = desk.work()
    held = desk.hold(source)
    claim = desk.quote(RIVER, cited(source, locator="107"))
    desk.verify()
    sha256 = hashlib.sha256((desk.folder / "a.pdf").read_bytes()).hexdigest()
    texts = ("Put before. " + TEXTS[0], "Put before. " + TEXTS[1], *TEXTS[2:])
    anew = pages.FileReading(sha256, Reading(DocumentStatus.READ, page_texts(texts), "pdf 2"))
    with writing(desk.database, acting("document read")) as work:
        pages.read(work, desk.database, held, anew=True, given=anew)
    with reading(desk.database) as session:
        (before,) = claims.get(session, claim).verified
    desk.verify()
    with reading(desk.database) as session:
        (after,) = claims.get(session, claim).verified
    assert (before.current, after.current) == (False, True)
    assert before.match.place is not None
    assert after.match.place is not None
    assert after.match.place.start == before.match.place.start + len("Put before. ")
    assert after.match.place.exact == before.match.place.exact
    assert after.match.place.prefix.endswith("Put before. ")


def test_an_outcome_of_a_work_that_is_cited_no_more_goes(desk: Desk) -> None:
    one, other = desk.work(), desk.work("Bridges")
    desk.hold(one, name="one.pdf")
    claim = desk.quote(RIVER, cited(one))
    desk.verify()
    with writing(desk.database, acting("citation edit")) as work:
        citations.edit(work, "T01", {"items": [cited(other)]})
    assert desk.verify() == 1
    with reading(desk.database) as session:
        assert claims.get(session, claim).verified == ()


def test_an_outcome_goes_with_its_file(desk: Desk) -> None:
    source = desk.work()
    held = desk.hold(source)
    claim = desk.quote(RIVER, cited(source))
    desk.verify()
    with writing(desk.database, acting("document remove")) as work:
        documents.remove(work, held)
    with reading(desk.database) as session:
        assert claims.get(session, claim).verified == ()
    assert_sound(desk.database)


def test_what_was_changed_meanwhile_is_not_kept(desk: Desk) -> None:
    source = desk.work()
    desk.hold(source)
    claim = desk.quote(RIVER, cited(source))
    found = desk.look()
    _words(desk, claim)
    with writing(desk.database, acting("verify")) as work:
        assert verifying.save(work, found) == 0


def test_the_rules_speak_of_what_was_found(desk: Desk) -> None:
    source = desk.work()
    desk.hold(source)
    desk.quote(TRADE.replace("14", "40"), cited(source, locator="108"))
    desk.quote("Nobody ever wrote this", cited(source, locator="108"), sentence=2)
    desk.quote(RIVER, cited(source, locator="109"), sentence=3)

    def found() -> list[tuple[str, str]]:
        with reading(desk.database) as session:
            paper = paper_queries.whole(session, "mine")
        return [
            (each.rule, each.key)
            for each in run(paper, select=["EV403", "EV404", "EV405", "EV406"])
        ]

    assert found() == [("EV406", "Q01"), ("EV406", "Q02"), ("EV406", "Q03")]
    desk.verify()
    assert found() == [("EV405", "Q01"), ("EV403", "Q02"), ("EV404", "Q03")]


def test_outcomes_of_many_claims_take_as_many_queries_as_those_of_one(desk: Desk) -> None:
    source = desk.work()
    desk.hold(source)

    def queries() -> int:
        count = 0
        with reading(desk.database) as session:
            connection = session.connection()

            def tell(*_: object) -> None:
                nonlocal count
                count += 1

            event.listen(connection, "before_cursor_execute", tell)
            assert all(each.verified for each in claims.listing(session))
        return count

    desk.quote(RIVER, cited(source))
    desk.verify()
    of_one = queries()
    for sentence in range(2, 9):
        desk.quote(TRADE, cited(source), sentence=sentence)
    desk.verify()
    assert queries() == of_one
